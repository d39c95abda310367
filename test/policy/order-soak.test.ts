import { describe, expect, test } from '@jest/globals'
import { ago, ask, DIGEST, findingOf, load, OTHER, policyText, REQUEST, shelfOf } from './scene.ts'
import type { Said } from './scene.ts'

const service = (
  what: 'deployed' | 'upgraded' | 'rolledback' | 'removed',
  when: string,
  more: Partial<Said> = {},
): Said => ({
  type: `service.${what}`,
  subject: 'webshop',
  environment: 'staging',
  by: 'token:ops',
  when,
  ...(what === 'removed' ? { artifact: undefined } : {}),
  ...more,
})
const ORDER = `\n  - { id: order, kind: order, environments: [staging], producer: [ops] }`
const SOAK = `\n  - { id: soak, kind: soak, environment: staging, duration: 1h, producer: [ops] }`

describe('order', () => {
  test('passes when the same digest runs in the environment before', async () => {
    expect(await findingOf(ORDER, [service('deployed', '3h')])).toMatchObject({
      result: 'pass',
      required: 'deployed in staging',
      found: 'webshop runs it in staging',
      at: ago('3h'),
      by: 'token:ops',
    })
  })

  test.each([
    ['was never there', [], 'not-deployed', 'nothing deployed in staging'],
    [
      'was replaced',
      [service('deployed', '3h'), service('upgraded', '1h', { artifact: OTHER })],
      'another-digest-deployed',
      'webshop in staging runs another digest',
    ],
    [
      'was rolled back',
      [service('deployed', '3h'), service('rolledback', '1h', { artifact: OTHER })],
      'another-digest-deployed',
      'webshop in staging runs another digest',
    ],
    [
      'was removed',
      [service('deployed', '3h'), service('removed', '1h')],
      'removed',
      'webshop was removed from staging',
    ],
    [
      'is elsewhere',
      [service('deployed', '3h', { environment: 'test' })],
      'not-deployed',
      'nothing deployed in staging',
    ],
    [
      'was deployed by a stranger',
      [service('deployed', '3h', { by: 'token:fork' })],
      'evidence-refused',
      'found but refused: sent by token:fork, but only ops may say this',
    ],
  ])('fails when it %s', async (_name, events, reason, found) => {
    expect(await findingOf(ORDER, events)).toMatchObject({
      result: 'fail',
      reason,
      found,
      remediation: 'Deploy this digest to staging first.',
    })
  })

  const many = (last: Said) => [
    ...Array.from({ length: 60 }, () => service('upgraded', '2h', { artifact: OTHER })),
    last,
  ]

  test('of a service with a long history says what its newest deployment says', async () => {
    expect(await findingOf(ORDER, many(service('upgraded', '1h')))).toMatchObject({ result: 'pass' })
    expect(await findingOf(ORDER, many(service('upgraded', '1h', { artifact: OTHER })))).toMatchObject({
      result: 'fail',
      reason: 'another-digest-deployed',
    })
  })

  test('cannot be judged when strangers flood the deployments of the service', async () => {
    const strangers = Array.from({ length: 60 }, () => service('deployed', '1h', { by: 'token:fork' }))
    expect(await findingOf(ORDER, [service('deployed', '3h'), ...strangers])).toMatchObject({
      result: 'error',
      reason: 'too-many-events',
    })
  })

  test('a rollback to this digest puts it there again', async () => {
    expect(
      await findingOf(ORDER, [service('upgraded', '3h', { artifact: OTHER }), service('rolledback', '1h')]),
    ).toMatchObject({ result: 'pass', at: ago('1h') })
  })

  test('looks at the service that is asked about, and at all of them when none is named', async () => {
    const other = service('upgraded', '1h', { subject: 'billing', artifact: OTHER })
    expect(await findingOf(ORDER, [service('deployed', '3h'), other])).toMatchObject({ result: 'pass' })
    expect(await findingOf(ORDER, [service('deployed', '3h'), other], { service: 'billing' })).toMatchObject({
      result: 'fail',
    })
    expect(await findingOf(ORDER, [service('deployed', '3h'), other], { service: undefined })).toMatchObject({
      result: 'pass',
    })
  })

  test('all environments, or one of them where the rule says so', async () => {
    const two = (more: string) =>
      `\n  - { id: o, kind: order, environments: [test, staging], producer: [ops]${more} }`
    expect(await findingOf(two(''), [service('deployed', '3h')])).toMatchObject({
      result: 'fail',
      found: '1 of 2; test: nothing deployed in test',
    })
    expect(await findingOf(two(', oneOf: true'), [service('deployed', '3h')])).toMatchObject({
      result: 'pass',
    })
    expect(await findingOf(two(', oneOf: true, onMissing: wait'), [])).toMatchObject({ result: 'pending' })
  })
})

