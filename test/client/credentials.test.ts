import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import { createClient } from '../../src/client/client.ts'
import { credentialFor } from '../../src/client/credentials.ts'
import { explain } from '../../src/errors.ts'
import { accepts, refuses, says, startFake, type Answer, type FakeStore } from '../e2e/fake-store.ts'
import { fakeClock } from './clock.ts'
import { someEvents } from './events.ts'
import { numbered, startBrokenTokenService, startTokenService, type TokenService } from './token-service.ts'

const STORE = 'https://store.example.org'
const folder = mkdtempSync(join(tmpdir(), 'turnpike-credentials-'))
afterAll(() => rmSync(folder, { recursive: true }))

const servers: FakeStore[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})
function closing<T extends FakeStore>(server: T): T {
  servers.push(server)
  return server
}

/** The first token for a store, with these surroundings; what was masked beside it. */
async function tokenFor(env: Record<string, string>, store = STORE, explicit?: string) {
  const masked: string[] = []
  const credential = credentialFor({
    store,
    explicit,
    env,
    clock: fakeClock(),
    mask: async (token) => void masked.push(token),
  })
  return { token: typeof credential === 'function' ? await credential() : credential, masked }
}

describe('the order', () => {
  const file = join(folder, 'token')
  writeFileSync(file, 'from-a-file\n')

  test('is: given, TURNPIKE_TOKEN, the file, TURNPIKE_ID_TOKEN, the token service, none', async () => {
    const service = closing(await startTokenService())
    const all: Record<string, string> = {
      TURNPIKE_TOKEN: 'from-the-environment',
      TURNPIKE_ID_TOKEN_FILE: file,
      TURNPIKE_ID_TOKEN: 'from-a-variable',
      ...service.env,
    }
    expect((await tokenFor(all, STORE, 'given')).token).toBe('given')
    const expected = ['from-the-environment', 'from-a-file', 'from-a-variable', numbered(1), undefined]
    const found: unknown[] = []
    for (const name of Object.keys(all).slice(0, 4)) {
      found.push((await tokenFor(all)).token)
      delete all[name]
    }
    expect([...found, (await tokenFor({})).token]).toEqual(expected)
  })

  test('counts neither an empty variable nor a reference to one that does not exist', async () => {
    const env = { TURNPIKE_TOKEN: ' ', TURNPIKE_ID_TOKEN_FILE: '', TURNPIKE_ID_TOKEN: '$TURNPIKE_ID_TOKEN' }
    expect((await tokenFor(env)).token).toBeUndefined()
  })

  test('asks no service when only one of its two variables is there', async () => {
    const { env, received } = closing(await startTokenService())
    for (const name of Object.keys(env)) {
      expect((await tokenFor({ ...env, [name]: '' })).token).toBeUndefined()
    }
    expect(received).toEqual([])
  })

  test('is of no interest to a local store', () => {
    for (const store of ['sqlite:events.db', '', 'store.example.org', 'ftp://store.example.org']) {
      expect(credentialFor({ store, env: { TURNPIKE_ID_TOKEN: 'x' } })).toBeUndefined()
    }
  })
})

test('a file is read again for every request', async () => {
  const file = join(folder, 'rotated')
  writeFileSync(file, 'first')
  const credential = credentialFor({ store: STORE, env: { TURNPIKE_ID_TOKEN_FILE: file } })
  if (typeof credential !== 'function') throw new Error('not fresh')
  expect(await credential()).toBe('first')
  writeFileSync(file, 'second\n')
  expect(await credential()).toBe('second')
  rmSync(file)
  await expect(credential()).rejects.toThrow(/TURNPIKE_ID_TOKEN_FILE names .*rotated, which cannot be read/)
})

describe('what is no token', () => {
  const hostile = ['a b', 'a\r\nx-turnpike: 1', 'a\nb', 'é', 'x'.repeat(20_000), 'a\u0000b']

  test.each(hostile)('is refused without being told: %j', async (text) => {
    const file = join(folder, 'hostile')
    writeFileSync(file, text)
    const failures = [
      () => tokenFor({}, STORE, text),
      () => tokenFor({ TURNPIKE_ID_TOKEN: text }),
      () => tokenFor({ TURNPIKE_ID_TOKEN_FILE: file }),
    ]
    for (const failing of failures) {
      const error = await failing().then(
        () => undefined,
        (caught: unknown) => caught,
      )
      expect(error).toMatchObject({ name: 'TurnpikeError' })
      expect(explain(error)).not.toContain(text)
    }
  })
})

