/**
 * What one producer sends, counted: what is invalid, in conflict, late, of an old version, or about no artifact although
 * a gate can only use it with one. Everything in here is bounded, because all of it comes from strangers.
 */
import { bindingOf } from '../cdevents/binding.ts'
import { parseJson } from '../cdevents/parse.ts'
import type { Problem } from '../errors.ts'
import type { Principal, StoredEvent } from '../store/store.ts'

/** Something found on events: how often, and the newest of them. */
export interface Finding {
  count: number
  /** Sequences, the newest first; at most 3. */
  examples: number[]
}

export interface FoundProblem extends Finding {
  path: string
  message: string
}

export interface TypeCounts {
  accepted: number
  quarantined: number
  conflict: number
  unbound: number
}

/** One producer's record. */
export interface ProducerRecord {
  producer: { kind: Principal['kind']; id: string }
  /** When the store first and last heard from it, among what was looked at. */
  first: string
  last: string
  accepted: number
  quarantined: Finding
  conflict: Finding
  /** Accepted, but about no artifact, where rules ask by artifact. */
  unbound: Finding
  /** Accepted, but its own fields and its binding name different things: never evidence. */
  contradictory: Finding
  /** Arrived more than an hour after it says it happened. */
  late: Finding & { worstSeconds: number }
  /** Says that it happens more than five minutes from now. */
  ahead: Finding & { worstSeconds: number }
  /** Not kept: its sender may not say it. Of this process alone, since it started; without examples. */
  refused: Finding
  /** With a signature that somebody here was configured to verify, with another one, and without. */
  signed: { verified: number; unverified: number; none: number }
  types: Map<string, TypeCounts>
  /** Of what was quarantined or refused. */
  problems: Map<string, FoundProblem>
  otherProblems: number
  /** By version of CDEvents, as the events say it; without those that say none. */
  versions: Map<string, number>
  sources: Set<string>
  moreSources: boolean
}

const MOST_EXAMPLES = 3
const MOST_TYPES = 200
const MOST_PROBLEMS = 50
const MOST_VERSIONS = 20
const MOST_SOURCES = 20
const MOST_TEXT = 300
/** Problems of one event that are looked at. */
const MOST_OF_ONE = 10
const LATE_MS = 60 * 60_000
const AHEAD_MS = 5 * 60_000
/** Where types, versions and sources beyond the bounds are counted. */
export const OTHERS = 'others'

/**
 * Types that a rule asks for by the artifact's digest. Whatever else may have an artifact is useful without one: it is
 * on a page, or found by its run.
 */
const WANTS_ARTIFACT =
  /^dev\.(?:cdevents\.(?:testsuiterun\.finished|build\.finished|artifact\.(?:packaged|signed|published)|service\.(?:deployed|upgraded|rolledback))|cdeventsx\.turnpike-(?:scan\.finished|coverage\.measured|sbom\.published|attestation\.published))\./

export function newRecord({ kind, id }: Principal, at: string): ProducerRecord {
  const none = () => ({ count: 0, examples: [] })
  return {
    producer: { kind, id },
    first: at,
    last: at,
    accepted: 0,
    quarantined: none(),
    conflict: none(),
    unbound: none(),
    contradictory: none(),
    late: { ...none(), worstSeconds: 0 },
    ahead: { ...none(), worstSeconds: 0 },
    refused: none(),
    signed: { verified: 0, unverified: 0, none: 0 },
    types: new Map(),
    problems: new Map(),
    otherProblems: 0,
    versions: new Map(),
    sources: new Set(),
    moreSources: false,
  }
}

/** Counts one event that was kept. */
export function countStored(record: ProducerRecord, stored: StoredEvent): void {
  const { sequence, status } = stored
  record.last = stored.receivedAt
  const type = typeCounts(record, stored.type)
  type[status]++
  countSource(record, stored.source)
  if (status === 'accepted') {
    record.accepted++
    countAccepted(record, stored, type)
  } else {
    note(record[status], sequence)
    if (status === 'quarantined') countProblems(record, stored.problems, sequence)
  }
  const version = versionOf(stored.body)
  if (version !== undefined) bump(record.versions, version, MOST_VERSIONS)
}

