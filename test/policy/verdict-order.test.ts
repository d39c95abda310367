/** Of another organisation's verdicts the newest by position counts, in whatever order a store lists them. */
import { expect, test } from '@jest/globals'
import { decide } from '../../src/policy/decide.ts'
import { passingOf } from './properties-events.ts'
import { optionsAt, worldOf } from './properties-world.ts'
import { ago, NOW, REQUEST } from './scene.ts'

test('an answer may list the oldest first', async () => {
  const rule = { kind: 'attestation', verdict: { organisation: 'beta', environment: 'staging' } }
  const [, verdict] = passingOf('attestation')
  const sent = [verdict!('3h', 1), verdict!('1m', 2)]
  const world = (await worldOf({ written: [{ layer: 'service', rules: [rule] }], request: REQUEST }, sent))!
  const { position, answers } = await world.evidence()
  const turned = [...answers].map(([key, { events, complete }]) => [
    key,
    { events: [...events].reverse(), complete },
  ])
  const evidence = { position, answers: new Map(turned as [string, never][]) }
  const decision = decide(world.policies, REQUEST, evidence, optionsAt(NOW))
  expect(decision).toMatchObject({ verdict: 'allow', findings: [{ at: ago('1m') }] })
})
