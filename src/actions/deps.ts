/**
 * What a run needs of the outside world, as one record of functions: the actions, the CLI and the tests each hand in
 * their own. Only what every run needs is imported here, because these lines are on the start path of every step.
 */
import { createHash, randomUUID } from 'node:crypto'
import {
  createReadStream,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs'
import { dirname } from 'node:path'
import { createClient, createSink, type Client, type ClientOptions } from '../client/client.ts'
import { TurnpikeError } from '../errors.ts'
import type { Format } from './formats.ts'
import type { Found } from './found-files.ts'
import type { OpenedFile } from './opened-file.ts'

export interface Deps {
  env: Readonly<Record<string, string | undefined>>
  /** The moment, RFC 3339 in UTC. */
  now(): string
  newId(): string
  /** A file's text. @throws TurnpikeError NOT_FOUND, TOO_LARGE */
  readText(path: string): Promise<string>
  /** Writes a file whole or not at all, and makes its folder. */
  writeText(path: string, text: string): Promise<void>
  client(options: ClientOptions): Client
  /** The way to a CDEvents sink that is not a Turnpike store. */
  sink(options: ClientOptions & { format: Exclude<Format, 'turnpike'> }): Pick<Client, 'send'>
  /** `sha256:<hex>` of a file's bytes. @throws TurnpikeError NOT_FOUND */
  digestFile(path: string): Promise<string>
  /** The files that patterns mean, at most 10,000: see `findFiles`. */
  glob(patterns: readonly string[]): Promise<Found>
  /** A file of any size, read piece by piece: see `OpenedFile`. @throws TurnpikeError NOT_FOUND */
  openFile(path: string): Promise<OpenedFile>
  /** Aborts when the runner cancels the step; only the gate waits long enough to need it. */
  signal?: AbortSignal
  /** Whether log lines may be coloured. Default: in the logs of GitHub and GitLab. */
  colour?: boolean
}

/** Files a person names (events, policies): more than any real one, and small enough to hold. */
const MAX_TEXT_BYTES = 16 * 1024 * 1024

/** The real world. Files are read at once: a step has nothing else to do meanwhile, and `node:fs/promises` takes 2 ms. */
export function realDeps(env: Readonly<Record<string, string | undefined>>, signal?: AbortSignal): Deps {
  return {
    env,
    now: () => new Date().toISOString(),
    newId: randomUUID,
    readText,
    writeText,
    client: createClient,
    sink: createSink,
    digestFile,
    glob: async (patterns) =>
      (await import('./found-files.ts')).findFiles(patterns, {
        cwd: process.cwd(),
        windows: process.platform === 'win32',
      }),
    openFile: async (path) => (await import('./opened-file.ts')).openFile(path),
    ...(signal === undefined ? {} : { signal }),
  }
}

async function readText(path: string): Promise<string> {
  const facts = statFile(path)
  if (facts.size > MAX_TEXT_BYTES) {
    throw new TurnpikeError(
      'TOO_LARGE',
      `${path} has ${facts.size} bytes; at most ${MAX_TEXT_BYTES} are read`,
    )
  }
  return readFileSync(path, 'utf8')
}

async function writeText(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.part`
  mkdirSync(dirname(path), { recursive: true })
  try {
    writeFileSync(unfinished, text, { flag: 'wx' })
    renameSync(unfinished, path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}

async function digestFile(path: string): Promise<string> {
  statFile(path)
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
  return `sha256:${hash.digest('hex')}`
}

function statFile(path: string): Stats {
  let facts: Stats
  try {
    facts = statSync(path)
  } catch (error) {
    throw new TurnpikeError('NOT_FOUND', `${path} cannot be read`, { cause: error })
  }
  if (!facts.isFile()) throw new TurnpikeError('NOT_FOUND', `${path} is not a file`)
  return facts
}
