/** Waivers and overrides on the stage of decisions: the store's own events, written as the store writes them. */
import { create } from '../../src/cdevents/create.ts'
import type { CDEvent } from '../../src/cdevents/event.ts'
import type { Shelf } from '../../src/policy/shelf.ts'
import type { Principal } from '../../src/store/store.ts'
import { ago, DIGEST, NOW } from './scene.ts'

export const STORE: Principal = { kind: 'store', id: 'store' }
export const ALICE = 'urn:user:alice'
export const BOB = 'urn:user:bob'
export const CAROL = 'urn:user:carol'
export const DAVE = 'urn:user:dave'

/** Moments after now: `ahead('3d')`. */
export function ahead(text: string): string {
  return new Date(2 * Date.parse(NOW) - Date.parse(ago(text))).toISOString()
}

export interface ToldWaiver {
  step?: 'requested' | 'granted' | 'refused' | 'revoked'
  id?: string
  /** When the store received it, before now. Default one hour. */
  when?: string
  sender?: Principal
  /** Replaces fields of the content; undefined takes one away. */
  content?: Record<string, unknown>
  /** What it is bound to, where that is not what it says. */
  bound?: Record<string, unknown>
}

let count = 0

export function putWaiver(shelf: Shelf, told: ToldWaiver = {}): void {
  const { step = 'granted', id = 'w-1', when = '1h', sender = STORE, content = {}, bound } = told
  const said: Record<string, unknown> = {
    rule: 'unit-tests',
    policy: 'production',
    scope: { artifact: DIGEST },
    environment: 'production',
    until: ahead('10d'),
    reason: 'the suite is broken, not the shop',
    ticket: 'SEC-1',
    by: { person: step === 'requested' ? DAVE : ALICE, principal: { kind: 'person', id: 'x' } },
    requestedBy: { person: DAVE, principal: { kind: 'person', id: 'y' } },
    ...content,
  }
  shelf.put(eventOf(`turnpike-waiver.${step}`, id, said, bound ?? boundBy(said)), sender, ago(when))
}

export interface ToldOverride extends Omit<ToldWaiver, 'step'> {
  step?: 'granted' | 'confirmed' | 'reviewed'
}

export function putOverride(shelf: Shelf, told: ToldOverride = {}): void {
  const { step = 'granted', id = 'o-1', when = '30m', sender = STORE, content = {}, bound } = told
  const person = { granted: ALICE, confirmed: BOB, reviewed: CAROL }[step]
  const said: Record<string, unknown> = {
    artifact: DIGEST,
    environment: 'production',
    until: ahead('2h'),
    reason: 'checkout is down, nobody can pay',
    ticket: 'INC-1',
    by: { person, principal: { kind: 'person', id: person } },
    ...content,
  }
  const about = bound ?? {
    ...boundBy({ ...said, scope: { artifact: said['artifact'], service: said['service'] } }),
  }
  shelf.put(eventOf(`turnpike-override.${step}`, id, said, about), sender, ago(when))
}

function boundBy({ scope, environment }: Record<string, unknown>): Record<string, unknown> {
  const { artifact, service } = (scope ?? {}) as { artifact?: unknown; service?: unknown }
  return {
    environment,
    ...(artifact === undefined ? {} : { artifacts: [{ digest: artifact }] }),
    ...(service === undefined ? {} : { service }),
  }
}

function eventOf(
  type: string,
  id: string,
  content: Record<string, unknown>,
  turnpike: Record<string, unknown>,
): CDEvent {
  return create(
    `dev.cdeventsx.${type}.0.1.0`,
    {
      source: 'urn:turnpike:store',
      subject: { id, source: 'urn:turnpike:store', content },
      customData: { turnpike },
    },
    { id: `x-${++count}`, now: NOW },
  )
}
