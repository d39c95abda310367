import { describe, expect, test } from '@jest/globals'
import { load, policyText, problemsOf } from './scene.ts'

const TESTS = `
  - id: unit-tests
    kind: evidence
    type: testsuiterun.finished
    producer: [ci]
    match: { outcome: success, testSuite.id: unit }`

describe('a policy document', () => {
  test('gives a policy with its name, digest, owner, producers and rules', async () => {
    const policy = await load(policyText(TESTS))
    expect(policy.name).toBe('production')
    expect(policy.digest).toMatch(/^sha256:[0-9a-f]{64}$/u)
    expect(policy.owner).toBe('platform@example.org')
    expect(policy.decisionTtl).toBe(15 * 60_000)
    expect(policy.producers).toEqual({ ci: [{ id: 'token:ci' }], ops: [{ id: 'token:ops' }] })
    expect(policy.rules[0]).toMatchObject({
      id: 'unit-tests',
      title: 'Unit tests',
      enforce: 'block',
      count: 1,
    })
  })

  test('tells every problem at once, each with its line and column', async () => {
    const problems = await problemsOf(`apiVersion: turnpike/v2
kind: Policy
metadata: { nam: x }
applies: { environments: [] }
rules:
  - id: Bad Id
    kind: evidense
  - id: ok
    kind: window
    alow: []
`)
    expect(problems).toEqual([
      expect.stringMatching(/^1:1 "turnpike\/v2" is not allowed; allowed: turnpike\/v1/u),
      expect.stringMatching(/^3:1 name is missing/u),
      expect.stringMatching(/^3:13 "nam" is not a known field here.*did you mean "name"/u),
      expect.stringMatching(/^4:12 must not be empty/u),
      expect.stringMatching(/^7:5 "evidense" is not a kind.*did you mean "evidence"/u),
      expect.stringMatching(/^8:5 needs at least one of deny, allow/u),
      expect.stringMatching(/^10:5 "alow" is not a known field here.*did you mean "allow"/u),
    ])
  })

  test('a group without its prefix is nobody, and so is a person without an address', async () => {
    const problems = await problemsOf(`apiVersion: turnpike/v1
kind: Policy
metadata: { name: x }
applies: { environments: [production] }
producers: { ci: { id: 'token:ci' } }
groups: { board: [alice, ['urn:user:bob', bob]] }
waivers: { from: [board], maxDuration: 7d }
rules:
  - { id: a, kind: approval, from: [board], producer: [ci] }
  - { id: b, kind: anyOf, members: [{ id: c, kind: window, deny: [] }] }
`)
    expect(problems).toEqual([
      expect.stringMatching(/^6:19 "alice" is not the URI of a person, such as urn:user:alice/u),
      expect.stringMatching(/^6:43 "bob" is not the URI of a person/u),
      expect.stringMatching(/^7:19 "board" is not group:<name> or the URI of a person/u),
      expect.stringMatching(/^9:37 "board" is not group:<name> or the URI of a person/u),
      expect.stringMatching(/^10:\d+ needs at least 2 entries/u),
    ])
  })

  test('a rule of a wrong shape does not hide what is wrong with the meaning of another', async () => {
    const problems = await problemsOf(`apiVersion: turnpike/v1
kind: Policy
metadata: { name: x }
applies: { environments: [production] }
rules:
  - { id: a, kind: evidense }
  - { id: b, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { outcom: success } }
`)
    expect(problems).toEqual([
      expect.stringMatching(/^6:\d+ "evidense" is not a kind/u),
      expect.stringMatching(/^7:\d+ "ci" is not defined under producers/u),
      expect.stringMatching(/^7:\d+ .*no field "outcom".*did you mean "outcome"/u),
    ])
  })

  test('F14: an unreadable date makes the policy invalid', async () => {
    const at = async (field: string, date: string) =>
      problemsOf(policyText(`${TESTS}\n    ${field}: ${date}`))
    expect(await at('effectiveUntil', "'2026-02-30'")).toEqual([
      expect.stringContaining('not a date that exists'),
    ])
    expect(await at('effectiveFrom', "'next week'")).toEqual([
      expect.stringContaining('is not a date such as'),
    ])
    expect(await at('effectiveFrom', "'2026-13-01T00:00Z'")).toEqual([
      expect.stringContaining('not a date that exists'),
    ])
    expect(await at('effectiveFrom', '2026-12-01')).toEqual([])
    expect(
      await problemsOf(policyText(`${TESTS}\n    effectiveFrom: 2026-12-01\n    effectiveUntil: 2026-11-01`)),
    ).toEqual([expect.stringContaining('effectiveUntil must be later')])
  })

  test('F16: a blocking rule must name producers or say any aloud; one that only warns need not', async () => {
    const rule = (more: string) =>
      policyText(`  - { id: a, kind: evidence, type: artifact.published${more} }`)
    expect(await problemsOf(rule(''))).toEqual([
      expect.stringMatching(/producer is missing.*ci, ops.*producer: any/u),
    ])
    expect(await problemsOf(rule(', producer: any'))).toEqual([])
    expect(await problemsOf(rule(', enforce: warn'))).toEqual([])
    expect(await problemsOf(rule(', producer: [cii]'))).toEqual([
      expect.stringMatching(/"cii" is not defined under producers \(did you mean "ci"\?\)/u),
    ])
    expect(await problemsOf(rule(', producer: []'))).toEqual([expect.stringContaining('must not be empty')])
    for (const kind of [
      'kind: approval, from: [urn:user:a]',
      'kind: order, environments: [staging]',
      'kind: soak, environment: staging, duration: 1h',
      'kind: environment',
      'kind: absence, openedBy: incident.detected, feed: none',
    ])
      expect(await problemsOf(policyText(`  - { id: a, ${kind} }`))).toEqual([
        expect.stringContaining('producer is missing'),
      ])
  })

  test('F7: a typo in a path fails the policy, with a suggestion', async () => {
    const match = (path: string, type = 'testsuiterun.finished') =>
      problemsOf(
        policyText(`  - { id: a, kind: evidence, type: ${type}, producer: any, match: { ${path}: x } }`),
      )
    expect(await match('testSuit.id')).toEqual([
      expect.stringMatching(/no field "testSuit".*did you mean "testSuite"/u),
    ])
    expect(await match('testSuite.idd')).toEqual([
      expect.stringMatching(/no field "testSuite.idd".*did you mean "id"/u),
    ])
    expect(await match('subject.content.testSuite.nam')).toEqual([
      expect.stringContaining('did you mean "name"'),
    ])
    expect(await match('context.sourze')).toEqual([expect.stringContaining('did you mean "source"')])
    expect(await match('subject.content.environment.id')).toEqual([])
    expect(await match('environment.source')).toEqual([])
    expect(await match('customData.scan.critical')).toEqual([])
    expect(await match('anything.goes', 'dev.cdeventsx.acme-scan.finished')).toEqual([])
    expect(await match('testSuite.id', '[testsuiterun.finished, artifact.published]')).toEqual([
      expect.stringContaining('artifact.published has no field "testSuite"'),
    ])
  })

  test('an unknown type of event is a problem, with a suggestion', async () => {
    const type = (name: string) =>
      problemsOf(policyText(`  - { id: a, kind: evidence, type: ${name}, producer: any }`))
    expect(await type('testsuiterun.finishd')).toEqual([
      expect.stringContaining('did you mean "testsuiterun.finished"'),
    ])
    expect(await type('dev.cdevents.testsuiterun.finished')).toEqual([])
    expect(await type('dev.cdevents.testsuiterun.finished.0.3.0')).toEqual([])
    expect(await type('dev.cdeventsx.acme-scan.finished')).toEqual([])
    expect(await type('dev.cdevents.testsuiterun.finished.9.9.9')).toHaveLength(1)
  })

  test('only outcome: success may pass', async () => {
    for (const outcome of ['failure', '[success, cancel]'])
      expect(
        await problemsOf(
          policyText(
            `  - { id: a, kind: evidence, type: taskrun.finished, producer: any, match: { outcome: ${outcome} } }`,
          ),
        ),
      ).toEqual([expect.stringContaining('only an explicit success passes')])
  })

  test('names of groups, ids and quorums must fit together', async () => {
    const approval = (more: string) =>
      problemsOf(policyText(`  - { id: a, kind: approval, producer: any, ${more} }`))
    expect(await approval('from: [group:bord]')).toEqual([expect.stringContaining('did you mean "board"')])
    expect(await approval('from: [group:board], quorum: 4')).toEqual([
      expect.stringContaining('4 people are needed but only 3 may approve'),
    ])
    // Bob is named twice by different identities, and is one person.
    expect(await approval('from: [group:board, urn:github:user:42], quorum: 4')).toHaveLength(1)
    expect(
      await problemsOf(
        policyText(
          '  - { id: a, kind: environment, producer: any }\n  - { id: a, kind: environment, producer: any }',
        ),
      ),
    ).toEqual([expect.stringContaining('"a" is the id of an earlier rule')])
  })

  test('when and unless know the facts of a request and nothing else', async () => {
    const when = (more: string) =>
      problemsOf(policyText(`  - { id: a, kind: environment, producer: any, ${more} }`))
    expect(await when('unless: { change.class: standard }')).toEqual([])
    expect(await when('unless: { change.clas: standard }')).toEqual([
      expect.stringContaining('did you mean "change.class"'),
    ])
    expect(await when('when: { change.class: standart }')).toEqual([
      expect.stringContaining('did you mean "standard"'),
    ])
  })

  test('an absence must say what shows that the feed is alive', async () => {
    expect(
      await problemsOf(
        policyText('  - { id: a, kind: absence, producer: any, openedBy: incident.detected }'),
      ),
    ).toEqual([expect.stringContaining('feed is missing')])
  })
})

