import { afterAll, afterEach, expect, test } from '@jest/globals'
import nock from 'nock'
import { createSink } from '../../src/client/client.ts'
import { fakeClock } from './clock.ts'
import { someEvents } from './events.ts'

const SINK = 'https://sink.example.org'

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([])
  nock.cleanAll()
})
afterAll(() => nock.restore())

const sinkFor = (format: 'structured' | 'binary' | 'batch') =>
  createSink({ url: `${SINK}/in?key=1`, format, token: 'hush', env: {}, clock: fakeClock() })

test('structured: one request an event, any 2xx is an acknowledgement', async () => {
  const events = someEvents(2)
  const seen: unknown[] = []
  const keep = (body: { data: unknown }) => seen.push(body.data) > 0
  const headers = { 'content-type': /^application\/cloudevents\+json/, authorization: 'Bearer hush' }
  nock(SINK, { reqheaders: headers }).post('/in?key=1', keep).reply(204)
  nock(SINK, { reqheaders: headers }).post('/in?key=1', keep).reply(202, 'Thank you')
  const delivery = await sinkFor('structured').send(events)
  expect(seen).toEqual(events)
  expect(delivery.undelivered).toEqual([])
  expect(delivery.receipts.map(({ status, id, sequence }) => [status, id, sequence])).toEqual([
    ['accepted', 'e0', 0],
    ['accepted', 'e1', 0],
  ])
})

test('binary: the attributes are headers, the event is the body', async () => {
  const [event] = someEvents(1)
  nock(SINK, {
    reqheaders: {
      'content-type': 'application/json',
      'ce-specversion': '1.0',
      'ce-id': 'e0',
      'ce-source': 'https://github.com/acme/webshop',
      'ce-type': 'dev.cdevents.build.started.0.3.0',
      'ce-subject': 'build-0',
      authorization: 'Bearer hush',
    },
  })
    .post('/in?key=1', JSON.parse(JSON.stringify(event)) as Record<string, never>)
    .reply(200)
  expect((await sinkFor('binary').send(someEvents(1))).error).toBeUndefined()
})

test('batch: a hundred a request', async () => {
  const sizes: number[] = []
  nock(SINK, { reqheaders: { 'content-type': /^application\/cloudevents-batch\+json/ } })
    .post('/in?key=1')
    .times(2)
    .reply(200, async (request: Request) => {
      sizes.push(((await request.json()) as unknown[]).length)
      return ''
    })
  expect((await sinkFor('batch').send(someEvents(101))).receipts).toHaveLength(101)
  expect(sizes).toEqual([100, 1])
})

test('what the sink refuses is undelivered', async () => {
  nock(SINK).post('/in?key=1').reply(200)
  nock(SINK).post('/in?key=1').reply(400)
  nock(SINK).post('/in?key=1').reply(200)
  const { receipts, undelivered, error } = await sinkFor('structured').send(someEvents(3))
  expect(receipts.map(({ id }) => id)).toEqual(['e0', 'e2'])
  expect(undelivered.map(({ context }) => context.id)).toEqual(['e1'])
  expect(error).toMatchObject({ code: 'STORE_REFUSED', status: 400 })
})
