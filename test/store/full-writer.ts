/**
 * A process whose files may not grow beyond what its shell allows: `node full-writer.ts <database>`. Appends until it
 * is refused, then prints what it was told and how many events were acknowledged.
 */
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { ACME, CI, incoming, NOON } from './events.ts'

const store = openSqliteStore(process.argv[2] ?? '')
let acknowledged = 0
let refused: unknown
while (refused === undefined && acknowledged < 5_000) {
  try {
    const note = 'x'.repeat(2_000)
    await store.append(ACME, CI, [incoming(`e${acknowledged}`, { note })], NOON)
    acknowledged++
  } catch (error) {
    refused = error
  }
}
const { events } = await store.query({ organisation: ACME, limit: 1 })
const { code, message } = refused as { code?: string; message?: string }
console.log(JSON.stringify({ acknowledged, code, message, newest: events[0]?.id }))
