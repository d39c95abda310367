/**
 * Why somebody may not send an event. One entry of one grant must allow it as a whole: type, source, every environment it
 * names, and, for an approval, whose it is. What is invalid is checked as far as it can be read: policies take even an
 * invalid event for an objection, so nobody may send one about what is not theirs.
 *
 * Reserved types (`turnpike-gate` and the like) are refused by the server before this.
 */
import { upgrade } from '../cdevents/convert.ts'
import type { CDEvent } from '../cdevents/event.ts'
import { isObject } from '../cdevents/object.ts'
import { parseJson } from '../cdevents/parse.ts'
import type { Problem } from '../errors.ts'
import { covers } from '../policy/believe.ts'
import { sayDuration } from '../policy/duration.ts'
import { quote } from '../policy/shape.ts'
import type { Incoming } from '../store/store.ts'
import type { Environments, Grant, TrustDocument } from './document.ts'
import type { Identity } from './identity.ts'
import { sayAsk, sayEnvironments, sayGrant, sayKnownAs, sayList } from './say.ts'
import { coversType, sayTypes } from './type-pattern.ts'
import type { TypePattern } from './type-pattern.ts'
import { coversUri, isBelow } from '../policy/uri-pattern.ts'

/** What an event is judged by. Made once a request: a request may hold ten thousand events. */
export interface Judging {
  /** Those that apply. */
  grants: readonly Grant[]
  /** Every way of being allowed, of all of them. */
  entries: readonly Entry[]
  identity: Identity
  /** Every URI of the person behind it. */
  selves: readonly string[]
  clock: TrustDocument['clock']
  owner: string | undefined
}

/** What decides of an event, whether it is valid or not. */
interface Claimed {
  type: string
  source: string
  /** Each with the place where it is named. */
  environments: readonly { name: string; path: string }[]
  /** An answer to a request for approval: it speaks for somebody. */
  isApproval: boolean
  responder?: string
}

/** One way of being allowed, from `write` or `approve`. */
export interface Entry {
  grant: string
  types: readonly TypePattern[]
  sources: readonly string[]
  environments: Environments
  /** Of `approve`. */
  as?: readonly string[]
}

const APPROVALS: readonly TypePattern[] = ['updated', 'closed'].map((predicate) => ({
  written: `approval.${predicate}`,
  full: `dev.cdevents.approval.${predicate}`,
  prefix: false,
}))

/** `approval.created` asks for one and speaks for nobody; whatever else is of approvals might be read as an answer. */
const APPROVAL = /^dev\.cdevents\.approval\.(?!created(\.|$))/u
const ABOUT_ENVIRONMENTS = /^(dev\.cdeventsx?\.)?environment(\.|$)/u

/** Empty when it may be sent. Never throws. */
export function objectionsTo(event: Incoming, receivedAt: string, judging: Judging): Problem[] {
  const clock = clockProblem(event.timestamp, receivedAt, judging.clock)
  const scope = scopeProblems(claimedBy(event), judging)
  return clock === undefined ? scope : [...scope, clock]
}

/** A thing that is wrong under an entry; the sentence is only made when it is said. */
type Lack = readonly [path: string, message: () => string]

function scopeProblems(claimed: Claimed, judging: Judging): Problem[] {
  const entries = judging.entries.filter(({ as }) => (as !== undefined) === claimed.isApproval)
  let nearest: { lacks: Lack[]; grant: string } | undefined
  for (const entry of entries) {
    // What is said is what the closest entry lacks; one for another type helps nobody.
    if (!entry.types.some((pattern) => coversType(pattern, claimed.type))) continue
    const lacks = lacksUnder(entry, claimed, judging)
    if (lacks.length === 0) return []
    if (nearest === undefined || lacks.length < nearest.lacks.length) nearest = { lacks, grant: entry.grant }
  }
  if (nearest === undefined) return [typeProblem(claimed, entries, judging)]
  const end = `(${sayGrant(nearest.grant)}). ${sayAsk(judging.owner)}`
  return nearest.lacks.map(([path, message]) => ({ path, message: `${message()} ${end}` }))
}

/** Every way of being allowed that grants give. An approval speaks for a person, so `write` never covers one. */
export function entriesOf(grants: readonly Grant[]): Entry[] {
  return grants.flatMap(({ name: grant, write, approve }) => [
    ...write.map((entry) => ({ grant, ...entry })),
    ...approve.map((entry) => ({ grant, types: APPROVALS, ...entry })),
  ])
}

/** What an event of a type that an entry allows has that the entry does not. */
function lacksUnder(entry: Entry, claimed: Claimed, judging: Judging): Lack[] {
  const lacks: Lack[] = []
  const { source, environments, responder } = claimed
  if (!entry.sources.some((pattern) => coversSource(pattern, source, judging.identity)))
    lacks.push(['/context/source', () => sourceMessage(source, entry.sources, judging.identity)])
  for (const { name, path } of environments)
    if (!entry.environments.some((pattern) => covers(pattern, name)))
      lacks.push([path, () => environmentMessage(name, entry.environments)])
  if (entry.as === undefined) return lacks
  // A rejection that names no environment holds back every one.
  if (environments.length === 0 && !entry.environments.includes('*'))
    lacks.push([
      '/customData/turnpike/environment',
      () =>
        `the approval names no environment, which stands for all; allowed: ${sayEnvironments(entry.environments)}`,
    ])
  const who = responderProblem(responder, entry.as, judging)
  if (who !== undefined) lacks.push(['/subject/content/responder', who])
  return lacks
}

