/** One `<testcase>` of JUnit with what stands in it → a result. Pure. */
import type { CaseResult, TestCase } from './report.ts'
import { bounded, MAX_NAME, MAX_REASON } from './test-text.ts'

type Attributes = Readonly<Record<string, string>>

/** What says that a case went wrong, and how. */
export const FAULTS: ReadonlyMap<string, CaseResult> = new Map([
  ['failure', 'failed'],
  // Of Surefire, beside `failure`: how it went wrong again.
  ['rerunFailure', 'failed'],
  ['error', 'errored'],
  ['rerunError', 'errored'],
  // Of PHPUnit: something other than an assertion ended the test.
  ['warning', 'errored'],
])

/** Of Surefire: it went wrong, was run again, and passed. */
const FLAKY = new Set(['flakyFailure', 'flakyError'])

/** Words in `status` and `result` (GoogleTest, CTest, Bazel) and what they say where no element says it. */
const WORDS: ReadonlyMap<string, CaseResult> = new Map([
  ['notrun', 'skipped'],
  ['disabled', 'skipped'],
  ['skipped', 'skipped'],
  ['ignored', 'skipped'],
  ['pending', 'skipped'],
  ['suppressed', 'skipped'],
  ['inconclusive', 'skipped'],
  ['fail', 'failed'],
  ['failed', 'failed'],
  ['failure', 'failed'],
  ['error', 'errored'],
  ['errored', 'errored'],
  ['broken', 'errored'],
  // Not of one tool, and whatever writes them, nothing has passed.
  ['timeout', 'errored'],
  ['timedout', 'errored'],
  ['aborted', 'errored'],
  ['crashed', 'errored'],
  ['killed', 'errored'],
  ['interrupted', 'errored'],
  ['cancelled', 'errored'],
  ['canceled', 'errored'],
])

export interface OpenCase {
  opened(name: string, attributes: Attributes): void
  text(text: string): void
  closed(name: string): void
  finished(): { result: TestCase; faults: number }
}

/** @param place the suites it is in, and their file where they say one */
export function createJUnitCase(
  attributes: Attributes,
  place: { suites: readonly string[]; file?: string },
): OpenCase {
  let faults = 0
  let flaky = false
  let failure: string | undefined
  let error: string | undefined
  let skipped: string | undefined
  let todo = false
  /** The element whose text is the reason, and the text so far. */
  let inside: { name: string; said: string; message: string; type: string } | undefined

  function judged(): { result: CaseResult; reason?: string } {
    // A test that is promised for later and fails (node:test) is not run as promised; the tool lets it pass.
    if (todo && skipped !== undefined) return { result: 'skipped', reason: skipped }
    if (failure !== undefined) return { result: 'failed', reason: failure }
    if (error !== undefined) return { result: 'errored', reason: error }
    if (skipped !== undefined) return { result: 'skipped', reason: skipped }
    const word = [attributes.status, attributes.result].map((each) => WORDS.get(each?.toLowerCase() ?? ''))
    const result = word.find((each) => each !== undefined)
    return result === undefined
      ? { result: 'passed' }
      : { result, reason: attributes.message ?? `${attributes.status ?? attributes.result ?? ''}` }
  }

  return {
    opened(name, given) {
      if (inside !== undefined) return
      if (FAULTS.has(name) || FLAKY.has(name)) faults++
      if (FLAKY.has(name)) flaky = true
      if (name === 'skipped' && given.type?.toLowerCase() === 'todo') todo = true
      if (FAULTS.has(name) || name === 'skipped')
        inside = { name, said: '', message: given.message ?? '', type: given.type ?? '' }
    },
    text(text) {
      // As much as `bounded` looks at: how the file came in pieces makes no difference.
      if (inside !== undefined) inside.said += text.slice(0, 4 * MAX_REASON - inside.said.length)
    },
    closed(name) {
      if (inside?.name !== name) return
      const reason = reasonOf(inside)
      inside = undefined
      if (name === 'skipped') skipped ??= reason
      else if (FAULTS.get(name) === 'failed') failure ??= reason
      else error ??= reason
    },
    finished() {
      const { result, reason } = judged()
      const name = attributes.name ?? ''
      const className = attributes.classname ?? attributes.class
      const file = attributes.file ?? place.file
      const milliseconds = millisecondsOf(attributes.time)
      return {
        faults,
        result: {
          suites: place.suites,
          name: bounded(name === '' ? (className ?? '') : name, MAX_NAME) || NAMELESS,
          ...(className === undefined || className === '' ? {} : { className: bounded(className, MAX_NAME) }),
          ...(file === undefined || file === '' ? {} : { file: bounded(file, MAX_NAME) }),
          result,
          ...(reason === undefined || reason === '' ? {} : { reason: bounded(reason, MAX_REASON) }),
          ...(milliseconds === undefined ? {} : { milliseconds }),
          ...(flaky && result === 'passed' ? { flaky } : {}),
        },
      }
    },
  }
}

/** The message, and the text behind it, which has the places (file and line) of most dialects. */
function reasonOf({ message, said, type }: { message: string; said: string; type: string }): string {
  // `true` is what node:test has to say of a skipped test.
  const short = message.trim() === 'true' ? '' : message.trim()
  const long = said.trim()
  if (long === '') return short === '' && message === '' ? type : short
  return short === '' || long.startsWith(short) ? long : `${short}\n${long}`
}

const NAMELESS = '(no name)'

/** 100 years: whatever is longer is no duration. */
const MOST_SECONDS = 100 * 365 * 24 * 3600

/**
 * Seconds as tools write them → milliseconds: `0.012`, `1e-05`, with commas for thousands (`1,234.5`, Surefire) or for
 * the point (`0,012`, tools that follow the locale). `1,234` is taken for the latter.
 */
export function millisecondsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d{1,6}\.\d{1,9}$/u.test(text)) return Math.round(Number(text) * 1e6) / 1e3
  const trimmed = text.trim()
  const last = Math.max(trimmed.lastIndexOf(','), trimmed.lastIndexOf('.'))
  const whole = last === -1 ? trimmed : trimmed.slice(0, last).replace(/[.,]/gu, '')
  const plain = last === -1 ? whole : `${whole}.${trimmed.slice(last + 1)}`
  if (!/^\d{1,15}(?:\.\d{0,20})?(?:e[+-]?\d{1,3})?$/iu.test(plain)) return undefined
  const seconds = Number(plain)
  return seconds <= MOST_SECONDS ? Math.round(seconds * 1e6) / 1e3 : undefined
}
