/** A real store that is killed as by a power cut, and started again over the same file at the same address. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { CDEvent } from '../../src/cdevents/event.ts'
import type { StoredEvent } from '../../src/store/store.ts'
import { CI, TESTS_DENY, TOKENS } from '../e2e/policies.ts'

/** Of the jobs that the tests run. */
const SOURCE = 'https://github.com/acme/webshop'

export interface MortalStore {
  url: string
  /** Every event that a job sent, in the order of the store. */
  events(): Promise<CDEvent[]>
  kill(): Promise<void>
  start(): Promise<void>
  remove(): Promise<void>
}

export async function startMortal(): Promise<MortalStore> {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-mortal-'))
  mkdirSync(join(folder, 'policies'))
  writeFileSync(join(folder, 'policies', 'production.yaml'), TESTS_DENY)
  let port = '0'
  let child: ChildProcess | undefined
  let url = ''
  const start = async (): Promise<void> => {
    const started = spawn(
      process.execPath,
      [join(import.meta.dirname, 'serve-file.ts'), folder, port, TOKENS],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    )
    child = started
    let said = ''
    started.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    url = await new Promise<string>((done, failed) => {
      started.stdout.setEncoding('utf8').once('data', (text: string) => done(text.trim()))
      started.once('exit', (code) => failed(new Error(`the store ended with ${code}: ${said}`)))
    })
    port = new URL(url).port
  }
  const kill = async (): Promise<void> => {
    const dying = child
    if (dying === undefined) return
    child = undefined
    const ended = new Promise<void>((done) => dying.once('exit', () => done()))
    dying.kill('SIGKILL')
    await ended
  }
  await start()
  return {
    url,
    kill,
    start,
    async events() {
      const found: CDEvent[] = []
      for (let after = 0; ;) {
        const answer = await fetch(`${url}/v1/events?order=asc&limit=1000&after=${after}`, {
          headers: { authorization: `Bearer ${CI}` },
        })
        const { events } = (await answer.json()) as { events: StoredEvent[] }
        found.push(...events.flatMap(({ event }) => (event?.context.source === SOURCE ? event : [])))
        if (events.length < 1000) return found
        after = events.at(-1)?.sequence ?? 0
      }
    },
    async remove() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
