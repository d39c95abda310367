/** What `follow` of every implementation keeps: nothing skipped, nothing twice, ends when told. */
import { describe, expect, test } from '@jest/globals'
import type { StoredEvent } from '../../src/store/store.ts'
import { opened, type Driver } from './driver.ts'
import { ACME, CI, incoming, invalid, NOON, TESTED } from './events.ts'

export function followContract(name: string, driver: Driver): void {
  describe(`following the event store on ${name}`, () => {
    const at = opened(driver)
    const append = (...ids: string[]) =>
      at.store.append(
        ACME,
        CI,
        ids.map((id) => incoming(id)),
        NOON,
      )
    const take = async (events: AsyncIterable<StoredEvent>, count: number) => {
      const ids: string[] = []
      for await (const event of events) {
        ids.push(event.id)
        if (ids.length === count) break
      }
      return ids
    }
    const range = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `e${from + n}`)

    test('catches up from a position, then gives what comes', async () => {
      const [first] = await append(...range(450))
      const taking = take(at.store.follow(ACME, first?.sequence as number), 455)
      await append('x1')
      await append('x2', 'x3')
      setTimeout(() => void append(...range(10, 900)), 20)
      expect(await taking).toEqual([...range(449, 1), 'x1', 'x2', 'x3', 'e900', 'e901', 'e902'])
    })

    test('gives accepted events only', async () => {
      await at.store.append(ACME, CI, [invalid('bad'), incoming('a'), incoming('a', { note: 'other' })], NOON)
      const taking = take(at.store.follow(ACME, 0), 2)
      setTimeout(() => void at.store.append(ACME, CI, [invalid('worse'), incoming('b')], NOON), 20)
      expect(await taking).toEqual(['a', 'b'])
    })

    test('gives only what has the types and every one of the keys', async () => {
      const event = (id: string, keys: string[], type = TESTED) => incoming(id, { keys, type })
      await at.store.append(
        ACME,
        CI,
        [event('a', ['artifact:1', 'environment:p']), event('b', ['artifact:1'])],
        NOON,
      )
      const both = { keys: ['artifact:1', 'environment:p'], types: ['dev.cdevents.testsuiterun.finished'] }
      const taking = take(at.store.follow(ACME, 0, both), 3)
      setTimeout(() => {
        void at.store.append(ACME, CI, [event('c', ['environment:p']), event('d', ['artifact:2'])], NOON)
        void at.store.append(ACME, CI, [event('e', ['environment:p', 'artifact:1'])], NOON)
        const other = 'dev.cdevents.service.removed.0.3.0'
        void at.store.append(ACME, CI, [event('f', ['artifact:1', 'environment:p'], other)], NOON)
        void at.store.append(ACME, CI, [event('g', ['artifact:1', 'environment:p'])], NOON)
      }, 20)
      expect(await taking).toEqual(['a', 'e', 'g'])
    })

    test('wakes a follower whose key was never seen before, and whose key is hashed', async () => {
      const long = `artifact:${'9'.repeat(2_000)}`
      const taking = [
        take(at.store.follow(ACME, 0, { keys: ['artifact:new'] }), 1),
        take(at.store.follow(ACME, 0, { keys: [long] }), 1),
        take(at.store.follow(ACME, 0, { keys: ['event:own'] }), 1),
        take(at.store.follow('new organisation', 0), 1),
      ]
      await new Promise((resolve) => setTimeout(resolve, 20))
      await at.store.append(ACME, CI, [incoming('other')], NOON)
      await at.store.append(
        ACME,
        CI,
        [incoming('a', { keys: ['artifact:new'] }), incoming('b', { keys: [long] })],
        NOON,
      )
      await at.store.append(ACME, CI, [incoming('own', { keys: ['event:own'] })], NOON)
      await at.store.append('new organisation', CI, [incoming('theirs')], NOON)
      expect(await Promise.all(taking)).toEqual([['a'], ['b'], ['own'], ['theirs']])
    })

    test('a slow follower misses nothing while others race ahead', async () => {
      const slow = (async () => {
        const ids: string[] = []
        for await (const { id } of at.store.follow(ACME, 0)) {
          ids.push(id)
          if (ids.length % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 2))
          if (ids.length === 600) break
        }
        return ids
      })()
      const fast = Array.from({ length: 5 }, () => take(at.store.follow(ACME, 0), 600))
      for (let from = 0; from < 600; from += 30) await append(...range(30, from))
      expect(await slow).toEqual(range(600))
      for (const ids of await Promise.all(fast)) expect(ids).toEqual(range(600))
    })

    test('does not mix organisations', async () => {
      const taking = take(at.store.follow(ACME, 0), 2)
      await at.store.append('rival', CI, [incoming('theirs')], NOON)
      await append('a')
      await at.store.append('rival', CI, [incoming('theirs too')], NOON)
      await append('b')
      expect(await taking).toEqual(['a', 'b'])
    })

    test('ends quietly on abort: before it starts, while it waits, and between events', async () => {
      expect(await take(at.store.follow(ACME, 0, { signal: AbortSignal.abort() }), 1)).toEqual([])

      const waiting = new AbortController()
      const nothing = take(at.store.follow(ACME, 0, { signal: waiting.signal }), 1)
      setTimeout(() => waiting.abort(), 10)
      expect(await nothing).toEqual([])

      await append('a', 'b', 'c')
      const between = new AbortController()
      const ids: string[] = []
      for await (const { id } of at.store.follow(ACME, 0, { signal: between.signal })) {
        ids.push(id)
        between.abort()
      }
      expect(ids).toEqual(['a'])
    })

    test('can be given up while it waits for the next event', async () => {
      const iterator = at.store.follow(ACME, 0)[Symbol.asyncIterator]()
      const next = iterator.next()
      await new Promise((resolve) => setTimeout(resolve, 10))
      await iterator.return?.()
      expect(await next).toEqual({ done: true, value: undefined })
    })

    test('ends when the store closes', async () => {
      const taking = take(at.store.follow(ACME, 0), 2)
      await append('a')
      await new Promise((resolve) => setTimeout(resolve, 10))
      await at.store.close()
      expect(await taking).toEqual(['a'])
    })

    test('fails when asked of a closed store', async () => {
      await at.store.close()
      await expect(take(at.store.follow(ACME, 0), 1)).rejects.toMatchObject({ code: 'STORE_FAILED' })
    })

    test('can be iterated twice, each from its position', async () => {
      await append('a', 'b')
      const events = at.store.follow(ACME, 0)
      expect(await take(events, 2)).toEqual(['a', 'b'])
      expect(await take(events, 1)).toEqual(['a'])
    })
  })
}
