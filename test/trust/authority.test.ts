import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isAccepted } from '../../src/policy/believe.ts'
import type { StoredEvent } from '../../src/store/store.ts'
import { authorityOf } from '../../src/trust/authority.ts'
import type { Grant, Recipient, TrustDocument } from '../../src/trust/document.ts'
import { ACTIONS } from '../../src/trust/identity.ts'
import type { Identity } from '../../src/trust/identity.ts'
import { readTypePattern } from '../../src/trust/type-pattern.ts'
import type { TypePattern } from '../../src/trust/type-pattern.ts'
import {
  APPROVAL,
  BUILD,
  DEPLOY,
  event,
  GITHUB,
  githubJob,
  load,
  NOW,
  SHOP_GRANT,
  trustText,
} from './scene.ts'

const may = (document: TrustDocument, identity: Identity) =>
  ACTIONS.filter((action) => authorityOf(document, identity).may(action))
const grantFor = (to: string, right = 'read: true') =>
  load(trustText(`  - { name: g, to: ${to}, may: { ${right} } }`))
const person = (id: string, groups: string[] = []): Identity => ({
  principal: { kind: 'person', id },
  person: id,
  groups,
})

describe('may', () => {
  test.each([
    ['write: { types: [build.*] }', ['write']],
    ['ask: { environments: [production] }', ['ask']],
    ['read: true', ['read', 'witness']],
    ['approve: { as: [self], environments: [production] }', ['write', 'approve']],
    ['waive: { environments: [production] }', ['waive']],
    ['override: { environments: [production] }', ['override']],
    ['administer: true', ['administer']],
    ['witness: true', ['witness']],
  ])('%s allows %j', (right, actions) => {
    expect(may(grantFor('{ issuer: github, repositoryId: "1" }', right), githubJob())).toEqual(actions)
  })

  test('what says false allows nothing', () => {
    expect(may(grantFor('{ kind: person }', 'read: false, administer: false'), person('x'))).toEqual([])
  })

  test.each(['ask', 'waive', 'override', 'approve'] as const)(
    '%s is for the environments that are named',
    (action) => {
      const as = action === 'approve' ? 'as: [self], ' : ''
      const authority = authorityOf(
        grantFor('{ kind: person }', `${action}: { ${as}environments: [staging, test-*] }`),
        person('x'),
      )
      expect(
        ['staging', 'test-1', 'test-', 'production', 'stagingx', '', '*'].filter((name) =>
          authority.may(action, name),
        ),
      ).toEqual(['staging', 'test-1', 'test-'])
      expect(authority.may(action)).toBe(true)
    },
  )

  test('is said in words for a refusal', () => {
    expect(authorityOf(load(trustText(SHOP_GRANT)), githubJob()).describe()).toBe(
      'Known as https://token.actions.githubusercontent.com#repository:1 (acme/shop); grant "shop" allows: send build.*, testsuiterun.finished from its own source, about staging, test-*. Events may be 1 d old at most.',
    )
    expect(authorityOf(load(trustText(SHOP_GRANT)), person('urn:user:x')).describe()).toBe(
      'Known as urn:user:x; no grant applies.',
    )
  })
})

