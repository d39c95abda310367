import { describe, expect, test } from '@jest/globals'
import { loadTrust } from '../../src/trust/load.ts'
import { load, problemsOf, readRepositoryFile, SHOP_GRANT, trustText } from './scene.ts'

const WITNESS = 'witness.beta.example+6dd07332+BO1JKMYo0cLG6ukDOJBZlWEpWSc6XGP5NjbBRhSshzfR'

/** The problems of one grant whose `to` (and `may`) is this. */
const grantProblems = (to: string, may = '{ read: true }') =>
  problemsOf(trustText(`  - name: g\n    to: ${to}\n    may: ${may}`))

describe('a trust document', () => {
  test('loads: the starter, without a warning', () => {
    expect(problemsOf(readRepositoryFile('examples/trust/starter.yaml'))).toEqual([])
  })

  test('is typed, frozen, and known by the digest of its text', () => {
    const document = load(trustText(SHOP_GRANT))
    expect(document).toMatchObject({
      organisation: 'acme',
      owner: 'platform@example.org',
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as unknown,
      clock: { ahead: 300_000, behind: 86_400_000 },
      grants: [{ name: 'shop', to: [{ claims: { issuer: 'https://token.actions.githubusercontent.com' } }] }],
    })
    expect(Object.isFrozen(document)).toBe(true)
    expect(Object.isFrozen(document.grants[0]?.write[0]?.types)).toBe(true)
  })

  test('tells every problem at once, with its place', () => {
    const text = `apiVersion: turnpike/v1
kind: Trust
metadata: { organisation: acme }
issuers:
  github: { kind: gihub }
  corp: { kind: people, url: http://login.example.org }
clock: { ahead: 2h }
tokens:
  - { name: t, hash: 'sha256:1234', expires: 2027-03-01 }
  - { name: u, hash: 'sha256:${'b'.repeat(64)}', expires: 2029-03-01 }
grants:
  - name: one
    to: {}
    may: { read: true }
  - name: two
    to: { id: 'token:u' }
    may: { write: { types: [biuld.*], sources: ['https://ci.example.org*'] }, aks: true }
  - name: two
    to: { id: 'token:u' }
    may: { write: { types: [biuld.finished], sources: ['https://ci.example.org*'] } }
`
    expect(problemsOf(text)).toEqual([
      '5:13 "gihub" is not a kind; allowed: github, gitlab, people, other (did you mean "github"?)',
      expect.stringContaining('6:25 "http://login.example.org" must begin with https://'),
      '7:10 an event may be 1h ahead of its arrival at most',
      '9:16 "sha256:1234" is not sha256: and 64 hex digits; `turnpike trust token` prints it',
      '10:97 "2029-03-01" is more than 366 days away; a token is changed once a year at least',
      '13:5 must not be empty',
      '17:79 "aks" is not a known field here; known: write, ask, read, approve, waive, override, administer, witness, foreignCode (did you mean "ask"?)',
      expect.stringContaining(
        '20:29 "biuld.finished" is not a type of event (did you mean "build.finished"?)',
      ),
      expect.stringContaining(
        '20:56 "https://ci.example.org*" would also cover other hosts; write "https://ci.example.org/*"',
      ),
    ])
  })

  test('that is no YAML, or several, or hostile, gives problems', () => {
    for (const text of [
      '',
      ':',
      '[',
      'a: &b\nc: *b',
      '---\na: 1\n---\nb: 2',
      '1',
      '!!js/function x',
      '\u0000',
    ])
      expect(problemsOf(text).length).toBeGreaterThan(0)
  })

  test('wants ids in quotes, and says so', () => {
    expect(grantProblems('{ issuer: github, repositoryOwnerId: 4567 }')[0]).toMatch(
      /must be text, not number 4567; put it in quotes$/,
    )
  })
})

describe('people', () => {
  const people = (entries: string) =>
    problemsOf(trustText(SHOP_GRANT).replace(/people:[\s\S]*?tokens:/, `people:\n${entries}\ntokens:`))

  test('an identity belongs to one person only, and the second one is told with its line', () => {
    expect(
      people(`  - { id: urn:user:a, identities: [{ issuer: github, actorId: '1' }] }
  - { id: urn:user:b, identities: [{ issuer: github, actorId: '1' }] }`),
    ).toEqual([
      '12:36 this identity (actorId "1" at "github") is "urn:user:a" already; an identity belongs to one person',
    ])
  })

  test('nobody is called what an identity of somebody else is called', () => {
    expect(
      people(`  - { id: 'urn:github:user:1', identities: [{ issuer: corp, subject: x }] }
  - { id: urn:user:b, identities: [{ issuer: github, actorId: '1' }] }`)[0],
    ).toContain('is "urn:github:user:1" already')
  })

  test.each([
    [
      `{ id: urn:user:a, identities: [{ issuer: github, actorId: alice }] }`,
      'actorId is a number, not "alice"; names can change hands',
    ],
    [
      `{ id: urn:user:a, identities: [{ issuer: github, subject: '1' }] }`,
      'named by actorId alone, not by subject',
    ],
    [
      `{ id: urn:user:a, identities: [{ issuer: corp, subject: x, actorId: '1' }] }`,
      'named by subject alone, not by subject, actorId',
    ],
    [`{ id: urn:user:a, identities: [{ issuer: nobody, subject: x }] }`, '"nobody" is not one of issuers'],
    [`{ id: alice, identities: [{ issuer: corp, subject: x }] }`, 'a URI such as urn:user:alice'],
  ])('%s does not load', (entry, message) => {
    expect(people(`  - ${entry}`).join('\n')).toContain(message)
  })
})

