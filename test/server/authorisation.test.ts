/** Every route × every kind of caller. What is expected is worked out from the table of routes and the trust document. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Route } from '../../src/server/route.ts'
import { CALLS, seed, type Call, type Seed } from './calls.ts'
import { SCOPES, start, type Answered, type Scope, type Started } from './scopes.ts'

let server: Started
let seeded: Seed
let routes: readonly Route[]
const method = (id: string) => routes.find((route) => route.id === id)!.method

beforeAll(async () => {
  server = await start()
  seeded = await seed(server, 'acme', '/o/acme')
  await seed(server, 'beta', '/o/beta')
  routes = server.process.routes
})
afterAll(() => server.close())

/** One request to a route of acme, with these headers beside those of the call itself. */
async function send(id: string, headers: Record<string, string>): Promise<Answered> {
  const call = CALLS[id]!
  const init = call.init?.(seeded) ?? {}
  const given = { ...init, headers: { accept: 'application/json', ...init.headers, ...headers } }
  const response = await server.raw(method(id), `/o/acme${call.path(seeded)}`, given)
  if (response.headers.get('content-type') === 'text/event-stream') {
    await response.body!.cancel()
    return { status: response.status, headers: response.headers, text: '', body: undefined }
  }
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: undefined }
}

/** By the words of the trust document: readers may see checkpoints too. */
function allows(scope: Scope, { needs }: Call): boolean {
  if (needs === 'nothing' || needs === 'anybody' || scope === 'all') return true
  return scope === needs || (needs === 'witness' && scope === 'read')
}

const STRANGERS: readonly (readonly [
  string,
  () => Record<string, string> | Promise<Record<string, string>>,
])[] = [
  ['nobody', () => ({})],
  [
    'a secret that nobody gave out',
    () => ({ authorization: 'Bearer tpk_0000000000000000000000000000000000000000000' }),
  ],
  ['what looks like a token of a pipeline', () => ({ authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' })],
  ['another scheme', () => ({ authorization: `Digest ${server.secret('acme', 'all')}` })],
  ['a cookie that nobody gave out', () => ({ cookie: '__Host-turnpike.acme=AAAA' })],
  ['a pipeline with a token for another organisation', () => server.pipeline('beta', 'all')],
  ['a pipeline with a token for the default organisation', () => server.pipeline('default', 'all')],
  [
    'a pipeline with a token for another store',
    () => server.pipeline('acme', 'all', { aud: 'https://elsewhere.example.org' }),
  ],
  ['a static token of another organisation', () => server.bearer('beta', 'all')],
  ['somebody signed in to another organisation', () => server.session('beta', 'all')],
  [
    'somebody signed in to another organisation, under the name of this one',
    () => {
      const session = server.session('beta', 'all')
      return { ...session, cookie: session['cookie']!.replace('.beta=', '.acme=') }
    },
  ],
]

test('every route has an entry here, every entry a route, and what it needs is what is said here', () => {
  const table = Object.fromEntries(routes.map(({ id, needs }) => [id, needs]))
  expect(Object.fromEntries(Object.entries(CALLS).map(([id, { needs }]) => [id, needs]))).toEqual(table)
})

describe.each(Object.entries(CALLS))('%s', (id, call) => {
  test.each(STRANGERS)('as %s', async (_who, headers) => {
    const answer = await send(id, await headers())
    expect(answer.status).toBe(call.needs === 'nothing' ? call.ok : 401)
    if (call.needs === 'nothing') return
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="turnpike"/)
    expect(JSON.parse(answer.text)).toMatchObject({ type: 'urn:turnpike:problem/unauthorized' })
  })

  const callers = [
    ['a static token', (scope: Scope) => server.bearer('acme', scope)],
    ['a pipeline', (scope: Scope) => server.pipeline('acme', scope)],
    ['somebody who signed in', (scope: Scope) => server.session('acme', scope)],
  ] as const
  for (const [who, headersOf] of callers) {
    test.each(SCOPES)(`as ${who} that may: %s`, async (scope) => {
      const answer = await send(id, await headersOf(scope))
      const somebody = call.person !== true || who !== 'a static token'
      if (allows(scope, call) && somebody)
        return expect([answer.status, answer.text]).toEqual([call.ok, answer.text])
      expect([answer.status, answer.text]).toEqual([403, answer.text])
      const { type, detail } = JSON.parse(answer.text) as { type: string; detail: string }
      expect(type).toBe('urn:turnpike:problem/forbidden')
      // What the caller is known as, so that somebody can put it into a grant.
      expect(detail).toMatch(/token:|#repository:|urn:|#/)
    })
  }
})

test('a session without its secret changes nothing, though it may everything', async () => {
  const { cookie } = server.session('acme', 'all')
  for (const [id, { needs }] of Object.entries(CALLS)) {
    if (method(id) === 'GET' || needs === 'nothing') continue
    expect([id, (await send(id, { cookie: cookie! })).status]).toEqual([id, 403])
  }
})
