/**
 * Events for the properties, of every type that some kind of rule reads: what speaks for a deployment, and everything
 * else. Each is made once, so that the same event can be there or not. Over 300 lines: one table of what can be said.
 */
import fc from 'fast-check'
import { create } from '../../src/cdevents/create.ts'
import type { GateRequest } from '../../src/policy/decision.ts'
import type { Shelf } from '../../src/policy/shelf.ts'
import type { Principal } from '../../src/store/store.ts'
import { envelope, vsaOf } from './attestation-scene.ts'
import { ahead, putOverride, putWaiver, STORE } from './exceptions-scene.ts'
import { VERIFIER } from './properties-rules.ts'
import { ago, DIGEST, eventOf, ID, NOW, OTHER, principal } from './scene.ts'
import type { Said } from './scene.ts'
import { eventsFor } from './tighten-events.ts'
import { from, given } from './tighten-rules.ts'

/** An event as it comes to a store. */
export interface Sent {
  value: unknown
  by: Principal
  at: string
  /** Whose store; without it, ours. */
  of?: 'beta'
  /** What it says for a deployment: a row of `PASSING`, or nothing that may be counted on. */
  supports?: string
}

export const AGES = ['9d', '26h', '3h', '119m', '70m', '59m', '20m', '9m', '1m']
export const age = from(...AGES)

export function sentOf(said: Said, supports?: string): Sent {
  const { when = '1h' } = said
  const at = when.includes('T') ? when : ago(when)
  return { value: eventOf(said), by: principal(said.by), at, ...(supports === undefined ? {} : { supports }) }
}

/** What a helper that puts events on a shelf would have put there. */
function caught(put: (shelf: Shelf) => void): Sent {
  let sent: Sent | undefined
  put({ put: (value: unknown, by: Principal, at: string) => (sent = { value, by, at }) } as unknown as Shelf)
  return sent!
}

type Passing = (when: string, nth: number) => Sent

const approvedBy =
  (who: string): Passing =>
  (when, nth) =>
    sentOf(
      {
        type: 'approval.updated',
        subject: `approval-${nth}`,
        environment: 'production',
        by: 'token:ci',
        when,
        content: {
          approvalDetailsUrl: 'https://example.org/a',
          responder: `urn:user:${who}`,
          decision: 'approved',
        },
      },
      'approval',
    )

/** `from`, `to`: hours from now. */
const changeRecord =
  (schedule?: readonly [from: string, to: string]): Passing =>
  (when) =>
    sentOf(
      {
        type: 'ticket.updated',
        subject: 'C1',
        artifact: undefined,
        by: 'token:ci',
        when,
        content: { uri: 'https://itsm.example.org/C1', ticketType: 'change' },
        customData: {
          turnpike: {
            changeRecord: given({
              class: 'normal',
              state: 'approved',
              schedule: schedule === undefined ? undefined : { from: schedule[0], to: schedule[1] },
            }),
          },
        },
      },
      'change',
    )

const deployment =
  (environment: string, artifact: string): Passing =>
  (when) =>
    sentOf(
      {
        type: 'service.deployed',
        subject: 'webshop',
        service: 'webshop',
        environment,
        artifact,
        by: 'token:ci',
        when,
      },
      'deployment',
    )

const vsa =
  (verificationResult: string): Passing =>
  (when, nth) => ({
    ...sentOf({
      type: 'dev.cdeventsx.turnpike-attestation.published.0.1.0',
      subject: `attestation-${nth}`,
      when,
      by: 'token:ci',
      content: {
        envelope: envelope(vsaOf({ verificationResult, timeVerified: ago(when) }), { by: [VERIFIER] }),
      },
    }),
    ...(verificationResult === 'PASSED' ? { supports: 'attestation' } : {}),
  })

/** A decision of another organisation. */
const verdict =
  (said: 'allow' | 'deny', lasts: string): Passing =>
  (when, nth) => {
    const request: GateRequest = { artifacts: [{ digest: DIGEST }], environment: 'staging' }
    const decision = {
      apiVersion: 'turnpike/v1',
      kind: 'Decision',
      id: ID,
      verdict: said,
      mode: 'enforce',
      summary: 'The one check passes.',
      organisation: 'beta',
      request,
      requester: { kind: 'token', id: 'token:x' },
      policies: [{ name: 'theirs', digest: DIGEST, origin: 'store', rules: 1 }],
      evaluator: { name: 'turnpike', version: '0.0.0' },
      position: 1,
      watermarks: [],
      decidedAt: ago(when),
      ...(said === 'allow' ? { expiresAt: ahead(lasts) } : {}),
      findings: [finding(said)],
      disabled: [],
      notices: [],
      waivers: [],
      overrides: [],
      timeline: [],
    }
    return {
      value: create(
        'dev.cdeventsx.turnpike-gate.evaluated.0.1.0',
        {
          source: 'urn:turnpike:store',
          subject: { id: ID, source: 'urn:turnpike:store', content: decision },
        },
        { id: `d-${nth}-${when}`, now: NOW },
      ),
      by: STORE,
      at: ago(when),
      of: 'beta',
      ...(said === 'allow' ? { supports: 'attestation' } : {}),
    }
  }

