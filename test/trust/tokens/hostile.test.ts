/** Properties: whatever is sent, the answer is a refusal in plain words, and nothing but a refusal. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { issuerOf } from '../../../src/trust/tokens/issuer.ts'
import type { Issuer } from '../../../src/trust/tokens/issuer.ts'
import { repeatedMember } from '../../../src/cdevents/repeated.ts'
import { quoted, TokenRefused } from '../../../src/trust/tokens/refused.ts'
import type { TokenVerifier } from '../../../src/trust/tokens/verify.ts'
import { AUDIENCE, base64url, claims, coldVerifier, github, GITHUB_URL, NOW, rsaSigned } from './case.ts'
import { makeKey, startIssuer } from './issuer.ts'
import type { TestIssuer, TestKey } from './issuer.ts'

let issuer: TestIssuer
let curve: TestKey
let verifier: TokenVerifier
beforeAll(async () => {
  issuer = await startIssuer({ as: GITHUB_URL, now: () => NOW })
  curve = await makeKey('ES256')
  issuer.keys = [issuer.key.jwk, curve.jwk]
  verifier = coldVerifier()
})
afterAll(() => issuer.stop())

const other = issuerOf({ name: 'other', kind: 'other', url: GITHUB_URL })

/** The refusal, or what was taken; anything else that is thrown fails the test. */
async function outcomeOf(token: string, by: Issuer = github): Promise<TokenRefused | 'taken'> {
  try {
    await verifier.verify(token, { issuers: [by], audiences: [AUDIENCE] })
    return 'taken'
  } catch (error) {
    if (error instanceof TokenRefused) return error
    throw error
  }
}

describe('any change of one byte of a right token is refused', () => {
  type Change = (token: string, at: number) => string
  const flipped = (bit: number): Change => {
    return (token, at) =>
      token.slice(0, at) + String.fromCharCode(token.charCodeAt(at) ^ (1 << bit)) + token.slice(at + 1)
  }
  const changes: [string, Change][] = [
    ...Array.from({ length: 8 }, (_, bit): [string, Change] => [`bit ${bit}`, flipped(bit)]),
    ['taken out', (token, at) => token.slice(0, at) + token.slice(at + 1)],
    ['doubled', (token, at) => token.slice(0, at + 1) + token.slice(at)],
    ['a dot put in', (token, at) => `${token.slice(0, at)}.${token.slice(at)}`],
  ]

  test.each(['RS256', 'ES256'])('signed with %s', async (alg) => {
    const by = alg === 'RS256' ? github : other
    const key = alg === 'RS256' ? issuer.key : curve
    const token = await issuer.sign(claims(), { key })
    expect(await outcomeOf(token, by)).toBe('taken')
    const taken: string[] = []
    const codes = new Set<string>()
    for (const [name, change] of changes) {
      const outcomes = await Promise.all(
        Array.from(token, async (_, at) => [at, await outcomeOf(change(token, at), by)] as const),
      )
      for (const [at, outcome] of outcomes) {
        if (outcome === 'taken') taken.push(`${name} at ${at}`)
        else codes.add(outcome.code)
      }
    }
    expect(taken).toEqual([])
    expect([...codes]).toEqual(expect.arrayContaining(['malformed', 'signature', 'key']))
    expect(issuer.fetches).toEqual({ discovery: 1, keys: 1 })
  })
})

