/**
 * What speaks for a deployment only helps: one more passing event closes no gate, and one less opens none.
 *
 * A passing event is a row of `PASSING` (properties-events.ts): by a believed producer, valid, received now, of a type and
 * with a content that the rules of its kind ask for. What is no passing event, because a rule says that it objects:
 * - a later failure or rejection, an incident, a lock, a lease of somebody else, a record of a change that is classified
 *   otherwise or is not approved, another digest deployed where this one should run, a second event under one id: the
 *   generator of passing events makes none of these;
 * - what happens to be on the wrong side of a rule of another kind: the tables below, by kind and reason.
 */
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Decision, Finding } from '../../src/policy/decision.ts'
import { ALL_KINDS } from './properties-rules.ts'
import { passing } from './properties-events.ts'
import type { PolicyOf } from './properties-rules.ts'
import { blocks, createTally, runs, scenes, worldOf } from './properties-world.ts'
import type { Scene } from './properties-world.ts'
import { NOW } from './scene.ts'
import { from } from './tighten-rules.ts'

/** Reasons for which one more passing event may close a gate, and why. */
const CLOSES: Readonly<Record<string, readonly string[]>> = {
  // A higher number on the wrong side: a sum or a count grows with every event; it holds with and without the unusable.
  threshold: ['out-of-bounds', 'future-timestamp', 'invalid', 'level-too-low'],
  // The way back is another digest in the target; a rule that expects one digest there sees that it is not the one.
  environment: ['unexpected-digest'],
  // `first: allow` holds while nothing was ever reported; of what runs there, the way back to it must be tested.
  'rollback-plan': ['not-tested'],
}

/** Reasons for which a gate may be closed by evidence that was good once: taking it away, nothing stale is left. */
const STALE: Readonly<Record<string, readonly string[]>> = {
  ...CLOSES,
  // The newest run of one thing has aged out, and says so, whatever else passes.
  evidence: ['evidence-too-old'],
  threshold: [...CLOSES['threshold']!, 'evidence-too-old'],
  attestation: ['evidence-too-old', 'too-old', 'verdict-too-old'],
  // What is reported to run there is what must be gone back to; that nothing was ever reported may be allowed aloud.
  'rollback-plan': ['same-digest', 'not-tested', 'evidence-too-old'],
}

/** Findings that `after` blocks and `before` did not. */
function newlyBlocked(before: Decision, after: Decision): Finding[] {
  const open = new Set(blocks(before).map(({ policy, rule }) => `${policy}/${rule}`))
  return blocks(after).filter(({ policy, rule }) => !open.has(`${policy}/${rule}`))
}

/** Is each of these blocked for a reason of the table? Of an `anyOf`, one of its members. */
function isExcused(findings: readonly Finding[], table: typeof CLOSES): boolean {
  return findings.some((finding) =>
    (finding.members ?? [finding]).some(({ kind, reason }) => table[kind]?.includes(reason)),
  )
}

/** That nothing was ever reported is good news only where a rule says so aloud. */
const tableFor = ({ written }: Scene, table: typeof CLOSES): typeof CLOSES =>
  JSON.stringify(written).includes('"first":"allow"')
    ? table
    : { ...table, 'rollback-plan': ['evidence-too-old'] }

/**
 * Rules by the class of the change come and go with its record: a record is news for them, not support. And a rule that
 * is not yet in force, or no longer, is not there.
 */
const withoutClasses = (written: readonly PolicyOf[]): PolicyOf[] =>
  written.map((policy) => ({
    ...policy,
    rules: policy.rules.map(({ when: _when, unless: _unless, ...rule }) => rule),
  }))

/** Of two artifacts only one runs in a place: what speaks for the one speaks against the other. */
const PLACES = ['order', 'soak', 'environment', 'rollback-plan', 'anyOf']

/** Records of one class: the request claims no less, and nothing is classified again. */
const normal = (scene: Scene): Scene => ({
  ...scene,
  request: scene.kinds.some((kind) => PLACES.includes(kind))
    ? { ...scene.request, artifacts: scene.request.artifacts.slice(0, 1) }
    : scene.request,
  written: withoutClasses(scene.written),
  sent: scene.sent.filter(({ value }) => !/"class":"(standard|major)"/u.test(JSON.stringify(value))),
})

const isSupport = (supports: string | undefined): supports is string =>
  supports !== undefined && supports !== 'never'

describe.each([...ALL_KINDS])('%s', (kind) => {
  const together = fc
    .tuple(scenes([kind], 1).map(normal), fc.boolean())
    .chain(([scene]) => fc.tuple(fc.constant(scene), passing(scene.kinds[0] ?? kind, from('0s')), fc.nat()))

  test('one more passing event turns no allow into anything else', async () => {
    const seen = createTally()
    await fc.assert(
      fc.asyncProperty(together, async ([scene, more]) => {
        const world = await worldOf(scene, scene.sent)
        const other = await worldOf(scene, [...scene.sent, more])
        if (world === undefined || other === undefined) return
        const before = await world.at(NOW)
        if (before.verdict !== 'allow') return
        seen.add('allow')
        const after = await other.at(NOW)
        if (after.verdict === 'allow') return
        seen.add('excused')
        const found = newlyBlocked(before, after)
        expect(
          isExcused(found, tableFor(scene, CLOSES)) ? [] : found.map(({ kind, reason }) => [kind, reason]),
        ).toEqual([])
      }),
      runs(45),
    )
    if (process.env['TURNPIKE_TALLY'] !== undefined) console.log(kind, seen.all())
    expect(seen.of('allow')).toBeGreaterThan(4)
    // The tables are exceptions, not the rule.
    expect(seen.of('excused') * 3).toBeLessThan(seen.of('allow'))
  })

  test('one less passing event turns nothing into an allow', async () => {
    const seen = createTally()
    await fc.assert(
      fc.asyncProperty(together, async ([scene, , nth]) => {
        const supporting = scene.sent.filter(({ supports }) => isSupport(supports))
        const gone = supporting[nth % Math.max(1, supporting.length)]
        if (gone === undefined) return
        const world = await worldOf(scene, scene.sent)
        const other = await worldOf(
          scene,
          scene.sent.filter((one) => one !== gone),
        )
        if (world === undefined || other === undefined) return
        const before = await world.at(NOW)
        const after = await other.at(NOW)
        if (before.verdict === 'allow')
          return void seen.add(after.verdict === 'allow' ? 'still open' : 'closed')
        seen.add('not open')
        if (after.verdict !== 'allow') return
        seen.add('excused')
        const found = blocks(before)
        expect(
          isExcused(found, tableFor(scene, STALE)) ? [] : found.map(({ kind, reason }) => [kind, reason]),
        ).toEqual([])
      }),
      runs(45),
    )
    if (process.env['TURNPIKE_TALLY'] !== undefined) console.log(kind, seen.all())
    expect(seen.of('not open')).toBeGreaterThan(4)
    expect(seen.of('excused') * 3).toBeLessThan(seen.of('not open'))
  })
})
