/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call -- answers are read freely */
/** Waivers and overrides over HTTP, from asking to the next decision. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { TestIssuer } from '../trust/tokens/issuer.ts'
import { DIGEST, testsPassed } from './sample.ts'
import { HOOK, start, trustOf, type Answered, type Scope, type Started } from './scopes.ts'

const OTHER = `sha256:${'cd'.repeat(32)}`
/** Known by two names: who signed in as `ask`, and actor 99 of the forge. */
const ASKER = 'urn:user:asker'

let server: Started
beforeAll(async () => {
  server = await start({
    organisations: ['default', 'acme'],
    documents: (issuer: TestIssuer) => ({
      acme: trustOf(
        'acme',
        issuer,
        `  - name: only staging
    to: { group: witness }
    may: { waive: { environments: [staging] }, override: { environments: [staging] } }
`,
      ).replace(
        'hooks:\n',
        `people:
  - { id: ${ASKER}, identities: [{ issuer: corp, subject: person-ask }, { issuer: ci, actorId: '99' }] }
  - { id: urn:user:lead, identities: [{ issuer: corp, subject: person-waive }] }
  - { id: urn:user:boss, identities: [{ issuer: corp, subject: person-all }] }
  - { id: urn:user:oncall, identities: [{ issuer: corp, subject: person-override }, { issuer: ci, actorId: '98' }] }
hooks:
`,
      ),
    }),
  })
  await publish(PRODUCTION)
})
afterAll(() => server.close())

const PRODUCTION = `apiVersion: turnpike/v1
kind: Policy
metadata: { name: production }
applies: { environments: [production, staging] }
groups: { leads: [urn:user:lead, urn:user:boss, ${ASKER}] }
waivers: { from: [group:leads], maxDuration: 30d }
override:
  from: [urn:user:oncall, urn:user:boss]
  second: { from: [urn:user:boss, urn:user:oncall], within: before }
  review: { from: [urn:user:boss, urn:user:oncall], within: 5d }
rules:
  - { id: unit-tests, kind: evidence, type: testsuiterun.finished, producer: any, match: { outcome: success }, waivable: true, onMissing: wait }
  - { id: freeze, kind: window, deny: [{ from: 2020-01-01T00:00Z, to: 2020-01-02T00:00Z }], waivable: false }
`
const publish = async (text: string) => {
  const headers = { ...server.bearer('acme', 'all'), 'content-type': 'application/yaml' }
  const name = /name: (\w+)/.exec(text)![1]!
  const answer = await server.call('PUT', `/o/acme/v1/policies/${name}`, { body: text, headers })
  expect([answer.status < 300, answer.text]).toEqual([true, answer.text])
}
type Who = Scope | { actor: string; scope: Scope }
const headersOf = async (who: Who) =>
  typeof who === 'string'
    ? server.session('acme', who)
    : server.pipeline('acme', who.scope, { actor_id: who.actor })
const call = async (who: Who, method: string, path: string, body?: unknown): Promise<Answered> =>
  server.call(method, `/o/acme${path}`, {
    headers: await headersOf(who),
    ...(body === undefined ? {} : { body }),
  })
let count = 0
/** A digest of nobody else. */
const fresh = () => `sha256:${(++count).toString(16).padStart(64, '0')}`
const asking = (artifact: string, more: Record<string, unknown> = {}) => ({
  rule: 'unit-tests',
  artifact,
  environment: 'production',
  for: '10d',
  reason: 'the suite is broken, not the shop',
  ticket: 'SEC-1',
  ...more,
})
const breaking = (artifact: string, more: Record<string, unknown> = {}) => ({
  artifact,
  environment: 'production',
  reason: 'checkout is down, nobody can pay',
  ticket: 'INC-1',
  ...more,
})
const ask = async (artifact: string, more: Record<string, unknown> = {}): Promise<string> => {
  const { status, body, text } = await call('ask', 'POST', '/v1/waivers', asking(artifact, more))
  expect([status, text]).toEqual([201, text])
  return body.waiver.id
}
const decide = async (artifact: string, environment = 'production') =>
  (
    await call('ask', 'POST', '/v1/decisions', {
      request: { artifacts: [{ digest: artifact }], environment },
    })
  ).body
const eventsAbout = async (artifact: string) => {
  const { body } = await call('read', 'GET', `/v1/events?key=artifact:${artifact}&order=asc`)
  return body.events.filter(({ type }: { type: string }) => !type.includes('turnpike-gate'))
}

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

test('a forge’s own name of somebody is the name that the trust document gives them', async () => {
  const artifact = fresh()
  const answer = await call({ actor: '99', scope: 'ask' }, 'POST', '/v1/waivers', asking(artifact))
  expect(answer.body.waiver.requestedBy).toBe(ASKER)
  const principal = (await eventsAbout(artifact))[0].event.subject.content.by.principal
  expect(principal.kind).toBe('oidc')
})
