/** A decision as it would have been: at another moment, under another policy. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { policy, testsPassed } from './sample.ts'
import { openScene, policyOf, type Scene } from './replay-scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const passed = (given: Parameters<typeof testsPassed>[0] = {}) => testsPassed({ at: scene.now(), ...given })

describe('what if', () => {
  test('it had been another moment: with what the store had received by then', async () => {
    await scene.publish(policy())
    scene.pass(10)
    const before = scene.now()
    scene.pass(10)
    await scene.put(passed())
    const decision = await scene.ask()
    scene.pass(60)
    await scene.put(passed({ outcome: 'failure' }))
    const early = await scene.replay(decision.id, { at: before })
    const late = await scene.replay(decision.id, { at: scene.now() })
    expect([early, late].map(({ result, decision: again }) => [result, again?.verdict, again?.mode])).toEqual(
      [
        ['what-if', 'deny', 'replay'],
        ['what-if', 'deny', 'replay'],
      ],
    )
    expect(early.decision).toMatchObject({ decidedAt: before, position: 1 })
    expect(late.decision?.findings[0]?.reason).not.toBe(early.decision?.findings[0]?.reason)
  })

  test('another policy had been in force, in place of its name or beside', async () => {
    await scene.publish(policy())
    const decision = await scene.ask()
    const kinder = await policyOf(policy({ onMissing: 'wait' }))
    const beside = await policyOf(policy({ name: 'other' }).replace('id: unit-tests', 'id: more'))
    const instead = await scene.replay(decision.id, { policies: [kinder] })
    expect(instead).toMatchObject({
      result: 'what-if',
      whatIf: { policies: [{ name: 'production', digest: kinder.digest }] },
      decision: { verdict: 'pending', mode: 'replay' },
    })
    const more = await scene.replay(decision.id, { policies: [beside] })
    expect(more.decision?.policies.map(({ name }) => name)).toEqual(['other', 'production'])
  })

  test('an allow that would have been opens nothing, and is never called identical', async () => {
    await scene.publish(policy())
    await scene.put(passed())
    const decision = await scene.ask()
    const answer = await scene.replay(decision.id, { at: decision.decidedAt })
    expect(answer).toMatchObject({ result: 'what-if', decision: { verdict: 'allow', mode: 'replay' } })
    expect(JSON.stringify(answer)).not.toContain('expiresAt')
  })

  test('the text of then is gone, and another stands in', async () => {
    await scene.publish(policy())
    const decision = await scene.ask()
    scene.sql(`delete from event where body like '%turnpike-policy.published%'`)
    const answer = await scene.replay(decision.id, { policies: [await policyOf(policy())] })
    expect(answer).toMatchObject({ result: 'what-if', decision: { verdict: 'deny' } })
  })
})
