import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ACTIONS } from '../../src/trust/identity.ts'
import { implicitTrust } from '../../src/trust/implicit.ts'
import { loadTrust } from '../../src/trust/load.ts'
import { hashOfToken, newToken } from '../../src/trust/static-tokens.ts'
import { createTrust } from '../../src/trust/trust.ts'
import { BUILD, event, GITHUB, githubJob, load, NOW, SHOP_GRANT, trustText } from './scene.ts'

const now = Date.parse(NOW)
const trustWith = (text: string, env: Record<string, string> = {}) =>
  createTrust(load(text), {
    env: (name) => env[name],
    file: (path) => (path === '/run/secret' ? '0123456789-from-file' : undefined),
  })
const withToken = (hash: string, expires: string, at = NOW) => {
  const text = trustText(SHOP_GRANT).replace(
    /hash: '[^']*', expires: [^ ]+/,
    `hash: '${hash}', expires: ${expires}`,
  )
  const loaded = loadTrust(text, { name: 'x', now: Date.parse(at) })
  if (!('trust' in loaded)) throw new Error(JSON.stringify(loaded.problems))
  return createTrust(loaded.trust, { env: () => undefined })
}

describe('a static token', () => {
  const { secret, hash } = newToken(randomBytes(32))

  test('is 256 random bits behind a prefix, and in the document only as a hash', () => {
    expect(secret).toMatch(/^tpk_[A-Za-z0-9_-]{43}$/)
    expect(hash).toBe(`sha256:${createHash('sha256').update(secret).digest('hex')}`)
    expect(() => newToken(randomBytes(16))).toThrow('32 random bytes')
    const trust = withToken(hash, '2027-03-01')
    expect(JSON.stringify(trust.document)).not.toContain(secret)
  })

  test('names who holds it, until it expires', () => {
    const trust = withToken(hash, '2027-03-01')
    expect(trust.holderOf(secret, now)).toEqual({ principal: { kind: 'token', id: 'token:legacy' } })
    const end = Date.parse('2027-03-01')
    expect(trust.holderOf(secret, end - 1)).toHaveProperty('principal')
    expect(trust.holderOf(secret, end)).toEqual({
      refused: "The token 'legacy' expired at 2027-03-01T00:00:00.000Z; ask for a new one.",
    })
  })

  test('that nobody has is refused without a hint of those there are', () => {
    const trust = withToken(hash, '2027-03-01')
    for (const other of [
      '',
      'x',
      `${secret}x`,
      secret.slice(0, -1),
      hash,
      secret.toUpperCase(),
      newToken(randomBytes(32)).secret,
    ])
      expect(trust.holderOf(other, now)).toEqual({
        refused: 'The token is not one of those this store knows.',
      })
  })

  test('that is short enough to be guessed from its hash is refused, whatever the document says', () => {
    const trust = withToken(hashOfToken('hunter2'), '2027-03-01')
    expect(trust.holderOf('hunter2', now)).toEqual({
      refused: expect.stringContaining('too short to be a secret') as unknown,
    })
  })

  test('good for more than 366 days is refused when it is used, if it was not when it was loaded', () => {
    const trust = withToken(hash, '2028-12-01', '2028-01-01T00:00:00Z')
    expect(trust.holderOf(secret, now)).toEqual({
      refused: expect.stringContaining('more than 366 days') as unknown,
    })
  })
})

describe('a person', () => {
  const trust = trustWith(trustText(SHOP_GRANT))

  test('is known by every identity the document maps, by the issuer’s address or its name', () => {
    expect(trust.personOf({ issuer: GITHUB, actorId: '1234' })).toBe('urn:user:alice')
    expect(trust.personOf({ issuer: 'github', actorId: '1234' })).toBe('urn:user:alice')
    expect(trust.personOf({ issuer: 'https://gitlab.example.org', userId: '17' })).toBe('urn:user:alice')
    expect(trust.personOf({ issuer: 'https://login.example.org', subject: '00u2' })).toBe('urn:user:bob')
  })

  test('is nobody by the same number elsewhere', () => {
    expect(trust.personOf({ issuer: 'https://gitlab.example.org', actorId: '1234' })).toBeUndefined()
    expect(trust.personOf({ issuer: GITHUB, actorId: '17' })).toBeUndefined()
    expect(trust.personOf({ issuer: GITHUB, subject: '1234' })).toBeUndefined()
    expect(trust.personOf({ issuer: GITHUB })).toBeUndefined()
  })

  test('whom nobody mapped has the URI that the hosts give them', () => {
    expect(trust.personUriOf({ issuer: GITHUB, actorId: '99' })).toBe('urn:github:user:99')
    expect(trust.personUriOf({ issuer: 'gitlab', userId: '99' })).toBe(
      'urn:gitlab:gitlab.example.org:user:99',
    )
    expect(trust.personUriOf({ issuer: 'corp', subject: 'a b#c' })).toBe(
      'https://login.example.org#user:a%20b%23c',
    )
    expect(trust.personUriOf({ issuer: 'nobody', subject: 'x' })).toBeUndefined()
  })
})

