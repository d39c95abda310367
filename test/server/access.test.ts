/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- answers are read freely; start.ts checks their shape against the published document */
import { afterEach, describe, expect, test } from '@jest/globals'
import { isLoopbackAddress, isLoopbackHost } from '../../src/server/loopback.ts'
import { parseTokens } from '../../src/server/tokens.ts'
import { start, type Started } from './start.ts'
import { policy, REQUEST, testsPassed } from './sample.ts'

const tokens = [
  { name: 'ci', secret: 'correct-horse-battery' },
  { name: 'admin', secret: 'staple-staple-staple' },
]
const ci = { authorization: 'Bearer correct-horse-battery' }
const basic = (password: string) => ({
  authorization: `Basic ${Buffer.from(`anybody:${password}`).toString('base64')}`,
})

let server: Started
afterEach(() => server?.close())

describe('with tokens', () => {
  test('an event is kept with the name of the token, whatever the event claims', async () => {
    server = await start({ tokens })
    const { body } = await server.call('POST', '/v1/events', {
      body: testsPassed(),
      headers: ci,
      peer: { remoteAddress: '203.0.113.9' },
    })
    const kept = await server.call('GET', `/v1/events/${body.receipts[0].sequence}`, { headers: ci })
    expect(kept.body.producer).toEqual({ kind: 'token', id: 'token:ci' })
  })

  test('everything wants one, but health and signing in, and says so', async () => {
    server = await start({ tokens })
    for (const { id, method, path, needs } of server.app.routes) {
      // The sender's signature is the credential there.
      if (id === 'postHook') continue
      const address = path.replace(/\{\w+\}/g, '1')
      const answer = await server.call(method, address)
      expect([path, answer.status === 401]).toEqual([path, needs !== 'nothing'])
      if (needs !== 'nothing') expect(answer.headers.get('www-authenticate')).toContain('Bearer')
    }
  })

  test.each([
    ['a wrong token', { authorization: 'Bearer wrong' }],
    ['a token that begins like the right one', { authorization: 'Bearer correct-horse-batter' }],
    ['the name instead of the secret', { authorization: 'Bearer ci' }],
    ['another scheme', { authorization: 'Digest correct-horse-battery' }],
    ['the secret alone', { authorization: 'correct-horse-battery' }],
    ['an empty token', { authorization: 'Bearer ' }],
  ])('%s is not enough', async (_name, headers) => {
    server = await start({ tokens })
    const answer = await server.call('POST', '/v1/events', { body: testsPassed(), headers })
    expect(answer.status).toBe(401)
    expect(await server.store.position('default')).toBe(0)
  })

  test('a browser may send one as a password, for reading only', async () => {
    server = await start({ tokens })
    expect((await server.call('GET', '/', { headers: basic('correct-horse-battery') })).status).toBe(200)
    expect((await server.call('GET', '/', { headers: basic('wrong') })).status).toBe(401)
    const posted = await server.call('POST', '/v1/events', {
      body: testsPassed(),
      headers: basic('correct-horse-battery'),
    })
    expect(posted.status).toBe(401)
  })

  test("only the one named 'admin' puts policies in force", async () => {
    server = await start({ tokens })
    const put = (authorization: string) =>
      server.call('PUT', '/v1/policies/production', {
        body: policy(),
        headers: { authorization, 'content-type': 'application/yaml' },
      })
    expect((await put('Bearer correct-horse-battery')).status).toBe(403)
    expect((await put('Bearer staple-staple-staple')).status).toBe(201)
  })

  test('the requester of a decision is the token', async () => {
    server = await start({ tokens })
    const { body } = await server.call('POST', '/v1/decisions', { body: { request: REQUEST }, headers: ci })
    expect(body.requester).toEqual({ kind: 'token', id: 'token:ci' })
  })
})

describe('without tokens', () => {
  const post = (options: object) => server.call('POST', '/v1/events', { body: testsPassed(), ...options })

  test('a peer of another machine is refused', async () => {
    server = await start()
    for (const remoteAddress of ['203.0.113.9', '::ffff:203.0.113.9', '2001:db8::1', '', '127.evil']) {
      expect([remoteAddress, (await post({ peer: { remoteAddress } })).status]).toEqual([remoteAddress, 403])
    }
    expect((await post({ peer: {} })).status).toBe(403)
    for (const remoteAddress of ['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1']) {
      expect((await post({ peer: { remoteAddress } })).status).toBe(202)
    }
  })

  test('a name that only resolves to this machine is refused (DNS rebinding)', async () => {
    server = await start()
    for (const host of [
      'evil.example',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      'evil.example:8080',
      '[::2]',
    ]) {
      expect([host, (await post({ headers: { host } })).status]).toEqual([host, 421])
    }
    for (const host of ['localhost', 'localhost:8080', '127.0.0.1:8080', '[::1]:8080']) {
      expect([host, (await post({ headers: { host } })).status]).toEqual([host, 202])
    }
  })

  test("another site's page is refused, with or without an origin of its own", async () => {
    server = await start()
    for (const origin of ['https://evil.example', 'null', 'http://localhost:3000']) {
      expect([origin, (await post({ headers: { origin } })).status]).toEqual([origin, 403])
    }
    expect((await post({ headers: { origin: 'http://localhost:8080' } })).status).toBe(202)
  })

  test('no content type that a page may send without asking first is taken', async () => {
    server = await start()
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      for (const [method, path] of [
        ['POST', '/v1/events'],
        ['POST', '/v1/decisions'],
        ['PUT', '/v1/policies/a'],
      ] as const) {
        const answer = await server.call(method, path, { body: '{}', headers: { 'content-type': type } })
        expect([type, path, answer.status]).toEqual([type, path, 415])
      }
    }
  })
})

describe('tokens are read', () => {
  test('from one line, and from a file with comments', () => {
    expect(parseTokens('ci=a,deploy=b=c==')).toEqual([
      { name: 'ci', secret: 'a' },
      { name: 'deploy', secret: 'b=c==' },
    ])
    expect(parseTokens('# for CI\nci=a\r\n\n deploy=b \n')).toHaveLength(2)
    expect(parseTokens('')).toEqual([])
  })

  test.each(['secret', '=secret', 'ci=', 'c i=x', 'ci=a,ci=b', 'a/b=c'])(
    'with a sentence, and without the secret, when one is wrong: %s',
    (text) => {
      expect(() => parseTokens(text)).toThrow(/^(Token \d+ is not of the form|Two tokens are called)/)
      expect(() => parseTokens('ci=hunter2 hunter3')).not.toThrow(/hunter/)
    },
  )
})

test('loopback is told from what looks like it', () => {
  expect(['localhost', 'LOCALHOST:1', '127.0.0.1', '[::1]:80', '::1'].map(isLoopbackHost)).toEqual(
    Array(5).fill(true),
  )
  expect(
    ['local', '0.0.0.0', '128.0.0.1', '[::]', '', 'localhost@evil', '127.1'].map(isLoopbackHost),
  ).toEqual(Array(7).fill(false))
  expect(['127.0.0.1x', '::ffff:128.0.0.1'].map(isLoopbackAddress)).toEqual([false, false])
})
