import { describe, expect, test } from '@jest/globals'
import { decide } from '../../src/policy/decide.ts'
import { bindingOf } from '../../src/cdevents/binding.ts'
import { gather } from '../../src/policy/gather.ts'
import { inquiryOf } from '../../src/policy/judge.ts'
import { conditionOf, leaseEvent, leaseOf, releaseEvent, takesLease } from '../../src/policy/lease.ts'
import { requirements } from '../../src/policy/requirements.ts'
import type { Decision, Finding, GateRequest } from '../../src/policy/decision.ts'
import { createShelf, type Shelf } from '../../src/policy/shelf.ts'
import type { Principal } from '../../src/store/store.ts'
import {
  ago,
  ask,
  DIGEST,
  eventOf,
  ID,
  load,
  NOW,
  OTHER,
  policyText,
  principal,
  problemsOf,
  REQUEST,
  type Said,
} from './scene.ts'

const STORE: Principal = { kind: 'store', id: 'store' }
const SOURCE = 'urn:turnpike:store'
const CI: Principal = { kind: 'token', id: 'token:ci' }
const RULE = (more = 'lease: 15m') => `\n  - { id: lease, kind: environment, producer: [ops], ${more} }`
const RUN = 'https://github.example.org/acme/webshop/actions/runs/7/attempts/1'

const policies = async (more?: string) => [await load(policyText(RULE(more)))]

/** A decision that took a lease, kept as the store keeps it. */
async function taken(
  shelf: Shelf,
  {
    request = {},
    at = ago('5m'),
    id = ID,
  }: { request?: Partial<GateRequest>; at?: string; id?: string } = {},
): Promise<Decision> {
  const decision = await ask(await policies(), {
    request: { run: RUN, ...request },
    shelf,
    options: { now: at, id },
  })
  expect([decision.verdict, takesLease(decision)]).toEqual(['allow', true])
  const kept = shelf.put(leaseEvent(decision, decision.lease!, SOURCE), STORE, at)
  expect(kept).toMatchObject({ status: 'accepted', problems: [] })
  return decision
}
const asked = async (shelf: Shelf, request: Partial<GateRequest> = {}, options: object = {}) =>
  ask(await policies(), { request, shelf, options })
const found = (decision: Decision) => decision.findings[0]!
const say = (shelf: Shelf, said: Said) => shelf.put(eventOf(said), principal(said.by), ago(said.when ?? '1m'))

