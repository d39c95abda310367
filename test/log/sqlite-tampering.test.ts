/**
 * Must show 3 of the issue, on a real store's file: an operator who holds the database changes it with SQL, behind the
 * store's back, and starts the store again with the same key.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { openCheckpoint, type OpenCheckpoint } from '../../src/log/checkpoint.ts'
import { signatureLine } from '../../src/log/note.ts'
import { judge, neededProof } from '../../src/log/witness.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { messagesOf, verify, LOG, WITNESS } from './exports.ts'
import { exported, keep, openLog, type Opened } from './store-log.ts'

const SIZE = 300
let folder = ''
let file = ''
/** What somebody else kept before anything was changed. */
let kept = ''

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-tamper-'))
  file = join(folder, 'store.db')
  const { store, log } = openLog(file)
  await keep(store, 0, SIZE)
  kept = (await log.checkpoint()).note
  expect(messagesOf(await verify(await exported(log), { since: kept }))).toEqual([])
  await store.close()
})
afterEach(() => rmSync(folder, { recursive: true }))

/** What an operator can do with the file while the store is down. */
function change(...statements: string[]): void {
  const db = new DatabaseSync(file)
  for (const statement of statements) {
    const { changes } = db.prepare(statement).run()
    expect(Number(changes)).toBeGreaterThan(0)
  }
  db.close()
}

async function findings() {
  const { store, log } = openLog(file)
  const report = await verify(await exported(log), { since: kept })
  await store.close()
  return report
}

describe('a database that was changed with SQL', () => {
  test('holds when nothing was changed', async () => {
    expect(messagesOf(await findings())).toEqual([])
  })

  test('one byte of one event', async () => {
    change(
      `update event set body = replace(body, 'the text of event 41"', 'the text of event 42"') where leaf = 41`,
    )
    expect((await findings()).findings).toEqual([
      {
        line: 43,
        index: 41,
        sequence: 42,
        message: 'does not fit its leaf: it was changed after it was kept',
      },
    ])
  })

  test('one event that was refused made to count', async () => {
    change('update event set status = 0 where leaf = 5')
    expect((await findings()).findings).toMatchObject([{ index: 5 }])
  })

  test('one event said to be from somebody else', async () => {
    change(
      `insert into producer select 99, author, x'00', '{"id":"token:boss","kind":"token"}' from producer limit 1`,
      'update event set producer = 99 where leaf = 7',
    )
    expect((await findings()).findings).toMatchObject([{ index: 7 }])
  })

  test('one event dropped', async () => {
    change('delete from event where leaf = 100')
    expect(messagesOf(await findings())).toEqual(['leaf 100 is missing before it'])
  })

  test('one event dropped with its leaf', async () => {
    change('delete from event where leaf = 100', 'delete from leaf where idx = 100')
    expect(messagesOf(await findings())).toEqual(['leaf 100 is missing before it'])
  })

  test('two events swapped', async () => {
    change(
      'update leaf set sequence = -1 where idx = 20',
      'update leaf set sequence = 21 where idx = 21',
      'update leaf set sequence = 22 where idx = 20',
      'update leaf set sequence = 21 where idx = 21',
    )
    const { findings: found } = await findings()
    expect(found.map(({ index }) => index)).toContain(20)
    expect(found.map(({ index }) => index)).toContain(21)
  })

  test('one event changed and its leaf made to fit', async () => {
    await forge(41)
    expect(messagesOf(await findings())).toEqual([
      `the leaves are not those of the earlier checkpoint of ${SIZE} entries: the first difference is among the leaves 0 to ${SIZE - 1}`,
      `the leaves are not those of the signed checkpoint of ${SIZE} entries: the first difference is among the leaves 0 to ${SIZE - 1}`,
    ])
  })
})

