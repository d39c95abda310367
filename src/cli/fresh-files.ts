/**
 * Files that a command wrote, told from those that were there before: a report of yesterday says nothing about today.
 *
 * A file counts when it was not there before the command, or is another one now (its time, its size, or its place on the
 * disk), and when its own time is not before the command began: what was only moved there is as old as it was.
 */
import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Deps } from '../actions/deps.ts'
import { TurnpikeError } from '../errors.ts'

export interface FreshFiles {
  /** As `deps`, but for files that were not written since: those are not there, and it is told. */
  deps(deps: Deps): Deps
  /** Why a file does not count; undefined when it does. */
  staleness(path: string): string | undefined
}

/** File systems keep times to 2 s (FAT) and less. */
const TOLERANCE_MS = 2_000
const MOST_NAMED = 5

/**
 * @param patterns of what will be read later: looked at now, before the command starts
 * @param named files that may be asked about by their names
 */
export async function filesBefore(
  patterns: readonly string[],
  glob: Deps['glob'],
  named: readonly string[] = [],
): Promise<FreshFiles> {
  const startedAt = Date.now()
  const before = new Map<string, string>()
  const seen = patterns.length === 0 ? [] : (await glob(patterns)).paths
  for (const path of [...seen, ...named]) {
    const facts = factsOf(path)
    if (facts !== undefined) before.set(resolve(path), facts.known)
  }

  const staleness = (path: string): string | undefined => {
    const now = factsOf(path)
    if (now === undefined) return undefined
    if (before.get(resolve(path)) === now.known) return 'was there before, and was not written since'
    if (now.modified < startedAt - TOLERANCE_MS) return 'is older than the command'
    return undefined
  }
  return {
    staleness,
    deps: (deps) => ({
      ...deps,
      async glob(patterns) {
        const { paths, notes } = await deps.glob(patterns)
        const stale = paths.filter((path) => staleness(path) !== undefined)
        const fresh = paths.filter((path) => staleness(path) === undefined)
        return { paths: fresh, notes: stale.length === 0 ? notes : [leftOut(stale), ...notes] }
      },
    }),
  }
}

/** Files named as artifacts: of those only what the command wrote was built by it. */
export function builtBy(fresh: FreshFiles, deps: Deps): Deps {
  return {
    ...deps,
    async digestFile(path) {
      const why = fresh.staleness(path)
      if (why !== undefined)
        throw new TurnpikeError('NOT_FOUND', `${path} ${why}, so this command did not build it`)
      return deps.digestFile(path)
    },
  }
}

function leftOut(stale: readonly string[]): string {
  const named = stale.slice(0, MOST_NAMED).join(', ')
  const more = stale.length > MOST_NAMED ? ` and ${stale.length - MOST_NAMED} more` : ''
  return `Not written by this command, so left out: ${named}${more}.`
}

function factsOf(path: string): { known: string; modified: number } | undefined {
  try {
    const { mtimeNs, mtimeMs, size, ino } = statSync(path, { bigint: true })
    return { known: `${mtimeNs} ${size} ${ino}`, modified: Number(mtimeMs) }
  } catch {
    // Not there; or no path at all, but a package URL or the JSON of a build tool.
    return undefined
  }
}
