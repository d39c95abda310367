/** How much of the code ran in tests: lcov and Cobertura. Totals are counted line by line, never taken as claimed. Pure. */
import { createLines } from './coverage-lines.ts'
import type { Measured } from './coverage-lines.ts'
import { readLcov } from './lcov.ts'
import { peek } from './peek.ts'
import { refusal } from './refusal.ts'
import type { Bytes } from './report.ts'

export type { Measured, Part } from './coverage-lines.ts'

type Format = 'lcov' | 'Cobertura'

export interface Coverage extends Measured {
  format: Format
}

export interface CoverageReader {
  /** One more report. @throws TurnpikeError INVALID_REPORT; then nothing of what was read holds */
  add: (bytes: Bytes) => Promise<void>
  finish: () => Coverage
}

/**
 * Several reports as one: a line that two of them name is one, and ran if it ran in either. Of two reports that are sent
 * apart, the later one would hide what the first says.
 */
export function createCoverage(): CoverageReader {
  const lines = createLines()
  let format: Format | undefined
  const isOf = (found: Format): void => {
    if (format !== undefined && format !== found)
      // The two name branches and functions differently: they cannot be told to be the same.
      throw refusal(
        `it is ${found}, and what was read before is ${format}; give one format of one measurement`,
      )
    format = found
  }
  return {
    async add(bytes) {
      const { head, all } = await peek(bytes)
      if (head.startsWith('<')) {
        isOf('Cobertura')
        await (await import('./cobertura.ts')).readCobertura(all, lines)
      } else {
        isOf('lcov')
        await readLcov(all, lines)
      }
    },
    finish: () => ({ format: format ?? 'lcov', ...lines.finish() }),
  }
}

/** @throws TurnpikeError INVALID_REPORT */
export async function readCoverage(bytes: Bytes): Promise<Coverage> {
  const coverage = createCoverage()
  await coverage.add(bytes)
  return coverage.finish()
}
