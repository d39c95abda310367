/** Judging again, and comparing: pure. */
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { canonicalJson } from '../../src/cdevents/canonical.ts'
import { compareDecisions } from '../../src/policy/compare.ts'
import { decide } from '../../src/policy/decide.ts'
import type { Decision } from '../../src/policy/decision.ts'
import { gather } from '../../src/policy/gather.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { decisionEvent, exitCodeOf, readDecision } from '../../src/policy/record.ts'
import { asReplay, judgeAgain, judgeInstead, replayOf } from '../../src/policy/replay.ts'
import { requirements } from '../../src/policy/requirements.ts'
import type { Shelf } from '../../src/policy/shelf.ts'
import {
  ask,
  DIGEST,
  eventOf,
  ID,
  load,
  NOW,
  OTHER,
  policyText,
  principal,
  REQUEST,
  shelfOf,
  suite,
} from './scene.ts'
import type { Said } from './scene.ts'

const EVALUATOR = { name: 'turnpike', version: '0.0.0' }
const recordOf = (decision: Decision): Decision =>
  readDecision(
    JSON.parse(JSON.stringify(decisionEvent(decision, { source: 'urn:turnpike:store' }).subject.content)),
  )

async function again(recorded: Decision, policies: readonly Policy[], shelf: Shelf, previous?: Decision) {
  const needs = requirements(policies, recorded.request, recorded.decidedAt)
  const evidence = await gather(shelf, 'default', needs, recorded.position)
  return judgeAgain(recorded, {
    policies,
    evidence,
    evaluator: EVALUATOR,
    ...(previous === undefined ? {} : { previous }),
  })
}

const RULES = `
  - { id: unit, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit }, maxAge: 2h, onMissing: wait }
  - { id: warned, kind: evidence, type: testsuiterun.finished, producer: any, where: event.customData.n >= 1, enforce: warn }
  - { id: board, kind: approval, from: ['group:board'], producer: [ops] }
  - { id: order, kind: order, environments: [staging], producer: [ops] }
  - { id: soak, kind: soak, environment: staging, duration: 1h, producer: [ops], onMissing: wait }
  - { id: calm, kind: absence, openedBy: incident.detected, closedBy: incident.resolved, producer: [ops], feed: none }
  - { id: free, kind: environment, producer: [ops], idle: 1h }
  - { id: freeze, kind: window, deny: [{ cron: '0 0 * * 0', duration: 24h, timezone: UTC }] }
  - { id: standard, kind: evidence, type: artifact.published, producer: any, when: { change.class: standard } }
  - id: either
    kind: anyOf
    members:
      - { id: m1, kind: evidence, type: artifact.published, producer: [ci] }
      - { id: m2, kind: evidence, type: artifact.packaged, producer: [ci] }`
const FILE = `
  - { id: more, kind: evidence, type: testsuiterun.finished, producer: any, match: { outcome: success } }`

const events: fc.Arbitrary<Said> = fc
  .oneof(
    fc
      .record({
        outcome: fc.constantFrom('success', 'failure', 'cancel'),
        id: fc.constantFrom('unit', 'lint'),
        n: fc.constantFrom(0, 1),
      })
      .map(({ n, ...said }): Said => ({ ...suite(said.outcome, said.id), customData: { n } })),
    fc
      .record({
        who: fc.constantFrom('alice', 'bob', 'eve'),
        decision: fc.constantFrom('approved', 'rejected'),
      })
      .map(({ who, decision }): Said => ({
        type: 'approval.updated',
        subject: `approval-${who}`,
        environment: 'production',
        content: { approvalDetailsUrl: 'https://example.org/a', responder: `urn:user:${who}`, decision },
      })),
    fc.constantFrom('deployed', 'upgraded', 'rolledback').map((what): Said => ({
      type: `service.${what}`,
      subject: 'webshop',
      environment: 'staging',
    })),
    fc.constantFrom('detected', 'resolved').map((what): Said => ({
      type: `incident.${what}`,
      subject: 'I1',
      environment: 'production',
      artifact: undefined,
    })),
    fc.constant<Said>({ type: 'artifact.published' }),
  )
  .chain((said) =>
    fc
      .record({
        by: fc.constantFrom('token:ci', 'token:ops', 'token:fork'),
        when: fc.constantFrom('1m', '70m', '3h', '9d', '2026-11-21T14:00:00.003Z'),
        artifact: fc.constantFrom(DIGEST, DIGEST, OTHER),
      })
      .map((sent) => ({ ...sent, ...said })),
  )

const policy = load(policyText(RULES))
const waiting = load(
  policyText(
    '  - { id: published, kind: evidence, type: artifact.published, producer: [ci], onMissing: wait }',
  ),
)
const file = load(policyText(FILE, { name: 'team' }), 'file')

