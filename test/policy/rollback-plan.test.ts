import { describe, expect, test } from '@jest/globals'
import { createShelf } from '../../src/policy/shelf.ts'
import type { Signature } from '../../src/store/store.ts'
import { THIRD, RULE, service } from './rollback-scene.ts'
import {
  ago,
  ask,
  DIGEST,
  eventOf,
  findingOf,
  load,
  OTHER,
  policyText,
  principal,
  problemsOf,
} from './scene.ts'
import { RELEASE } from './signed-scene.ts'

describe('rollback-plan: what to go back to', () => {
  test('is the digest that runs there now, when it is another one', async () => {
    expect(await findingOf(RULE(), [service('deployed', OTHER)])).toMatchObject({
      result: 'pass',
      reason: 'way-back-known',
      required: 'a known digest to go back to',
      found: 'back to sha256:cdcd…cdcd, which runs there since 3 d',
      at: ago('3d'),
      by: 'token:ops',
    })
    const again = service('deployed', OTHER, { when: '1h' })
    expect(await findingOf(RULE(), [service('deployed', OTHER), again])).toMatchObject({
      found: 'back to sha256:cdcd…cdcd, which runs there since 3 d',
    })
    expect(
      await findingOf(RULE(), [service('deployed', DIGEST), service('rolledback', OTHER)]),
    ).toMatchObject({
      result: 'pass',
    })
  })

  test('is not the digest that is asked about', async () => {
    expect(await findingOf(RULE(), [service('deployed', OTHER), service('upgraded', DIGEST)])).toMatchObject({
      result: 'fail',
      reason: 'same-digest',
      found: 'the same digest runs there already',
    })
  })

  test('of several artifacts, is one that is not among those asked about', async () => {
    const both = { artifacts: [{ digest: DIGEST }, { digest: THIRD }] }
    expect(await findingOf(RULE(), [service('deployed', OTHER)], both)).toMatchObject({ result: 'pass' })
    expect(await findingOf(RULE(), [service('deployed', THIRD)], both)).toMatchObject({
      result: 'fail',
      reason: 'same-digest',
    })
  })

  test('is that of this service in this environment', async () => {
    const elsewhere = service('deployed', OTHER, { environment: 'staging' })
    const another = service('deployed', OTHER, { subject: 'billing' })
    expect(await findingOf(RULE(), [elsewhere, another])).toMatchObject({
      result: 'fail',
      reason: 'nothing-runs-yet',
    })
    expect(await findingOf(RULE(), [service('deployed', OTHER)], { service: undefined })).toMatchObject({
      result: 'error',
      reason: 'service-unknown',
      remediation: 'Name the service in the request: this rule looks at what runs of it now.',
    })
  })
})

describe('rollback-plan: the first deployment', () => {
  const first = RULE('first: allow')

  test('has no way back; the policy says what that means', async () => {
    expect(await findingOf(first, [])).toMatchObject({
      result: 'pass',
      reason: 'nothing-runs-yet',
      found: 'nothing of webshop in production was ever reported',
    })
    expect(await findingOf(RULE(), [])).toMatchObject({ result: 'fail', reason: 'nothing-runs-yet' })
    expect(await findingOf(RULE('first: deny'), [])).toMatchObject({ result: 'fail' })
    expect(await findingOf(RULE('onMissing: wait'), [])).toMatchObject({ result: 'pending' })
  })

  test('is none where something was removed, cannot be used, or was said by somebody who is not believed', async () => {
    const future = { timestamp: '2026-11-21T15:00:00.000Z' }
    expect(await findingOf(first, [service('deployed', OTHER), service('removed', undefined)])).toMatchObject(
      {
        result: 'fail',
        reason: 'removed',
        found: 'webshop in production was removed: nothing runs to go back to',
      },
    )
    expect(
      await findingOf(first, [service('deployed', OTHER), service('upgraded', OTHER, future)]),
    ).toMatchObject({
      result: 'fail',
      reason: 'evidence-refused',
    })
    expect(await findingOf(first, [service('deployed', OTHER, future)])).toMatchObject({ result: 'fail' })
    expect(await findingOf(first, [service('deployed', OTHER, { by: 'token:fork' })])).toMatchObject({
      result: 'fail',
      reason: 'evidence-refused',
      refused: [{ reason: 'producer-not-allowed' }],
    })
    expect(
      await findingOf(first, [
        service('deployed', OTHER, { id: 'x' }),
        service('deployed', THIRD, { id: 'x' }),
      ]),
    ).toMatchObject({ result: 'fail', reason: 'evidence-refused' })
  })

  test('is none where what runs was reported without its digest', async () => {
    const shelf = createShelf()
    const event = eventOf(service('deployed', OTHER))
    const subject = event['subject'] as { content: Record<string, unknown> }
    subject.content['artifactId'] = 'pkg:oci/webshop?tag=1'
    event['customData'] = { turnpike: { environment: 'production' } }
    expect(shelf.put(event, principal('token:ops'), ago('1d')).status).toBe('accepted')
    const { findings } = await ask([await load(policyText(first))], { shelf })
    expect(findings[0]).toMatchObject({ result: 'fail', reason: 'digest-unknown' })
  })

  test('is none where not everything was looked at', async () => {
    const flood = Array.from({ length: 40 }, () => service('deployed', OTHER, { by: 'token:fork' }))
    expect(await findingOf(first, flood)).toMatchObject({ result: 'error', reason: 'too-many-events' })
    // The newest word of somebody believed is enough, however much was said before.
    const busy = Array.from({ length: 40 }, () => service('upgraded', OTHER))
    expect(await findingOf(first, busy)).toMatchObject({ result: 'pass' })
  })

  test('an unsigned report is no support, and none that nothing runs', async () => {
    const rule = RULE('first: allow, level: signed')
    const find = async (signature?: Signature) => {
      const shelf = createShelf()
      shelf.put(eventOf(service('deployed', OTHER)), principal('token:ops'), ago('1d'), signature)
      return (await ask([await load(policyText(rule))], { shelf })).findings[0]
    }
    expect(await find(RELEASE)).toMatchObject({ result: 'pass', reason: 'way-back-known' })
    expect(await find()).toMatchObject({ result: 'fail', reason: 'evidence-refused' })
  })
})

describe('rollback-plan: the text of a rule', () => {
  test.each([
    ['tested: { type: service.deployed }', 'shows no way back'],
    ['tested: { type: service.rolledbak }', 'did you mean "service.rolledback"'],
    ['tested: { type: testsuiterun.finished, environment: staging }', 'a test run is selected by match'],
    [
      'tested: { type: testsuiterun.finished, match: { outcome: failure } }',
      'only an explicit success passes',
    ],
    ['tested: { type: testsuiterun.finished, match: { testSuit.id: x } }', 'did you mean "testSuite"'],
    ['tested: { maxAge: 3d }', 'type is missing'],
    ['tested: true', 'must be a mapping'],
    ['first: maybe', '"maybe" is not allowed'],
  ])('%s: %s', async (more, message) => {
    expect(await problemsOf(policyText(RULE(more)))).toEqual([expect.stringContaining(message)])
  })
})
