/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call -- answers are read freely */
/** Overrides over HTTP, from breaking the glass to its review; and that nobody else says what the store says. */
import { describe, expect, test } from '@jest/globals'
import { actingIn } from '../../src/server/exceptions/acting.ts'
import {
  breaking,
  call,
  decide,
  eventsAbout,
  exceptionsForAll,
  fresh,
  OTHER,
  ask,
  server,
  type Who,
  asking,
} from './exceptions/stage.ts'
import { DIGEST, testsPassed } from './sample.ts'
import { HOOK } from './scopes.ts'

exceptionsForAll()

describe('an override', () => {
  test('from being broken to its review, with the ticket of the review', async () => {
    const artifact = fresh()
    const broken = await call('override', 'POST', '/v1/overrides', breaking(artifact))
    expect([broken.status, broken.body.override]).toMatchObject([
      201,
      { state: 'awaiting-second', by: 'urn:user:oncall', review: { state: 'open' } },
    ])
    const { id, until } = broken.body.override
    // Four hours, as the policy says nothing else.
    expect(Date.parse(until) - Date.now()).toBeLessThanOrEqual(4 * 3_600_000)
    expect((await decide(artifact)).verdict).toBe('pending')

    const same = await call({ actor: '98', scope: 'override' }, 'POST', `/v1/overrides/${id}/confirm`, {})
    expect([same.status, same.body.detail]).toEqual([
      403,
      expect.stringContaining('whoever broke it does not confirm it'),
    ])
    const confirmed = await call('all', 'POST', `/v1/overrides/${id}/confirm`, {})
    expect(confirmed.body).toMatchObject({
      status: 'accepted',
      override: { state: 'in-force', second: 'urn:user:boss' },
    })
    expect((await call('all', 'POST', `/v1/overrides/${id}/confirm`, {})).body.status).toBe('duplicate')
    const allowed = await decide(artifact)
    expect(allowed).toMatchObject({
      verdict: 'allow',
      findings: [{ result: 'overridden', exception: id }, {}],
    })

    const own = await call('override', 'POST', `/v1/overrides/${id}/review`, { reason: 'it was right' })
    expect([own.status, own.body.detail]).toEqual([403, expect.stringContaining('does not review it')])
    const reviewed = await call('all', 'POST', `/v1/overrides/${id}/review`, { reason: 'it was needed' })
    expect(reviewed.body.override.review).toMatchObject({ state: 'done', by: 'urn:user:boss' })

    const events = await eventsAbout(artifact)
    expect(
      events.map(({ type, subject }: { type: string; subject: string }) => [
        type.replace(/^dev\.cdeventsx?\./, ''),
        subject,
      ]),
    ).toEqual([
      ['turnpike-override.granted.0.1.0', id],
      ['ticket.created.0.2.0', `urn:turnpike:review:${id}`],
      ['turnpike-override.confirmed.0.1.0', id],
      ['turnpike-override.reviewed.0.1.0', id],
      ['ticket.closed.0.2.0', `urn:turnpike:review:${id}`],
    ])
    expect(events[1].event.subject.content).toMatchObject({
      creator: 'urn:user:oncall',
      ticketType: 'post-implementation-review',
      assignees: ['urn:user:boss', 'urn:user:oncall'],
    })
    expect(events.every(({ producer }: { producer: { kind: string } }) => producer.kind === 'store')).toBe(
      true,
    )
    expect(events[0].event.subject.content).toEqual({
      artifact,
      environment: 'production',
      until,
      reason: 'checkout is down, nobody can pay',
      ticket: 'INC-1',
      by: { person: 'urn:user:oncall', principal: { kind: 'person', id: expect.any(String) } },
    })
  })

  test.each<[string, Who, Record<string, unknown>, number, string]>([
    [
      'by somebody whom the policy does not name',
      { actor: '1234', scope: 'override' },
      {},
      403,
      'is not one of urn:user:oncall',
    ],
    ['by somebody who may elsewhere only', 'witness', {}, 403, "override a verdict for 'production'"],
    ['for too long', 'override', { for: '5h' }, 422, 'at most 4 h'],
    ['with a short reason', 'override', { reason: 'urgent' }, 422, 'less than 20 characters'],
    ['without a ticket', 'override', { ticket: undefined }, 422, 'ticket is missing'],
    ['without an artifact', 'override', { artifact: undefined }, 422, 'artifact is missing'],
    ['for every environment', 'override', { environment: '*' }, 422, 'never for all'],
    ['where no policy knows it', 'override', { environment: 'nowhere' }, 422, 'lets anybody break the glass'],
  ])('is refused %s', async (_, who, more, status, said) => {
    const artifact = fresh()
    const answer = await call(who, 'POST', '/v1/overrides', breaking(artifact, more))
    expect([answer.status, answer.body.detail]).toEqual([status, expect.stringContaining(said)])
    expect(await eventsAbout(artifact)).toEqual([])
  })

  test('is one, however often it is sent under one key', async () => {
    const artifact = fresh()
    const body = breaking(artifact, { key: 'k' })
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => call('override', 'POST', '/v1/overrides', body)),
    )
    expect(new Set(answers.map((answer) => answer.body.override.id)).size).toBe(1)
    const accepted = (await eventsAbout(artifact)).filter(({ type }: { type: string }) =>
      type.includes('override'),
    )
    expect(accepted).toHaveLength(1)
    expect((await call('override', 'POST', '/v1/overrides', { ...body, ticket: 'INC-2' })).status).toBe(409)
  })

  test('is listed until it is reviewed, by the state of its review', async () => {
    const broken = await call(
      'override',
      'POST',
      '/v1/overrides',
      breaking(fresh(), { environment: 'staging' }),
    )
    const { id } = broken.body.override
    const open = await call('read', 'GET', '/v1/overrides?environment=staging&review=open')
    expect(open.body.overrides).toMatchObject([{ id }])
    await call('all', 'POST', `/v1/overrides/${id}/review`, { reason: 'it was needed' })
    expect(
      (await call('read', 'GET', '/v1/overrides?environment=staging&review=open')).body.overrides,
    ).toEqual([])
    expect((await call('read', 'GET', `/v1/overrides/${id}`)).body.review.state).toBe('done')
  })
})

