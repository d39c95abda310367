import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { decide } from '../../src/policy/decide.ts'
import type { Decision } from '../../src/policy/decision.ts'
import { gather } from '../../src/policy/gather.ts'
import { readDecision } from '../../src/policy/record.ts'
import { requirements } from '../../src/policy/requirements.ts'
import { createShelf } from '../../src/policy/shelf.ts'
import { DIGEST, eventOf, ID, load, NOW, OTHER, policyText, principal, REQUEST } from './scene.ts'
import type { Said } from './scene.ts'

/** Every kind that reads events. */
const RULES = `
  - { id: unit, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit }, maxAge: 2h }
  - { id: cover, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit }, where: event.customData.n >= 1 }
  - { id: board, kind: approval, from: ['group:board'], producer: [ops] }
  - { id: order, kind: order, environments: [staging], producer: [ops] }
  - { id: soak, kind: soak, environment: staging, duration: 1h, producer: [ops] }
  - { id: calm, kind: absence, openedBy: incident.detected, closedBy: incident.resolved, producer: [ops], feed: none }
  - { id: free, kind: environment, producer: [ops], idle: 1h }
  - id: either
    kind: anyOf
    members:
      - { id: m1, kind: evidence, type: artifact.published, producer: [ci] }
      - { id: m2, kind: evidence, type: artifact.packaged, producer: [ci] }`

const by = fc.constantFrom('token:ci', 'token:ops', 'token:fork')
const when = fc.constantFrom('1m', '20m', '70m', '3h', '9d')
const artifact = fc.constantFrom(DIGEST, DIGEST, OTHER)
const relevant: fc.Arbitrary<Said> = fc
  .oneof(
    fc
      .record({
        outcome: fc.constantFrom('success', 'success', 'failure', 'cancel'),
        id: fc.constantFrom('unit', 'lint'),
        n: fc.constantFrom(0, 1, undefined),
        artifact,
      })
      .map(({ outcome, id, n, artifact }): Said => ({
        type: 'testsuiterun.finished',
        environment: 'ci',
        artifact,
        content: { outcome, testSuite: { id } },
        ...(n === undefined ? {} : { customData: { n } }),
      })),
    fc
      .record({
        who: fc.constantFrom('alice', 'bob', 'mallory'),
        decision: fc.constantFrom('approved', 'approved', 'rejected', 'deferred'),
        environment: fc.constantFrom('production', 'staging'),
        artifact,
      })
      .map(({ who, decision, environment, artifact }): Said => ({
        type: 'approval.updated',
        subject: `approval-${who}`,
        environment,
        artifact,
        content: { approvalDetailsUrl: 'https://example.org/a', responder: `urn:user:${who}`, decision },
      })),
    fc
      .record({ what: fc.constantFrom('deployed', 'upgraded', 'rolledback'), artifact })
      .map(({ what, artifact }): Said => ({
        type: `service.${what}`,
        subject: 'webshop',
        environment: 'staging',
        artifact,
      })),
    fc
      .record({ what: fc.constantFrom('detected', 'resolved', 'resolved'), id: fc.constantFrom('I1', 'I2') })
      .map(({ what, id }): Said => ({
        type: `incident.${what}`,
        subject: id,
        environment: 'production',
        artifact: undefined,
      })),
    fc.constantFrom('artifact.published', 'artifact.packaged').map((type): Said => ({
      type,
      ...(type === 'artifact.packaged' ? { content: { change: { id: '1' } } } : {}),
    })),
  )
  .chain((said) => fc.record({ by, when }).map((sent) => ({ ...said, ...sent })))

/** Events of other things: another artifact in another environment, of a service nobody asked about. */
const unrelated: fc.Arbitrary<Said> = fc
  .constantFrom(
    'testsuiterun.finished',
    'service.deployed',
    'incident.detected',
    'approval.updated',
    'dev.cdeventsx.acme-thing.happened.0.1.0',
  )
  .chain((type) =>
    fc.record({ by, when }).map((sent): Said => ({
      type,
      subject: 'elsewhere',
      environment: 'elsewhere',
      artifact: OTHER,
      ...(type === 'testsuiterun.finished' ? { content: { outcome: 'failure' } } : {}),
      ...(type === 'approval.updated'
        ? {
            content: {
              approvalDetailsUrl: 'https://example.org/a',
              responder: 'urn:user:alice',
              decision: 'rejected',
            },
          }
        : {}),
      ...sent,
    })),
  )