describe('the token service of GitHub', () => {
  test.each([
    ['https://store.example.org', 'https://store.example.org'],
    ['https://store.example.org/', 'https://store.example.org'],
    ['https://STORE.example.org:443//', 'https://store.example.org'],
    ['https://store.example.org/o/acme/', 'https://store.example.org/o/acme'],
    ['https://store.example.org/o/acme?key=1#x', 'https://store.example.org/o/acme'],
    ['https://store.example.org:8443/a b', 'https://store.example.org:8443/a%20b'],
  ])('is asked for a token for %s alone', async (store, audience) => {
    const service = closing(await startTokenService())
    await tokenFor(service.env, store)
    expect(service.audiences()).toEqual([audience])
    expect(service.received[0]?.path).toBe(
      `/runs/8120/idtoken?api-version=2.0&audience=${encodeURIComponent(audience)}`,
    )
  })

  test('is asked for every request, and each token is masked before it is used', async () => {
    const service = closing(await startTokenService())
    const store = closing(await startFake(refuses(401, 'a token?'), accepts))
    const masked: string[] = []
    const used: (string | undefined)[] = []
    const credential = credentialFor({
      store: store.url,
      env: service.env,
      mask: async (token) => {
        used.push(store.received.at(-1)?.headers['authorization'] as string | undefined)
        masked.push(token)
      },
    })
    const client = createClient({ url: store.url, token: credential ?? '', env: {} })
    await client.send(someEvents(150))
    expect(masked).toEqual([numbered(1), numbered(2)])
    expect(used).toEqual([undefined, `Bearer ${numbered(1)}`])
    expect(store.received.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      `Bearer ${numbered(1)}`,
      `Bearer ${numbered(2)}`,
    ])
  })

  test('is not asked by a step whose store on this machine wants no token', async () => {
    const service = closing(await startTokenService())
    const store = closing(await startFake(accepts))
    const credential = credentialFor({ store: store.url, env: service.env })
    const { error } = await createClient({ url: store.url, token: credential ?? '', env: {} }).send(
      someEvents(1),
    )
    expect([error, service.received.length, store.received.length]).toEqual([undefined, 0, 1])
  })

  test('is asked again after a failure that passes, within its budget', async () => {
    const value: Answer = (_, response) =>
      void response.writeHead(200).end(JSON.stringify({ value: numbered(7) }))
    const service = closing(await startBrokenTokenService(refuses(503, 'busy'), refuses(500, 'x'), value))
    expect((await tokenFor(service.env)).token).toBe(numbered(7))
    expect(service.received).toHaveLength(3)
  })

  test('is given up when it never answers well: the error says so, and another attempt may help', async () => {
    const service = closing(await startBrokenTokenService(refuses(503, 'busy')))
    await expect(tokenFor(service.env)).rejects.toMatchObject({
      code: 'NO_TOKEN',
      status: 503,
      message: expect.stringMatching(/^GitHub gave no id token: http:\/\/127\.0\.0\.1:\d+ answers 503$/),
    })
    expect(service.received.length).toBeGreaterThan(2)
    expect(service.received.length).toBeLessThan(30)
  })

  test('that is gone is said with the reason', async () => {
    const service = await startTokenService()
    await service.close()
    await expect(tokenFor(service.env)).rejects.toThrow(/GitHub gave no id token: .*ECONNREFUSED/)
  })

  const SECRETS = 'eyJhbGciOiJSUzI1NiJ9.eyJzZWNyZXQiOiJ5ZXMifQ'
  test.each<[string, Answer, RegExp]>([
    ['no JSON', says(SECRETS), /is not JSON/],
    ['JSON that ends early', says(`{"value":"${SECRETS}.x`), /is not JSON/],
    ['null', says('null'), /holds no token/],
    ['a token in a list', says(`[{"value":"${SECRETS}.x"}]`), /holds no token/],
    ['no text', says('{"value":7}'), /holds no token/],
    ['no token', says(`{"value":"${SECRETS}"}`), /holds no token/],
    ['a line break in it', says(`{"value":"${SECRETS}.x\\r\\nx-a: b"}`), /holds no token/],
    ['a huge token', says(`{"value":"${SECRETS}.${'x'.repeat(20_000)}"}`), /holds no token/],
    ['more than it should', says('x'.repeat(100_000)), /longer than 65536 bytes/],
    ['a refusal', refuses(403, SECRETS), /answers 403/],
    [
      'a redirect',
      (_, response) => void response.writeHead(302, { location: `https://evil.example/${SECRETS}` }).end(),
      /answers 302/,
    ],
  ])('that answers with %s gives none, and nothing of it is told', async (_, answer, message) => {
    const service = closing(await startBrokenTokenService(answer))
    const error: unknown = await tokenFor(service.env).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'NO_TOKEN', status: undefined })
    expect(explain(error)).toMatch(message)
    expect(explain(error)).not.toContain(SECRETS.slice(0, 8))
    expect(explain(error)).not.toContain(service.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN)
    expect(service.received).toHaveLength(1)
  })

  test.each([
    'http://tokens.example.org/x',
    'ftp://tokens.example.org/x',
    'file:///etc/passwd',
    'tokens.example.org',
    '//tokens.example.org',
  ])('is not asked at %s', async (address) => {
    const env = { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'hush' }
    const error: unknown = await tokenFor(env).catch((caught: unknown) => caught)
    expect(explain(error)).toMatch(/is no https address, so nothing is sent there/)
    expect(explain(error)).not.toContain('hush')
  })

  test('is reached through the same proxy as the store', async () => {
    const proxy = closing(await startFake(says('{}')))
    const env = {
      ACTIONS_ID_TOKEN_REQUEST_URL: 'https://tokens.example.org/x?a=1',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'hush',
      https_proxy: proxy.url,
    }
    const tunnels: (string | undefined)[] = []
    proxy.server.on('connect', (request, socket) => {
      tunnels.push(request.url)
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    })
    await expect(tokenFor(env)).rejects.toThrow(/GitHub gave no id token/)
    expect(new Set(tunnels)).toEqual(new Set(['tokens.example.org:443']))
  })
})

