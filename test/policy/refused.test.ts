import { describe, expect, test } from '@jest/globals'
import {
  ago,
  ask,
  DIGEST,
  eventOf,
  findingOf,
  load,
  NOW,
  OTHER,
  policyText,
  principal,
  shelfOf,
  suite,
} from './scene.ts'
import type { Said } from './scene.ts'

const TESTS = `
  - id: unit-tests
    kind: evidence
    type: testsuiterun.finished
    producer: [ci]
    match: { outcome: success, testSuite.id: unit }`
const find = (events: readonly Said[], more = '') => findingOf(`${TESTS}${more}`, events)

describe('evidence that is not accepted', () => {
  test('F18: a stranger may post a success; it is refused, and seen', async () => {
    const finding = await find([{ ...suite('success'), by: 'token:fork' }])
    expect(finding).toMatchObject({
      result: 'fail',
      reason: 'evidence-refused',
      found: 'found but refused: sent by token:fork, but only ci may say this',
      refused: [{ reason: 'producer-not-allowed', producer: 'token:fork', says: 'success, unit' }],
    })
  })

  test('F18: a stranger cannot undo evidence either', async () => {
    expect(await find([suite('success'), { ...suite('failure'), by: 'token:fork' }])).toMatchObject({
      result: 'pass',
      refused: [{ reason: 'producer-not-allowed' }],
    })
  })

  test('producers are told by claims, with prefixes; an absent claim never matches', async () => {
    const policy = policyText(TESTS).replace(
      "ci: { id: 'token:ci' }",
      "ci: [{ issuer: 'https://idp', workflow: 'acme/ci/build.yml@*' }, { kind: oidc, id: x }]",
    )
    const by = async (claims: Record<string, string> | undefined, id = 'i') => {
      const sender = { kind: 'oidc' as const, id, ...(claims === undefined ? {} : { claims }) }
      return (await ask([await load(policy)], { shelf: shelfOf({ ...suite('success'), by: sender }) }))
        .verdict
    }
    expect(await by({ issuer: 'https://idp', workflow: 'acme/ci/build.yml@v1' })).toBe('allow')
    expect(await by(undefined, 'x')).toBe('allow')
    expect(await by({ issuer: 'https://idp' })).toBe('deny')
    expect(await by({ issuer: 'https://idp', workflow: 'acme/ci/other.yml@v1' })).toBe('deny')
    expect(await by({ workflow: 'acme/ci/build.yml@v1' })).toBe('deny')
    expect(await by(undefined)).toBe('deny')
  })

  test('evidence ages by the store clock, and says until when it holds', async () => {
    const week = '\n    maxAge: 7d'
    const young = { ...suite('success'), timestamp: ago('30d'), when: '6d' }
    const old = { ...suite('success'), timestamp: ago('1m'), when: '7d' }
    expect(await find([young], week)).toMatchObject({
      result: 'pass',
      required: 'success, ≤ 7 d old',
      dueAt: new Date(Date.parse(ago('6d')) + 7 * 86_400_000).toISOString(),
    })
    expect(await find([old], week)).toMatchObject({
      result: 'fail',
      reason: 'evidence-too-old',
      found: 'success, unit, 7 d old',
      refused: [{ reason: 'too-old' }],
    })
  })

  test('an event from the future is refused beyond five minutes of skew, and hides nothing', async () => {
    const ahead = (minutes: number, outcome = 'success'): Said => ({
      ...suite(outcome),
      timestamp: new Date(Date.parse(NOW) + minutes * 60_000).toISOString(),
    })
    expect(await find([ahead(5)])).toMatchObject({ result: 'pass' })
    expect(await find([ahead(6)])).toMatchObject({
      result: 'fail',
      reason: 'future-timestamp',
      refused: [{ reason: 'future-timestamp' }],
    })
    expect(await find([suite('success'), ahead(6, 'failure')])).toMatchObject({
      result: 'fail',
      reason: 'future-timestamp',
    })
  })

  test('an event whose typed content and block name different digests is never evidence', async () => {
    const rule = '\n  - { id: a, kind: evidence, type: service.deployed, producer: [ci] }'
    const deployed: Said = {
      type: 'service.deployed',
      subject: 'webshop',
      environment: 'staging',
      content: { artifactId: `pkg:oci/webshop@${DIGEST.replace(':', '%3A')}` },
    }
    expect(await findingOf(rule, [deployed])).toMatchObject({ result: 'pass' })
    const event = eventOf(deployed)
    event['customData'] = { turnpike: { artifacts: [{ digest: OTHER }] } }
    const shelf = shelfOf()
    shelf.put(event, principal(undefined), ago('1h'))
    const decision = await ask([await load(policyText(rule))], { shelf })
    expect(decision.findings[0]).toMatchObject({
      result: 'fail',
      reason: 'inconsistent-binding',
      refused: [{ reason: 'inconsistent-binding' }],
    })
  })

  test('what is said of a fork’s code is never evidence for an artifact', async () => {
    const foreign = { repository: 'mallory/webshop', run: 'https://example.org/1', commit: 'c0ffee' }
    const found = async (block: object) => {
      const shelf = shelfOf({ ...suite('success'), when: '2h' })
      const event = eventOf(suite('success'))
      event['customData'] = { turnpike: { artifacts: [{ digest: DIGEST }], ...block } }
      shelf.put(event, principal('token:ci'), ago('1h'))
      return (await ask([await load(policyText(TESTS))], { shelf })).findings[0]
    }
    expect(await found({})).toMatchObject({ result: 'pass' })
    expect(await found({ foreign })).toMatchObject({
      result: 'fail',
      reason: 'foreign-code',
      refused: [{ reason: 'foreign-code', explanation: expect.stringContaining("a fork's code") }],
    })
  })

  test('a believed producer who sends two contents under one id is an error; a stranger who does is refused', async () => {
    const run = async (by: string) => {
      const shelf = shelfOf()
      shelf.put(eventOf({ ...suite('failure'), id: 'same' }), principal('token:ci'), ago('2h'))
      shelf.put(eventOf({ ...suite('success'), id: 'same' }), principal(by), ago('1h'))
      return (await ask([await load(policyText(TESTS))], { shelf })).findings[0]
    }
    expect(await run('token:ci')).toMatchObject({
      result: 'error',
      reason: 'conflict',
      refused: [{ reason: 'conflict' }],
    })
    expect(await run('token:fork')).toMatchObject({ result: 'fail', reason: 'evidence-failed' })
  })

  test('a stranger who takes an id beforehand, with other content or a copy, changes nothing', async () => {
    const after = async (stranger: string, said: string) => {
      const shelf = shelfOf({ ...suite(said === 'failure' ? 'success' : 'failure'), when: '3h' })
      shelf.put(eventOf({ ...suite(stranger), id: 'guessed' }), principal('token:fork'), ago('2h'))
      shelf.put(eventOf({ ...suite(said), id: 'guessed' }), principal('token:ci'), ago('1h'))
      return (await ask([await load(policyText(TESTS))], { shelf })).findings[0]
    }
    for (const stranger of ['success', 'failure']) {
      const refused = [{ reason: 'producer-not-allowed' }]
      expect(await after(stranger, 'failure')).toMatchObject({
        result: 'fail',
        reason: 'evidence-failed',
        refused,
      })
      expect(await after(stranger, 'success')).toMatchObject({ result: 'pass', refused })
    }
  })

  test('with several suites, the evidence holds as long as the oldest of the newest runs', async () => {
    const rule = '\n  - { id: a, kind: evidence, type: testsuiterun.finished, producer: [ci], maxAge: 7d }'
    const old = { ...suite('success', 'lint'), when: '6d' }
    expect(await findingOf(rule, [old, suite('success', 'unit')])).toMatchObject({
      result: 'pass',
      dueAt: new Date(Date.parse(ago('6d')) + 7 * 86_400_000).toISOString(),
    })
  })
})
