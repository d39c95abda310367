/**
 * `soak`: the digest has been in an environment for a time without a break: no rollback, no removal, no other digest,
 * no incident. Time is the store's: from when the deployment was received.
 */
import { keyOf } from '../../store/keys.ts'
import { ANYBODY, isAccepted, sift } from '../believe.ts'
import type { Candidate } from '../believe.ts'
import { sayDuration } from '../duration.ts'
import { duration, level, name, onMissing, producer, ruleShape } from '../fields.ts'
import { belowLevel } from '../level.ts'
import { shortType } from '../paths.ts'
import type { SoakRule } from '../policy.ts'
import { knownAs } from '../producer-name.ts'
import { clip, nameArtifact } from '../say.ts'
import { deploymentsQuery, landscape } from './deployments.ts'
import type { Running } from './deployments.ts'
import { whoAndWhen } from './phrases.ts'
import type { Conclusion, Inquiry, Kind, Query } from './kind.ts'
import { runsIn } from './order.ts'
import { worstOf } from './worst.ts'

const LIMIT = 1000
const INCIDENTS = ['detected', 'reported', 'resolved'].map((what) => `dev.cdevents.incident.${what}`)

export const soak: Kind<SoakRule> = {
  shape: (place) =>
    ruleShape(
      { environment: { ...name, about: 'Where it must have been.' }, duration, producer, level, onMissing },
      ['environment', 'duration'],
      'It has been there for a time without rollback, removal or incident.',
      place,
    ),

  read: (raw, common, reader) => ({
    ...common,
    kind: 'soak',
    environment: raw['environment'] as string,
    duration: reader.duration(raw, 'duration')!,
    ...reader.trusting(raw, common),
    onMissing: (raw['onMissing'] as 'deny' | 'wait' | undefined) ?? 'deny',
  }),

  needs: (rule, { request }) => [
    deploymentsQuery(rule.environment, request.service),
    incidentsQuery(rule.environment),
  ],

  conclude: (rule, inquiry) =>
    worstOf(
      inquiry.request.artifacts.map((artifact) => ({
        name: nameArtifact(artifact),
        conclusion: about(rule, artifact.digest, inquiry),
      })),
    ),
}

function incidentsQuery(environment: string): Query {
  return {
    keys: [keyOf('environment', environment)],
    types: INCIDENTS,
    status: 'any',
    order: 'desc',
    limit: LIMIT,
  }
}

function about(rule: SoakRule, digest: string, inquiry: Inquiry): Conclusion {
  const { now } = inquiry
  const required = `${sayDuration(rule.duration)} in ${rule.environment} without incident`
  const there = { ...runsIn(rule.environment, digest, rule, inquiry), required }
  if (there.result !== 'pass') return there
  const { services } = landscape(rule.environment, rule, inquiry)
  const running = services.filter(({ digests }) => digests.includes(digest))
  const longest = running
    .map((one) => ({ one, since: timeOf(one.since(digest)) }))
    .sort((a, b) => a.since - b.since)[0]!
  const incidents = incidentsAbout(rule, digest, longest.one, inquiry)
  const base = {
    required,
    evidence: [longest.one.newest, longest.one.since(digest)],
    refused: there.refused ?? [],
  }
  if (incidents.unseen)
    return {
      ...base,
      result: 'error',
      reason: 'too-many-events',
      found: `more than ${LIMIT} incidents in ${rule.environment}, not all were looked at`,
      remediation: 'Ask the platform team: the incident feed of this environment floods the store.',
    }
  if (incidents.open !== undefined)
    return {
      ...base,
      ...whoAndWhen(incidents.open),
      result: rule.onMissing === 'wait' ? 'pending' : 'fail',
      reason: 'open-incident',
      found: `an open incident: ${clip(incidents.open.event.subject.id, 80)}`,
      remediation: 'Resolve the incident; the time starts again after it.',
      evidence: [...base.evidence, incidents.open],
    }
  const newest = incidents.newest
  const since = Math.max(longest.since, newest === undefined ? 0 : timeOf(newest))
  const reached = since + rule.duration
  const found = `${sayDuration(now - since)} in ${rule.environment}${newest !== undefined && since > longest.since ? `, since incident ${clip(newest.event.subject.id, 80)}` : ''}`
  const when = { at: new Date(since).toISOString(), by: knownAs(longest.one.since(digest).stored.producer) }
  if (now >= reached) return { ...base, ...when, result: 'pass', reason: 'soaked', found }
  return {
    ...base,
    ...when,
    result: 'pending',
    reason: 'not-long-enough',
    found,
    remediation: `Wait ${sayDuration(reached - now)} more.`,
    dueAt: reached,
    ...(newest === undefined ? {} : { evidence: [...base.evidence, newest] }),
  }
}

