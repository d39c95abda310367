/**
 * Why somebody may not send an event. One entry of one grant must allow it as a whole: type, source, every environment it
 * names, and, for an approval, whose it is. What is invalid is checked as far as it can be read: policies take even an
 * invalid event for an objection, so nobody may send one about what is not theirs.
 *
 * Reserved types (`turnpike-gate` and the like) are refused by the server before this.
 */
import { bindingOf } from '../cdevents/binding.ts'
import { upgrade } from '../cdevents/convert.ts'
import type { CDEvent } from '../cdevents/event.ts'
import { parseJson } from '../cdevents/parse.ts'
import type { Problem } from '../errors.ts'
import { covers } from '../policy/believe.ts'
import { sayDuration } from '../policy/duration.ts'
import { isRecord, own, quote } from '../policy/shape.ts'
import type { Incoming } from '../store/store.ts'
import type { Environments, Grant, TrustDocument } from './document.ts'
import type { Identity } from './identity.ts'
import { sayAsk, sayEnvironments, sayGrant, sayKnownAs, sayList } from './say.ts'
import { coversType, sayTypes } from './type-pattern.ts'
import type { TypePattern } from './type-pattern.ts'
import { coversUri, isBelow } from './uri-pattern.ts'

/** What an event is judged by. */
export interface Judging {
  /** Those that apply. */
  grants: readonly Grant[]
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
interface Entry {
  grant: string
  types: readonly TypePattern[]
  sources: readonly string[]
  environments: Environments
  as?: readonly string[]
}

const APPROVALS: readonly TypePattern[] = ['updated', 'closed'].map((predicate) => ({
  written: `approval.${predicate}`,
  full: `dev.cdevents.approval.${predicate}`,
  prefix: false,
}))

/** Empty when it may be sent. Never throws. */
export function objectionsTo(event: Incoming, receivedAt: string, judging: Judging): Problem[] {
  const clock = clockProblem(event.timestamp, receivedAt, judging.clock)
  const scope = scopeProblems(claimedBy(event), judging)
  return clock === undefined ? scope : [...scope, clock]
}

function scopeProblems(claimed: Claimed, judging: Judging): Problem[] {
  const entries = judging.grants.flatMap((grant) => entriesFor(claimed, grant))
  let nearest: Problem[] | undefined
  let least = Infinity
  for (const entry of entries) {
    const problems = problemsUnder(entry, claimed, judging)
    if (problems.length === 0) return []
    // What is said is what the closest entry lacks; one for another type helps nobody.
    const distance = problems.length + (problems.some(({ path }) => path === '/context/type') ? 10 : 0)
    if (distance < least) [least, nearest] = [distance, problems]
  }
  if (nearest === undefined || least > 10) return [typeProblem(claimed, entries, judging)]
  return nearest
}

function entriesFor({ isApproval }: Claimed, { name, write, approve }: Grant): Entry[] {
  if (isApproval) return approve.map((entry) => ({ grant: name, types: APPROVALS, ...entry }))
  return write.map((entry) => ({ grant: name, ...entry }))
}

function problemsUnder(entry: Entry, claimed: Claimed, judging: Judging): Problem[] {
  const problems: Problem[] = []
  const complain = (path: string, message: string): void =>
    void problems.push({ path, message: `${message} (${sayGrant(entry.grant)}). ${sayAsk(judging.owner)}` })
  const { type, source, environments, isApproval, responder } = claimed

  if (!entry.types.some((pattern) => coversType(pattern, type)))
    complain('/context/type', `${quote(type)} is not among ${sayTypes(entry.types)}`)
  if (!entry.sources.some((pattern) => coversSource(pattern, source, judging.identity)))
    complain('/context/source', sourceMessage(source, entry.sources, judging.identity))
  for (const { name, path } of environments)
    if (!entry.environments.some((pattern) => covers(pattern, name)))
      complain(
        path,
        entry.environments.length === 0
          ? `the event names the environment ${quote(name)}; only events that name none are allowed`
          : `the environment ${quote(name)} is not among ${sayEnvironments(entry.environments)}`,
      )
  if (!isApproval || entry.as === undefined) return problems
  // A rejection that names no environment holds back every one.
  if (environments.length === 0 && !entry.environments.includes('*'))
    complain(
      '/customData/turnpike/environment',
      `the approval names no environment, which stands for all; allowed: ${sayEnvironments(entry.environments)}`,
    )
  const said = responderProblem(responder, entry.as, judging)
  if (said !== undefined) complain('/subject/content/responder', said)
  return problems
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
): string | undefined {
  // Policies read a responder without the white space around it.
  const who = responder?.trim()
  if (who === undefined || who === '') return 'the approval names no responder'
  if (as.some((pattern) => (pattern === 'self' ? selves.includes(who) : coversUri(pattern, who))))
    return undefined
  const allowed = as.flatMap((pattern) => (pattern === 'self' ? selves : [pattern]))
  return `nobody approves as somebody else: ${quote(who)} is not ${allowed.length === 0 ? 'allowed, and the credential says of nobody who it is' : `among ${sayList(allowed)}`}`
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
  const environments = new Map<string, string>()
  for (const [name, path] of readable === undefined ? [] : namedEnvironments(type, readable))
    environments.set(name, path)
  // What it would be found under, so that nothing is found that was not checked.
  for (const key of keys)
    if (key.startsWith('environment:') && !key.startsWith('environment:~sha256:')) {
      const name = key.slice('environment:'.length)
      if (!environments.has(name)) environments.set(name, '/customData/turnpike/environment')
    }
  const responder = own(recordOf(recordOf(readable?.subject)['content']), 'responder')
  return {
    type,
    source,
    environments: [...environments].map(([name, path]) => ({ name, path })),
    isApproval: /^dev\.cdevents\.approval\.(?!created(\.|$))/u.test(type),
    ...(typeof responder === 'string' ? { responder } : {}),
  }
}

function* namedEnvironments(type: string, event: CDEvent): Generator<[name: string, path: string]> {
  const content = recordOf(recordOf(event.subject)['content'])
  const places: [unknown, string][] = [
    [/^dev\.cdevents\.environment\./u.test(type) ? recordOf(event.subject)['id'] : undefined, '/subject/id'],
    [content['environment'], '/subject/content/environment'],
    [recordOf(content['environment'])['id'], '/subject/content/environment/id'],
    [recordOf(recordOf(event.customData)['turnpike'])['environment'], '/customData/turnpike/environment'],
    [boundTo(event), '/subject/content/environment'],
  ]
  const seen = new Set<string>()
  for (const [name, path] of places)
    if (typeof name === 'string' && name !== '' && !seen.has(name)) {
      seen.add(name)
      yield [name, path]
    }
}

function boundTo(event: CDEvent): string | undefined {
  try {
    return bindingOf(event).environment
  } catch {
    return undefined
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
  if (!isRecord(value)) return undefined
  try {
    return upgrade(value)
  } catch {
    return value as unknown as CDEvent
  }
}

function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {}
}
