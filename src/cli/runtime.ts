/** Which Node this is: what newer ones have, and where npm put one. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { TurnpikeError } from '../errors.ts'

const NEEDED = 24

/**
 * The Node 24 that npm installed with this package, for a process that runs in an older one; undefined where this process
 * is new enough or there is none. `started` is the script of this process.
 */
export function newerNode(
  started: string | undefined = process.argv[1],
  version: string = process.versions.node,
): string | undefined {
  if (started === undefined || majorOf(version) >= NEEDED) return undefined
  const windows = process.platform === 'win32'
  const name = `node-${windows ? 'win' : process.platform}-${process.arch}`
  const script = existsSync(started) ? realpathSync(started) : started
  for (let folder = dirname(script); ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name)
    const binary = join(found, 'bin', windows ? 'node.exe' : 'node')
    if (existsSync(binary) && versionIn(found) >= NEEDED) return binary
    if (folder === dirname(folder)) return undefined
  }
}

/** Runs a command in this one's place: its input and output, its signals, its exit code (128 + n after signal n). */
export async function handOver(command: string, args: readonly string[]): Promise<number> {
  const child = spawn(command, args, { stdio: 'inherit' })
  const onTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // Ctrl-C on a terminal reaches the child by itself, and a second one would end it at once.
    process.on(name, () => (name === 'SIGINT' && onTerminal ? undefined : child.kill(name)))
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    )
  })
}

function majorOf(version: string): number {
  return Number.parseInt(version, 10)
}

function versionIn(folder: string): number {
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      version?: unknown
    }
    return majorOf(String(version))
  } catch {
    return 0
  }
}

/**
 * The embedded store is Node's own database, which Node has from version 24 on (without a flag, and complete).
 * @throws TurnpikeError USAGE in one sentence that says how to get one
 */
export function requireNode24(what: string, version: string = process.versions.node): void {
  if (majorOf(version) >= NEEDED) return
  throw new TurnpikeError(
    'USAGE',
    `${what} opens a database and needs Node 24 or newer, this is Node ${version}: ` +
      'in a clone, `npm ci` brings one along, which is then used; elsewhere, `npx node@24` or https://nodejs.org.',
  )
}

/** What newer ones have and Node 20 has not, as far as the commands that run on Node 20 use it. */
export function fillInForNode20(): void {
  const map = Map as { groupBy?: unknown }
  map.groupBy ??= function groupBy<K, T>(
    items: Iterable<T>,
    keyOf: (item: T, index: number) => K,
  ): Map<K, T[]> {
    const groups = new Map<K, T[]>()
    let index = 0
    for (const item of items) {
      const key = keyOf(item, index++)
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [item])
      else group.push(item)
    }
    return groups
  }
  const promise = Promise as { withResolvers?: unknown }
  promise.withResolvers ??= function withResolvers<T>() {
    let resolve: (value: T | PromiseLike<T>) => void = () => undefined
    let reject: (reason?: unknown) => void = () => undefined
    const made = new Promise<T>((yes, no) => {
      resolve = yes
      reject = no
    })
    return { promise: made, resolve, reject }
  }
}
