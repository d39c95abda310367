/** Signed statements, SBOMs, scans and coverage → events, in the order of a delivery. */
import type { Description } from '../sources/description.ts'
import { coverageDescriptions } from '../sources/reports/coverage-events.ts'
import { createCoverage, type Coverage } from '../sources/reports/coverage.ts'
import type { ReportFile } from '../sources/reports/report.ts'
import { sbomDescriptions } from '../sources/reports/sbom-events.ts'
import { readSbom } from '../sources/reports/sbom.ts'
import { statementDescriptions } from '../sources/reports/statements.ts'
import type { Paths, Reading } from './collect.ts'
import { collectScans, noteScan, NOTHING } from './collect-scans.ts'

export async function collectDocuments(paths: Paths, reading: Reading): Promise<void> {
  for (const path of paths.attestation) await readStatements(path, reading)
  for (const path of paths.sbom) await readOneSbom(path, reading)
  if (paths.sarif.length > 0) await collectScans(paths, reading)
  if (paths.coverage.length > 0) await collectCoverage(paths.coverage, reading)
}

async function readStatements(path: string, reading: Reading): Promise<void> {
  const { asked, context, into, deps } = reading
  let said: Description[]
  try {
    said = await statementDescriptions(await deps.readText(path), path, context, { failOn: asked.failOn })
  } catch (error) {
    reading.unreadable('attestation', path, error)
    return
  }
  into.files.push({ kind: 'attestation', path })
  into.statements += said.filter(({ type }) => type.includes('turnpike-attestation')).length
  for (const description of said) noteScan(description, reading)
  await reading.say(said)
}

async function readOneSbom(path: string, reading: Reading): Promise<void> {
  const { asked, context, into, deps } = reading
  try {
    const opened = await deps.openFile(path)
    const sbom = await readSbom(opened.bytes)
    const file = reading.fileOf(path, opened)
    const said = sbomDescriptions(sbom, file, context, { failOn: asked.failOn })
    await reading.done('sbom', file)
    into.sboms.push({ format: sbom.format, version: sbom.version, components: sbom.components, path })
    for (const description of said) noteScan(description, reading)
    await reading.say(said)
  } catch (error) {
    reading.unreadable('sbom', path, error)
  }
}

/**
 * The files of one call are one measurement: a line that two of them name counts once. When one of them cannot be read,
 * nothing is known of the whole: the event has no percentage then, which no threshold takes for enough.
 */
async function collectCoverage(paths: readonly string[], reading: Reading): Promise<void> {
  const { asked, context, into, deps } = reading
  let together = createCoverage()
  let first: ReportFile | undefined
  let broken: ReportFile | undefined
  for (const path of paths) {
    try {
      const opened = await deps.openFile(path)
      await together.add(opened.bytes)
      const file = reading.fileOf(path, opened)
      first ??= file
      await reading.done('coverage', file)
    } catch (error) {
      reading.unreadable('coverage', path, error)
      broken ??= { path, bytes: 0, digest: NOTHING }
      // What is wrong with the others is told as well.
      together = createCoverage()
    }
  }
  const file = broken ?? first
  if (file === undefined) return
  const coverage = broken === undefined ? together.finish() : UNKNOWN
  if (broken === undefined) into.coverage = coverage.lines
  const options = asked.suite === undefined ? {} : { suite: asked.suite }
  await reading.say(coverageDescriptions(coverage, file, context, options))
}

const UNKNOWN: Coverage = { format: 'lcov', lines: { covered: 0, total: 0 }, files: 0 }
