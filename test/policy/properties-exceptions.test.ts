/** Waivers and overrides: they change only what they may, never an error, and no allow outlives them. */
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Decision, Finding } from '../../src/policy/decision.ts'
import type { Sent } from './properties-events.ts'
import { eventsOf, exceptionsOf, inOrder } from './properties-events.ts'
import { policiesOf } from './properties-rules.ts'
import type { PolicyOf } from './properties-rules.ts'
import { blocks, createTally, runs, worldOf } from './properties-world.ts'
import type { Scene } from './properties-world.ts'
import { NOW, REQUEST } from './scene.ts'

const EXCEPTION = /turnpike-(waiver|override)\./u
const typeOf = ({ value }: Sent): string => (value as { context: { type: string } }).context.type
const contentOf = ({ value }: Sent) =>
  (value as { subject: { content: { by?: { person: string }; requestedBy?: { person: string } } } }).subject
    .content
const isException = (sent: Sent) => EXCEPTION.test(typeOf(sent))

const isWaivable = (written: readonly PolicyOf[], finding: Finding): boolean =>
  written.some(({ layer, rules }) =>
    rules.some((rule, index) => `${layer}-${index}` === finding.rule && rule['waivable'] === true),
  )
/** A finding without what exceptions say in it. */
const key = ({ policy, rule }: Finding) => `${policy}/${rule}`

async function both(
  scene: Parameters<typeof worldOf>[0] & { sent: readonly Sent[] },
  changed: readonly Sent[],
) {
  const [before, after] = await Promise.all([worldOf(scene, scene.sent), worldOf(scene, changed)])
  if (before === undefined || after === undefined) return undefined
  return [await before.at(NOW), await after.at(NOW)] as const
}

const gist = ({ verdict, findings, waivers, overrides, expiresAt }: Decision) => ({
  ...{ verdict, waivers, overrides, expiresAt },
  findings: findings.map(({ rule, result, reason, exception }) => [rule, result, reason, exception]),
})

/** Kinds that fail or wait easily. */
const KINDS = [
  'absence',
  'approval',
  'evidence',
  'approval',
  'order',
  'change',
  'window',
  'environment',
  'attestation',
  'rollback-plan',
]
/** So that an allow is there to be had: an exception alone opens nothing. */
const OPEN = { kind: 'window', deny: [{ from: '2020-11-01T00:00Z', to: '2020-12-01T00:00Z' }] }

const excepted: fc.Arbitrary<Scene> = fc.constantFrom(...KINDS).chain((kind) =>
  fc.tuple(policiesOf([kind]), fc.oneof(fc.constant<Sent[]>([]), eventsOf([kind]))).chain(([written, sent]) =>
    exceptionsOf(written.map(({ layer }) => `${layer}-0`)).map((more) => ({
      kinds: [kind],
      written: written.map((policy) => ({ ...policy, rules: [...policy.rules, OPEN] })),
      sent: inOrder([...sent, ...more]),
      request: { ...REQUEST, actor: 'urn:user:dave', change: { id: 'C1', author: 'urn:user:erin' } },
    })),
  ),
)

