/**
 * Files of reports → events, said while the files are read. Nothing here fails a build: what cannot be read is told, and
 * is never a success.
 */
import type { ArtifactRef, CDEvent } from '../cdevents/event.ts'
import { explain, TurnpikeError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { describe } from '../sources/described.ts'
import type { Description } from '../sources/description.ts'
import { outputEvent } from '../sources/reports/output-event.ts'
import type { ReportContext, ReportFile } from '../sources/reports/report.ts'
import { note, nothingCollected, type Collected, type FileProblem } from './collected.ts'
import type { Deps } from './deps.ts'
import type { OpenedFile } from './opened-file.ts'
import { KINDS, type ReportFiles, type ReportKind } from './report-kinds.ts'

/** What a person asks for, beside where it goes. */
export interface Asked {
  files: ReportFiles
  environment?: string
  service?: string
  change?: string
  /** The id of the suite of tests. Default: the job's name. */
  suite?: string
  cases: 'failures' | 'all' | 'none'
  groupBy: 'run' | 'file' | 'suite'
  /** The lowest severity that makes a scan fail. */
  failOn: 'critical' | 'high' | 'medium' | 'low' | 'none'
  /** Where people can read the files; `{path}` in it is the file's path. */
  uri?: string
  ifNoFilesFound: 'warn' | 'error' | 'ignore'
}

/** What the readers of one kind are given. */
export interface Reading {
  asked: Asked
  context: ReportContext
  into: Collected
  deps: Deps
  /** Makes events of descriptions and passes them on, in order. */
  say(descriptions: readonly Description[]): Promise<void>
  /** Notes that a file could not be read. */
  unreadable(kind: ReportKind, path: string, error: unknown): FileProblem
  /** @throws TurnpikeError INVALID_REPORT when it was not read to its end */
  fileOf(path: string, opened: OpenedFile): ReportFile
  /** Notes a file that is as it should be, and says that it is there. */
  done(kind: ReportKind, file: ReportFile): Promise<void>
}

/** Files that are named in events of their own; more are counted. */
const MAX_OUTPUTS = 100

const MEDIA: Readonly<Record<ReportKind, string>> = {
  junit: 'application/xml',
  tap: 'text/plain',
  attestation: 'application/json',
  sbom: 'application/json',
  sarif: 'application/sarif+json',
  coverage: 'text/plain',
}
/** SBOMs and statements have events of their own, which name the file. */
const IS_OUTPUT: ReadonlySet<ReportKind> = new Set(['junit', 'tap', 'sarif', 'coverage'])

/**
 * Reads every file and hands over the events in the order of a delivery: tests, statements, SBOMs, scans, coverage.
 * @param put takes valid events; what it returns is waited for, so that no more is made than can be sent
 */
export async function collect(
  asked: Asked,
  artifacts: readonly ArtifactRef[],
  host: Host,
  deps: Deps,
  put: (events: readonly CDEvent[]) => Promise<void>,
): Promise<Collected> {
  const into = nothingCollected()
  const reading = createReading(asked, artifacts, into, host, deps, put)
  const paths = await found(asked.files, into, deps)
  const tests = (['junit', 'tap'] as const).filter((kind) => asked.files[kind] !== undefined)
  if (tests.some((kind) => paths[kind].length > 0) || mustTellAbsent(asked, tests)) {
    await (await import('./collect-tests.ts')).collectTests(paths, reading)
  }
  const documents = KINDS.filter((kind) => kind !== 'junit' && kind !== 'tap' && paths[kind].length > 0)
  if (documents.length > 0) await (await import('./collect-documents.ts')).collectDocuments(paths, reading)
  return into
}

/** Tests that left no report have not passed, and an older success must not stand for them. */
function mustTellAbsent(asked: Asked, tests: readonly ReportKind[]): boolean {
  return tests.length > 0 && asked.ifNoFilesFound !== 'ignore'
}

export type Paths = Readonly<Record<ReportKind, readonly string[]>>

async function found(files: ReportFiles, into: Collected, deps: Deps): Promise<Paths> {
  const paths: Record<ReportKind, readonly string[]> = {
    junit: [],
    tap: [],
    attestation: [],
    sbom: [],
    sarif: [],
    coverage: [],
  }
  for (const kind of KINDS) {
    const patterns = files[kind]
    if (patterns === undefined || patterns.length === 0) continue
    const answer = await deps.glob(patterns)
    for (const sentence of answer.notes) note(into, sentence)
    if (answer.paths.length === 0) into.absent.push({ kind, patterns })
    paths[kind] = answer.paths
  }
  return paths
}

function createReading(
  asked: Asked,
  artifacts: readonly ArtifactRef[],
  into: Collected,
  host: Host,
  deps: Deps,
  put: (events: readonly CDEvent[]) => Promise<void>,
): Reading {
  const { environment, service, change } = asked
  // One moment for the whole call: the events of a report are one statement.
  const now = deps.now()
  const context: ReportContext = {
    facts: host.facts,
    now,
    artifacts,
    ...(environment === undefined ? {} : { environment }),
    ...(service === undefined ? {} : { service }),
    ...(change === undefined ? {} : { change }),
  }
  let outputs = 0
  const ends = new Map<string, SuiteEnd>()
  const say = async (descriptions: readonly Description[]) => {
    const said = descriptions.map((each) => withoutHiding(each, ends))
    if (said.length > 0) await put(eventsOf(said, context, into))
  }
  return {
    asked,
    context,
    into,
    deps,
    say,
    unreadable(kind, path, error) {
      const problem = problemOf(error, path)
      into.files.push({ kind, path, problem })
      return problem
    },
    fileOf(path, opened) {
      const read = opened.read()
      if (read === undefined) throw new TurnpikeError('INVALID_REPORT', `${path} was not read to its end`)
      const uri = addressOf(path, asked, host)
      return { path, ...read, ...(uri === undefined ? {} : { uri }) }
    },
    async done(kind, file) {
      into.files.push({ kind, path: file.path })
      if (!IS_OUTPUT.has(kind)) return
      outputs++
      if (outputs <= MAX_OUTPUTS) await say([outputEvent(file, context, { format: MEDIA[kind] })])
      else
        note(
          into,
          `Only the first ${MAX_OUTPUTS} files are named in events of their own; all of them are read.`,
        )
    },
  }
}

interface SuiteEnd {
  outcome: string
  reason: string
}

/**
 * The end of a suite that did not end well stays the end of it for this call. A report chooses its own name (SARIF's tool,
 * a statement's suite), and the later one of two counts: so nobody's scan may stand where the tests have failed.
 */
function withoutHiding(description: Description, ends: Map<string, SuiteEnd>): Description {
  if (!description.type.includes('testsuiterun.finished')) return description
  const { testSuite, outcome, reason } = (description.content ?? {}) as {
    testSuite?: { id?: string }
    outcome?: string
    reason?: string
  }
  const id = testSuite?.id ?? ''
  const before = ends.get(id)
  if (outcome !== 'success') {
    if (before === undefined) ends.set(id, { outcome: outcome ?? 'error', reason: reason ?? '' })
    return description
  }
  if (before === undefined) return description
  const why = `${reason ?? outcome}; another report of this suite in the same step: ${before.reason || before.outcome}`
  return {
    ...description,
    content: { ...description.content, outcome: before.outcome, reason: why.slice(0, 2000).toWellFormed() },
  }
}

/** One description that makes no valid event costs nobody the others. */
function eventsOf(descriptions: readonly Description[], context: ReportContext, into: Collected): CDEvent[] {
  try {
    return describe(descriptions, context.facts, context.now)
  } catch (error) {
    if (!(error instanceof TurnpikeError)) throw error
  }
  return descriptions.flatMap((one) => {
    try {
      return describe([one], context.facts, context.now)
    } catch (error) {
      if (!(error instanceof TurnpikeError)) throw error
      note(into, `An event ${one.type} could not be made and is not sent: ${explain(error)}`)
      return []
    }
  })
}

/** What is wrong with a file, with the place in it where that is known. */
function problemOf(error: unknown, path: string): FileProblem {
  if (!(error instanceof TurnpikeError)) return { message: explain(error) }
  const [first] = error.problems
  const { line, column } = first ?? {}
  const message = explain(error)
  const said =
    first !== undefined && !message.includes(first.message) ? `${message}: ${first.message}` : message
  return {
    message:
      said.startsWith(`${path} `) || said.startsWith(`${path}:`) ? said.slice(path.length + 1).trim() : said,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  }
}

/** The page of the job's artifacts, unless somebody knows a better one. */
function addressOf(path: string, { uri }: Asked, { facts }: Host): string | undefined {
  if (uri !== undefined) return uri.replaceAll('{path}', path.split('/').map(encodeURIComponent).join('/'))
  // Each file is a subject of its own, also where one page is all that is known of them.
  const query = `?file=${encodeURIComponent(path.toWellFormed())}`
  if (facts.forge === 'gitlab') return `${facts.job.url}/artifacts/browse${query}`
  return facts.forge === 'github' ? `${facts.run.url}${query}#artifacts` : undefined
}
