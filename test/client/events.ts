import { create } from '../../src/cdevents/create.ts'
import type { CDEvent } from '../../src/cdevents/event.ts'

/** Events as they would be sent, `build.started` with ids `e0`, `e1`… */
export function someEvents(count: number, customData?: Record<string, unknown>): CDEvent[] {
  return Array.from({ length: count }, (_, index) =>
    create(
      'build.started',
      {
        source: 'https://github.com/acme/webshop',
        subject: { id: `build-${index}` },
        ...(customData === undefined ? {} : { customData }),
      },
      { id: `e${index}`, now: '2026-11-21T10:00:00Z' },
    ),
  )
}

/** What a store answers to them. */
export function receiptsFor(events: readonly CDEvent[], status = 'accepted'): { receipts: unknown[] } {
  return {
    receipts: events.map(({ context }, index) => ({
      status,
      sequence: index + 1,
      source: context.source,
      id: context.id,
      problems: [],
    })),
  }
}
