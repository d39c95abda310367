/** Events for store tests: as `admit` would make them, without going through JSON each time. */
import { createHash } from 'node:crypto'
import type { Incoming, Principal } from '../../src/store/store.ts'

export const ACME = 'acme'
export const CI: Principal = { kind: 'token', id: 'token:ci' }
export const NOON = '2026-11-21T12:00:00.000Z'
export const DEPLOYED = 'dev.cdevents.service.deployed.0.3.0'
export const TESTED = 'dev.cdevents.testsuiterun.finished.0.3.0'

export function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(Buffer.from(text, 'utf16le')).digest('hex')}`
}

/** A valid event; `id` tells it apart, `changes` overrides what `admit` would have read from it. */
export function incoming(id: string, changes: Partial<Incoming> & { note?: string } = {}): Incoming {
  const { note = '', ...rest } = changes
  const source = rest.source ?? 'https://forge.example/acme/shop'
  const type = rest.type ?? DEPLOYED
  const subject = rest.subject ?? 'shop'
  const timestamp = rest.timestamp ?? '2026-11-21T11:59:00.000Z'
  const event = {
    context: { specversion: '0.5.1', id, source, type, timestamp },
    subject: { id: subject, content: { environment: { id: 'production' }, artifactId: 'pkg:generic/shop' } },
    customData: { note },
  }
  const body = JSON.stringify(event)
  return {
    body,
    digest: sha256(body),
    source,
    id,
    type,
    subject,
    timestamp,
    event,
    problems: [],
    keys: [`event:${id}`, 'environment:production'],
    ...rest,
  }
}

export function invalid(id: string, changes: Partial<Incoming> = {}): Incoming {
  const { event: _, ...rest } = incoming(id, {
    problems: [{ path: '/subject', message: 'is missing' }],
    ...changes,
  })
  return rest
}
