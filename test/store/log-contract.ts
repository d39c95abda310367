/** The log of every implementation: the RFC 6962 tree over exactly the kept rows. */
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { EventStore, Incoming, LogRow, Principal } from '../../src/store/store.ts'
import { opened, type Driver } from './driver.ts'
import { ACME, incoming, invalid, NOON } from './events.ts'
import { naiveLeaf, naiveRoot, rowOf } from './naive-log.ts'

/** Every row of an organisation, by the log's own pages. */
export async function everyRow(store: EventStore, organisation = ACME, limit = 1000): Promise<LogRow[]> {
  const rows: LogRow[] = []
  for (;;) {
    const page = await store.log.rows(organisation, rows.length, limit)
    if (page.length === 0) return rows
    rows.push(...page)
  }
}

/** The head is the naive tree over the rows, and the rows are the organisation's events in order. */
export async function expectLogOf(store: EventStore, organisation = ACME): Promise<LogRow[]> {
  const rows = await everyRow(store, organisation)
  const events = []
  for (let after: number | undefined = 0; after !== undefined;) {
    const page = await store.query({ organisation, status: 'any', order: 'asc', limit: 1000, after })
    events.push(...page.events)
    after = page.next
  }
  expect(rows).toEqual(events.map(rowOf))
  expect(rows.map(({ index }) => index)).toEqual(rows.map((_, index) => index))
  const { size, root } = await store.log.head(organisation)
  expect({ size, root: Buffer.from(root).toString('hex') }).toEqual({
    size: rows.length,
    root: naiveRoot(rows.map(naiveLeaf)).toString('hex'),
  })
  return rows
}

const MATERIAL = Buffer.from('{"payload":"","signatures":[]}').toString('base64')

