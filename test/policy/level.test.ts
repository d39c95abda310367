/** How well an event's origin is known: what is below the level a rule asks for supports nothing, and still objects. */
import { describe, expect, test } from '@jest/globals'
import { runCases } from '../../src/policy/cases.ts'
import type { Finding } from '../../src/policy/decision.ts'
import { belowLevel, type Level } from '../../src/policy/level.ts'
import { decisionEvent, readDecision } from '../../src/policy/record.ts'
import { createShelf } from '../../src/policy/shelf.ts'
import type { Principal, Signature, StoredEvent } from '../../src/store/store.ts'
import { renderHtml } from '../../src/report/html.ts'
import { renderSummary } from '../../src/report/summary.ts'
import { ago, ask, eventOf, load, NOW, OTHER, policyText, principal, problemsOf, suite } from './scene.ts'
import type { Said } from './scene.ts'

const RELEASE: Signature = {
  material: 'e30=',
  attributes: {},
  signer: { id: 'key:release', name: 'release' },
}
const UNVERIFIED: Signature = { material: 'e30=', attributes: {} }
const LOOPBACK: Principal = { kind: 'loopback', id: 'loopback' }

interface Signed extends Said {
  signature?: Signature
}
const signed = (said: Said): Signed => ({ ...said, signature: RELEASE })

function shelfOf(...events: readonly Signed[]) {
  const shelf = createShelf()
  for (const { signature, ...said } of events)
    shelf.put(eventOf(said), principal(said.by), ago((said.when as string) ?? '1h'), signature)
  return shelf
}

/** The one finding of a rule; producers are those of the scene, where the text names no others. */
async function findingOf(rule: string, events: readonly Signed[], more = ''): Promise<Finding> {
  const text = policyText(rule).replace("  ci: { id: 'token:ci' }", `  ci: { id: 'token:ci' }${more}`)
  return (await ask([await load(text)], { shelf: shelfOf(...events) })).findings[0]!
}

const UNIT = (level?: Level, producer = '[ci]') => `
  - id: unit
    kind: evidence
    type: testsuiterun.finished
    producer: ${producer}
    match: { testSuite.id: unit }${level === undefined ? '' : `\n    level: ${level}`}
`

describe('a level', () => {
  const stored = (given: Partial<StoredEvent>): StoredEvent => ({
    ...shelfOf(suite('success')).put({}, principal('token:ci'), NOW),
    ...given,
  })

  test.each<[Level, string, Partial<StoredEvent>, string | undefined]>([
    ['recorded', 'somebody authenticated', {}, undefined],
    ['recorded', 'nobody authenticated', { producer: LOOPBACK }, 'its sender is not authenticated'],
    ['logged', 'a place in the log', { logIndex: 0 }, undefined],
    ['logged', 'no place in the log', { logIndex: -1 }, 'it has no place in the log'],
    ['logged', 'a place that is no number', { logIndex: NaN }, 'it has no place in the log'],
    ['logged', 'nobody authenticated', { producer: LOOPBACK }, 'its sender is not authenticated'],
    ['signed', 'a verified signer', { signature: RELEASE }, undefined],
    ['signed', 'no signature', {}, 'it is not signed'],
    [
      'signed',
      'a signature nobody verified',
      { signature: UNVERIFIED },
      'its signature was not verified: no signer was known when it came',
    ],
    [
      'signed',
      'a signer and no place in the log',
      { signature: RELEASE, logIndex: -1 },
      'it has no place in the log',
    ],
    [
      'signed',
      'a signer and nobody authenticated',
      { signature: RELEASE, producer: LOOPBACK },
      'its sender is not authenticated',
    ],
  ])('%s with %s', (level, _name, given, why) => {
    expect(belowLevel(stored(given), level)?.explanation).toBe(why)
  })
})

