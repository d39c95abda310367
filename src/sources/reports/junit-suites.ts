/** The `<testsuites>` and `<testsuite>` of JUnit: what they claim against what their cases show. Pure. */
import { millisecondsOf } from './junit-case.ts'
import type { SuiteClaim, TestCase, TestCounts, TestPiece } from './report.ts'
import { bounded, MAX_REASON, MAX_SUITE_NAME, MAX_SUITES } from './test-text.ts'
import { countCase, noTests } from './test-counts.ts'

type Attributes = Readonly<Record<string, string>>

interface OpenSuite {
  name: string
  attributes: Attributes
  file: string | undefined
  /** Of the cases directly in it. */
  counts: TestCounts
  /** Of those, and of the suites in it. */
  all: TestCounts
  /** Elements in it that say something went wrong, also those of cases that passed when they were run again. */
  faults: number
  /** Suites directly in it. */
  inner: number
  /** Cases in it and in its suites that it does not count as tests. */
  notRun: number
  reason: string | undefined
}

/** The most notes on one file. */
const MAX_NOTES = 20

export interface JUnitSuites {
  opened(element: string, attributes: Attributes): void
  /** The suites that are open, outermost first, and the file that the innermost one names. */
  place(): { suites: readonly string[]; file?: string }
  counted(result: TestCase, faults: number): void
  /** A fault of the suite itself. */
  failed(element: string, why: string): void
  skipped(why: string | undefined): void
  closed(): void
}

/** @param found where pieces go */
export function createJUnitSuites(found: TestPiece[]): JUnitSuites {
  const open: OpenSuite[] = []
  let notes = 0
  let place: { suites: readonly string[]; file?: string } = { suites: [] }

  function note(text: string): void {
    if (++notes <= MAX_NOTES) found.push({ is: 'note', note: bounded(text, MAX_REASON) })
    if (notes === MAX_NOTES)
      found.push({ is: 'note', note: 'there is more to say of this file; it is left out' })
  }

  function placed(): void {
    const file = open.findLast((suite) => suite.file !== undefined)?.file
    // The name of <testsuites> is the tool's own or the project's.
    const suites = open.flatMap(({ name }) => (name === '' ? [] : [name])).slice(0, MAX_SUITES)
    place = file === undefined ? { suites } : { suites, file }
  }

  return {
    opened(element, attributes) {
      open.push({
        name: element === 'testsuites' ? '' : bounded(attributes.name ?? '', MAX_SUITE_NAME),
        attributes,
        file: attributes.file ?? attributes.filepath,
        counts: noTests(),
        all: noTests(),
        faults: 0,
        inner: 0,
        notRun: 0,
        reason: undefined,
      })
      placed()
    },
    place: () => place,
    counted(result, faults) {
      const suite = open.at(-1)
      if (suite === undefined) return
      countCase(suite.counts, result)
      countCase(suite.all, result)
      suite.faults += faults
    },
    failed(element, why) {
      const suite = open.at(-1)
      if (suite === undefined) return
      suite.faults++
      suite.reason ??= why.trim() === '' ? `<${element}> outside of a test case` : why.trim()
    },
    skipped(why) {
      note(`the suite ${named(open.at(-1))} was skipped${why === undefined || why === '' ? '' : `: ${why}`}`)
    },
    closed() {
      const suite = open.pop()
      if (suite === undefined) return
      const notRun = unrun(suite)
      suite.counts.passed -= notRun
      suite.counts.skipped += notRun
      suite.notRun += notRun
      const outer = open.at(-1)
      if (outer !== undefined) {
        for (const key of Object.keys(suite.all) as (keyof TestCounts)[]) outer.all[key] += suite.all[key]
        outer.faults += suite.faults
        outer.inner++
        outer.notRun += suite.notRun
      }
      const claim = { ...claimOf(suite, place.suites), ...(notRun === 0 ? {} : { notRun }) }
      if (notRun > 0)
        note(
          `the suite ${named(suite)} does not count ${notRun} of its cases as tests: they were not run, and are skipped`,
        )
      if (!agrees(suite, claim.claimed.total)) {
        const said = `says it has ${claim.claimed.total ?? 0} tests, and holds ${suite.all.total}`
        note(`the suite ${named(suite)} ${said}; counted are these`)
      }
      found.push({ is: 'suite', suite: claim })
      placed()
    },
  }
}

/** Suites in a suite are counted through to the cases (PHPUnit), or not at all, or as one each (node:test). */
function agrees({ all, counts, inner, notRun }: OpenSuite, total: number | undefined): boolean {
  return (
    total === undefined || [all.total, counts.total, all.total - notRun, counts.total + inner].includes(total)
  )
}

/**
 * jest-junit writes a todo like a test that passed, and leaves it out of the number of tests. So it is when that is the
 * only number that differs from the cases.
 */
function unrun({ attributes, counts, inner }: OpenSuite): number {
  const total = numberOf(attributes.tests)
  const same =
    numberOf(attributes.failures) === counts.failed &&
    numberOf(attributes.errors) === counts.errored &&
    numberOf(attributes.skipped) === counts.skipped
  if (total === undefined || !same || inner > 0) return 0
  const less = counts.total - total
  return less > 0 && less <= counts.passed - counts.flaky ? less : 0
}

function claimOf(suite: OpenSuite, suites: readonly string[]): SuiteClaim {
  const { attributes, counts } = suite
  const claimed: SuiteClaim['claimed'] = {}
  for (const [key, value] of [
    ['total', numberOf(attributes.tests)],
    ['failed', numberOf(attributes.failures)],
    ['errored', numberOf(attributes.errors)],
    ['skipped', numberOf(attributes.skipped)],
  ] as const)
    if (value !== undefined) claimed[key] = value
  const milliseconds = millisecondsOf(attributes.time)
  const reason = suite.reason ?? unshown(suite, claimed)
  return {
    suites,
    claimed,
    counted: counts,
    ...(attributes.timestamp === undefined ? {} : { timestamp: bounded(attributes.timestamp, 100) }),
    ...(milliseconds === undefined ? {} : { milliseconds }),
    ...(reason === undefined ? {} : { reason: bounded(reason, MAX_REASON) }),
  }
}

/**
 * A suite that counts more failures than there are to be seen has lost some (a file that could not be loaded, a hook):
 * that is no success. Elements are compared, since some tools count every attempt, and some every assertion.
 */
function unshown(suite: OpenSuite, { failed = 0, errored = 0 }: SuiteClaim['claimed']): string | undefined {
  if (failed + errored <= suite.faults) return undefined
  return `the suite ${named(suite)} counts ${failed} failures and ${errored} errors; its cases show ${suite.faults}`
}

function named(suite: OpenSuite | undefined): string {
  return suite === undefined || suite.name === '' ? '(no name)' : JSON.stringify(bounded(suite.name, 200))
}

/** A count of any length: one that is too long to be true must not be taken for none. */
function numberOf(text: string | undefined): number | undefined {
  const [, digits] = /^\s*(\d+)(?:\.0*)?\s*$/u.exec(text ?? '') ?? []
  return digits === undefined ? undefined : Math.min(Number(digits), Number.MAX_SAFE_INTEGER)
}