describe('hostile documents', () => {
  test.each([
    ['an alias bomb', `a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n`, /aliases|anchors/u],
    ['a duplicate key', policyText(`${TESTS}\n    id: twice`), /unique/iu],
    ['several documents', `${policyText(TESTS)}---\n${policyText(TESTS)}`, /several documents/u],
    ['nothing', '', /empty/u],
    ['only a comment', '# nothing here\n', /empty/u],
    ['a list', '- a\n', /must be a mapping/u],
    ['a tag', 'apiVersion: !!binary aGk=\n', /tags/u],
    [
      'a merge key',
      policyText(TESTS).replace('kind: Policy', '<<: { kind: Policy }'),
      /"<<" is not a known field/u,
    ],
    ['a key that is a list', '? [a]\n: b\n', /must be text/u],
    ['a prototype', '__proto__: { kind: Policy }\n', /"__proto__" is not a known field|is missing/u],
    ['binary rubbish', '\u0000\u0001\u0002', /./u],
    ['an unclosed bracket', 'rules: [', /./u],
  ])('%s is refused with a place', async (_name, text, message) => {
    const problems = await problemsOf(text)
    expect(problems.length).toBeGreaterThan(0)
    expect(problems.join('\n')).toMatch(message)
    for (const problem of problems) expect(problem).toMatch(/^\d+:\d+ /u)
  })

  test('more than 256 KiB is refused unread', async () => {
    expect(await problemsOf(`# ${'x'.repeat(256 * 1024)}`)).toEqual([
      expect.stringContaining('larger than 256 KiB'),
    ])
  })

  test.each([
    ['brackets', '['.repeat(200_000)],
    ['braces', '{a: '.repeat(50_000)],
    ['dashes', '- '.repeat(100_000)],
    ['indentation', Array.from({ length: 600 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['quotes', `rules: ["${"'[".repeat(50_000)}`],
    ['question marks', '? '.repeat(100_000)],
    ['lists of keys', Array.from({ length: 25_000 }, (_, n) => `k${n}: 1`).join('\n')],
  ])('deep or long %s neither stop it nor pass', async (_name, text) => {
    expect((await problemsOf(text)).length).toBeGreaterThan(0)
  })
})