describe('evidence', () => {
  test('at the level passes, and the finding says what was asked for and who signed', async () => {
    const finding = await findingOf(UNIT('signed'), [signed(suite('success'))])
    expect(finding).toMatchObject({
      result: 'pass',
      required: 'success, signed',
      evidence: [{ signer: 'key:release', producer: 'token:ci' }],
    })
  })

  test('whose signature was taken away is refused, with the reason', async () => {
    const finding = await findingOf(UNIT('signed'), [suite('success')])
    expect(finding).toMatchObject({
      result: 'fail',
      reason: 'level-too-low',
      found: 'found but refused: it is not signed',
      refused: [{ reason: 'level-too-low', explanation: 'it is not signed' }],
    })
  })

  test('without a level needs no signature', async () => {
    expect(await findingOf(UNIT(), [suite('success')])).toMatchObject({ result: 'pass', required: 'success' })
  })

  test('below the level still objects: an unsigned failure is not covered by an older signed success', async () => {
    const finding = await findingOf(UNIT('signed'), [signed(suite('success')), suite('failure')])
    expect(finding).toMatchObject({ result: 'fail', reason: 'level-too-low' })
  })

  test('at the level again, after one below it, passes', async () => {
    const finding = await findingOf(UNIT('signed'), [suite('failure'), signed(suite('success'))])
    expect(finding).toMatchObject({ result: 'pass', evidence: [{ signer: 'key:release' }] })
  })

  test('from this machine, where nobody has to say who they are, is below every level', async () => {
    for (const level of ['recorded', 'logged', 'signed'] as const) {
      const finding = await findingOf(UNIT(level, 'any'), [{ ...signed(suite('success')), by: LOOPBACK }])
      expect(finding).toMatchObject({ result: 'fail', reason: 'level-too-low' })
    }
    expect(await findingOf(UNIT(undefined, 'any'), [{ ...suite('success'), by: LOOPBACK }])).toMatchObject({
      result: 'pass',
    })
  })

  test('whose signer was never verified is unsigned', async () => {
    const finding = await findingOf(UNIT('signed'), [{ ...suite('success'), signature: UNVERIFIED }])
    expect(finding).toMatchObject({ result: 'fail', reason: 'level-too-low' })
    expect(finding.refused[0]).not.toHaveProperty('signer')
  })

  test('of a producer who is not believed stays just that, signed or not', async () => {
    const finding = await findingOf(UNIT('signed'), [{ ...signed(suite('success')), by: 'token:evil' }])
    expect(finding).toMatchObject({
      reason: 'evidence-refused',
      refused: [{ reason: 'producer-not-allowed' }],
    })
  })
})

describe('a producer with a signer', () => {
  const MORE = `
  released: { id: 'token:ci', signer: 'key:release' }
  anywhere: { signer: 'key:*' }
  numbered: { id: 'token:ci', signer.repositoryId: '7' }`
  const on = (producer: string, events: readonly Signed[]) =>
    findingOf(UNIT(undefined, `[${producer}]`), events, MORE)

  test('is believed when that signer signed', async () => {
    expect(await on('released', [signed(suite('success'))])).toMatchObject({ result: 'pass' })
    expect(await on('anywhere', [{ ...signed(suite('success')), by: 'token:relay' }])).toMatchObject({
      result: 'pass',
    })
  })

  test('is asked about the claims of the signer, too', async () => {
    const of = (repositoryId: string): Signed => ({
      ...suite('success'),
      signature: { ...RELEASE, signer: { id: 'sigstore:x', repositoryId } },
    })
    expect(await on('numbered', [of('7')])).toMatchObject({ result: 'pass' })
    expect(await on('numbered', [of('77')])).toMatchObject({ result: 'fail', reason: 'signer-not-allowed' })
  })

  test('does not pass on an event that another or nobody signed, but hears its objection', async () => {
    const other: Signature = { ...RELEASE, signer: { id: 'key:other' } }
    expect(await on('released', [{ ...suite('success'), signature: other }])).toMatchObject({
      result: 'fail',
      reason: 'signer-not-allowed',
      refused: [
        { explanation: 'signed by key:other, but released must sign with another', signer: 'key:other' },
      ],
    })
    // Whoever takes the signature off a failure must not bring the success before it back.
    expect(await on('released', [signed(suite('success')), suite('failure')])).toMatchObject({
      result: 'fail',
    })
  })

  test('by a signer alone does not let strangers object', async () => {
    const events = [signed(suite('success')), { ...suite('failure'), by: 'token:evil' }]
    expect(await on('anywhere', events)).toMatchObject({
      result: 'pass',
      refused: [{ reason: 'producer-not-allowed' }],
    })
  })

  test('cannot be met by a claim that the sender brings', async () => {
    const claims = { signer: 'key:release', 'signer.repositoryId': '7' }
    const by: Principal = { kind: 'token', id: 'token:ci', claims }
    expect(await on('released', [{ ...suite('success'), by }])).toMatchObject({ result: 'fail' })
    expect(await on('numbered', [{ ...suite('success'), by }])).toMatchObject({ result: 'fail' })
  })
})

