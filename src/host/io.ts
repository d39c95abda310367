/** What the hosts need of the process, as one record, so that tests hand in their own. */
import type * as actionsCore from '@actions/core'
import type { Env } from './clean.ts'

export interface HostIo {
  env: Env
  /** The whole text of a file; `undefined` when there is none. */
  read(path: string): string | undefined
  /** Appends in one write. */
  append(path: string, text: string): void
  /** Replaces a file. */
  write(path: string, text: string): void
  /** Prints to standard output as it is. */
  print(text: string): void
  setExitCode(code: number): void
  /** Letters and digits that nobody can guess. */
  random(): string
  now(): number
  /** Loads `@actions/core` (63 ms, most of it undici): only where an annotation or a failure needs it. */
  core(): Promise<Pick<typeof actionsCore, 'error' | 'warning' | 'notice' | 'setFailed'>>
}

/** The real process. `node:fs` comes by `getBuiltinModule`, which costs less at start than an ESM import. */
export function processIo(): HostIo {
  const fs = process.getBuiltinModule('node:fs')
  return {
    env: process.env,
    read(path) {
      try {
        return fs.readFileSync(path, 'utf8')
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    append: (path, text) => fs.appendFileSync(path, text),
    write: (path, text) => fs.writeFileSync(path, text),
    print: (text) => void process.stdout.write(text),
    setExitCode(code) {
      process.exitCode = code
    },
    random: () => globalThis.crypto.randomUUID(),
    now: Date.now,
    core: () => import('@actions/core'),
  }
}
