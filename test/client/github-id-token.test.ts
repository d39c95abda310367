/** GitHub's token service: what it is asked, and what it may answer. */
import { describe, expect, test } from '@jest/globals'
import { createClient } from '../../src/client/client.ts'
import { credentialFor } from '../../src/client/credentials.ts'
import { explain } from '../../src/errors.ts'
import { accepts, refuses, says, startFake, type Answer } from '../e2e/fake-store.ts'
import { closing, tokenFor } from './credential.ts'
import { someEvents } from './events.ts'
import { numbered, startBrokenTokenService, startTokenService } from './token-service.ts'

const STORE = 'https://store.example.org'

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
    expect((await tokenFor(service.env, STORE)).token).toBe(numbered(7))
    expect(service.received).toHaveLength(3)
  })

  test('is given up when it never answers well: the error says so, and another attempt may help', async () => {
    const service = closing(await startBrokenTokenService(refuses(503, 'busy')))
    await expect(tokenFor(service.env, STORE)).rejects.toMatchObject({
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
    await expect(tokenFor(service.env, STORE)).rejects.toThrow(/GitHub gave no id token: .*ECONNREFUSED/)
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
    const error: unknown = await tokenFor(service.env, STORE).catch((caught: unknown) => caught)
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
    const error: unknown = await tokenFor(env, STORE).catch((caught: unknown) => caught)
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
    await expect(tokenFor(env, STORE)).rejects.toThrow(/GitHub gave no id token/)
    expect(new Set(tunnels)).toEqual(new Set(['tokens.example.org:443']))
  })
})
