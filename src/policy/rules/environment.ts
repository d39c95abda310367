/**
 * `environment`: the target is not locked, nothing else is in flight there, and what runs there now is what is
 * expected.
 *
 * Locked: the newest `dev.cdeventsx.turnpike-environment.locked` or `.unlocked` event bound to the environment is a
 * lock. In flight: a task or pipeline run bound to the environment started within `idle` and has not finished; the
 * run that asks does not count. Leased: see `environment-lease.ts`.
 */
import { keyOf } from '../../store/keys.ts'
import { ANYBODY, isAccepted, sift } from '../believe.ts'
import type { Candidate } from '../believe.ts'
import { sayDuration } from '../duration.ts'
import { duration, level, onMissing, producer, ruleShape } from '../fields.ts'
import { shortType, valueAt } from '../paths.ts'
import type { EnvironmentRule } from '../policy.ts'
import { knownAs } from '../producer-name.ts'
import { clip } from '../say.ts'
import { LEAST_LEASE_MS, leased, leaseQueries, MOST_LEASE_MS } from './environment-lease.ts'
import { deploymentsQuery, landscape, whyUnusable } from './deployments.ts'
import { whoAndWhen } from './phrases.ts'
import type { Conclusion, Inquiry, Kind, Query, Question } from './kind.ts'
import type { Shape } from '../shape.ts'
import { worstOf } from './worst.ts'

const LOCKED = 'dev.cdeventsx.turnpike-environment.locked'
const UNLOCKED = 'dev.cdeventsx.turnpike-environment.unlocked'
const LOCK_LIMIT = 100
const RUN_LIMIT = 1000
const RUNS = ['taskrun.started', 'taskrun.finished', 'pipelinerun.started', 'pipelinerun.finished'].map(
  (type) => `dev.cdevents.${type}`,
)

export const environment: Kind<EnvironmentRule> = {
  shape: (place) =>
    ruleShape(
      {
        unlocked: { is: 'boolean', about: 'It must not be locked. Default true.' },
        idle: { ...duration, about: 'Nothing that started there within this time is unfinished.' },
        expect: {
          is: 'list',
          of: { is: 'text', max: 80, pattern: '^sha256:[0-9a-f]{64}$', says: 'a digest' },
          min: 1,
          max: 50,
          about: 'One of these digests is what runs there now.',
        },
        // A lease is taken by an allow; what is one of several ways to pass could not say that it was this one.
        ...(place === 'rule' ? { lease: leaseShape } : {}),
        producer,
        level,
        onMissing,
      },
      [],
      'The target is not locked, nothing else is in flight, the expected digest runs now.',
      place,
    ),

  read(raw, common, reader) {
    const idle = reader.duration(raw, 'idle')
    const unlocked = (raw['unlocked'] as boolean | undefined) ?? true
    const expect = (raw['expect'] as string[] | undefined) ?? []
    const lease = reader.duration(raw, 'lease')
    if (lease !== undefined && (lease < LEAST_LEASE_MS || lease > MOST_LEASE_MS))
      reader.problem('from 1m to 24h are allowed', 'lease')
    if (lease !== undefined && common.enforce === 'warn')
      reader.problem('is taken by rules that block; this one only warns', 'lease')
    if (!unlocked && idle === undefined && expect.length === 0 && lease === undefined)
      reader.problem(
        'checks nothing: unlocked is false, and there is no idle, no expect and no lease',
        'unlocked',
      )
    return {
      ...common,
      kind: 'environment',
      unlocked,
      ...(idle === undefined ? {} : { idle }),
      expect,
      ...(lease === undefined ? {} : { lease }),
      ...reader.trusting(raw, common),
      onMissing: (raw['onMissing'] as 'deny' | 'wait' | undefined) ?? 'deny',
    }
  },

  needs: (rule, question) => [
    ...(rule.unlocked ? [lockQuery(question)] : []),
    ...(rule.idle === undefined ? [] : [runsQuery(rule.idle, question)]),
    ...(rule.expect.length === 0
      ? []
      : [deploymentsQuery(question.request.environment, question.request.service)]),
    ...(rule.lease === undefined ? [] : leaseQueries(question)),
  ],

  conclude(rule, inquiry) {
    const required = [
      ...(rule.unlocked ? ['not locked'] : []),
      ...(rule.idle === undefined ? [] : ['nothing in flight']),
      ...(rule.expect.length === 0 ? [] : ['the expected digest runs now']),
      ...(rule.lease === undefined ? [] : [`leased to this run for ${sayDuration(rule.lease)}`]),
    ].join(', ')
    const parts = [
      ...(rule.unlocked ? [locked(rule, inquiry)] : []),
      ...(rule.idle === undefined ? [] : [inFlight(rule, rule.idle, inquiry)]),
      ...(rule.expect.length === 0 ? [] : [expected(rule, inquiry)]),
      ...(rule.lease === undefined ? [] : [leased(rule, rule.lease, inquiry)]),
    ]
    const worst = worstOf(parts.map((conclusion) => ({ name: '', conclusion: { ...conclusion, required } })))
    const decisive = parts.find(({ result }) => result === worst.result)!
    const found = worst.result === 'pass' ? parts.map((part) => part.found).join(', ') : decisive.found
    return { ...worst, found }
  },
}

