/** Jest, Vitest, node:test and Mocha, as they are: their own counts against ours. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { describe, expect } from '@jest/globals'
import { readTap } from '../../../src/sources/reports/tap.ts'
import { told } from '../../sources/reports-tests/reading.ts'
import { DIALECTS, inSample, printed, runIn, testWithDialect } from '../tools.ts'
import { counted, numbersOf } from './counted.ts'

const PACKAGES = join(DIALECTS, 'npm', 'node_modules')
const JEST = join(import.meta.dirname, '..', '..', '..', 'node_modules', 'jest', 'bin', 'jest.js')

/** The numbers of Jest's own JSON, which Vitest writes, too. */
interface JestSummary {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  numRuntimeErrorTestSuites?: number
  numTotalTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

function summaryOf(file: string): JestSummary {
  return JSON.parse(readFileSync(file, 'utf8')) as JestSummary
}

describe('Jest with jest-junit', () => {
  const testWithJest = testWithDialect(['npm/node_modules/jest-junit'])

  function jest(folder: string, files: string[], env: Record<string, string> = {}) {
    return runIn(
      folder,
      process.execPath,
      [
        JEST,
        `--rootDir=${folder}`,
        '--config={}',
        `--reporters=${join(PACKAGES, 'jest-junit')}`,
        '--json',
        '--outputFile=own.json',
        ...files,
      ],
      { JEST_JUNIT_OUTPUT_FILE: join(folder, 'report.xml'), ...env },
    )
  }

  testWithJest('counts what Jest counts; a todo, which jest-junit writes like a pass, is skipped', () =>
    inSample('jest', async (folder) => {
      await jest(folder, ['shop.test.js'])
      const own = summaryOf(join(folder, 'own.json'))
      expect(own.numTodoTests).toBe(1)
      // Which case was the todo, jest-junit does not tell: its event says passed, and only the counts are right.
      const report = join(folder, 'report.xml')
      const run = await told({ [report]: readFileSync(report) })
      expect(run.cases).toHaveLength(own.numTotalTests)
      expect(numbersOf(run.counts)).toEqual({
        total: own.numTotalTests,
        passed: own.numPassedTests,
        failed: own.numFailedTests,
        errored: 0,
        skipped: own.numPendingTests + own.numTodoTests,
      })
      expect(run.finished.subject.content.outcome).toBe('failure')
    }),
  )

  testWithJest('tells of a file that did not load, when jest-junit is asked to', () =>
    inSample('jest', async (folder) => {
      await jest(folder, ['broken.test.js'], { JEST_JUNIT_REPORT_TEST_SUITE_ERRORS: 'true' })
      const own = summaryOf(join(folder, 'own.json'))
      expect(own).toMatchObject({ numTotalTests: 0, numRuntimeErrorTestSuites: 1 })
      const run = await counted([join(folder, 'report.xml')])
      expect(run.counts.errored).toBe(own.numRuntimeErrorTestSuites)
      expect(run.finished.subject.content.outcome).not.toBe('success')
    }),
  )
})

describe('Vitest', () => {
  testWithDialect(['npm/node_modules/vitest'])('counts what Vitest counts, and files that did not load', () =>
    inSample('vitest', async (folder) => {
      await runIn(folder, process.execPath, [
        join(PACKAGES, 'vitest', 'vitest.mjs'),
        'run',
        '--reporter=junit',
        '--reporter=json',
        '--outputFile.junit=report.xml',
        '--outputFile.json=own.json',
      ])
      const own = summaryOf(join(folder, 'own.json'))
      const notLoaded = own.testResults.filter(
        ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
      ).length
      expect(notLoaded).toBe(1)
      const run = await counted([join(folder, 'report.xml')])
      expect(numbersOf(run.counts)).toEqual({
        total: own.numTotalTests + notLoaded,
        passed: own.numPassedTests,
        failed: own.numFailedTests + notLoaded,
        errored: 0,
        skipped: own.numPendingTests + own.numTodoTests,
      })
    }),
  )
})

describe('node:test', () => {
  testWithDialect([])('counts what node counts, as JUnit and as TAP', () =>
    inSample('node', async (folder) => {
      const { stdout } = await runIn(folder, process.execPath, [
        '--test',
        '--test-reporter=junit',
        '--test-reporter-destination=report.xml',
        '--test-reporter=tap',
        '--test-reporter-destination=report.tap',
        '--test-reporter=spec',
        '--test-reporter-destination=stdout',
      ])
      const own = (word: string) => printed(stdout, new RegExp(`^ℹ ${word} (\\d+)$`, 'mu'))
      expect(own('tests')).toBeGreaterThan(10)
      expect(own('cancelled')).toBe(1)
      const expected = {
        total: own('tests'),
        passed: own('pass'),
        failed: own('fail') + own('cancelled'),
        errored: 0,
        skipped: own('skipped') + own('todo'),
      }
      const junit = await counted([join(folder, 'report.xml')])
      expect(numbersOf(junit.counts)).toEqual(expected)
      const tap = await counted([join(folder, 'report.tap')], readTap)
      expect(numbersOf(tap.counts)).toEqual(expected)
    }),
  )
})

describe('Mocha with mocha-junit-reporter (and so Cypress)', () => {
  testWithDialect(['npm/node_modules/mocha', 'npm/node_modules/mocha-junit-reporter'])(
    'counts what Mocha counts, where pending tests are asked for',
    () =>
      inSample('mocha', async (folder) => {
        const mocha = join(PACKAGES, 'mocha', 'bin', 'mocha.js')
        const reporter = 'mochaFile=report.xml,includePending=true'
        await runIn(folder, process.execPath, [
          mocha,
          '--reporter=mocha-junit-reporter',
          `--reporter-options=${reporter}`,
          'shop.spec.cjs',
        ])
        const { stdout } = await runIn(folder, process.execPath, [mocha, '--reporter=json', 'shop.spec.cjs'])
        const { stats } = JSON.parse(stdout) as { stats: Record<string, number> }
        expect(stats.failures).toBeGreaterThan(2)
        const run = await counted([join(folder, 'report.xml')])
        expect(numbersOf(run.counts)).toMatchObject({
          passed: stats.passes,
          failed: stats.failures,
          errored: 0,
          skipped: stats.pending,
        })
      }),
  )
})

describe('Playwright', () => {
  testWithDialect(['npm/node_modules/@playwright/test'])('counts what Playwright counts', () =>
    inSample('playwright', async (folder) => {
      await runIn(
        folder,
        process.execPath,
        [
          join(PACKAGES, '@playwright', 'test', 'cli.js'),
          'test',
          '--retries=1',
          '--workers=1',
          '--reporter=junit,json',
        ],
        { PLAYWRIGHT_JUNIT_OUTPUT_FILE: 'report.xml', PLAYWRIGHT_JSON_OUTPUT_FILE: 'own.json' },
      )
      const { stats } = JSON.parse(readFileSync(join(folder, 'own.json'), 'utf8')) as {
        stats: Record<'expected' | 'flaky' | 'unexpected' | 'skipped', number>
      }
      expect(stats.flaky).toBe(1)
      const run = await counted([join(folder, 'report.xml')])
      expect(numbersOf(run.counts)).toEqual({
        total: stats.expected + stats.flaky + stats.unexpected + stats.skipped,
        // What passed the second time passed; the file does not say that there was a first time.
        passed: stats.expected + stats.flaky,
        failed: stats.unexpected,
        errored: 0,
        skipped: stats.skipped,
      })
    }),
  )
})
