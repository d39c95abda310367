/** Coverage as node:test, Jest and pytest-cov write it: our totals are the tool's own summary. */
import { join } from 'node:path'
import process from 'node:process'
import { expect, test } from '@jest/globals'
import { readCoverage } from '../../../src/sources/reports/coverage.ts'
import { percentOf } from '../../../src/sources/reports/coverage-events.ts'
import { installed, jsonIn, MODULES, open, run, sample, testWithInstalled } from './tool.ts'

test('node:test (lcov): the percentages are those of its own table', async () => {
  const folder = await sample('coverage-node')
  const { stdout } = await run(
    process.execPath,
    [
      '--test',
      '--experimental-test-coverage',
      ...['--test-reporter=lcov', '--test-reporter-destination=out.lcov'],
      ...['--test-reporter=tap', '--test-reporter-destination=stdout'],
      'till.test.mjs',
    ],
    folder,
  )
  const { lines, branches, functions, files } = await readCoverage(open(folder, 'out.lcov'))
  const [, ...own] = /# all files +\| +([\d.]+) \| +([\d.]+) \| +([\d.]+)/u.exec(stdout) ?? []
  expect(own).toHaveLength(3)
  expect(
    [lines, branches!, functions!].map(({ covered, total }) => ((100 * covered) / total).toFixed(2)),
  ).toEqual(own)
  expect(files).toBe(1)
  // Two methods of one name are two functions.
  expect(functions).toEqual({ covered: 3, total: 4 })
})

interface IstanbulSummary {
  total: Record<'lines' | 'branches' | 'functions', { total: number; covered: number; pct: number }>
}

test.each([
  ['lcov', 'lcov.info'],
  ['Cobertura', 'cobertura-coverage.xml'],
])('Jest (%s): the totals are those of its summary', async (format, file) => {
  const folder = await sample('coverage-jest')
  const reporters = ['json-summary', 'lcovonly', 'cobertura'].map((name) => `--coverageReporters=${name}`)
  await run(
    process.execPath,
    [join(MODULES, 'jest', 'bin', 'jest.js'), '-c', 'jest.config.cjs', '--coverage', ...reporters],
    folder,
  )
  const { total } = await jsonIn<IstanbulSummary>(folder, 'coverage', 'coverage-summary.json')
  const coverage = await readCoverage(open(folder, 'coverage', file))
  const own = ({ total, covered }: { total: number; covered: number }) => ({ total, covered })
  expect(coverage).toEqual({
    format,
    lines: own(total.lines),
    branches: own(total.branches),
    functions: own(total.functions),
    files: 2,
  })
  // Istanbul rounds down to hundredths as well.
  expect(percentOf(coverage.lines.covered, coverage.lines.total)).toBe(total.lines.pct)
})

interface PytestTotals {
  totals: Record<'covered_lines' | 'num_statements' | 'covered_branches' | 'num_branches', number>
}

testWithInstalled('python').each([
  ['lcov', 'coverage.lcov'],
  ['Cobertura', 'coverage.xml'],
])('pytest-cov (%s): the totals are those of its JSON', async (format, file) => {
  const folder = await sample('coverage-pytest')
  const reports = ['xml', 'lcov', 'json'].map((name) => `--cov-report=${name}`)
  await run(
    installed('python', 'venv', 'bin', 'pytest'),
    ['-q', '-p', 'no:cacheprovider', '--cov=till', '--cov-branch', ...reports],
    folder,
  )
  const { totals } = await jsonIn<PytestTotals>(folder, 'coverage.json')
  expect(await readCoverage(open(folder, file))).toMatchObject({
    format,
    lines: { covered: totals.covered_lines, total: totals.num_statements },
    branches: { covered: totals.covered_branches, total: totals.num_branches },
    files: 1,
  })
  expect(totals.covered_branches).toBeGreaterThan(0)
})