function finding(said: 'allow' | 'deny') {
  const result = said === 'allow' ? 'pass' : 'fail'
  const ended = said === 'allow' ? {} : { remediation: 'Fix it.' }
  return {
    ...{ rule: 'r', policy: 'theirs', kind: 'evidence', title: 'r', result, enforce: 'block', reason: 'x' },
    ...{ required: 'x', found: 'x', controls: [], evidence: [], refused: [], ...ended },
  }
}

/** Of another run, which is not the one that asks; `lasts` from now. */
const lease =
  (what: 'acquired' | 'released', service: string | undefined, lasts: string): Passing =>
  (when, nth) => {
    const run = 'https://runs.example.org/9'
    const about = { artifacts: [{ digest: OTHER }], environment: 'production', ...given({ service }) }
    return {
      value: create(
        `dev.cdeventsx.turnpike-lease.${what}.0.1.0`,
        {
          source: 'urn:turnpike:store',
          subject: {
            id: 'lease-1',
            source: 'urn:turnpike:store',
            content: {
              ...given({ service }),
              environment: 'production',
              fencing: 1,
              holder: run,
              until: lasts.startsWith('-') ? ago(lasts.slice(1)) : ahead(lasts),
              run,
              requester: { kind: 'token', id: 'token:ci' },
              artifacts: [OTHER],
            },
          },
          customData: { turnpike: about },
        },
        { id: `lease-${nth}-${when}`, now: NOW },
      ),
      by: STORE,
      at: ago(when),
      ...(what === 'released' ? { supports: 'environment' } : {}),
    }
  }

const tests =
  (id: string): Passing =>
  (when, nth) =>
    sentOf(
      {
        type: 'testsuiterun.finished',
        subject: `run-${nth}`,
        environment: 'ci',
        by: 'token:ci',
        when,
        content: { outcome: 'success', testSuite: { id } },
        customData: { n: 1 },
      },
      'tests',
    )

/**
 * The passing event of each kind: what somebody who is believed says in favour. Numbers are 1, which is on the right side
 * of every bound of the grammar.
 */
export const PASSING: Readonly<Record<string, readonly Passing[]>> = {
  evidence: [tests('unit'), tests('lint')],
  threshold: [tests('unit'), tests('lint')],
  producer: [tests('unit')],
  approval: [approvedBy('alice'), approvedBy('carol'), approvedBy('bob')],
  absence: [
    (when) =>
      sentOf(
        {
          type: 'incident.resolved',
          subject: 'I1',
          artifact: undefined,
          environment: 'production',
          by: 'token:ci',
          when,
        },
        'resolution',
      ),
  ],
  change: [changeRecord([ago('10d'), ahead('40m')]), changeRecord([ago('10d'), ahead('9d')])],
  order: [deployment('staging', DIGEST), deployment('test', DIGEST)],
  soak: [deployment('staging', DIGEST)],
  'rollback-plan': [deployment('production', OTHER), tests('unit')],
  environment: [
    (when) =>
      sentOf(
        {
          type: 'dev.cdeventsx.turnpike-environment.unlocked.0.1.0',
          subject: 'production',
          environment: 'production',
          artifact: undefined,
          by: 'token:ci',
          when,
        },
        'environment',
      ),
    (when) =>
      sentOf(
        {
          type: 'taskrun.finished',
          subject: 'https://r.example/1',
          environment: 'production',
          artifact: undefined,
          by: 'token:ci',
          when,
          content: { outcome: 'success' },
        },
        'environment',
      ),
    lease('released', 'webshop', '1h'),
  ],
  attestation: [vsa('PASSED'), verdict('allow', '50m'), verdict('allow', '5d')],
  window: [],
  anyOf: [],
}
const EVERY = Object.values(PASSING).flat()

export const passingOf = (kind: string): readonly Passing[] =>
  (PASSING[kind]?.length ?? 0) > 0 ? PASSING[kind]! : EVERY

let count = 0
/** One passing event for rules of a kind, at some age. */
export const passing = (kind: string, when: fc.Arbitrary<string> = age): fc.Arbitrary<Sent> =>
  fc.tuple(fc.constantFrom(...passingOf(kind)), when).map(([make, at]) => make(at, ++count))

/** What lets a rule of each kind pass, all of it. */
export const enoughFor = (kinds: readonly string[]): fc.Arbitrary<Sent[]> =>
  fc
    .tuple(...[...new Set(kinds)].flatMap(passingOf).map((make) => age.map((when) => make(when, ++count))))
    .map((sent) => sent)