describe('a tail that was rewritten and signed again with the same key', () => {
  /** Everything after leaf 200 is gone from every table, the store's own memory of what it signed with it. */
  async function rewriteTail(): Promise<Opened> {
    const short = join(folder, 'short.db')
    const rewritten = openSqliteStore(short)
    await keep(rewritten, 0, 200)
    await keep(rewritten, 1000, 1000 + SIZE)
    await rewritten.close()
    file = short
    return openLog(file)
  }

  test('holds by itself, and not against a checkpoint that somebody kept', async () => {
    const { store, log } = await rewriteTail()
    const text = await exported(log)
    expect(messagesOf(await verify(text))).toEqual([])
    expect(messagesOf(await verify(text, { since: kept }))).toEqual([
      expect.stringContaining(`the leaves are not those of the earlier checkpoint of ${SIZE} entries`),
    ])
    await store.close()
  })

  test('while the store’s own memory was left in place: it signs nothing', async () => {
    const { store } = await rewriteTail()
    await store.close()
    change(
      `insert into checkpoint select 1, '', ${SIZE}, '${kept.replaceAll("'", "''")}' where not exists (select 1 from checkpoint)`,
    )
    const again = openLog(file)
    await expect(again.log.checkpoint()).rejects.toThrow(
      `This store signs nothing: its log of 500 entries does not continue the ${SIZE} that it signed before.`,
    )
    await again.store.close()
  })

  test('is seen by the witness at its next look', async () => {
    const { store, log } = await rewriteTail()
    const remembered = opened(kept)
    const seen = opened((await log.checkpoint()).note)
    const needed = neededProof(remembered, seen)
    const proof = await log.consistency(needed!.from, needed!.to)
    expect(judge(remembered, seen, proof)).toEqual({
      kind: 'fork',
      why: `the log of 500 entries is not shown to continue the ${SIZE} that it signed before: what came then was changed or removed`,
    })
    await store.close()
  })

  test('also when it was only cut off, and an old copy of the database put in place', async () => {
    const old = join(folder, 'old.db')
    const copy = openSqliteStore(old)
    await keep(copy, 0, 200)
    await copy.close()
    const { store, log } = openLog(old)
    const seen = opened((await log.checkpoint()).note)
    expect(neededProof(opened(kept), seen)).toEqual({ from: 200, to: SIZE })
    await expect(log.consistency(200, SIZE)).rejects.toThrow(`The log has 200 entries, not ${SIZE}.`)
    expect(judge(opened(kept), seen, undefined)).toMatchObject({ kind: 'rollback' })
    await store.close()
  })

  test('with a cosignature that the operator cannot make for it', async () => {
    const checkpoint = opened(kept)
    const cosigned = kept + signatureLine(WITNESS, checkpoint.opened.text, 1_795_000_000)
    const { store, log } = await rewriteTail()
    const lines = (await exported(log)).split('\n')
    lines[0] = lines[0]!.replace('"cosigned":[]', `"cosigned":[${JSON.stringify(cosigned)}]`)
    const report = await verify(lines.join('\n'), { witnesses: [WITNESS.verifier] })
    expect(messagesOf(report)).toHaveLength(2)
    await store.close()
  })
})

/** Changes an event and writes the hash of its new leaf over the old one; the trees above stay. */
async function forge(index: number): Promise<void> {
  change(`update event set body = replace(body, 'the text', 'THE text') where leaf = ${index}`)
  const { store, log } = openLog(file)
  const { row } = await log.inclusion(index, SIZE)
  await store.close()
  const { canonicalJson } = await import('../../src/cdevents/canonical.ts')
  const { entryOf } = await import('../../src/log/entry.ts')
  const { leafHash } = await import('../../src/log/tree.ts')
  const hash = leafHash(entryOf({ ...row, producer: canonicalJson(row.producer) }))
  change(`update leaf set hash = x'${Buffer.from(hash).toString('hex')}' where idx = ${index}`)
}

function opened(note: string): OpenCheckpoint {
  const checkpoint = openCheckpoint(note, [LOG.verifier])
  if ('refused' in checkpoint) throw new Error(checkpoint.refused)
  return checkpoint
}
