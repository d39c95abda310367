/** Over 300 lines: one table of everything a provider can do wrong, read as a whole, and what comes of it. */
import { describe, expect, test } from '@jest/globals'
import { createHmac } from 'node:crypto'
import { generateKeyPair, SignJWT } from 'jose'
import type { Behaviour } from './hostile-provider.ts'
import { trustText } from './house.ts'
import { browser, house, loginForEachTest, provider, PUBLIC, signIn } from './login-scene.ts'

loginForEachTest()

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const isSignedIn = () => browser.cookies.has('turnpike')

describe('a provider that does everything right', () => {
  test('signs somebody in, and neither their name nor their address is kept anywhere', async () => {
    const me = await signIn()
    expect(JSON.parse(me.text)).toMatchObject({ person: 'urn:user:alice', groups: ['change-board'] })
    expect(me.text + house.log.join()).not.toMatch(/Example|example\.org/)
  })

  test('gets a verifier that matches the challenge, and no secret from a public client', async () => {
    await signIn()
    expect(provider.forms[0]!.get('code_verifier')).toMatch(/^[\w-]{43}$/)
    expect(provider.forms[0]!.get('client_secret')).toBeNull()
    expect(provider.authorizations).toEqual([undefined])
  })

  test.each([
    [undefined, 'basic'],
    [['client_secret_post'], 'post'],
    [['client_secret_basic'], 'basic'],
    [['client_secret_basic', 'client_secret_post'], 'post'],
  ])('gets the secret of the login by a method it knows: %j', async (methods, how) => {
    provider.behave({
      metadata: (usual) => ({ ...usual, token_endpoint_auth_methods_supported: methods }),
    })
    await house.trust(trustText(provider.issuer, { login: ', clientSecret: env:LOGIN_SECRET' }))
    await signIn()
    expect(isSignedIn()).toBe(true)
    const [scheme, sent] = (provider.authorizations[0] ?? '').split(' ')
    const basic = decodeURIComponent(Buffer.from(sent ?? '', 'base64').toString())
    expect([scheme, basic]).toEqual(
      how === 'basic' ? ['Basic', 'turnpike:the-secret-of-the-login'] : ['', ''],
    )
    expect(provider.forms[0]!.get('client_secret')).toBe(how === 'post' ? 'the-secret-of-the-login' : null)
  })

  test('may tell groups by its user info only, and only groups that a grant names are kept', async () => {
    provider.behave({
      claims: ({ groups: _, ...claims }) => claims,
      metadata: (usual) => ({ ...usual, userinfo_endpoint: `${provider.issuer}/userinfo` }),
      userinfo: { sub: 'alice', groups: ['staff', 'change-board'] },
    })
    expect(JSON.parse((await signIn()).text)).toMatchObject({ groups: ['change-board'] })
  })

  test.each([
    ['one text', 'change-board', ['change-board']],
    ['a list with other things in it', [1, null, { a: 1 }, 'change-board'], ['change-board']],
    ['an object', { 'change-board': true }, []],
    ['nothing', undefined, []],
    ['a group that begins like one', ['change-board-readers'], []],
  ])('may write groups as %s', async (_, groups, kept) => {
    provider.behave({ claims: (claims) => ({ ...claims, groups }) })
    expect(JSON.parse((await signIn()).text)).toMatchObject({ groups: kept })
  })
})

