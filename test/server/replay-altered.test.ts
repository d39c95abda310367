/** Judged again: what was changed behind the store is told, and what is gone. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Decision } from '../../src/policy/decision.ts'
import { policy, testsPassed } from './sample.ts'
import { ALICE, APPROVAL_POLICY, IDENTICAL, openScene, outcome, type Scene, trust } from './replay-scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const passed = (given: Parameters<typeof testsPassed>[0] = {}) => testsPassed({ at: scene.now(), ...given })

describe('what was changed behind the store is shown', () => {
  const evidenceOf = (decision: Decision) => decision.findings[0]!.evidence[0]!.sequence

  test('an event that says something else now', async () => {
    await scene.publish(policy())
    await scene.put(passed({ outcome: 'failure' }))
    const decision = await scene.ask()
    const sequence = 2
    expect(
      scene.sql(
        `update event set body = replace(body, '"failure"', '"success"') where sequence = ?`,
        sequence,
      ),
    ).toBe(1)
    const answer = await scene.replay(decision.id)
    expect(outcome(answer)).toMatchObject({ result: 'different', causes: ['evidence-altered'] })
    expect(answer.causes[0]).toMatchObject({ sequence })
    expect(answer.causes[0]?.says).toContain(`Event #${sequence} (testsuiterun.finished of run-`)
    expect(answer.differences[0]?.says).toBe('verdict was "deny", is "allow".')
    expect(answer.differences.map(({ says }) => says)).toContainEqual(
      expect.stringContaining('check unit-tests of policy production: result was "fail", is "pass".'),
    )
  })

  test('an event that another rule would have read the same way', async () => {
    await scene.publish(policy())
    await scene.put(passed())
    const decision = await scene.ask()
    scene.sql(
      `update event set body = replace(body, 'acme/webshop', 'acme/webshup') where sequence = ?`,
      evidenceOf(decision),
    )
    expect(outcome(await scene.replay(decision.id))).toEqual({
      ...IDENTICAL,
      result: 'different',
      causes: ['evidence-altered'],
    })
  })

  test('an event whose digest was changed with it', async () => {
    await scene.publish(policy())
    await scene.put(passed())
    const decision = await scene.ask()
    scene.sql(`update event set digest = zeroblob(32) where sequence = ?`, evidenceOf(decision))
    expect(outcome(await scene.replay(decision.id))).toMatchObject({
      result: 'different',
      causes: ['evidence-altered'],
      differences: [`/findings/production~1unit-tests/evidence/${evidenceOf(decision)}/digest`],
    })
  })

  test('when an event is said to have come at another time', async () => {
    await scene.publish(policy())
    await scene.put(passed())
    const decision = await scene.ask()
    scene.sql(`update event set received = received - 60000 where sequence = ?`, evidenceOf(decision))
    expect(outcome(await scene.replay(decision.id))).toMatchObject({
      result: 'different',
      causes: ['evidence-altered'],
    })
  })

  test('an event that is gone', async () => {
    await scene.publish(policy())
    const sequence = await scene.put(passed())
    const decision = await scene.ask()
    expect(scene.sql(`delete from event where sequence = ?`, sequence)).toBe(1)
    const answer = await scene.replay(decision.id)
    expect(outcome(answer)).toMatchObject({ result: 'different', causes: ['evidence-missing'] })
    expect(answer.causes[0]?.says).toContain(`Event #${sequence}`)
  })

  test('the record itself', async () => {
    await scene.publish(policy())
    const decision = await scene.ask()
    scene.sql(
      `update event set body = replace(body, 'The one check fails', 'The one check falls') where body like ?`,
      `%"id":"${decision.id}"%`,
    )
    expect(outcome(await scene.replay(decision.id))).toMatchObject({
      result: 'different',
      causes: ['record-altered'],
      differences: expect.arrayContaining(['/summary']) as unknown,
    })
  })

  test('a record that contradicts itself', async () => {
    await scene.publish(policy())
    const decision = await scene.ask()
    scene.sql(
      `update event set body = replace(body, '"verdict":"deny"', '"verdict":"allow"') where body like ?`,
      `%"id":"${decision.id}"%`,
    )
    const answer = await scene.replay(decision.id)
    expect(outcome(answer)).toMatchObject({ result: 'impossible', causes: ['record-unreadable'] })
    expect(answer.causes[0]?.says).toContain('contradicts itself')
  })

  test('a policy whose text is gone, or another one', async () => {
    await scene.publish(policy())
    const decision = await scene.ask()
    scene.sql(
      `update event set body = replace(body, 'production', 'productiom') where body like '%turnpike-policy.published%'`,
    )
    const altered = await scene.replay(decision.id)
    expect(altered).toMatchObject({ result: 'impossible', causes: [{ what: 'policy-altered' }] })
    scene.sql(`delete from event where body like '%turnpike-policy.published%'`)
    const answer = await scene.replay(decision.id)
    expect(outcome(answer)).toMatchObject({ result: 'impossible', causes: ['policy-missing'] })
    expect(answer.causes[0]?.says).toBe(
      `The text of the policy production (${decision.policies[0]!.digest}) is not in the store.`,
    )
  })

  test('the trust document that said who is who', async () => {
    await scene.trust(trust(ALICE))
    await scene.publish(APPROVAL_POLICY)
    const decision = await scene.ask()
    scene.sql(`delete from event where body like '%turnpike-trust.published%'`)
    expect(outcome(await scene.replay(decision.id))).toMatchObject({
      result: 'impossible',
      causes: ['trust-missing'],
    })
  })

  test('the decision before', async () => {
    await scene.publish(policy())
    const first = await scene.ask()
    scene.pass(1)
    const second = await scene.ask()
    scene.sql(`delete from event where body like ?`, `%"subject":{"id":"${first.id}"%`)
    const answer = await scene.replay(second.id)
    expect(outcome(answer)).toMatchObject({ result: 'different', causes: ['previous-missing'] })
    expect(answer.differences.map(({ path }) => path)).toContain('/previous')
  })
})