describe('other kinds of rules', () => {
  const deployed = (what = 'deployed', artifact?: string): Said => ({
    type: `service.${what}`,
    subject: 'webshop',
    service: 'webshop',
    environment: 'staging',
    content: { environment: { id: 'staging' } },
    ...(artifact === undefined ? {} : { artifact }),
  })
  const approval = (decision: string, who = 'urn:user:alice'): Said => ({
    type: 'approval.updated',
    environment: 'production',
    content: { responder: who, decision },
  })
  const incident = (what: string): Said => ({
    type: `incident.${what}`,
    subject: 'INC-1',
    environment: 'production',
    content: { environment: { id: 'production' } },
  })

  test('order: an unsigned deployment is none, and an unsigned other one unsettles a signed one', async () => {
    const rule = '  - { id: o, kind: order, environments: [staging], producer: [ci], level: signed }'
    expect(await findingOf(rule, [signed(deployed())])).toMatchObject({ result: 'pass' })
    expect(await findingOf(rule, [deployed()])).toMatchObject({ result: 'fail', reason: 'evidence-refused' })
    expect(await findingOf(rule, [signed(deployed()), deployed('upgraded', OTHER)])).toMatchObject({
      result: 'fail',
    })
  })

  test('soak: the same', async () => {
    const rule =
      '  - { id: s, kind: soak, environment: staging, duration: 30m, producer: [ci], level: signed }'
    expect(await findingOf(rule, [signed(deployed())])).toMatchObject({ result: 'pass' })
    expect(await findingOf(rule, [deployed()])).toMatchObject({ result: 'fail' })
  })

  test('soak: an unsigned incident stops the clock, an unsigned end of it does not end it', async () => {
    const rule =
      '  - { id: s, kind: soak, environment: staging, duration: 30m, producer: [ci], level: signed }'
    const there = (what: string): Said => ({
      ...incident(what),
      environment: 'staging',
      content: { environment: { id: 'staging' } },
    })
    const open = [signed(deployed()), there('detected'), there('resolved')]
    expect(await findingOf(rule, open)).toMatchObject({ result: 'fail', reason: 'open-incident' })
    expect(await findingOf(rule, [...open, signed(there('resolved'))])).toMatchObject({ result: 'pass' })
  })

  test('approval: an unsigned yes counts for nothing, an unsigned no is a no', async () => {
    const rule = '  - { id: a, kind: approval, from: [group:board], producer: [ci], level: signed }'
    expect(await findingOf(rule, [signed(approval('approved'))])).toMatchObject({ result: 'pass' })
    expect(await findingOf(rule, [approval('approved')])).toMatchObject({
      result: 'fail',
      refused: [{ reason: 'level-too-low' }],
    })
    const vetoed = [signed(approval('approved')), approval('rejected', 'urn:user:carol')]
    expect(await findingOf(rule, vetoed)).toMatchObject({ result: 'fail', reason: 'rejected' })
  })

  test('absence: an unsigned incident is open, and an unsigned end does not close it', async () => {
    const rule =
      '  - { id: i, kind: absence, openedBy: incident.detected, closedBy: incident.resolved, producer: [ci], feed: none, level: signed }'
    expect(await findingOf(rule, [])).toMatchObject({ result: 'pass' })
    expect(await findingOf(rule, [incident('detected')])).toMatchObject({ result: 'fail', reason: 'open' })
    expect(await findingOf(rule, [signed(incident('detected')), incident('resolved')])).toMatchObject({
      result: 'fail',
    })
    expect(await findingOf(rule, [incident('detected'), signed(incident('resolved'))])).toMatchObject({
      result: 'pass',
    })
  })

  test('absence: an unsigned sign of life is none', async () => {
    const rule =
      '  - { id: i, kind: absence, openedBy: incident.detected, producer: [ci], feed: { type: incident.resolved, maxLag: 2h }, level: signed }'
    expect(await findingOf(rule, [incident('resolved')])).toMatchObject({
      result: 'error',
      reason: 'feed-unknown',
    })
    expect(await findingOf(rule, [signed(incident('resolved'))])).toMatchObject({ result: 'pass' })
  })

  test('environment: an unsigned lock locks, an unsigned unlocking does not unlock, and does not end a run', async () => {
    const lock = (what: string): Said => ({
      type: `dev.cdeventsx.turnpike-environment.${what}.0.1.0`,
      subject: 'production',
      environment: 'production',
      content: {},
    })
    const rule = '  - { id: e, kind: environment, producer: [ci], level: signed, idle: 2h }'
    expect(await findingOf(rule, [lock('locked')])).toMatchObject({ result: 'fail', reason: 'locked' })
    expect(await findingOf(rule, [lock('locked'), lock('unlocked')])).toMatchObject({ result: 'fail' })
    expect(await findingOf(rule, [lock('locked'), signed(lock('unlocked'))])).toMatchObject({
      result: 'pass',
    })
    const run = (what: string): Said => ({
      type: `taskrun.${what}`,
      subject: 'https://example.org/runs/9',
      environment: 'production',
      content: { taskName: 'deploy', ...(what === 'finished' ? { outcome: 'success' } : {}) },
    })
    expect(await findingOf(rule, [run('started'), run('finished')])).toMatchObject({ reason: 'in-flight' })
    expect(await findingOf(rule, [run('started'), signed(run('finished'))])).toMatchObject({ result: 'pass' })
  })

  test('anyOf: each member has its own', async () => {
    const rule = `
  - id: any
    kind: anyOf
    members:
      - { id: one, kind: evidence, type: testsuiterun.finished, producer: [ci], level: signed }
      - { id: two, kind: evidence, type: testcaserun.finished, producer: [ci] }`
    expect(await findingOf(rule, [suite('success')])).toMatchObject({ result: 'fail' })
    expect(await findingOf(rule, [signed(suite('success'))])).toMatchObject({ result: 'pass' })
  })
})