/**
 * Incidents that speak against this deployment: about its service or digest, or about the environment as a whole.
 * Whoever reports one is heard, believed or not: an objection costs time, a missed one costs an outage.
 */
function incidentsAbout(
  rule: SoakRule,
  digest: string,
  running: Running,
  inquiry: Inquiry,
): { newest?: Candidate; open?: Candidate; unseen: boolean } {
  const { events, complete } = inquiry.answer(incidentsQuery(rule.environment))
  const { candidates } = sift(events, ANYBODY, inquiry)
  const about = candidates.filter(({ event }) => {
    const { artifacts, service } = inquiry.boundTo(event)
    if (service !== undefined) return service === running.service
    return artifacts.length === 0 || artifacts.some((artifact) => artifact.digest === digest)
  })
  const latest = new Map<string, Candidate>()
  const reporters = reportersOf(about)
  for (const candidate of about) {
    const id = incidentOf(candidate)
    // What cannot be used, or is below the rule's level, reports an incident, but ends none.
    if (isResolved(candidate) && !mayEnd(candidate, rule, reporters.get(id), inquiry)) continue
    if (!latest.has(id)) latest.set(id, candidate)
  }
  const open = [...latest.values()].find((candidate) => !isResolved(candidate))
  const oldest = candidates.at(-1)
  const unseen = !complete && (oldest === undefined || timeOf(oldest) > inquiry.now - rule.duration)
  return {
    ...(about[0] === undefined ? {} : { newest: about[0] }),
    ...(open === undefined ? {} : { open }),
    unseen,
  }
}

/** Who reported which incident. */
function reportersOf(about: readonly Candidate[]): ReadonlyMap<string, ReadonlySet<string>> {
  const reporters = new Map<string, Set<string>>()
  for (const candidate of about) {
    if (isResolved(candidate)) continue
    const id = incidentOf(candidate)
    reporters.set(id, (reporters.get(id) ?? new Set()).add(senderOf(candidate)))
  }
  return reporters
}

function incidentOf({ event }: Candidate): string {
  return `${event.subject.source ?? ''}\n${event.subject.id}`
}

function senderOf({ stored }: Candidate): string {
  return JSON.stringify([stored.producer.kind, stored.producer.id])
}

/** Everybody is heard who reports an incident; it is over when one of those says so, or somebody whom the rule believes. */
function mayEnd(
  candidate: Candidate,
  rule: SoakRule,
  reporters: ReadonlySet<string> | undefined,
  inquiry: Inquiry,
): boolean {
  const { stored, unusable, disputed } = candidate
  if (unusable !== undefined || disputed !== undefined || belowLevel(stored, rule.level) !== undefined)
    return false
  return reporters?.has(senderOf(candidate)) === true || isAccepted(stored, rule, inquiry)
}

function isResolved({ event }: Candidate): boolean {
  return shortType(event.context.type) === 'incident.resolved'
}

function timeOf({ stored }: Candidate): number {
  return Date.parse(stored.receivedAt)
}
