/** One test case → `testcaserun.finished` or `testcaserun.skipped`. Pure. */
import { hash } from 'node:crypto'
import type { Description } from '../description.ts'
import type { ReportContext, TestCase } from './report.ts'
import { boundTo } from './report-binding.ts'

const OUTCOMES = { passed: 'success', failed: 'failure', errored: 'error' } as const

/**
 * @param run the subject of the run of tests that the case is a part of
 * @param ids how often each id came up so far, by its digest; two cases of one name stay two subjects
 */
export function caseDescription(
  test: TestCase,
  run: string,
  ids: Map<string, number>,
  context: ReportContext,
): Description {
  const { result, reason, suites, name, className, file, milliseconds, flaky } = test
  const id = caseId(test)
  const subject = `${run}/${id}`
  // Up to 100,000 of them are kept: a few letters instead of a name.
  const key = hash('sha256', subject, 'base64').slice(0, 22)
  const times = (ids.get(key) ?? 0) + 1
  ids.set(key, times)
  const common = {
    testCase: { id: `${id}${times === 1 ? '' : `#${times}`}`, name },
    testSuiteRun: { id: run, source: context.facts.source },
    ...(reason === undefined ? {} : { reason }),
  }
  return {
    type: result === 'skipped' ? 'testcaserun.skipped' : 'testcaserun.finished',
    subject: times === 1 ? subject : `${subject}#${times}`,
    content: result === 'skipped' ? common : { ...common, outcome: OUTCOMES[result] },
    ...boundTo(context),
    customData: {
      turnpike: {
        test: {
          ...(suites.length === 0 ? {} : { suites }),
          ...(className === undefined ? {} : { className }),
          ...(file === undefined ? {} : { file }),
          ...(milliseconds === undefined ? {} : { milliseconds }),
          ...(flaky === true ? { flaky } : {}),
        },
      },
    },
  }
}

/** Longest readable part of an id. */
const MAX_ID = 300

/** The same for the same test in every run. A long one is cut, and what was cut is in its digest. */
function caseId({ suites, className, name }: TestCase): string {
  // Many tools name the class like the suite, or like the path of suites.
  const apart =
    className !== undefined &&
    className !== '' &&
    className !== suites.at(-1) &&
    className !== suites.join('.')
  const parts = apart ? [...suites, className, name] : [...suites, name]
  const whole = parts.map((part) => encodeURIComponent(part.toWellFormed())).join('/') || '-'
  if (whole.length <= MAX_ID) return whole
  // Not through an escape such as %F0.
  const head = whole.slice(0, MAX_ID).replace(/%.?$/u, '')
  return `${head}~${hash('sha256', JSON.stringify(parts), 'hex').slice(0, 20)}`
}
