/** A real store in another process, from the bundle that ships, on loopback with its own folder, and one token or a trust document. */
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'

export const ROOT = resolve(import.meta.dirname, '..', '..')
export const TOKEN = 'a-token-for-the-runner-tests-as-long-as-a-secret-of-256-bits'
const FIXTURES = join(import.meta.dirname, 'fixtures')

export interface LiveStore {
  url: string
  folder: string
  /** What a GET answers, as JSON. */
  get(path: string): Promise<unknown>
  /** The events of a type (`taskrun.finished`), oldest first. */
  events(type: string): Promise<SentEvent[]>
  /** Sends one event as another process would. */
  post(event: unknown): Promise<void>
  stop(): Promise<void>
}

export interface SentEvent {
  context: { id: string; type: string; chainId?: string; links?: unknown[] }
  subject: { id: string; content: Record<string, unknown> }
  customData?: { turnpike?: { artifacts?: { digest: string }[] } }
}

export interface LiveStoreOptions {
  /** The trust document; it must let the holder of `TOKEN` read and write. Default: none, `TOKEN` is the token `ci`. */
  trust?: string
  /** The policy of production. Default: the fixture, which believes the token `ci`. */
  policy?: string
}

/** Starts it and resolves when it listens. */
export async function startLiveStore(options: LiveStoreOptions = {}): Promise<LiveStore> {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-runners-'))
  mkdirSync(join(folder, 'policies'))
  const policy = join(folder, 'policies', 'production.yaml')
  if (options.policy === undefined) cpSync(join(FIXTURES, 'production.yaml'), policy)
  else writeFileSync(policy, options.policy)
  const trust = join(folder, 'trust.yaml')
  if (options.trust !== undefined) writeFileSync(trust, options.trust)
  const child = spawn(
    process.execPath,
    [
      join(ROOT, 'dist', 'turnpike.js'),
      ...['serve', '--json', '--port', '0'],
      ...['--database', join(folder, 'events.db'), '--policies', join(folder, 'policies')],
      ...(options.trust === undefined ? [] : ['--trust', trust]),
    ],
    {
      env: { ...process.env, TURNPIKE_TOKENS: options.trust === undefined ? `ci=${TOKEN}` : '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const url = await new Promise<string>((found, failed) => {
    createInterface(child.stdout).on('line', (line) => {
      const said = JSON.parse(line) as { url?: string }
      if (said.url !== undefined) found(said.url)
    })
    child.once('exit', (code) => failed(new Error(`the store ended with ${code} before it listened`)))
  })
  const headers = { authorization: `Bearer ${TOKEN}` }
  const get = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${url}${path}`, { headers: { ...headers, accept: 'application/json' } })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return await answer.json()
  }
  return {
    url,
    folder,
    get,
    async events(type) {
      const page = (await get(`/v1/events?order=asc&limit=1000&type=dev.cdevents.${type}`)) as {
        events: { event: SentEvent }[]
      }
      return page.events.map(({ event }) => event)
    },
    async post(event) {
      const answer = await fetch(`${url}/v1/events?strict`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(event),
      })
      if (answer.status !== 202) throw new Error(`the event was not taken: ${await answer.text()}`)
    },
    async stop() {
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
