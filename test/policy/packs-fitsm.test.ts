/** The pack for IT service management by FitSM: its cases and its layers. */
import { beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { runCases } from '../../src/policy/cases.ts'
import type { CaseResult } from '../../src/policy/cases.ts'
import { checkLayers } from '../../src/policy/layers/check.ts'
import { lintPolicy } from '../../src/policy/lint/lint.ts'
import { loadPolicy } from '../../src/policy/load.ts'
import type { Policy, Rule } from '../../src/policy/policy.ts'
import { policySchema, policyShape } from '../../src/policy/schema.ts'
import { checkShape } from '../../src/policy/shape.ts'
import { comparing } from '../published-schema.ts'
import { load, readRepositoryFile } from './scene.ts'

const LAYERS = ['baseline', 'production', 'service'] as const
const inPack = (file: string) => readRepositoryFile(`policies/fitsm/${file}`)
const cases = (text: string, instead: Readonly<Record<string, string>> = {}) =>
  runCases(text, (path) => instead[path] ?? inPack(path))
const failed = (results: readonly CaseResult[]) =>
  results.filter(({ passed }) => !passed).map(({ name, problems }) => [name, ...problems])

/** The file with one of its cases, and without what it wants of all of them. */
function only(file: string, name: string): string {
  const [head = '', ...all] = inPack(file).split(/^ {2}- name: /mu)
  const one = all.find((text) => text.split('\n')[0] === name)
  if (one === undefined) throw new Error(`no case "${name}"`)
  return `${head.replace('coverage: outcomes', '')}  - name: ${one.replace(/^ {2}# .*$/gmu, '')}`
}

describe('the cases of the pack', () => {
  let results: CaseResult[]
  beforeAll(async () => {
    results = await cases(inPack('cases.yaml'))
  })

  test('pass, and show every outcome of every rule', () => {
    expect(failed(results)).toEqual([])
    expect(results.at(-1)!.name).toBe('coverage: every outcome of every rule (22) is seen in a case')
  })

  test('of the service pass, and show what it tightens hold back and let through', async () => {
    const ofService = await cases(inPack('service.cases.yaml'))
    expect(failed(ofService)).toEqual([])
    const own = ofService.at(-1)!.coverage!.filter(({ policy }) => policy === 'webshop')
    expect(own.map(({ rule, gaps }) => [rule, gaps])).toEqual([
      ['tests', []],
      ['soaked', []],
      ['change-approval', []],
      ['payments-tested', []],
    ])
  })

  test.each(['standard', 'normal', 'major', 'emergency'])(
    'let a change of class %s through and hold it back',
    (path) => {
      const verdicts = results
        .filter(({ name }) => new RegExp(`\\ban? ${path} change\\b`, 'u').test(name))
        .map(({ verdict }) => verdict)
      expect(verdicts).toContain('allow')
      expect(verdicts.some((verdict) => verdict === 'deny' || verdict === 'pending')).toBe(true)
    },
  )

  test.each<['baseline' | 'production', string, string]>([
    ['baseline', 'change-record', 'a major change that everybody approved but the record'],
    ['baseline', 'change-names-release', 'the record of nothing in particular opens nothing'],
    ['baseline', 'assessed', 'a risk that is not on the scale is no assessment'],
    ['baseline', 'risk-fits-class', 'the riskier of two assessments is the newer one'],
    ['baseline', 'change-approval', 'a normal change waits for its approval'],
    ['baseline', 'change-board', 'a major change waits for the second of the board, whoever else approved'],
    [
      'baseline',
      'major-changes-reviewed',
      'a major change is held back while the review of an earlier one is overdue',
    ],
    ['baseline', 'overrides-reviewed', 'an overdue review holds the next change back'],
    [
      'baseline',
      'built-by-pipeline',
      'what a fork built is denied, even where our own pipelines tested and deployed it',
    ],
    ['baseline', 'tests', 'a standard change whose tests failed since is not let through'],
    [
      'baseline',
      'nonconformities-answered',
      'a deployment past the gate that nobody answered for holds everything back after two days',
    ],
    ['production', 'staging-first', 'what was taken out of staging does not go on'],
    ['production', 'soaked', 'the soak starts anew once the release was rolled back in staging'],
    ['production', 'way-back', 'there is no way back from what runs already'],
    ['production', 'way-back-tested', 'a major change is held back while nobody tried its way back'],
    ['production', 'freeze', 'no change in a freeze, not even a standard one'],
    [
      'production',
      'change-hours',
      'a normal change on the schedule of tonight waits for the hours of changes',
    ],
    ['production', 'free', 'production is locked'],
    ['production', 'service-incidents', 'an open incident of the service holds its changes back'],
    ['production', 'major-incident', 'an incident whose priority nobody stated counts as major'],
  ])('%s: without %s this would be let through: %s', async (layer, rule, name) => {
    const policy = inPack(`${layer}.yaml`)
    // A lease is not for a rule that only warns.
    const weak = policy
      .replace('    lease: 30m\n', (lease) => (rule === 'free' ? '' : lease))
      .replace(`- id: ${rule}\n`, `- id: ${rule}\n    enforce: warn\n`)
    const verdicts = async (text: string) =>
      (await cases(only('cases.yaml', name), { [`${layer}.yaml`]: text }))[0]!.verdict
    expect(['deny', 'pending']).toContain(await verdicts(policy))
    expect(await verdicts(weak)).toBe('allow')
  })
})

describe('the layers of the pack', () => {
  let policies: Policy[]
  beforeAll(async () => {
    policies = await Promise.all(LAYERS.map((layer) => load(inPack(`${layer}.yaml`))))
  })

  test('load together without a problem or a warning', () => {
    expect(checkLayers(policies)).toEqual([])
    const now = Date.parse('2026-11-21T14:00:00Z')
    for (const policy of policies)
      expect(lintPolicy(policy, { now, beside: policies.filter((one) => one !== policy) })).toEqual([])
  })

  test('each rule has a clause of FitSM, a title, and says aloud whether an emergency may go past it', () => {
    for (const policy of policies)
      for (const { id, controls, title } of policy.rules) {
        expect([id, controls.length > 0, title !== undefined]).toEqual([id, true, true])
        for (const clause of controls) expect(clause).toMatch(/^FitSM-1:PR(9|11|12|13)\.\d$/u)
      }
    for (const layer of LAYERS)
      for (const rule of inPack(`${layer}.yaml`)
        .split(/^ {2}- id: /mu)
        .slice(1))
        if (!rule.includes('enforce: warn')) expect(rule).toMatch(/^ {4}waivable: (true|false)/mu)
  })

  test('the people of a group are the same wherever it is named', () => {
    const groups = policies.flatMap((policy) => Object.entries(policy.groups))
    for (const [name, people] of groups)
      expect([name, people]).toEqual([name, groups.find(([other]) => other === name)![1]])
  })

  test('the grace of the rules about overdue reviews is that of the reviews', () => {
    const grace = (id: string) =>
      policies[0]!.rules.find((rule): rule is Rule & { kind: 'absence' } => rule.id === id)?.grace
    expect(policies.slice(0, 2).map(({ override }) => override?.review.within)).toEqual([
      grace('overrides-reviewed'),
      grace('overrides-reviewed'),
    ])
  })

  test.each<[string, string, string, string]>([
    ['older tests', 'maxAge: 2d # the baseline: 7d', 'maxAge: 8d', 'tests'],
    [
      'tests of anybody',
      'producer: [pipelines]\n    maxAge: 2d #',
      'producer: any\n    maxAge: 2d #',
      'tests',
    ],
    ['tests that only warn', '- id: tests\n', '- id: tests\n    enforce: warn\n', 'tests'],
    ['tests of later', '- id: tests\n', '- id: tests\n    effectiveFrom: 2030-01-01\n', 'tests'],
    ['only some of the tests', 'maxAge: 2d #', 'match: { testSuite.id: unit }\n    maxAge: 2d #', ''],
    ['a shorter soak', 'duration: 24h', 'duration: 3h', 'soaked'],
    ['a soak elsewhere', 'environment: staging\n    duration', 'environment: test\n    duration', 'soaked'],
    [
      'no soak of a normal change',
      'unless: { change.class: standard }\n    environment',
      'unless: { change.class: [standard, normal] }\n    environment',
      'soaked',
    ],
    [
      'approvals of anybody',
      "from: ['group:change-managers', 'group:change-advisory-board']",
      "from: ['group:change-managers', 'group:change-advisory-board', 'group:incident-managers']",
      'change-approval',
    ],
    ['approvals by the requester', 'excluding: [request.actor]\n    ', '', 'change-approval'],
    ['older approvals', 'maxAge: 7d', 'maxAge: 30d', 'change-approval'],
    [
      'a waivable build',
      '- id: payments-tested\n    kind: evidence\n',
      '- id: built-by-pipeline\n    kind: producer\n    types: [artifact.packaged, artifact.published]\n    from: [pipelines]\n    waivable: true\n  - id: payments-tested\n    kind: evidence\n',
      'built-by-pipeline',
    ],
    [
      'emergencies by their record',
      '- id: payments-tested\n',
      '- id: change-record\n    kind: change\n    producer: [pipelines]\n    states: [approved]\n    scheduled: [normal, major]\n  - id: payments-tested\n',
      'change-record',
    ],
    [
      'no lock',
      '- id: payments-tested\n',
      '- id: free\n    kind: environment\n    unlocked: false\n    lease: 30m\n    producer: [deployer]\n  - id: payments-tested\n',
      'free',
    ],
    [
      'no freeze',
      '- id: payments-tested\n',
      '- id: freeze\n    kind: window\n    allow: [{ cron: 0 0 * * *, duration: 24h, timezone: Europe/Amsterdam }]\n  - id: payments-tested\n',
      'freeze',
    ],
    [
      'no second look at incidents',
      '- id: payments-tested\n',
      '- id: major-incident\n    kind: absence\n    openedBy: [incident.detected, incident.reported]\n    closedBy: incident.resolved\n    match: { customData.incident.priority: catastrophic }\n    producer: [deployer]\n    feed: none\n  - id: payments-tested\n',
      'major-incident',
    ],
  ])('a service that wants %s is refused, or judged beside', async (_what, from, to, rule) => {
    const text = inPack('service.yaml')
    expect(text).toContain(from)
    const loaded = await loadPolicy(text.replace(from, to), { name: 'service', origin: 'store' })
    if (!('policy' in loaded)) throw new Error(JSON.stringify(loaded.problems))
    const problems = checkLayers([...policies.slice(0, 2), loaded.policy])
    if (rule === '') expect(problems).toEqual([])
    else {
      expect(problems).toHaveLength(1)
      expect(problems[0]).toMatchObject({ policy: 'webshop' })
      expect(problems[0]!.problem.message).toMatch(new RegExp(`^loosens the rule ${rule} of fitsm-`, 'u'))
      expect(problems[0]!.problem.line).toBeGreaterThan(1)
    }
  })

  test('under a service that loosens, nothing is decided', async () => {
    const looser = inPack('service.yaml').replace('duration: 24h', 'duration: 1h')
    const results = await cases(inPack('service.cases.yaml'), { 'service.yaml': looser })
    const verdicts = results.slice(0, -1).map(({ verdict }) => verdict)
    expect(verdicts.length).toBeGreaterThan(5)
    expect(new Set(verdicts)).toEqual(new Set(['error']))
  })

  test('a service that names itself among those who may break the glass gains nothing', async () => {
    const own = inPack('service.yaml').replace(
      'rules:\n',
      `waivers: { from: [urn:user:dave, urn:user:carla], maxDuration: 30d }
override:
  from: [urn:user:dave]
  second: { from: [urn:user:erin], within: before }
  review: { within: 30d }
rules:
`,
    )
    const by = inPack('service.cases.yaml')
      .replaceAll('by: urn:user:ida', 'by: urn:user:dave')
      .replaceAll('by: urn:user:ivo', 'by: urn:user:erin')
    const results = await cases(by, { 'service.yaml': own })
    const emergency = results.find(({ name }) => name.startsWith('an emergency change goes past'))!
    expect(emergency.verdict).toBe('deny')
    expect(emergency.findings).toContainEqual({ policy: 'webshop', rule: 'tests', result: 'fail' })
  })
})

test('the published schema accepts the policies', () => {
  const agrees = comparing(policySchema(), (document) => checkShape(policyShape(), document))
  for (const layer of LAYERS)
    expect(agrees(parse(inPack(`${layer}.yaml`)))).toMatchObject({ schema: true, loader: true })
})
