/**
 * Patterns that a person wrote → the files they mean. Loaded only by what reads files of reports.
 *
 * What a build wrote must not choose what is read: a symbolic link is never followed while a folder is searched, and a
 * file is read only when it really is in the working directory, or in the folder outside of it that the pattern names.
 */
import { realpathSync, statSync } from 'node:fs'
import { isAbsolute, join, posix, relative, sep } from 'node:path'

export interface Found {
  /** With forward slashes on every platform, relative to the working directory where they are in it; sorted, each once. */
  paths: string[]
  /** What a person should know of files that are not taken, a sentence each. */
  notes: string[]
}

export interface Place {
  cwd: string
  /** Whether a backslash in a pattern is a separator, as on Windows; elsewhere it takes the next sign's meaning away. */
  windows?: boolean
}

/** More files than any build has reports. */
const MAX_FILES = 10_000
const MAX_NOTES = 20

/**
 * The files that the patterns mean. A pattern may be the path of a file; `!pattern` takes files out again. Folders whose
 * name begins with a dot, and `node_modules`, are searched only where the pattern names them.
 */
export async function findFiles(patterns: readonly string[], { cwd, windows }: Place): Promise<Found> {
  const notes: string[] = []
  const paths = new Set<string>()
  const written = patterns.map((one) => (windows === true ? one.replaceAll('\\', '/') : one))
  const refused = written.filter((one) => one.startsWith('!')).map((one) => one.slice(1))
  const root = realpathSync(cwd)
  for (const pattern of written.filter((one) => one !== '' && !one.startsWith('!'))) {
    for (const path of await matches(pattern, refused, cwd)) {
      const outside = leadsOutside(path, pattern, { cwd, root })
      if (outside) notes.push(`${path} leads out of the working directory, so it is not read.`)
      else paths.add(path)
    }
    if (isFolder(at(cwd, pattern)))
      notes.push(
        `${pattern} is a folder; name the files in it, such as ${pattern.replace(/\/+$/, '')}/**/*.xml.`,
      )
  }
  const sorted = [...paths].sort()
  if (sorted.length > MAX_FILES)
    notes.unshift(`${sorted.length} files are found; the first ${MAX_FILES} are read.`)
  return { paths: sorted.slice(0, MAX_FILES), notes: notes.slice(0, MAX_NOTES) }
}

async function matches(pattern: string, refused: readonly string[], cwd: string): Promise<string[]> {
  const { glob } = await import('tinyglobby')
  // A name with brackets in it is a name before it is a pattern.
  if (isFile(at(cwd, pattern))) {
    const own = relativeTo(cwd, pattern)
    if (refused.length === 0) return [own]
    const left = await glob([escaped(own)], { ...options(cwd), ignore: [...refused] })
    return left.length > 0 || own.startsWith('..') || isAbsolute(own) ? [own] : []
  }
  const usual = /(^|\/)node_modules(\/|$)/.test(pattern) ? [] : ['**/node_modules/**']
  const found = await glob([pattern], { ...options(cwd), ignore: [...usual, ...refused] })
  return found.map((path) => relativeTo(cwd, path))
}

function options(cwd: string) {
  return { cwd, followSymbolicLinks: false, expandDirectories: false, onlyFiles: true, dot: false } as const
}

/** A relative pattern stays in the working directory; one that names another place stays in that. */
function leadsOutside(path: string, pattern: string, { cwd, root }: { cwd: string; root: string }): boolean {
  try {
    const real = realpathSync(at(cwd, path))
    if (isIn(root, real)) return false
    const base = baseOf(pattern)
    // The last part may be the file itself; the folder that holds it is what was named.
    return isIn(cwd, at(cwd, base)) || !isIn(realpathSync(at(cwd, base)), real)
  } catch {
    return true // gone, or a link to nowhere
  }
}

/** The folder a pattern names before its first part that is a pattern. */
function baseOf(pattern: string): string {
  const parts = posix.dirname(pattern).split('/')
  const magic = parts.findIndex((part) => /[*?[\]{}()!@+]/.test(part))
  const fixed = magic === -1 ? parts : parts.slice(0, magic)
  return fixed.join('/') || (pattern.startsWith('/') ? '/' : '.')
}

function isIn(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way === '' || (!isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`))
}

function relativeTo(cwd: string, path: string): string {
  const whole = at(cwd, path)
  return (isIn(cwd, whole) ? relative(cwd, whole) : path).split(sep).join('/')
}

/** Not `resolve`: that would take the process's own folder for the rest. */
function at(cwd: string, path: string): string {
  return isAbsolute(path) ? path : join(cwd, path)
}

function escaped(path: string): string {
  return path.replace(/[*?[\]{}()!@+\\]/g, '\\$&')
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
