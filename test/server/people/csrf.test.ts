import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createBrowser, type Browser } from './browser.ts'
import { startHostileProvider, type HostileProvider } from './hostile-provider.ts'
import { openHouse, trustText, type House } from './house.ts'

const PUBLIC = 'https://store.example.org'
const SECRET = 'a-secret-of-a-token-for-the-tests-0123456789'
let provider: HostileProvider
let house: House
let browser: Browser
let secret: string

beforeAll(async () => {
  provider = await startHostileProvider()
  const { hash } = await import('node:crypto')
  const more = `  - { name: all of it, to: { person: urn:user:alice }, may: { read: true, administer: true, witness: true, ask: { environments: ['*'] }, waive: { environments: ['*'] }, override: { environments: ['*'] }, write: { types: '*', sources: '*', environments: ['*'] } } }
  - { name: the same, to: { id: 'token:ci' }, may: { read: true, administer: true, witness: true, ask: { environments: ['*'] }, waive: { environments: ['*'] }, override: { environments: ['*'] }, write: { types: '*', sources: '*', environments: ['*'] }, approve: { as: '*', sources: '*', environments: ['*'] } } }
tokens:
  - { name: ci, hash: 'sha256:${hash('sha256', SECRET)}', expires: ${new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)} }
`
  house = await openHouse({ trust: trustText(provider.issuer, { more }), publicUrl: PUBLIC })
  browser = createBrowser(house)
  const page = await browser.open(`${PUBLIC}/v1/me`)
  secret = (JSON.parse(page.text) as { session: { csrf: string } }).session.csrf
})
afterAll(async () => {
  await house?.close()
  await provider.close()
})

const origins: Record<string, Record<string, string>> = {
  'no origin': {},
  'another origin': { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  'another origin, without more': { origin: 'https://evil.example' },
  'an origin of the same site': { origin: 'https://other.example.org', 'sec-fetch-site': 'same-site' },
  'the origin of plain http': { origin: 'http://store.example.org' },
  'the origin with a port': { origin: 'https://store.example.org:8443' },
  'an origin that begins like ours': { origin: 'https://store.example.org.evil.example' },
  'an origin of nobody': { origin: 'null' },
  'an origin of nobody from a page that hides it': { origin: 'null', 'sec-fetch-site': 'same-origin' },
  'our origin, said to be another site’s': { origin: PUBLIC, 'sec-fetch-site': 'cross-site' },
  'our origin': { origin: PUBLIC },
  'our origin and site': { origin: PUBLIC, 'sec-fetch-site': 'same-origin' },
  'no origin, but our site': { 'sec-fetch-site': 'same-origin' },
  'no origin, typed by hand': { 'sec-fetch-site': 'none' },
}
const OURS = ['our origin', 'our origin and site', 'no origin, but our site']
const tokens: Record<string, (right: string) => Record<string, string>> = {
  'no secret': () => ({}),
  'an empty secret': () => ({ 'x-turnpike-csrf': '' }),
  'a wrong secret': () => ({ 'x-turnpike-csrf': 'x'.repeat(43) }),
  'half of the secret': (right) => ({ 'x-turnpike-csrf': right.slice(0, 20) }),
  'the secret twice': (right) => ({ 'x-turnpike-csrf': `${right}, ${right}` }),
  'the secret': (right) => ({ 'x-turnpike-csrf': right }),
}

/** Every route that changes something, from the table itself: a new one is in here by being there. */
async function unsafeRoutes(): Promise<{ method: string; path: string }[]> {
  const document = JSON.parse((await browser.get(`${PUBLIC}/openapi.json`)).text) as {
    paths: Record<string, Record<string, unknown>>
  }
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => !['get', 'head', 'options', 'parameters'].includes(method))
      .map((method) => ({ method: method.toUpperCase(), path: path.replace(/\{\w+\}/g, 'production') })),
  )
}

/** Does the check of forged requests refuse it? Anything else comes after it. */
async function isForged(path: string, method: string, headers: Record<string, string>, body = '{}') {
  const answer = await browser.send(PUBLIC + path, {
    method,
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body,
  })
  return answer.status === 403 && /With a session, changes/.test(answer.text)
}

