import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import nock from 'nock'
import { explain } from '../../src/errors.ts'
import { receiptsFor, someEvents } from './events.ts'
import { clientWith, STORE, TOKEN } from './store.ts'

afterEach(() => {
  expect(nock.pendingMocks()).toEqual([])
  nock.cleanAll()
})
afterAll(() => nock.restore())

describe('an answer that cannot be trusted acknowledges nothing', () => {
  const events = someEvents(2)
  const { receipts } = receiptsFor(events)
  test.each([
    ['not JSON', '<html>'],
    ['no receipts', '{}'],
    ['null', 'null'],
    ['too few', JSON.stringify({ receipts: receipts.slice(1) })],
    ['for other events', JSON.stringify({ receipts: receipts.toReversed() })],
    [
      'no status',
      JSON.stringify({ receipts: receipts.map((each) => ({ ...(each as object), status: 'fine' })) }),
    ],
    ['nothings', JSON.stringify({ receipts: [null, null] })],
  ])('%s', async (_name, body) => {
    nock(STORE).post('/v1/events').reply(202, body)
    const delivery = await clientWith().client.send(events)
    expect(delivery.receipts).toEqual([])
    expect(delivery.undelivered).toEqual(events)
    expect(delivery.error?.code).toBe('STORE_ANSWER')
  })

  test('a redirect is refused with a sentence, and the token stays here', async () => {
    nock(STORE).post('/v1/events').reply(307, '', { location: 'https://evil.example/v1/events' })
    const { error } = await clientWith().client.send(someEvents(1))
    expect(error?.message).toMatch(/redirect \(307 to "https:\/\/evil\.example/)
  })

  test('an answer without end is cut off', async () => {
    nock(STORE)
      .post('/v1/events')
      .reply(202, 'x'.repeat(17 * 1024 * 1024))
    const { error } = await clientWith().client.send(someEvents(1))
    expect(error?.code).toBe('TOO_LARGE')
  })
})

describe('refusals', () => {
  test('say what the store says', async () => {
    nock(STORE)
      .get('/v1/policies')
      .reply(
        422,
        {
          type: 'x',
          title: 'Invalid policy',
          detail: '2 problems',
          problems: [{ path: '/rules/0', message: 'unknown', line: 3, column: 5 }],
        },
        { 'content-type': 'application/problem+json' },
      )
    await expect(clientWith().client.getJson('v1/policies')).rejects.toMatchObject({
      code: 'STORE_REFUSED',
      status: 422,
      message: 'https://store.example.org/v1/policies answers 422: Invalid policy: 2 problems',
      problems: [{ path: '/rules/0', message: 'unknown', line: 3, column: 5 }],
    })
  })

  test.each([
    [401, 'TURNPIKE_TOKEN'],
    [404, 'Turnpike store'],
  ])('%i without words says what to do', async (status, hint) => {
    nock(STORE).get('/v1/x').reply(status, '<html>not this</html>')
    await expect(clientWith().client.getJson('/v1/x')).rejects.toThrow(hint)
  })

  test('never hold the token', async () => {
    nock(STORE).post('/v1/events').times(2).reply(503)
    nock(STORE).post('/v1/events').reply(401)
    const { client, lines } = clientWith()
    const { error } = await client.send(someEvents(1))
    expect(JSON.stringify([explain(error), lines, error])).not.toContain(TOKEN)
  })
})

describe('texts and JSON', () => {
  test('are put and got', async () => {
    nock(STORE, { reqheaders: { 'content-type': 'application/yaml' } })
      .put('/v1/policies/production', 'kind: Policy')
      .reply(200, { name: 'production' })
    nock(STORE).put('/v1/policies/other').reply(204)
    nock(STORE).get('/v1/events?type=build.started').reply(200, { events: [] })
    nock(STORE).get('/v1/broken').reply(200, '<html>')
    const { client } = clientWith()
    expect(await client.putText('v1/policies/production', 'kind: Policy', 'application/yaml')).toEqual({
      name: 'production',
    })
    expect(await client.putText('v1/policies/other', '', 'application/yaml')).toBeUndefined()
    expect(await client.getJson('v1/events?type=build.started')).toEqual({ events: [] })
    await expect(client.getJson('v1/broken')).rejects.toMatchObject({ code: 'STORE_ANSWER' })
  })

  test('stay at the store’s address whatever the path', async () => {
    nock(STORE).get('/evil.example/x').reply(200, '1')
    expect(await clientWith().client.getJson('//evil.example/x')).toBe(1)
  })
})
