/** Words that the explanations of several kinds share. Plain text: escape at the exit. */
import { sayDuration } from '../duration.ts'
import { shortType } from '../paths.ts'
import type { Applicability, Believed, Match, Scalar, Trusting, Where, Window } from '../policy.ts'
import type { Level } from '../level.ts'

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  if (words.length <= 1) return words[0] ?? ''
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)!}`
}

/** `testsuiterun.finished` → `“testsuiterun finished”`. */
export function event(types: readonly string[]): string {
  return listed(
    types.map((type) => `“${shortType(type).replace('.', ' ')}”`),
    'or',
  )
}

function values(all: readonly Scalar[]): string {
  return listed(all.map(String), 'or')
}

/** `testSuite.id is unit and outcome is success`; empty where nothing is asked for. */
export function matching(match: readonly Match[], where?: Where): string {
  const parts = match.map((entry) => `${entry.path} is ${values(entry.values)}`)
  if (where !== undefined) parts.push(`this holds: ${where.text}`)
  return listed(parts)
}

/** Whose word counts. */
export function believed(producer: Believed): string {
  return producer === 'any' ? 'anybody who may write to the store' : listed([...producer], 'or')
}

const LEVELS: Readonly<Record<Level, string>> = {
  recorded: 'from an authenticated sender',
  logged: 'with its place in the log',
  signed: 'signed, and the signature verified',
}

export function source({ producer, level }: Trusting): string {
  return level === undefined ? believed(producer) : `${believed(producer)}; ${LEVELS[level]}`
}

export function within(maxAge: number | undefined): { fresh: string } | object {
  return maxAge === undefined ? {} : { fresh: `not older than ${sayDuration(maxAge)}` }
}

export function missing(onMissing: 'deny' | 'wait'): string {
  return onMissing === 'wait' ? 'the gate waits for it' : 'the answer is no'
}

/** `group change-board`, `urn:user:alice`. */
export function people(from: readonly string[], last: 'and' | 'or' = 'or'): string {
  return listed(
    from.map((one) => (one.startsWith('group:') ? `the group ${one.slice('group:'.length)}` : one)),
    last,
  )
}

const FACTS: Readonly<Record<string, string>> = {
  'change.class': 'the class of the change',
  'change.id': 'the change',
  'change.author': 'the author of the change',
  actor: 'the person who asks',
  run: 'the run that asks',
  environment: 'the environment',
  service: 'the service',
}

export function condition(what: Applicability): string {
  if ('text' in what) return `this holds: ${what.text}`
  return listed(what.facts.map((fact) => `${FACTS[fact.path] ?? fact.path} is ${values(fact.values)}`))
}

/** `18 Dec 2026 00:00 to 4 Jan 2027 08:00 (Europe/Amsterdam)`. */
export function window(one: Window): string {
  const why = one.why === undefined ? '' : ` (${one.why})`
  if ('cron' in one) return `${sayDuration(one.duration)} from each ${one.cron} (cron, ${one.timezone})${why}`
  return `${moment(one.from, one.timezone)} to ${moment(one.to, one.timezone)} ${one.timezone}${why}`
}

export function moment(at: number, timezone = 'Etc/UTC'): string {
  return new Intl.DateTimeFormat('en-GB', {
    ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    hourCycle: 'h23',
    timeZone: timezone,
  })
    .format(at)
    .replace(',', '')
}
