import { describe, expect, test } from '@jest/globals'
import { explainPolicies } from '../../src/policy/explain/explain.ts'
import { explanationLines } from '../../src/policy/explain/text.ts'
import { mergedYaml } from '../../src/policy/explain/yaml.ts'
import { ask, load, shelfOf, suite } from './scene.ts'
import type { Said } from './scene.ts'

const BASELINE = `apiVersion: turnpike/v1
kind: Policy
metadata: { name: acme, owner: platform@example.org, layer: baseline, controls: ['FitSM-1:PR13.4'] }
applies: { environments: [production] }
decisionTtl: 30m
producers: { ci: { id: 'token:ci' }, ops: { id: 'token:ops' } }
groups: { board: [urn:user:alice, urn:user:bob] }
waivers: { from: ['group:board'], maxDuration: 14d }
override: { from: ['group:board'], second: { from: ['group:board'], within: 1h }, review: { within: 5d } }
rules:
  - { id: unit-tests, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit }, maxAge: 7d, waivable: true }
  - { id: freeze, kind: window, deny: [{ from: 2026-12-18T00:00, to: 2027-01-04T08:00, timezone: Europe/Amsterdam, why: end of year }] }
  - { id: board, kind: approval, quorum: 2, from: ['group:board'], excluding: [change.author], producer: [ops], unless: { change.class: standard } }
`
const SERVICE = `apiVersion: turnpike/v1
kind: Policy
metadata: { name: webshop, owner: shop@example.org }
applies: { environments: [production] }
producers: { ci: { id: 'token:ci' }, ops: { id: 'token:other' } }
groups: { board: [urn:user:carol] }
rules:
  - { id: unit-tests, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit, customData.coverage: 100 }, maxAge: 1d, waivable: true }
  - { id: lead, kind: approval, from: ['group:board'], producer: [ops] }
  - id: either
    title: Looked at
    kind: anyOf
    members:
      - { id: scanned, kind: evidence, type: artifact.published, producer: [ops] }
      - { id: looked, title: By hand, kind: approval, from: ['group:board'], producer: [ops] }
`
const both = async () => [await load(SERVICE), await load(BASELINE)]

describe('an explanation', () => {
  test('says of each rule what it asks for, of whom, and which layer says so, in the order of judging', async () => {
    const lines = explanationLines(
      explainPolicies(await both(), { environment: 'production', service: 'webshop' }),
    )
    const text = lines.join('\n').replace(/sha256:[0-9a-f]{64}/gu, 'sha256:…')
    expect(text).toBe(`What is asked for production, service webshop: 5 rules of 2 policies

Layers
  baseline: acme, owner platform@example.org (2 rules, sha256:…)
  service: webshop, owner shop@example.org (3 rules, sha256:…)

1. Unit tests (service webshop, rule unit-tests; stricter than, and in place of, acme/unit-tests)
   “testsuiterun finished” about this artifact, of which the newest is a pass, where testSuite.id is unit and customData.coverage is 100.
   Whose word counts: ci.
   How fresh: not older than 1 d.
   If it is missing: the answer is no.
   It must hold.
   It may be waived by the group board for at most 14 d, or overridden in an emergency by the group board.
   Clauses: FitSM-1:PR13.4.
   Whom to ask: shop@example.org.

2. Looked at (service webshop, rule either)
   At least one of these 2 holds: Scanned or By hand.
   It must hold.
   Nobody may make an exception.
   Whom to ask: shop@example.org.
   - Scanned: “artifact published” about this artifact, of which the newest is a pass. Whose word counts: ops. If it is missing: the answer is no.
   - By hand: One person of the group board has approved this artifact for this environment; none of them objects. Whose word counts: sent by ops. If it is missing: the answer is no.

3. Freeze (baseline acme, rule freeze)
   Now is not within 18 Dec 2026 00:00 to 4 Jan 2027 08:00 Europe/Amsterdam (end of year).
   If it is missing: the answer is no.
   It must hold.
   Nobody may make an exception.
   Clauses: FitSM-1:PR13.4.
   Whom to ask: platform@example.org.

4. Board (baseline acme, rule board)
   2 different people of the group board have approved this artifact for this environment; the author of the change not among them; none of them objects.
   Whose word counts: sent by ops.
   If it is missing: the answer is no.
   Not when the class of the change is standard, if that is known.
   It must hold.
   Nobody may make an exception.
   Clauses: FitSM-1:PR13.4.
   Whom to ask: platform@example.org.

5. Lead (service webshop, rule lead)
   One person of the group board has approved this artifact for this environment; none of them objects.
   Whose word counts: sent by ops.
   If it is missing: the answer is no.
   It must hold.
   Nobody may make an exception.
   Whom to ask: shop@example.org.

Exceptions
  Waivers: granted by the group board, never by whoever asked for it, with a ticket, for at most 14 d.
  Break-glass: by the group board, for one artifact and at most 4 h; it must be confirmed by the group board within 1 h, and is reviewed by the group board within 5 d.

How long an allow holds
  An allow may be used for 15 min, and never longer than its evidence, its windows and its exceptions hold.`)
  })

  test('tells why the layers do not go together, with the place', async () => {
    const looser = await load(SERVICE.replace('maxAge: 1d', 'maxAge: 8d'))
    const { problems, rules } = explainPolicies([looser, await load(BASELINE)])
    expect(problems).toEqual([
      'The policy webshop (line 8, column 141) loosens the rule unit-tests of acme (layer baseline): maxAge: 8 d is longer than 7 d. ' +
        'A later layer may only add rules and tighten them.',
    ])
    expect(rules).toHaveLength(6)
  })

  test('of an environment that nobody governs says that nothing is allowed', async () => {
    const { holds, problems } = explainPolicies(await both(), { environment: 'staging' })
    expect([holds, problems]).toEqual([
      'Nothing is ever allowed.',
      ['No policy governs staging: an unmanaged target is never allowed.'],
    ])
  })

  test('cannot be made to say something else by what a policy is called', async () => {
    const nasty = BASELINE.replace('kind: window,', 'kind: window, title: "A\\u001b[2J\\nnew line\\u202e",')
    const lines = explanationLines(explainPolicies([await load(nasty)]))
    expect(lines.some((line) => line.includes('A\ufffd[2J new line\ufffd'))).toBe(true)
    expect(lines.join('')).not.toMatch(/[\u001b\n\u202e]/u)
  })
})

