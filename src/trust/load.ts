/** Text → trust document, or every problem at once with line and column. One with any problem does not load. */
import { createHash } from 'node:crypto'
import { isObject } from '../cdevents/object.ts'
import type { Problem } from '../errors.ts'
import { inPlace, readDocument } from '../policy/document.ts'
import { parseDuration } from '../policy/duration.ts'
import { createReader } from '../policy/reader.ts'
import type { Reader } from '../policy/reader.ts'
import { checkShape, escape, quote } from '../policy/shape.ts'
import { appliesTo } from './authority.ts'
import type { Grant, TrustDocument } from './document.ts'
import { trustShape } from './document-shape.ts'
import { readGrants } from './read-grants.ts'
import { readHooks, readLogin, readTokens, readWitnesses } from './read-credentials.ts'
import { readIssuers } from './read-issuers.ts'
import { readPeople } from './read-people.ts'
import { readShares } from './read-shares.ts'
import { readSigners } from './read-signers.ts'

export type Raw = Readonly<Record<string, unknown>>
/** `warnings`: what loads, and should be looked at all the same. */
export type LoadedTrust = { trust: TrustDocument; warnings: Problem[] } | { problems: Problem[] }

export interface LoadOptions {
  /** What the document is called where it comes from (a file name). */
  name: string
  /** The time in ms, to bound how long tokens are valid. Without it they are bounded only when they are used. */
  now?: number
}

/** What a part of the document may refer to, and where it complains. */
export interface Reading {
  reader: Reader
  /** For a name that is not there; silent where the entry may be one that could not be read. */
  missing: (message: string, ...steps: (string | number)[]) => void
  warn: (message: string, ...steps: (string | number)[]) => void
  now: number | undefined
}

const DEFAULT_AHEAD_MS = 5 * 60_000
const DEFAULT_BEHIND_MS = 24 * 3_600_000
const MAX_AHEAD_MS = 3_600_000

/** Parts that others refer to by name. */
const REFERRED = /^\/(issuers|people|login|tokens|hooks)(\/|$)/u

let shape: ReturnType<typeof trustShape> | undefined

/** Never throws. */
export function loadTrust(text: string, options: LoadOptions): LoadedTrust {
  const read = readDocument(text)
  if ('problems' in read) return read
  const structural = checkShape((shape ??= trustShape()), read.value).map(quoted)
  const problems: Problem[] = []
  const warnings: Problem[] = []
  const sound = soundParts(read.value, structural)
  const isWhole = !structural.some(({ path }) => REFERRED.test(path))
  const trust =
    sound === undefined
      ? undefined
      : readTrust(sound, text, reading(problems, warnings, isWhole, options.now))
  if (structural.length > 0 || problems.length > 0 || trust === undefined)
    return { problems: inPlace([...structural, ...problems].map(read.locate)) }
  return { trust, warnings: inPlace(warnings.map(read.locate)) }
}

/** YAML reads a bare number as a number; every id in this document is text. */
function quoted(problem: Problem): Problem {
  return /^must be text, not number/u.test(problem.message)
    ? { ...problem, message: `${problem.message}; put it in quotes` }
    : problem
}

/**
 * The document without the entries that have a wrong shape, so that the others are judged all the same and all is told at
 * once. Entries are blanked, not taken out, so that the places of the others stay.
 */
function soundParts(value: unknown, structural: readonly Problem[]): Raw | undefined {
  if (!isObject(value)) return undefined
  const sound: Record<string, unknown> = {}
  for (const [name, part] of Object.entries(value)) {
    const own = structural.filter(({ path }) => path === `/${name}` || path.startsWith(`/${name}/`))
    if (own.length === 0) sound[name] = part
    else if (name === 'issuers' && isObject(part))
      sound[name] = Object.fromEntries(
        Object.entries(part).filter(([key]) => isSound(name, escape(key), own)),
      )
    else if (Array.isArray(part))
      sound[name] = part.map((entry: unknown, index) => (isSound(name, index, own) ? entry : undefined))
  }
  return sound
}

