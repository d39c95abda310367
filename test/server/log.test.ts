import { afterEach, describe, expect, test } from '@jest/globals'
import { openCheckpoint } from '../../src/log/checkpoint.ts'
import { newSigner } from '../../src/log/keys.ts'
import { signatureLine, signNote } from '../../src/log/note.ts'
import { messagesOf, LOG, ORIGIN, verify, WITNESS } from '../log/exports.ts'
import { exported, keep, openLog, type Opened } from '../log/store-log.ts'

const open: Opened[] = []
function opened(...options: Parameters<typeof openLog>): Opened {
  const one = openLog(...options)
  open.push(one)
  return one
}
afterEach(async () => {
  for (const { store } of open.splice(0)) await store.close()
})

describe('a checkpoint', () => {
  test('covers what was kept, for this organisation alone', async () => {
    const { store, log } = opened()
    await keep(store, 0, 5)
    await keep(store, 0, 9, 'other')
    expect(await log.checkpoint()).toMatchObject({ origin: ORIGIN, size: 5 })
  })

  test('of nothing is signed, too', async () => {
    const { log } = opened()
    expect(openCheckpoint((await log.checkpoint()).note, [LOG.verifier])).toMatchObject({ size: 0 })
  })

  test('is signed anew after a second at the earliest, and only when the log grew', async () => {
    const { store, log, clock } = opened(':memory:', { everyMs: 1000 })
    await keep(store, 0, 1)
    const first = await log.checkpoint()
    await keep(store, 1, 2)
    clock.pass(999)
    expect((await log.checkpoint()).note).toBe(first.note)
    clock.pass(1)
    const second = await log.checkpoint()
    expect(second.size).toBe(2)
    clock.pass(5000)
    expect((await log.checkpoint()).note).toBe(second.note)
  })

  test('is waited for by whoever needs it to cover an event', async () => {
    const { store, log, clock } = opened(':memory:', { everyMs: 60 })
    await keep(store, 0, 1)
    await log.checkpoint()
    await keep(store, 1, 2)
    const waiting = log.checkpoint(1)
    clock.pass(100)
    expect((await waiting).size).toBe(2)
    await expect(log.checkpoint(7)).rejects.toThrow('There is no leaf 7 among the first 2 of the log.')
  })

  test('many who ask at once get one', async () => {
    const { store, log } = opened()
    await keep(store, 0, 3)
    const notes = await Promise.all(Array.from({ length: 20 }, () => log.checkpoint()))
    expect(new Set(notes.map(({ note }) => note)).size).toBe(1)
  })

  test('is the same after a restart, and signed by all keys that there are then', async () => {
    const { store, log } = opened()
    await keep(store, 0, 3)
    const before = await log.checkpoint()
    const again = openLog(':memory:', { store })
    expect((await again.log.checkpoint()).note).toBe(before.note)
    const young = newSigner(ORIGIN, new Uint8Array(32).fill(2))
    const rotated = openLog(':memory:', { store, signers: [young, LOG] })
    const { note } = await rotated.log.checkpoint()
    for (const { verifier } of [young, LOG])
      expect(openCheckpoint(note, [verifier])).toMatchObject({ size: 3 })
  })

  test('without a key is what was signed elsewhere, or nothing', async () => {
    const { store, log } = opened()
    await keep(store, 0, 3)
    const keyless = openLog(':memory:', { store, signers: [] }).log
    await expect(keyless.checkpoint()).rejects.toThrow('This store has no key for its log')
    const { note } = await log.checkpoint()
    await keep(store, 3, 5)
    expect((await keyless.checkpoint()).note).toBe(note)
    expect(messagesOf(await verify(await exported(keyless)))).toEqual([])
    await expect(keyless.cosigned(note)).rejects.toThrow('This store has no key for its log')
  })

  test('is kept before it is shown', async () => {
    const { store } = opened()
    await keep(store, 0, 3)
    const order: string[] = []
    const log = { ...store.log }
    log.keep = async (organisation, checkpoint) => {
      await store.log.keep(organisation, checkpoint)
      order.push('kept')
    }
    const shown = openLog(':memory:', { store: { ...store, log } }).log
    await shown.checkpoint().then(() => order.push('shown'))
    expect(order).toEqual(['kept', 'shown'])
  })

  test('is not signed when the store does not keep it', async () => {
    const { store } = opened()
    await keep(store, 0, 3)
    const log = { ...store.log, keep: () => Promise.reject(new Error('disk full')) }
    const failing = openLog(':memory:', { store: { ...store, log } }).log
    await expect(failing.checkpoint()).rejects.toThrow('disk full')
    await expect(failing.checkpoint()).rejects.toThrow('disk full')
  })
})

