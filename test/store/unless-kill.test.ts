import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { ACME } from './events.ts'

const ROUNDS = 8
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test(`two processes on one file never take one turn twice, nor half of one, through ${ROUNDS} kill -9`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-unless-'))
  const database = join(folder, 'events.db')
  const log = join(folder, 'acknowledged')
  const size = () => (existsSync(log) ? statSync(log).size : 0)
  try {
    for (let round = 1; round <= ROUNDS; round++) {
      const before = size()
      const takers = ['a', 'b'].map((name) =>
        spawn(
          process.execPath,
          [join(import.meta.dirname, 'killed-taker.ts'), database, log, `${round}${name}`],
          { stdio: ['ignore', 'ignore', 'inherit'] },
        ),
      )
      const exits = takers.map((taker) => once(taker, 'exit'))
      while (size() === before && takers.some(({ exitCode }) => exitCode === null)) await pause(2)
      await pause(50 + ((round * 37) % 150))
      for (const taker of takers) taker.kill('SIGKILL')
      expect((await Promise.all(exits)).map(([, signal]) => signal as string)).toEqual(['SIGKILL', 'SIGKILL'])
    }
    const store = openSqliteStore(database)
    const events: { id: string; sequence: number }[] = []
    for (let after: number | undefined = 0; after !== undefined;) {
      const page = await store.query({ organisation: ACME, status: 'any', order: 'asc', limit: 1000, after })
      events.push(...page.events)
      after = page.next
    }
    await store.close()
    const promised = readFileSync(log, 'utf8').split('\n').slice(0, -1)
    const taken = events.filter(({ id }) => !id.endsWith('/record'))
    const records = new Set(events.map(({ id }) => id).filter((id) => id.endsWith('/record')))
    expect(promised.length).toBeGreaterThan(ROUNDS)
    expect(promised.filter((id) => !taken.some((turn) => turn.id === id))).toEqual([])
    expect(taken.filter(({ id }) => !records.has(`${id}/record`))).toEqual([])
    expect(records.size).toBe(taken.length)
    // Each number is the position that was looked at and one: strictly growing, and the turn before lies below it.
    taken.forEach(({ id }, index) => {
      const number = Number(id.split('/')[0])
      expect(number).toBeGreaterThan(taken[index - 1]?.sequence ?? 0)
      expect(number).toBeGreaterThan(index === 0 ? 0 : Number(taken[index - 1]!.id.split('/')[0]))
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 300_000)
