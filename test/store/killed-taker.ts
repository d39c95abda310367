/**
 * A process that takes turns until it is killed: `node killed-taker.ts <database> <log> <name>`. A turn is a pair of
 * events, kept only when nobody has taken one after the position that was looked at; its number is that position + 1.
 */
import { openSync, writeSync } from 'node:fs'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { ACME, CI, incoming, NOON } from './events.ts'

const [, , database = '', log = '', name = ''] = process.argv
const store = openSqliteStore(database, { lockWait: 60_000 })
const acknowledged = openSync(log, 'a')
const TURN = 'dev.example.turn.taken'

async function take(taker: number): Promise<void> {
  for (let turn = 0; ; turn++) {
    const after = await store.position(ACME)
    const id = `${after + 1}/${name}-${taker}-${turn}`
    const answer = await store.appendUnless(
      ACME,
      CI,
      [incoming(id, { type: `${TURN}.0.1.0` }), incoming(`${id}/record`)],
      NOON,
      { after, none: [{ types: [TURN], keys: ['environment:production'] }] },
    )
    if (answer !== 'overtaken') writeSync(acknowledged, `${id}\n`)
  }
}

await Promise.all([take(0), take(1), take(2)])
