/* eslint-disable @typescript-eslint/no-unsafe-member-access -- answers are read freely */
/** What was tried against a running store from outside, and what it answered. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { DIGEST, passed, startScene, type Answer, type Scene } from './scene.ts'

let store: Scene
beforeAll(async () => {
  store = await startScene()
})
afterAll(() => store.close())

const send = async (who: Record<string, string>, body: unknown, headers = {}): Promise<Answer> =>
  store.call('POST', '/v1/events', { body, headers: { ...who, ...headers } })
const statusOf = (head: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1])
const get = async (path: string, lines: string[], host = store.host) =>
  statusOf(
    await store.bytes(
      `GET ${path} HTTP/1.1\r\nhost: ${host}\r\n${lines.join('\r\n')}\r\nconnection: close\r\n\r\n`,
    ),
  )
const line = (who: Record<string, string>) => `authorization: ${who['authorization']}`

test('the sender of these attacks may send the harmless event', async () => {
  expect((await send(store.as('deployer'), passed({}))).body.receipts[0].status).toBe('accepted')
})

describe('an environment that is not granted', () => {
  const production = { environment: { id: 'production' } }
  test.each<[string, unknown]>([
    ['in the content', passed({ content: production })],
    [
      'in the block',
      passed({ content: { environment: undefined }, turnpike: { environment: 'production' } }),
    ],
    ['in the block, beside one that is granted', passed({ turnpike: { environment: 'production' } })],
    ['as text', passed({ content: { environment: 'production' } })],
    ['in an event that breaks its schema', passed({ content: { outcome: 'great', ...production } })],
    ['in a version nobody knows', passed({ context: { specversion: '9.9.9' }, content: production })],
    [
      'in the shape of 0.3',
      {
        ...passed({ content: { ...production, outcome: 'pass' }, subject: { type: 'testSuiteRun' } }),
        context: {
          version: '0.3.0',
          id: crypto.randomUUID(),
          source: 'https://ci.example.org/shop',
          type: 'dev.cdevents.testsuiterun.finished.0.1.0',
          timestamp: new Date().toISOString(),
        },
      },
    ],
    [
      'as the subject of an event about environments',
      passed({ context: { type: 'dev.cdevents.environment.deleted.0.2.0' }, subject: { id: 'production' } }),
    ],
    [
      'behind a member that is there twice',
      JSON.stringify(passed({})).replace(
        '"environment":{"id":"staging"}',
        '"environment":{"id":"staging"},"envir\\u006fnment":{"id":"production"}',
      ),
    ],
  ])('%s is refused', async (_, event) => {
    const answer = await send(store.as('deployer'), event)
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('production')])
  })
})

describe('a type that is not granted', () => {
  test.each([
    ['an approval', 'dev.cdevents.approval.updated.0.2.0'],
    ['an approval in capitals', 'dev.cdevents.Approval.updated.0.2.0'],
    ['a type that begins like one that is', 'dev.cdeventsx.acme-scan.finishedly.0.1.0'],
    ['a subject that begins like one that is', 'dev.cdevents.servicemesh.deployed.0.1.0'],
    ['another case', 'dev.cdevents.Service.deployed.0.3.0'],
    ['a letter that looks alike', 'dev.cdevents.servicе.deployed.0.3.0'],
    ['a space in front', ' dev.cdevents.service.deployed.0.3.0'],
    ['no type', ''],
    ['the store’s own', 'dev.cdeventsx.turnpike-gate.evaluated.0.1.0'],
    ['the store’s own, of trust', 'dev.cdeventsx.turnpike-trust.published.9.9.9'],
  ])('%s is refused', async (_, type) => {
    expect((await send(store.as('deployer'), passed({ context: { type } }))).status).toBe(403)
  })

  test('is judged by the event, whatever its envelope and its headers say', async () => {
    const data = passed({ context: { type: 'dev.cdevents.build.finished.0.3.0' } })
    const type = 'dev.cdevents.testsuiterun.finished.0.3.0'
    const envelope = { specversion: '1.0', id: '1', source: 'https://ci.example.org/shop', type, data }
    const structured = await send(store.as('deployer'), envelope, {
      'content-type': 'application/cloudevents+json',
    })
    const binary = await send(store.as('deployer'), data, { 'ce-type': type, 'ce-specversion': '1.0' })
    expect([structured.status, binary.status]).toEqual([403, 403])
  })

  test('of the store is nobody’s, also where every type is granted', async () => {
    const type = 'dev.cdeventsx.turnpike-policy.published.0.1.0'
    expect((await send(store.as('anything'), passed({ context: { type } }))).status).toBe(403)
  })
})

test.each([
  'https://ci.example.org/../x',
  'https://ci.example.org/shop/%2e%2e/x',
  'https://ci.example.org/a%2F..%2Fx',
  'https://ci.example.org/a%252e%252e/x',
  'https://ci.example.org@evil.example/x',
  'https://user@ci.example.org/x',
  'https://CI.example.org/x',
  'HTTPS://ci.example.org/x',
  'https://ci.example.org:443/x',
  'https://ci.example.org./x',
  'https://ci.example.org\\@evil.example/x',
  'https://ci.example.org/x\\..\\y',
  'https://ci.example.org/x y',
  'https://ci.example.org/\u2024\u2024/x',
  'https://ci.example.org\u3002evil.example/x',
  'https://ci.example.org.evil.example/x',
  'https://ci.example.org',
  '//ci.example.org/x',
  ' https://ci.example.org/x',
  '',
])('the source %j is not one below https://ci.example.org/', async (source) => {
  expect((await send(store.as('deployer'), passed({ context: { source } }))).status).toBe(403)
})

describe('an approval', () => {
  const approval = (responder: unknown, change: Record<string, unknown> = {}) => {
    const source = `${store.issuer.url}/acme/shop`
    const about = { approvalDetailsUrl: 'https://x.example/1', resourceTargetUrl: 'https://x.example/2' }
    return passed({
      context: { specversion: '0.6.0-draft', type: 'dev.cdevents.approval.updated.0.1.0', source, ...change },
      content: { ...about, responder, decision: 'approved', outcome: undefined, environment: undefined },
      turnpike: { environment: 'staging' },
    })
  }

  test('of the person who started the pipeline is taken', async () => {
    expect((await send(await store.job(), approval('urn:user:alice'))).status).toBe(202)
  })

  test.each<[unknown]>([
    ['urn:user:bob'],
    ['urn:USER:alice'],
    ['URN:user:alice'],
    ['urn:user:alic%65'],
    ['urn:user:alice#'],
    ['urn:user:аlice'],
    ['urn:user:alice\u200b'],
    ['urn:github:user:1234'],
    [['urn:user:alice']],
    [{ id: 'urn:user:alice' }],
    [null],
    [''],
  ])('as %j is refused', async (responder) => {
    expect((await send(await store.job(), approval(responder))).status).toBe(403)
  })

  test('by a run that was started again, or on a schedule, is nobody’s', async () => {
    for (const claims of [{ run_attempt: '2' }, { event_name: 'schedule' }])
      expect((await send(await store.job(claims), approval('urn:user:alice'))).status).toBe(403)
  })

  test('in a version or of a predicate nobody knows is an approval all the same', async () => {
    for (const type of ['approval.updated.9.9.9', 'approval.decided.0.1.0', 'approval.updated', 'approval.'])
      expect(
        (await send(await store.job(), approval('urn:user:bob', { type: `dev.cdevents.${type}` }))).status,
      ).toBe(403)
  })
})

describe('a token for one organisation', () => {
  test.each([
    ['in capitals', (url: string) => url.toUpperCase()],
    ['of another scheme', (url: string) => url.replace('http:', 'https:')],
    ['with two slashes', (url: string) => `${url}//`],
    ['of another organisation', (url: string) => `${url}/o/acme`],
    ['of the default organisation by its name', (url: string) => `${url}/o/default`],
    ['without its scheme', (url: string) => url.slice('http://'.length)],
    ['with a path that leads there', (url: string) => `${url}/o/acme/../..`],
  ])('is for its address letter by letter, not for one %s', async (_, audience) => {
    const headers = await store.job({}, audience(store.url))
    expect((await store.call('GET', '/v1/events?limit=1', { headers })).status).toBe(401)
  })

  test('is not for another, and the other way round', async () => {
    const here = await store.job()
    const there = await store.job({}, `${store.url}/o/acme`)
    const at = async (path: string, headers: Record<string, string>) =>
      (await store.call('GET', `${path}/v1/events?limit=1`, { headers })).status
    expect([await at('', here), await at('/o/acme', here)]).toEqual([200, 401])
    expect([await at('', there), await at('/o/acme', there), await at('/o/beta', there)]).toEqual([
      401, 200, 401,
    ])
  })

  test('is not made another one’s by a header of the request', async () => {
    const headers = await store.job({}, 'https://evil.example')
    expect(await get('/v1/events?limit=1', [line(headers)], 'evil.example')).toBe(401)
    for (const name of ['x-forwarded-host', 'forwarded', 'x-original-host']) {
      const lines = [line(headers), 'x-forwarded-proto: https', `${name}: evil.example`]
      expect(await get('/v1/events?limit=1', lines)).toBe(401)
    }
  })
})

describe('a path', () => {
  test.each([
    ['/o/acme/../beta/v1/events', 401],
    ['/o/beta/../acme/v1/events', 200],
    ['/o/acme%2f..%2fbeta/v1/events', 404],
    ['/o/ac%6de/v1/events', 404],
    ['/O/acme/v1/events', 404],
    ['//o/acme/v1/events', 404],
    ['/o//acme/v1/events', 404],
    ['/o/acme;/v1/events', 404],
    ['/o/default/v1/events', 404],
    ['/v1/../o/acme/v1/events', 200],
    ['/v1/events', 401],
  ])('%s, with a credential of acme, is answered with %i', async (path, status) => {
    expect(await get(path, [line(store.as('reader', 'acme'))])).toBe(status)
  })

  test.each(['x/o/acme', 'a@b', '127.0.0.1/o/acme/', ''])('of the host %j leads nowhere', async (host) => {
    expect(await get('/v1/events', [line(store.as('reader', 'acme'))], host)).toBe(400)
  })
})

describe('a credential', () => {
  test('is one: two of them, in any order, are none', async () => {
    const [good, other] = [line(store.as('reader')), line(store.as('nothing'))]
    expect(await get('/v1/events', [good])).toBe(200)
    expect([await get('/v1/events', [good, other]), await get('/v1/events', [other, good])]).toEqual([
      401, 401,
    ])
  })

  test('as a password reads, and never writes, whatever a header says of the method', async () => {
    const secret = store.as('anything')['authorization']!.slice('Bearer '.length)
    const authorization = `Basic ${Buffer.from(`x:${secret}`).toString('base64')}`
    const headers = { authorization, 'x-http-method-override': 'GET', 'x-method-override': 'GET' }
    expect((await store.call('GET', '/v1/events', { headers })).status).toBe(200)
    expect((await store.call('POST', '/v1/events', { headers, body: passed({}) })).status).toBe(401)
  })

  test('that is refused is in no answer and in no line of the log', async () => {
    const token = (await store.job({}, 'https://evil.example'))['authorization']!.slice('Bearer '.length)
    const answer = await store.call('GET', '/v1/events', { headers: { authorization: `Bearer ${token}` } })
    expect(answer.status).toBe(401)
    for (const part of token.split('.')) expect(`${answer.text}${store.log.join('')}`).not.toContain(part)
  })
})

describe('a question', () => {
  const ask = async (who: Record<string, string>, request: Record<string, unknown>) =>
    store.call('POST', '/v1/decisions', {
      headers: who,
      body: {
        request: { artifacts: [{ digest: DIGEST }], environment: 'staging', service: 'shop', ...request },
      },
    })

  test('is asked by who started the pipeline, and by nobody else', async () => {
    expect((await ask(await store.job(), { actor: 'urn:user:bob' })).status).toBe(403)
    expect((await ask(await store.job(), {})).body.request.actor).toBe('urn:user:alice')
  })

  test('is for an environment that is granted, letter by letter', async () => {
    for (const environment of ['production', 'Staging', 'staging ', 'staging\u200b', 'stаging'])
      expect((await ask(await store.job(), { environment })).status).not.toBe(200)
  })
})
