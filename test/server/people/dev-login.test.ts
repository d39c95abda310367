import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { DEV_PEOPLE, startDevProvider, type DevProvider } from '../../../src/server/people/dev-provider.ts'
import { openDevLogin } from '../../../src/server/people/dev-login.ts'
import type { Principal } from '../../../src/store/store.ts'
import { ACTIONS } from '../../../src/trust/identity.ts'
import { serve, type ServeOptions } from '../../../src/server/listen.ts'
import { createBrowser } from './browser.ts'
import { openHouse, trustText, type House } from './house.ts'

let provider: DevProvider
let house: House | undefined
const log: string[] = []
const clock = { at: 0 }

beforeAll(async () => {
  provider = await startDevProvider({
    people: DEV_PEOPLE,
    now: () => Date.now() + clock.at,
    random: randomBytes,
    log: (line) => void log.push(line),
  })
})
afterAll(() => provider.close())
afterEach(async () => {
  await house?.close()
  house = undefined
})

const chosen = (page: string, who: string) =>
  page.match(new RegExp(`id="${who}" href="([^"]*)"`))![1]!.replaceAll('&#38;', '&')

describe('signing in with the development provider', () => {
  test('leads a browser from a page to the provider, and back to that page', async () => {
    house = await openHouse({ trust: trustText(provider.issuer), publicUrl: 'http://127.0.0.1:8080' })
    const browser = createBrowser(house)
    const choice = await browser.open(`${house.publicUrl}/v1/policies?`)
    expect(choice.url.origin).toBe(provider.issuer)
    expect(choice.text).toContain('For development only')
    const back = await browser.open(new URL(chosen(choice.text, 'alice'), choice.url).href)
    expect([back.status, back.url.href]).toEqual([200, `${house.publicUrl}/v1/policies`])
    const me: unknown = JSON.parse((await browser.get(`${house.publicUrl}/v1/me`)).text)
    expect(me).toMatchObject({
      principal: { kind: 'person', id: 'urn:user:alice' },
      person: 'urn:user:alice',
      groups: ['change-board'],
      grants: ['everybody who signed in', 'change board'],
      may: ['write', 'read', 'approve', 'witness'],
    })
    expect(JSON.stringify(me)).not.toContain('Alice')
  })
})

describe('the development provider', () => {
  test('says loudly what it is', () => {
    expect(log.join('\n')).toMatch(/DEVELOPMENT LOGIN .*without a password. Not for anything real/)
  })

  test.each(['0.0.0.0', '::', '192.0.2.1', 'store.example.org', 'localhost.example.org'])(
    'refuses to listen on %s',
    async (host) => {
      const started = startDevProvider({
        people: [],
        now: Date.now,
        random: randomBytes,
        log: () => {},
        host,
      })
      await expect(started).rejects.toThrow(/listens on this machine only/)
    },
  )

  test('answers to its own name only', async () => {
    const { request } = await import('node:http')
    const status = await new Promise((resolve) =>
      request(`${provider.issuer}/keys`, { headers: { host: 'evil.example:80' } }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      }).end(),
    )
    expect(status).toBe(421)
  })

  const asked = (changed: Record<string, string | undefined> = {}) => {
    const query = new URLSearchParams({
      client_id: 'turnpike',
      redirect_uri: 'http://127.0.0.1:8080/login/callback',
      response_type: 'code',
      scope: 'openid',
      code_challenge_method: 'S256',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      person: 'alice',
    })
    for (const [name, value] of Object.entries(changed))
      if (value === undefined) query.delete(name)
      else query.set(name, value)
    return fetch(`${provider.issuer}/authorize/as?${query.toString()}`, { redirect: 'manual' })
  }
  const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk' // RFC 7636, appendix B
  const redeem = async (changed: Record<string, string>) => {
    const code = new URL((await asked()).headers.get('location')!).searchParams.get('code')!
    const form = {
      grant_type: 'authorization_code',
      code,
      client_id: 'turnpike',
      redirect_uri: 'http://127.0.0.1:8080/login/callback',
      code_verifier: VERIFIER,
      ...changed,
    }
    const send = () => fetch(`${provider.issuer}/token`, { method: 'POST', body: new URLSearchParams(form) })
    return { first: await send(), second: await send() }
  }

  test.each([
    ['another client', { client_id: 'other' }],
    ['a redirect to another machine', { redirect_uri: 'https://evil.example/login/callback' }],
    ['a redirect that is none', { redirect_uri: 'javascript:alert(1)' }],
    ['no PKCE', { code_challenge: undefined }],
    ['plain PKCE', { code_challenge_method: 'plain' }],
    ['another flow', { response_type: 'token' }],
    ['no OpenID', { scope: 'profile' }],
  ])('sends nobody away with %s', async (_, changed) => {
    const answer = await asked(changed)
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null])
  })

  test('gives a token for a code once', async () => {
    const { first, second } = await redeem({})
    expect([first.status, second.status]).toEqual([200, 400])
  })

  test.each([
    ['another verifier', { code_verifier: 'x'.repeat(43) }],
    ['another redirect', { redirect_uri: 'http://127.0.0.1:8081/login/callback' }],
    ['another client', { client_id: 'other' }],
    ['another grant', { grant_type: 'password' }],
    ['another code', { code: 'abc' }],
  ])('gives no token with %s, and the code is lost', async (_, changed) => {
    const { first, second } = await redeem(changed)
    expect([first.status, second.status]).toEqual([400, 400])
  })

  test('comes with a trust: programs on this machine go on as before, the change board approves', async () => {
    const dev = await openDevLogin({ organisation: 'default', now: Date.now, log: () => {} })
    const may = (principal: Principal, groups: string[] = []) => {
      const authority = dev.trust.authorityOf({ principal, groups })
      return ACTIONS.filter((action) => authority.may(action, 'production'))
    }
    expect(may({ kind: 'loopback', id: 'loopback' })).toEqual(
      expect.arrayContaining(['write', 'ask', 'read', 'approve', 'administer']),
    )
    expect(may({ kind: 'person', id: 'urn:user:alice' }, ['change-board'])).toEqual(
      expect.arrayContaining(['approve', 'waive', 'override']),
    )
    expect(may({ kind: 'person', id: 'urn:user:dave' }).toSorted()).toEqual(['ask', 'read', 'witness'])
    expect(dev.trust.personUriOf({ issuer: 'development', subject: 'alice' })).toBe('urn:user:alice')
    await dev.close()
  })
})

