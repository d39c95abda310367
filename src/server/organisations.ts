/**
 * Which organisation a request is for: its address says so. `default` lives at the root, every other one under
 * `/o/<name>`. What belongs to none is answered by the default one, which has nothing there: 404 for everybody.
 */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { explain, TurnpikeError } from '../errors.ts'
import type { App } from './app.ts'
import type { Peer } from './loopback.ts'

export const DEFAULT_ORGANISATION = 'default'

/** Lower case, because addresses that differ in case alone would be two organisations to one and one to another. */
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
const ADDRESSED = /^\/o\/([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?=[/?#]|$)/
const MAX_ORGANISATIONS = 1000

/** Where the files of one organisation are; each may be missing. */
export interface Place {
  name: string
  trustFile?: string
  policiesDir?: string
  /** Where its log's signing key is or will be. */
  logKey?: string
}

/** What stands before every path of an organisation. */
export function prefixOf(name: string): string {
  return name === DEFAULT_ORGANISATION ? '' : `/o/${name}`
}

/** @param apps every organisation's app by its name, `default` among them */
export function createDispatcher(
  apps: ReadonlyMap<string, Pick<App, 'fetch'>>,
): (request: Request, peer: Peer) => Promise<Response> {
  return (request, peer) => {
    const name = nameIn(request.url)
    const named = name === undefined || name === DEFAULT_ORGANISATION ? undefined : apps.get(name)
    const app = named ?? apps.get(DEFAULT_ORGANISATION)
    if (app === undefined) throw new Error('there is no default organisation')
    return app.fetch(request, peer)
  }
}

/** Read from the address as it was sent: what is written with escapes is another address, and nothing is there. */
function nameIn(url: string): string | undefined {
  const path = url.indexOf('/', url.indexOf(':') + 3)
  // Longer than any name with what stands before it.
  return path === -1 ? undefined : ADDRESSED.exec(url.slice(path, path + 80))?.[1]
}

/**
 * The organisations of a directory: a folder each, with `trust.yaml`, `policies/` and `log-key`.
 * @throws TurnpikeError USAGE when it cannot be read, holds too many, or a folder's name cannot be in an address
 */
export async function placesIn(directory: string): Promise<Place[]> {
  const places: Place[] = []
  for (const name of (await namesIn(directory)).sort()) {
    if (name.startsWith('.') || !(await is(join(directory, name), 'folder'))) continue
    if (!NAME.test(name)) {
      throw new TurnpikeError(
        'USAGE',
        `${join(directory, name)} cannot be an organisation: its name is in addresses, so it has lower case letters, digits and '-' only, 63 at most.`,
      )
    }
    if (places.length === MAX_ORGANISATIONS) {
      throw new TurnpikeError('USAGE', `${directory} holds more than ${MAX_ORGANISATIONS} organisations`)
    }
    places.push(await placeOf(name, join(directory, name)))
  }
  return places
}

async function placeOf(name: string, folder: string): Promise<Place> {
  const trustFile = join(folder, 'trust.yaml')
  const policiesDir = join(folder, 'policies')
  return {
    name,
    ...((await is(trustFile, 'file')) ? { trustFile } : {}),
    ...((await is(policiesDir, 'folder')) ? { policiesDir } : {}),
    logKey: join(folder, 'log-key'),
  }
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory)
  } catch (error) {
    throw new TurnpikeError('USAGE', `the organisations in ${directory} cannot be read: ${explain(error)}`, {
      cause: error,
    })
  }
}

async function is(path: string, what: 'file' | 'folder'): Promise<boolean> {
  try {
    const facts = await stat(path)
    return what === 'file' ? facts.isFile() : facts.isDirectory()
  } catch {
    return false
  }
}
