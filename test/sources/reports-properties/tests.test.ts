import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readJUnit } from '../../../src/sources/reports/junit.ts'
import { readTap } from '../../../src/sources/reports/tap.ts'
import { TurnpikeError } from '../../../src/errors.ts'
import type { TestReader } from '../../../src/sources/reports/report.ts'
import { reportOf, streamed, told } from '../reports-tests/reading.ts'
import { DIALECTS, meaningIn, writeJUnit } from './junit-dialects.ts'
import { meaningInTap, STYLES, writeTap } from './tap-styles.ts'
import { casesIn, countsOf, outcomeOf, trees, type Result, type Suite } from './trees.ts'

interface Written {
  read: TestReader
  write: (suites: readonly Suite[]) => string
  means: (result: Result) => ReturnType<ReturnType<typeof meaningIn>>
}

const FORMATS: readonly (readonly [string, Written])[] = [
  ...DIALECTS.map(
    (dialect) =>
      [
        `JUnit of ${dialect.tool}`,
        {
          read: readJUnit,
          write: (suites: readonly Suite[]) => writeJUnit(suites, dialect),
          means: meaningIn(dialect),
        },
      ] as const,
  ),
  ...STYLES.map(
    (style) =>
      [
        `TAP of ${style}`,
        { read: readTap, write: (suites: readonly Suite[]) => writeTap(suites, style), means: meaningInTap },
      ] as const,
  ),
]

describe.each(FORMATS)('any tree of results as %s', (_, { read, write, means }) => {
  test('is counted as it was written, and ends as the table says; every event is valid', async () => {
    await fc.assert(
      fc.asyncProperty(trees, async (suites) => {
        const run = await told({ 'a.xml': write(suites) }, {}, read)
        const counts = countsOf(casesIn(suites), means)
        expect(run.counts).toEqual(counts)
        expect(run.finished.subject.content.outcome).toBe(outcomeOf(counts))
        expect(run.cases).toHaveLength(counts.total)
      }),
      { numRuns: 30 },
    )
  })

  test('is the same however its bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(trees, fc.integer({ min: 1, max: 60 }), async (suites, size) => {
        const text = write(suites)
        expect(await reportOf(text, read, size)).toEqual(await reportOf(text, read))
      }),
      { numRuns: 20 },
    )
  })

  test('cut off at a line has the first of its results, and is a success only where nothing is lost', async () => {
    await fc.assert(
      fc.asyncProperty(trees, fc.double({ min: 0, max: 1, noNaN: true }), async (suites, part) => {
        const lines = write(suites).split(/(?<=\n)/u)
        const cut = lines.slice(0, Math.floor(lines.length * part)).join('')
        const [all, first] = [await resultsOf(lines.join(''), read), await resultsOf(cut, read)]
        expect(first).toEqual(all.slice(0, first.length))
        const { finished, counts } = await told({ 'a.xml': cut }, { cases: 'none' }, read)
        if (finished.subject.content.outcome === 'success') expect(counts.total).toBe(all.length)
      }),
      { numRuns: 30 },
    )
  })

  test('with any bit of it changed is read or refused; nothing passed twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        trees,
        fc.array(fc.tuple(fc.nat(), fc.nat(7)), { maxLength: 5 }),
        async (suites, flips) => {
          const bytes = Buffer.from(write(suites))
          for (const [at, bit] of flips) bytes[at % bytes.length]! ^= 1 << bit
          const { counts, finished } = await told({ 'a.xml': bytes }, { cases: 'none' }, read)
          // A flip makes at most one line, tag or point of something else.
          expect(counts.passed).toBeLessThanOrEqual(casesIn(suites).length + flips.length)
          expect(counts.passed + counts.failed + counts.errored + counts.skipped).toBe(counts.total)
          if (counts.passed === 0) expect(finished.subject.content.outcome).not.toBe('success')
        },
      ),
      { numRuns: 30 },
    )
  })
})

test('a tree has every kind of result, and goes well as often as not', () => {
  const seen = new Map<string, number>()
  for (const suites of fc.sample(trees, { numRuns: 300, seed: 5 })) {
    for (const { result } of casesIn(suites)) seen.set(result, (seen.get(result) ?? 0) + 1)
    const ending = outcomeOf(countsOf(casesIn(suites), (result) => (result === 'todo' ? 'skipped' : result)))
    seen.set(ending, (seen.get(ending) ?? 0) + 1)
  }
  expect([...seen.keys()].sort()).toEqual([
    'error',
    'errored',
    'failed',
    'failure',
    'flaky',
    'passed',
    'skipped',
    'success',
    'todo',
  ])
  for (const count of seen.values()) expect(count).toBeGreaterThan(20)
})

/** Name and result of each case, also of those before a refusal. */
async function resultsOf(text: string, read: TestReader): Promise<string[]> {
  const found: string[] = []
  try {
    for await (const pieces of read(streamed(text)))
      for (const piece of pieces)
        if (piece.is === 'case') found.push(`${piece.case.name}: ${piece.case.result}`)
  } catch (error) {
    if (!(error instanceof TurnpikeError) || error.code !== 'INVALID_REPORT') throw error
  }
  return found
}
