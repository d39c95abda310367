import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import nock from 'nock'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { explain } from '../../src/errors.ts'
import { receiptsFor, someEvents } from './events.ts'
import { clientWith, STORE, TOKEN } from './store.ts'

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([])
  nock.cleanAll()
})
afterAll(() => nock.restore())

/** The CDEvents of a request: a batch, or one. */
async function eventsIn(request: Request): Promise<CDEvent[]> {
  const body = (await request.json()) as { data: CDEvent } | { data: CDEvent }[]
  return (Array.isArray(body) ? body : [body]).map(({ data }) => data)
}

describe('sending', () => {
  test('one event is a structured CloudEvent with the token', async () => {
    const events = someEvents(1)
    nock(STORE, {
      reqheaders: {
        authorization: `Bearer ${TOKEN}`,
        'content-type': 'application/cloudevents+json; charset=utf-8',
        'content-length': /^\d+$/,
      },
    })
      .post('/v1/events', (body: { specversion: string; id: string; data: unknown }) => {
        expect(body).toMatchObject({ specversion: '1.0', id: 'e0', subject: 'build-0' })
        expect(body.data).toEqual(events[0])
        return true
      })
      .reply(202, receiptsFor(events))
    const { client } = clientWith()
    expect(await client.send(events)).toEqual({
      receipts: [
        {
          status: 'accepted',
          sequence: 1,
          source: 'https://github.com/acme/webshop',
          id: 'e0',
          problems: [],
        },
      ],
      undelivered: [],
    })
  })

  test('many events go in batches of a hundred, in order', async () => {
    const events = someEvents(250)
    const sizes: number[] = []
    nock(STORE, { reqheaders: { 'content-type': 'application/cloudevents-batch+json; charset=utf-8' } })
      .post('/v1/events')
      .times(3)
      .reply(202, async (request: Request) => {
        const sent = await eventsIn(request)
        sizes.push(sent.length)
        return receiptsFor(sent)
      })
    const { receipts, undelivered } = await clientWith().client.send(events)
    expect(sizes).toEqual([100, 100, 50])
    expect(receipts.map(({ id }) => id)).toEqual(events.map(({ context }) => context.id))
    expect(undelivered).toEqual([])
  })

  test('batches are bounded in bytes, and an event that is too large for any store stays behind', async () => {
    const large = someEvents(9, { text: 'x'.repeat(900_000) })
    const [huge] = someEvents(1, { text: 'x'.repeat(2_000_000) })
    nock(STORE)
      .post('/v1/events')
      .times(3)
      .reply(202, async (request: Request) => receiptsFor(await eventsIn(request)))
    const delivery = await clientWith().client.send([...large, huge as CDEvent])
    expect(delivery.receipts).toHaveLength(9)
    expect(delivery.undelivered).toEqual([huge])
    expect(delivery.error).toMatchObject({ code: 'TOO_LARGE' })
  })

  test('nothing is no request', async () => {
    expect(await clientWith().client.send([])).toEqual({ receipts: [], undelivered: [] })
  })

  test('quarantined and conflicting events come back as receipts with their problems', async () => {
    const events = someEvents(2)
    const problems = [{ path: '/context/timestamp', message: 'must be a date' }, { nonsense: true }]
    nock(STORE)
      .post('/v1/events')
      .reply(202, {
        receipts: [
          { ...(receiptsFor(events, 'quarantined').receipts[0] as object), problems },
          receiptsFor(events, 'conflict').receipts[1],
        ],
      })
    const { receipts, undelivered } = await clientWith().client.send(events)
    expect(receipts.map(({ status }) => status)).toEqual(['quarantined', 'conflict'])
    expect(receipts[0]?.problems).toEqual([{ path: '/context/timestamp', message: 'must be a date' }])
    expect(undelivered).toEqual([])
  })

  test('the address may have a path, which is kept', async () => {
    nock('https://proxy.example.org')
      .post('/turnpike/v1/events')
      .reply(202, receiptsFor(someEvents(1)))
    const { client } = clientWith({ url: 'https://proxy.example.org/turnpike' })
    expect((await client.send(someEvents(1))).error).toBeUndefined()
  })

  test('a token is fetched afresh for every attempt, and none is no header', async () => {
    let count = 0
    nock(STORE, { reqheaders: { authorization: 'Bearer t1' } })
      .post('/v1/events')
      .reply(503)
    nock(STORE, { reqheaders: { authorization: 'Bearer t2' } })
      .post('/v1/events')
      .reply(202, receiptsFor(someEvents(1)))
    await clientWith({ token: async () => `t${++count}` }).client.send(someEvents(1))
    nock(STORE, { badheaders: ['authorization'] })
      .post('/v1/events')
      .reply(202, receiptsFor(someEvents(1)))
    const { error } = await clientWith({ token: async () => undefined }).client.send(someEvents(1))
    expect(error).toBeUndefined()
  })
})