describe('a grant is for', () => {
  const reads = (to: string, identity: Identity) => authorityOf(grantFor(to), identity).may('read')

  test('a repository by its number, whatever it is called now', () => {
    const to = '{ issuer: github, repositoryId: "1" }'
    expect(reads(to, githubJob({ repository: 'acme/renamed' }))).toBe(true)
    expect(reads(to, githubJob({ repositoryId: '11' }))).toBe(false)
    expect(
      reads(to, {
        principal: { kind: 'oidc', id: 'x', claims: { repositoryId: '1', issuer: 'https://evil.example' } },
      }),
    ).toBe(false)
    expect(reads(to, { principal: { kind: 'oidc', id: 'x', claims: { repositoryId: '1' } } })).toBe(false)
    expect(reads(to, { principal: { kind: 'token', id: 'token:x' } })).toBe(false)
  })

  test('whoever all claims of one alternative fit', () => {
    const to = '[{ issuer: github, repositoryId: "1", environment: production }, { id: "token:legacy" }]'
    expect(reads(to, githubJob({ environment: 'production' }))).toBe(true)
    expect(reads(to, githubJob({ environment: 'staging' }))).toBe(false)
    expect(reads(to, githubJob())).toBe(false)
    expect(reads(to, { principal: { kind: 'token', id: 'token:legacy' } })).toBe(true)
  })

  test('a person who signed in, and not whatever pipeline of the world they started', () => {
    const to = '{ person: urn:user:alice }'
    expect(reads(to, person('urn:user:alice'))).toBe(true)
    expect(reads(to, person('urn:user:bob'))).toBe(false)
    expect(reads(to, { ...githubJob({ repositoryId: '666' }), person: 'urn:github:user:1234' })).toBe(false)
    expect(reads(to, { ...githubJob({ repositoryId: '666' }), person: 'urn:user:alice' })).toBe(false)
  })

  test('a pipeline that a person started, where both are named', () => {
    const to = '{ issuer: github, repositoryId: "1", person: urn:user:alice }'
    expect(reads(to, { ...githubJob(), person: 'urn:github:user:1234' })).toBe(true)
    expect(reads(to, { ...githubJob(), person: 'urn:github:user:5678' })).toBe(false)
    expect(reads(to, githubJob())).toBe(false)
    expect(reads(to, { ...githubJob({ repositoryId: '2' }), person: 'urn:github:user:1234' })).toBe(false)
  })

  test('people by a name of theirs at a forge', () => {
    expect(reads('{ person: "urn:github:user:1234" }', person('urn:user:alice'))).toBe(true)
  })

  test('a group, as the login tells it', () => {
    expect(reads('{ group: board }', person('urn:user:x', ['board']))).toBe(true)
    expect(reads('{ group: board }', person('urn:user:x', ['boards', 'Board']))).toBe(false)
    expect(reads('{ group: board, person: urn:user:alice }', person('urn:user:alice', []))).toBe(false)
    expect(reads('{ group: board }', { ...githubJob(), groups: ['board'] })).toBe(false)
  })

  test('nobody by a name that every object has', () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      const document = load(trustText(SHOP_GRANT))
      const grants: Grant[] = [{ ...document.grants[0]!, to: [{ claims: { [name]: '*' } }], read: true }]
      expect(authorityOf({ ...document, grants }, githubJob()).may('read')).toBe(false)
    }
  })
})

// Random grants and callers of few words, so that they often fit.
const word = fc.constantFrom('a', 'b', 'ab', 'a*', '*')
const name = fc.constantFrom('a', 'b', 'ab', 'abc')
const environments = fc.array(word, { maxLength: 3 })
const types = fc
  .array(fc.constantFrom('build.*', 'service.deployed', '*', 'approval.*'), { minLength: 1, maxLength: 2 })
  .map((list) => list.map((one) => readTypePattern(one) as TypePattern))