describe('a store with --dev-login', () => {
  const open = async (given: Partial<ServeOptions> = {}) =>
    serve({ database: ':memory:', host: '127.0.0.1', port: 0, devLogin: true, log: () => {}, ...given })

  test('lets programs on this machine go on, and invented people sign in and approve', async () => {
    const served = await open()
    const browser = createBrowser({
      publicUrl: served.url,
      fetch: (request) => fetch(request),
      clock: { at: Date.now() },
    })
    const program: unknown = await (await fetch(`${served.url}/v1/me`)).json()
    expect(program).toMatchObject({ principal: { kind: 'loopback' }, grants: ['this machine'] })
    const front = await browser.open(`${served.url}/`)
    expect(front.text).toContain('href="/login?to=%2F">Sign in</a>')
    const choice = await browser.open(`${served.url}/login?to=/v1/me`)
    const back = await browser.open(new URL(chosen(choice.text, 'alice'), choice.url).href)
    const me = JSON.parse(back.text) as { session: { csrf: string } }
    expect(me).toMatchObject({
      person: 'urn:user:alice',
      grants: ['everybody who signed in', 'change board'],
    })
    const said = await browser.send(`${served.url}/v1/approvals`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: served.url, 'x-turnpike-csrf': me.session.csrf },
      body: JSON.stringify({
        artifacts: [`sha256:${'ab'.repeat(32)}`],
        environment: 'production',
        decision: 'approved',
      }),
    })
    expect([said.status, said.text]).toEqual([201, expect.stringContaining('urn:user:alice')])
    // It is no document: nothing of it is in the database, which may live longer than the trial.
    const published: unknown = await (
      await fetch(`${served.url}/v1/events?type=dev.cdeventsx.turnpike-trust.published`)
    ).json()
    expect(published).toMatchObject({ events: [] })
    await served.close()
    await expect(fetch(choice.url)).rejects.toThrow()
  })

  test.each<[string, Partial<ServeOptions>]>([
    ['another host', { host: '0.0.0.0' }],
    ['an address that others reach', { publicUrl: 'https://store.example.org' }],
    ['a trust document', { trustFile: 'trust.yaml' }],
    ['organisations', { organisationsDir: 'organisations' }],
    ['tokens', { tokens: [{ name: 'ci', secret: 'a-secret-of-the-tests' }] }],
  ])('does not go together with %s', async (_, given) => {
    await expect(open(given)).rejects.toThrow(/--dev-login lets anybody on this machine be anybody/)
  })
})