describe('in a policy', () => {
  test('an unknown level is a problem with its place and the words there are', async () => {
    const text = policyText(UNIT('signed').replace('level: signed', 'level: singed'))
    expect(await problemsOf(text)).toEqual([
      expect.stringMatching(/^\d+:\d+ "singed" is not allowed; allowed: recorded, logged, signed.*signed/u),
    ])
  })

  test('anyOf itself and windows have none', async () => {
    const text = policyText(`
  - { id: w, kind: window, allow: [{ cron: '0 8 * * *', duration: 1h }], timezone: Etc/UTC, level: signed }`)
    expect((await problemsOf(text)).join()).toContain('"level" is not a known field here')
  })
})

describe('who signed', () => {
  const decided = async () =>
    ask([await load(policyText(UNIT('signed')))], {
      shelf: shelfOf({
        ...suite('success'),
        signature: { ...RELEASE, signer: { id: 'sigstore:https://x/`|</td><script>alert(1)</script>' } },
      }),
    })

  test('is in the record, and comes back from it', async () => {
    const record = decisionEvent(await decided(), { source: 'urn:store' })
    const read = readDecision(JSON.parse(JSON.stringify(record.subject.content)))
    expect(read.findings[0]?.evidence[0]?.signer).toContain('sigstore:https://x/')
  })

  test('is told in the summary and on the page, escaped', async () => {
    const decision = await decided()
    const html = renderHtml(decision)
    const summary = renderSummary(decision, { flavour: 'github' })
    expect(html).toContain('signed by')
    expect(summary).toContain('signed by')
    for (const text of [html, summary]) expect(text).not.toContain('<script>alert')
  })
})

describe('cases', () => {
  test('may say who signed', async () => {
    const policy = policyText(UNIT('signed'), { more: '' })
    const cases = `
policies: [p]
request: { artifacts: [{ digest: 'sha256:${'ab'.repeat(32)}' }], environment: production }
cases:
  - name: signed
    events:
      - { type: testsuiterun.finished, artifact: this, producer: token:ci, signer: key:release, environment: ci, content: { outcome: success, testSuite: { id: unit } } }
    expect: { verdict: allow }
  - name: by its claims
    events:
      - { type: testsuiterun.finished, artifact: this, producer: token:ci, signer: { id: 'sigstore:x', issuer: y }, environment: ci, content: { outcome: success, testSuite: { id: unit } } }
    expect: { verdict: allow }
  - name: unsigned
    events:
      - { type: testsuiterun.finished, artifact: this, producer: token:ci, environment: ci, content: { outcome: success, testSuite: { id: unit } } }
    expect: { verdict: deny, findings: { unit: { result: fail, reason: level-too-low } } }
`
    const results = await runCases(cases, () => policy)
    expect(results.filter(({ passed }) => !passed)).toEqual([])
  })
})