describe('soak', () => {
  test('passes after the time, counted by the store clock from the deployment', async () => {
    expect(await findingOf(SOAK, [service('deployed', '3h', { timestamp: ago('1m') })])).toMatchObject({
      result: 'pass',
      required: '1 h in staging without incident',
      found: '3 h in staging',
      at: ago('3h'),
    })
  })

  test('is pending until then, and says when it will be reached', async () => {
    expect(await findingOf(SOAK, [service('deployed', '20m')])).toMatchObject({
      result: 'pending',
      reason: 'not-long-enough',
      found: '20 min in staging',
      dueAt: new Date(Date.parse(ago('20m')) + 3_600_000).toISOString(),
      remediation: 'Wait 40 min more.',
    })
  })

  test('deploying the same digest again does not start it anew; coming back to it does', async () => {
    expect(await findingOf(SOAK, [service('deployed', '3h'), service('upgraded', '10m')])).toMatchObject({
      result: 'pass',
      found: '3 h in staging',
    })
    expect(
      await findingOf(SOAK, [
        service('deployed', '3h'),
        service('upgraded', '2h', { artifact: OTHER }),
        service('rolledback', '10m'),
      ]),
    ).toMatchObject({ result: 'pending', found: '10 min in staging' })
    expect(
      await findingOf(SOAK, [
        service('deployed', '3h'),
        service('removed', '2h'),
        service('deployed', '10m'),
      ]),
    ).toMatchObject({
      result: 'pending',
      found: '10 min in staging',
    })
  })

  test('fails where it is not', async () => {
    expect(await findingOf(SOAK, [service('deployed', '3h', { artifact: OTHER })])).toMatchObject({
      result: 'fail',
      reason: 'another-digest-deployed',
    })
  })

  const incident = (what: string, when: string, more: Partial<Said> = {}): Said => ({
    type: `incident.${what}`,
    subject: 'INC-1',
    environment: 'staging',
    artifact: undefined,
    when,
    ...more,
  })

  test('an incident starts the time anew once it is resolved, whoever reported it', async () => {
    const deployed = service('deployed', '3h')
    expect(
      await findingOf(SOAK, [deployed, incident('detected', '50m', { by: 'token:stranger' })]),
    ).toMatchObject({
      result: 'fail',
      reason: 'open-incident',
      found: 'an open incident: INC-1',
    })
    expect(
      await findingOf(SOAK, [deployed, incident('detected', '50m'), incident('resolved', '40m')]),
    ).toMatchObject({
      result: 'pending',
      found: '40 min in staging, since incident INC-1',
    })
    expect(
      await findingOf(SOAK, [deployed, incident('detected', '2h'), incident('resolved', '90m')]),
    ).toMatchObject({ result: 'pass' })
  })

  test('an incident of another service or of another digest does not count', async () => {
    const deployed = service('deployed', '3h')
    expect(
      await findingOf(SOAK, [deployed, incident('detected', '50m', { service: 'billing' })]),
    ).toMatchObject({ result: 'pass' })
    expect(await findingOf(SOAK, [deployed, incident('detected', '50m', { artifact: OTHER })])).toMatchObject(
      { result: 'pass' },
    )
    expect(
      await findingOf(SOAK, [deployed, incident('detected', '50m', { artifact: DIGEST })]),
    ).toMatchObject({ result: 'fail' })
    expect(
      await findingOf(SOAK, [deployed, incident('detected', '50m', { service: 'webshop' })]),
    ).toMatchObject({ result: 'fail' })
  })
})

test('the same question over a store that answers in another order gives the same answer', async () => {
  const policy = await load(policyText(`${ORDER}${SOAK}`))
  const shelf = shelfOf(
    service('deployed', '3h'),
    service('upgraded', '1h', { subject: 'billing', artifact: OTHER }),
  )
  const reversed = {
    ...shelf,
    query: async (query: Parameters<typeof shelf.query>[0]) => {
      const page = await shelf.query(query)
      return { ...page, events: [...page.events].reverse() }
    },
  }
  expect(await ask([policy], { shelf: reversed })).toEqual(await ask([policy], { shelf }))
  expect(REQUEST.service).toBe('webshop')
})
