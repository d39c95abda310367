/** Files that tools wrote elsewhere, from the reference data beside the checkout. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { readTap } from '../../../src/sources/reports/tap.ts'
import { SHARED } from '../../tools.ts'
import { told } from './reading.ts'

const PAYLOADS = join(SHARED, 'payloads')
const testWithPayloads = existsSync(PAYLOADS) ? test : test.skip

testWithPayloads.each([
  ['junit/captured.node-test.xml', 'failure', [4, 1, 1, 0, 2]],
  ['tap/captured.node-test.tap', 'failure', [4, 1, 1, 0, 2]],
  ['junit/captured.vitest.xml', 'failure', [3, 1, 1, 0, 1]],
  ['junit/cdviz.failing.xml', 'failure', [4, 2, 1, 0, 1]],
  ['junit/cdviz.passing.xml', 'success', [3, 3, 0, 0, 0]],
  ['tap/cdviz.failing.tap', 'failure', [4, 3, 1, 0, 0]],
] as const)('%s', async (file, outcome, [total, passed, failed, errored, skipped]) => {
  const bytes = readFileSync(join(PAYLOADS, file))
  const { counts, finished } = await told({ [file]: bytes }, {}, file.endsWith('.tap') ? readTap : undefined)
  expect(counts).toEqual({ total, passed, failed, errored, skipped, flaky: 0 })
  expect(finished.subject.content.outcome).toBe(outcome)
})