describe('over plain http to another machine', () => {
  const store = 'http://store.internal:8080'

  test('a token of the CI stays here, and the store may do without', async () => {
    const service: TokenService = closing(await startTokenService())
    const env = { ...service.env, TURNPIKE_ID_TOKEN: 'x' }
    const credential = credentialFor({ store, env })
    expect(credential).toBeUndefined()
    expect(() => createClient({ url: store, env: {} })).not.toThrow()
    expect(service.received).toEqual([])
  })

  test('goes where TURNPIKE_ALLOW_PLAIN_HTTP says so', async () => {
    expect((await tokenFor({ TURNPIKE_ID_TOKEN: 'x', TURNPIKE_ALLOW_PLAIN_HTTP: 'true' }, store)).token).toBe(
      'x',
    )
  })
})

describe('an answer that asks again', () => {
  const expired: Answer = (_, response) =>
    void response
      .writeHead(401, {
        'content-type': 'application/problem+json',
        'www-authenticate': 'Bearer error="invalid_token", error_description="The token expired"',
      })
      .end('{"title":"Unauthorized","status":401}')
  const send = async (token: () => Promise<string | undefined>, ...answers: Answer[]) => {
    const store = closing(await startFake(...answers))
    const delivery = await createClient({ url: store.url, token, env: {} }).send(someEvents(1))
    return { delivery, shown: store.received.map(({ headers }) => headers.authorization) }
  }
  const counting = () => {
    let number = 0
    return async () => `t${++number}`
  }

  test('because the token ended gets a new one, once', async () => {
    const again = await send(counting(), expired, accepts)
    expect([again.delivery.error, again.shown]).toEqual([undefined, ['Bearer t1', 'Bearer t2']])
    const never = await send(counting(), expired)
    expect(never.delivery.error).toMatchObject({ code: 'STORE_REFUSED', status: 401 })
    expect(never.shown).toEqual(['Bearer t1', 'Bearer t2'])
  })

  test('gets no second request when there is no other token', async () => {
    const { delivery, shown } = await send(async () => 'same', expired)
    expect([delivery.error?.status, shown]).toEqual([401, ['Bearer same']])
  })

  test('for another reason stands', async () => {
    const { delivery, shown } = await send(counting(), refuses(401, 'The audience is another one'))
    expect(explain(delivery.error)).toContain('The audience is another one')
    expect(shown).toEqual(['Bearer t1'])
  })

  test('that is long is read to its end, and told', async () => {
    const { delivery } = await send(counting(), refuses(403, 'You may not'))
    expect(explain(delivery.error)).toContain('You may not')
  })
})

test('a gate that waits shows a fresh token with every connection', async () => {
  const service = closing(await startTokenService())
  const pending: Answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('event: pending\ndata: {"verdict":"pending"}\n\n', () => response.destroy())
  }
  const decided: Answer = (_, response) =>
    void response
      .writeHead(200, { 'content-type': 'text/event-stream' })
      .end('event: decision\ndata: {"verdict":"deny"}\n\n')
  const store = closing(await startFake(refuses(401, 'who?'), pending, pending, decided))
  const token = credentialFor({ store: store.url, env: service.env }) ?? ''
  const client = createClient({ url: store.url, token, env: {}, clock: fakeClock() })
  expect(await client.ask({ request: {}, wait: '15m' })).toEqual({ verdict: 'deny' })
  expect(store.received.map(({ headers }) => headers.authorization)).toEqual([
    undefined,
    ...[1, 2, 3].map((number) => `Bearer ${numbered(number)}`),
  ])
})
