/** The directory of policies: reading it, and hearing when it changes. */
import { watch } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { explain, TurnpikeError } from '../errors.ts'

const MAX_POLICY_BYTES = 256 * 1024
const MAX_FILES = 1000
/** Editors and volume mounts change a directory in several steps. */
const SETTLE_MS = 100

/** A file of the directory: its text, or why there is none. */
export type PolicyFile = { name: string; text: string } | { name: string; problem: string }

/** What `turnpike policy test` reads lies beside the policy it tests, and is no policy. */
const CASES = /(^|\.)cases\.ya?ml$/i

/**
 * Every `*.yaml` and `*.yml` of a directory, by name; not `cases.yaml` and `*.cases.yaml`.
 * @throws TurnpikeError USAGE when the directory cannot be read or holds too many
 */
export async function readPolicyFiles(directory: string): Promise<PolicyFile[]> {
  const names = (await namesIn(directory))
    .filter((name) => /\.ya?ml$/i.test(name) && !CASES.test(name) && !name.startsWith('.'))
    .sort()
  if (names.length > MAX_FILES) {
    throw new TurnpikeError('USAGE', `${directory} holds more than ${MAX_FILES} policies`)
  }
  return Promise.all(names.map((name) => readPolicyFile(directory, name)))
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory)
  } catch (error) {
    throw new TurnpikeError('USAGE', `the policies in ${directory} cannot be read: ${explain(error)}`, {
      cause: error,
    })
  }
}

async function readPolicyFile(directory: string, name: string): Promise<PolicyFile> {
  const path = join(directory, name)
  try {
    const facts = await stat(path)
    if (!facts.isFile()) return { name, problem: 'is not a file' }
    if (facts.size > MAX_POLICY_BYTES) return { name, problem: `has more than ${MAX_POLICY_BYTES} bytes` }
    return { name, text: await readFile(path, 'utf8') }
  } catch (error) {
    return { name, problem: `cannot be read: ${explain(error)}` }
  }
}

/** Calls back when the directory has changed and is quiet again. Returns how to stop. */
export function watchPolicyFiles(
  directory: string,
  onChange: () => void,
  log: (line: string) => void,
): () => void {
  let timer: NodeJS.Timeout | undefined
  const watcher = watch(directory, () => {
    clearTimeout(timer)
    timer = setTimeout(onChange, SETTLE_MS)
  })
  watcher.on('error', (error) => log(`changes of ${directory} are not noticed any more: ${explain(error)}`))
  return () => {
    clearTimeout(timer)
    watcher.close()
  }
}
