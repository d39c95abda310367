/** A history made by hand, and what other policies would have made of it. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { ImpactPage } from '../../src/policy/impact.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { impactPage, type ImpactAsked } from '../../src/server/impact.ts'
import { policy, testsPassed } from './sample.ts'
import { openScene, policyOf, type Scene } from './replay-scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const SINCE = '2026-11-01T00:00:00.000Z'
const page = async (asked: Partial<ImpactAsked>): Promise<ImpactPage> => {
  const signal = new AbortController().signal
  const all = { policies: [], without: [], since: SINCE, limit: 100, ...asked }
  return (await impactPage(scene.context, all, signal))!
}
const passed = (outcome = 'success') => scene.put(testsPassed({ outcome, at: scene.now() }))
const shown = ({ rows }: ImpactPage) => rows.map(({ id, was, wouldBe }) => [id, was, wouldBe])

/** Denied, then allowed, then denied for a failure; under a policy that wants a passed test. */
async function history(): Promise<[string, string, string]> {
  await scene.publish(policy())
  const denied = await scene.ask()
  scene.pass(60)
  await passed()
  const allowed = await scene.ask()
  scene.pass(60)
  await passed('failure')
  const failed = await scene.ask({}, { mode: 'warn' })
  return [denied.id, allowed.id, failed.id]
}
const published = (onMissing = 'deny', name = 'production'): Promise<Policy> =>
  policyOf(
    policy({ name })
      .replace('testsuiterun.finished', 'artifact.published')
      .replace(/ {4}match.*\n/, '')
      .replace('deny', onMissing),
  )

describe('a history of three decisions', () => {
  test('is the same under the same policy', async () => {
    await history()
    expect(await page({ policies: [await policyOf(policy())] })).toMatchObject({
      rows: [],
      gaps: [],
      totals: { examined: 3, same: 3, different: 0, drifted: 0, impossible: 0, changes: [] },
    })
  })

  test('would have waited where nothing was known, under one that waits', async () => {
    const [denied] = await history()
    const impact = await page({ policies: [await policyOf(policy({ onMissing: 'wait' }))] })
    expect(shown(impact)).toEqual([[denied, 'deny', 'pending']])
    expect(impact.rows[0]?.because).toEqual([
      expect.objectContaining({ policy: 'production', rule: 'unit-tests', was: 'fail', wouldBe: 'pending' }),
    ])
    expect(impact.totals.changes).toEqual([{ was: 'deny', wouldBe: 'pending', count: 1 }])
  })

  test('would have had no allow under one that wants more, in place of the old or beside it', async () => {
    const [, allowed] = await history()
    const instead = await page({ policies: [await published()] })
    expect(shown(instead)).toEqual([[allowed, 'allow', 'deny']])
    const beside = await page({ policies: [await published('deny', 'more')] })
    expect(shown(beside)).toEqual([[allowed, 'allow', 'deny']])
    expect(beside.rows[0]?.because).toEqual([
      expect.objectContaining({ policy: 'more', rule: 'unit-tests', wouldBe: 'fail' }),
    ])
    expect(beside.rows[0]?.because[0]).not.toHaveProperty('was')
  })

  test('would have had no verdict without its policy', async () => {
    const [denied, allowed, failed] = await history()
    const impact = await page({ without: ['production'] })
    expect(shown(impact)).toEqual([
      [failed, 'deny', 'error'],
      [allowed, 'allow', 'error'],
      [denied, 'deny', 'error'],
    ])
    // The check that failed is no longer asked; for the allow it is the policies together that say no.
    expect(impact.rows.map(({ because }) => because[0]?.title)).toEqual([
      expect.stringMatching(/unit/i),
      'the policies',
      expect.stringMatching(/unit/i),
    ])
    expect(impact.rows[1]?.because[0]?.found).toContain('No policy governs production')
  })

  test('is judged by what each time knew: a policy of today finds no evidence of tomorrow', async () => {
    const [denied] = await history()
    await passed()
    scene.pass(600)
    const kinder = await policyOf(policy().replace('match:', 'maxAge: 30m\n    match:'))
    const impact = await page({ policies: [kinder] })
    expect(impact.rows.map(({ id }) => id)).not.toContain(denied)
    expect(impact.totals.same).toBe(3)
  })
})

