/** Same inputs, same decision: whatever the order of answers and policies, however often, and judged again from its record. */
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { decide } from '../../src/policy/decide.ts'
import type { Decision } from '../../src/policy/decision.ts'
import type { Evidence } from '../../src/policy/gather.ts'
import { compareDecisions } from '../../src/policy/compare.ts'
import { decisionEvent, readDecision } from '../../src/policy/record.ts'
import { judgeAgain } from '../../src/policy/replay.ts'
import { ALL_KINDS } from './properties-rules.ts'
import { createTally, optionsAt, runs, scenes, worldOf } from './properties-world.ts'
import { NOW } from './scene.ts'

/** Any order, told by a number. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  const left = [...list]
  const done: T[] = []
  for (let state = (Math.abs(seed) % 65_521) + 1; left.length > 0; state = (state * 48_271) % 65_521)
    done.push(...left.splice(state % left.length, 1))
  return done
}

const answersIn = ({ position, answers }: Evidence, seed: number): Evidence => ({
  position,
  answers: new Map(
    shuffled([...answers], seed).map(([key, { events, complete }]) => [
      key,
      { events: shuffled(events, seed), complete },
    ]),
  ),
})

test('the order of answers, of events in them and of policies changes nothing, and nothing is left over', async () => {
  const seen = createTally()
  await fc.assert(
    fc.asyncProperty(scenes(ALL_KINDS, 2), fc.nat(), async (scene, seed) => {
      const world = await worldOf(scene, scene.sent)
      if (world === undefined) return void seen.add('unloaded')
      const evidence = await world.evidence()
      const options = optionsAt(NOW)
      const decision = decide(world.policies, scene.request, evidence, options)
      seen.add(decision.verdict, ...scene.kinds)
      if (world.policies.length > 1) seen.add('layers')
      if (decision.findings.some(({ result }) => result === 'waived' || result === 'overridden'))
        seen.add('excepted')
      const said = JSON.stringify(decision)
      expect(JSON.stringify(decide(world.policies, scene.request, evidence, options))).toBe(said)
      const other = decide(shuffled(world.policies, seed), scene.request, answersIn(evidence, seed), options)
      expect(compareDecisions(decision, other)).toEqual([])
      expect(JSON.stringify(other)).toBe(said)

      const { subject } = decisionEvent(decision, { source: 'urn:turnpike:store' })
      const recorded: Decision = readDecision(JSON.parse(JSON.stringify(subject.content)))
      const evaluator = { name: 'turnpike', version: '0.0.0' }
      const again = judgeAgain(recorded, { policies: world.policies, evidence, evaluator })
      expect(compareDecisions(recorded, again)).toEqual([])
    }),
    runs(300),
  )
  if (process.env['TURNPIKE_TALLY'] !== undefined) console.log(seen.all())
  for (const [what, least] of [
    ['allow', 80],
    ['deny', 60],
    ['pending', 20],
    ['error', 20],
  ] as const)
    expect([what, seen.of(what) >= least]).toEqual([what, true])
  for (const [what, least] of [
    ['layers', 50],
    ['excepted', 5],
  ] as const)
    expect([what, seen.of(what) >= least]).toEqual([what, true])
  for (const kind of ALL_KINDS) expect([kind, seen.of(kind) >= 15]).toEqual([kind, true])
})
