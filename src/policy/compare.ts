/** Two decisions side by side: every difference, where it is, and what it says in words. Pure and total. */
import { canonicalJson } from '../cdevents/canonical.ts'
import { isObject } from '../cdevents/object.ts'
import type { Decision } from './decision.ts'
import { clip } from './say.ts'

/** One place where two decisions are not the same. Strings come from strangers: escape at the exit. */
export interface Difference {
  /** JSON pointer (RFC 6901) into the decision; members of a list by what they are: `/findings/production~1unit/result`. */
  path: string
  /** The same place in words: `check unit of policy production: result`. */
  where: string
  /** What the first one has there, bounded; absent where it has nothing. */
  was?: unknown
  is?: unknown
  /** A sentence: `check unit of policy production: result was "fail", is "pass".` */
  says: string
}

/** What is not compared, and why: nothing of it says how the request was judged. */
export const NOT_COMPARED: readonly { field: keyof Decision; why: string }[] = [
  { field: 'id', why: 'a replay is no record: it has an id of its own' },
  { field: 'mode', why: 'a replay has its own mode; it is judged in the mode of the record' },
  { field: 'url', why: 'where the record can be read; a replay is kept nowhere' },
  { field: 'replayOf', why: 'names the record, in a replay alone' },
  { field: 'evaluator', why: 'said on its own: another version may judge the same' },
]

/** What a decision that opens a gate has, and no replay. */
const OPENING: readonly (keyof Decision)[] = ['expiresAt', 'lease']

/** How a member of a list is told from the others. Lists that are not here go by place. */
const NAMED: Readonly<Record<string, (member: Readonly<Record<string, unknown>>) => unknown>> = {
  findings: ({ policy, rule }) => `${String(policy)}/${String(rule)}`,
  members: ({ rule }) => rule,
  disabled: ({ policy, rule }) => `${String(policy)}/${String(rule)}`,
  evidence: ({ sequence }) => sequence,
  refused: ({ sequence }) => sequence,
  nonconformities: ({ sequence }) => sequence,
  timeline: ({ sequence, what }) => sequence ?? what,
  policies: ({ origin, name }) => `${String(origin)}/${String(name)}`,
  waivers: ({ id }) => id,
  overrides: ({ id }) => id,
  watermarks: ({ feed }) => feed,
}

const MEMBER_WORDS: Readonly<Record<string, (member: Readonly<Record<string, unknown>>) => string>> = {
  findings: ({ policy, rule }) => `check ${String(rule)} of policy ${String(policy)}`,
  members: ({ rule }) => `member ${String(rule)}`,
  disabled: ({ policy, rule }) => `switched-off check ${String(rule)} of policy ${String(policy)}`,
  evidence: ({ sequence }) => `evidence #${String(sequence)}`,
  refused: ({ sequence }) => `refused evidence #${String(sequence)}`,
  nonconformities: ({ sequence }) => `nonconformity #${String(sequence)}`,
  timeline: ({ sequence, what }) =>
    typeof sequence === 'number' ? `timeline, event #${sequence}` : `timeline, ${String(what)}`,
  policies: ({ name }) => `policy ${String(name)}`,
  waivers: ({ id }) => `waiver ${String(id)}`,
  overrides: ({ id }) => `override ${String(id)}`,
  watermarks: ({ feed }) => `feed ${String(feed)}`,
}

/** Text of one side that a difference quotes at most. */
const MAX_QUOTED = 300

/**
 * Every difference, in the order of a decision's fields. Empty exactly when both have the same canonical JSON (RFC 8785)
 * but for `NOT_COMPARED`. Where one of them is a replay, `expiresAt` and `lease` are left out too: a replay has neither.
 */
export function compareDecisions(was: Decision, is: Decision): Difference[] {
  const found: Difference[] = []
  const replayed = was.mode === 'replay' || is.mode === 'replay'
  compareRecords(compared(was, replayed), compared(is, replayed), { path: '', words: [], found })
  return found
}