describe('credentials and the rest', () => {
  test.each([
    ['hooks', `[{ name: h, scheme: github, secret: s3cret }]`, 'a secret itself must not be in the document'],
    ['hooks', `[{ name: h, scheme: hmac-sha256, secret: env:X }]`, 'header is missing'],
    ['hooks', `[{ name: h, scheme: github, header: X, secret: env:X }]`, 'has its own header'],
    ['hooks', `[{ name: h, scheme: githb, secret: env:X }]`, '(did you mean "github"?)'],
    ['hooks', `[{ name: h, scheme: token, secret: [env:A, env:B, env:C] }]`, 'at most 2 are allowed'],
    ['signers', `[{ name: s, by: { issuer: github, repositoryId: '1' } }]`, 'needs either key or sigstore'],
    [
      'signers',
      `[{ name: s, key: '-----BEGIN PRIVATE KEY-----', by: { kind: token } }]`,
      'is not a public key in PEM',
    ],
    [
      'signers',
      `[{ name: s, sigstore: { trustedRoot: f, issuer: i, identity: 'https://github.com/acme*' }, by: { kind: token } }]`,
      'would also cover',
    ],
    [
      'signers',
      `[{ name: s, sigstore: { trustedRoot: f, issuer: i, identity: 'https://x.example/*' }, by: { issuer: github } }]`,
      'the whole world',
    ],
    ['witnesses', `[nonsense]`, 'is no public key'],
    ['witnesses', `[${WITNESS.replace('6dd', '7dd')}]`, 'is damaged'],
    ['witnesses', `[${WITNESS}, ${WITNESS}]`, 'this witness is there already'],
    [
      'witnesses',
      `[store.example.org+0a7e9821+Ae1JKMYo0cLG6ukDOJBZlWEpWSc6XGP5NjbBRhSshzfR]`,
      'is the key of a log',
    ],
    ['audiences', `[store]`, 'a URL such as'],
    ['shares', `[{ with: acme, verdicts: { environments: [p] } }]`, 'reads its own events by its grants'],
    ['shares', `[{ with: beta }]`, 'needs at least one of read, verdicts'],
    [
      'shares',
      `[{ with: beta, read: { artifacts: ['pkg:oci/shop*'] } }]`,
      'write "pkg:oci/shop" for every version of it',
    ],
    ['shares', `[{ with: beta, read: { artifacts: ['pkg:oci/shop@1.0'] } }]`, 'names a version'],
    ['shares', `[{ with: beta, read: { artifacts: ['sha256:12'] } }]`, 'is not a digest'],
    ['shares', `[{ with: beta, read: { artifacts: [shop] } }]`, 'is neither a package URL'],
    [
      'shares',
      `[{ with: beta, read: { artifacts: ['pkg:oci/shop'], types: [shop] } }]`,
      'is not a type of event',
    ],
  ])('%s: %s does not load', (field, value, message) => {
    const text = trustText(SHOP_GRANT, field === 'hooks' ? '' : `${field}: ${value}`)
    const document = field === 'hooks' ? text.replace(/hooks:\n.*\n/, `hooks: ${value}\n`) : text
    expect(problemsOf(document).join('\n')).toContain(message)
  })

  test('login is at an issuer for people', () => {
    expect(
      problemsOf(trustText(SHOP_GRANT).replace('issuer: corp, clientId', 'issuer: github, clientId'))[0],
    ).toContain('people sign in at an issuer of kind people; "github" is of kind github')
  })

  test('two issuers cannot have one url, nor two tokens one secret', () => {
    const text = trustText(SHOP_GRANT)
      .replace('  jenkins:', '  again: { kind: github }\n  jenkins:')
      .replace('hooks:', `  - { name: other, hash: 'sha256:${'a'.repeat(64)}', expires: 2027-03-01 }\nhooks:`)
    expect(problemsOf(text)).toEqual([
      expect.stringContaining('is the issuer "github" already'),
      expect.stringContaining('this is the secret of "legacy"'),
    ])
  })

  test('a broken issuer does not make everything that refers to it a problem', () => {
    expect(problemsOf(trustText(SHOP_GRANT).replace('kind: github }', 'kind: gitub }'))).toHaveLength(1)
  })

  test('a token or a hook that no grant means is a warning', () => {
    const warnings = (to: string) => {
      const loaded = loadTrust(trustText(`  - { name: g, to: ${to}, may: { read: true } }`), { name: 'x' })
      return 'warnings' in loaded ? loaded.warnings.map(({ path, message }) => `${path} ${message}`) : []
    }
    expect(warnings(`{ kind: person }`)).toEqual([
      '/tokens/0/name no grant is for the token "legacy", so it may do nothing',
      '/hooks/0/name no grant is for the hook "alerts", so it may do nothing',
    ])
    expect(warnings(`[{ id: 'token:legacy' }, { kind: hook }]`)).toEqual([])
    expect(warnings(`[{ id: 'token:*' }, { id: 'hook:al*' }]`)).toEqual([])
  })

  test('an expired token is a warning', () => {
    expect(problemsOf(trustText(SHOP_GRANT).replace('expires: 2027-03-01', 'expires: 2026-11-20'))).toEqual([
      expect.stringContaining('warning: the token "legacy" expired 1 d 12 h ago'),
    ])
  })

  test('without a time nothing is said of how long tokens are good; it is bounded when they are used', () => {
    const text = trustText(SHOP_GRANT).replace('expires: 2027-03-01', 'expires: 2099-03-01')
    expect(loadTrust(text, { name: 'x' })).toHaveProperty('trust')
    expect(loadTrust(text, { name: 'x', now: 0 })).toHaveProperty('problems')
  })
})