describe('which decisions count', () => {
  test('none that was a dry run, none before the time, none of another environment', async () => {
    await history()
    await scene.publish(policy({ name: 'staging', environment: 'staging' }))
    await scene.ask({ environment: 'staging' })
    await scene.ask({}, { mode: 'dry-run' })
    const more = await published('deny', 'more')
    expect((await page({ policies: [more] })).totals.examined).toBe(4)
    expect((await page({ policies: [more], environment: 'staging' })).totals.examined).toBe(1)
    expect((await page({ policies: [more], since: '2026-11-21T13:30:00.000Z' })).totals.examined).toBe(2)
  })

  test('the one of then is what another stands in for, not the one of today', async () => {
    const [denied] = await history()
    await scene.publish(policy({ onMissing: 'wait' }))
    const impact = await page({ policies: [await policyOf(policy({ onMissing: 'wait' }))] })
    expect(shown(impact)).toEqual([[denied, 'deny', 'pending']])
  })

  test('those of an environment that nobody governed, if the policy would have', async () => {
    const nowhere = await scene.ask({ environment: 'lab' })
    const impact = await page({ policies: [await policyOf(policy({ name: 'lab', environment: 'lab' }))] })
    expect(shown(impact)).toEqual([[nowhere.id, 'error', 'deny']])
  })
})

test('a policy that loosens a baseline is an error in every decision, and says so', async () => {
  await scene.publish(policy({ name: 'baseline' }).replace('metadata: { ', 'metadata: { layer: baseline, '))
  const denied = await scene.ask()
  const loose = policy({ name: 'loose' }).replace('match: { outcome: success,', 'match: {')
  const impact = await page({ policies: [await policyOf(loose)] })
  expect(shown(impact)).toEqual([[denied.id, 'deny', 'error']])
})

test('a decision whose policy is gone, or whose record cannot be read, is told, and the others are judged', async () => {
  const [denied, allowed] = await history()
  await scene.publish(policy({ name: 'other' }).replace('id: unit-tests', 'id: other-tests'))
  scene.pass(1)
  const last = await scene.ask()
  scene.sql(`delete from event where body like '%"id":"other"%' and body like '%turnpike-policy.published%'`)
  scene.sql(
    `update event set body = replace(body, '"verdict":"deny"', '"verdict":"allow"') where body like ?`,
    `%"subject":{"id":"${denied}"%`,
  )
  const impact = await page({ policies: [await published()] })
  expect(impact.gaps).toEqual([
    expect.objectContaining({ id: last.id, why: expect.stringContaining('policy other') as unknown }),
    expect.objectContaining({ id: denied, why: 'the record cannot be read' }),
  ])
  expect(impact.totals).toMatchObject({ examined: 4, impossible: 2 })
  expect(shown(impact)).toEqual([[allowed, 'allow', 'deny']])
})

test('what this version judges otherwise, whatever the policy, is not laid at its door', async () => {
  const [, allowed] = await history()
  // As if an older version had allowed without looking: the evidence it had is no longer any.
  expect(
    scene.sql(
      `delete from event where body like '%"outcome":"success"%' and body not like '%turnpike-gate%'`,
    ),
  ).toBe(1)
  const impact = await page({ policies: [await policyOf(policy())] })
  expect([impact.totals.drifted, impact.rows]).toEqual([1, []])
  expect(allowed).toBeDefined()
})

test('a history is judged in parts that fit together', async () => {
  await scene.publish(policy())
  const ids: string[] = []
  for (let n = 0; n < 50; n++) ids.unshift((await scene.ask()).id)
  const kinder = [await policyOf(policy({ onMissing: 'wait' }))]
  const found: string[] = []
  let before: number | undefined
  do {
    const part = await page({ policies: kinder, limit: 7, ...(before === undefined ? {} : { before }) })
    expect(part.totals.examined).toBeLessThanOrEqual(7)
    found.push(...part.rows.map(({ id }) => id))
    before = part.next
  } while (before !== undefined)
  expect(found).toEqual(ids)
})

test('nothing is judged for somebody who went away', async () => {
  await history()
  const gone = AbortSignal.abort()
  expect(
    await impactPage(scene.context, { policies: [], without: ['production'], since: SINCE, limit: 9 }, gone),
  ).toBeUndefined()
})