describe('whatever was decided', () => {
  test('is decided again from its record, whatever is said afterwards', async () => {
    const [stored, sent, waits] = [await policy, await file, await waiting]
    const verdicts = new Set<string>()
    await fc.assert(
      fc.asyncProperty(
        fc.array(events, { maxLength: 14 }),
        fc.array(events, { maxLength: 5 }),
        fc.constantFrom<Policy[]>([stored], [stored, sent], [sent], [waits], []),
        fc.constantFrom('enforce' as const, 'warn' as const, 'dry-run' as const, 'replay' as const),
        fc.constantFrom(undefined, 'standard' as const, 'emergency' as const),
        fc.boolean(),
        async (before, after, policies, mode, changeClass, hasPrevious) => {
          const shelf = shelfOf(...before)
          const request =
            changeClass === undefined
              ? {}
              : { change: { id: 'https://example.org/pr/1', class: changeClass, author: 'urn:user:bob' } }
          const previous = hasPrevious
            ? recordOf(await ask(policies, { shelf: shelfOf(), request }))
            : undefined
          const options = { mode, ...(previous === undefined ? {} : { previous }) }
          const decided = await ask(policies, { shelf, request, options })
          const recorded = recordOf(decided)
          for (const said of after) shelf.put(eventOf(said), principal(said.by), NOW)
          const second = await again(recorded, policies, shelf, previous)
          expect(compareDecisions(recorded, second)).toEqual([])
          expect(canonicalJson(second)).toBe(canonicalJson(recorded))
          verdicts.add(recorded.verdict)
        },
      ),
      { numRuns: 300 },
    )
    expect([...verdicts].sort()).toEqual(['allow', 'deny', 'error', 'pending'])
  })
})

describe('an answer of judging again', () => {
  const scene = async () => {
    const policies = [await load(policyText(FILE))]
    const shelf = shelfOf(suite('success'))
    const recorded = recordOf(await ask(policies, { shelf }))
    return { policies, shelf, recorded }
  }

  test('is no allow that anything opens for: its exit code, were it a gate, is a denial', async () => {
    const { policies, shelf, recorded } = await scene()
    expect([recorded.verdict, exitCodeOf(recorded)]).toEqual(['allow', 0])
    const replayed = asReplay(await again(recorded, policies, shelf), 'other')
    expect([replayed.verdict, replayed.mode, replayed.expiresAt, exitCodeOf(replayed)]).toEqual([
      'allow',
      'replay',
      undefined,
      3,
    ])
  })

  test('can be judged again itself, and stays a replay of the record', async () => {
    const { policies, shelf, recorded } = await scene()
    const first = asReplay(await again(recorded, policies, shelf), 'first')
    const second = asReplay(await again(first, policies, shelf), 'second')
    expect(compareDecisions(first, second)).toEqual([])
    expect([second.replayOf, second.mode]).toEqual([ID, 'replay'])
    expect(compareDecisions(recorded, second)).toEqual([])
  })

  test('is not identical while anything it rests on is not as it was', async () => {
    const { policies, shelf, recorded } = await scene()
    const same = await again(recorded, policies, shelf)
    const given = { id: 'other', remarks: [] }
    const resultWith = (
      what: 'evidence-altered' | 'record-altered' | 'evaluator-changed' | 'policy-missing',
    ) => replayOf(recorded, same, { ...given, causes: [{ what, says: '' }] }).result
    expect(replayOf(recorded, same, { ...given, causes: [] }).result).toBe('identical')
    expect(resultWith('evaluator-changed')).toBe('identical')
    expect(resultWith('evidence-altered')).toBe('different')
    expect(resultWith('record-altered')).toBe('different')
    expect(resultWith('policy-missing')).toBe('impossible')
    expect(replayOf(recorded, { ...same, summary: 'x' }, { ...given, causes: [] }).result).toBe('different')
  })

  test('as it would have been at another moment sees nothing that came later', async () => {
    const { policies, recorded } = await scene()
    const shelf = shelfOf({ ...suite('success'), when: '2h' }, { ...suite('failure'), when: '1h' })
    const now = '2026-11-21T12:30:00.000Z'
    const needs = requirements(policies, recorded.request, now)
    const material = { policies, evidence: await gather(shelf, 'default', needs), evaluator: EVALUATOR }
    const decision = judgeInstead(recorded, material, { id: 'other', now })
    expect([decision.verdict, decision.mode, decision.replayOf]).toEqual(['allow', 'replay', ID])
  })
})

test('decide and judging again agree that a record without policies is an error', () => {
  const evidence = { position: 0, answers: new Map() }
  const options = { id: ID, now: NOW, organisation: 'default', mode: 'enforce' as const }
  const decision = decide([], REQUEST, evidence, { ...options, requester: { kind: 'token', id: 'token:ci' } })
  expect(judgeAgain(recordOf(decision), { policies: [], evidence, evaluator: EVALUATOR }).verdict).toBe(
    'error',
  )
})
