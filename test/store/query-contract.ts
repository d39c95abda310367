/** What every implementation finds, in which order, and what it refuses to look for. */
import { describe, expect, test } from '@jest/globals'
import { ids, opened, type Driver } from './driver.ts'
import { ACME, CI, DEPLOYED, incoming, invalid, NOON, TESTED } from './events.ts'

export function queryContract(name: string, driver: Driver): void {
  describe(`querying the event store on ${name}`, () => {
    const at = opened(driver)
    const { append, query } = at

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
      expect(ids(await query({ types: ['dev.cdevents.service.deployed'] }))).toEqual(['draft', 'new', 'old'])
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
        await at.store.append(ACME, CI, [incoming(`m${minute}`)], time(minute))
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
}
