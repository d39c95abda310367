/**
 * What the embedded store does per second, beside its limits in the same run: the same bytes put into a bare SQLite
 * table with the same durability, and one write + fdatasync per commit.
 *
 *     node bench/store.ts            10 thousand stored events
 *     node bench/store.ts --large    and 1 million (about two minutes, 2 GB in the temporary directory)
 */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { admit } from '../src/store/admit.ts'
import { openSqliteStore } from '../src/store/sqlite.ts'
import type { EventStore, Incoming, Principal } from '../src/store/store.ts'
import { bodyAt, EVENTS_PER_PIPELINE, pipelineOf, receivedAt } from './fixtures.ts'

const PRODUCER: Principal = { kind: 'token', id: 'token:bench' }
const ORGANISATION = 'default'
const folder = mkdtempSync(join(tmpdir(), 'turnpike-bench-'))

function incoming(from: number, count: number): Incoming[] {
  return Array.from({ length: count }, (_, offset) => {
    const body = bodyAt(from + offset)
    return admit(JSON.parse(body), body)
  })
}

const perSecond = (count: number, since: number) => (count / (performance.now() - since)) * 1_000

/** Sends `events` in calls of `batch`, `concurrency` calls under way; events per second. */
async function appendAll(
  store: EventStore,
  first: number,
  events: Incoming[],
  batch: number,
  concurrency: number,
): Promise<number> {
  let next = 0
  const start = performance.now()
  const sender = async () => {
    while (next < events.length) {
      const from = next
      next += batch
      await store.append(ORGANISATION, PRODUCER, events.slice(from, from + batch), receivedAt(first + from))
    }
  }
  await Promise.all(Array.from({ length: concurrency }, sender))
  return perSecond(events.length, start)
}

async function load(store: EventStore, from: number, to: number): Promise<number> {
  const CHUNK = 1_000
  const start = performance.now()
  for (let at = from; at < to; at += CHUNK) {
    const events = incoming(at, Math.min(CHUNK, to - at))
    await store.append(ORGANISATION, PRODUCER, events, receivedAt(at))
  }
  return perSecond(to - from, start)
}

/** Runs `ask` for a spread of pipelines; microseconds. */
async function times(size: number, ask: (pipeline: number) => Promise<number>) {
  const pipelines = size / EVENTS_PER_PIPELINE
  const samples: number[] = []
  for (let round = 0; round < 3_000; round++) {
    const pipeline = (round * 7_919) % pipelines
    const start = performance.now()
    const found = await ask(pipeline)
    samples.push((performance.now() - start) * 1_000)
    if (found < 1) throw new Error(`the query for pipeline ${pipeline} found nothing`)
  }
  samples.sort((a, b) => a - b)
  const at = (share: number) => Math.round(samples[Math.floor(samples.length * share)] as number)
  return { p50: at(0.5), p99: at(0.99) }
}

async function queries(store: EventStore, size: number): Promise<[string, { p50: number; p99: number }][]> {
  const organisation = ORGANISATION
  const found = async (query: Omit<Parameters<EventStore['query']>[0], 'organisation'>) =>
    (await store.query({ organisation, ...query })).events.length
  const artifact = (pipeline: number) =>
    `artifact:${pipelineOf(pipeline * EVENTS_PER_PIPELINE).artifact.digest}`
  return [
    [
      'gate: artifact + type, newest first',
      await times(size, (pipeline) =>
        found({ keys: [artifact(pipeline)], types: ['dev.cdevents.testsuiterun.finished'], limit: 20 }),
      ),
    ],
    ['artifact timeline', await times(size, (pipeline) => found({ keys: [artifact(pipeline)] }))],
    [
      'artifact + environment',
      await times(size, (pipeline) => found({ keys: ['environment:production', artifact(pipeline)] })),
    ],
    [
      'environment + type, newest 20',
      await times(size, () =>
        found({ keys: ['environment:production'], types: ['dev.cdevents.service.upgraded'], limit: 20 }),
      ),
    ],
    [
      'source, newest 20',
      await times(size, (pipeline) => found({ source: pipelineOf(pipeline * 10).repository, limit: 20 })),
    ],
    [
      'type, oldest 20',
      await times(size, () => found({ types: ['dev.cdevents.incident.detected'], order: 'asc', limit: 20 })),
    ],
    [
      'received since, oldest 20',
      await times(size, (pipeline) =>
        found({ receivedSince: receivedAt(pipeline * EVENTS_PER_PIPELINE), order: 'asc', limit: 20 }),
      ),
    ],
  ]
}

