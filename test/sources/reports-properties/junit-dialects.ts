/** A tree of results as tools write it in JUnit XML: which elements, which suites in which, what is claimed. */
import type { CaseResult } from '../../../src/sources/reports/report.ts'
import { casesIn, countsOf, type Case, type Result, type Suite } from './trees.ts'

type Word = (reason: string) => string
type Meaning = CaseResult | 'flaky'

export interface Dialect {
  tool: string
  /** `one`: a single suite with every case. `flat`: the suites side by side. `tree`: as they are. */
  shape: 'one' | 'flat' | 'tree'
  /** Counted of a suite: its own cases, those of its suites as well, or nothing. */
  claims: 'own' | 'all' | 'none'
  /** How a result is written; one without a word is written like `passed`, or as `failed` when it went wrong. */
  words: Partial<Record<Result, { write: Word; means: Meaning; attributes?: string }>>
  /** Not among the tests that a suite claims. */
  uncounted?: Result
}

const text = (reason: string) => escaped(reason)
const skippedEmpty = { write: () => '<skipped/>', means: 'skipped' } as const
const passed = { write: () => '', means: 'passed' } as const
const failed = {
  write: (reason: string) =>
    `<failure message="${text(reason)}" type="AssertionError">${cdata(reason)}</failure>`,
  means: 'failed',
} as const
const errored = {
  write: (reason: string) => `<error message="${text(reason)}" type="Error">${text(reason)}</error>`,
  means: 'errored',
} as const

export const DIALECTS: readonly Dialect[] = [
  {
    tool: 'jest-junit',
    shape: 'flat',
    claims: 'own',
    words: {
      passed,
      failed: { write: (reason) => `<failure>${text(reason)}</failure>`, means: 'failed' },
      skipped: skippedEmpty,
      todo: { write: () => '', means: 'skipped' },
    },
    uncounted: 'todo',
  },
  {
    tool: 'Vitest',
    shape: 'flat',
    claims: 'own',
    words: { passed, failed, skipped: skippedEmpty, todo: skippedEmpty },
  },
  {
    tool: 'node:test',
    shape: 'tree',
    claims: 'own',
    words: {
      passed,
      failed,
      skipped: { write: (reason) => `<skipped type="skipped" message="${text(reason)}"/>`, means: 'skipped' },
      todo: {
        write: (reason) =>
          `<skipped type="todo" message="${text(reason)}"/><failure type="testCodeFailure" message="no">x</failure>`,
        means: 'skipped',
      },
    },
  },
  {
    tool: 'pytest',
    shape: 'flat',
    claims: 'own',
    words: {
      passed,
      failed,
      errored,
      skipped: {
        write: (reason) => `<skipped type="pytest.skip" message="${text(reason)}">${text(reason)}</skipped>`,
        means: 'skipped',
      },
      todo: {
        write: (reason) => `<skipped type="pytest.xfail" message="${text(reason)}"/>`,
        means: 'skipped',
      },
    },
  },
  {
    tool: 'Surefire',
    shape: 'one',
    claims: 'own',
    words: {
      passed,
      failed: {
        write: (reason) =>
          `<failure type="A">${cdata(reason)}</failure><rerunFailure type="A">again</rerunFailure>`,
        means: 'failed',
      },
      errored,
      skipped: skippedEmpty,
      flaky: { write: (reason) => `<flakyFailure message="${text(reason)}"/>`, means: 'flaky' },
    },
  },
  { tool: 'Gradle', shape: 'one', claims: 'own', words: { passed, failed, skipped: skippedEmpty } },
  {
    tool: 'go-junit-report',
    shape: 'flat',
    claims: 'own',
    words: {
      passed,
      failed: { write: (reason) => `<failure message="Failed">${cdata(reason)}</failure>`, means: 'failed' },
      errored,
      skipped: { write: (reason) => `<skipped message="${text(reason)}"></skipped>`, means: 'skipped' },
    },
  },
  {
    tool: 'PHPUnit',
    shape: 'tree',
    claims: 'all',
    words: {
      passed,
      failed,
      errored: { write: (reason) => `<warning type="W">${text(reason)}</warning>`, means: 'errored' },
      skipped: skippedEmpty,
      todo: skippedEmpty,
    },
  },
  { tool: '.NET', shape: 'flat', claims: 'own', words: { passed, failed, skipped: skippedEmpty } },
  {
    tool: 'GoogleTest',
    shape: 'flat',
    claims: 'none',
    words: {
      passed: { ...passed, attributes: 'status="run" result="completed"' },
      failed: { ...failed, attributes: 'status="run" result="completed"' },
      skipped: { write: () => '', means: 'skipped', attributes: 'status="notrun" result="suppressed"' },
    },
  },
]

/** What is read of a result that this tool wrote. */
export function meaningIn({ words }: Dialect): (result: Result) => Meaning {
  return (result) => wordFor(result, words).means
}

export function writeJUnit(suites: readonly Suite[], dialect: Dialect): string {
  const { shape } = dialect
  const written =
    shape === 'one'
      ? suiteOf({ name: 'all', cases: casesIn(suites), suites: [] }, dialect)
      : `<testsuites>\n${(shape === 'tree' ? suites : flat(suites)).map((each) => suiteOf(each, dialect)).join('\n')}</testsuites>`
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written}\n`
}

function flat(suites: readonly Suite[]): Suite[] {
  return suites.flatMap((suite) => [{ ...suite, suites: [] }, ...flat(suite.suites)])
}

function suiteOf(suite: Suite, dialect: Dialect): string {
  const inside = [
    '<properties><property name="failure" value="error"/></properties>',
    ...suite.cases.map((each) => caseOf(each, dialect)),
    ...suite.suites.map((each) => suiteOf(each, dialect)),
    '<system-out>not ok &lt;failure/&gt;</system-out>',
  ].join('\n')
  return `<testsuite name="${text(suite.name)}"${claimOf(suite, dialect)} timestamp="2026-11-21T10:00:00">\n${inside}\n</testsuite>`
}

function claimOf(suite: Suite, dialect: Dialect): string {
  const { claims, uncounted } = dialect
  if (claims === 'none') return ''
  const all = (claims === 'all' ? casesIn([suite]) : suite.cases).filter(({ result }) => result !== uncounted)
  const { total, failed: failures, errored: errors, skipped } = countsOf(all, meaningIn(dialect))
  return ` tests="${total}" failures="${failures}" errors="${errors}" skipped="${skipped}"`
}

function caseOf({ name, result, reason, milliseconds }: Case, { words }: Dialect): string {
  const { write, attributes = '' } = wordFor(result, words)
  return `<testcase name="${text(name)}" classname='C' time="${milliseconds / 1000}" ${attributes}>${write(reason)}<system-err>e</system-err></testcase>`
}

function wordFor(
  result: Result,
  words: Dialect['words'],
): { write: Word; means: Meaning; attributes?: string } {
  const near = { errored: words.failed, todo: words.skipped, flaky: words.passed }[result as 'todo']
  return words[result] ?? near ?? passed
}

function escaped(plain: string): string {
  return plain
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function cdata(plain: string): string {
  return `<![CDATA[${plain.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}