describe('waivers and overrides', () => {
  test('change only rules that may be waived, that fail or wait; and an allow ends before they do', async () => {
    const seen = createTally()
    await fc.assert(
      fc.asyncProperty(excepted, async (scene) => {
        const decisions = await both(
          scene,
          scene.sent.filter((one) => !isException(one)),
        )
        if (decisions === undefined) return
        const [with_, without] = decisions
        for (const [index, finding] of with_.findings.entries()) {
          const plain = without.findings[index]!
          expect(key(finding)).toBe(key(plain))
          if (finding.result === plain.result) continue
          seen.add(finding.result)
          expect(['waived', 'overridden']).toContain(finding.result)
          expect(['fail', 'pending']).toContain(plain.result)
          expect([plain.enforce, isWaivable(scene.written, plain)]).toEqual(['block', true])
          const exception = [...with_.waivers, ...with_.overrides].find(({ id }) => id === finding.exception)
          expect(['in-force', 'expiring']).toContain(exception?.state)
          if (with_.verdict !== 'allow') continue
          seen.add('allow on an exception')
          expect(with_.expiresAt! <= exception!.until!).toBe(true)
        }
        if (blocks(without).some(({ result }) => result === 'error')) {
          seen.add('error')
          expect(with_.verdict).toBe('error')
        }
        if (without.verdict === 'allow')
          expect(with_).toMatchObject({ verdict: 'allow', expiresAt: without.expiresAt })
      }),
      runs(180),
    )
    if (process.env['TURNPIKE_TALLY'] !== undefined) console.log(seen.all())
    for (const [what, least] of [
      ['waived', 8],
      ['overridden', 5],
      ['allow on an exception', 8],
      ['error', 3],
    ] as const)
      expect([what, seen.of(what) >= least]).toEqual([what, true])
  })

  test('nobody grants what they asked for, confirms or reviews what they broke', async () => {
    const seen = createTally()
    await fc.assert(
      fc.asyncProperty(excepted, fc.constantFrom('urn:user:alice', 'urn:user:bob'), async (scene, person) => {
        // Everybody is one person, on each side of each exception.
        const alone = scene.sent.map((one) => (isException(one) ? saidBy(one, person) : one))
        const decisions = await both(scene, alone)
        const none = await both(
          scene,
          scene.sent.filter((one) => !isException(one)),
        )
        if (decisions === undefined || none === undefined) return
        const [, own] = decisions
        for (const finding of own.findings) {
          if (finding.result === 'waived') throw new Error('waived by whoever asked for it')
          if (finding.result !== 'overridden') continue
          // Before anybody confirmed it, an override may count for an hour where the policy says so.
          const broken = own.overrides.find(({ id }) => id === finding.exception)!
          seen.add('awaits a second')
          expect(broken.second).toBeUndefined()
          expect(scene.written.some(({ within }) => within === '1h')).toBe(true)
          expect(own.verdict !== 'allow' || own.expiresAt! <= broken.secondDue!).toBe(true)
        }
        for (const { review } of own.overrides) expect(review.state).not.toBe('done')
        if (decisions[0].findings.some(({ result }) => result === 'waived')) seen.add('waived by another')
      }),
      runs(180),
    )
    if (process.env['TURNPIKE_TALLY'] !== undefined) console.log(seen.all())
    for (const what of ['waived by another', 'awaits a second'])
      expect([what, seen.of(what) >= 4]).toEqual([what, true])
  })

  test('said by anybody but the store, they change nothing, and are not even listed', async () => {
    const seen = createTally()
    const kinds = fc.constantFrom('token', 'oidc', 'loopback', 'person', 'session')
    await fc.assert(
      fc.asyncProperty(excepted, kinds, fc.constantFrom('store', 'token:ci'), async (scene, kind, id) => {
        const forged = scene.sent.map((one) =>
          isException(one) ? { ...one, by: { kind: kind as 'token', id } } : one,
        )
        const without = scene.sent.filter((one) => !isException(one))
        const decisions = await both({ ...scene, sent: without }, forged)
        if (decisions === undefined) return
        expect(gist(decisions[1])).toEqual(gist(decisions[0]))
        if (forged.length > without.length) seen.add('forged')
      }),
      runs(120),
    )
    expect(seen.of('forged')).toBeGreaterThan(40)
  })

  test('taking one away never opens a gate', async () => {
    const seen = createTally()
    await fc.assert(
      fc.asyncProperty(excepted, fc.nat(), async (scene, nth) => {
        // Endings are objections, and so is a question that another waiver was granted for than was asked.
        const kept = scene.sent.filter(
          (one) => isException(one) && /granted|confirmed|reviewed/u.test(typeOf(one)),
        )
        const gone = kept[nth % Math.max(1, kept.length)]
        if (gone === undefined) return
        const decisions = await both(
          scene,
          scene.sent.filter((one) => one !== gone),
        )
        if (decisions === undefined) return
        const [before, after] = decisions
        if (before.verdict === 'allow') return void seen.add(after.verdict === 'allow' ? 'still' : 'closed')
        expect(after.verdict).not.toBe('allow')
      }),
      runs(180),
    )
    if (process.env['TURNPIKE_TALLY'] !== undefined) console.log(seen.all())
    expect(seen.of('closed')).toBeGreaterThan(3)
  })
})

/** The same event with one person for everybody in it. */
function saidBy(sent: Sent, person: string): Sent {
  const value = structuredClone(sent.value)
  const content = contentOf({ ...sent, value })
  if (content.by !== undefined) content.by.person = person
  if (content.requestedBy !== undefined) content.requestedBy.person = person
  return { ...sent, value }
}