describe('nobody else writes what the store says', () => {
  const forged = (type: string) => ({
    context: {
      specversion: '0.5.1',
      id: crypto.randomUUID(),
      source: 'urn:turnpike:store',
      type: `dev.cdeventsx.${type}.0.1.0`,
      timestamp: new Date().toISOString(),
    },
    subject: { id: 'forged', source: 'urn:turnpike:store', content: { by: { person: 'urn:user:boss' } } },
    customData: { turnpike: { artifacts: [{ digest: DIGEST }], environment: 'production' } },
  })
  const TYPES = [
    ...['requested', 'granted', 'refused', 'revoked'].map((step) => `turnpike-waiver.${step}`),
    ...['granted', 'confirmed', 'reviewed'].map((step) => `turnpike-override.${step}`),
    'turnpike-lease.acquired',
    'turnpike-nonconformity.answered',
  ]
  test.each(TYPES)('%s: neither with every right nor by a hook, in no version', async (type) => {
    for (const named of [type, `${type}.9.9.9`.replace('.0.1.0', '')]) {
      const event = forged(named)
      const posted = await server.call('POST', '/o/acme/v1/events', {
        body: event,
        headers: server.bearer('acme', 'all'),
      })
      expect([posted.status, posted.text]).toEqual([
        403,
        expect.stringContaining('written by the store alone'),
      ])
      const hooked = await server.call('POST', '/o/acme/v1/hooks/alerts', { body: event, headers: HOOK })
      expect(hooked.status).toBe(403)
      const signedIn = await call('all', 'POST', '/v1/events', [event, testsPassed({ digest: OTHER })])
      expect(signedIn.body.receipts.map(({ status }: { status: string }) => status)).toEqual([
        'refused',
        'accepted',
      ])
    }
    expect((await call('read', 'GET', '/v1/events?key=chain:forged')).body.events).toEqual([])
  })
})

test('metrics tell how many there are', async () => {
  await ask(fresh())
  const text = (await server.call('GET', '/o/acme/metrics', { headers: server.bearer('acme', 'read') })).text
  for (const name of [
    'waivers_in_force',
    'waivers_pending',
    'overrides_in_force',
    'reviews_open',
    'reviews_overdue',
  ])
    expect(text).toMatch(new RegExp(`^turnpike_${name} \\d+$`, 'm'))
  expect(/^turnpike_waivers_pending (\d+)$/m.exec(text)?.[1]).not.toBe('0')
})

test('one person asks for two hundred waivers a day, and no more; others still can', async () => {
  const who: Who = { actor: '77', scope: 'ask' }
  const headers = await server.pipeline('acme', 'ask', { actor_id: '77' })
  const ask = (artifact: string) =>
    server.call('POST', '/o/acme/v1/waivers', {
      headers,
      body: asking(artifact, { environment: 'staging' }),
    })
  for (let index = 0; index < 200; index++) expect((await ask(fresh())).status).toBe(201)
  const last = await ask(fresh())
  expect([last.status, last.body.detail]).toEqual([429, expect.stringContaining('200 waivers for staging')])
  expect((await call(who, 'POST', '/v1/waivers', asking(fresh()))).status).toBe(201)
  const other = await call('ask', 'POST', '/v1/waivers', asking(fresh(), { environment: 'staging' }))
  expect(other.status).toBe(201)
}, 120_000)

test('a pipeline that runs a fork’s code speaks for nobody', () => {
  const identity = {
    principal: { kind: 'oidc', id: 'https://ci.example.org#repository:1' } as const,
    person: 'urn:user:boss',
  }
  const services = { trust: () => ({ document: { people: [] } }) } as never
  const acting = (more: object) => () =>
    actingIn(services, { identity: { ...identity, ...more }, authority: { describe: () => '' } } as never)
  expect(acting({})()).toEqual({ person: 'urn:user:boss', principal: identity.principal })
  expect(acting({ foreignCode: true })).toThrow(/cannot speak for urn:user:boss/)
  expect(acting({ person: undefined })).toThrow(/nobody in particular/)
})
