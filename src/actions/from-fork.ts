/**
 * Files that a pull request's jobs handed over → events that this repository passes on. In a `workflow_run` workflow
 * only: it is started by GitHub, runs the default branch's code, and is told which run it follows. Loaded only then.
 */
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { CDEvent } from '../cdevents/event.ts'
import { parseJson } from '../cdevents/parse.ts'
import { TurnpikeError } from '../errors.ts'
import { triggeringRun, type TriggeringRun } from '../host/github-trigger.ts'
import type { Host } from '../host/host.ts'
import { gfm } from '../report/escape.ts'
import { foreignEvents, type ForeignEvents, type ForeignLine } from '../sources/foreign.ts'
import { outcomeOf } from '../sources/outcome.ts'
import type { Deps } from './deps.ts'

const MAX_FILES = 100
const MAX_BYTES = 16 * 1024 * 1024
const MAX_LINES = 5_000
/** No event of a run is longer: the store refuses it. */
const MAX_LINE = 1024 * 1024
/** How deep a downloader puts the artifacts of many jobs. */
const MAX_DEPTH = 3
const MAX_ROWS = 20

/**
 * @param paths files, or folders of `.ndjson` files
 * @param only the run that is expected: its number, where a person gives it
 * @returns events made of what the files say, each about this run only; what is not passed on is told
 * @throws TurnpikeError USAGE in any other workflow
 */
export async function eventsFromFork(
  paths: readonly string[],
  host: Host,
  deps: Pick<Deps, 'env' | 'readText'>,
  only?: string,
): Promise<CDEvent[]> {
  const run = triggeringRun(deps.env, await payloadOf(deps), host.facts)
  if (run === undefined)
    throw new TurnpikeError(
      'USAGE',
      'Events of a fork are passed on only by a workflow that is started by workflow_run in the same repository: GitHub tells it there whose run it was',
    )
  if (only !== undefined && only !== run.number)
    throw new TurnpikeError(
      'USAGE',
      `The run ${only.slice(0, 40)} is asked for, and this workflow was started by the run ${run.number}`,
    )
  const { lines, left } = readLines(paths)
  const foreign = foreignEvents(lines, factsOf(run, host))
  await tell({ ...foreign, refused: [...left, ...foreign.refused] }, run, host)
  return foreign.events
}

async function payloadOf({ env, readText }: Pick<Deps, 'env' | 'readText'>): Promise<unknown> {
  try {
    return parseJson(await readText(env.GITHUB_EVENT_PATH ?? ''))
  } catch {
    return undefined
  }
}

function factsOf(run: TriggeringRun, { facts }: Host): Parameters<typeof foreignEvents>[1] {
  const { id, commit, head, pullRequest, startedAt, endedAt, conclusion, name } = run
  const outcome = outcomeOf(conclusion)
  return {
    id,
    source: facts.source,
    commit,
    repository: head.repository,
    repositoryUrl: head.url,
    ...(pullRequest === undefined ? {} : { pullRequest }),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(outcome === undefined ? {} : { ended: { outcome, name } }),
  }
}

interface Read {
  lines: ForeignLine[]
  /** What was not even read. */
  left: ForeignEvents['refused']
}

function readLines(paths: readonly string[]): Read {
  const left: Read['left'] = []
  const files = paths.flatMap((path) => filesAt(path, left))
  for (const { name } of files.slice(MAX_FILES))
    left.push({ where: name, why: `is one file too many: ${MAX_FILES} are read` })
  const lines: ForeignLine[] = []
  let bytes = 0
  for (const { path, name } of files.slice(0, MAX_FILES)) {
    const text = textOf(path, MAX_BYTES - bytes)
    if (text === undefined) {
      left.push({ where: name, why: `is no plain file, or more than ${MAX_BYTES} bytes with the others` })
      continue
    }
    bytes += Buffer.byteLength(text)
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      if (line.trim() === '') continue
      const where = `${name}, line ${index + 1}`
      if (lines.length >= MAX_LINES) {
        left.push({ where, why: `and what follows it is left out: ${MAX_LINES} events of a run are read` })
        return { lines, left }
      }
      if (line.length > MAX_LINE) left.push({ where, why: 'is longer than any event may be' })
      else lines.push({ where, text: line })
    }
  }
  return { lines, left }
}

/** Whoever made the archive chose the names and what they are: links are not followed. */
function filesAt(path: string, left: Read['left']): { path: string; name: string }[] {
  const facts = lstatSync(path, { throwIfNoEntry: false })
  if (facts === undefined) {
    // The jobs may have been skipped, or had an identity of their own.
    left.push({
      where: path,
      why: 'is not there: the run handed nothing over, or its artifact is not downloaded',
    })
    return []
  }
  if (!facts.isDirectory()) return [{ path, name: path }]
  const found: { path: string; name: string }[] = []
  const look = (folder: string, below: string, depth: number): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort(byName)) {
      if (found.length > MAX_FILES) return
      const name = `${below}${entry.name}`
      const inside = join(folder, entry.name)
      if (entry.isDirectory() && depth < MAX_DEPTH) look(inside, `${name}/`, depth + 1)
      else if (/\.(ndjson|jsonl)$/i.test(entry.name)) found.push({ path: inside, name })
      else left.push({ where: name, why: 'is no .ndjson file' })
    }
  }
  look(path, '', 1)
  return found
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1
}

/** Bounded, and of a plain file: looked at and read through one handle, so that it cannot be exchanged in between. */
function textOf(path: string, most: number): string | undefined {
  const noFollow = process.platform === 'win32' ? 0 : constants.O_NOFOLLOW | constants.O_NONBLOCK
  let handle: number
  try {
    if (lstatSync(path).isSymbolicLink()) return undefined
    handle = openSync(path, constants.O_RDONLY | noFollow)
  } catch {
    return undefined
  }
  try {
    const facts = fstatSync(handle)
    if (!facts.isFile() || facts.size > most) return undefined
    const buffer = Buffer.alloc(facts.size)
    return buffer.toString('utf8', 0, readSync(handle, buffer, 0, buffer.length, 0))
  } finally {
    closeSync(handle)
  }
}

async function tell({ events, refused }: ForeignEvents, run: TriggeringRun, host: Host): Promise<void> {
  const whose = run.head.repository === '' ? 'a fork that is gone' : run.head.repository
  host.log(`${events.length} of run ${run.number} (${whose}, commit ${run.commit}) are passed on.`)
  for (const { where, why } of refused.slice(0, MAX_ROWS)) host.log(`Not passed on: ${where}: ${why}`)
  if (refused.length > MAX_ROWS) host.log(`and ${refused.length - MAX_ROWS} more`)
  if (refused.length === 0) return
  const rows = refused.slice(0, MAX_ROWS).map(({ where, why }) => gfm`- ${where}: ${why}`.text)
  if (refused.length > MAX_ROWS) rows.push(`- and ${refused.length - MAX_ROWS} more`)
  const title = gfm`### Not passed on of the run of ${whose}`.text
  await host.summary([title, '', ...rows, '', ''].join('\n'))
}
