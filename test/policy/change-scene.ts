/** Tickets of changes, as a tracker sends them. */
import type { Said } from './scene.ts'

export interface Record {
  class?: unknown
  state?: unknown
  schedule?: unknown
  author?: unknown
}

/** A ticket event; `record` is what the tracker says of the change beside the ticket's own fields. */
export function ticket(
  what: 'created' | 'updated' | 'closed',
  record: Record | undefined,
  { content, customData, ...more }: Partial<Said> = {},
): Said {
  return {
    type: `ticket.${what}`,
    subject: 'CHG-1',
    artifact: undefined,
    by: 'token:ops',
    when: '1h',
    content: {
      uri: 'https://itsm.example.org/CHG-1',
      ticketType: 'change',
      ...(what === 'created' ? { summary: 'New prices', creator: 'k.j.' } : {}),
      ...(what === 'closed' ? { resolution: 'completed' } : {}),
      ...(content as object | undefined),
    },
    ...(record === undefined && customData === undefined
      ? {}
      : { customData: { ...(customData as object | undefined), turnpike: { changeRecord: record } } }),
    ...more,
  }
}

export const approved = (more: Record = {}): Record => ({ class: 'normal', state: 'approved', ...more })