describe('secrets', () => {
  test('come from where the document says, and what is not there is told', () => {
    const hooks = `hooks:
  - { name: alerts, scheme: github, secret: [env:NEW, env:OLD] }
  - { name: filed, scheme: token, secret: file:/run/secret }
  - { name: none, scheme: token, secret: env:EMPTY }`
    const trust = trustWith(trustText(SHOP_GRANT).replace(/hooks:\n.*/, hooks), {
      NEW: 'a-long-enough-secret',
      EMPTY: '',
    })
    expect(trust.hook('alerts')?.secrets).toEqual(['a-long-enough-secret'])
    expect(trust.hook('filed')?.secrets).toEqual(['0123456789-from-file'])
    expect(trust.hook('none')?.secrets).toEqual([])
    expect(trust.hook('nobody')).toBeUndefined()
    expect(trust.hook('__proto__')).toBeUndefined()
    expect(trust.troubles).toEqual([
      'the secret of the hook alerts is not there (env:OLD)',
      'the secret of the hook none is not there (env:EMPTY)',
    ])
  })

  test('that are weak, or no key, are told without being shown', () => {
    const hooks = `hooks:
  - { name: alerts, scheme: github, secret: env:SHORT }
  - { name: standard, scheme: standard-webhooks, secret: env:NO_KEY }`
    const env = { SHORT: 'hunter2', NO_KEY: 'whsec_aaaaaaaaaaaaaaaa' }
    const { troubles } = trustWith(trustText(SHOP_GRANT).replace(/hooks:\n.*/, hooks), env)
    expect(troubles).toEqual([
      'the secret of the hook alerts is short: make it 32 random characters (env:SHORT)',
      'the secret of the hook standard is not a key (whsec_ and base64 of 24 bytes or more) (env:NO_KEY)',
    ])
  })

  test('of the login are given to it, and nowhere else', () => {
    const text = trustText(SHOP_GRANT).replace(
      'clientId: turnpike',
      'clientId: turnpike, clientSecret: env:LOGIN',
    )
    const trust = trustWith(text, { LOGIN: 's3cret' })
    expect(trust.login).toMatchObject({
      clientSecret: 's3cret',
      issuer: { url: 'https://login.example.org' },
      scopes: ['openid'],
    })
    expect(JSON.stringify(trust.document)).not.toContain('s3cret')
  })
})

describe('without a document', () => {
  test('programs on this machine may everything, at any time', () => {
    const trust = implicitTrust({ tokens: [], loopback: true })
    const authority = trust.authorityOf({ principal: { kind: 'loopback', id: 'loopback' } })
    expect(ACTIONS.filter((action) => authority.may(action, 'production'))).toEqual([...ACTIONS])
    expect(
      authority.objections(event(BUILD, { at: '2001-01-01T00:00:00Z', source: 'anything' }), NOW),
    ).toEqual([])
    expect(trust.authorityOf(githubJob()).grants).toEqual([])
  })

  test('a token may send, ask, read and approve; only admin may administer; this machine nothing', () => {
    const trust = implicitTrust({
      tokens: [
        { name: 'ci', secret: 'short' },
        { name: 'admin', secret: 'root' },
      ],
      loopback: false,
    })
    const holder = (secret: string) => {
      const found = trust.holderOf(secret, now)
      if ('refused' in found) throw new Error(found.refused)
      return trust.authorityOf(found)
    }
    const allowed = (secret: string) => ACTIONS.filter((action) => holder(secret).may(action, 'production'))
    expect(allowed('short')).toEqual(['write', 'ask', 'read', 'approve', 'witness'])
    expect(allowed('root')).toEqual(['write', 'ask', 'read', 'approve', 'administer', 'witness'])
    expect(trust.holderOf('other', now)).toHaveProperty('refused')
    expect(trust.authorityOf({ principal: { kind: 'loopback', id: 'loopback' } }).grants).toEqual([])
  })

  test('what holds can be printed, tells no secret, and loads as a document that means the same', () => {
    const trust = implicitTrust({ tokens: [{ name: 'admin', secret: 'root' }], loopback: true })
    expect(trust.text).not.toContain('root')
    expect(trust.digest).toBe(`sha256:${createHash('sha256').update(trust.text).digest('hex')}`)
    const text = trust.text.replace(
      'grants:',
      `tokens: [{ name: admin, hash: 'sha256:${'a'.repeat(64)}', expires: 2027-01-01 }]\ngrants:`,
    )
    const loaded = load(text)
    expect(loaded.grants).toEqual(trust.document.grants)
  })
})

describe('random documents', () => {
  const lines = trustText(SHOP_GRANT, 'shares: [{ with: beta, verdicts: { environments: [p] } }]').split('\n')

  test('load or give problems with a line, and never throw', () => {
    const cut = fc.nat(lines.length - 1)
    const noise = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '- ',
        '  - {}',
        'grants:',
        '  name: *x',
        '"',
        '\t',
        '? a',
        '{',
        '!!binary x',
        'null',
        'issuers: []',
      ),
    )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cut, fc.constantFrom('drop', 'twice', 'noise'), noise), {
          minLength: 1,
          maxLength: 4,
        }),
        (changes) => {
          const changed = [...lines]
          for (const [at, how, text] of changes) {
            if (how === 'drop') changed.splice(at, 1)
            else if (how === 'twice') changed.splice(at, 0, changed[at] ?? '')
            else changed.splice(at, 1, text)
          }
          const loaded = loadTrust(changed.join('\n'), { name: 'x', now })
          if ('problems' in loaded) {
            expect(loaded.problems.length).toBeGreaterThan(0)
            for (const { line, column } of loaded.problems)
              expect([typeof line, typeof column]).toEqual(['number', 'number'])
          } else
            createTrust(loaded.trust, { env: () => undefined })
              .authorityOf(githubJob())
              .describe()
        },
      ),
      { numRuns: 600, seed: 20261121 },
    )
  })

  test('of any JSON, too', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(loadTrust(JSON.stringify(value), { name: 'x', now })).toHaveProperty('problems')
      }),
      { numRuns: 300, seed: 20261121 },
    )
  })
})
