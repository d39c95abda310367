/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call -- answers are read freely */
/** Waivers over HTTP, from asking to the next decision. */
import { describe, expect, test } from '@jest/globals'
import {
  ask,
  ASKER,
  asking,
  call,
  decide,
  eventsAbout,
  exceptionsForAll,
  fresh,
  PRODUCTION,
  publish,
} from './exceptions/stage.ts'

exceptionsForAll()

describe('a waiver', () => {
  test('from being asked for to its end, as the decisions see it', async () => {
    const artifact = fresh()
    expect((await decide(artifact)).verdict).toBe('pending')
    const id = await ask(artifact)
    expect((await decide(artifact)).waivers).toMatchObject([{ id, state: 'pending', requestedBy: ASKER }])

    const granted = await call('waive', 'POST', `/v1/waivers/${id}/grant`, {})
    expect([granted.status, granted.body.status]).toEqual([200, 'accepted'])
    expect(granted.body.waiver).toMatchObject({
      state: 'in-force',
      by: 'urn:user:lead',
      requestedBy: ASKER,
      steps: [
        { step: 'requested', by: ASKER },
        { step: 'granted', by: 'urn:user:lead' },
      ],
    })
    const allowed = await decide(artifact)
    expect([allowed.verdict, allowed.findings[0].result, allowed.findings[0].exception]).toEqual([
      'allow',
      'waived',
      id,
    ])

    const revoked = await call('all', 'POST', `/v1/waivers/${id}/revoke`, { reason: 'a fix is out' })
    expect(revoked.body.waiver).toMatchObject({ state: 'revoked', why: 'revoked by urn:user:boss' })
    expect((await decide(artifact)).verdict).toBe('pending')
    const again = await call('waive', 'POST', `/v1/waivers/${id}/grant`, {})
    expect([again.status, again.body.detail]).toEqual([
      409,
      expect.stringContaining('was revoked by urn:user:boss'),
    ])
  })

  test('is kept as the store’s own word, with the person and how they came', async () => {
    const artifact = fresh()
    const id = await ask(artifact, { service: 'webshop' })
    await call('waive', 'POST', `/v1/waivers/${id}/grant`, { reason: 'agreed', for: '7d' })
    const [requested, granted] = await eventsAbout(artifact)
    expect([requested.producer, granted.producer]).toEqual([
      { kind: 'store', id: 'store' },
      { kind: 'store', id: 'store' },
    ])
    const { subject, context, customData } = granted.event
    expect(context).toMatchObject({
      source: 'urn:turnpike:store',
      type: 'dev.cdeventsx.turnpike-waiver.granted.0.1.0',
      chainId: id,
    })
    expect(subject.content).toEqual({
      rule: 'unit-tests',
      policy: 'production',
      policyDigest: expect.stringMatching(/^sha256:/),
      scope: { artifact, service: 'webshop' },
      environment: 'production',
      until: expect.stringMatching(/Z$/),
      reason: 'the suite is broken, not the shop',
      ticket: 'SEC-1',
      comment: 'agreed',
      by: { person: 'urn:user:lead', principal: { kind: 'person', id: expect.any(String) } },
      requestedBy: { person: ASKER, principal: { kind: 'person', id: expect.any(String) } },
    })
    expect(Date.parse(subject.content.until)).toBeLessThan(Date.parse(requested.event.subject.content.until))
    expect(customData.turnpike).toEqual({
      artifacts: [{ digest: artifact }],
      environment: 'production',
      service: 'webshop',
      ticket: 'SEC-1',
    })
  })

  test('is not granted by whoever asked for it, under no name of theirs', async () => {
    const id = await ask(fresh())
    // The same person, from a pipeline that may waive.
    const same = await call({ actor: '99', scope: 'waive' }, 'POST', `/v1/waivers/${id}/grant`, {})
    expect([same.status, same.body.detail]).toEqual([403, expect.stringContaining('asked for themselves')])
    expect((await call('read', 'GET', `/v1/waivers/${id}`)).body).toMatchObject({ state: 'pending' })
  })

  test('is not granted by somebody whom the policy does not name, though the trust document lets them', async () => {
    const id = await ask(fresh())
    const answer = await call({ actor: '1234', scope: 'waive' }, 'POST', `/v1/waivers/${id}/grant`, {})
    expect([answer.status, answer.body.detail]).toEqual([
      403,
      expect.stringContaining('is not one of group:leads'),
    ])
  })

  test('is not granted by somebody who may waive elsewhere only', async () => {
    const id = await ask(fresh())
    const answer = await call('witness', 'POST', `/v1/waivers/${id}/grant`, {})
    expect([answer.status, answer.body.detail]).toEqual([
      403,
      expect.stringContaining("waive a rule for 'production'"),
    ])
  })

  test('granted under a policy that did not allow it counts for nothing when the policy allows it later', async () => {
    await publish(
      PRODUCTION.replace('name: production', 'name: later')
        .replace('[production, staging]', '[later]')
        .replace('from: [group:leads]', 'from: [urn:user:boss]'),
    )
    const id = await ask(fresh(), { environment: 'later' })
    expect((await call('waive', 'POST', `/v1/waivers/${id}/grant`, {})).status).toBe(403)
    await publish(
      PRODUCTION.replace('name: production', 'name: later').replace('[production, staging]', '[later]'),
    )
    // Nothing was kept, so there is nothing that could count now.
    expect((await call('read', 'GET', `/v1/waivers/${id}`)).body.state).toBe('pending')
  })

  test('can be granted for less, never for more than was asked for', async () => {
    const id = await ask(fresh(), { for: '5d' })
    const more = await call('waive', 'POST', `/v1/waivers/${id}/grant`, { for: '6d' })
    expect([more.status, more.body.detail]).toEqual([
      422,
      expect.stringContaining('later than was asked for'),
    ])
  })

  test('is refused with the reason, and then it is over', async () => {
    const id = await ask(fresh())
    expect((await call('waive', 'POST', `/v1/waivers/${id}/refuse`, {})).status).toBe(422)
    const refused = await call('waive', 'POST', `/v1/waivers/${id}/refuse`, { reason: 'no' })
    expect(refused.body.waiver).toMatchObject({ state: 'refused', steps: [{}, { comment: 'no' }] })
    expect((await call('all', 'POST', `/v1/waivers/${id}/grant`, {})).status).toBe(409)
  })

  test('is one, however often it is sent under one key, and another one under the same key is refused', async () => {
    const artifact = fresh()
    const body = asking(artifact, { key: 'my waiver' })
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => call('ask', 'POST', '/v1/waivers', body)),
    )
    expect(new Set(answers.map((answer) => answer.body.waiver.id)).size).toBe(1)
    expect(
      (await eventsAbout(artifact)).filter(({ status }: { status: string }) => status === 'accepted'),
    ).toHaveLength(1)
    const other = await call('ask', 'POST', '/v1/waivers', { ...body, reason: 'something else' })
    expect([other.status, other.body.detail]).toEqual([409, expect.stringContaining('my waiver')])
    const somebodyElse = await call('all', 'POST', '/v1/waivers', body)
    expect(somebodyElse.body.waiver.id).not.toBe(answers[0]!.body.waiver.id)
  })

  test('granted twice by the same person is granted once', async () => {
    const artifact = fresh()
    const id = await ask(artifact)
    await call('waive', 'POST', `/v1/waivers/${id}/grant`, {})
    const again = await call('waive', 'POST', `/v1/waivers/${id}/grant`, {})
    expect([again.status, again.body.status]).toEqual([200, 'duplicate'])
    const other = await call('all', 'POST', `/v1/waivers/${id}/grant`, {})
    expect([other.status, other.body.detail]).toEqual([
      409,
      expect.stringContaining('granted by urn:user:lead'),
    ])
    expect(await eventsAbout(artifact)).toHaveLength(2)
  })

  test('is listed by environment and state', async () => {
    const id = await ask(fresh(), { environment: 'staging' })
    const { body } = await call('read', 'GET', '/v1/waivers?environment=staging&state=pending')
    expect(body).toMatchObject({ waivers: [{ id, environment: 'staging' }], more: false })
    expect(
      (await call('read', 'GET', '/v1/waivers?environment=staging&state=in-force')).body.waivers,
    ).toEqual([])
    expect((await call('read', 'GET', '/v1/waivers?state=nonsense')).status).toBe(400)
    expect((await call('read', 'GET', '/v1/waivers/nope')).status).toBe(404)
  })

  test.each<[string, Record<string, unknown>, string]>([
    [
      'a rule that nobody has',
      { rule: 'unit-test' },
      'is no rule of the policies in force there (did you mean "unit-tests"?)',
    ],
    ['a rule that cannot be waived', { rule: 'freeze' }, 'cannot be waived'],
    ['a policy that does not have it', { policy: 'later' }, 'is no rule of the policy later'],
    ['an environment without policies', { environment: 'nowhere' }, 'none governs this environment'],
    ['every environment', { environment: '*' }, 'never for all'],
    ['every service', { artifact: undefined, service: '*' }, 'never for all'],
    ['neither an artifact nor a service', { artifact: undefined }, 'for an artifact, or for a service'],
    ['the beginning of a digest', { artifact: 'sha256:abcd' }, 'artifact'],
    ['no end', { for: undefined }, 'until is missing'],
    ['two ends', { until: '2027-01-01T00:00:00Z' }, 'give one of them'],
    ['more time than the policy allows', { for: '31d' }, 'at most 30 d'],
    ['an end that is over', { for: undefined, until: '2020-01-01T00:00:00Z' }, 'is over'],
    ['an end without a zone', { for: undefined, until: '2090-01-01T00:00:00' }, 'has no time zone'],
    ['the last year there is', { for: undefined, until: '+275760-09-13T00:00:00Z' }, 'is not a date'],
    ['a negative year', { for: undefined, until: '-000001-01-01T00:00:00Z' }, 'is not a date'],
    ['an endless duration', { for: '999999w' }, 'at most ten years'],
    ['no ticket', { ticket: undefined }, 'ticket is missing'],
    ['an empty reason', { reason: '  ' }, 'reason must be a text'],
    ['somebody else’s name', { requestedBy: 'urn:user:boss' }, 'never taken from a request'],
    ['what nobody knows', { colour: 'red' }, 'is not known here'],
  ])('with %s is refused before anything is kept', async (_, more, said) => {
    const artifact = fresh()
    const answer = await call('ask', 'POST', '/v1/waivers', asking(artifact, more))
    expect([answer.status, answer.body.detail]).toEqual([422, expect.stringContaining(said)])
    expect(await eventsAbout(artifact)).toEqual([])
  })

  test('is refused where the policy lets nobody waive', async () => {
    await publish(
      PRODUCTION.replace('name: production', 'name: strict')
        .replace('[production, staging]', '[strict]')
        .replace(/waivers:.*\n/, ''),
    )
    const answer = await call('ask', 'POST', '/v1/waivers', asking(fresh(), { environment: 'strict' }))
    expect([answer.status, answer.body.detail]).toEqual([
      422,
      expect.stringContaining('lets nobody waive its rules'),
    ])
  })

  test('a gate that waits opens when it is granted', async () => {
    const artifact = fresh()
    const id = await ask(artifact)
    const body = { request: { artifacts: [{ digest: artifact }], environment: 'production' }, wait: '60s' }
    const waiting = call('ask', 'POST', '/v1/decisions', body)
    await new Promise((resolve) => setTimeout(resolve, 150))
    await call('waive', 'POST', `/v1/waivers/${id}/grant`, {})
    expect((await waiting).body).toMatchObject({ verdict: 'allow', findings: [{ result: 'waived' }, {}] })
  })
})

test('a forge’s own name of somebody is the name that the trust document gives them', async () => {
  const artifact = fresh()
  const answer = await call({ actor: '99', scope: 'ask' }, 'POST', '/v1/waivers', asking(artifact))
  expect(answer.body.waiver.requestedBy).toBe(ASKER)
  const principal = (await eventsAbout(artifact))[0].event.subject.content.by.principal
  expect(principal.kind).toBe('oidc')
})