interface Place {
  path: string
  words: readonly string[]
  found: Difference[]
}

function compared(decision: Decision, replayed: boolean): Record<string, unknown> {
  const left = { ...decision } as Record<string, unknown>
  for (const { field } of NOT_COMPARED) delete left[field]
  if (replayed) for (const field of OPENING) delete left[field]
  return left
}

function compareValues(was: unknown, is: unknown, name: string, place: Place): void {
  if (same(was, is)) return
  if (Array.isArray(was) && Array.isArray(is)) return compareLists(was, is, name, place)
  if (isObject(was) && isObject(is)) return compareRecords(was, is, place)
  differ(was, is, place)
}

function compareRecords(
  was: Readonly<Record<string, unknown>>,
  is: Readonly<Record<string, unknown>>,
  place: Place,
): void {
  for (const name of new Set([...Object.keys(was), ...Object.keys(is)]))
    compareValues(was[name], is[name], name, inside(place, name, name))
}

function compareLists(was: readonly unknown[], is: readonly unknown[], name: string, place: Place): void {
  const before = place.found.length
  const [left, right] = [membersOf(was, name), membersOf(is, name)]
  // `findings: check unit` says no more than `check unit`.
  const list = { ...place, words: place.words.slice(0, -1) }
  for (const [key, { value, words }] of left)
    compareValues(value, right.get(key)?.value, name, inside(list, key, words))
  for (const [key, { value, words }] of right)
    if (!left.has(key)) differ(undefined, value, inside(list, key, words))
  if (place.found.length > before) return
  // Every member is the same: it is their order that is not.
  differ([...left.keys()], [...right.keys()], { ...place, words: [...place.words, 'order'] })
}

function membersOf(list: readonly unknown[], name: string): Map<string, { value: unknown; words: string }> {
  const members = new Map<string, { value: unknown; words: string }>()
  for (const [index, value] of list.entries()) {
    const named = isObject(value) ? NAMED[name]?.(value) : undefined
    const words = isObject(value) ? MEMBER_WORDS[name]?.(value) : undefined
    let key = typeof named === 'string' || typeof named === 'number' ? String(named) : String(index)
    // Two of one name: the second is told by its place.
    if (members.has(key)) key = `${key}#${index}`
    members.set(key, { value, words: words ?? `${name} ${index + 1}` })
  }
  return members
}

function inside(place: Place, key: string, words: string): Place {
  const step = key.replaceAll('~', '~0').replaceAll('/', '~1')
  return { found: place.found, path: `${place.path}/${step}`, words: [...place.words, words] }
}

function differ(was: unknown, is: unknown, { path, words, found }: Place): void {
  const where = words.join(': ')
  const said =
    was === undefined
      ? `${where} was not there, is ${quoted(is)}.`
      : is === undefined
        ? `${where} was ${quoted(was)}, is not there.`
        : `${where} was ${quoted(was)}, is ${quoted(is)}.`
  found.push({
    path,
    where,
    ...(was === undefined ? {} : { was: short(was) }),
    ...(is === undefined ? {} : { is: short(is) }),
    says: said,
  })
}

/** A value in a sentence; of a finding or a piece of evidence, what it comes to. */
function quoted(value: unknown): string {
  if (isObject(value)) {
    const gist = value['result'] ?? value['says'] ?? value['state'] ?? value['digest']
    if (typeof gist === 'string') return JSON.stringify(clip(gist, 80))
  }
  return clip(JSON.stringify(value) ?? 'nothing', 160)
}

/** Large values are quoted as text: what is different is shown, not carried about. */
function short(value: unknown): unknown {
  const text = JSON.stringify(value) ?? ''
  return text.length <= MAX_QUOTED ? value : clip(text, MAX_QUOTED)
}

function same(was: unknown, is: unknown): boolean {
  if (was === is) return true
  if (typeof was !== 'object' || typeof is !== 'object') return false
  try {
    return canonicalJson(was) === canonicalJson(is)
  } catch {
    return JSON.stringify(was) === JSON.stringify(is)
  }
}