const leaseShape: Shape = {
  ...duration,
  about:
    'An allow takes the environment (of the service, where one is named) for this long, 1m to 24h; other runs wait.',
}

type Found = Omit<Conclusion, 'required'>

function lockQuery({ request }: Question): Query {
  return {
    keys: [keyOf('environment', request.environment)],
    types: [LOCKED, UNLOCKED],
    status: 'any',
    order: 'desc',
    limit: LOCK_LIMIT,
  }
}

function locked(rule: EnvironmentRule, inquiry: Inquiry): Found {
  const { events, complete } = inquiry.answer(lockQuery(inquiry))
  const { candidates, refused } = sift(events, rule, inquiry)
  const isLock = ({ event }: Candidate) => shortType(event.context.type) === 'turnpike-environment.locked'
  // A lock that cannot be used still locks; an unlocking that cannot be used does not unlock.
  const newest = candidates.find(
    (one) => isLock(one) || (one.unusable === undefined && one.disputed === undefined),
  )
  if (newest === undefined && !complete)
    return {
      result: 'error',
      reason: 'too-many-events',
      found: `more than ${LOCK_LIMIT} locks by producers who are not believed`,
      remediation: 'Ask the platform team who locks this environment.',
      refused,
    }
  if (newest === undefined || !isLock(newest))
    return {
      result: 'pass',
      reason: 'unlocked',
      found: 'not locked',
      ...(newest === undefined ? {} : { ...whoAndWhen(newest), evidence: [newest] }),
      refused,
    }
  const why = valueAt(newest.event, 'reason')
  return {
    ...whoAndWhen(newest),
    result: rule.onMissing === 'wait' ? 'pending' : 'fail',
    reason: 'locked',
    found: `locked${typeof why === 'string' && why !== '' ? `: ${clip(why, 120)}` : ''}`,
    remediation: `Ask ${clip(knownAs(newest.stored.producer), 100)} to unlock ${inquiry.request.environment}.`,
    evidence: [newest],
    refused,
  }
}

function runsQuery(idle: number, { request, now }: Question): Query {
  return {
    keys: [keyOf('environment', request.environment)],
    types: RUNS,
    receivedSince: new Date(now - idle).toISOString(),
    order: 'desc',
    limit: RUN_LIMIT,
  }
}

/** Whoever started something is heard: an unfinished run is an objection. Only believed producers finish one. */
function inFlight(rule: EnvironmentRule, idle: number, inquiry: Inquiry): Found {
  const { events, complete } = inquiry.answer(runsQuery(idle, inquiry))
  const { candidates } = sift(events, ANYBODY, inquiry)
  const finished = new Set<string>()
  for (const candidate of candidates) {
    const { event, stored, unusable } = candidate
    const kind = shortType(event.context.type)
    const run = `${kind.split('.')[0]}\n${event.subject.id}`
    if (kind.endsWith('.finished')) {
      if (unusable === undefined && isAccepted(stored, rule, inquiry)) finished.add(run)
      continue
    }
    if (finished.has(run) || isOwn(candidate, inquiry)) continue
    return {
      ...whoAndWhen(candidate),
      result: rule.onMissing === 'wait' ? 'pending' : 'fail',
      reason: 'in-flight',
      found: `${clip(event.subject.id, 120)} is still running there`,
      remediation: 'Wait until it has finished.',
      evidence: [candidate],
      dueAt: Date.parse(stored.receivedAt) + idle + 1,
    }
  }
  if (!complete)
    return {
      result: 'error',
      reason: 'too-many-events',
      found: `more than ${RUN_LIMIT} runs in ${sayDuration(idle)}, not all were looked at`,
      remediation: 'Use a shorter time for idle.',
    }
  return { result: 'pass', reason: 'idle', found: 'nothing in flight' }
}

function isOwn({ event }: Candidate, { request, boundTo }: Inquiry): boolean {
  return request.run !== undefined && (event.subject.id === request.run || boundTo(event).run === request.run)
}

function expected(rule: EnvironmentRule, inquiry: Inquiry): Found {
  const where = inquiry.request.environment
  const { services, refused, complete } = landscape(where, rule, inquiry)
  const service = inquiry.request.service
  const one =
    service === undefined
      ? services.find(({ digests }) => rule.expect.some((digest) => digests.includes(digest)))
      : services[0]
  if (one !== undefined && rule.expect.some((digest) => one.digests.includes(digest)))
    return {
      ...whoAndWhen(one.newest),
      result: 'pass',
      reason: 'expected',
      found: 'the expected digest runs',
      evidence: [one.newest],
      refused,
    }
  if (one === undefined && !complete)
    return {
      result: 'error',
      reason: 'too-many-events',
      found: `more deployments in ${where} than are looked at`,
      remediation: 'Name the service in the request.',
      refused,
    }
  const other = one ?? services[0]
  return {
    result: 'fail',
    reason: 'unexpected-digest',
    found:
      other === undefined
        ? `nothing known to run in ${where}`
        : (whyUnusable(other) ?? `another digest runs in ${where}`),
    ...(other === undefined ? {} : { ...whoAndWhen(other.newest), evidence: [other.newest] }),
    remediation: 'Find out who changed it, and bring the policy or the environment in line.',
    refused,
  }
}
