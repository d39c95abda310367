/** Which files of the working directory are checked in, as far as git's own list is here. */
import { readFileSync, statSync } from 'node:fs'
import { dirname, join, posix, relative, resolve, sep } from 'node:path'
import { readGitIndex } from '../sources/artifacts/git-index.ts'

/** Larger than the index of any known repository. */
const MOST_BYTES = 256 * 1024 * 1024
const MOST_PARENTS = 16

/**
 * Asks the repository that a file lies in: one in the working directory, the directory itself, or one around it. Without
 * git (a plain archive was unpacked) nothing counts as checked in.
 * @param repositories folders below `root` that hold a `.git`, `''` for the root itself
 */
export function checkedIn(root: string, repositories: readonly string[]): (file: string) => boolean {
  const known = new Map<string, Set<string> | undefined>()
  const indexOf = (folder: string): Set<string> | undefined => {
    if (!known.has(folder)) known.set(folder, indexIn(folder))
    return known.get(folder)
  }
  const inside = [...repositories].sort((a, b) => b.length - a.length)
  const around = inside.includes('') ? undefined : repositoryAround(resolve(root))
  return (file) => {
    const own = inside.find((folder) => folder === '' || file.startsWith(`${folder}/`))
    if (own !== undefined)
      return indexOf(join(root, own))?.has(own === '' ? file : file.slice(own.length + 1)) === true
    if (around === undefined) return false
    const above = relative(around, resolve(root)).split(sep).join('/')
    return indexOf(around)?.has(posix.join(above, file)) === true
  }
}

function repositoryAround(root: string): string | undefined {
  let folder = dirname(root)
  for (let up = 0; up < MOST_PARENTS && folder !== dirname(folder); up++) {
    if (statSync(join(folder, '.git'), { throwIfNoEntry: false })?.isDirectory() === true) return folder
    folder = dirname(folder)
  }
  return undefined
}

function indexIn(folder: string): Set<string> | undefined {
  try {
    const path = join(folder, '.git', 'index')
    if (statSync(path).size > MOST_BYTES) return undefined
    const sha256 = /^\s*objectformat\s*=\s*sha256\s*$/imu.test(
      readFileSync(join(folder, '.git', 'config'), 'utf8'),
    )
    return readGitIndex(readFileSync(path), sha256 ? 32 : 20)
  } catch {
    return undefined // no commit yet, or somebody else's repository
  }
}
