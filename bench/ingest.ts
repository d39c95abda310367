/**
 * Events in and decisions out over HTTP, on a store that holds 10,000 events or, with `--million`, a million. Beside
 * them, in the same run, the limits: the same writes without HTTP, and a bare node:http server that reads as much
 * and answers as much.
 *
 *   node bench/ingest.ts [--million] [rounds=2]
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadPolicy } from '../src/policy/load.ts'
import type { Policy } from '../src/policy/policy.ts'
import { createJudge } from '../src/server/judge.ts'
import { admit } from '../src/store/admit.ts'
import { openSqliteStore } from '../src/store/sqlite.ts'
import type { Incoming } from '../src/store/store.ts'
import { send, startProcess } from '../test/server/process.ts'
import { fill, PRODUCER } from './fill.ts'
import { bodyAt, eventAt, EVENTS_PER_PIPELINE, pipelineOf } from './fixtures.ts'
import { each, load, post, type Figures } from './load.ts'

const SINGLES = 8000
const BATCHES = 80
const BATCH = 100
const QUESTIONS = 1500
/** Of these fewer: the rule reads up to 32 deployments of the service for each. */
const ORDERED_QUESTIONS = 150

/** What most gates ask, and the same with a rule on what runs elsewhere. */
const policyFor = (name: string, more = '') => `apiVersion: turnpike/v1
kind: Policy
metadata: { name: ${name} }
applies: { environments: [${name}] }
rules:
  - { id: unit-tests, kind: evidence, type: testsuiterun.finished, producer: any, match: { outcome: success, testSuite.id: unit } }
  - { id: published, kind: evidence, type: artifact.published, producer: any }
  - { id: no-incident, kind: absence, openedBy: incident.detected, closedBy: incident.resolved, scope: artifact, feed: none, producer: any }
${more}`
const POLICIES = {
  production: policyFor('production'),
  ordered: policyFor(
    'ordered',
    '  - { id: staging-first, kind: order, environments: [staging], producer: any }',
  ),
}
const KINDS = ['single posts', 'batches of 100', 'decisions', 'decisions with an order rule']

/** Answers every request with as many bytes as its path says. */
async function serveBare(): Promise<void> {
  const server = createServer((request, response) => {
    const answer = 'x'.repeat(Number(request.url?.slice(1)))
    request.on('data', () => undefined)
    request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(answer))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  process.send!((server.address() as AddressInfo).port)
}

async function measure(stored: number, rounds: number): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'turnpike-ingest-'))
  const database = join(directory, 'store.db')
  try {
    await fill(database, stored)
    const bare = fork(fileURLToPath(import.meta.url), ['bare'], { execArgv: [] })
    const [barePort] = (await once(bare, 'message')) as [number]
    const rows = new Map<string, Figures[]>()
    const note = (name: string, figures: Figures) => {
      console.error(`${name}: ${Math.round(figures.perSecond)} requests/s`)
      rows.set(name, [...(rows.get(name) ?? []), figures])
    }
    let next = stored
    for (let round = 0; round < rounds; round++) {
      const take = (count: number) => Array.from({ length: count }, () => next++)
      const sizes = await overHttp(database, take, stored, note)
      await bareHttp(barePort, sizes, note)
      await withoutHttp(database, take, stored, note)
    }
    report(stored, rows)
    await ended(bare)
  } finally {
    rmSync(directory, { recursive: true })
  }
}

type Note = (name: string, figures: Figures) => void
type Take = (count: number) => number[]
/** Requests of one kind, and the size of the answer to one of them. */
type Sizes = { name: string; connections: number; requests: string[]; answer: number }[]

const batchOf = (indexes: readonly number[]) => `[${indexes.map(bodyAt).join(',')}]`

function questions(stored: number, round: number, environment: keyof typeof POLICIES): object[] {
  const pipelines = Math.floor(stored / EVENTS_PER_PIPELINE)
  const length = environment === 'ordered' ? ORDERED_QUESTIONS : QUESTIONS
  return Array.from({ length }, (_, index) => {
    const pipeline = pipelineOf(((index * 7919 + round * 104_729) % pipelines) * EVENTS_PER_PIPELINE)
    return { artifacts: [pipeline.artifact], environment, service: pipeline.service }
  })
}

