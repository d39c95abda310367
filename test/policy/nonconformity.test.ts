import { describe, expect, test } from '@jest/globals'
import { bindingOf } from '../../src/cdevents/binding.ts'
import { nonconformityOf, type Known, type Recorded } from '../../src/policy/conformity.ts'
import type { Decision, LeaseRef } from '../../src/policy/decision.ts'
import {
  answeredEvent,
  nonconformitiesIn,
  nonconformityQueries,
  raisedEvent,
} from '../../src/policy/nonconformity.ts'
import { createShelf, type Shelf } from '../../src/policy/shelf.ts'
import type { CDEvent } from '../../src/cdevents/event.ts'
import type { Principal, StoredEvent } from '../../src/store/store.ts'
import { ago, ask, DIGEST, eventOf, load, NOW, OTHER, policyText, REQUEST, type Said } from './scene.ts'

const STORE: Principal = { kind: 'store', id: 'store' }
const OPS: Principal = { kind: 'token', id: 'token:ops' }
const LEASE: LeaseRef = {
  id: 'l',
  environment: 'production',
  service: 'webshop',
  fencing: 3,
  holder: 'r',
  until: NOW,
}

type Kept = StoredEvent & { event: CDEvent }

function deployment(more: Partial<Said> = {}, sequence = 100): Kept {
  const stored = createShelf().put(
    eventOf({ type: 'service.deployed', subject: 'webshop', environment: 'production', ...more }),
    OPS,
    more.when === undefined ? NOW : ago(more.when),
  )
  expect(stored.problems).toEqual([])
  return { ...(stored as Kept), sequence }
}

const allow = (more: Partial<Decision> = {}, sequence = 50): Recorded => ({
  sequence,
  decision: {
    verdict: 'allow',
    mode: 'enforce',
    request: REQUEST,
    expiresAt: new Date(Date.parse(NOW) + 1).toISOString(),
    ...more,
  } as Decision,
})

function judged(
  stored: StoredEvent,
  decisions: readonly Recorded[],
  more: Partial<Known> = {},
): string | undefined {
  return nonconformityOf({
    deployment: stored,
    bound: bindingOf(stored.event!),
    environment: 'production',
    decisionsFor: () => decisions,
    started: [],
    leaseEnded: () => undefined,
    ...more,
  })?.reason
}

describe('a deployment conforms', () => {
  test('by an allow that holds when the store hears of it, up to the last millisecond', () => {
    expect(judged(deployment(), [allow()])).toBeUndefined()
    expect(judged(deployment(), [allow({ expiresAt: NOW })])).toBe('expired')
    expect(judged(deployment(), [allow({ expiresAt: undefined as never })])).toBe('expired')
    expect(judged(deployment(), [allow({ expiresAt: 'never' })])).toBe('expired')
  })

  test('by no decision that came later, in the store’s order', () => {
    expect(judged(deployment(), [allow({}, 101)])).toBe('no-decision')
    expect(judged(deployment(), [])).toBe('no-decision')
  })

  test.each<[string, Partial<Decision>, string]>([
    ['a dry run', { mode: 'dry-run' }, 'no-decision'],
    ['a gate that warns', { mode: 'warn' }, 'no-decision'],
    ['a replay', { mode: 'replay' }, 'no-decision'],
    ['other artifacts', { request: { ...REQUEST, artifacts: [{ digest: OTHER }] } }, 'no-decision'],
    ['another environment', { request: { ...REQUEST, environment: 'staging' } }, 'no-decision'],
    ['another service', { request: { ...REQUEST, service: 'till' } }, 'no-decision'],
    ['a denial', { verdict: 'deny' }, 'not-allowed'],
    ['a gate that waits', { verdict: 'pending' }, 'not-allowed'],
    ['an error', { verdict: 'error' }, 'not-allowed'],
  ])('not by %s', (_what, more, reason) => {
    expect(judged(deployment(), [allow(more)])).toBe(reason)
  })

  test('by an allow for every service', () => {
    const { service: _, ...everything } = REQUEST
    expect(judged(deployment(), [allow({ request: everything })])).toBeUndefined()
  })

  test('when its run said that it began while the allow held, whatever its own clock says', () => {
    const decision = allow({ expiresAt: ago('10m') })
    const start = (when: string, sequence: number) => ({
      ...createShelf().put(
        eventOf({ type: 'taskrun.started', subject: 'job', timestamp: ago('30m') }),
        OPS,
        ago(when),
      ),
      sequence,
    })
    expect(judged(deployment(), [decision], { started: [start('20m', 60)] })).toBeUndefined()
    expect(judged(deployment(), [decision], { started: [start('5m', 60)] })).toBe('expired')
    // What began before the gate was asked did not begin by its word.
    expect(judged(deployment(), [decision], { started: [start('20m', 40)] })).toBe('expired')
  })

  test('not when the lease of its allow was over when it began', () => {
    const decision = allow({ lease: LEASE })
    expect(judged(deployment(), [decision], { leaseEnded: () => undefined })).toBeUndefined()
    expect(judged(deployment(), [decision], { leaseEnded: () => 99 })).toBe('lease-ended')
    expect(judged(deployment(), [decision], { leaseEnded: () => 101 })).toBeUndefined()
    // Another allow may still stand behind it.
    expect(judged(deployment(), [decision, allow({}, 40)], { leaseEnded: () => 99 })).toBeUndefined()
  })

  test('as a way back, to what was ever allowed there', () => {
    const back = deployment({ type: 'service.rolledback' })
    expect(judged(back, [allow({ expiresAt: ago('9d') })])).toBeUndefined()
    expect(judged(back, [allow({ verdict: 'deny' })])).toBe('not-allowed')
    expect(judged(back, [allow({ mode: 'dry-run' })])).toBe('no-decision')
  })

  test('only when each of its artifacts does, and it says which they are', () => {
    const bound = { artifacts: [{ digest: DIGEST }, { digest: OTHER }], service: 'webshop' }
    const decisionsFor = (digest: string) => (digest === DIGEST ? [allow()] : [])
    expect(judged(deployment(), [], { bound, decisionsFor })).toBe('no-decision')
    expect(judged(deployment(), [allow()], { bound: { artifacts: [] } })).toBe('no-digest')
    expect(judged(deployment(), [allow()], { bound: { ...bound, inconsistent: 'two names' } })).toBe(
      'ambiguous',
    )
  })
})

