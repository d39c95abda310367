/** What was read, where people look: the summary, the log, and annotations for what they can mend. */
import type { ArtifactRef } from '../cdevents/event.ts'
import type { Host } from '../host/host.ts'
import { logLines } from './collected-log.ts'
import { renderCollected } from './collected-page.ts'
import { problemFiles, type Collected } from './collected.ts'
import { KIND_WORDS } from './report-kinds.ts'

export interface Telling {
  annotate: boolean
  ifNoFilesFound: 'warn' | 'error' | 'ignore'
  /** What to do where there may be none, after "Say where … files are"; not every caller has the same input for it. */
  mayBeNone?: string
}

/** Forges show ten annotations of a step; a person mends the first of a hundred equal ones. */
const MAX_ANNOTATIONS = 10

export async function tellCollected(
  collected: Collected,
  artifacts: readonly ArtifactRef[],
  telling: Telling,
  host: Host,
): Promise<void> {
  await host.summary(renderCollected(collected, artifacts))
  await logCollected(collected, artifacts, host)
  await tellProblems(collected, host)
  await tellAbsent(collected, telling, host)
  if (telling.annotate) await tellFailures(collected, host)
}

/** In GitLab's log as a fold; everywhere else as lines. */
async function logCollected(
  collected: Collected,
  artifacts: readonly ArtifactRef[],
  host: Host & { section?: (title: string, lines: readonly string[]) => void },
): Promise<void> {
  const [title = '', ...lines] = logLines(collected, artifacts)
  if (host.facts.forge === 'gitlab' && host.section !== undefined) host.section(title, lines)
  else for (const line of [title, ...lines]) host.log(line)
}

async function tellProblems(collected: Collected, host: Host): Promise<void> {
  const problems = problemFiles(collected)
  for (const { kind, path, problem } of problems.slice(0, MAX_ANNOTATIONS)) {
    const { line, column, message } = problem
    await host.annotate({
      level: 'warning',
      title: `Turnpike: ${KIND_WORDS[kind]} could not be read`,
      message: `${path}: ${sentence(message)} What it says is no evidence; look at what writes it, and whether ${kind} is the right input for it.`,
      file: path,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    })
  }
  if (problems.length > MAX_ANNOTATIONS)
    host.log(`and ${problems.length - MAX_ANNOTATIONS} more files could not be read`)
}

async function tellAbsent(collected: Collected, telling: Telling, host: Host): Promise<void> {
  const { ifNoFilesFound, mayBeNone = 'or if-no-files-found: ignore where there may be none' } = telling
  if (ifNoFilesFound !== 'warn') return
  for (const { kind, patterns } of collected.absent) {
    await host.annotate({
      level: 'warning',
      title: `Turnpike: no file for ${kind}`,
      message: `Nothing was found at ${patterns.slice(0, 10).join(', ')}. Say where ${KIND_WORDS[kind]} files are, ${mayBeNone}.`,
    })
  }
}

async function tellFailures(collected: Collected, host: Host): Promise<void> {
  for (const { name, reason, file, line } of collected.failures.slice(0, MAX_ANNOTATIONS)) {
    await host.annotate({
      level: 'error',
      title: name,
      message: reason ?? 'failed, and does not say why',
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
    })
  }
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
