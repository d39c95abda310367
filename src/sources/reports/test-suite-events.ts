/** A run of tests → `testsuiterun.started` and `testsuiterun.finished`. Pure. */
import { digestOfJson } from '../../cdevents/canonical.ts'
import { eventId } from '../../cdevents/identity.ts'
import type { Description } from '../description.ts'
import { runOrder } from '../pipeline.ts'
import type { ReportContext } from './report.ts'
import { boundTo } from './report-binding.ts'
import type { TestTally } from './test-tally.ts'
import { bounded } from './test-text.ts'

/** The subject of a run of tests: two suites of one job are two subjects, as `describe` has it. */
export function suiteSubject({ id }: { id: string }, { facts }: ReportContext): string {
  return `${facts.job.id}#${encodeURIComponent(id.toWellFormed())}`
}

export function suiteDescriptions(tally: TestTally, context: ReportContext): Description[] {
  const { facts, now } = context
  const subject = suiteSubject(tally.of, context)
  const testSuite = {
    id: tally.of.id.toWellFormed(),
    ...(tally.of.name === undefined ? {} : { name: tally.of.name }),
  }
  const tests = numbersOf(tally)
  const timestamp = startOf(tally.timestamps, now)
  const notes = [...tally.broken, ...tally.notes()]
  const id = eventId({
    source: facts.source,
    type: 'testsuiterun.started',
    run: facts.run.id,
    attempt: facts.run.attempt,
    // `now` too: the same suite may be reported by two steps of a job.
    subject: digestOfJson([subject, timestamp, now, tests]),
    order: runOrder(facts),
  })
  return [
    { type: 'testsuiterun.started', id, subject, timestamp, content: { testSuite }, ...boundTo(context) },
    {
      type: 'testsuiterun.finished',
      subject,
      timestamp: now,
      content: { testSuite, outcome: outcomeOf(tally), reason: reasonOf(tally) },
      ...boundTo(context),
      links: [id],
      customData: { turnpike: { tests, ...(notes.length === 0 ? {} : { notes }) } },
    },
  ]
}

/** `customData.turnpike.tests`. */
function numbersOf(tally: TestTally): Record<string, number> {
  const { unreadable } = tally.files
  const { failed } = tally.suites
  return {
    ...tally.counts,
    milliseconds: tally.milliseconds(),
    ...(unreadable === 0 ? {} : { unreadableFiles: unreadable }),
    ...(failed === 0 ? {} : { failedSuites: failed }),
    ...(tally.leftOut === 0 ? {} : { withoutEvent: tally.leftOut }),
  }
}

/** The table at the head of `test-events.ts`. */
export function outcomeOf({ counts, files, suites }: TestTally): 'success' | 'failure' | 'error' {
  if (counts.failed > 0) return 'failure'
  if (counts.errored > 0 || suites.failed > 0 || files.unreadable > 0 || counts.passed === 0) return 'error'
  return 'success'
}

function reasonOf({ counts, broken, leftOut }: TestTally): string {
  const { total, passed, failed, errored, skipped } = counts
  const parts: string[] = []
  if (failed > 0) parts.push(`${failed} of ${total} failed`)
  if (errored > 0) parts.push(failed > 0 ? `${errored} errored` : `${errored} of ${total} errored`)
  if (total === 0) parts.push('no test was run')
  else if (skipped === total) parts.push(`all ${total} were skipped, so nothing was tested`)
  else if (failed + errored === 0)
    parts.push(
      passed < total ? `${passed} of ${total} passed` : total === 1 ? '1 passed' : `all ${total} passed`,
    )
  if (skipped > 0 && skipped < total) parts.push(`${skipped} skipped`)
  const [first] = broken
  const more = broken.length > 1 ? ` (and ${broken.length - 1} more)` : ''
  if (leftOut > 0) parts.push(`${leftOut} without an event of their own`)
  return bounded(parts.join(', ') + (first === undefined ? '' : `; ${first}${more}`), 2000)
}

/** Older than this, a report's clock is not believed. */
const OLDEST = 30 * 24 * 3600 * 1000

/**
 * When the first suite began by the reports, if that is not after now and not over 30 days ago; else now. A time
 * without a zone is taken for UTC.
 */
export function startOf(timestamps: readonly string[], now: string): string {
  const end = Date.parse(now)
  let earliest = end
  for (const each of timestamps) {
    const start = momentOf(each)
    if (start !== undefined && start < earliest && start >= end - OLDEST) earliest = start
  }
  return earliest === end ? now : new Date(earliest).toISOString()
}

function momentOf(text: string): number | undefined {
  const form = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)\s*(Z|[+-]\d\d:?\d\d)?$/iu.exec(
    text.trim(),
  )
  if (form === null) return undefined
  const [, day = '', time = '', zone = 'Z'] = form
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone
  const moment = Date.parse(`${day}T${time.replace(',', '.')}${offset.toUpperCase()}`)
  return Number.isNaN(moment) ? undefined : moment
}
