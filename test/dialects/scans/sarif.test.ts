/** SARIF as ESLint and Bandit write it: our counts are the tool's own, from its own JSON. */
import { expect } from '@jest/globals'
import { writeFile } from 'node:fs/promises'
import process from 'node:process'
import { join } from 'node:path'
import { describe } from '../../../src/sources/described.ts'
import { readSarif } from '../../../src/sources/reports/sarif.ts'
import { scanDescriptions } from '../../../src/sources/reports/scan-events.ts'
import { facts, NOW } from '../../sources/describing.ts'
import {
  context,
  DIGEST,
  fileOf,
  installed,
  jsonIn,
  MODULES,
  open,
  run,
  sample,
  testWithInstalled,
} from './tool.ts'

interface EslintResult {
  errorCount: number
  warningCount: number
  suppressedMessages: unknown[]
}

const FORMATTER = installed('npm', 'node_modules', '@microsoft', 'eslint-formatter-sarif', 'sarif.js')
const eslint = (folder: string, ...args: string[]) =>
  run(process.execPath, [join(MODULES, 'eslint', 'bin', 'eslint.js'), ...args], folder)

testWithInstalled('npm')('ESLint: errors, warnings and suppressed ones are as many as it says', async () => {
  const folder = await sample('scan-eslint')
  await eslint(folder, '-f', FORMATTER, '-o', 'out.sarif', 'till.js')
  await eslint(folder, '-f', 'json', '-o', 'out.json', 'till.js')
  const [own] = await jsonIn<EslintResult[]>(folder, 'out.json')
  const scans = await readSarif(open(folder, 'out.sarif'))

  expect(scans).toHaveLength(1)
  expect(scans[0]).toMatchObject({
    tool: {
      name: 'ESLint',
      version: (await jsonIn<{ version: string }>(MODULES, 'eslint', 'package.json')).version,
    },
    levels: { error: own!.errorCount, warning: own!.warningCount, note: 0, none: 0 },
    total: own!.errorCount + own!.warningCount,
    suppressed: own!.suppressedMessages.length,
  })
  expect(own!.errorCount * own!.warningCount * own!.suppressedMessages.length).toBeGreaterThan(0)

  const events = describe(scanDescriptions(scans[0]!, await fileOf(folder, 'out.sarif'), context), facts, NOW)
  expect(events.map(({ context: { type }, subject: { content } }) => [type, content.outcome])).toEqual([
    ['dev.cdevents.testsuiterun.finished.0.3.0', 'failure'],
    ['dev.cdeventsx.turnpike-scan.finished.0.1.0', 'failure'],
  ])
  for (const { customData } of events)
    expect(customData).toMatchObject({ turnpike: { artifacts: [{ digest: DIGEST }] } })
})

testWithInstalled('npm')('ESLint: a file that it cannot parse is an error, and no success', async () => {
  const folder = await sample('scan-eslint')
  await writeFile(join(folder, 'broken.js'), 'const total = = 1\n')
  const { status } = await eslint(folder, '-f', FORMATTER, '-o', 'out.sarif', 'broken.js')
  const [scan] = await readSarif(open(folder, 'out.sarif'))
  const [suite] = scanDescriptions(scan!, await fileOf(folder, 'out.sarif'), context)
  expect(status).toBe(1)
  expect(suite!.content).toMatchObject({ outcome: 'error' })
})

interface BanditReport {
  results: { issue_severity: 'HIGH' | 'MEDIUM' | 'LOW' }[]
  metrics: { _totals: Record<string, number> }
}

testWithInstalled('python')('Bandit: high, medium and low are as many as it says', async () => {
  const folder = await sample('scan-bandit')
  const bandit = installed('python', 'venv', 'bin', 'bandit')
  await run(bandit, ['-q', '-f', 'sarif', '-o', 'out.sarif', 'till.py'], folder)
  await run(bandit, ['-q', '-f', 'json', '-o', 'out.json', 'till.py'], folder)
  const { results, metrics } = await jsonIn<BanditReport>(folder, 'out.json')
  const [scan] = await readSarif(open(folder, 'out.sarif'))

  const { _totals: totals } = metrics
  expect(scan).toMatchObject({
    tool: { name: 'Bandit' },
    counts: {
      critical: 0,
      high: totals['SEVERITY.HIGH'],
      medium: totals['SEVERITY.MEDIUM'],
      low: totals['SEVERITY.LOW'],
      info: 0,
      unknown: 0,
    },
    total: results.length,
  })
  expect(totals['SEVERITY.HIGH']! * totals['SEVERITY.LOW']!).toBeGreaterThan(0)
  expect(totals['nosec']).toBeGreaterThan(0)
})
