/**
 * A file of schema 1 is brought to schema 2 when it is opened. `schema-1.db.gz` was written by the code of that time:
 * two organisations, quarantined and conflicting events, hostile strings, and one author's event sent by three jobs,
 * which schema 1 took for three events. `schema-1.json.gz` is what that code answered about it.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { EventStore, StoredEvent } from '../../src/store/store.ts'
import { incoming, NOON } from './events.ts'
import { naiveLeaf, naiveRoot, rowOf } from './naive-log.ts'

interface Answers {
  events: StoredEvent[]
  keys: string[]
  position: number
}

const fixture = (name: string) => gunzipSync(readFileSync(join(import.meta.dirname, name)))
const FILE = fixture('schema-1.db.gz')
const { acme, rival } = JSON.parse(fixture('schema-1.json.gz').toString()) as Record<
  'acme' | 'rival',
  Answers
>
const ORGANISATIONS = { acme: acme, rival: rival }

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-migrate-'))
  path = join(folder, 'events.db')
  writeFileSync(path, FILE)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function using<T>(work: (store: EventStore) => Promise<T>): Promise<T> {
  const store = openSqliteStore(path)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

function raw<T>(work: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(path)
  try {
    return work(db)
  } finally {
    db.close()
  }
}

const version = () => raw((db) => db.prepare('pragma user_version').get()?.['user_version'])
const schema = (db: DatabaseSync) =>
  db.prepare(`select name, sql from sqlite_schema where name not like 'sqlite_stat%' order by name`).all()

async function expectEverything(): Promise<void> {
  await using(async (store) => {
    for (const [organisation, before] of Object.entries(ORGANISATIONS)) {
      const { events } = await store.query({ organisation, status: 'any', order: 'asc', limit: 1000 })
      expect(events).toEqual(before.events.map((event, logIndex) => ({ ...event, logIndex })))
      expect(await store.keys(organisation, { prefix: '' })).toEqual(before.keys)
      expect(await store.position(organisation)).toBe(before.position)
      const counts = { accepted: 0, quarantined: 0, conflict: 0 }
      for (const { status } of before.events) counts[status]++
      expect(await store.counts(organisation)).toEqual(counts)
      const rows = await store.log.rows(organisation, 0, 1000)
      expect(rows).toEqual(events.map(rowOf))
      const root = naiveRoot(rows.map(naiveLeaf))
      expect(await store.log.head(organisation)).toEqual({ size: events.length, root: new Uint8Array(root) })
    }
  })
}

describe('a file of schema 1', () => {
  test('answers as before once it is opened, and has a log over everything', async () => {
    await expectEverything()
    expect(version()).toBe(2)
    await expectEverything()
    expect(raw((db) => db.prepare('pragma integrity_check').all())).toEqual([{ integrity_check: 'ok' }])
  })

  test('has then the very tables of a new file', async () => {
    await using(async () => {})
    const migrated = raw(schema)
    path = join(folder, 'new.db')
    await using(async () => {})
    expect(migrated).toEqual(raw(schema))
  })

  test('knows its events again when they are sent again, and takes new ones', async () => {
    await using(async (store) => {
      const job = (runId: string) =>
        ({ kind: 'oidc', id: 'https://issuer.example#repository:42', claims: { runId } }) as const
      const first = (id: string) => acme.events.find((event) => event.id === id)?.sequence
      const sent = [
        incoming('retried'),
        incoming('changed', { note: '1' }),
        incoming('changed', { note: '3' }),
      ]
      expect(await store.append('acme', job('9'), sent, NOON)).toMatchObject([
        { status: 'duplicate', sequence: first('retried') },
        { status: 'duplicate', sequence: first('changed') },
        { status: 'conflict' },
      ])
      const ci = { kind: 'token', id: 'token:ci' } as const
      const again = [incoming('a', { note: 'green' }), incoming('a', { note: 'red' }), incoming('new')]
      const receipts = await store.append('acme', ci, again, NOON)
      expect(receipts).toMatchObject([
        { status: 'duplicate', sequence: first('a') },
        { status: 'conflict', sequence: acme.events.find(({ status }) => status === 'conflict')?.sequence },
        { status: 'accepted' },
      ])
      const last = await store.get('acme', receipts[2]?.sequence as number)
      expect(last?.logIndex).toBe(acme.events.length + 1)
    })
  })

  test('stays whole when the process is killed at any step, and is brought over the next time', async () => {
    const script = join(import.meta.dirname, 'killed-migration.ts')
    const before = raw((db) => db.prepare('select * from event order by sequence').all())
    let steps = 0
    for (let step = 1; ; step = Math.ceil(step * 1.4)) {
      const { signal, status, stderr } = spawnSync(process.execPath, [script, path, String(step)], {
        encoding: 'utf8',
      })
      if (status === 0) break
      expect({ signal, stderr }).toEqual({ signal: 'SIGKILL', stderr: '' })
      // Behind the commit: what it left is looked at below.
      if (version() === 2) continue
      steps++
      raw((db) => {
        expect(db.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
        expect(db.prepare('select * from event order by sequence').all()).toEqual(before)
      })
    }
    expect(steps).toBeGreaterThan(8)
    expect(version()).toBe(2)
    await expectEverything()
  })

  test('stays as it was when something in it cannot be read, and the opening is refused', () => {
    raw((db) => db.exec(`update producer set json = '[' where id = 2`))
    const before = raw(schema)
    expect(() => openSqliteStore(path)).toThrow(expect.objectContaining({ code: 'STORE_FAILED' }))
    expect(version()).toBe(1)
    expect(raw(schema)).toEqual(before)
    raw((db) => expect(db.prepare('select count(*) as n from event').get()?.['n']).toBe(42))
  })
})