/** Objections, stale and unusable things that `eventsFor` does not say. */
const odd: fc.Arbitrary<Sent> = fc
  .tuple(
    age,
    from<Passing>(
      ...[vsa('FAILED'), verdict('deny', '1h'), lease('acquired', 'webshop', '-1m')],
      ...[lease('acquired', 'webshop', '50m'), lease('acquired', undefined, '3h')],
      changeRecord(),
      changeRecord([ahead('2h'), ahead('9d')]),
      changeRecord([ago('10d'), ago('30m')]),
      // Says that it happened an hour from now; and what no schema knows.
      (when) => {
        const sent = tests('unit')(when, ++count)
        ;(sent.value as { context: { timestamp: string } }).context.timestamp = ahead('1h')
        return { ...sent, supports: 'never' }
      },
      (when) => {
        const sent = tests('unit')(when, ++count)
        delete (sent.value as { subject: { content: Record<string, unknown> } }).subject.content['testSuite']
        return { ...sent, supports: 'never' }
      },
      (when) =>
        sentOf({
          type: 'incident.detected',
          subject: 'I1',
          environment: 'staging',
          artifact: undefined,
          when,
        }),
      (when) =>
        sentOf({
          type: 'incident.resolved',
          subject: 'I1',
          environment: 'staging',
          artifact: undefined,
          when,
        }),
    ),
  )
  .map(([when, make]) => make(when, ++count))
  .map(({ supports: _, ...sent }) => sent)

const anything = (kinds: readonly string[]): fc.Arbitrary<Sent[]> =>
  fc
    .tuple(
      ...kinds.map((kind) => eventsFor(kind === 'anyOf' ? 'evidence' : kind)),
      fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(odd, { maxLength: 3 }) },
      ),
    )
    .map((lists) => lists.flatMap((list) => (list as (Said | Sent)[]).map(asSent)))

function asSent(one: Said | Sent): Sent {
  return 'value' in one && 'at' in one ? (one as Sent) : sentOf(one)
}

const RULE = /^(.*)-\d+$/u

/** Waivers and overrides of these rules, good ones and others. */
export function exceptionsOf(rules: readonly string[]): fc.Arbitrary<Sent[]> {
  const waiver = fc
    .record({
      rule: from(...rules),
      when: age,
      until: from('10m', '5h', '3d'),
      requester: from('urn:user:dave', 'urn:user:dave', 'urn:user:alice'),
      scope: from<unknown>(
        ...Array<unknown>(4).fill({ artifact: DIGEST }),
        { service: 'webshop' },
        { artifact: OTHER },
      ),
      step: from('granted', 'granted', 'granted', 'requested', 'revoked'),
      id: from('w-1', 'w-2', 'w-3'),
    })
    .map(({ rule, when, until, requester, scope, step, id }) => ({
      ...caught((shelf) =>
        putWaiver(shelf, {
          id: `${id}-${rule}`,
          step: step as 'granted',
          when,
          content: {
            ...{ rule, policy: RULE.exec(rule)![1], scope, until: ahead(until) },
            requestedBy: { person: requester, principal: { kind: 'person', id: 'y' } },
          },
        }),
      ),
      ...(step === 'granted' ? { supports: 'waiver' } : {}),
    }))
  const override = fc
    .record({
      step: from('granted', 'granted', 'granted', 'confirmed', 'confirmed', 'reviewed'),
      when: from('59m', '20m', '9m', '1m'),
      until: from('10m', '2h'),
      by: from('urn:user:alice', 'urn:user:bob', 'urn:user:mallory', ...Array<undefined>(5).fill(undefined)),
      id: from('o-1', 'o-2'),
    })
    .map(({ step, when, until, by, id }) => ({
      ...caught((shelf) =>
        putOverride(shelf, {
          id,
          step: step as 'granted',
          when,
          content: {
            until: ahead(until),
            ...(by === undefined ? {} : { by: { person: by, principal: { kind: 'person', id: by } } }),
          },
        }),
      ),
      supports: 'override',
    }))
  return fc.array(fc.oneof(waiver, override), { minLength: 1, maxLength: 4 })
}

/** In the order in which stores receive them. */
export function inOrder(sent: readonly Sent[]): Sent[] {
  return [...sent].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/** The same said of another artifact, at another time: some of it. Deployed, it takes the place of ours. */
export const ofAnother = (sent: readonly Sent[]): fc.Arbitrary<Sent[]> =>
  fc
    .tuple(fc.subarray([...sent]), fc.array(age, { minLength: sent.length, maxLength: sent.length }))
    .map(([some, ages]) =>
      some
        .filter(({ of, by }) => of === undefined && by.kind !== 'store')
        .map(({ value, by, supports }, index) => {
          const text = JSON.stringify(value).replaceAll(DIGEST, 'ARTIFACT').replaceAll(OTHER, DIGEST)
          const other = JSON.parse(text.replaceAll('ARTIFACT', OTHER)) as { context: { id: string } }
          other.context.id += `-other-${++count}`
          return {
            value: other,
            by,
            at: ago(ages[index]!),
            ...(supports === undefined || supports === 'deployment' ? {} : { supports }),
          }
        }),
    )

/** Events for rules of these kinds; often enough of them for an allow. */
export function eventsOf(kinds: readonly string[]): fc.Arbitrary<Sent[]> {
  const enough = fc.oneof(
    { weight: 1, arbitrary: enoughFor(kinds).chain((all) => fc.subarray(all)) },
    { weight: 2, arbitrary: enoughFor(kinds) },
  )
  const more = fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: anything(kinds) })
  return fc.tuple(enough, more).map(([one, other]) => inOrder([...other, ...one]))
}