function environmentMessage(name: string, allowed: Environments): string {
  return allowed.length === 0
    ? `the event names the environment ${quote(name)}; only events that name none are allowed: add it to environments`
    : `the environment ${quote(name)} is not among ${sayEnvironments(allowed)}`
}

function typeProblem({ type, isApproval }: Claimed, entries: readonly Entry[], judging: Judging): Problem {
  const who = sayKnownAs(judging.identity)
  const path = '/context/type'
  if (judging.grants.length === 0)
    return { path, message: `no grant applies to ${who}, so nothing may be sent. ${sayAsk(judging.owner)}` }
  const names = judging.grants.map(({ name }) => sayGrant(name)).join(', ')
  if (isApproval)
    return {
      path,
      message: `${who} may not approve (${names}): that takes may.approve. ${sayAsk(judging.owner)}`,
    }
  const allowed = entries.map(({ grant, types }) => `${sayGrant(grant)} allows ${sayTypes(types)}`)
  return {
    path,
    message: `${quote(type)} may not be sent by ${who}: ${allowed.join('; ') || `${names} allows no events`}. ${sayAsk(judging.owner)}`,
  }
}

function coversSource(pattern: string, source: string, { sources }: Identity): boolean {
  if (pattern === 'own') return (sources ?? []).some((base) => isBelow(base, source))
  return coversUri(pattern, source)
}

function sourceMessage(source: string, patterns: readonly string[], { sources = [] }: Identity): string {
  const allowed = patterns.flatMap((pattern) =>
    pattern === 'own' ? sources.map((own) => `${own} and what is below it`) : [pattern],
  )
  return `the source ${quote(source)} is not ${allowed.length === 0 ? 'allowed: the credential proves none of its own' : `among ${sayList(allowed)}`}`
}

function responderProblem(
  responder: string | undefined,
  as: readonly string[],
  { selves }: Judging,
): (() => string) | undefined {
  // Policies read a responder without the white space around it.
  const who = responder?.trim()
  if (who === undefined || who === '') return () => 'the approval names no responder'
  if (as.some((pattern) => (pattern === 'self' ? selves.includes(who) : coversUri(pattern, who))))
    return undefined
  const allowed = as.flatMap((pattern) => (pattern === 'self' ? selves : [pattern]))
  return () =>
    `nobody approves as somebody else: ${quote(who)} is not ${allowed.length === 0 ? 'allowed, and the credential says of nobody who it is' : `among ${sayList(allowed)}`}`
}

/** The event's own clock against the store's. One that cannot be read makes the event invalid; it is no lie about time. */
function clockProblem(
  timestamp: string,
  receivedAt: string,
  clock: TrustDocument['clock'],
): Problem | undefined {
  const off = Date.parse(timestamp) - Date.parse(receivedAt)
  if (clock === undefined || Number.isNaN(off) || (off <= clock.ahead && -off <= clock.behind))
    return undefined
  const path = '/context/timestamp'
  return off > 0
    ? {
        path,
        message: `it says it happens ${sayDuration(off)} from now (${timestamp}, received ${receivedAt}); at most ${sayDuration(clock.ahead)} are allowed (clock.ahead). Set the sender's clock`,
      }
    : {
        path,
        message: `it says it happened ${sayDuration(-off)} ago (${timestamp}, received ${receivedAt}); at most ${sayDuration(clock.behind)} are allowed (clock.behind)`,
      }
}

/** What an event says of itself, valid or not. */
function claimedBy({ type, source, event, body, keys }: Incoming): Claimed {
  const readable = event ?? readLoosely(body)
  const subject = recordOf(readable?.subject)
  const content = recordOf(subject['content'])
  const environments: Claimed['environments'][number][] = []
  const add = (name: unknown, path: string): void => {
    if (typeof name !== 'string' || name === '' || environments.some((one) => one.name === name)) return
    environments.push({ name, path })
  }
  if (ABOUT_ENVIRONMENTS.test(type)) add(subject['id'], '/subject/id')
  const typed = content['environment']
  if (isObject(typed)) add(typed['id'], '/subject/content/environment/id')
  else add(typed, '/subject/content/environment')
  add(recordOf(recordOf(readable?.customData)['turnpike'])['environment'], '/customData/turnpike/environment')
  // What it would be found under, so that nothing is found that was not checked. (Very long names are kept as hashes.)
  for (const key of keys)
    if (key.startsWith('environment:') && !key.startsWith('environment:~sha256:'))
      add(key.slice('environment:'.length), '/customData/turnpike/environment')
  const responder = content['responder']
  return {
    type,
    source,
    environments,
    isApproval: APPROVAL.test(type),
    ...(typeof responder === 'string' ? { responder } : {}),
  }
}

/** An invalid event in the newest shape where it can be lifted, else as it is. */
function readLoosely(body: string): CDEvent | undefined {
  let value: unknown
  try {
    value = parseJson(body)
  } catch {
    return undefined
  }
  if (!isObject(value)) return undefined
  try {
    return upgrade(value)
  } catch {
    return value as unknown as CDEvent
  }
}

function recordOf(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {}
}
