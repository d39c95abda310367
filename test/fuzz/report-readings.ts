/**
 * Every reader of report files in one shape: bytes → figures and events, or why it is refused. And what must hold of
 * any reading, whatever the bytes were.
 */
import { validate } from '../../src/cdevents/validate.ts'
import { TurnpikeError } from '../../src/errors.ts'
import { githubFacts } from '../../src/host/github.ts'
import { describe } from '../../src/sources/described.ts'
import type { Description } from '../../src/sources/description.ts'
import { readCoverage } from '../../src/sources/reports/coverage.ts'
import { coverageDescriptions } from '../../src/sources/reports/coverage-events.ts'
import { readJUnit } from '../../src/sources/reports/junit.ts'
import type { Bytes, ReportContext, ReportFile, TestReader } from '../../src/sources/reports/report.ts'
import { readSarif } from '../../src/sources/reports/sarif.ts'
import { readSbom } from '../../src/sources/reports/sbom.ts'
import { sbomDescriptions } from '../../src/sources/reports/sbom-events.ts'
import { scanDescriptions } from '../../src/sources/reports/scan-events.ts'
import { statementDescriptions } from '../../src/sources/reports/statements.ts'
import { readTap } from '../../src/sources/reports/tap.ts'
import { createTestRun } from '../../src/sources/reports/test-events.ts'
import { readTofu } from '../../src/sources/reports/tofu.ts'
import { tofuDescriptions } from '../../src/sources/reports/tofu-events.ts'
import { GITHUB, PUSH } from '../host/surroundings.ts'

const NOW = '2026-11-21T10:05:00Z'
const facts = githubFacts(GITHUB, PUSH, { checkRunId: '1' })
const context: ReportContext = { facts, now: NOW, artifacts: [], environment: 'production' }
const file: ReportFile = { path: 'out/report', bytes: 10, digest: `sha256:${'e'.repeat(64)}` }

export interface Reading {
  descriptions: Description[]
  /** Why it was refused; of tests, what was read before counts. */
  refused?: string
}

export const READERS = {
  junit: (bytes) => tests(readJUnit, bytes),
  tap: (bytes) => tests(readTap, bytes),
  sarif: async (bytes) => (await readSarif(bytes)).flatMap((scan) => scanDescriptions(scan, file, context)),
  sbom: async (bytes) => sbomDescriptions(await readSbom(bytes), file, context),
  coverage: async (bytes) => coverageDescriptions(await readCoverage(bytes), file, context),
  statement: async (bytes) => statementDescriptions(await textOf(bytes), 'x', context),
  tofu: async (bytes) => tofuDescriptions(await readTofu(bytes), context, file),
} satisfies Record<string, (bytes: Bytes) => Promise<Description[] | Reading>>

export type Kind = keyof typeof READERS

/** @throws whatever is no INVALID_REPORT: that is a defect */
export async function readingOf(kind: Kind, bytes: Bytes): Promise<Reading> {
  try {
    const read = await READERS[kind](bytes)
    return Array.isArray(read) ? { descriptions: read } : read
  } catch (error) {
    return { descriptions: [], refused: reasonOf(error) }
  }
}

async function tests(read: TestReader, bytes: Bytes): Promise<Reading> {
  const run = createTestRun(context, { suite: { id: 'unit' }, cases: 'all', groupBy: 'run' })
  const descriptions: Description[] = []
  let refused: string | undefined
  try {
    for await (const pieces of read(bytes))
      for (const piece of pieces) descriptions.push(...run.add(piece, 'a.xml'))
  } catch (error) {
    refused = reasonOf(error)
    run.unreadable('a.xml', refused)
  }
  descriptions.push(...run.finish())
  return refused === undefined ? { descriptions } : { descriptions, refused }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof TurnpikeError) || error.code !== 'INVALID_REPORT') throw error
  if (error.message.length > 2000) throw new Error(`a reason of ${error.message.length} characters`)
  return error.message
}

async function textOf(bytes: Bytes): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

/** As many passed, of which outcome; of anything but tests 0. */
export function endOf({ descriptions }: Reading): { outcome?: string; passed: number; total: number } {
  const finished = descriptions.findLast(({ type }) => type === 'testsuiterun.finished')
  const { outcome } = (finished?.content ?? {}) as { outcome?: string }
  const { turnpike } = (finished?.customData ?? {}) as { turnpike?: { tests?: Record<string, number> } }
  const { passed = 0, total = 0 } = turnpike?.tests ?? {}
  return { ...(outcome === undefined ? {} : { outcome }), passed, total }
}

/**
 * Every event valid (of thousands the first and last ones), every number one that can be, nothing more passed than
 * there are tests in the bytes.
 * @throws Error
 */
export function check(kind: Kind, reading: Reading, text: string): void {
  const { descriptions, refused } = reading
  const some =
    descriptions.length > 60 ? [...descriptions.slice(0, 40), ...descriptions.slice(-20)] : descriptions
  for (const event of describe(some, facts, NOW)) {
    const [problem] = validate(event).problems
    if (problem !== undefined) throw new Error(`${event.context.type} ${problem.path}: ${problem.message}`)
  }
  for (const { content, customData } of descriptions) {
    numbers(content)
    numbers(customData)
  }
  if (kind !== 'junit' && kind !== 'tap') return
  const { outcome, passed, total } = endOf(reading)
  const most =
    text.replaceAll('\u0000', '').match(kind === 'junit' ? /testcase[\s/>]/gu : /\bok\b/gu)?.length ?? 0
  if (passed > total || total > most) throw new Error(`${passed} of ${total} passed where ${most} tests are`)
  if (outcome === 'success' && (refused !== undefined || passed === 0))
    throw new Error(`a success, although ${refused ?? 'nothing passed'}`)
}

function numbers(value: unknown): void {
  if (typeof value === 'number' && !(value >= 0 && Number.isFinite(value)))
    throw new Error(`the number ${value}`)
  if (typeof value !== 'object' || value === null) return
  for (const each of Object.values(value)) numbers(each)
}