describe('cosignatures', () => {
  const other = newSigner('other.example.net', new Uint8Array(32).fill(4), 'witness')
  const witnesses = [WITNESS.verifier]

  async function withCheckpoint() {
    const one = opened(':memory:', { witnesses })
    await keep(one.store, 0, 6)
    const { note } = await one.log.checkpoint()
    const text = note.slice(0, note.indexOf('\n\n') + 1)
    const seconds = Math.floor(Date.parse(one.clock.now()) / 1000)
    return { ...one, note, text, seconds }
  }

  test('of a known witness are kept and shown with the checkpoint', async () => {
    const { log, note, text, seconds } = await withCheckpoint()
    const line = signatureLine(WITNESS, text, seconds)
    expect(await log.cosigned(note + line)).toEqual(['witness.example.net'])
    expect((await log.checkpoint()).note).toBe(note + line)
  })

  test('stay with the checkpoint that they are for, and go into exports', async () => {
    const { store, log, note, text, seconds } = await withCheckpoint()
    await log.cosigned(note + signatureLine(WITNESS, text, seconds))
    await keep(store, 6, 9)
    expect(openCheckpoint((await log.checkpoint()).note, [LOG.verifier, ...witnesses])).toMatchObject({
      opened: { verified: [{ name: ORIGIN }] },
    })
    const report = await verify(await exported(log), { witnesses })
    expect(report).toMatchObject({ findings: [], cosigned: [{ size: 6, seconds }] })
  })

  test('one witness has one: a later replaces it, a smaller does not', async () => {
    const { store, log, note, text, seconds } = await withCheckpoint()
    await keep(store, 6, 9)
    const larger = await log.checkpoint()
    const text9 = larger.note.slice(0, larger.note.indexOf('\n\n') + 1)
    await log.cosigned(larger.note + signatureLine(WITNESS, text9, seconds))
    await log.cosigned(note + signatureLine(WITNESS, text, seconds))
    const kept = await store.log.kept('default')
    expect(kept.map(({ witness, size }) => [witness, size])).toEqual([
      ['', 9],
      [WITNESS.verifier.text, 9],
    ])
  })

  test('bring nothing else along', async () => {
    const { store, log, note, text, seconds } = await withCheckpoint()
    await log.cosigned(note + signatureLine(other, text, seconds) + signatureLine(WITNESS, text, seconds))
    for (const { note: kept } of await store.log.kept('default'))
      expect(kept).not.toContain('other.example.net')
  })

  test.each([
    [
      'of an unknown witness',
      (text: string, s: number) => signatureLine(other, text, s),
      /It knows witness\.example\.net/,
    ],
    ['of none', () => '', /No witness that this store knows signed it/],
    [
      'under another text',
      (text: string, s: number) => signatureLine(WITNESS, `${text}x\n`, s),
      /does not fit the text/,
    ],
    [
      'from tomorrow',
      (text: string, s: number) => signatureLine(WITNESS, text, s + 86_400),
      /from the future/,
    ],
    ['that are no signatures', () => '— witness\n', /no signature line/],
  ])('%s are refused', async (_, line, message) => {
    const { store, log, note, text, seconds } = await withCheckpoint()
    await expect(log.cosigned(note + line(text, seconds))).rejects.toThrow(message)
    expect(await store.log.kept('default')).toHaveLength(1)
  })

  test('of a checkpoint that this log did not sign are refused', async () => {
    const { log, text, seconds } = await withCheckpoint()
    const forger = newSigner(ORIGIN, new Uint8Array(32).fill(9))
    await expect(log.cosigned(signNote(text, [forger, WITNESS], seconds))).rejects.toThrow(
      /witnesses signed it, and no known key of the log itself/,
    )
    const { log: twin } = opened(':memory:', { witnesses })
    await expect(twin.cosigned('hello')).rejects.toThrow('This is no checkpoint of this log')
  })

  test('of a witness that is no longer known are not shown', async () => {
    const { store, log, note, text, seconds } = await withCheckpoint()
    await log.cosigned(note + signatureLine(WITNESS, text, seconds))
    const later = openLog(':memory:', { store }).log
    expect((await later.checkpoint()).note).toBe(note)
    expect(await exported(later)).toContain('"cosigned":[]')
  })
})

describe('an export', () => {
  test('of any part holds', async () => {
    const { store, log } = opened()
    await keep(store, 0, 30)
    for (const from of [0, 1, 7, 29, 30]) {
      const report = await verify(await exported(log, from))
      expect([from, messagesOf(report), report.rows]).toEqual([from, [], 30 - from])
    }
    await expect(exported(log, 31)).rejects.toThrow('The log has 30 entries, not 31.')
  })

  test('of many pages holds, while more comes in', async () => {
    const { store, log } = opened()
    await keep(store, 0, 1200)
    const lines = await log.export(0)
    let text = ''
    for await (const piece of lines) {
      text += piece
      if (text.length < 100_000) await keep(store, 5000, 5003)
    }
    expect(await verify(text)).toMatchObject({ findings: [], rows: 1200, checkpoint: { size: 1200 } })
  })

  test('that is limited says what is missing when it is verified', async () => {
    const { store, log } = opened()
    await keep(store, 0, 10)
    expect(messagesOf(await verify(await exported(log, 2, 3)))).toEqual([
      'leaves 5 to 9 are missing (5) at the end',
    ])
  })
})
