/** The real store, started in a process of its own, as in production. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { CDEvent } from '../../src/cdevents/event.ts'
import type { Receipt, StoredEvent } from '../../src/store/store.ts'

export interface StoreProcess {
  url: string
  /** Posts events with a token, or without. */
  post(events: readonly unknown[], token?: string): Promise<Receipt[]>
  /** Every accepted event, oldest first. */
  events(token?: string): Promise<CDEvent[]>
  stop(): Promise<void>
}

/** @param policies file name → text; @param tokens `name=secret,…`, none for loopback only */
export async function startStore(
  policies: Readonly<Record<string, string>> = {},
  tokens?: string,
): Promise<StoreProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-policies-'))
  for (const [name, text] of Object.entries(policies)) writeFileSync(join(folder, name), text)
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'serve.ts'), folder, ...(tokens === undefined ? [] : [tokens])],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const url = await new Promise<string>((done, failed) => {
    child.stdout.setEncoding('utf8').once('data', (text: string) => done(text.trim()))
    child.once('exit', (code) => failed(new Error(`the store ended with ${code}: ${said}`)))
  })
  const headers = (token?: string): Record<string, string> =>
    token === undefined ? {} : { authorization: `Bearer ${token}` }
  return {
    url,
    async post(events, token) {
      const answer = await fetch(`${url}/v1/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers(token) },
        body: JSON.stringify(events),
      })
      if (answer.status !== 202) throw new Error(`${answer.status}: ${await answer.text()}`)
      return ((await answer.json()) as { receipts: Receipt[] }).receipts
    },
    async events(token) {
      const answer = await fetch(`${url}/v1/events?order=asc&limit=1000`, { headers: headers(token) })
      const { events } = (await answer.json()) as { events: StoredEvent[] }
      return events.map(({ event }) => event).filter((event) => event !== undefined)
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
