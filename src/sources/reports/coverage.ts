/** How much of the code ran in tests: lcov and Cobertura. Totals are counted line by line, never taken as claimed. Pure. */
import { createLines } from './coverage-lines.ts'
import type { Measured } from './coverage-lines.ts'
import { readLcov } from './lcov.ts'
import type { Bytes } from './report.ts'

export type { Measured, Part } from './coverage-lines.ts'

export interface Coverage extends Measured {
  format: 'lcov' | 'Cobertura'
}

/** @throws TurnpikeError INVALID_REPORT */
export async function readCoverage(bytes: Bytes): Promise<Coverage> {
  const lines = createLines()
  await readLcov(bytes, lines)
  return { format: 'lcov', ...lines.finish() }
}
