/** How much of the code ran in tests: lcov and Cobertura. Totals are counted line by line, never taken as claimed. Pure. */
import { createLines } from './coverage-lines.ts'
import type { Measured } from './coverage-lines.ts'
import { readLcov } from './lcov.ts'
import { peek } from './peek.ts'
import type { Bytes } from './report.ts'

export type { Measured, Part } from './coverage-lines.ts'

export interface Coverage extends Measured {
  formats: readonly ('lcov' | 'Cobertura')[]
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
  const formats = new Set<'lcov' | 'Cobertura'>()
  return {
    async add(bytes) {
      const { head, all } = await peek(bytes)
      if (head.startsWith('<') || head.startsWith('\u0000<')) {
        const { readCobertura } = await import('./cobertura.ts')
        await readCobertura(all, lines)
        formats.add('Cobertura')
      } else {
        await readLcov(all, lines)
        formats.add('lcov')
      }
    },
    finish: () => ({ formats: [...formats], ...lines.finish() }),
  }
}

/** @throws TurnpikeError INVALID_REPORT */
export async function readCoverage(bytes: Bytes): Promise<Coverage> {
  const coverage = createCoverage()
  await coverage.add(bytes)
  return coverage.finish()
}
