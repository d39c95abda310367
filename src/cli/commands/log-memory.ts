/** What a witness remembers: a file with the newest checkpoint that it saw, and only one process that writes it. */
import { open, readFile, rm } from 'node:fs/promises'
import { parseJson } from '../../cdevents/parse.ts'
import { TurnpikeError, explain } from '../../errors.ts'
import { openCheckpoint, type OpenCheckpoint } from '../../log/checkpoint.ts'
import type { Verifier } from '../../log/keys.ts'
import { createFile, replaceFile } from '../../server/log-files.ts'

export interface Memory {
  /** @throws TurnpikeError USAGE when what is there cannot be believed: that is never the same as nothing */
  recall: () => Promise<OpenCheckpoint | undefined>
  /** On disk when it resolves. */
  remember: (note: string) => Promise<void>
  /**
   * Keeps the proof of a broken promise; answers with the name of its file. Never writes over an earlier one, and keeps one
   * for each checkpoint that was remembered: a schedule that looks every minute finds the same thing every minute.
   */
  accuse: (evidence: Evidence) => Promise<string>
  release: () => Promise<void>
}

/** What contradicts itself, for whoever has to be shown. */
export interface Evidence {
  /** A sentence. */
  why: string
  kind: string
  store: string
  /** RFC 3339, by the witness's clock. */
  at: string
  /** Signed notes, whole. */
  remembered: string | null
  seen: string
  /** What the store answered when it was asked for a proof, in base64; null when it had none. */
  proof: readonly string[] | null
}

const READABLE = 0o644

/**
 * Takes hold of a state file. Two witnesses on one file could sign two histories between them.
 * @throws TurnpikeError USAGE when another process has it
 */
export async function openMemory(file: string, keys: readonly Verifier[]): Promise<Memory> {
  const lock = `${file}.lock`
  await takeLock(lock, file)
  return {
    async recall() {
      const note = await readIfThere(file)
      if (note === undefined) return undefined
      const opened = openCheckpoint(note, keys)
      if (!('refused' in opened)) return opened
      throw new TurnpikeError('USAGE', `--state ${file} is no checkpoint of this log: ${opened.refused}`)
    },
    remember: (note) => replaceFile(file, note, READABLE),
    async accuse(evidence) {
      for (let number = 1; ; number++) {
        const name = `${file}.evidence-${number}.json`
        const earlier = await readIfThere(name)
        if (earlier === undefined) {
          await createFile(name, `${JSON.stringify(evidence, undefined, 2)}\n`, READABLE)
          return name
        }
        if (isSame(earlier, evidence)) return name
      }
    },
    release: () => rm(lock, { force: true }),
  }
}

function isSame(text: string, { kind, remembered }: Evidence): boolean {
  try {
    const earlier = parseJson(text) as Partial<Evidence> | null
    return earlier?.kind === kind && earlier.remembered === remembered
  } catch {
    return false
  }
}

async function takeLock(lock: string, file: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      const handle = await open(lock, 'wx')
      await handle.writeFile(String(process.pid))
      await handle.close()
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new TurnpikeError('USAGE', `--state ${file} cannot be written (${explain(error)})`, {
          cause: error,
        })
      }
    }
    const holder = Number(await readIfThere(lock))
    if (attempt > 0 || isAlive(holder)) {
      throw new TurnpikeError(
        'USAGE',
        `process ${holder} watches with --state ${file} already; if that is not so, remove ${lock}`,
      )
    }
    // Left by a process that was killed.
    await rm(lock, { force: true })
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new TurnpikeError('USAGE', `${file} cannot be read (${explain(error)})`, { cause: error })
  }
}
