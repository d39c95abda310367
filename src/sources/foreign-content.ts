/**
 * The content of an event of a pull request's run, field by field: what is not named here is not passed on, so a field
 * that a later version of CDEvents adds is not either. Pure.
 */
import type { Reference } from '../cdevents/event.ts'
import { isObject } from '../cdevents/object.ts'
import { OUTPUT_TYPE, SEVERITY, TEST_TYPE, TRIGGER_TYPE } from '../cdevents/rows.ts'
import { outcomeOf } from './outcome.ts'

/** What stands in for their own words. */
export interface Replaced {
  run: Reference
  environment: Reference
  /** A subject's id → one inside the run. */
  subject: (id: unknown) => string
  /** An address → itself where it is the run's, else the run's own. */
  uri: (text: unknown) => string
}

const MAX_NAME = 300
const MAX_TEXT = 4096

/** @param type short name of one of the six subjects of `foreign.ts` */
export function contentOf(
  type: string,
  content: Readonly<Record<string, unknown>>,
  to: Replaced,
): Record<string, unknown> {
  const { subject, uri } = to
  const [of = '', predicate = ''] = type.split('.')
  const ended = {
    // A step may say it in the forge's word, which is not the same for a cancel.
    outcome: typeof content.outcome === 'string' ? outcomeOf(content.outcome) : undefined,
    errors: textOf(content.errors, MAX_TEXT),
  }
  switch (of) {
    case 'pipelinerun':
      return given({
        pipelineName: name(content.pipelineName) ?? 'pipeline',
        uri: to.run.id,
        ...(predicate === 'finished' ? ended : {}),
      })
    case 'taskrun':
      return given({
        taskName: name(content.taskName),
        uri: uri(content.uri),
        pipelineRun: to.run,
        ...(predicate === 'finished' ? ended : {}),
      })
    case 'build':
      // Its artifact would be theirs to name.
      return {}
    case 'testoutput':
      return given({
        outputType: word(content.outputType, OUTPUT_TYPE.words) ?? 'other',
        format: name(content.format) ?? 'application/octet-stream',
        uri: uri(content.uri),
        testCaseRun: part(content.testCaseRun, subject),
      })
    default:
      return given({
        ...(predicate === 'finished' ? { ...result(content), outcome: ended.outcome } : {}),
        ...(predicate === 'skipped' ? { reason: textOf(content.reason, MAX_TEXT) } : {}),
        ...(predicate === 'queued' || predicate === 'started' ? { trigger: trigger(content.trigger) } : {}),
        environment: to.environment,
        ...(of === 'testsuiterun'
          ? { testSuite: thing(content.testSuite) }
          : { testSuiteRun: part(content.testSuiteRun, subject), testCase: testCase(content.testCase) }),
      })
  }
}

function result(content: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { severity: word(content.severity, SEVERITY.words), reason: textOf(content.reason, MAX_TEXT) }
}

function trigger(value: unknown): object | undefined {
  const type = isObject(value) ? word(value.type, TRIGGER_TYPE.words) : undefined
  return type === undefined ? undefined : { type }
}

function thing(value: unknown): Record<string, unknown> | undefined {
  const id = isObject(value) ? name(value.id) : undefined
  if (!isObject(value) || id === undefined) return undefined
  return given({ id, version: name(value.version), name: name(value.name) })
}

function testCase(value: unknown): Record<string, unknown> | undefined {
  const found = thing(value)
  if (found === undefined || !isObject(value)) return found
  return given({ ...found, type: word(value.type, TEST_TYPE.words) })
}

function part(value: unknown, subject: Replaced['subject']): Reference | undefined {
  return isObject(value) && typeof value.id === 'string' ? { id: subject(value.id) } : undefined
}

function name(value: unknown): string | undefined {
  return textOf(value, MAX_NAME)?.replace(/\s+/gu, ' ')
}

function word(value: unknown, words: readonly string[]): string | undefined {
  return words.find((one) => one === value)
}

/** A text, bounded, without control characters and marks that turn the writing direction; empty is absent. */
export function textOf(value: unknown, max: number): string | undefined {
  if (typeof value !== 'string') return undefined
  const text = value
    .slice(0, max * 2)
    .replace(/(?![\t\n])[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\p{Cs}]/gu, ' ')
    .trim()
    .slice(0, max)
    .replace(/[\uD800-\uDBFF]$/u, '')
  return text === '' ? undefined : text
}

/** An address below the run's own page; any other would lead people who trust this repository elsewhere. */
export function uriOf(text: unknown, run: string): string {
  const base = `${run.replace(/\/attempts\/\d+$/u, '')}/`
  if (typeof text !== 'string' || text.length > 2048 || !/^[\x21-\x7e]+$/u.test(text)) return run
  if (!URL.canParse(text)) return run
  const { href } = new URL(text)
  return href.startsWith(base) ? href : run
}

function given(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
