/** Signed statements, SBOMs, scans and coverage → events, in the order of a delivery. */
import type { Description } from '../sources/description.ts'
import { coverageDescriptions } from '../sources/reports/coverage-events.ts'
import { readCoverage, type Coverage } from '../sources/reports/coverage.ts'
import type { ReportFile } from '../sources/reports/report.ts'
import { sbomDescriptions } from '../sources/reports/sbom-events.ts'
import { readSbom } from '../sources/reports/sbom.ts'
import { statementDescriptions } from '../sources/reports/statements.ts'
import type { Paths, Reading } from './collect.ts'
import { collectScans, noteScan } from './collect-scans.ts'

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
 * The files of one call are one measurement. When one of them cannot be read, nothing is known of the whole: the event
 * has no percentage then, which no threshold takes for enough.
 */
async function collectCoverage(paths: readonly string[], reading: Reading): Promise<void> {
  const { asked, context, into, deps } = reading
  const read: { coverage: Coverage; file: ReportFile }[] = []
  let broken: ReportFile | undefined
  for (const path of paths) {
    try {
      const opened = await deps.openFile(path)
      const coverage = await readCoverage(opened.bytes)
      const file = reading.fileOf(path, opened)
      await reading.done('coverage', file)
      read.push({ coverage, file })
      const { covered, total } = coverage.lines
      into.coverage.push({
        percent: total === 0 ? 0 : Math.floor((covered / total) * 10_000) / 100,
        covered,
        total,
        path,
      })
    } catch (error) {
      reading.unreadable('coverage', path, error)
      broken ??= { path, bytes: 0, digest: NOTHING }
    }
  }
  const [first] = read
  const all = broken === undefined ? read.map(({ coverage }) => coverage) : [UNKNOWN]
  const file = broken ?? first?.file
  if (file === undefined) return
  if (broken !== undefined) into.coverage = []
  await reading.say(
    coverageDescriptions(
      together(all),
      file,
      context,
      asked.suite === undefined ? {} : { suite: asked.suite },
    ),
  )
}

/** Of no bytes: nothing of the file is known. */
const NOTHING = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const UNKNOWN: Coverage = { format: 'lcov', lines: { covered: 0, total: 0 }, files: 0 }

/** Reports of different parts of the code; what two of them measure is counted in both. */
function together(all: readonly Coverage[]): Coverage {
  const [first = UNKNOWN] = all
  const sum = (part: 'lines' | 'branches' | 'functions') => {
    const parts = all.flatMap((one) => one[part] ?? [])
    return {
      covered: parts.reduce((number, { covered }) => number + covered, 0),
      total: parts.reduce((number, { total }) => number + total, 0),
      there: parts.length > 0,
    }
  }
  const [lines, branches, functions] = [sum('lines'), sum('branches'), sum('functions')]
  return {
    format: first.format,
    lines: { covered: lines.covered, total: lines.total },
    ...(branches.there ? { branches: { covered: branches.covered, total: branches.total } } : {}),
    ...(functions.there ? { functions: { covered: functions.covered, total: functions.total } } : {}),
    files: all.reduce((number, { files }) => number + files, 0),
  }
}
