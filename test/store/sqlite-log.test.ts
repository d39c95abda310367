/** The log in SQLite at a size where several levels of subtrees are kept, and when the file has lost something. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from '@jest/globals'
import {
  consistencyProof,
  inclusionProof,
  rootAt,
  verifyConsistency,
  verifyInclusion,
} from '../../src/log/proof.ts'
import { createLeaves } from '../../src/store/sqlite-leaf.ts'
import { createLogReader } from '../../src/store/sqlite-log.ts'
import { openDatabase } from '../../src/store/sqlite-schema.ts'
import { createTerms } from '../../src/store/sqlite-terms.ts'
import { createWriter } from '../../src/store/sqlite-write.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { ACME, CI, incoming, NOON } from './events.ts'
import { naiveLeaf, naiveRoot } from './naive-log.ts'

describe('a log of 70,000 leaves', () => {
  const SIZE = 70_000
  const db = openDatabase(':memory:')
  const terms = createTerms(db)
  const leaves = createLeaves(db)
  const organisation = terms.make.organisation(ACME)
  const naive: Buffer[] = []
  for (let from = 0; from < SIZE; from += 1_000) {
    leaves.begin()
    for (let n = from; n < from + 1_000; n++) {
      const row = { sequence: n + 1, receivedAt: NOON, body: `${n}` }
      leaves.add(organisation, {
        ...row,
        producer: '{"id":"a","kind":"token"}',
        status: 0,
        material: undefined,
      })
      naive.push(naiveLeaf({ ...row, producer: { kind: 'token', id: 'a' }, status: 'accepted' }))
    }
    leaves.end()
  }
  const log = createLogReader(db, terms)
  const read = async (places: readonly { level: number; index: number }[]) => log.hashes(ACME, places)

  test('has the naive root, now and at any former size', async () => {
    expect(log.head(ACME)).toEqual({ size: SIZE, root: new Uint8Array(naiveRoot(naive)) })
    for (const size of [1, 255, 256, 257, 65_535, 65_536, 65_537, 69_999]) {
      expect(Buffer.from(await rootAt(read, size))).toEqual(naiveRoot(naive.slice(0, size)))
    }
  })

  test('keeps every fourth level, and makes all others of them', async () => {
    const kept = db.prepare('select level, count(*) as n from subtree group by level order by level').all()
    expect(kept).toEqual([4, 8, 12, 16].map((level) => ({ level, n: Math.floor(SIZE / 2 ** level) })))
    for (let level = 0; level <= 16; level++) {
      const index = Math.floor(SIZE / 2 ** level) - 1
      const [hash] = log.hashes(ACME, [{ level, index }])
      const part = naive.slice(index * 2 ** level, (index + 1) * 2 ** level)
      expect(Buffer.from(hash as Uint8Array)).toEqual(naiveRoot(part))
    }
  })

  test('finds everything by an index', () => {
    const texts: string[] = []
    const prepare = (text: string) => (texts.push(text), db.prepare(text))
    const listening = { prepare } as unknown as DatabaseSync
    createLogReader(listening, terms)
    createLeaves(listening)
    createWriter(listening, terms, leaves)
    for (const text of texts) {
      const details = db
        .prepare(`explain query plan ${text}`)
        .all()
        .map(({ detail }) => String(detail))
      // One row, and the end of the rows: nothing to look for.
      if (/from state|update state|max\(sequence\)/u.test(text)) continue
      // A list that came with the question is walked through: it is short.
      const scans = details.filter(
        (detail) => /SCAN|TEMP B-TREE/u.test(detail) && !/^SCAN \w+ VIRTUAL TABLE INDEX 1:$/u.test(detail),
      )
      expect({ text, scans }).toEqual({
        text,
        scans: [],
      })
    }
    expect(texts.length).toBeGreaterThan(10)
  })

  test('proves any leaf and any former tree', async () => {
    const root = naiveRoot(naive)
    for (const index of [0, 1, 255, 256, 40_000, 65_535, 65_536, SIZE - 1]) {
      const proof = await inclusionProof(read, index, SIZE)
      const leaf = naive[index] as Buffer
      expect(verifyInclusion({ index, size: SIZE, leaf, root, proof })).toBe(true)
      const from = index + 1
      const fromRoot = naiveRoot(naive.slice(0, from))
      const consistency = await consistencyProof(read, from, SIZE)
      expect(verifyConsistency({ from, to: SIZE, fromRoot, toRoot: root, proof: consistency })).toBe(true)
    }
  })
})

describe('a file whose log was damaged', () => {
  const damaged = async (sql: string, work: (store: ReturnType<typeof openSqliteStore>) => Promise<void>) => {
    const folder = mkdtempSync(join(tmpdir(), 'turnpike-log-'))
    const path = join(folder, 'events.db')
    const first = openSqliteStore(path)
    await first.append(
      ACME,
      CI,
      Array.from({ length: 10 }, (_, n) => incoming(`e${n}`)),
      NOON,
    )
    await first.close()
    const db = new DatabaseSync(path)
    db.exec(sql)
    db.close()
    const store = openSqliteStore(path)
    try {
      await work(store)
    } finally {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }

  test('says that hashes are lost, and proves nothing from what is left', async () => {
    await damaged('delete from leaf where idx = 3', async ({ log }) => {
      await expect(log.hashes(ACME, [{ level: 1, index: 1 }])).rejects.toThrow(/lost hashes: 1 of 2/u)
      expect(await log.hashes(ACME, [{ level: 1, index: 0 }])).toHaveLength(1)
    })
  })

  test.each([
    ['was set back', `update head set size = 8, peaks = substr(peaks, 1, 32)`],
    ['does not fit its size', 'update head set size = 9'],
  ])('keeps nothing more when the head %s, rather than begin another past', async (_, sql) => {
    await damaged(sql, async (store) => {
      await expect(store.append(ACME, CI, [incoming('new')], NOON)).rejects.toMatchObject({
        code: 'STORE_FAILED',
      })
      expect((await store.query({ organisation: ACME })).events).toHaveLength(10)
      const [other] = await store.append('rival', CI, [incoming('new')], NOON)
      expect(other?.status).toBe('accepted')
    })
  })
})