describe('in a decision', () => {
  const raise = (shelf: Shelf, sequence: number, producer = STORE) =>
    shelf.put(
      raisedEvent(
        deployment({}, sequence),
        { reason: 'no-decision', says: `number ${sequence}` },
        'urn:turnpike:store',
      ),
      producer,
      NOW,
    ) as Kept
  const shown = async (shelf: Shelf) =>
    (await ask([await load(policyText('\n  - { id: e, kind: environment, producer: [ops] }'))], { shelf }))
      .nonconformities

  test('the open ones of the environment are shown, the newest first; those answered for are not', async () => {
    const shelf = createShelf()
    const [first, second] = [raise(shelf, 10), raise(shelf, 20)]
    expect((await shown(shelf))?.map(({ says }) => says)).toEqual(['number 20', 'number 10'])
    expect((await shown(shelf))?.[1]).toEqual({
      sequence: first.sequence,
      deployment: 10,
      at: NOW,
      artifact: DIGEST,
      service: 'webshop',
      by: 'token:ops',
      says: 'number 10',
    })
    const by = { person: 'urn:user:alice', principal: 'urn:user:alice' }
    const answer = answeredEvent(
      second,
      { by, reason: 'rolled forward by hand', now: NOW },
      'urn:turnpike:store',
    )
    shelf.put(answer, { kind: 'token', id: 'token:ops' }, NOW)
    expect(await shown(shelf)).toHaveLength(2)
    expect(shelf.put(answer, STORE, NOW)).toMatchObject({ status: 'accepted', problems: [] })
    expect((await shown(shelf))?.map(({ says }) => says)).toEqual(['number 10'])
  })

  test('nobody else’s word is one', async () => {
    const shelf = createShelf()
    raise(shelf, 10, { kind: 'token', id: 'store' })
    expect(await shown(shelf)).toBeUndefined()
  })

  test('raised again, by whomever and whenever, it is the same event', () => {
    const shelf = createShelf()
    const stored = deployment()
    const [first, again] = [1, 2].map(() =>
      shelf.put(raisedEvent(stored, { reason: 'expired', says: 'late' }, 'urn:turnpike:store'), STORE, NOW),
    )
    expect(again).toBe(first)
  })

  test('a flood of them is bounded, and the question is one', async () => {
    const shelf = createShelf()
    for (let n = 1; n <= 300; n++) raise(shelf, n)
    const decision = await shown(shelf)
    expect(decision).toHaveLength(20)
    expect(decision?.[0]?.says).toBe('number 300')
    expect(nonconformityQueries(REQUEST)).toHaveLength(1)
    const answer = () => ({ events: [], complete: true })
    expect(nonconformitiesIn({ request: REQUEST, now: 0, answer })).toEqual({ shown: [], notices: [] })
  })
})
