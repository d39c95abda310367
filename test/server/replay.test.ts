/** Decisions that were recorded, judged again: what came after does not matter, what was changed behind the store shows. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { create } from '../../src/cdevents/create.ts'
import type { Decision } from '../../src/policy/decision.ts'
import { DIGEST, deployed, policy, testsPassed } from './sample.ts'
import { ALICE, APPROVAL_POLICY, IDENTICAL, openScene, outcome, trust, type Scene } from './replay-scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const passed = (given: Parameters<typeof testsPassed>[0] = {}) => testsPassed({ at: scene.now(), ...given })
const expectIdentical = async (decision: Decision) =>
  expect(outcome(await scene.replay(decision.id))).toEqual(IDENTICAL)

const approval = (responder: string) =>
  create(
    'approval.updated',
    {
      source: 'https://ci.example.org/acme/webshop',
      subject: {
        id: 'approval-1',
        content: {
          resourceTargetUrl: 'https://example.org/a',
          approvalDetailsUrl: 'https://example.org/a',
          responder,
          decision: 'approved',
        },
      },
      customData: { turnpike: { artifacts: [{ digest: DIGEST }], environment: 'production' } },
    } as never,
    { id: `approval-${responder}`, now: scene.now() },
  )

describe('a decision judged again is identical', () => {
  test.each<[string, () => Promise<Decision>]>([
    [
      'an allow',
      async () => {
        await scene.put(passed())
        return scene.ask()
      },
    ],
    ['a denial', () => scene.ask()],
    [
      'a denial by a failure',
      async () => {
        await scene.put(passed())
        await scene.put(passed({ outcome: 'failure' }))
        return scene.ask()
      },
    ],
    [
      'a pending one',
      async () => {
        await scene.publish(policy({ onMissing: 'wait' }))
        return scene.ask()
      },
    ],
    ['an error: no policy governs', () => scene.ask({ environment: 'nowhere' })],
    ['an error: a policy that does not exist', () => scene.ask({ policies: ['production', 'nothing'] })],
    [
      'an error: a policy that does not apply',
      async () => {
        await scene.publish(policy({ name: 'staging', environment: 'staging' }))
        return scene.ask({ policies: ['staging', 'nothing'] })
      },
    ],
    ['one that only warned', () => scene.ask({}, { mode: 'warn' })],
    ['a dry run', () => scene.ask({}, { mode: 'dry-run' })],
    [
      'of several artifacts, a service and a change',
      async () => {
        await scene.put(deployed('webshop', 'production'))
        await scene.put(passed())
        const other = `sha256:${'cd'.repeat(32)}`
        return scene.ask({
          artifacts: [{ digest: DIGEST }, { digest: other }],
          service: 'webshop',
          change: { id: 'https://example.org/pr/1', class: 'standard', author: 'urn:user:dave' },
          actor: 'urn:user:erin',
        })
      },
    ],
  ])('%s', async (_name, make) => {
    await scene.publish(policy())
    const decision = await make()
    scene.pass(1)
    await expectIdentical(decision)
  })

  test('with what was decided before, and what changed since', async () => {
    await scene.publish(policy())
    await scene.ask()
    scene.pass(1)
    await scene.put(passed())
    const second = await scene.ask()
    expect(second.previous?.changes).not.toEqual([])
    scene.pass(1)
    await scene.ask()
    await expectIdentical(second)
  })

  test('whatever was kept, published and trusted after it', async () => {
    await scene.trust(trust(ALICE))
    await scene.publish(APPROVAL_POLICY)
    await scene.put(approval('urn:github:user:7'))
    const allowed = await scene.ask()
    expect([allowed.verdict, allowed.trust]).toEqual(['allow', expect.stringMatching(/^sha256:/)])
    scene.pass(5)
    await scene.put(approval('urn:user:mallory'))
    await scene.put(passed({ outcome: 'failure' }))
    await scene.publish(policy())
    await scene.trust(trust("  - { id: 'urn:user:bob', identities: [{ issuer: github, actorId: '7' }] }"))
    expect((await scene.ask()).verdict).toBe('deny')
    await expectIdentical(allowed)
  })

  test('with an event that came between the moment and the position', async () => {
    await scene.publish(policy())
    await scene.put(passed(), undefined, new Date(Date.parse(scene.now()) + 3).toISOString())
    const decision = await scene.ask()
    expect(decision.verdict).toBe('allow')
    await expectIdentical(decision)
  })

  test('when its record had to be shortened', async () => {
    const rules = Array.from(
      { length: 120 },
      (_, n) =>
        `  - { id: unit-${n}, kind: evidence, type: testsuiterun.finished, producer: any, count: 20, match: { outcome: success } }`,
    )
    await scene.publish(policy({ extra: rules.join('\n') }))
    for (let n = 0; n < 25; n++) await scene.put(passed({ id: `${'long'.repeat(40)}-${n}` }))
    const decision = await scene.ask()
    const record = await scene.store.query({ organisation: 'default', keys: [`decision:${decision.id}`] })
    expect(record.events[0]?.body).toContain('The record was shortened')
    await expectIdentical(decision)
  })

  test('with the requester under the name that its credential gave it', async () => {
    await scene.publish(policy())
    const decision = await scene.ask()
    const { decision: again } = await scene.replay(decision.id)
    expect(again?.requester).toEqual(decision.requester)
  })
})

describe('an answer opens nothing', () => {
  test('an allow that is identical says so in mode replay, without an end, under an id of its own', async () => {
    await scene.publish(policy())
    await scene.put(passed())
    const decision = await scene.ask()
    const answer = await scene.replay(decision.id)
    expect(decision.expiresAt).toBeDefined()
    expect(answer).toMatchObject({ mode: 'replay', replayOf: decision.id, result: 'identical' })
    expect(answer.decision).toMatchObject({ mode: 'replay', replayOf: decision.id, verdict: 'allow' })
    expect(answer.decision?.id).not.toBe(decision.id)
    expect(JSON.stringify(answer)).not.toContain('expiresAt')
    expect(answer.decision).not.toHaveProperty('url')
    expect(answer).not.toHaveProperty('verdict')
  })

  test('and is no record: it can be made as often as one likes, never of itself', async () => {
    await scene.publish(policy())
    const decision = await scene.ask()
    const position = await scene.store.position('default')
    const first = await scene.replay(decision.id)
    const second = await scene.replay(decision.id)
    expect({ ...first, decision: { ...first.decision, id: '' } }).toEqual({
      ...second,
      decision: { ...second.decision, id: '' },
    })
    expect(await scene.store.position('default')).toBe(position)
    await expect(scene.replay(first.decision!.id)).rejects.toThrow('a replay never is')
  })
})

describe('policy files that came with the question', () => {
  const file = (name: string, environment = 'production') =>
    policy({ name, environment }).replace('id: unit-tests', `id: ${name}-tests`)

  test('are kept, each once, and judged again', async () => {
    await scene.publish(policy())
    const one = await scene.ask({}, { files: [file('team'), file('more')] })
    scene.pass(1)
    const two = await scene.ask({}, { files: [file('team')] })
    const kept = await scene.store.query({
      organisation: 'default',
      types: ['dev.cdeventsx.turnpike-policy.presented'],
      status: 'any',
    })
    expect(kept.events.map(({ event }) => event?.subject.content['name']).sort()).toEqual(['more', 'team'])
    expect(one.files).toHaveLength(2)
    await expectIdentical(one)
    await expectIdentical(two)
  })

  test('that do not apply, and those that are the only ones, too', async () => {
    const without = await scene.ask({}, { files: [file('team'), file('elsewhere', 'staging')] })
    expect(without.verdict).toBe('error')
    expect(without.policies.map(({ name }) => name)).toEqual(['team'])
    await expectIdentical(without)
  })

  test('whose text is gone cannot be judged again', async () => {
    await scene.publish(policy())
    const decision = await scene.ask({}, { files: [file('team')] })
    expect(scene.sql(`delete from event where body like '%"name":"team"%' and body like '%presented%'`)).toBe(
      1,
    )
    const answer = await scene.replay(decision.id)
    expect(outcome(answer)).toMatchObject({ result: 'impossible', causes: ['policy-missing'] })
    expect(answer.decision).toBeUndefined()
  })
})

test('another version is named, and compared all the same', async () => {
  await scene.publish(policy())
  const decision = await scene.ask()
  const answer = await scene.replay(decision.id, undefined, '2.0.0')
  expect(outcome(answer)).toEqual({ ...IDENTICAL, causes: ['evaluator-changed'] })
  expect(answer.causes[0]?.says).toBe(
    'It was judged by turnpike 1.0.0 and is judged again by turnpike 2.0.0.',
  )
})

test('a policy that had been published and was not judged is remarked on', async () => {
  await scene.publish(policy())
  const position = await scene.store.position('default')
  const decision = await scene.ask()
  // As if another server, over the same database, had not read it yet.
  scene.sql(
    `update event set body = replace(body, '"policies":[', '"policies":[],"was":[') where body like ?`,
    `%"subject":{"id":"${decision.id}"%`,
  )
  const { remarks } = await scene.replay(decision.id)
  expect(remarks).toEqual([expect.stringContaining(`had been published as event #${position}`)])
})

test('there is no decision of that name', async () => {
  await expect(scene.replay('nothing')).rejects.toThrow("There is no decision 'nothing' on record")
})
