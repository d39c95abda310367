/**
 * A process that appends until it is killed: `node killed-writer.ts <database> <log> <round>`.
 *
 * It writes the ids of a call to the log only after its promise resolved; a killed process loses nothing that it wrote
 * to a file. Each writer first sends its last call of the round before again, as a client does that got no answer.
 */
import { openSync, writeSync } from 'node:fs'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { ACME, CI, incoming, NOON } from './events.ts'

const WRITERS = 16
const [, , database = '', log = '', round = '0'] = process.argv
const store = openSqliteStore(database)
const acknowledged = openSync(log, 'a')

function call(of: string, writer: number, number: number) {
  // One to three events, which are kept together or not at all.
  const size = 1 + (number % 3)
  return Array.from({ length: size }, (_, n) => incoming(`${of}-${writer}-${number}-${n}of${size}`))
}

async function write(writer: number): Promise<void> {
  for (let number = 0; number < 20; number++) {
    const repeated = await store.append(ACME, CI, call(String(Number(round) - 1), writer, number), NOON)
    if (repeated.some(({ status }) => status === 'conflict')) writeSync(acknowledged, 'conflict\n')
    writeSync(acknowledged, repeated.map(({ id }) => `${id}\n`).join(''))
  }
  for (let number = 0; ; number++) {
    const receipts = await store.append(ACME, CI, call(round, writer, number), NOON)
    writeSync(acknowledged, receipts.map(({ id }) => `${id}\n`).join(''))
  }
}

await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)))
