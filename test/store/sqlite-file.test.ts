/** What only a file can show: reopening, another process, a full disk, somebody else's database. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { TurnpikeError } from '../../src/errors.ts'
import { APPLICATION_ID, SCHEMA_VERSION } from '../../src/store/sqlite-schema.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { EventStore, StoredEvent } from '../../src/store/store.ts'
import { expectLogOf } from './log-contract.ts'
import { ACME, CI, DEPLOYED, incoming, invalid, NOON } from './events.ts'

let folder = ''
let path = ''
const opened: EventStore[] = []
const open = (...options: [{ lockWait?: number }?]) => {
  const store = openSqliteStore(path, ...options)
  opened.push(store)
  return store
}
const ids = (events: readonly StoredEvent[]) => events.map(({ id }) => id)
const newest = async (store: EventStore) => ids((await store.query({ organisation: ACME })).events)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-file-'))
  path = join(folder, 'events.db')
})
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a store file', () => {
  test('is its owner’s alone, with the files beside it', async () => {
    const store = open()
    await store.append(ACME, CI, [incoming('a')], NOON)
    const modes = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o077])
    expect(modes.length).toBeGreaterThan(1)
    // Windows has no such modes.
    if (process.platform !== 'win32') expect(modes.filter(([, mode]) => mode !== 0)).toEqual([])
  })

  test('is the same after closing and opening again', async () => {
    const first = open()
    const sent = [incoming('a'), invalid('b'), incoming('a', { note: 'other' })]
    const receipts = await first.append(ACME, CI, sent, NOON)
    const before = await first.query({ organisation: ACME, status: 'any' })
    await first.close()
    expect(existsSync(`${path}-wal`)).toBe(false)

    const second = open()
    expect(await second.query({ organisation: ACME, status: 'any' })).toEqual(before)
    expect(await second.counts(ACME)).toEqual({ accepted: 1, quarantined: 1, conflict: 1 })
    expect(await second.keys(ACME, { prefix: 'environment:' })).toEqual(['environment:production'])
    const [again] = await second.append(ACME, CI, [incoming('a')], NOON)
    expect(again).toEqual({ ...receipts[0], status: 'duplicate' })
    const [next] = await second.append(ACME, CI, [incoming('c', { keys: ['service:new'] })], NOON)
    expect(next?.sequence).toBe(4)
    expect(ids((await second.query({ organisation: ACME, keys: ['service:new'] })).events)).toEqual(['c'])
    expect(await expectLogOf(second)).toHaveLength(4)
  })

  test('holds events in the form that was measured: short ids, packed digests', async () => {
    const id = '0196f3d2-1c5a-8000-8000-123456789abc'
    await open().append(ACME, CI, [incoming(id)], NOON)
    const db = new DatabaseSync(path, { readOnly: true })
    const row = db
      .prepare('select typeof(id) as id, length(id) as size, length(digest) as digest from event')
      .get()
    expect(row).toMatchObject({ id: 'blob', size: 16, digest: 32 })
    expect(db.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' })
    expect(db.prepare('pragma application_id').get()).toEqual({ application_id: APPLICATION_ID })
    db.close()
    await opened[0]?.close()
    // The header's application id is what file(1) shows.
    expect(readFileSync(path).subarray(68, 72).toString('latin1')).toBe('Turn')
  })

  test('keeps memory of nothing that was rolled back', async () => {
    const store = open()
    const broken = { ...incoming('x'), body: 7 as unknown as string }
    const fresh = { keys: ['service:fresh'], source: 'urn:fresh', type: 'dev.cdeventsx.a-b.c.0.1.0' }
    const call = store.append(
      'fresh',
      { kind: 'token', id: 'token:fresh' },
      [incoming('a', fresh), broken],
      NOON,
    )
    await expect(call).rejects.toMatchObject({ code: 'STORE_FAILED' })
    await store.append(ACME, CI, [incoming('b', { keys: ['service:taken'] })], NOON)
    await store.append('fresh', { kind: 'token', id: 'token:fresh' }, [incoming('a', fresh)], NOON)
    const { events } = await store.query({
      organisation: 'fresh',
      keys: ['service:fresh'],
      source: 'urn:fresh',
    })
    expect(events).toMatchObject([{ id: 'a', type: fresh.type, producer: { id: 'token:fresh' } }])
    expect(ids((await store.query({ organisation: ACME, keys: ['service:taken'] })).events)).toEqual(['b'])
  })
})

describe('two processes on one file', () => {
  test('both write, and each sees what the other wrote', async () => {
    const one = open()
    const two = open()
    const keys = (n: number) => [`artifact:${n % 7}`, 'environment:production']
    const source = (n: number) => `urn:${n % 3}`
    for (let n = 0; n < 60; n++) {
      const store = n % 2 === 0 ? one : two
      await store.append(ACME, CI, [incoming(`e${n}`, { keys: keys(n), source: source(n) })], NOON)
    }
    for (const store of [one, two]) {
      for (const artifact of [0, 3, 6]) {
        const { events } = await store.query({
          organisation: ACME,
          keys: [`artifact:${artifact}`],
          order: 'asc',
        })
        const expected = Array.from({ length: 60 }, (_, n) => n).filter((n) => n % 7 === artifact)
        expect(events.map(({ id, source }) => [id, source])).toEqual(
          expected.map((n) => [`e${n}`, source(n)]),
        )
      }
      expect(await store.counts(ACME)).toMatchObject({ accepted: 60 })
    }
    expect(
      (await two.append(ACME, CI, [incoming('e0', { keys: keys(0), source: source(0) })], NOON))[0]?.status,
    ).toBe('duplicate')
  })

  test('both add to one log, whichever of them wrote last', async () => {
    const stores = [open(), open(), open()]
    await Promise.all(
      Array.from({ length: 90 }, (_, n) =>
        (stores[n % 3] as EventStore).append(n % 4 === 0 ? 'rival' : ACME, CI, [incoming(`e${n}`)], NOON),
      ),
    )
    for (let n = 0; n < 30; n++) {
      // The same events through another one are duplicates: no leaf.
      const [receipt] = await (stores[(n + 1) % 3] as EventStore).append(
        n % 4 === 0 ? 'rival' : ACME,
        CI,
        [incoming(`e${n}`)],
        NOON,
      )
      expect(receipt?.status).toBe('duplicate')
    }
    for (const store of stores) {
      expect(await expectLogOf(store, ACME)).toHaveLength(67)
      expect(await expectLogOf(store, 'rival')).toHaveLength(23)
    }
  })

  test('a follower hears of events that another process wrote', async () => {
    const one = open()
    const two = open()
    const heard = (async () => {
      for await (const { id } of one.follow(ACME, 0, { keys: ['environment:production'] })) return id
      return undefined
    })()
    await new Promise((resolve) => setTimeout(resolve, 20))
    await two.append(ACME, CI, [incoming('from the other one')], NOON)
    expect(await heard).toBe('from the other one')
  })

  test('a write waits for the other one to finish, and reads do not wait', async () => {
    const store = open()
    await store.append(ACME, CI, [incoming('a')], NOON)
    const other = new DatabaseSync(path)
    other.exec('begin immediate')
    const writing = store.append(ACME, CI, [incoming('b')], NOON)
    expect(await newest(store)).toEqual(['a'])
    setTimeout(() => other.exec('commit'), 60)
    expect((await writing)[0]?.status).toBe('accepted')
    other.close()
  })

  test('a write that waits too long is refused, keeps nothing, and the store lives on', async () => {
    const store = open({ lockWait: 50 })
    const other = new DatabaseSync(path)
    other.exec('begin immediate')
    await expect(store.append(ACME, CI, [incoming('a')], NOON)).rejects.toMatchObject({
      code: 'STORE_FAILED',
    })
    await expect(store.check()).rejects.toMatchObject({ code: 'STORE_FAILED' })
    other.exec('rollback')
    other.close()
    await store.check()
    expect(await newest(store)).toEqual([])
    expect((await store.append(ACME, CI, [incoming('a')], NOON))[0]?.status).toBe('accepted')
  })
})

describe('a store that cannot be written', () => {
  test('a full disk refuses with STORE_FAILED, keeps what was acknowledged, and still answers', async () => {
    // The shell's limit on file size stands in for a full disk: 512-byte blocks, 1 MiB.
    const script = join(import.meta.dirname, 'full-writer.ts')
    const { stdout, stderr } = spawnSync(
      'sh',
      ['-c', 'ulimit -f 2048; exec "$0" "$1" "$2"', process.execPath, script, path],
      {
        encoding: 'utf8',
      },
    )
    expect(stderr).toBe('')
    const told = JSON.parse(stdout) as {
      acknowledged: number
      code: string
      message: string
      newest: string
    }
    expect(told.code).toBe('STORE_FAILED')
    expect(told.message).toMatch(/^the event store failed: /u)
    expect(told.acknowledged).toBeGreaterThan(10)
    expect(told.newest).toBe(`e${told.acknowledged - 1}`)
    const db = new DatabaseSync(path)
    expect(db.prepare('select count(*) as n from event').get()).toEqual({ n: told.acknowledged })
    expect(db.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' })
    db.close()
    const store = open()
    expect(await expectLogOf(store)).toHaveLength(told.acknowledged)
  })

  test('is refused when it is opened: no such folder, a folder, not a database', () => {
    writeFileSync(join(folder, 'text'), 'this is not a database, but it is long enough to be one'.repeat(100))
    for (const bad of [join(folder, 'none', 'events.db'), folder, join(folder, 'text')]) {
      const opening = () => openSqliteStore(bad)
      expect(opening).toThrow(TurnpikeError)
      expect(opening).toThrow(expect.objectContaining({ code: 'STORE_FAILED' }))
      expect(opening).toThrow(bad)
    }
  })

  test('a database of another program is refused and left alone', () => {
    const db = new DatabaseSync(path)
    db.exec('create table customers (name text)')
    db.close()
    expect(() => openSqliteStore(path)).toThrow(/not a Turnpike event store/u)
    const again = new DatabaseSync(path)
    expect(again.prepare('select name from sqlite_schema').all()).toEqual([{ name: 'customers' }])
    again.close()
  })

  test('a file of a newer Turnpike is refused, saying what to do', async () => {
    await open().close()
    const db = new DatabaseSync(path)
    db.exec(`pragma user_version = ${SCHEMA_VERSION + 1}`)
    db.close()
    expect(() => openSqliteStore(path)).toThrow(
      `newer Turnpike (schema ${SCHEMA_VERSION + 1}, this one knows ${SCHEMA_VERSION}): upgrade`,
    )
  })
})

test('a type is found by name in a file where there are many types', async () => {
  const store = open()
  const types = Array.from(
    { length: 300 },
    (_, n) => `dev.cdeventsx.tool-thing${String.fromCharCode(97 + (n % 26))}.done.0.1.${n}`,
  )
  await store.append(
    ACME,
    CI,
    types.map((type, n) => incoming(`t${n}`, { type })).concat(incoming('d')),
    NOON,
  )
  const { events } = await store.query({
    organisation: ACME,
    types: ['dev.cdeventsx.tool-thinga.done', DEPLOYED],
  })
  expect(ids(events)).toEqual(['d', ...types.flatMap((_, n) => (n % 26 === 0 ? [`t${n}`] : [])).reverse()])
})
