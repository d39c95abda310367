/** How well an event's origin is known: what is below the level a rule asks for supports nothing, and still objects. */
import { describe, expect, test } from '@jest/globals'
import { runCases } from '../../src/policy/cases.ts'
import { belowLevel, type Level } from '../../src/policy/level.ts'
import { decisionEvent, readDecision } from '../../src/policy/record.ts'
import type { Principal, Signature, StoredEvent } from '../../src/store/store.ts'
import { renderHtml } from '../../src/report/html.ts'
import { renderSummary } from '../../src/report/summary.ts'
import { ask, load, NOW, policyText, principal, problemsOf, suite } from './scene.ts'
import { findingOf, LOOPBACK, RELEASE, shelfOf, signed, UNVERIFIED } from './signed-scene.ts'
import type { Signed } from './signed-scene.ts'

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