const forged: [string, Behaviour][] = [
  ['another nonce', { claims: (claims) => ({ ...claims, nonce: 'another' }) }],
  ['no nonce', { claims: ({ nonce: _, ...claims }) => claims }],
  ['another issuer in the token', { claims: (claims) => ({ ...claims, iss: 'https://evil.example' }) }],
  [
    'the issuer with a slash at its end',
    { claims: (claims) => ({ ...claims, iss: `${String(claims.iss)}/` }) },
  ],
  ['another audience', { claims: (claims) => ({ ...claims, aud: 'other' }) }],
  ['several audiences without azp', { claims: (claims) => ({ ...claims, aud: ['turnpike', 'other'] }) }],
  ['another azp', { claims: (claims) => ({ ...claims, aud: ['turnpike', 'other'], azp: 'other' }) }],
  ['a token that is over', { claims: (claims) => ({ ...claims, exp: 1_000_000 }) }],
  ['a token without an end', { claims: ({ exp: _, ...claims }) => claims }],
  ['no subject', { claims: ({ sub: _, ...claims }) => claims }],
  ['an empty subject', { claims: (claims) => ({ ...claims, sub: '' }) }],
  ['a subject that is a number', { claims: (claims) => ({ ...claims, sub: 7 }) }],
  ['an endless subject', { claims: (claims) => ({ ...claims, sub: 'a'.repeat(5000) }) }],
  ['alg none', { token: async (claims) => `${base64({ alg: 'none' })}.${base64(claims)}.` }],
  [
    'alg none, named in its metadata',
    {
      token: async (claims) => `${base64({ alg: 'none' })}.${base64(claims)}.`,
      metadata: (usual) => ({ ...usual, id_token_signing_alg_values_supported: ['none', 'RS256'] }),
    },
  ],
  [
    'HS256 with the public key as its secret, named in its metadata',
    {
      token: async (claims) => {
        const text = `${base64({ alg: 'HS256', kid: 'one' })}.${base64(claims)}`
        return `${text}.${createHmac('sha256', JSON.stringify(provider.jwk)).update(text).digest('base64url')}`
      },
      metadata: (usual) => ({ ...usual, id_token_signing_alg_values_supported: ['HS256', 'RS256'] }),
    },
  ],
  [
    'the signature of another key under the same name',
    {
      token: async (claims) => {
        const { privateKey } = await generateKeyPair('RS256')
        return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(privateKey)
      },
    },
  ],
  [
    'a key of its own inside the token',
    {
      token: async (claims) => {
        const { privateKey } = await generateKeyPair('RS256')
        const header = { alg: 'RS256', kid: 'one', jwk: provider.jwk, jku: 'https://evil.example/keys' }
        return new SignJWT(claims).setProtectedHeader(header).sign(privateKey)
      },
    },
  ],
  [
    'a byte of the token changed',
    {
      token: async (claims) => {
        const token = await new SignJWT(claims)
          .setProtectedHeader({ alg: 'RS256', kid: 'one' })
          .sign(provider.privateKey)
        const [header, , signature] = token.split('.')
        return `${header}.${base64({ ...claims, sub: 'bob' })}.${signature}`
      },
    },
  ],
  ['no token at all', { token: async () => '' }],
  ['a token that is none', { token: async () => 'abc' }],
  ['another state', { callback: (query) => query.set('state', 'another') }],
  ['no state', { callback: (query) => query.delete('state') }],
  ['two states', { callback: (query) => query.append('state', 'another') }],
  ['two codes', { callback: (query) => query.append('code', 'another') }],
  ['no code', { callback: (query) => query.delete('code') }],
  ['a code of somebody else', { callback: (query) => query.set('code', 'another') }],
  [
    'the answer of another issuer (mix-up, RFC 9207)',
    { callback: (query) => query.set('iss', 'https://evil.example') },
  ],
  [
    'no issuer in the answer although it promises one (RFC 9207)',
    { metadata: (usual) => ({ ...usual, authorization_response_iss_parameter_supported: true }) },
  ],
  ['an error beside the code', { callback: (query) => query.set('error', 'access_denied') }],
  [
    'a token endpoint that answers with a page',
    {
      instead: {
        '/token': (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
      },
    },
  ],
  [
    'a token endpoint that leads elsewhere',
    {
      instead: {
        '/token': (response) => void response.writeHead(302, { location: 'https://evil.example/' }).end(),
      },
    },
  ],
  [
    'a token endpoint that never stops',
    {
      instead: {
        '/token': (response) => {
          response.writeHead(200, { 'content-type': 'application/json' })
          response.write(`{"access_token":"${'a'.repeat(2 * 1024 * 1024)}`)
        },
      },
    },
  ],
  ['keys that are not there', { instead: { '/keys': (response) => void response.writeHead(404).end() } }],
  [
    'user info about somebody else',
    {
      claims: ({ groups: _, ...claims }) => claims,
      metadata: (usual) => ({ ...usual, userinfo_endpoint: `${provider.issuer}/userinfo` }),
      userinfo: { sub: 'bob', groups: ['change-board'] },
    },
  ],
]

describe('a provider that does one thing wrong', () => {
  test.each(forged)('signs nobody in: %s', async (_, behaviour) => {
    provider.behave(behaviour)
    const page = await signIn()
    expect([page.status, isSignedIn()]).toEqual([403, false])
    expect(page.text).toContain('You are not signed in')
    expect(browser.cookies.size).toBe(0)
    expect(house.log.join('\n')).toMatch(/^login: \S.*/m)
    // What went wrong, but nothing of a token and nothing of whom it is about.
    expect(house.log.join('\n')).not.toMatch(/Example|alice|@|eyJ|change-board/)
    expect((await browser.get(`${PUBLIC}/v1/me`, { accept: 'application/json' })).status).toBe(401)
  })

  test.each<[string, Behaviour, RegExp]>([
    ['a wrong nonce', { claims: (claims) => ({ ...claims, nonce: 'another' }) }, /nonce/],
    ['a code that it does not know', { callback: (query) => query.set('code', 'another') }, /invalid_grant/],
    ['an error', { callback: (query) => query.set('error', 'access_denied') }, /access_denied/],
    ['a mix-up', { callback: (query) => query.set('iss', 'https://evil.example') }, /iss/],
    ['no keys', { instead: { '/keys': (response) => void response.writeHead(404).end() } }, /HTTP|response/i],
  ])('is told of in the log so that somebody can find it: %s', async (_, behaviour, said) => {
    provider.behave(behaviour)
    await signIn()
    expect(house.log.at(-1)).toMatch(said)
  })

  test('shows nothing of what it says to the person, and only a bounded line to the log', async () => {
    provider.behave({
      callback: (query) => {
        query.delete('code')
        query.set('error', 'access_denied')
        query.set('error_description', `<script>alert(1)</script>\r\nset-cookie: a=b ${'x'.repeat(9000)}`)
      },
    })
    const page = await signIn()
    expect(page.text).not.toMatch(/script>alert|access_denied/)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    for (const line of house.log) {
      expect(line.length).toBeLessThan(600)
      expect(line).not.toMatch(/[\r\n]/)
    }
  })

  const places: [string, Behaviour][] = [
    [
      'another issuer in its metadata',
      { metadata: (usual) => ({ ...usual, issuer: 'https://evil.example' }) },
    ],
    [
      'an endpoint of plain http elsewhere',
      {
        metadata: (usual) => ({ ...usual, authorization_endpoint: 'javascript:alert(1)' }),
      },
    ],
    ['no endpoint', { metadata: ({ authorization_endpoint: _, ...usual }) => usual }],
    [
      'a page for metadata',
      {
        instead: { '/.well-known/openid-configuration': (response) => void response.end('<p>') },
      },
    ],
    [
      'metadata that lead elsewhere',
      {
        instead: {
          '/.well-known/openid-configuration': (response) =>
            void response.writeHead(302, { location: 'https://evil.example/' }).end(),
        },
      },
    ],
    [
      'metadata that never stop',
      {
        instead: {
          '/.well-known/openid-configuration': (response) => {
            response.writeHead(200, { 'content-type': 'application/json' })
            response.write(`{"issuer":"${'a'.repeat(2 * 1024 * 1024)}`)
          },
        },
      },
    ],
    [
      'a connection that breaks',
      {
        instead: { '/.well-known/openid-configuration': (response) => void response.destroy() },
      },
    ],
  ]
  test.each(places)('sends nobody away: %s', async (_, behaviour) => {
    provider.behave(behaviour)
    const page = await browser.get(`${PUBLIC}/login?to=/v1/me`)
    expect([page.status, page.headers.get('location')]).toEqual([503, null])
    expect(page.text).toContain('Signing in does not work now')
    provider.behave({})
    await signIn()
    expect(isSignedIn()).toBe(true)
  })

  test.each(['token_endpoint', 'jwks_uri', 'authorization_endpoint'])(
    'sends nobody away when its %s is plain http elsewhere',
    async (name) => {
      provider.behave({ metadata: (usual) => ({ ...usual, [name]: 'http://192.0.2.1/' }) })
      expect((await signIn()).status).toBe(503)
      expect(house.log.join()).toContain(`the provider's ${name} is not an https address`)
    },
  )

  test('asks for no user info over plain http elsewhere', async () => {
    provider.behave({
      claims: ({ groups: _, ...claims }) => claims,
      metadata: (usual) => ({ ...usual, userinfo_endpoint: 'http://192.0.2.1/' }),
    })
    expect((await signIn()).status).toBe(403)
    expect(house.log.join()).toContain('not https: http://192.0.2.1')
  })

  test('new metadata are looked up when logins fail, but not at every failure', async () => {
    const metadata = '/.well-known/openid-configuration'
    await signIn()
    provider.behave({ token: async () => 'abc' })
    for (let round = 0; round < 5; round++) await signIn()
    expect(provider.asked.filter((path) => path === metadata)).toHaveLength(1)
    house.clock.at += 61_000
    for (let round = 0; round < 5; round++) await signIn()
    expect(provider.asked.filter((path) => path === metadata)).toHaveLength(2)
  })
})