describe('a change made with a session', () => {
  test('is refused on every route unless a page of the store sent it with its secret', async () => {
    const routes = (await unsafeRoutes()).filter(({ path }) => !path.startsWith('/v1/hooks/'))
    expect(routes.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        '/v1/events',
        '/v1/decisions',
        '/v1/approvals',
        '/v1/policies/production',
        '/logout',
      ]),
    )
    const wrong: string[] = []
    for (const { method, path } of routes)
      for (const [from, origin] of Object.entries(origins))
        for (const [shown, token] of Object.entries(tokens)) {
          // Signing out for real would end the test; that it works is shown elsewhere.
          if (path === '/logout' && OURS.includes(from) && shown === 'the secret') continue
          const forged = await isForged(path, method, { ...origin, ...token(secret) })
          if (forged === (OURS.includes(from) && shown === 'the secret'))
            wrong.push(`${method} ${path}: ${from}, ${shown}`)
        }
    expect(wrong).toEqual([])
  })

  test.each([
    ['the secret', (right: string) => `csrf=${right}`, false],
    ['no secret', () => 'environment=production', true],
    ['a wrong secret', () => 'csrf=abc', true],
    ['two secrets', (right: string) => `csrf=${right}&csrf=${right}`, true],
    ['an endless form', (right: string) => `a=${'b'.repeat(70_000)}&csrf=${right}`, true],
  ])('by a form with %s', async (_, body, refused) => {
    const answer = await browser.send(`${PUBLIC}/v1/approvals`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: PUBLIC },
      body: body(secret),
    })
    expect(answer.status).toBe(refused ? (body(secret).length > 65_536 ? 413 : 403) : 422)
  })

  test('needs the secret of this very session, not of another one of the same person', async () => {
    const other = createBrowser(house)
    const page = await other.open(`${PUBLIC}/v1/me`)
    const others = (JSON.parse(page.text) as { session: { csrf: string } }).session.csrf
    expect(others).not.toBe(secret)
    expect(await isForged('/v1/approvals', 'POST', { origin: PUBLIC, 'x-turnpike-csrf': others })).toBe(true)
  })

  test('takes no secret from a form that says it is something else', async () => {
    const body = `csrf=${secret}`
    for (const type of ['text/plain', 'multipart/form-data; boundary=a', 'application/json'])
      expect(await isForged('/v1/approvals', 'POST', { origin: PUBLIC, 'content-type': type }, body)).toBe(
        true,
      )
  })

  test('says what is missing', async () => {
    const answer = await browser.send(`${PUBLIC}/v1/approvals`, {
      method: 'POST',
      headers: { origin: PUBLIC },
    })
    expect(answer.text).toMatch(/x-turnpike-csrf.*Load the page again/)
  })
})

describe('a change made with a bearer token', () => {
  test('needs neither, wherever it comes from', async () => {
    const headers = {
      authorization: `Bearer ${SECRET}`,
      origin: 'https://evil.example',
      'sec-fetch-site': 'cross-site',
    }
    for (const { method, path } of await unsafeRoutes()) {
      if (path === '/logout' || path.startsWith('/v1/hooks/')) continue
      expect([path, await isForged(path, method, headers)]).toEqual([path, false])
    }
  })

  test('is made by the token, not by the session beside it', async () => {
    const me = await browser.get(`${PUBLIC}/v1/me`, { authorization: `Bearer ${SECRET}` })
    expect(JSON.parse(me.text)).toMatchObject({ principal: { kind: 'token', id: 'token:ci' } })
  })

  test('as the password of Basic is none: that is for reading', async () => {
    const basic = `Basic ${Buffer.from(`ci:${SECRET}`).toString('base64')}`
    const fresh = createBrowser(house)
    const read = await fresh.get(`${PUBLIC}/v1/me`, { authorization: basic })
    const written = await fresh.send(`${PUBLIC}/v1/events`, {
      method: 'POST',
      headers: { authorization: basic, accept: 'application/json' },
      body: '[]',
    })
    expect([read.status, written.status]).toEqual([200, 401])
  })
})
