import { describe, expect, test } from '@jest/globals'
import { callerOf, parseFacts } from '../../src/trust/caller.ts'
import { runTrustCases } from '../../src/trust/cases.ts'
import { explainCaller, explainTrust } from '../../src/trust/explain.ts'
import { loadTrust } from '../../src/trust/load.ts'
import { starterText } from '../../src/trust/starter.ts'
import { load, readRepositoryFile, SHOP_GRANT, trustText } from './scene.ts'

const shop = load(trustText(SHOP_GRANT))
const AS = `{ issuer: github, repositoryId: '1', repository: acme/shop }`
const run = (cases: string, head = '') => runTrustCases(shop, `${head}cases:\n${cases}`)
const one = (rest: string) => run(`  - { name: c, as: ${AS}, ${rest} }`)[0]

describe('cases', () => {
  test('of the starter are as the starter is, with nothing left out', () => {
    const starter = load(readRepositoryFile('examples/trust/starter.yaml'))
    const results = runTrustCases(starter, readRepositoryFile('examples/trust/starter.cases.yaml'))
    expect(results.filter(({ passed }) => !passed)).toEqual([])
    expect(results.at(-1)?.name).toMatch(/^coverage: every right \(11\)/)
  })

  test('pass when it is as they say', () => {
    expect(
      one(`does: { write: { type: build.finished, environment: staging } }, expect: allowed, by: shop`),
    ).toEqual({
      name: 'c',
      passed: true,
      problems: [],
    })
    expect(
      one(`does: { write: { type: service.deployed } }, expect: refused, because: grant "shop" allows`)
        ?.passed,
    ).toBe(true)
  })

  test.each([
    [
      `does: { write: { type: build.finished } }, expect: refused`,
      'expected refused, but grant "shop" allows it',
    ],
    [
      `does: { write: { type: service.deployed } }, expect: allowed`,
      'expected allowed, but: "dev.cdevents.service.deployed.',
    ],
    [
      `does: { write: { type: service.deployed } }, expect: refused, because: the moon`,
      'refused, but not because of "the moon": ',
    ],
    [
      `does: { write: { type: build.finished } }, expect: allowed, by: shpo`,
      '"shpo" is not a grant (did you mean "shop"?)',
    ],
    [`does: { write: { type: biuld.finished } }, expect: refused`, '(did you mean "build.finished"?)'],
    [`does: { write: { type: 'build.*' } }, expect: allowed`, '"build.*" is not one type of event'],
    [
      `does: { read: true, administer: true }, expect: refused`,
      'does read and administer; a case is about one of them',
    ],
    [`does: { ask: { environment: x } }, expect: allowed`, 'this takes the right to ask for x. Known as'],
  ])('say why not: %s', (rest, message) => {
    expect(one(rest)).toMatchObject({
      passed: false,
      problems: [expect.stringContaining(message) as unknown],
    })
  })

  test('of somebody who is nobody fail', () => {
    const head = `callers: { shop: ${AS} }\n`
    expect(
      run('  - { name: c, as: shpo, does: { read: true }, expect: refused }', head)[0]?.problems,
    ).toEqual(['"shpo" is not one of callers (did you mean "shop"?)'])
    expect(
      run('  - { name: c, as: { issuer: github, repo: x }, does: { read: true }, expect: refused }')[0]
        ?.problems[0],
    ).toContain('"repo" is not a claim of "github"')
  })

  test('that show nothing of a right are told, and fail where all must be covered', () => {
    const cases = `  - { name: c, as: ${AS}, does: { write: { type: build.finished } }, expect: allowed }`
    expect(run(cases).at(-1)).toEqual({
      name: 'coverage: 1 gaps in 1 rights',
      passed: true,
      problems: ['shop: refuses write in no case'],
    })
    expect(run(cases, 'coverage: all\n').at(-1)?.passed).toBe(false)
  })

  test('in a file with problems are not run, and every problem is told', () => {
    expect(() => run('  - { name: c, as: x, does: {}, expect: alowed, bye: 1 }')).toThrow(
      /needs at least one of write[\s\S]*"alowed" is not allowed[\s\S]*"bye" is not a known field/,
    )
  })
})

