/** pytest, Maven Surefire, Gradle, go test, PHPUnit and prove, as they are: their own counts against ours. */
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from '@jest/globals'
import { readTap } from '../../../src/sources/reports/tap.ts'
import { DIALECTS, inSample, printed, runIn, testWithDialect } from '../tools.ts'
import { counted, numbersOf } from './counted.ts'

describe('pytest', () => {
  testWithDialect(['pytest/bin/python'])('counts what pytest counts', () =>
    inSample('pytest', async (folder) => {
      const { stdout } = await runIn(folder, join(DIALECTS, 'pytest', 'bin', 'python'), [
        '-m',
        'pytest',
        '-q',
        '--color=no',
        '--continue-on-collection-errors',
        '--junitxml=report.xml',
      ])
      const last = stdout.trim().split('\n').at(-1) ?? ''
      const own = (word: string) => printed(last, new RegExp(`\\b(\\d+) ${word}s?\\b`, 'u'))
      expect(own('error')).toBe(3)
      const run = await counted([join(folder, 'report.xml')])
      expect(numbersOf(run.counts)).toEqual({
        total: ['passed', 'failed', 'skipped', 'xfailed', 'xpassed', 'error'].reduce(
          (sum, word) => sum + own(word),
          0,
        ),
        passed: own('passed') + own('xpassed'),
        failed: own('failed'),
        errored: own('error'),
        skipped: own('skipped') + own('xfailed'),
      })
    }),
  )
})

describe('Maven Surefire', () => {
  testWithDialect(['surefire.stamp'], ['mvn', 'java'])('counts what Surefire counts, and what is flaky', () =>
    inSample('surefire', async (folder) => {
      const { stdout } = await runIn(folder, 'mvn', ['-o', '-B', '-ntp', 'test'])
      const [line = ''] = stdout.match(/^.*Tests run: \d+, .*Flakes: \d+.*$/gmu) ?? []
      const own = (word: string) => printed(line, new RegExp(`${word}: (\\d+)`, 'u'))
      expect(own('Flakes')).toBe(2)
      const { counts, finished } = await counted(reportsIn(join(folder, 'target', 'surefire-reports')))
      expect(counts).toEqual({
        total: own('Tests run'),
        passed: own('Tests run') - own('Failures') - own('Errors') - own('Skipped'),
        failed: own('Failures'),
        errored: own('Errors'),
        skipped: own('Skipped'),
        flaky: own('Flakes'),
      })
      expect(finished.subject.content.outcome).toBe('failure')
    }),
  )
})

describe('Gradle', () => {
  testWithDialect([], ['gradle', 'java'])('counts what Gradle counts', () =>
    inSample('gradle', async (folder) => {
      const { stdout, stderr } = await runIn(folder, 'gradle', ['--offline', '--no-daemon', 'test'])
      const [line = ''] = /\d+ tests completed.*/u.exec(stdout + stderr) ?? []
      const own = (word: string) => printed(line, new RegExp(`(\\d+) (?:tests )?${word}`, 'u'))
      expect(own('completed')).toBe(6)
      const run = await counted(reportsIn(join(folder, 'build', 'test-results', 'test')))
      expect(numbersOf(run.counts)).toEqual({
        total: own('completed'),
        passed: own('completed') - own('failed') - own('skipped'),
        failed: own('failed'),
        errored: 0,
        skipped: own('skipped'),
      })
    }),
  )
})

describe('go test with go-junit-report', () => {
  testWithDialect(['bin/go-junit-report'], ['go'])('counts what go test counts, and builds that failed', () =>
    inSample('go', async (folder) => {
      const { stdout } = await runIn(folder, 'go', ['test', '-json', './...'])
      writeFileSync(join(folder, 'own.json'), stdout)
      const converted = await runIn(folder, join(DIALECTS, 'bin', 'go-junit-report'), [
        '-parser=gojson',
        '-in=own.json',
        '-out=report.xml',
      ])
      expect(converted).toMatchObject({ code: 0, stderr: '' })
      const lines = stdout
        .split('\n')
        .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Record<string, string>] : []))
      const own = (action: string) => lines.filter(({ Action, Test }) => Action === action && Test).length
      const builds = lines.filter(({ Action, FailedBuild }) => Action === 'fail' && FailedBuild).length
      expect(builds).toBe(1)
      const run = await counted([join(folder, 'report.xml')])
      expect(numbersOf(run.counts)).toEqual({
        total: own('pass') + own('fail') + own('skip') + builds,
        passed: own('pass'),
        failed: own('fail'),
        errored: builds,
        skipped: own('skip'),
      })
    }),
  )
})

describe('PHPUnit', () => {
  testWithDialect([], ['phpunit'])('counts what PHPUnit counts', () =>
    inSample('phpunit', async (folder) => {
      const { stdout } = await runIn(folder, 'phpunit', ['--log-junit', 'report.xml', 'ShopTest.php'])
      const [line = ''] = /^Tests: .*$/mu.exec(stdout) ?? []
      const own = (word: string) => printed(line, new RegExp(`${word}: (\\d+)`, 'u'))
      expect([own('Warnings'), own('Risky'), own('Incomplete')]).toEqual([1, 1, 1])
      const errored = own('Errors') + own('Warnings') + own('Risky')
      const skipped = own('Skipped') + own('Incomplete')
      const run = await counted([join(folder, 'report.xml')])
      expect(numbersOf(run.counts)).toEqual({
        total: own('Tests'),
        passed: own('Tests') - own('Failures') - errored - skipped,
        failed: own('Failures'),
        errored,
        skipped,
      })
    }),
  )
})

describe('Test::More of Perl', () => {
  const testWithProve = testWithDialect([], ['perl', 'prove'])

  testWithProve('counts what prove counts', () =>
    inSample('perl', async (folder) => {
      const { stdout: tap } = await runIn(folder, 'perl', ['shop.t'])
      writeFileSync(join(folder, 'report.tap'), tap)
      const { stdout } = await runIn(folder, 'prove', ['shop.t'])
      const own = (pattern: RegExp) => printed(stdout, pattern)
      const todo = (tap.match(/# TODO/gu) ?? []).length
      expect(own(/Tests: (\d+)/u)).toBe(8)
      const run = await counted([join(folder, 'report.tap')], readTap)
      expect(numbersOf(run.counts)).toEqual({
        total: own(/Tests: (\d+)/u),
        passed: own(/: (\d+) okay\)/u) - todo,
        failed: own(/Tests: \d+ Failed: (\d+)/u),
        errored: 0,
        skipped: own(/less (\d+) skipped/u) + todo,
      })
    }),
  )

  testWithProve('counts the tests in subtests, where prove counts one for each', () =>
    inSample('perl', async (folder) => {
      const { stdout: tap } = await runIn(folder, 'perl', ['subtests.t'])
      writeFileSync(join(folder, 'report.tap'), tap)
      const { stdout } = await runIn(folder, 'prove', ['subtests.t'])
      expect(printed(stdout, /Tests: (\d+)/u)).toBe(4)
      const run = await counted([join(folder, 'report.tap')], readTap)
      // Two in the first, two in the second of which one fails, none in the third, and one alone.
      expect(numbersOf(run.counts)).toEqual({ total: 6, passed: 4, failed: 1, errored: 0, skipped: 1 })
    }),
  )
})

function reportsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.xml'))
    .map((name) => join(folder, name))
}