async function overHttp(database: string, take: Take, stored: number, note: Note): Promise<Sizes> {
  const sizes: Sizes = [
    {
      name: 'single posts',
      connections: 32,
      requests: take(SINGLES).map((index) => post('/v1/events', bodyAt(index))),
      answer: 0,
    },
    {
      name: 'batches of 100',
      connections: 4,
      requests: Array.from({ length: BATCHES }, () => post('/v1/events', batchOf(take(BATCH)))),
      answer: 0,
    },
    ...(['production', 'ordered'] as const).map((environment) => ({
      name: environment === 'production' ? 'decisions' : 'decisions with an order rule',
      connections: 16,
      requests: questions(stored, take(1)[0]!, environment).map((request) =>
        post('/v1/decisions', JSON.stringify({ request })),
      ),
      answer: 0,
    })),
  ]
  const running = await startProcess(database)
  const port = Number(new URL(running.url).port)
  for (const [name, body] of Object.entries(POLICIES)) {
    const headers = { 'content-type': 'application/yaml' }
    const put = await send(`${running.url}/v1/policies/${name}`, { method: 'PUT', body, headers })
    if (put.status > 201) throw new Error(put.text)
  }
  for (const size of sizes) {
    const [first = ''] = size.requests
    const split = first.indexOf('\r\n\r\n')
    const path = first.split(' ')[1] ?? ''
    const reply = await send(running.url + path, { method: 'POST', body: first.slice(split + 4) })
    if (size.name.startsWith('decisions')) sayVerdict(reply.text)
    size.answer = Buffer.byteLength(reply.text)
    note(size.name, await load({ port, connections: size.connections, requests: size.requests.slice(1) }))
  }
  await ended(running.process)
  return sizes
}

function sayVerdict(text: string): void {
  const { verdict, findings } = JSON.parse(text) as { verdict: string; findings: unknown[] }
  console.error(`the first decision is '${verdict}' on ${findings.length} rules, ${text.length} characters`)
}

async function bareHttp(port: number, sizes: Sizes, note: Note): Promise<void> {
  for (const { name, connections, requests, answer } of sizes) {
    const same = requests.map((request) => request.replace(/^POST \S+/, `POST /${answer}`))
    note(`${name}: bare node:http`, await load({ port, connections, requests: same }))
  }
}

async function withoutHttp(database: string, take: Take, stored: number, note: Note): Promise<void> {
  const singles = take(SINGLES).map((index) => [admit(eventAt(index))])
  const batches = Array.from({ length: BATCHES }, () => take(BATCH).map((index) => admit(eventAt(index))))
  const policies = await Promise.all(Object.entries(POLICIES).map(([name, text]) => policyOf(name, text)))
  const store = openSqliteStore(database)
  const now = () => new Date().toISOString()
  const append = (events: Incoming[]) => store.append('default', PRODUCER, events, now())
  const judge = createJudge({
    store,
    organisation: 'default',
    inForce: () => policies,
    now,
    version: '0',
  })
  note('single posts: without HTTP', await each(singles, 32, append))
  note('batches of 100: without HTTP', await each(batches, 4, append))
  const decide = async (request: object) => {
    const ask = {
      id: crypto.randomUUID(),
      request: request as never,
      mode: 'enforce',
      requester: PRODUCER,
      files: [],
    } as const
    await judge.record((await judge.judge(ask)).decision)
  }
  const asked = (environment: keyof typeof POLICIES) => questions(stored, take(1)[0]!, environment)
  note('decisions: without HTTP', await each(asked('production'), 16, decide))
  note('decisions with an order rule: without HTTP', await each(asked('ordered'), 16, decide))
  await store.close()
}

async function policyOf(name: string, text: string): Promise<Policy> {
  const loaded = await loadPolicy(text, { name, origin: 'store' })
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems))
  return loaded.policy
}

function report(stored: number, rows: Map<string, Figures[]>): void {
  console.log(
    `\n${stored.toLocaleString('en')} stored events; median of ${[...rows.values()][0]?.length} rounds`,
  )
  console.log(`${''.padEnd(46)}${'per second'.padStart(12)}${'p50 ms'.padStart(10)}${'p99 ms'.padStart(10)}`)
  for (const name of KINDS) {
    for (const suffix of ['', ': without HTTP', ': bare node:http']) {
      const found = rows.get(name + suffix) ?? []
      const middle = (of: (figures: Figures) => number) =>
        found.map(of).sort((a, b) => a - b)[Math.floor(found.length / 2)] ?? NaN
      const many = name.startsWith('batches') ? BATCH : 1
      const rate = Math.round(middle(({ perSecond }) => perSecond) * many).toLocaleString('en')
      const unit = many === 1 ? '' : ' (events)'
      console.log(
        `${(name + suffix + unit).padEnd(50)}${rate.padStart(8)}${middle(({ p50 }) => p50)
          .toFixed(2)
          .padStart(10)}${middle(({ p99 }) => p99)
          .toFixed(2)
          .padStart(10)}`,
      )
    }
  }
}

async function ended(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  await once(child, 'exit')
}

if (process.argv[2] === 'bare') await serveBare()
else await measure(process.argv.includes('--million') ? 1_000_000 : 10_000, Number(process.argv.at(-1)) || 2)