describe('a caller as a person writes one', () => {
  const caller = (text: string) => {
    const facts = parseFacts(text)
    return callerOf(shop, facts)
  }

  test('is what a token of it would be', () => {
    expect(caller('issuer=github, repositoryId=1,repository=acme/shop,actorId=1234')).toEqual({
      principal: {
        kind: 'oidc',
        id: 'https://token.actions.githubusercontent.com#repository:1',
        claims: {
          issuer: 'https://token.actions.githubusercontent.com',
          repositoryId: '1',
          repository: 'acme/shop',
          actorId: '1234',
        },
      },
      person: 'urn:user:alice',
      sources: ['https://github.com/acme/shop'],
    })
    expect(caller('issuer=gitlab,projectId=2,jobProjectId=3,jobProjectPath=a/b')).toMatchObject({
      principal: { id: 'https://gitlab.example.org#project:3' },
      sources: ['https://gitlab.example.org/a/b'],
    })
    expect(caller('id=token:legacy')).toEqual({ principal: { kind: 'token', id: 'token:legacy' } })
    expect(caller('person=urn:user:bob,group=board other')).toEqual({
      principal: { kind: 'person', id: 'urn:user:bob' },
      person: 'urn:user:bob',
      groups: ['board', 'other'],
    })
    expect(caller('issuer=jenkins,build_number=7,foreignCode=true')).toMatchObject({
      foreignCode: true,
      sources: ['https://jenkins.example.org/'],
    })
  })

  test.each([
    ['issuer=githb', 'is not one of issuers (did you mean "github"?)'],
    ['issuer=github,repoId=1', 'is not a claim of "github"'],
    ['repositoryId=1', 'is a claim of an issuer; add issuer'],
    ['foreignCode=yes', 'foreignCode is true or false'],
  ])('%s is nobody', (text, message) => {
    expect(caller(text)).toEqual({ problem: expect.stringContaining(message) as unknown })
  })

  test('must be name=value', () => {
    expect(parseFacts('github')).toEqual({ problem: '"github" is not name=value, such as issuer=github' })
  })
})

describe('in words', () => {
  test('a document is its grants, its bounds, and what nobody may', () => {
    const explained = explainTrust(
      load(
        trustText(
          `${SHOP_GRANT}\n      read: true`,
          'shares: [{ with: beta, read: { artifacts: [pkg:oci/shop] }, verdicts: { environments: [p] } }]',
        ),
      ),
    )
    expect(explained.grants).toEqual([
      {
        grant: 'shop',
        who: ['tokens of github (https://token.actions.githubusercontent.com), repositoryId 1'],
        may: [
          'send build.*, testsuiterun.finished from its own source, about staging, test-*',
          'read everything',
        ],
      },
    ])
    expect(explained.bounds[0]).toBe('Events may be 1 d old and 5 min ahead, by their own clock.')
    expect(explained.shares).toEqual([
      'beta may read events of any type about pkg:oci/shop, and about nothing else besides',
      'beta may accept our verdicts for p',
    ])
    expect(explained.nobodyMay).toEqual([
      'ask a gate',
      'approve',
      'waive rules',
      'override a verdict',
      'change policies',
    ])
  })

  test('a caller is who they are known as, what applies, and what they may not', () => {
    const identity = callerOf(shop, { issuer: 'github', repositoryId: '1' })
    if ('problem' in identity) throw new Error(identity.problem)
    expect(explainCaller(shop, identity)).toMatchObject({
      known: 'https://token.actions.githubusercontent.com#repository:1',
      grants: [{ grant: 'shop' }],
    })
    expect(explainCaller(shop, { principal: { kind: 'token', id: 'token:x' } }).grants).toEqual([])
  })
})

describe('a first document', () => {
  test.each([
    { organisation: 'acme', github: { ownerId: '1' } },
    {
      organisation: 'acme',
      owner: 'a "b" <c@example.org>',
      gitlab: { url: 'https://gitlab.com', namespaceId: '2' },
    },
    {
      organisation: 'acme',
      github: { ownerId: '1', url: 'https://ghe.example.org/_services/token' },
      gitlab: { url: 'https://gitlab.example.org', namespaceId: '2' },
      login: { url: 'https://login.example.org', clientId: 'turnpike' },
    },
  ])('loads without a warning: %j', (starting) => {
    expect(loadTrust(starterText(starting), { name: 'x', now: 0 })).toMatchObject({
      trust: { organisation: 'acme' },
      warnings: [],
    })
  })
})