describe('whatever is sent', () => {
  test('any text is refused, without asking the issuer', async () => {
    const before = { ...issuer.fetches }
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 200 }),
          fc
            .array(fc.base64String({ maxLength: 80 }), { minLength: 1, maxLength: 6 })
            .map((all) => all.join('.')),
          fc.array(fc.json().map(base64url), { minLength: 3, maxLength: 3 }).map((all) => all.join('.')),
        ),
        async (text) => {
          expect(await outcomeOf(text)).toBeInstanceOf(TokenRefused)
        },
      ),
      { numRuns: 500 },
    )
    expect(issuer.fetches).toEqual(before)
  })

  test('any claim with any value, rightly signed, makes a sound identity or a refusal', async () => {
    const names = [...Object.keys(claims()), '__proto__', 'constructor', 'environment', 'enterprise_id']
    const value = fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('74', '1', NOW / 1000, AUDIENCE),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), value, async (name, given) => {
        const payload = JSON.stringify(claims({ [name]: undefined })).slice(1)
        const text = `{${JSON.stringify(name)}:${JSON.stringify(given)},${payload}`
        const head = base64url(JSON.stringify({ alg: 'RS256', kid: issuer.key.kid }))
        const token = rsaSigned(`${head}.${base64url(text)}`, issuer.key)
        const result = await verifier
          .verify(token, { issuers: [github], audiences: [AUDIENCE] })
          .catch((error: unknown) => error)
        if (result instanceof TokenRefused) return
        const { principal, sources } = result as Awaited<ReturnType<TokenVerifier['verify']>>
        expect(principal.id).toMatch(/^https:\/\/token\.actions\.githubusercontent\.com#repository:\d{1,20}$/)
        expect(sources?.[0]).toMatch(/^https:\/\/github\.com(\/[\w.-]+)+$/)
        for (const kept of Object.values(principal.claims ?? {})) {
          expect(kept).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}]{1,1024}$/u)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('any header with any value, rightly signed, is refused or is a right token', async () => {
    const names = [
      'alg',
      'kid',
      'typ',
      'cty',
      'jwk',
      'jku',
      'x5u',
      'x5c',
      'x5t',
      'crit',
      'b64',
      'enc',
      'zip',
      '__proto__',
      'p2c',
    ]
    const harmless = ['x5t', '__proto__', 'p2c', 'kid']
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.jsonValue(), async (name, given) => {
        const usual = JSON.stringify({ alg: 'RS256', kid: issuer.key.kid, [name]: undefined }).slice(1, -1)
        const head = base64url(
          `{${JSON.stringify(name)}:${JSON.stringify(given)}${usual === '' ? '' : `,${usual}`}}`,
        )
        const outcome = await outcomeOf(
          rsaSigned(`${head}.${base64url(JSON.stringify(claims()))}`, issuer.key),
        )
        if (outcome === 'taken') expect(harmless).toContain(name)
      }),
      { numRuns: 500 },
    )
  })
})

describe('members that stand twice', () => {
  const escaped = (name: string) =>
    `"${Array.from({ length: name.length }, (_, at) => `\\u${name.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"`

  test('are found at any depth, however they are written', () => {
    const place = fc.constantFrom(
      (inner: string) => inner,
      (inner: string) => `{"a":[1,${inner}]}`,
      (inner: string) => `[[{"\\"":${inner}}]]`,
    )
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.json(),
        place,
        fc.boolean(),
        (name, value, put, escape) => {
          const second = escape ? escaped(name) : JSON.stringify(name)
          const object = `{${JSON.stringify(name)} : ${value} , ${second}\n:${value}}`
          expect(repeatedMember(put(object))).toBe(name)
        },
      ),
    )
  })

  test('are not found where there are none', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        // What JSON.stringify wrote from an object has every name once.
        expect(
          repeatedMember(JSON.stringify({ [json]: JSON.parse(json) as unknown, text: json })),
        ).toBeUndefined()
      }),
    )
    expect(repeatedMember('{"a":{"b":1},"b":{"a":1},"c":["a","a"],"d":"\\",\\"a\\":"}')).toBeUndefined()
  })
})

test('what is printed of a token is one short line', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.jsonValue()), (value) => {
      const shown = quoted(value)
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u)
      // Every letter as `\u{10ffff}` at the worst.
      expect(shown.length).toBeLessThan(82 * 10)
    }),
  )
  expect(quoted('a'.repeat(81))).toBe(`"${'a'.repeat(80)}…"`)
  expect(quoted('x\u202ey')).toBe('"x\\u{202e}y"')
})
