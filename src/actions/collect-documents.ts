/** Signed statements, SBOMs, scans and coverage → events, in the order of a delivery. */
import type { Paths, Reading } from './collect.ts'

export async function collectDocuments(paths: Paths, reading: Reading): Promise<void> {
  if (paths.sarif.length > 0) await (await import('./collect-scans.ts')).collectScans(paths, reading)
}
