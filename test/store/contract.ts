/** What else every implementation keeps: single events, key listings, organisations, hostile strings, the end. */
import { describe, expect, test } from '@jest/globals'
import { ids, opened, type Driver } from './driver.ts'
import { ACME, CI, DEPLOYED, incoming, invalid, NOON } from './events.ts'

export function storeContract(name: string, driver: Driver): void {
  describe(`the event store on ${name}`, () => {
    const at = opened(driver)
    const { append, query } = at

    describe('get, keys, position, counts', () => {
      test('gets one event by its sequence, whatever its status', async () => {
        const [a, b] = await append(incoming('a'), invalid('b'))
        expect(await at.store.get(ACME, a?.sequence as number)).toMatchObject({ id: 'a', status: 'accepted' })
        expect(await at.store.get(ACME, b?.sequence as number)).toMatchObject({
          id: 'b',
          status: 'quarantined',
        })
        for (const sequence of [0, -1, 99, 1.5, Number.MAX_SAFE_INTEGER, Number.NaN]) {
          expect(await at.store.get(ACME, sequence)).toBeUndefined()
        }
      })

      test('lists the keys that start with a prefix, in order and in pages', async () => {
        await append(
          incoming('a', { keys: ['environment:staging', 'service:shop', 'environmental:x'] }),
          incoming('b', { keys: ['environment:production', 'environment:\u{10ffff}', 'environment:%'] }),
        )
        const all = [
          'environment:%',
          'environment:production',
          'environment:staging',
          'environment:\u{10ffff}',
        ]
        expect(await at.store.keys(ACME, { prefix: 'environment:' })).toEqual(all)
        expect(await at.store.keys(ACME, { prefix: 'environment:', limit: 2 })).toEqual(all.slice(0, 2))
        expect(await at.store.keys(ACME, { prefix: 'environment:', after: all[1] })).toEqual(all.slice(2))
        expect(await at.store.keys(ACME, { prefix: 'nothing:' })).toEqual([])
        await expect(at.store.keys(ACME, { prefix: '', limit: 1001 })).rejects.toMatchObject({
          code: 'USAGE',
        })
      })

      test('does not list keys that only refused events have', async () => {
        await append(invalid('a', { keys: ['environment:forged'] }))
        expect(await at.store.keys(ACME, { prefix: 'environment:' })).toEqual([])
        await append(incoming('b', { keys: ['environment:forged'] }))
        expect(await at.store.keys(ACME, { prefix: 'environment:' })).toEqual(['environment:forged'])
      })

      test('tells the newest sequence of an organisation, of any status', async () => {
        expect(await at.store.position(ACME)).toBe(0)
        const [, b] = await append(incoming('a'), invalid('b'))
        expect(await at.store.position(ACME)).toBe(b?.sequence)
        const [c] = await append(incoming('a', { note: 'other' }))
        expect(await at.store.position(ACME)).toBe(c?.sequence)
        await append(incoming('a'))
        expect(await at.store.position(ACME)).toBe(c?.sequence)
      })

      test('counts by status', async () => {
        expect(await at.store.counts(ACME)).toEqual({ accepted: 0, quarantined: 0, conflict: 0 })
        await append(
          incoming('a'),
          incoming('b'),
          invalid('c'),
          incoming('a', { note: 'other' }),
          incoming('b'),
        )
        expect(await at.store.counts(ACME)).toEqual({ accepted: 2, quarantined: 1, conflict: 1 })
      })
    })

    test('keeps organisations apart in every answer', async () => {
      const [mine] = await append(incoming('a', { source: 'urn:mine', keys: ['artifact:1', 'event:a'] }))
      const other = 'rival'
      expect(await at.store.query({ organisation: other, keys: ['artifact:1'] })).toEqual({ events: [] })
      const [theirs] = await at.store.append(
        other,
        CI,
        [incoming('a', { source: 'urn:mine', note: 'theirs' })],
        NOON,
      )
      expect(theirs?.status).toBe('accepted')
      for (const rest of [{}, { keys: ['event:a'] }, { source: 'urn:mine' }, { types: [DEPLOYED] }]) {
        const page = await at.store.query({ organisation: other, status: 'any', ...rest })
        expect(page.events.map(({ organisation, sequence }) => [organisation, sequence])).toEqual([
          [other, theirs?.sequence],
        ])
      }
      expect(await at.store.query({ organisation: other, keys: ['artifact:1'] })).toEqual({ events: [] })
      expect(await at.store.keys(other, { prefix: 'artifact:' })).toEqual([])
      expect(await at.store.get(other, mine?.sequence as number)).toBeUndefined()
      expect(await at.store.position(ACME)).toBe(mine?.sequence)
      expect(await at.store.position('nobody')).toBe(0)
    })

    describe('hostile strings', () => {
      const strings: [string, string][] = [
        ['NUL', 'a\u0000b'],
        ['only NUL', '\u0000'],
        ['a lone high surrogate', 'x\ud800y'],
        ['another lone high surrogate', 'x\ud801y'],
        ['a lone low surrogate', '\udc00'],
        ['a quote', `'; drop table event; --`],
        ['wildcards', '%_*?[a]'],
        ['right-to-left marks', '\u202eabc\u2066'],
        ['an empty string', ''],
        ['a prototype', '__proto__'],
        ['a mebibyte', 'ü'.repeat(2 ** 20)],
      ]

      test.each(strings)('%s comes back as it went in, from every field', async (_, text) => {
        const value = incoming(text, {
          source: `s${text}`,
          type: `t${text}`,
          subject: text,
          keys: [`artifact:${text}`, `event:${text}`],
          body: JSON.stringify({ context: {}, text }),
        })
        const raw = { ...incoming('raw', { keys: [`artifact:${text}`] }), body: text }
        const receipts = await append(value, raw)
        expect(receipts.map(({ status }) => status)).toEqual(['accepted', 'accepted'])
        expect(receipts[0]).toMatchObject({ id: text, source: value.source, type: value.type })
        const page = await query({ keys: [`artifact:${text}`], order: 'asc' })
        const { source, type, id, subject, body } = value
        expect(page.events[0]).toMatchObject({ source, type, id, subject, body })
        expect(page.events[1]?.body).toBe(text)
        expect(ids(await query({ source: value.source }))).toEqual([text])
        expect(ids(await query({ types: [value.type] }))).toEqual([text])
        expect(ids(await query({ keys: [`event:${text}`] }))).toEqual([text])
        expect((await append(value))[0]?.status).toBe('duplicate')
      })

      test('strings that differ only where UTF-8 cannot tell are different', async () => {
        const receipts = await append(
          ...['\ud800', '\ud801', '\ufffd', '\udc00'].map((id) => incoming(id, { keys: [`artifact:${id}`] })),
        )
        expect(receipts.map(({ status }) => status)).toEqual(Array(4).fill('accepted'))
        expect(ids(await query({ keys: ['artifact:\ud801'] }))).toEqual(['\ud801'])
      })

      test('ids that look like what they are packed into stay themselves', async () => {
        const uuid = '0196f3d2-1c5a-8000-8000-123456789abc'
        const lookalikes = [
          uuid,
          uuid.toUpperCase(),
          uuid.replaceAll('-', ''),
          '\ud800'.repeat(8),
          '~sha256:',
          'ÿ'.repeat(16),
        ]
        const receipts = await append(...lookalikes.map((id) => incoming(id)))
        expect(receipts.map(({ status }) => status)).toEqual(lookalikes.map(() => 'accepted'))
        expect(ids(await query({ order: 'asc' }))).toEqual(lookalikes)
        for (const id of lookalikes) expect(ids(await query({ keys: [`event:${id}`] }))).toEqual([id])
      })

      test('a digest in any other form stays itself', async () => {
        await append(incoming('a', { digest: 'md5:abc' }))
        expect((await query()).events[0]?.digest).toBe('md5:abc')
        expect((await append(incoming('a', { digest: 'md5:abc' })))[0]?.status).toBe('duplicate')
        expect((await append(incoming('a', { digest: 'md5:abd' })))[0]?.status).toBe('conflict')
      })

      test('keys are found by long names', async () => {
        const long = `environment:${'e'.repeat(5_000)}`
        await append(incoming('a', { keys: [long] }), incoming('b', { keys: [`${long}f`] }))
        expect(ids(await query({ keys: [long] }))).toEqual(['a'])
      })

      test('a page of very large events is cut short and continues', async () => {
        const body = JSON.stringify({ text: 'x'.repeat(2 ** 20) })
        for (let n = 0; n < 20; n++) await append(incoming(`big${n}`, { body }))
        const page = await query({ order: 'asc' })
        expect(page.events.length).toBeLessThan(20)
        expect(page.next).toBe(page.events.at(-1)?.sequence)
        const rest = await query({ order: 'asc', after: page.next as number })
        expect([...ids(page), ...ids(rest)]).toEqual(Array.from({ length: 20 }, (_, n) => `big${n}`))
      })
    })

    describe('close', () => {
      test('waits for what is under way', async () => {
        const pending = append(incoming('a'))
        const closing = at.store.close()
        expect((await pending)[0]?.status).toBe('accepted')
        await closing
      })

      test('makes every later call fail with STORE_FAILED', async () => {
        await at.store.close()
        const calls = [
          () => append(incoming('a')),
          () => at.store.appendUnless(ACME, CI, [], NOON, { after: 0, none: [{ types: ['t'], keys: [] }] }),
          () => query(),
          () => at.store.get(ACME, 1),
          () => at.store.keys(ACME, { prefix: '' }),
          () => at.store.position(ACME),
          () => at.store.counts(ACME),
          () => at.store.log.head(ACME),
          () => at.store.log.hashes(ACME, []),
          () => at.store.log.rows(ACME, 0, 1),
          () => at.store.log.keep(ACME, { witness: '', size: 0, note: '' }),
          () => at.store.log.kept(ACME),
          () => at.store.check(),
        ]
        for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'STORE_FAILED' })
        await expect(at.store.close()).resolves.toBeUndefined()
      })
    })

    test('says that it can write', async () => {
      await expect(at.store.check()).resolves.toBeUndefined()
      expect(await at.store.position(ACME)).toBe(0)
    })
  })
}