describe('the merged policy as one document', () => {
  const published: Said = { type: 'artifact.published', by: 'token:other' }
  const vote = (who: string, by: string): Said => ({
    type: 'approval.updated',
    subject: who,
    environment: 'production',
    by,
    content: {
      approvalDetailsUrl: 'https://example.org/a',
      responder: `urn:user:${who}`,
      decision: 'approved',
    },
  })
  const tests = (coverage: number): Said => ({ ...suite('success'), customData: { coverage } })
  const change = { id: 'C1', author: 'urn:user:erin' }

  test('loads as one policy and decides the same', async () => {
    const policies = await both()
    const merged = await mergedYaml(policies, { environment: 'production' })
    if ('problem' in merged) throw new Error(merged.problem)
    const one = await load(merged.text)
    const shelves = [
      shelfOf(),
      shelfOf(tests(100), published),
      shelfOf(tests(100), vote('alice', 'token:ops'), vote('bob', 'token:ops'), vote('carol', 'token:other')),
      shelfOf(tests(99), vote('alice', 'token:ops'), vote('bob', 'token:ops'), vote('carol', 'token:other')),
      shelfOf(tests(100), vote('alice', 'token:other'), vote('carol', 'token:ops')),
    ]
    const verdicts: string[] = []
    for (const shelf of shelves) {
      const [layered, single] = [
        await ask(policies, { shelf, request: { change } }),
        await ask([one], { shelf, request: { change } }),
      ]
      const said = ({ findings }: typeof layered) =>
        findings
          .map(({ rule, result, reason, controls, owner }) =>
            JSON.stringify([rule, result, reason, controls, owner]),
          )
          .sort()
      expect(said(single)).toEqual(said(layered))
      expect(single.verdict).toBe(layered.verdict)
      verdicts.push(layered.verdict)
    }
    expect(new Set(verdicts)).toEqual(new Set(['deny', 'allow']))
  })

  test('is not made where one document would decide otherwise', async () => {
    const problem = async (...texts: string[]) => {
      const merged = await mergedYaml(await Promise.all(texts.map((text) => load(text))), {
        environment: 'production',
      })
      return 'problem' in merged ? merged.problem : 'none'
    }
    expect(await problem(BASELINE, SERVICE)).toBe('none')
    const claimed = SERVICE.replace('rules:', 'changeClass: claimed\nrules:')
    expect(await problem(BASELINE, claimed)).toMatch(/believe the class/)
    const named = SERVICE.replace('[urn:user:carol]', "[[urn:user:carol, 'urn:github:user:7']]")
    expect(await problem(BASELINE, named)).toMatch(/one person’s/)
    const waived = SERVICE.replace(
      'rules:',
      "waivers: { from: ['group:board'], maxDuration: 1d }\nrules:",
    ).replace('id: lead,', 'id: lead, waivable: true,')
    expect(await problem(BASELINE, waived)).toMatch(/exceptions granted by different people/)
    const bound = `${SERVICE}  - { id: who, kind: producer, types: artifact.packaged, from: [ci] }\n`
    expect(await problem(BASELINE, bound)).toMatch(/kind producer/)
  })

  test('keeps two rules of one id apart', async () => {
    const other = BASELINE.replace('name: acme', 'name: other')
    const merged = await mergedYaml([await load(BASELINE), await load(other)], { environment: 'production' })
    if ('problem' in merged) throw new Error(merged.problem)
    const { rules } = await load(merged.text)
    expect(rules.map(({ id }) => id)).toEqual([
      ...['unit-tests', 'freeze', 'board'],
      ...['unit-tests-baseline-other', 'freeze-baseline-other', 'board-baseline-other'],
    ])
  })
})