export function logContract(name: string, driver: Driver): void {
  describe(`the log of the event store on ${name}`, () => {
    const at = opened(driver)
    const { append } = at

    test('is the empty tree before anything is kept', async () => {
      const { size, root } = await at.store.log.head('nobody')
      expect(size).toBe(0)
      expect(Buffer.from(root).toString('hex')).toBe(
        'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      )
      expect(await at.store.log.rows('nobody', 0, 10)).toEqual([])
      expect(await at.store.log.hashes('nobody', [])).toEqual([])
      expect(await at.store.log.kept('nobody')).toEqual([])
      await expect(at.store.log.hashes('nobody', [{ level: 0, index: 0 }])).rejects.toMatchObject({
        code: 'USAGE',
      })
    })

    test('has a leaf for what is accepted, quarantined or a conflict, and none for a duplicate', async () => {
      await append(incoming('a'), invalid('b'), incoming('a', { note: 'other' }), incoming('a'))
      await append(incoming('a', { note: 'other' }), invalid('b'), incoming('c'))
      const rows = await expectLogOf(at.store)
      expect(rows.map(({ status }) => status)).toEqual(['accepted', 'quarantined', 'conflict', 'accepted'])
      const events = (await at.query({ status: 'any', order: 'asc' })).events
      expect(events.map(({ logIndex }) => logIndex)).toEqual([0, 1, 2, 3])
      expect(await at.store.get(ACME, rows[2]?.sequence as number)).toMatchObject({ logIndex: 2 })
    })

    test('commits to the exact body, to who sent it with all claims, to the status and to the signature', async () => {
      const claims = { runId: '7', issuer: 'https://issuer.example', 'a\\"b': 'ü\u2028' }
      const signature = { material: MATERIAL, attributes: { type: 't' } }
      const spaced = { ...incoming('a'), body: '{ "ü":\t1 }', signature }
      await at.store.append(ACME, { kind: 'oidc', id: 'x#42', claims }, [spaced], NOON)
      const [row] = await expectLogOf(at.store)
      expect(row).toMatchObject({ body: '{ "ü":\t1 }', producer: { claims }, material: MATERIAL })
    })

    test('is the naive tree after any appends', async () => {
      const one = fc.tuple(fc.nat(12), fc.constantFrom('', 'x', 'y'), fc.boolean(), fc.nat(2))
      const calls = fc.array(fc.array(one, { minLength: 1, maxLength: 7 }), { minLength: 1, maxLength: 12 })
      let organisation = 0
      await fc.assert(
        fc.asyncProperty(calls, async (all) => {
          const name = `organisation ${organisation++}`
          let kept = 0
          for (const call of all) {
            const events = call.map(([id, note, valid]): Incoming => {
              const made = incoming(`e${id}`, { note })
              return valid ? made : invalid(`e${id}`, { body: made.body, digest: made.digest })
            })
            const producer: Principal = { kind: 'oidc', id: 'p', claims: { job: String(call[0]?.[3]) } }
            const before = await at.store.position(name)
            const receipts = await at.store.append(name, producer, events, NOON)
            kept += new Set(receipts.filter(({ sequence }) => sequence > before).map((r) => r.sequence)).size
          }
          expect(await expectLogOf(at.store, name)).toHaveLength(kept)
        }),
        { numRuns: 60, seed: 20261121 },
      )
    })

    test('gives the hash of every complete subtree, and of no other', async () => {
      const SIZE = 700
      for (let from = 0; from < SIZE; from += 100) {
        await append(...Array.from({ length: 100 }, (_, n) => incoming(`e${from + n}`)))
      }
      const leaves = (await expectLogOf(at.store)).map(naiveLeaf)
      for (let level = 0; 2 ** level <= SIZE; level++) {
        const width = 2 ** level
        const places = Array.from({ length: Math.floor(SIZE / width) }, (_, index) => ({ level, index }))
        const hashes = await at.store.log.hashes(ACME, places)
        expect(hashes.map((hash) => Buffer.from(hash).toString('hex'))).toEqual(
          places.map(({ index }) =>
            naiveRoot(leaves.slice(index * width, (index + 1) * width)).toString('hex'),
          ),
        )
        const beyond = { level, index: places.length }
        await expect(at.store.log.hashes(ACME, [beyond])).rejects.toMatchObject({ code: 'USAGE' })
      }
      for (const place of [
        { level: -1, index: 0 },
        { level: 0, index: -1 },
        { level: 0.5, index: 0 },
        { level: 0, index: Number.NaN },
        { level: 52, index: 0 },
        { level: 2_000, index: 0 },
      ]) {
        await expect(at.store.log.hashes(ACME, [place])).rejects.toMatchObject({ code: 'USAGE' })
      }
      const many = Array.from({ length: 1_001 }, () => ({ level: 0, index: 0 }))
      await expect(at.store.log.hashes(ACME, many)).rejects.toMatchObject({ code: 'TOO_LARGE' })
      const shuffled = [
        { level: 3, index: 9 },
        { level: 0, index: 699 },
        { level: 3, index: 9 },
      ]
      const [a, , c] = await at.store.log.hashes(ACME, shuffled)
      expect(a).toEqual(c)
    })

    test('gives rows in bounded pages from any index', async () => {
      await append(...Array.from({ length: 30 }, (_, n) => incoming(`e${n}`)))
      const all = await at.store.log.rows(ACME, 0, 1000)
      expect(all).toHaveLength(30)
      expect(await at.store.log.rows(ACME, 7, 5)).toEqual(all.slice(7, 12))
      expect(await at.store.log.rows(ACME, 28, 5)).toEqual(all.slice(28))
      expect(await at.store.log.rows(ACME, 30, 5)).toEqual([])
      expect(await at.store.log.rows(ACME, 2 ** 40, 5)).toEqual([])
      expect(await everyRow(at.store, ACME, 4)).toEqual(all)
      for (const limit of [0, -1, 1.5, 1001, Number.NaN]) {
        await expect(at.store.log.rows(ACME, 0, limit)).rejects.toMatchObject({ code: 'USAGE' })
      }
      for (const from of [-1, 0.5, Number.NaN, Infinity]) {
        await expect(at.store.log.rows(ACME, from, 1)).rejects.toMatchObject({ code: 'USAGE' })
      }
    })

    test('gives fewer rows when they are very large, and at least one', async () => {
      const body = JSON.stringify({ text: 'x'.repeat(3 * 2 ** 20) })
      for (let n = 0; n < 8; n++) await append(incoming(`big${n}`, { body }))
      const page = await at.store.log.rows(ACME, 0, 1000)
      expect(page.length).toBeGreaterThan(1)
      expect(page.length).toBeLessThan(8)
      await append(incoming('huge', { body: 'x'.repeat(20 * 2 ** 20) }))
      expect(await at.store.log.rows(ACME, 8, 1000)).toHaveLength(1)
      expect(await everyRow(at.store)).toHaveLength(9)
    })

    test('has no leaf of what was rolled back', async () => {
      await append(incoming('a'))
      const before = await at.store.log.head(ACME)
      const broken = { ...incoming('x'), body: 7 as unknown as string }
      await expect(append(incoming('b'), invalid('c'), broken)).rejects.toMatchObject({
        code: 'STORE_FAILED',
      })
      expect(await at.store.log.head(ACME)).toEqual(before)
      expect(await at.store.counts(ACME)).toEqual({ accepted: 1, quarantined: 0, conflict: 0 })
      // In one group with others, which are kept each on its own.
      await Promise.allSettled([append(incoming('d')), append(incoming('e'), broken), append(incoming('f'))])
      const rows = await expectLogOf(at.store)
      expect(rows.map(({ body }) => (JSON.parse(body) as { context: { id: string } }).context.id)).toEqual([
        'a',
        'd',
        'f',
      ])
    })

    test('grows by order of acknowledgement when many callers append at once', async () => {
      const calls = await Promise.all(
        Array.from({ length: 40 }, (_, n) => append(incoming(`e${n}`), incoming(`e${(n * 7) % 40}`))),
      )
      expect(calls.flat().filter(({ status }) => status === 'accepted')).toHaveLength(40)
      const rows = await expectLogOf(at.store)
      expect(rows.map(({ sequence }) => sequence)).toEqual(
        rows.map(({ sequence }) => sequence).toSorted((a, b) => a - b),
      )
    })

    describe('kept checkpoints', () => {
      const note = (size: number) => `example.org/log\n${size}\nroot\n\n— example.org/log sig\n`
      const keep = (witness: string, size: number, text = note(size), organisation = ACME) =>
        at.store.log.keep(organisation, { witness, size, note: text })

      test('the newest of each witness is there, and a smaller one does not replace it', async () => {
        await keep('', 3)
        await keep('w1', 2)
        await keep('', 5)
        await keep('', 4)
        expect(await at.store.log.kept(ACME)).toEqual([
          { witness: '', size: 5, note: note(5) },
          { witness: 'w1', size: 2, note: note(2) },
        ])
      })

      test('one of the same size replaces it: it may be signed with another key', async () => {
        await keep('', 3)
        await keep('', 3, 'again\n')
        expect(await at.store.log.kept(ACME)).toEqual([{ witness: '', size: 3, note: 'again\n' }])
      })

      test('they are no rows, and organisations have their own', async () => {
        await append(incoming('a'))
        await Promise.all([keep('w', 1), keep('w', 9, note(9), 'rival'), append(incoming('b'))])
        expect(await at.store.log.kept(ACME)).toEqual([{ witness: 'w', size: 1, note: note(1) }])
        expect(await at.store.log.kept('rival')).toEqual([{ witness: 'w', size: 9, note: note(9) }])
        expect(await expectLogOf(at.store)).toHaveLength(2)
        expect(await at.store.position('rival')).toBe(0)
      })

      test('a size that is none is refused, and takes no other write with it', async () => {
        const results = await Promise.allSettled([keep('', -1), append(incoming('a')), keep('w', 0.5)])
        expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected'])
        expect(await at.store.log.kept(ACME)).toEqual([])
      })
    })
  })
}
