/** A log over a real store in memory or in a file, as the server shows it, with a clock that stands still. */
import { admit } from '../../src/store/admit.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { EventStore } from '../../src/store/store.ts'
import { createLog, type Log, type LogOptions } from '../../src/server/log.ts'
import { LOG } from './exports.ts'

export interface Clock {
  now: () => string
  pass: (milliseconds: number) => void
}

function clock(): Clock {
  let at = Date.UTC(2026, 10, 21, 12)
  return { now: () => new Date(at).toISOString(), pass: (milliseconds) => void (at += milliseconds) }
}

const PRODUCER = { kind: 'token', id: 'token:ci', claims: { ref: 'refs/heads/main' } } as const

/** Keeps some events; every third one breaks its schema and is quarantined. */
export async function keep(
  store: EventStore,
  from: number,
  to: number,
  organisation = 'default',
): Promise<void> {
  const events = Array.from({ length: to - from }, (_, at) => {
    const id = from + at
    const content = id % 3 === 2 ? {} : { id: `e${id}`, source: '/x', specversion: '0.5.1' }
    return admit({
      context: {
        ...content,
        id: `e${id}`,
        source: 'https://forge.example/acme/shop',
        type: 'dev.cdevents.service.deployed.0.3.0',
        timestamp: '2026-11-21T11:00:00Z',
      },
      subject: {
        id: 'shop',
        content: { environment: { id: 'production' }, artifactId: `pkg:oci/shop@${id}` },
      },
      note: `the text of event ${id}`,
    })
  })
  await store.append(organisation, PRODUCER, events, '2026-11-21T11:59:00.000Z')
}

export interface Opened {
  store: EventStore
  log: Log
  clock: Clock
}

export function openLog(file = ':memory:', options: Partial<LogOptions> = {}, at: Clock = clock()): Opened {
  const store = options.store ?? openSqliteStore(file)
  const log = createLog({
    organisation: 'default',
    signers: [LOG],
    now: at.now,
    everyMs: 0,
    ...options,
    store,
  })
  return { store, log, clock: at }
}

/** The whole export as text. */
export async function exported(log: Log, from = 0, limit?: number): Promise<string> {
  let text = ''
  for await (const lines of await log.export(from, limit)) text += lines
  return text
}