const sources = fc.array(fc.constantFrom('own', '*', 'https://github.com/acme/*', 'urn:a'), {
  minLength: 1,
  maxLength: 2,
})
const claims = fc.dictionary(fc.constantFrom('issuer', 'repositoryId', 'ref', 'kind', 'id'), word, {
  maxKeys: 2,
})
const recipient: fc.Arbitrary<Recipient> = fc.record(
  { claims, person: word, group: name },
  { requiredKeys: ['claims'] },
)
const grant: fc.Arbitrary<Grant> = fc.record(
  {
    name: fc.string({ minLength: 1 }),
    to: fc.array(recipient, { minLength: 1, maxLength: 2 }),
    write: fc.array(fc.record({ types, sources, environments }), { maxLength: 2 }),
    approve: fc.array(
      fc.record({
        as: fc.array(fc.constantFrom('self', '*', 'urn:user:*'), { minLength: 1 }),
        sources,
        environments,
      }),
      { maxLength: 2 },
    ),
    ask: environments,
    waive: environments,
    override: environments,
    read: fc.boolean(),
    administer: fc.boolean(),
    witness: fc.boolean(),
    foreignCode: fc.boolean(),
  },
  { requiredKeys: ['name', 'to', 'write', 'approve', 'read', 'administer', 'witness', 'foreignCode'] },
)
const identity: fc.Arbitrary<Identity> = fc.record(
  {
    principal: fc.record({
      kind: fc.constantFrom('oidc' as const, 'token' as const, 'person' as const),
      id: name,
      claims: fc.dictionary(fc.constantFrom('issuer', 'repositoryId', 'ref'), name),
    }),
    person: fc.constantFrom('a', 'ab', 'urn:user:alice'),
    groups: fc.array(name),
    sources: fc.constant(['https://github.com/acme/shop']),
    foreignCode: fc.constant(true as const),
  },
  { requiredKeys: ['principal', 'sources'] },
)
const EVENTS = [BUILD, DEPLOY, APPROVAL].flatMap((type) =>
  [undefined, 'a', 'ab', 'production'].flatMap((environment) =>
    ['https://github.com/acme/shop', 'https://github.com/acme/other', 'urn:a'].map((source) =>
      event(type, {
        source,
        content: { responder: 'urn:user:alice' },
        ...(environment === undefined ? {} : { customData: { turnpike: { environment } } }),
      }),
    ),
  ),
)

/** Everything that somebody may do under these grants, as a set of words. */
function permissions(grants: readonly Grant[], who: Identity): Set<string> {
  const authority = authorityOf({ grants, people: [], clock: { ahead: 0, behind: 0 }, owner: undefined }, who)
  const allowed = new Set<string>()
  for (const action of ACTIONS)
    for (const environment of [undefined, 'a', 'ab', 'production'])
      if (authority.may(action, environment)) allowed.add(`${action} ${environment ?? ''}`)
  EVENTS.forEach((incoming, index) => {
    if (authority.objections(incoming, NOW).length === 0) allowed.add(`event ${index}`)
  })
  return allowed
}

describe('grants add up', () => {
  test('adding one never takes a permission away, and removing one never gives any', () => {
    let differed = 0
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 4 }), grant, identity, (grants, more, who) => {
        const before = permissions(grants, who)
        const after = permissions([...grants, more], who)
        expect([...before].filter((one) => !after.has(one))).toEqual([])
        if (after.size > before.size) differed++
      }),
      { numRuns: 1500, seed: 20261121 },
    )
    expect(differed).toBeGreaterThan(50)
  })

  test('and never by halves: what all of them allow, one of them allows', () => {
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 4 }), identity, (grants, who) => {
        const together = permissions(grants, who)
        const alone = new Set(grants.flatMap((one) => [...permissions([one], who)]))
        expect([...together].filter((one) => !alone.has(one))).toEqual([])
      }),
      { numRuns: 1000, seed: 20261121 },
    )
  })

  test('in any order to the same', () => {
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 4 }), identity, (grants, who) => {
        expect(permissions(grants.toReversed(), who)).toEqual(permissions(grants, who))
      }),
      { numRuns: 300, seed: 20261121 },
    )
  })

  test('and mean whom `producers` of a policy would mean', () => {
    let meant = 0
    fc.assert(
      fc.property(claims, identity, (wanted, who) => {
        const { foreignCode: _, ...own } = who
        const one: Grant = {
          name: 'g',
          to: [{ claims: wanted }],
          write: [],
          approve: [],
          read: true,
          administer: false,
          witness: false,
          foreignCode: false,
        }
        const believed = isAccepted(
          { producer: who.principal } as StoredEvent,
          { producer: ['p'] },
          { policy: { name: 'p', layer: 'service', producers: { p: [wanted] } }, bounds: [] },
        )
        if (believed) meant++
        expect(permissions([one], own).has('read ')).toBe(believed)
      }),
      { numRuns: 2000, seed: 20261121 },
    )
    expect(meant).toBeGreaterThan(100)
  })
})

test('the issuer is written by its name and compared by its address', () => {
  expect(load(trustText(SHOP_GRANT)).grants[0]?.to[0]?.claims['issuer']).toBe(GITHUB)
})
