/** What `append` of every implementation keeps, and how it answers. */
import { describe, expect, test } from '@jest/globals'
import type { Incoming, Principal } from '../../src/store/store.ts'
import { ids, opened, type Driver } from './driver.ts'
import { ACME, CI, DEPLOYED, incoming, invalid, NOON, sha256 } from './events.ts'

export function appendContract(name: string, driver: Driver): void {
  describe(`appending to the event store on ${name}`, () => {
    const at = opened(driver)
    const { append, query } = at

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
      const [receipt] = await at.store.append(ACME, { kind: 'oidc', id: 'x#42', claims }, [spaced], NOON)
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
        logIndex: 0,
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
      const [later] = await at.store.append(ACME, CI, [incoming('a')], '2027-01-01T00:00:00Z')
      expect(first?.status).toBe('accepted')
      expect(again).toEqual({ ...first, status: 'duplicate' })
      expect(later).toEqual({ ...first, status: 'duplicate' })
      expect(ids(await query({ status: 'any' }))).toEqual(['a'])
      expect((await query()).events[0]?.producer).toEqual(CI)
    })

    test('an id is taken by nobody else: what another producer sends under it is an event of its own', async () => {
      const other = { kind: 'token', id: 'token:other' } as const
      const from = (producer: Principal, ...events: Incoming[]) =>
        at.store.append(ACME, producer, events, '2027-01-01T00:00:00Z')
      const [copied, guessed] = await from(other, incoming('a'), incoming('b', { note: 'guessed' }))
      const receipts = await from(CI, incoming('a'), incoming('b', { note: 'true' }), invalid('c'))
      expect(receipts.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'quarantined'])
      expect(receipts[0]?.sequence).not.toBe(copied?.sequence)
      expect(
        await from(other, incoming('b', { note: 'guessed' }), incoming('b', { note: 'other' })),
      ).toMatchObject([{ status: 'duplicate', sequence: guessed?.sequence }, { status: 'conflict' }])
      expect(await from(CI, incoming('b', { note: 'other' }))).toMatchObject([{ status: 'conflict' }])
      const kept = (await query({ keys: ['event:a'], order: 'asc' })).events
      expect(kept.map(({ producer }) => producer.id)).toEqual(['token:other', CI.id])
      expect(await at.store.counts(ACME)).toEqual({ accepted: 4, quarantined: 1, conflict: 2 })
    })

    test('another job of the same author sends the same event: claims are kept, and are no part of who it is', async () => {
      const job = (runId: string): Principal => ({ kind: 'oidc', id: 'x#42', claims: { runId, ref: 'main' } })
      const send = (producer: Principal, ...events: Incoming[]) =>
        at.store.append(ACME, producer, events, NOON)
      const [first, green, broken] = await send(
        job('1'),
        incoming('a'),
        incoming('b', { note: 'green' }),
        invalid('c'),
      )
      const [again, red, brokenAgain] = await send(
        job('2'),
        incoming('a'),
        incoming('b', { note: 'red' }),
        invalid('c'),
      )
      expect(again).toEqual({ ...first, status: 'duplicate' })
      expect(brokenAgain).toEqual({ ...broken, status: 'duplicate' })
      expect(red).toMatchObject({ status: 'conflict' })
      expect(red?.problems[0]?.message).toContain(`sequence ${green?.sequence}`)
      expect(await send(job('3'), incoming('b', { note: 'red' }))).toEqual([red])
      expect(await send({ kind: 'oidc', id: 'x#42' }, incoming('a'))).toEqual([again])
      const kept = (await query({ status: 'any', order: 'asc' })).events
      expect(kept.map(({ id, status, producer }) => [id, status, producer.claims?.['runId']])).toEqual([
        ['a', 'accepted', '1'],
        ['b', 'accepted', '1'],
        ['c', 'quarantined', '1'],
        ['b', 'conflict', '2'],
      ])
    })

    test('who has the same id in another kind of authentication is somebody else', async () => {
      const kinds = ['token', 'oidc', 'hook', 'person'] as const
      for (const kind of kinds) {
        const [receipt] = await at.store.append(ACME, { kind, id: 'same' }, [incoming('a')], NOON)
        expect(receipt?.status).toBe('accepted')
      }
      expect((await query()).events.map(({ producer }) => producer.kind)).toEqual(kinds.toReversed())
    })

    test('claims that differ only in their order are the same, and those that look like others are not', async () => {
      const events = ['a', 'b', 'c', 'd'].map((id) => incoming(id))
      const claims: Record<string, string>[] = [
        { x: '1', y: '2' },
        { y: '2', x: '1' },
        { x: '1","y":"2' },
        {},
      ]
      for (const [n, one] of claims.entries()) {
        await at.store.append(ACME, { kind: 'oidc', id: 'x#42', claims: one }, [events[n] as Incoming], NOON)
      }
      const kept = (await query({ order: 'asc' })).events
      expect(kept.map(({ producer }) => producer.claims)).toEqual(claims)
    })

    test('keeps a signature with its event, and none where there is none', async () => {
      const signature = {
        material: 'eyJwYXlsb2FkIjoiIn0=',
        attributes: { type: DEPLOYED, 'x\\': '"' },
        signer: { id: 'key:release' },
      }
      // Behind the other one's names, JSON.parse of Node 24 reads this name as 'x\\' (src/cdevents/parse.ts).
      const unverified = { material: 'bm8=', attributes: { type: '', 'x\n': 'y' } }
      await append(
        incoming('a', { signature }),
        incoming('b'),
        incoming('c', { signature: unverified }),
        incoming('a', { note: 'other', signature: unverified }),
      )
      const kept = (await query({ status: 'any', order: 'asc' })).events
      expect(kept.map((event) => event.signature)).toEqual([signature, undefined, unverified, unverified])
      expect(kept[1]).not.toHaveProperty('signature')
      // An event is what it says: signed or not, a second one is a duplicate, and the first one's signature stays.
      expect((await append(incoming('a')))[0]?.status).toBe('duplicate')
      expect((await append(incoming('b', { signature })))[0]?.status).toBe('duplicate')
      expect((await at.store.get(ACME, kept[1]?.sequence as number))?.signature).toBeUndefined()
    })

    test('keeps one of many copies that arrive at once', async () => {
      const calls = await Promise.all(Array.from({ length: 20 }, () => append(incoming('a'), incoming('b'))))
      expect(calls.flat().filter(({ status }) => status === 'accepted')).toHaveLength(2)
      expect(calls.flat().filter(({ status }) => status === 'duplicate')).toHaveLength(38)
      expect(await at.store.counts(ACME)).toEqual({ accepted: 2, quarantined: 0, conflict: 0 })
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
      expect(await at.store.counts(ACME)).toEqual({ accepted: 1, quarantined: 0, conflict: 1 })
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
      expect(await at.store.keys(ACME, { prefix: 'environment:' })).toEqual(['environment:production'])
      expect((await append(incoming('c')))[0]?.status).toBe('accepted')
    })

    test('refuses a receive time that is no time', async () => {
      await expect(at.store.append(ACME, CI, [incoming('a')], 'yesterday')).rejects.toMatchObject({
        code: 'USAGE',
      })
      expect(ids(await query())).toEqual([])
    })

    test('accepts no events at all', async () => {
      expect(await append()).toEqual([])
      expect(await at.store.position(ACME)).toBe(0)
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
}