describe('the lease of an environment', () => {
  test('is taken by an allow in mode enforce alone, and its number lies above the position that was judged', async () => {
    const shelf = createShelf()
    for (let n = 0; n < 3; n++) shelf.put(eventOf({ type: 'build.queued' }), CI, NOW)
    const decision = await asked(shelf, { run: RUN })
    expect(decision.lease).toEqual({
      id: ID,
      environment: 'production',
      service: 'webshop',
      fencing: 4,
      holder: RUN,
      until: '2026-11-21T14:15:00.000Z',
    })
    expect(decision.expiresAt).toBe('2026-11-21T14:15:00.000Z')
    for (const mode of ['warn', 'dry-run', 'replay'] as const)
      expect((await asked(shelf, { run: RUN }, { mode })).lease).toBeUndefined()
    expect(conditionOf(decision, decision.lease!)).toEqual({
      after: 3,
      none: [{ types: ['dev.cdeventsx.turnpike-lease.acquired'], keys: ['environment:production'] }],
    })
  })

  test('a rule that is not in force, or only looks, takes none', async () => {
    for (const more of ['lease: 15m, enforce: off', 'lease: 15m, when: { environment: staging }', 'idle: 1h'])
      expect(
        (await ask([await load(policyText(RULE(more) + RULE('idle: 1h').replace('id: lease', 'id: other')))]))
          .lease,
      ).toBeUndefined()
  })

  test('of two rules the shorter counts', async () => {
    const text = policyText(RULE() + RULE('lease: 5m').replace('id: lease', 'id: short'))
    const { lease, expiresAt } = await ask([await load(text)])
    expect([lease?.until, expiresAt]).toEqual(Array(2).fill('2026-11-21T14:05:00.000Z'))
  })

  test('is over at its end, not before and not after', async () => {
    const shelf = createShelf()
    const { lease } = await taken(shelf)
    const at = (ms: number) => ({ now: new Date(Date.parse(lease!.until) + ms).toISOString() })
    expect(found(await asked(shelf, { run: 'other' }, at(-1)))).toMatchObject({
      result: 'pending',
      reason: 'leased',
      dueAt: lease!.until,
    })
    const next = await asked(shelf, { run: 'other' }, at(0))
    expect([next.verdict, next.lease!.fencing > lease!.fencing]).toEqual(['allow', true])
  })

  test('is its run’s own, in every attempt; expiry and number stay', async () => {
    const shelf = createShelf()
    const { lease } = await taken(shelf)
    const again = await asked(
      shelf,
      { run: RUN.replace('attempts/1', 'attempts/2') },
      { id: OTHER.slice(7, 43) },
    )
    expect([again.verdict, again.lease, takesLease(again)]).toEqual(['allow', lease, false])
    expect(again.expiresAt).toBe(lease!.until)
    expect(conditionOf(again, again.lease!).none).toContainEqual({
      types: ['dev.cdeventsx.turnpike-lease.released'],
      keys: [`lease:${ID}`],
    })
  })

  test.each<[string, Partial<GateRequest>, Principal]>([
    ['another run', { run: RUN.replace('/7/', '/71/') }, CI],
    ['a run whose name begins alike', { run: RUN.slice(0, -1) }, CI],
    ['no run', {}, CI],
    ['another requester', { run: RUN }, { kind: 'token', id: 'token:fork' }],
    ['a requester of another kind', { run: RUN }, { kind: 'oidc', id: 'token:ci' }],
    ['other artifacts', { run: RUN, artifacts: [{ digest: OTHER }] }, CI],
    ['more artifacts', { run: RUN, artifacts: [{ digest: DIGEST }, { digest: OTHER }] }, CI],
  ])('is not that of %s', async (_who, request, requester) => {
    const shelf = createShelf()
    await taken(shelf)
    expect(found(await asked(shelf, request, { requester }))).toMatchObject({
      result: 'pending',
      reason: 'leased',
    })
  })

  test('is given back by the store’s word, and by nobody else’s', async () => {
    const shelf = createShelf()
    const { lease } = await taken(shelf)
    const event = releaseEvent(
      { ...lease!, artifacts: [DIGEST] },
      { by: { principal: 'token:ci' }, source: SOURCE, now: NOW },
    )
    shelf.put(event, { kind: 'token', id: 'store' }, NOW)
    expect((await asked(shelf, { run: 'other' })).verdict).toBe('pending')
    expect(shelf.put(event, STORE, NOW)).toMatchObject({ status: 'accepted', problems: [] })
    expect((await asked(shelf, { run: 'other' })).verdict).toBe('allow')
    // What was given back is not its run's own any more.
    const again = await asked(shelf, { run: RUN }, { id: 'new' })
    expect(again.lease!.id).toBe('new')
  })

  test('ends with the believed deployment of all it was for; nothing less ends it', async () => {
    const both = [{ digest: DIGEST }, { digest: OTHER }]
    const shelf = createShelf()
    await taken(shelf, { request: { artifacts: both } })
    const deployed = (artifact: string, more: Partial<Said> = {}): Said => ({
      type: 'service.deployed',
      subject: 'webshop',
      environment: 'production',
      artifact,
      by: 'token:ops',
      ...more,
    })
    const verdict = async () => (await asked(shelf, { run: 'other' })).verdict
    say(shelf, deployed(DIGEST, { by: 'token:fork' }))
    say(shelf, deployed(DIGEST, { subject: 'till' }))
    say(shelf, deployed(DIGEST, { environment: 'staging' }))
    say(shelf, deployed(DIGEST, { type: 'service.removed', artifact: undefined as never }))
    say(shelf, deployed(OTHER, { customData: { turnpike: { run: 'https://example.org/runs/2' } } }))
    expect(await verdict()).toBe('pending')
    expect((await asked(shelf, { run: 'other', artifacts: both })).verdict).toBe('pending')
  })

  test('one that cannot be read, of a later version, holds everybody up rather than nobody', async () => {
    const shelf = createShelf()
    const { lease } = await taken(shelf)
    const event = leaseEvent(
      { ...(await asked(createShelf(), { run: 'x' })), id: 'y' },
      { ...lease!, id: 'y' },
      SOURCE,
    )
    shelf.put({ ...event, subject: { ...event.subject, content: { until: 'tomorrow' } } }, STORE, NOW)
    expect(found(await asked(shelf, { run: 'other' }))).toMatchObject({ result: 'error' })
  })

  test('a clock that was ahead when it was taken: it is held until it is given back', async () => {
    const shelf = createShelf()
    await taken(shelf, { at: '2031-01-01T00:00:00.000Z' })
    expect((await asked(shelf, { run: 'other' })).verdict).toBe('pending')
    expect((await asked(shelf, { run: RUN })).verdict).toBe('allow')
  })

  test('of one service it is that service’s; of the whole environment everybody’s', async () => {
    const shelf = createShelf()
    await taken(shelf)
    expect((await asked(shelf, { run: 'other', service: 'till' })).verdict).toBe('allow')
    // A question without a service asks for all of them.
    const { service: _, ...whole } = REQUEST
    const everything = async (run: string) => {
      const of = await policies()
      const request = { ...whole, run }
      const evidence = await gather(shelf, 'default', requirements(of, request, NOW))
      return decide(of, request, evidence, {
        id: 'w',
        now: NOW,
        organisation: 'default',
        requester: CI,
        mode: 'enforce',
      })
    }
    expect((await everything(RUN)).verdict).toBe('pending')
  })

  test.each([
    ['lease: 59s', 'from 1m to 24h are allowed'],
    ['lease: 25h', 'from 1m to 24h are allowed'],
    ['lease: 15m, enforce: warn', 'is taken by rules that block'],
    ['lease: soon', 'a duration'],
  ])('%s is refused when the policy loads', async (more, why) => {
    expect((await problemsOf(policyText(RULE(more)))).join('\n')).toContain(why)
  })

  test('it may stand alone, and never inside anyOf', async () => {
    expect(await problemsOf(policyText(RULE('unlocked: false, lease: 15m')))).toEqual([])
    const inside = `\n  - { id: any, kind: anyOf, members: [{ id: a, kind: environment, producer: [ops], lease: 15m }, { id: b, kind: environment, producer: [ops] }] }`
    expect((await problemsOf(policyText(inside))).join('\n')).toMatch(/lease/)
  })

  test('whoever breaks the glass takes the place over, under a higher number that then counts', async () => {
    const shelf = createShelf()
    const first = await taken(shelf)
    const [policy] = await policies()
    const request = { ...first.request, run: 'the one on call' }
    const question = { policy: policy!, request, classKnown: false, now: Date.parse(NOW) }
    const evidence = await gather(shelf, 'default', requirements([policy!], request, NOW))
    const judging = { evidence, bounds: [], watermark: () => undefined, boundTo: bindingOf }
    const leasing = {
      policies: [policy!],
      inquiryFor: () => inquiryOf({ ...question, requester: CI }, judging),
      id: 'broken',
      now: question.now,
      requester: CI,
      position: evidence.position,
    }
    const finding = (result: Finding['result']) => ({ ...found(first), result })
    for (const result of ['overridden', 'waived'] as const)
      expect(leaseOf({ ...leasing, findings: [finding(result)] })).toMatchObject({
        id: 'broken',
        holder: 'the one on call',
        fencing: evidence.position + 1,
      })
    for (const result of ['off', 'not-applicable', 'fail', 'pending', 'error'] as const)
      expect(leaseOf({ ...leasing, findings: [finding(result)] })).toBeUndefined()
    const lease = leaseOf({ ...leasing, findings: [finding('overridden')] })!
    expect(lease.fencing).toBeGreaterThan(first.lease!.fencing)
    shelf.put(leaseEvent({ ...first, id: 'broken', request }, lease, SOURCE), STORE, NOW)
    expect(found(await asked(shelf, { run: RUN }))).toMatchObject({ result: 'pending', reason: 'leased' })
    expect((await asked(shelf, { run: 'the one on call' })).lease).toEqual(lease)
  })
})
