import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from '@jest/globals'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { ACME } from './events.ts'
import { everyRow } from './log-contract.ts'
import { naiveLeaf, naiveRoot } from './naive-log.ts'

const ROUNDS = 25
/** Ten seconds on a quiet machine; starting 25 processes on a busy one takes as long as it takes. */
const PATIENCE = 300_000
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test(
  `loses no acknowledged event and has none twice after ${ROUNDS} kill -9 under concurrent load`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'turnpike-kill-'))
    const database = join(folder, 'events.db')
    const log = join(folder, 'acknowledged')
    const size = () => (existsSync(log) ? statSync(log).size : 0)
    const acknowledged = () => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(0, -1) : [])
    let killedMidway = 0
    try {
      for (let round = 1; round <= ROUNDS; round++) {
        const before = size()
        const writer = spawn(
          process.execPath,
          [join(import.meta.dirname, 'killed-writer.ts'), database, log, String(round)],
          { stdio: ['ignore', 'ignore', 'pipe'] },
        )
        let complaint = ''
        writer.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
        const exited = once(writer, 'exit')
        while (size() === before && writer.exitCode === null) await pause(2)
        // Different moments: at the first acknowledgement, in full swing, around a checkpoint.
        await pause((round * 37) % 150)
        writer.kill('SIGKILL')
        const [code, signal] = (await exited) as [number | null, string | null]
        expect({ code, signal, complaint }).toEqual({ code: null, signal: 'SIGKILL', complaint: '' })
        if (size() > before) killedMidway++

        const db = new DatabaseSync(database)
        expect(db.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
        // Every kept row is a leaf, and there is no other leaf.
        const { kept, leaves, paired, tree } = db
          .prepare(
            `select (select count(*) from event) as kept, (select count(*) from leaf) as leaves,
             (select count(*) from leaf l join event e on e.sequence = l.sequence and e.leaf = l.idx) as paired,
             (select sum(size) from head) as tree`,
          )
          .get() as Record<string, number>
        expect({ leaves, paired, tree }).toEqual({ leaves: kept, paired: kept, tree: kept })
        db.close()
      }
      expect(killedMidway).toBe(ROUNDS)

      const kept = await everyId(database)
      const distinct = new Set(kept)
      const promised = new Set(acknowledged())
      expect(promised.size).toBeGreaterThan(ROUNDS * 16)
      expect(promised.has('conflict')).toBe(false)
      expect([...promised].filter((id) => !distinct.has(id))).toEqual([])
      expect(kept.length).toBe(distinct.size)
      // A call is kept whole or not at all, acknowledged or not.
      const torn = kept.filter((id) => {
        const [, call = '', last = '0'] = /^(.*)-\dof(\d)$/.exec(id) ?? []
        return Array.from({ length: Number(last) }, (_, n) => `${call}-${n}of${last}`).some(
          (one) => !distinct.has(one),
        )
      })
      expect(torn).toEqual([])
      process.stderr.write(
        `kill -9: ${ROUNDS} rounds, ${promised.size} events acknowledged, ${kept.length} kept, 0 lost, 0 twice\n`,
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
  PATIENCE,
)

async function everyId(database: string): Promise<string[]> {
  const store = openSqliteStore(database)
  const ids: string[] = []
  let after: number | undefined = 0
  while (after !== undefined) {
    const page = await store.query({ organisation: ACME, status: 'any', order: 'asc', limit: 1000, after })
    ids.push(...page.events.map(({ id }) => id))
    after = page.next
  }
  const leaves = (await everyRow(store)).map(naiveLeaf)
  const { size, root } = await store.log.head(ACME)
  expect({ size, root: Buffer.from(root) }).toEqual({ size: ids.length, root: naiveRoot(leaves) })
  expect(await store.counts(ACME)).toEqual({ accepted: ids.length, quarantined: 0, conflict: 0 })
  await store.close()
  return ids
}
