/**
 * The contract suite: what every implementation of `EventStore` keeps. Following has its own, `follow-contract.ts`.
 */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { EventQuery, EventStore, Incoming, Page } from '../../src/store/store.ts'
import { ACME, CI, DEPLOYED, incoming, invalid, NOON, sha256, TESTED } from './events.ts'

export interface Driver {
  open(): Promise<EventStore>
  /** After each test. */
  clean(): Promise<void>
}

export function storeContract(name: string, driver: Driver): void {
  describe(`the event store on ${name}`, () => {
    let store: EventStore
    beforeEach(async () => void (store = await driver.open()))
    afterEach(async () => {
      await store.close()
      await driver.clean()
    })

    const append = (...events: Incoming[]) => store.append(ACME, CI, events, NOON)
    const query = (rest: Omit<EventQuery, 'organisation'> = {}) =>
      store.query({ organisation: ACME, ...rest })
    const ids = (page: Page) => page.events.map((event) => event.id)

    describe('append', () => {
      test('gives a receipt for each event, in order, with growing sequences', async () => {
        const receipts = await append(incoming('a'), incoming('b'), incoming('c'))
        expect(receipts.map(({ id, status }) => [id, status])).toEqual([
          ['a', 'accepted'],
          ['b', 'accepted'],
          ['c', 'accepted'],
        ])
        const [a, b, c] = receipts.map(({ sequence }) => sequence) as [number, number, number]
        expect(0 < a && a < b && b < c).toBe(true)
        const [later] = await append(incoming('d'))
        expect(later?.sequence).toBeGreaterThan(c)
      })

      test('keeps the event as it was sent, beside what the store knows about it', async () => {
        const sent = incoming('a', { note: 'Grüße, 世界 \u0000 \u2028' })
        const spaced = { ...sent, body: sent.body.replace('{', '{ \n') }
        const claims = { issuer: 'https://issuer.example', repositoryId: '42' }
        const [receipt] = await store.append(ACME, { kind: 'oidc', id: 'x#42', claims }, [spaced], NOON)
        const [event] = (await query()).events
        expect(event).toEqual({
          sequence: receipt?.sequence,
          organisation: ACME,
          receivedAt: NOON,
          producer: { kind: 'oidc', id: 'x#42', claims },
          digest: sent.digest,
          status: 'accepted',
          problems: [],
          source: sent.source,
          id: 'a',
          type: DEPLOYED,
          subject: 'shop',
          timestamp: sent.timestamp,
          body: spaced.body,
          event: sent.event,
        })
        expect(receipt).toEqual({
          status: 'accepted',
          sequence: event?.sequence,
          source: sent.source,
          id: 'a',
          type: DEPLOYED,
          digest: sent.digest,
          receivedAt: NOON,
          valid: true,
          problems: [],
        })
      })

      test('answers a duplicate with the first receipt, also within one call', async () => {
        const [first, again] = await append(incoming('a'), incoming('a'))
        const [later] = await store.append(
          ACME,
          { kind: 'token', id: 'token:other' },
          [incoming('a')],
          '2027-01-01T00:00:00Z',
        )
        expect(first?.status).toBe('accepted')
        expect(again).toEqual({ ...first, status: 'duplicate' })
        expect(later).toEqual({ ...first, status: 'duplicate' })
        expect(ids(await query({ status: 'any' }))).toEqual(['a'])
        expect((await query()).events[0]?.producer).toEqual(CI)
      })

      test('keeps one of many copies that arrive at once', async () => {
        const calls = await Promise.all(
          Array.from({ length: 20 }, () => append(incoming('a'), incoming('b'))),
        )
        expect(calls.flat().filter(({ status }) => status === 'accepted')).toHaveLength(2)
        expect(calls.flat().filter(({ status }) => status === 'duplicate')).toHaveLength(38)
        expect(await store.counts()).toEqual({ accepted: 2, quarantined: 0, conflict: 0 })
      })

      test('tells events of the same id from two sources apart', async () => {
        const receipts = await append(incoming('a'), incoming('a', { source: 'urn:other' }))
        expect(receipts.map(({ status }) => status)).toEqual(['accepted', 'accepted'])
      })

      test('keeps the same id with other content aside as a conflict, never as evidence', async () => {
        const [first] = await append(incoming('a', { note: 'green' }))
        const [second, third] = await append(incoming('a', { note: 'red' }), incoming('a', { note: 'blue' }))
        expect(second).toMatchObject({ status: 'conflict', valid: true })
        expect(second?.problems[0]?.message).toContain(`sequence ${first?.sequence}`)
        expect(second?.sequence).not.toBe(first?.sequence)
        expect(third?.sequence).not.toBe(second?.sequence)
        expect((await query()).events.map((event) => event.sequence)).toEqual([first?.sequence])
        const aside = await query({ status: 'conflict', keys: ['environment:production'] })
        expect(aside.events.map(({ status, body }) => [status, /"note":"(\w+)"/.exec(body)?.[1]])).toEqual([
          ['conflict', 'blue'],
          ['conflict', 'red'],
        ])
        expect(await query({ keys: ['event:a'] })).toMatchObject({ events: [{ sequence: first?.sequence }] })
      })

      test('keeps the same conflict once', async () => {
        await append(incoming('a', { note: 'green' }))
        const [first, again] = await append(incoming('a', { note: 'red' }), incoming('a', { note: 'red' }))
        const [later] = await append(incoming('a', { note: 'red' }))
        expect(again).toEqual(first)
        expect(later).toEqual(first)
        expect(await store.counts()).toEqual({ accepted: 1, quarantined: 0, conflict: 1 })
      })

      test('quarantines what is invalid: visible with its problems, never evidence', async () => {
        const [receipt] = await append(invalid('a'))
        expect(receipt).toMatchObject({ status: 'quarantined', valid: false })
        expect(receipt?.problems).toEqual([{ path: '/subject', message: 'is missing' }])
        expect(ids(await query({ keys: ['environment:production'] }))).toEqual([])
        const [event] = (await query({ status: 'quarantined', keys: ['environment:production'] })).events
        expect(event).toMatchObject({ status: 'quarantined', problems: receipt?.problems })
        expect(event).not.toHaveProperty('event')
        const [again] = await append(invalid('a'))
        expect(again).toEqual({ ...receipt, status: 'duplicate' })
      })

      test('does not let a repaired event take the place of the quarantined one', async () => {
        await append(invalid('a'))
        const [receipt] = await append(incoming('a', { note: 'repaired' }))
        expect(receipt?.status).toBe('conflict')
        expect(ids(await query())).toEqual([])
      })

      test('an invalid event with an id that is taken is a conflict that is not valid', async () => {
        await append(incoming('a'))
        const [receipt] = await append(invalid('a', { digest: sha256('other') }))
        expect(receipt).toMatchObject({ status: 'conflict', valid: false })
        const [event] = (await query({ status: 'conflict' })).events
        expect(event).not.toHaveProperty('event')
      })

      test('keeps nothing of a call that has an event it cannot keep, and all of the calls beside it', async () => {
        const broken = { ...incoming('broken'), body: 7 as unknown as string, subject: {} as string }
        const results = await Promise.allSettled([
          append(incoming('a')),
          append(incoming('b'), broken, incoming('c')),
          append(incoming('d')),
        ])
        expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
        expect((results[1] as PromiseRejectedResult).reason).toMatchObject({ code: 'STORE_FAILED' })
        expect(ids(await query({ order: 'asc' }))).toEqual(['a', 'd'])
        expect(await store.keys(ACME, { prefix: 'environment:' })).toEqual(['environment:production'])
        expect((await append(incoming('c')))[0]?.status).toBe('accepted')
      })

      test('refuses a receive time that is no time', async () => {
        await expect(store.append(ACME, CI, [incoming('a')], 'yesterday')).rejects.toMatchObject({
          code: 'USAGE',
        })
        expect(ids(await query())).toEqual([])
      })

      test('accepts no events at all', async () => {
        expect(await append()).toEqual([])
        expect(await store.position(ACME)).toBe(0)
      })

      test('lifts an old event when it is read and keeps it as it was sent', async () => {
        const old = {
          context: {
            version: '0.4.1',
            id: 'old',
            source: 'urn:x',
            type: 'dev.cdevents.service.deployed.0.2.0',
            timestamp: NOON,
          },
          subject: {
            id: 'shop',
            type: 'service',
            content: { environment: { id: 'production' }, artifactId: 'pkg:generic/shop@1' },
          },
        }
        const body = JSON.stringify(old)
        await append(incoming('old', { body, source: 'urn:x', type: old.context.type }))
        const [event] = (await query()).events
        expect(event?.body).toBe(body)
        expect(event?.type).toBe('dev.cdevents.service.deployed.0.2.0')
        expect(event?.event?.context).toMatchObject({ specversion: '0.5.1', type: DEPLOYED })
      })
    })

    describe('query', () => {
      test('finds by one key, by several, and not by a key that only some have', async () => {
        await append(
          incoming('a', { keys: ['artifact:1', 'environment:staging'] }),
          incoming('b', { keys: ['artifact:1', 'environment:production'] }),
          incoming('c', { keys: ['artifact:2', 'environment:production'] }),
        )
        expect(ids(await query({ keys: ['artifact:1'] }))).toEqual(['b', 'a'])
        expect(ids(await query({ keys: ['artifact:1', 'environment:production'] }))).toEqual(['b'])
        expect(ids(await query({ keys: ['environment:production', 'artifact:1'] }))).toEqual(['b'])
        expect(ids(await query({ keys: ['artifact:1', 'artifact:2'] }))).toEqual([])
        expect(ids(await query({ keys: ['artifact:1', 'environment:nowhere'] }))).toEqual([])
        expect(ids(await query({ keys: ['artifact:1', 'artifact:1'] }))).toEqual(['b', 'a'])
      })

      test('finds by several keys whichever of them is rare', async () => {
        const many = Array.from({ length: 300 }, (_, n) =>
          incoming(`m${n}`, { keys: ['common:1', 'common:2'] }),
        )
        const few = ['x', 'y'].map((id) => incoming(id, { keys: ['rare:1', 'common:1'], type: TESTED }))
        await append(...many.slice(0, 150), ...few.slice(0, 1), ...many.slice(150), ...few.slice(1))
        expect(ids(await query({ keys: ['common:1', 'rare:1'] }))).toEqual(['y', 'x'])
        expect(ids(await query({ keys: ['rare:1', 'common:1'], types: [TESTED, DEPLOYED] }))).toEqual([
          'y',
          'x',
        ])
        expect(ids(await query({ keys: ['common:1', 'rare:1'], types: [DEPLOYED] }))).toEqual([])
        expect(ids(await query({ keys: ['common:2', 'rare:1'] }))).toEqual([])
      })

      test('finds an event by its own id, with any other condition', async () => {
        const [a] = await append(incoming('a'), incoming('a', { source: 'urn:other' }), incoming('b'))
        expect(ids(await query({ keys: ['event:a'] }))).toEqual(['a', 'a'])
        expect(ids(await query({ keys: ['event:a', 'environment:production'] }))).toEqual(['a', 'a'])
        expect(ids(await query({ keys: ['event:a', 'environment:staging'] }))).toEqual([])
        expect(ids(await query({ keys: ['event:a', 'event:b'] }))).toEqual([])
        expect(ids(await query({ keys: ['event:a'], types: [TESTED] }))).toEqual([])
        expect(ids(await query({ keys: ['event:a'], types: [DEPLOYED], source: 'urn:other' }))).toEqual(['a'])
        expect((await query({ keys: ['event:a'], upTo: a?.sequence as number })).events).toHaveLength(1)
        expect(ids(await query({ keys: ['event:nothing'] }))).toEqual([])
      })

      test('a type without its version finds every version, with it only that one', async () => {
        await append(
          incoming('old', { type: 'dev.cdevents.service.deployed.0.2.0' }),
          incoming('new'),
          incoming('near', { type: 'dev.cdevents.service.deployedtwice.0.1.0' }),
          incoming('draft', { type: 'dev.cdevents.service.deployed.0.4.0-draft' }),
        )
        expect(ids(await query({ types: ['dev.cdevents.service.deployed'] }))).toEqual([
          'draft',
          'new',
          'old',
        ])
        expect(ids(await query({ types: [DEPLOYED] }))).toEqual(['new'])
        expect(ids(await query({ types: [DEPLOYED, 'dev.cdevents.service.deployedtwice'] }))).toEqual([
          'near',
          'new',
        ])
        expect(ids(await query({ types: ['dev.cdevents.service'] }))).toEqual([])
        expect(ids(await query({ types: ['dev.cdevents.service.%'] }))).toEqual([])
        expect(ids(await query({ types: [] }))).toHaveLength(4)
      })

      test('finds by source, alone and with a type and a key', async () => {
        await append(
          incoming('a', { source: 'urn:one' }),
          incoming('b', { source: 'urn:two', type: TESTED }),
          incoming('c', { source: 'urn:one', type: TESTED }),
        )
        expect(ids(await query({ source: 'urn:one' }))).toEqual(['c', 'a'])
        expect(ids(await query({ source: 'urn:one', types: [TESTED] }))).toEqual(['c'])
        expect(ids(await query({ source: 'urn:one', keys: ['event:c'] }))).toEqual(['c'])
        expect(ids(await query({ source: 'urn:one', keys: ['environment:production'] }))).toEqual(['c', 'a'])
        expect(ids(await query({ source: 'urn:' }))).toEqual([])
      })

      test('pages through everything in both directions without gap or repetition', async () => {
        const types = [DEPLOYED, TESTED, 'dev.cdevents.incident.detected.0.3.0']
        const all = Array.from({ length: 25 }, (_, n) => incoming(`e${n}`, { type: types[n % 3] as string }))
        await append(...all)
        for (const order of ['asc', 'desc'] as const) {
          for (const rest of [
            {},
            { keys: ['environment:production'] },
            { types: ['dev.cdevents.service.deployed', TESTED, types[2] as string] },
          ]) {
            const seen: string[] = []
            let next: number | undefined
            do {
              const cursor = next === undefined ? {} : order === 'asc' ? { after: next } : { before: next }
              const page = await query({ order, limit: 4, ...rest, ...cursor })
              expect(page.events.length).toBeLessThanOrEqual(4)
              seen.push(...ids(page))
              next = page.next
            } while (next !== undefined)
            const expected = all.map(({ id }) => id)
            expect(seen).toEqual(order === 'asc' ? expected : expected.reverse())
          }
        }
      })

      test('has no next page when the last one is exactly full', async () => {
        await append(incoming('a'), incoming('b'))
        expect(await query({ limit: 2 })).not.toHaveProperty('next')
        expect((await query({ limit: 1 })).next).toBeDefined()
      })

      test('bounds by after, before and upTo', async () => {
        const receipts = await append(...['a', 'b', 'c', 'd', 'e'].map((id) => incoming(id)))
        const at = (n: number) => receipts[n]?.sequence as number
        expect(ids(await query({ after: at(1) }))).toEqual(['e', 'd', 'c'])
        expect(ids(await query({ before: at(1) }))).toEqual(['a'])
        expect(ids(await query({ upTo: at(1) }))).toEqual(['b', 'a'])
        expect(ids(await query({ upTo: at(3), after: at(0), order: 'asc' }))).toEqual(['b', 'c', 'd'])
        expect(ids(await query({ upTo: at(3), before: at(2) }))).toEqual(['b', 'a'])
        expect(ids(await query({ upTo: 0 }))).toEqual([])
      })

      test('bounds by the time of receipt, also when the clock went back', async () => {
        const minutes = [0, 1, 2, 60, 30, 31, 61, 5, 62]
        const time = (minute: number) => new Date(Date.parse(NOON) + minute * 60_000).toISOString()
        for (const minute of minutes) {
          await store.append(ACME, CI, [incoming(`m${minute}`)], time(minute))
        }
        for (const since of [undefined, 0, 1, 3, 30, 31, 45, 61, 62, 63]) {
          for (const before of [undefined, 0, 1, 6, 31, 60, 62, 100]) {
            const expected = minutes.filter(
              (m) => (since === undefined || m >= since) && (before === undefined || m < before),
            )
            const page = await query({
              order: 'asc',
              ...(since === undefined ? {} : { receivedSince: time(since) }),
              ...(before === undefined ? {} : { receivedBefore: time(before) }),
            })
            expect(ids(page)).toEqual(expected.map((minute) => `m${minute}`))
          }
        }
      })

      test('by status: accepted alone by default, or any', async () => {
        await append(incoming('a'), invalid('b'), incoming('a', { note: 'other' }))
        expect((await query()).events.map(({ status }) => status)).toEqual(['accepted'])
        expect((await query({ status: 'any' })).events.map(({ status }) => status)).toEqual([
          'conflict',
          'quarantined',
          'accepted',
        ])
        expect((await query({ status: 'any', keys: ['event:a'] })).events).toHaveLength(2)
        expect((await query({ status: 'any', types: [DEPLOYED] })).events).toHaveLength(3)
      })

      test('refuses a query without bounds in its own bounds', async () => {
        for (const limit of [0, -1, 1.5, 1001, Number.NaN]) {
          await expect(query({ limit })).rejects.toMatchObject({ code: 'USAGE' })
        }
        const names = Array.from({ length: 40 }, (_, n) => `artifact:${n}`)
        await expect(query({ keys: names.slice(0, 9) })).rejects.toMatchObject({ code: 'TOO_LARGE' })
        await expect(query({ types: names.slice(0, 33) })).rejects.toMatchObject({ code: 'TOO_LARGE' })
        await expect(query({ receivedSince: 'noon' })).rejects.toMatchObject({ code: 'USAGE' })
        await append(incoming('a', { keys: names.slice(0, 8) }))
        expect(ids(await query({ keys: names.slice(0, 8) }))).toEqual(['a'])
      })

      test('merges more types than one statement can name', async () => {
        const types = Array.from({ length: 600 }, (_, n) => `dev.cdeventsx.tool${n}-thing.done.0.1.0`)
        await append(...types.map((type, n) => incoming(`t${n}`, { type })))
        expect(ids(await query({ keys: ['environment:production'], limit: 3 }))).toEqual([
          't599',
          't598',
          't597',
        ])
        expect(ids(await query({ keys: ['environment:production'], limit: 2, order: 'asc' }))).toEqual([
          't0',
          't1',
        ])
      })
    })

    describe('get, keys, position, counts', () => {
      test('gets one event by its sequence, whatever its status', async () => {
        const [a, b] = await append(incoming('a'), invalid('b'))
        expect(await store.get(ACME, a?.sequence as number)).toMatchObject({ id: 'a', status: 'accepted' })
        expect(await store.get(ACME, b?.sequence as number)).toMatchObject({ id: 'b', status: 'quarantined' })
        for (const sequence of [0, -1, 99, 1.5, Number.MAX_SAFE_INTEGER, Number.NaN]) {
          expect(await store.get(ACME, sequence)).toBeUndefined()
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
        expect(await store.keys(ACME, { prefix: 'environment:' })).toEqual(all)
        expect(await store.keys(ACME, { prefix: 'environment:', limit: 2 })).toEqual(all.slice(0, 2))
        expect(await store.keys(ACME, { prefix: 'environment:', after: all[1] })).toEqual(all.slice(2))
        expect(await store.keys(ACME, { prefix: 'nothing:' })).toEqual([])
        await expect(store.keys(ACME, { prefix: '', limit: 1001 })).rejects.toMatchObject({ code: 'USAGE' })
      })

      test('does not list keys that only refused events have', async () => {
        await append(invalid('a', { keys: ['environment:forged'] }))
        expect(await store.keys(ACME, { prefix: 'environment:' })).toEqual([])
        await append(incoming('b', { keys: ['environment:forged'] }))
        expect(await store.keys(ACME, { prefix: 'environment:' })).toEqual(['environment:forged'])
      })

      test('tells the newest sequence of an organisation, of any status', async () => {
        expect(await store.position(ACME)).toBe(0)
        const [, b] = await append(incoming('a'), invalid('b'))
        expect(await store.position(ACME)).toBe(b?.sequence)
        const [c] = await append(incoming('a', { note: 'other' }))
        expect(await store.position(ACME)).toBe(c?.sequence)
        await append(incoming('a'))
        expect(await store.position(ACME)).toBe(c?.sequence)
      })

      test('counts by status', async () => {
        expect(await store.counts()).toEqual({ accepted: 0, quarantined: 0, conflict: 0 })
        await append(
          incoming('a'),
          incoming('b'),
          invalid('c'),
          incoming('a', { note: 'other' }),
          incoming('b'),
        )
        expect(await store.counts()).toEqual({ accepted: 2, quarantined: 1, conflict: 1 })
      })
    })

    test('keeps organisations apart in every answer', async () => {
      const [mine] = await append(incoming('a', { source: 'urn:mine', keys: ['artifact:1', 'event:a'] }))
      const other = 'rival'
      expect(await store.query({ organisation: other, keys: ['artifact:1'] })).toEqual({ events: [] })
      const [theirs] = await store.append(
        other,
        CI,
        [incoming('a', { source: 'urn:mine', note: 'theirs' })],
        NOON,
      )
      expect(theirs?.status).toBe('accepted')
      for (const rest of [{}, { keys: ['event:a'] }, { source: 'urn:mine' }, { types: [DEPLOYED] }]) {
        const page = await store.query({ organisation: other, status: 'any', ...rest })
        expect(page.events.map(({ organisation, sequence }) => [organisation, sequence])).toEqual([
          [other, theirs?.sequence],
        ])
      }
      expect(await store.query({ organisation: other, keys: ['artifact:1'] })).toEqual({ events: [] })
      expect(await store.keys(other, { prefix: 'artifact:' })).toEqual([])
      expect(await store.get(other, mine?.sequence as number)).toBeUndefined()
      expect(await store.position(ACME)).toBe(mine?.sequence)
      expect(await store.position('nobody')).toBe(0)
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
        const closing = store.close()
        expect((await pending)[0]?.status).toBe('accepted')
        await closing
      })

      test('makes every later call fail with STORE_FAILED', async () => {
        await store.close()
        const calls = [
          () => append(incoming('a')),
          () => query(),
          () => store.get(ACME, 1),
          () => store.keys(ACME, { prefix: '' }),
          () => store.position(ACME),
          () => store.counts(),
          () => store.check(),
        ]
        for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'STORE_FAILED' })
        await expect(store.close()).resolves.toBeUndefined()
      })
    })

    test('says that it can write', async () => {
      await expect(store.check()).resolves.toBeUndefined()
      expect(await store.position(ACME)).toBe(0)
    })
  })
}
