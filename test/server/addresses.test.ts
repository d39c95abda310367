/** Addresses from strangers: each finds what it names, or nothing; none is a fault, none reaches another organisation. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { CALLS, seed, type Seed } from './calls.ts'
import { start, type Started } from './scopes.ts'

let server: Started
let seeded: Seed
beforeAll(async () => {
  server = await start()
  seeded = await seed(server, 'acme', '/o/acme')
})
afterAll(() => server.close())

const NOTHING = 'There is nothing at this address'
const get = (path: string, headers = {}) =>
  server.call('GET', path, { headers: { accept: 'application/json', ...headers } })

describe('what is no address of an organisation', () => {
  test.each([
    '/o',
    '/o/',
    '/o//v1/events',
    '/o/nobody',
    '/o/nobody/v1/events',
    '/o/default',
    '/o/default/',
    '/o/default/v1/events',
    '/O/acme/v1/events',
    '/o/ACME/v1/events',
    '/o/Acme/v1/events',
    '/%6f/acme/v1/events',
    '/o%2facme/v1/events',
    '/o/acme%2fv1/events',
    '/o/%61cme/v1/events',
    '/o/acme%00/v1/events',
    '/o/acme%20/v1/events',
    '/o/acme./v1/events',
    '/o/acme;x/v1/events',
    '/o/..%2facme/v1/events',
    '/o/%2e%2e%2facme/v1/events',
    '/o/..%5cacme/v1/events',
    '/o/-/v1/events',
    '/o/acme-/v1/events',
    '/o/аcme/v1/events',
    '//o/acme/v1/events',
    '/x/o/acme/v1/events',
    '/v1/o/acme/events',
    `/o/${'a'.repeat(64)}/v1/events`,
    `/o/${'a'.repeat(8000)}/v1/events`,
    '/o/__proto__/v1/events',
    '/o/constructor/v1/events',
  ])('%s is answered to nobody and to everybody as any address where nothing is', async (path) => {
    const expected = await get('/nowhere')
    expect([expected.status, expected.text]).toEqual([404, expect.stringContaining(NOTHING)])
    for (const headers of [
      {},
      server.bearer('acme', 'all'),
      server.bearer('default', 'all'),
      await server.pipeline('acme', 'all'),
    ]) {
      const answer = await get(path, headers)
      expect([path, answer.status, answer.text]).toEqual([path, 404, expected.text])
    }
  })
})

describe('an address that leads out of an organisation', () => {
  // As a parser of addresses reads them: the two dots are gone before anybody sees the path.
  test.each([
    '/o/acme/../../v1/events',
    '/o/acme/%2e%2e/%2e%2e/v1/events',
    '/o/beta/../acme/../../v1/events',
  ])('%s is the address it stands for, with the rights that are needed there', async (path) => {
    expect((await get(path, server.bearer('acme', 'all'))).status).toBe(401)
    expect((await get(path, server.bearer('default', 'all'))).status).toBe(200)
  })

  test.each([
    '/o/acme//v1/events',
    '/o/acme/v1//events',
    '/o/acme/v1/events/',
    '/o/acme/V1/events',
    '/o/acme/o/beta/v1/events',
    '/o/acme/..%2f..%2fv1/events',
    '/o/acme/v1%2fevents',
    '/o/acme/\\..\\..\\v1/events',
  ])('%s is nothing', async (path) => {
    const answer = await get(path, server.bearer('acme', 'all'))
    expect([path, answer.status]).toEqual([path, 404])
  })

  test('may leave out the last slash', async () => {
    for (const path of ['/o/acme', '/o/acme/', '/o/acme?'])
      expect([path, (await get(path, server.bearer('acme', 'all'))).status]).toEqual([path, 200])
  })
})

const HOSTILE = [
  '..',
  '..%2f..%2f',
  '%2e%2e%2f',
  '%00',
  '%ff',
  '%zz',
  '%',
  '%C0%AE%C0%AE',
  '%E2%80%AE',
  '%F0%9F%92%A9',
  '\u{1F4A9}',
  "'%20or%201=1--",
  '%22%3E%3Cscript%3E',
  '__proto__',
  'constructor',
  'x'.repeat(3000),
  '9'.repeat(400),
  '-1',
  '1e9',
  '%0d%0aset-cookie:x=y',
  'a%2Fb%2Fc',
  '*',
]

describe.each(Object.entries(CALLS))('%s', (id, call) => {
  test('answers a hostile address or query with a refusal that is no fault', async () => {
    const route = server.process.routes.find((one) => one.id === id)!
    const headers = { accept: 'application/json', ...server.bearer('acme', 'all') }
    const paths = HOSTILE.flatMap((text) => [
      ...(route.path.includes('{') ? [route.path.replace(/\{\w+\}/, text)] : []),
      `${call.path(seeded).split('?')[0]!}?${text}=${text}`,
      ...(route.parameters ?? [])
        .filter((parameter) => parameter.in === 'query')
        .map(({ name }) => `${call.path(seeded).split('?')[0]!}?${name}=${text}`),
    ])
    server.log.length = 0
    for (const path of paths) {
      const init = call.init?.(seeded) ?? {}
      const response = await server.raw(route.method, `/o/acme${path}`, {
        ...init,
        headers: { ...headers, ...init.headers },
      })
      // Signing in asks a provider that does not answer here.
      const isWell = response.status < 500 || (id === 'login' && response.status === 503)
      expect([path, response.status, isWell]).toEqual([path, response.status, true])
      for (const [name, value] of response.headers) expect([path, name, value]).not.toContain('x=y')
      await response.body?.cancel()
    }
    expect(server.log.filter((line) => id !== 'login' && /\bfault:/.test(line))).toEqual([])
  })
})
