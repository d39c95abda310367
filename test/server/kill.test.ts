import { afterAll, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { send, startProcess, type Running } from './process.ts'
import { policy, REQUEST, testsPassed } from './sample.ts'

const ROUNDS = 25
const POSTERS = 8

const directory = mkdtempSync(join(tmpdir(), 'turnpike-kill-'))
const database = join(directory, 'store.db')
let running: Running | undefined
afterAll(() => {
  running?.process.kill('SIGKILL')
  rmSync(directory, { recursive: true })
})

const acknowledged = new Map<string, number>()
const decided = new Set<string>()
let sent = 0

/** Posts until the process is gone: singles and batches, and every so often the same again. */
async function post(url: string, agent: Agent, poster: number): Promise<void> {
  let again: string[] = []
  for (;;) {
    const ids = Array.from({ length: poster % 2 === 0 ? 1 : 20 }, () => `event-${++sent}`)
    const events = [...ids, ...again].map((id) => testsPassed({ id, at: '2026-11-21T10:00:00Z' }))
    const { status, text } = await send(`${url}/v1/events`, {
      method: 'POST',
      body: JSON.stringify(events),
      agent,
    })
    if (status !== 202) throw new Error(`answered ${status}: ${text}`)
    const { receipts } = JSON.parse(text) as { receipts: { id: string; status: string; sequence: number }[] }
    for (const { id, status, sequence } of receipts) {
      if (status !== 'accepted' && status !== 'duplicate') throw new Error(`${id} is ${status}`)
      const before = acknowledged.get(id)
      if (before !== undefined && before !== sequence)
        throw new Error(`${id} was ${before} and is ${sequence}`)
      acknowledged.set(id, sequence)
    }
    again = ids.slice(0, 2)
  }
}

async function decide(url: string, agent: Agent): Promise<void> {
  for (;;) {
    const { status, text } = await send(`${url}/v1/decisions`, {
      method: 'POST',
      body: JSON.stringify({ request: REQUEST }),
      agent,
    })
    if (status !== 200) throw new Error(`answered ${status}: ${text}`)
    decided.add((JSON.parse(text) as { id: string }).id)
  }
}

/** A broken connection is what a kill looks like; anything else is a failure of the store. */
async function untilKilled(work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException
    if (!['ECONNRESET', 'ECONNREFUSED', 'EPIPE'].includes(code ?? '') && message !== 'aborted') throw error
  })
}

test(`no acknowledged event is lost or doubled by ${ROUNDS} kills under load`, async () => {
  const started = performance.now()
  for (let round = 0; round < ROUNDS; round++) {
    running = await startProcess(database)
    const { url } = running
    const agent = new Agent({ keepAlive: true })
    if (round === 0) {
      const headers = { 'content-type': 'application/yaml' }
      await send(`${url}/v1/policies/production`, { method: 'PUT', body: policy(), headers })
    }
    const work = Array.from({ length: POSTERS }, (_, poster) => untilKilled(post(url, agent, poster)))
    work.push(untilKilled(decide(url, agent)))
    await sleep(150 + (round % 5) * 40)
    running.process.kill('SIGKILL')
    expect(await running.ended).toBe('SIGKILL')
    await Promise.all(work)
    agent.destroy()
  }

  running = await startProcess(database)
  const stored = new Map<string, number[]>()
  let next: string | undefined = '/v1/events?order=asc&limit=1000&status=any'
  while (next !== undefined) {
    const page = JSON.parse((await send(running.url + next)).text) as {
      events: { id: string; sequence: number; type: string; event: { subject: { id: string } } }[]
      next?: string
    }
    for (const { id, sequence, type, event } of page.events) {
      if (type.startsWith('dev.cdeventsx.turnpike-gate')) decided.delete(event.subject.id)
      stored.set(id, [...(stored.get(id) ?? []), sequence])
    }
    next = page.next
  }
  const lost = [...acknowledged].filter(([id, sequence]) => !(stored.get(id) ?? []).includes(sequence))
  const doubled = [...stored].filter(([, sequences]) => sequences.length > 1)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(
    `${ROUNDS} kills: ${acknowledged.size} acknowledged events, ${lost.length} lost, ${doubled.length} doubled (${seconds} s)`,
  )
  expect(acknowledged.size).toBeGreaterThan(ROUNDS * 20)
  expect(lost).toEqual([])
  expect(doubled).toEqual([])
  expect([...decided]).toEqual([])
}, 120_000)
