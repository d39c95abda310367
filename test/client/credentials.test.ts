import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { createClient } from '../../src/client/client.ts'
import { credentialFor } from '../../src/client/credentials.ts'
import { explain } from '../../src/errors.ts'
import { accepts, refuses, startFake, type Answer } from '../e2e/fake-store.ts'
import { fakeClock } from './clock.ts'
import { closing, tokenFor } from './credential.ts'
import { someEvents } from './events.ts'
import { numbered, startTokenService, type TokenService } from './token-service.ts'

const STORE = 'https://store.example.org'
const folder = mkdtempSync(join(tmpdir(), 'turnpike-credentials-'))
afterAll(() => rmSync(folder, { recursive: true }))

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
      found.push((await tokenFor(all, STORE)).token)
      delete all[name]
    }
    expect([...found, (await tokenFor({}, STORE)).token]).toEqual(expected)
  })

  test('counts neither an empty variable nor a reference to one that does not exist', async () => {
    const env = { TURNPIKE_TOKEN: ' ', TURNPIKE_ID_TOKEN_FILE: '', TURNPIKE_ID_TOKEN: '$TURNPIKE_ID_TOKEN' }
    expect((await tokenFor(env, STORE)).token).toBeUndefined()
  })

  test('asks no service when only one of its two variables is there', async () => {
    const { env, received } = closing(await startTokenService())
    for (const name of Object.keys(env)) {
      expect((await tokenFor({ ...env, [name]: '' }, STORE)).token).toBeUndefined()
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
      () => tokenFor({ TURNPIKE_ID_TOKEN: text }, STORE),
      () => tokenFor({ TURNPIKE_ID_TOKEN_FILE: file }, STORE),
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
