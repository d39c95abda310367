/** A database of so many realistic events. */
import { admit } from '../src/store/admit.ts'
import { openSqliteStore } from '../src/store/sqlite.ts'
import { eventAt } from './fixtures.ts'

export const PRODUCER = { kind: 'token', id: 'token:ci' } as const

/** Writes events number 0 to `count` - 1 in batches, as a busy store gets them. */
export async function fill(database: string, count: number): Promise<void> {
  const started = performance.now()
  const store = openSqliteStore(database)
  for (let at = 0; at < count; at += 1000) {
    const events = Array.from({ length: Math.min(1000, count - at) }, (_, index) =>
      admit(eventAt(at + index)),
    )
    await store.append('default', PRODUCER, events, new Date().toISOString())
    if (at % 100_000 === 0 && at > 0) console.error(`${at} of ${count} events are in the store`)
  }
  await store.close()
  console.error(`filled with ${count} events in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}