/** Counts one event that was refused, and is kept nowhere. */
export function countRefused(record: ProducerRecord, problems: readonly Problem[], at: string): void {
  record.last = at
  record.refused.count++
  countProblems(record, problems)
}

function countAccepted(record: ProducerRecord, stored: StoredEvent, type: TypeCounts): void {
  const { event, sequence, signature } = stored
  if (signature === undefined) record.signed.none++
  else if (signature.signer === undefined) record.signed.unverified++
  else record.signed.verified++
  if (event === undefined) return
  const bound = bindingOf(event)
  if (bound.inconsistent !== undefined) note(record.contradictory, sequence)
  if (bound.artifacts.length === 0 && WANTS_ARTIFACT.test(`${event.context.type}.`)) {
    type.unbound++
    note(record.unbound, sequence)
  }
  // A day for a moment (`pipeline.ts`): it says nothing about when the event was sent.
  if (!saysDayOnly(event.customData)) countLag(record, stored)
}

function countLag(record: ProducerRecord, { receivedAt, timestamp, sequence }: StoredEvent): void {
  const lag = Date.parse(receivedAt) - Date.parse(timestamp)
  if (Number.isNaN(lag)) return
  const [finding, seconds] = lag > 0 ? [record.late, lag / 1000] : [record.ahead, -lag / 1000]
  if (lag <= LATE_MS && lag >= -AHEAD_MS) return
  note(finding, sequence)
  finding.worstSeconds = Math.max(finding.worstSeconds, Math.round(seconds))
}

function countProblems(record: ProducerRecord, problems: readonly Problem[], sequence?: number): void {
  for (const problem of problems.slice(0, MOST_OF_ONE)) {
    // The tenth of a list is the same mistake as the first.
    const path = problem.path.replace(/\/\d+(?=\/|$)/g, '/*').slice(0, MOST_TEXT)
    const message = problem.message.slice(0, MOST_TEXT)
    const key = `${path}\n${message}`
    let found = record.problems.get(key)
    if (found === undefined) {
      if (record.problems.size >= MOST_PROBLEMS) {
        record.otherProblems++
        continue
      }
      found = { path, message, count: 0, examples: [] }
      record.problems.set(key, found)
    }
    found.count++
    if (sequence !== undefined) remember(found, sequence)
  }
}

function countSource(record: ProducerRecord, source: string): void {
  const shown = source.slice(0, MOST_TEXT)
  if (record.sources.has(shown)) return
  if (record.sources.size < MOST_SOURCES) record.sources.add(shown)
  else record.moreSources = true
}

function typeCounts({ types }: ProducerRecord, type: string): TypeCounts {
  const name = types.has(type) || types.size < MOST_TYPES ? type.slice(0, MOST_TEXT) : OTHERS
  const known = types.get(name)
  if (known !== undefined) return known
  const counts = { accepted: 0, quarantined: 0, conflict: 0, unbound: 0 }
  types.set(name, counts)
  return counts
}

function bump(counts: Map<string, number>, name: string, most: number): void {
  const key = counts.has(name) || counts.size < most ? name : OTHERS
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function note(finding: Finding, sequence: number): void {
  finding.count++
  remember(finding, sequence)
}

function remember(finding: Finding, sequence: number): void {
  if (finding.examples[0] === sequence) return
  finding.examples.unshift(sequence)
  if (finding.examples.length > MOST_EXAMPLES) finding.examples.pop()
}

/** Up to 0.4.1 it is `version`, later `specversion`. */
function versionOf(body: string): string | undefined {
  try {
    const { context } = parseJson(body) as {
      context?: { specversion?: unknown; version?: unknown }
    }
    const said = context?.specversion ?? context?.version
    return typeof said === 'string' && said !== '' ? said.slice(0, 20) : undefined
  } catch {
    return undefined
  }
}

function saysDayOnly(customData: unknown): boolean {
  const block = (customData as { turnpike?: { timestampPrecision?: unknown } } | undefined)?.turnpike
  return block?.timestampPrecision === 'day'
}
