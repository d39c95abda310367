/** SARIF files → scans. */
import type { Description } from '../sources/description.ts'
import type { ReportFile } from '../sources/reports/report.ts'
import { refusal } from '../sources/reports/refusal.ts'
import { scanDescriptions } from '../sources/reports/scan-events.ts'
import { combineScans, noCounts, suiteOf, type Scan } from '../sources/reports/scan.ts'
import type { Outcome } from '../sources/outcome.ts'
import type { Paths, Reading } from './collect.ts'

interface Found {
  scan: Scan
  file: ReportFile
}

/**
 * All files of one call together: of two reports of one tool, the later one does not hide what the first one found. Whose
 * scan a file held that could not be read, nobody knows: so it makes every scan of the call an error.
 */
export async function collectScans(paths: Paths, reading: Reading): Promise<void> {
  const { readSarif } = await import('../sources/reports/sarif.ts')
  const found: Found[] = []
  let broken: { why: string; path: string } | undefined
  for (const path of paths.sarif) {
    try {
      const opened = await reading.deps.openFile(path)
      const scans = await readSarif(opened.bytes)
      if (scans.length === 0) throw refusal('its list of runs is empty, so nothing was looked at')
      const file = reading.fileOf(path, opened)
      await reading.done('sarif', file)
      found.push(...scans.map((scan) => ({ scan, file })))
    } catch (error) {
      const { message } = reading.unreadable('sarif', path, error)
      broken ??= { why: `${path} could not be read: ${message}`, path }
    }
  }
  if (broken !== undefined && found.length === 0) {
    const scan: Scan = { tool: { name: 'SARIF' }, counts: noCounts(), total: 0, suppressed: 0 }
    found.push({ scan, file: { path: broken.path, bytes: 0, digest: NOTHING } })
  }
  await sayScans(found, broken?.why, reading)
}

/** Of no bytes: nothing of the file is known. */
export const NOTHING = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** @param broken why none of them is a scan that anybody may rest on */
async function sayScans(
  found: readonly Found[],
  broken: string | undefined,
  reading: Reading,
): Promise<void> {
  const { asked, context } = reading
  const fileOf = new Map<string, ReportFile>()
  for (const { scan, file } of found) if (!fileOf.has(suiteOf(scan))) fileOf.set(suiteOf(scan), file)
  const scans = combineScans(found.map(({ scan }) => scan))
  for (const scan of scans) {
    const file = fileOf.get(suiteOf(scan)) as ReportFile
    const suite = suiteFor(scan, scans.length, asked)
    const whole = broken === undefined || scan.broken !== undefined ? scan : { ...scan, broken }
    const said = scanDescriptions(whole, file, context, {
      failOn: asked.failOn,
      ...(suite === undefined ? {} : { suite }),
    })
    for (const description of said) noteScan(description, reading)
    await reading.say(said)
  }
}

/** The input names the suite of tests where there are some, and must not make two suites one. */
function suiteFor(scan: Scan, count: number, { suite, files }: Reading['asked']): string | undefined {
  if (suite === undefined || files.junit !== undefined || files.tap !== undefined) return undefined
  return count === 1 ? suite : `${suite}/${suiteOf(scan)}`
}

/** A scan, as its event says it; anything else is passed over. */
export function noteScan({ type, content = {} }: Description, { into }: Reading): void {
  if (!type.includes('turnpike-scan.finished')) return
  const { tool, outcome, counts, total, suppressed, reason } = content as {
    tool?: { name?: string; version?: string }
    outcome?: Outcome
    counts?: Record<string, number>
    total?: number
    suppressed?: number
    reason?: string
  }
  into.scans.push({
    tool: [tool?.name ?? 'scan', tool?.version].filter((part) => part !== undefined).join(' '),
    outcome: outcome ?? 'error',
    ...(reason === undefined ? {} : { reason }),
    counts: counts ?? {},
    total: total ?? 0,
    suppressed: suppressed ?? 0,
  })
}