const policy = load(policyText(RULES))
/** Enough to allow, so that the properties are not about denials only. */
const ENOUGH: Said[] = [
  {
    type: 'testsuiterun.finished',
    environment: 'ci',
    content: { outcome: 'success', testSuite: { id: 'unit' } },
    customData: { n: 1 },
  },
  {
    type: 'approval.updated',
    subject: 'a',
    environment: 'production',
    by: 'token:ops',
    content: {
      approvalDetailsUrl: 'https://example.org/a',
      responder: 'urn:user:alice',
      decision: 'approved',
    },
  },
  { type: 'service.deployed', subject: 'webshop', environment: 'staging', by: 'token:ops', when: '3h' },
  { type: 'artifact.published' },
]
const some = fc.oneof(
  fc.array(relevant, { maxLength: 14 }),
  fc.array(relevant, { maxLength: 6 }).map((more) => [...more, ...ENOUGH]),
)

type Sent = { event: Record<string, unknown>; said: Said }
const sent = (said: Said): Sent => ({ event: eventOf(said), said })

async function judge(
  events: readonly Sent[],
  change?: (evidence: Awaited<ReturnType<typeof gather>>) => void,
): Promise<Decision> {
  const shelf = createShelf()
  for (const { event, said } of events)
    shelf.put(
      event,
      principal(said.by),
      new Date(Date.parse((event['context'] as { timestamp: string }).timestamp)).toISOString(),
    )
  const loaded = [await policy]
  const evidence = await gather(shelf, 'default', requirements(loaded, REQUEST, NOW))
  change?.(evidence)
  return decide(loaded, REQUEST, evidence, {
    id: ID,
    now: NOW,
    organisation: 'default',
    requester: principal(undefined),
    mode: 'enforce',
  })
}

const said = ({ verdict, findings }: Decision) => [
  verdict,
  findings.map(({ rule, result, reason }) => [rule, result, reason]),
]
const RUNS = { numRuns: 80, seed: 20261121 }

describe('for any events', () => {
  test('adding an unrelated one changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(some, unrelated, fc.nat(), async (events, other, at) => {
        const before = events.map(sent)
        const place = before.length === 0 ? 0 : at % (before.length + 1)
        const after = [...before.slice(0, place), sent(other), ...before.slice(place)]
        expect(said(await judge(after))).toEqual(said(await judge(before)))
      }),
      RUNS,
    )
  })

  test('the order in which the store answers changes nothing: the sequence decides', async () => {
    await fc.assert(
      fc.asyncProperty(some, fc.integer(), async (events, seed) => {
        const put = events.map(sent)
        const shuffled = await judge(put, (evidence) => {
          for (const answer of evidence.answers.values())
            answer.events.sort(
              (a, b) => ((a.sequence * 7919 + seed) % 13) - ((b.sequence * 7919 + seed) % 13),
            )
        })
        expect(shuffled).toEqual(await judge(put))
      }),
      RUNS,
    )
  })

  test('taking away evidence that a passing check used never turns a refusal into an allow', async () => {
    let allows = 0
    await fc.assert(
      fc.asyncProperty(some, async (events) => {
        const put = events.map(sent)
        const before = await judge(put)
        if (before.verdict === 'allow') allows++
        const used = new Set(
          before.findings
            .filter(({ result }) => result === 'pass')
            .flatMap(({ evidence }) => evidence.map(({ id }) => id)),
        )
        const left = put.filter(({ event }) => !used.has((event['context'] as { id: string }).id))
        const after = await judge(left)
        if (before.verdict !== 'allow') expect(after.verdict).not.toBe('allow')
      }),
      RUNS,
    )
    expect(allows).toBeGreaterThan(0)
  })

  test('strangers can add what they like: they never open a gate', async () => {
    await fc.assert(
      fc.asyncProperty(some, some, async (events, more) => {
        const put = events.map(sent)
        const strange = more.map((one) => sent({ ...one, by: 'token:fork' }))
        const [before, after] = [await judge(put), await judge([...put, ...strange])]
        if (before.verdict !== 'allow') expect(after.verdict).not.toBe('allow')
      }),
      RUNS,
    )
  })

  test('every decision can be read back, and says until when an allow holds', async () => {
    await fc.assert(
      fc.asyncProperty(some, async (events) => {
        const decision = await judge(events.map(sent))
        expect(readDecision(JSON.parse(JSON.stringify(decision)))).toEqual(decision)
        expect(decision.expiresAt === undefined).toBe(decision.verdict !== 'allow')
        for (const finding of decision.findings)
          if (['fail', 'pending', 'error'].includes(finding.result))
            expect(finding.remediation).not.toBe(undefined)
      }),
      RUNS,
    )
  })
})
