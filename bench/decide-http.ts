/**
 * One decision end to end through HTTP: ten rules, asked over one connection, answered when the decision is on disk. Two
 * stores at a time, of 10,000 and of 1,000,000 events, asked in turns, so that the ratio is of one run. Beside them the
 * limit: a bare node:http server that answers as many bytes.
 *
 *   node bench/decide-http.ts [events=1000000] [rounds=6]
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startProcess, send, type Running } from '../test/server/process.ts'
import { EVENTS_PER_PIPELINE, pipelineOf } from './fixtures.ts'
import { fill } from './fill.ts'
import { figures, load, post } from './load.ts'

const SMALL = 10_000
const QUESTIONS = 500

/** Every rule looks at events that are there: five of the artifact, five of where it runs. */
const POLICY = `apiVersion: turnpike/v1
kind: Policy
metadata: { name: production }
applies: { environments: [production] }
rules:
  - { id: unit-tests, kind: evidence, type: testsuiterun.finished, producer: any, match: { outcome: success, testSuite.id: unit } }
  - { id: packaged, kind: evidence, type: artifact.packaged, producer: any }
  - { id: published, kind: evidence, type: artifact.published, producer: any, where: 'event.context.source.startsWith("https://forge.example/")' }
  - { id: by-pipeline, kind: evidence, type: pipelinerun.finished, producer: any, match: { outcome: success } }
  - { id: no-incident, kind: absence, openedBy: incident.detected, closedBy: incident.resolved, scope: artifact, feed: none, producer: any }
  - { id: staging-first, kind: order, environments: [staging], producer: any, onMissing: wait }
  - { id: calm, kind: absence, openedBy: incident.detected, closedBy: incident.resolved, scope: service, feed: none, producer: any }
  - { id: unlocked, kind: environment, producer: any }
  - { id: freeze, kind: window, deny: [{ from: 2020-12-18T00:00, to: 2021-01-04T08:00, timezone: Europe/Amsterdam }] }
  - { id: office, kind: window, enforce: warn, allow: [{ cron: 0 8 * * MON-FRI, duration: 9h, timezone: Europe/Amsterdam }] }
`

interface Side {
  name: string
  port: number
  stored: number
  latencies: number[]
}

async function main(): Promise<void> {
  const large = Number(process.argv[2]) || 1_000_000
  const rounds = Number(process.argv[3]) || 6
  const directory = mkdtempSync(join(tmpdir(), 'turnpike-decide-'))
  const running: Running[] = []
  try {
    const sides: Side[] = []
    let answer = 0
    for (const stored of [SMALL, large]) {
      const database = join(directory, `${stored}.db`)
      await fill(database, stored)
      const store = await startProcess(database)
      running.push(store)
      answer = await prepare(store)
      const port = Number(new URL(store.url).port)
      sides.push({ name: `${stored.toLocaleString('en')} events`, port, stored, latencies: [] })
    }
    const bare = fork(fileURLToPath(new URL('ingest.ts', import.meta.url)), ['bare'], { execArgv: [] })
    const [barePort] = (await once(bare, 'message')) as [number]
    const limit: number[] = []
    // The first round warms up and is not counted.
    for (let round = 0; round <= rounds; round++) {
      for (const side of sides) {
        const told = await asked(side, round)
        if (round > 0) side.latencies.push(...told)
      }
      const bytes = Array.from({ length: QUESTIONS }, () => post(`/${answer}`, '{}'))
      const told = await load({ port: barePort, connections: 1, requests: bytes, keep: true })
      if (round > 0) limit.push(...(told.latencies ?? []))
    }
    bare.kill()
    report(sides, limit)
  } finally {
    for (const { process } of running) process.kill('SIGTERM')
    await Promise.all(running.map(({ ended }) => ended))
    rmSync(directory, { recursive: true })
  }
}

async function prepare({ url }: Running): Promise<number> {
  const headers = { 'content-type': 'application/yaml' }
  const put = await send(`${url}/v1/policies/production`, { method: 'PUT', body: POLICY, headers })
  if (put.status > 201) throw new Error(put.text)
  const reply = await send(`${url}/v1/decisions`, {
    method: 'POST',
    body: JSON.stringify({ request: questionAt(0) }),
  })
  const { verdict, findings, summary } = JSON.parse(reply.text) as {
    verdict: string
    summary: string
    findings: { evidence: unknown[] }[]
  }
  const used = findings.flatMap(({ evidence }) => evidence).length
  console.error(`the first decision: ${verdict}, ${summary} ${findings.length} findings on ${used} events`)
  return Buffer.byteLength(reply.text)
}

function questionAt(pipeline: number): object {
  const { artifact, service } = pipelineOf(pipeline * EVENTS_PER_PIPELINE)
  return { artifacts: [artifact], environment: 'production', service }
}

async function asked({ port, stored }: Side, round: number): Promise<readonly number[]> {
  const pipelines = Math.floor(stored / EVENTS_PER_PIPELINE)
  const requests = Array.from({ length: QUESTIONS }, (_, index) =>
    post(
      '/v1/decisions',
      JSON.stringify({ request: questionAt((index * 7919 + round * 104_729) % pipelines) }),
    ),
  )
  return (await load({ port, connections: 1, requests, keep: true })).latencies ?? []
}

function report(sides: readonly Side[], limit: number[]): void {
  console.log(`${''.padEnd(34)}${'questions'.padStart(10)}${'p50 ms'.padStart(10)}${'p99 ms'.padStart(10)}`)
  const line = (name: string, latencies: number[]) => {
    const { requests, p50, p99 } = figures(latencies, 1)
    console.log(
      `${name.padEnd(34)}${String(requests).padStart(10)}${p50.toFixed(2).padStart(10)}${p99.toFixed(2).padStart(10)}`,
    )
    return { p50, p99 }
  }
  const [small, large] = sides.map((side) => line(side.name, side.latencies)) as [
    { p50: number; p99: number },
    { p50: number; p99: number },
  ]
  line('bare node:http, as many bytes', limit)
  console.log(
    `large over small: p50 × ${(large.p50 / small.p50).toFixed(2)}, p99 × ${(large.p99 / small.p99).toFixed(2)}`,
  )
}

await main()