/** The same bytes, no layer of ours: `insert` of (sequence, body), a transaction per `batch`. */
function bareSqlite(bodies: string[], batch: number): number {
  const path = join(folder, `bare-${batch}.db`)
  const db = new DatabaseSync(path)
  db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 4000')
  db.exec('create table event (sequence integer primary key, body text not null) strict')
  const insert = db.prepare('insert into event (body) values (?)')
  const start = performance.now()
  for (let from = 0; from < bodies.length; from += batch) {
    db.exec('begin immediate')
    for (const body of bodies.slice(from, from + batch)) insert.run(body)
    db.exec('commit')
  }
  const rate = perSecond(bodies.length, start)
  db.close()
  rmSync(path)
  return rate
}

/** Appends of one event's size, each followed by fdatasync; per second. */
function diskFloor(body: string, count: number): number {
  const path = join(folder, 'floor')
  const file = openSync(path, 'w')
  const start = performance.now()
  for (let round = 0; round < count; round++) {
    writeSync(file, body)
    fdatasyncSync(file)
  }
  const rate = perSecond(count, start)
  closeSync(file)
  rmSync(path)
  return rate
}

const round = (value: number) => Math.round(value).toLocaleString('en')

/** Each is measured in rounds that take turns with its limit, so that a busy moment hits both. */
const ROUNDS = 5
const SCENARIOS = [
  { name: 'one at a time', count: 400, batch: 1, concurrency: 1 },
  { name: '32 at a time', count: 3_200, batch: 1, concurrency: 32 },
  { name: 'batches of 100', count: 3_000, batch: 100, concurrency: 1 },
]

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number

async function measure(path: string, store: EventStore, size: number): Promise<void> {
  const bodies = Array.from({ length: 3_200 }, (_, index) => bodyAt(index))
  const results = SCENARIOS.map((scenario) => ({
    ...scenario,
    ours: [] as number[],
    bare: [] as number[],
    share: [] as number[],
  }))
  const floors: number[] = []
  const admissions: number[] = []
  let next = size
  for (let turn = 0; turn < ROUNDS; turn++) {
    floors.push(diskFloor(bodies[0] as string, 300))
    const start = performance.now()
    for (const body of bodies) admit(JSON.parse(body), body)
    admissions.push(perSecond(bodies.length, start))
    for (const { count, batch, concurrency, ours, bare, share } of results) {
      const limit = bareSqlite(bodies.slice(0, count), batch * concurrency)
      const rate = await appendAll(store, next, incoming(next, count), batch, concurrency)
      next += count
      ours.push(rate)
      bare.push(limit)
      share.push(rate / limit)
    }
  }

  console.log(`\n### ${round(size)} stored events (${(statSync(path).size / 2 ** 20).toFixed(0)} MiB)\n`)
  console.log('| append | events/s | bare SQLite, as many per commit | share |\n|---|---:|---:|---:|')
  for (const { name, ours, bare, share } of results) {
    console.log(`| ${name} | ${round(median(ours))} | ${round(median(bare))} | ${median(share).toFixed(2)} |`)
  }
  const [floor, admitted] = [median(floors), median(admissions)]
  console.log(`\nfdatasync ${round(floor)}/s; parse + admit (no disk) ${round(admitted)} events/s\n`)
  console.log('| query | p50 µs | p99 µs |\n|---|---:|---:|')
  for (const [name, { p50, p99 }] of await queries(store, size)) console.log(`| ${name} | ${p50} | ${p99} |`)
}

try {
  const sizes = process.argv.includes('--large') ? [10_000, 1_000_000] : [10_000]
  for (const size of sizes) {
    const path = join(folder, `${size}.db`)
    const store = openSqliteStore(path)
    const rate = await load(store, 0, size)
    console.log(
      `\nloaded ${round(size)} events in batches of 1,000 at ${round(rate)} events/s, admission included`,
    )
    await measure(path, store, size)
    await store.close()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
