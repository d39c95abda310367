/** What a conditional append of every implementation promises. */
import { describe, expect, test } from '@jest/globals'
import type { Incoming, Unless } from '../../src/store/store.ts'
import { ids, opened, type Driver } from './driver.ts'
import { ACME, CI, DEPLOYED, incoming, invalid, NOON, TESTED } from './events.ts'

const BASE = 'dev.cdevents.service.deployed'

export function unlessContract(name: string, driver: Driver): void {
  describe(`a conditional append to the event store on ${name}`, () => {
    const at = opened(driver)
    const { append, query } = at
    const appendUnless = (unless: Unless, ...events: Incoming[]) =>
      at.store.appendUnless(ACME, CI, events, NOON, unless)
    const none = (types: string[], ...keys: string[]) => [{ types, keys }]
    const shop = none([BASE], 'environment:production', 'service:shop')
    const inShop = { keys: ['environment:production', 'service:shop'] }

    test('is kept when nothing of its condition came after the position, with a receipt for each event', async () => {
      const [before] = await append(incoming('before', inShop))
      const receipts = await appendUnless(
        { after: before!.sequence, none: shop },
        incoming('a', inShop),
        incoming('b'),
      )
      expect(receipts).toMatchObject([
        { id: 'a', status: 'accepted' },
        { id: 'b', status: 'accepted' },
      ])
      expect(ids(await query({ order: 'asc' }))).toEqual(['before', 'a', 'b'])
    })

    test('keeps nothing at all when something of its condition came after the position', async () => {
      const [before] = await append(incoming('before', inShop))
      expect(
        await appendUnless({ after: before!.sequence - 1, none: shop }, incoming('a'), incoming('b')),
      ).toBe('overtaken')
      expect(ids(await query({ status: 'any' }))).toEqual(['before'])
      expect((await at.store.log.head(ACME)).size).toBe(1)
    })

    test('asks for every key, any of the types with or without a version, and any of the alternatives', async () => {
      await append(incoming('a', inShop), incoming('b', { type: TESTED, keys: ['environment:staging'] }))
      const overtaken = async (...alternatives: Unless['none'][]) =>
        (await appendUnless(
          { after: 0, none: alternatives.flat() },
          incoming(crypto.randomUUID(), { type: 't' }),
        )) === 'overtaken'
      expect(await overtaken(none([BASE], 'environment:production', 'service:other'))).toBe(false)
      expect(await overtaken(none([BASE], 'service:other', 'environment:production'))).toBe(false)
      expect(await overtaken(none([TESTED], 'environment:production'))).toBe(false)
      expect(await overtaken(none(['dev.cdevents.service']))).toBe(false)
      expect(await overtaken(none([BASE]))).toBe(true)
      expect(await overtaken(none([DEPLOYED], 'service:shop'))).toBe(true)
      expect(await overtaken(none(['nothing', TESTED], 'environment:staging'))).toBe(true)
      expect(await overtaken(none(['nothing']), none([BASE], 'environment:production'))).toBe(true)
      expect(await overtaken(none([`${BASE}.9.9.9`]))).toBe(false)
    })

    test('what is quarantined or a conflict, or of another organisation, overtakes nobody', async () => {
      await append(incoming('a'))
      const position = await at.store.position(ACME)
      await append(invalid('b', inShop), incoming('a', { note: 'other', ...inShop }))
      await at.store.append('rival', CI, [incoming('c', inShop)], NOON)
      expect(await appendUnless({ after: position, none: shop }, incoming('d'))).toMatchObject([{ id: 'd' }])
    })

    test('of many that would each overtake the others, exactly one is kept', async () => {
      for (let round = 0; round < 20; round++) {
        const after = await at.store.position(ACME)
        const answers = await Promise.all(
          Array.from({ length: 25 }, (_, n) =>
            appendUnless(
              { after, none: shop },
              incoming(`${round}-${n}`, inShop),
              incoming(`${round}-${n}+`),
            ),
          ),
        )
        expect(answers.filter((answer) => answer !== 'overtaken')).toHaveLength(1)
      }
      expect(ids(await query({ limit: 1000 }))).toHaveLength(40)
    })

    test('a condition that could never hold anything up is refused, and nothing is kept', async () => {
      for (const unless of [
        { after: 0, none: [] },
        { after: 0, none: none([]) },
        { after: -1, none: shop },
        { after: 0.5, none: shop },
        { after: Number.NaN, none: shop },
        { after: 0, none: none([BASE], 'event:a') },
        { after: 0, none: none([BASE], ...Array.from({ length: 9 }, (_, n) => `service:${n}`)) },
      ])
        await expect(appendUnless(unless, incoming('a'))).rejects.toMatchObject({ code: 'USAGE' })
      expect(await at.store.position(ACME)).toBe(0)
    })

    test('a bad condition refuses nobody else who is committed with it', async () => {
      const [bad, good] = await Promise.allSettled([
        appendUnless({ after: 0, none: [] }, incoming('bad')),
        append(incoming('good')),
      ])
      expect([bad.status, good.status]).toEqual(['rejected', 'fulfilled'])
      expect(ids(await query())).toEqual(['good'])
    })
  })
}