describe('trouble on the way', () => {
  test.each([408, 429, 500, 502, 503, 504])('%i is tried again', async (status) => {
    nock(STORE).post('/v1/events').reply(status)
    nock(STORE)
      .post('/v1/events')
      .reply(202, receiptsFor(someEvents(1)))
    const { client, clock, lines } = clientWith()
    expect((await client.send(someEvents(1))).undelivered).toEqual([])
    expect(clock.slept).toHaveLength(1)
    expect(lines).toHaveLength(1)
  })

  test.each([400, 401, 403, 404, 409, 413, 415, 422])('%i is final', async (status) => {
    nock(STORE).post('/v1/events').reply(status)
    const { client, clock } = clientWith()
    const delivery = await client.send(someEvents(2))
    expect(delivery.receipts).toEqual([])
    expect(delivery.undelivered).toEqual(someEvents(2))
    expect(delivery.error).toMatchObject({ code: 'STORE_REFUSED', status })
    expect(clock.slept).toEqual([])
  })

  test('Retry-After is kept to, in seconds and as a date', async () => {
    nock(STORE).post('/v1/events').reply(503, '', { 'retry-after': '3' })
    const date = new Date(1_795_269_600_000 + 10_000).toUTCString()
    nock(STORE).post('/v1/events').reply(429, '', { 'retry-after': date })
    nock(STORE)
      .post('/v1/events')
      .reply(202, receiptsFor(someEvents(1)))
    const { client, clock } = clientWith()
    await client.send(someEvents(1))
    expect(clock.slept[0]).toBe(3125)
    expect(clock.slept[1]).toBe(6875 + 125)
  })

  test('waits grow, and end with the time for it', async () => {
    nock(STORE).post('/v1/events').times(8).reply(503)
    const { client, clock } = clientWith({ budgetMs: 20_000 })
    const delivery = await client.send(someEvents(1))
    expect(clock.slept).toEqual([125, 250, 500, 1000, 2000, 4000, 7500])
    expect(delivery.error).toMatchObject({ code: 'STORE_REFUSED', status: 503 })
    expect(delivery.undelivered).toHaveLength(1)
  })

  test('a Retry-After beyond the time for it ends the attempts at once', async () => {
    nock(STORE).post('/v1/events').reply(503, '', { 'retry-after': '3600' })
    const { client, clock } = clientWith()
    expect((await client.send(someEvents(1))).error?.status).toBe(503)
    expect(clock.slept).toEqual([])
  })

  test('a network error is tried again, and told with its cause when it stays', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    nock(STORE).post('/v1/events').times(3).replyWithError(refused)
    const { client, lines } = clientWith({ budgetMs: 800 })
    const { error, undelivered } = await client.send(someEvents(1))
    expect(error?.code).toBe('STORE_UNREACHABLE')
    expect(explain(error)).toContain('ECONNREFUSED')
    expect(undelivered).toHaveLength(1)
    expect(lines[0]).toMatch(/again in 0\.1 s$/)
  })

  test('what was acknowledged before the trouble is not sent again', async () => {
    const events = someEvents(300)
    nock(STORE)
      .post('/v1/events')
      .reply(202, receiptsFor(events.slice(0, 100)))
    nock(STORE).post('/v1/events').reply(403)
    const { receipts, undelivered } = await clientWith().client.send(events)
    expect(receipts).toHaveLength(100)
    expect(undelivered).toEqual(events.slice(100))
  })

  test('a batch that is refused for what is in it does not hold up the next', async () => {
    const events = someEvents(150)
    nock(STORE).post('/v1/events').reply(413)
    nock(STORE)
      .post('/v1/events')
      .reply(202, receiptsFor(events.slice(100)))
    const { receipts, undelivered, error } = await clientWith().client.send(events)
    expect(receipts).toHaveLength(50)
    expect(undelivered).toEqual(events.slice(0, 100))
    expect(error?.status).toBe(413)
  })

  test('a caller may stop a request that is under way', async () => {
    nock(STORE).post('/v1/events').delay(60_000).reply(202)
    const { error } = await clientWith().client.send(someEvents(1), { signal: AbortSignal.timeout(20) })
    expect(error?.code).toBe('STORE_UNREACHABLE')
    nock.abortPendingRequests()
  })

  test('a caller may stop', async () => {
    nock(STORE).post('/v1/events').reply(503)
    const stop = new AbortController()
    const { client } = clientWith({ log: () => stop.abort() })
    expect((await client.send(someEvents(1), { signal: stop.signal })).undelivered).toHaveLength(1)
  })
})