function isSound(field: string, entry: string | number, problems: readonly Problem[]): boolean {
  const place = `/${field}/${entry}`
  return !problems.some(({ path }) => path === place || path.startsWith(`${place}/`))
}

function reading(
  problems: Problem[],
  warnings: Problem[],
  isWhole: boolean,
  now: number | undefined,
): Reading {
  const reader = readerInto(problems)
  const warner = readerInto(warnings)
  return {
    reader,
    missing: (message, ...steps) => {
      if (isWhole) reader.problem(message, ...steps)
    },
    warn: (message, ...steps) => warner.problem(message, ...steps),
    now,
  }
}

/** The reader of policies; a trust document has no conditions and no producers of its own. */
function readerInto(problems: Problem[]): Reader {
  return createReader(problems, { producers: [], groups: {} }, () => ({ problem: '' }))
}

function readTrust(raw: Raw, text: string, to: Reading): TrustDocument {
  const metadata = (raw['metadata'] ?? {}) as { organisation?: string; owner?: string }
  const issuers = readIssuers(raw, to)
  const people = readPeople(raw, issuers, to)
  const login = readLogin(raw, issuers, to)
  const tokens = readTokens(raw, to)
  const hooks = readHooks(raw, to)
  const known = { issuers, people, login, tokens, hooks }
  const grants = readGrants(raw, known, to)
  warnOfUnused('tokens', 'token', tokens, grants, to)
  warnOfUnused('hooks', 'hook', hooks, grants, to)
  return deepFreeze({
    organisation: metadata.organisation ?? '',
    ...(metadata.owner === undefined ? {} : { owner: metadata.owner }),
    digest: `sha256:${createHash('sha256').update(text).digest('hex')}`,
    text,
    audiences: (raw['audiences'] ?? []) as string[],
    clock: readClock(raw, to),
    issuers: issuers.map(({ issuer }) => issuer),
    people,
    ...(login === undefined ? {} : { login }),
    tokens,
    hooks,
    signers: readSigners(raw, known, to),
    witnesses: readWitnesses(raw, to),
    grants,
    shares: readShares(raw, metadata.organisation, to),
  })
}

/** A credential that no grant means may do nothing: mostly a name that was mistyped, or left behind. */
function warnOfUnused(
  field: string,
  kind: 'token' | 'hook',
  entries: readonly { name: string }[],
  grants: readonly Grant[],
  { warn }: Reading,
): void {
  entries.forEach(({ name }, index) => {
    const identity = { principal: { kind, id: `${kind}:${name}` } }
    if (!grants.some((grant) => appliesTo(grant, identity, [])))
      warn(`no grant is for the ${kind} ${quote(name)}, so it may do nothing`, field, index, 'name')
  })
}

function readClock(raw: Raw, { reader }: Reading): { ahead: number; behind: number } {
  const clock = (raw['clock'] ?? {}) as { ahead?: string; behind?: string }
  const ahead = clock.ahead === undefined ? DEFAULT_AHEAD_MS : parseDuration(clock.ahead)!
  if (ahead > MAX_AHEAD_MS)
    reader.problem('an event may be 1h ahead of its arrival at most', 'clock', 'ahead')
  const behind = clock.behind === undefined ? DEFAULT_BEHIND_MS : parseDuration(clock.behind)!
  return { ahead, behind }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) deepFreeze(part)
  }
  return value
}

/** The entries of a list that have the right shape, with their place. */
export function entriesOf<T>(raw: Raw, field: string): [number, T][] {
  const list = (raw[field] ?? []) as (T | undefined)[]
  return list.flatMap((entry, index): [number, T][] => (entry === undefined ? [] : [[index, entry]]))
}

/** A name belongs to one entry of its list. */
export function sameNames(entries: [number, { name: string }][], field: string, reader: Reader): void {
  const seen = new Set<string>()
  for (const [index, { name }] of entries) {
    if (seen.has(name))
      reader.problem(`${JSON.stringify(name)} is the name of an earlier entry`, field, index, 'name')
    seen.add(name)
  }
}
