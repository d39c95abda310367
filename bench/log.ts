/**
 * What the log costs the store: the same events into two files in turns, one with a leaf for each event, one through
 * the same writer without leaves.
 *
 *     node bench/log.ts [events=60000]
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { admit } from '../src/store/admit.ts'
import { createGroupCommit, type GroupCommit } from '../src/store/group-commit.ts'
import { createLeaves, type Leaves } from '../src/store/sqlite-leaf.ts'
import { openDatabase } from '../src/store/sqlite-schema.ts'
import { createTerms } from '../src/store/sqlite-terms.ts'
import { createWriter } from '../src/store/sqlite-write.ts'
import type { Incoming, Principal } from '../src/store/store.ts'
import { bodyAt, receivedAt } from './fixtures.ts'

const BATCH = 100
const STORED = 20_000
const ORGANISATION = 'default'
/** As long as a pipeline's principal is: its claims are hashed with every event. */
const PRODUCER: Principal = {
  kind: 'oidc',
  id: 'https://token.actions.githubusercontent.com#repository:123456789',
  claims: {
    issuer: 'https://token.actions.githubusercontent.com',
    repositoryId: '123456789',
    repositoryOwnerId: '4567',
    repository: 'acme/shop-1',
    repositoryVisibility: 'private',
    workflowRef: 'acme/shop-1/.github/workflows/release.yml@refs/heads/main',
    workflowSha: '7f3a1c0d9e8b7a6f5e4d3c2b1a09f8e7d6c5b4a3',
    jobWorkflowRef: 'acme/pipelines/.github/workflows/deliver.yml@refs/tags/v3',
    jobWorkflowSha: '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
    environment: 'production',
    ref: 'refs/heads/main',
    refType: 'branch',
    refProtected: 'true',
    eventName: 'push',
    runnerEnvironment: 'github-hosted',
    runId: '9876543210',
    runAttempt: '1',
    sha: '7f3a1c0d9e8b7a6f5e4d3c2b1a09f8e7d6c5b4a3',
    actorId: '1234',
  },
}

/** Numbers rows and does nothing else. */
function noLeaves(): Leaves {
  let size = 0
  return { begin: () => {}, next: () => size, add: () => void size++, end: () => {} }
}

interface Subject {
  path: string
  commits: GroupCommit
  db: ReturnType<typeof openDatabase>
  /** Milliseconds of all measured batches. */
  took: number
}

function open(path: string, leavesOf: (db: Subject['db']) => Leaves): Subject {
  const db = openDatabase(path)
  const writer = createWriter(db, createTerms(db), leavesOf(db))
  return { path, db, commits: createGroupCommit(writer, { lockWait: 5_000, onCommit: () => {} }), took: 0 }
}

const batch = (from: number): Incoming[] =>
  Array.from({ length: BATCH }, (_, n) => {
    const body = bodyAt(from + n)
    return admit(JSON.parse(body), body)
  })
const round = (value: number) => Math.round(value).toLocaleString('en')

const measured = Number(process.argv[2]) || 60_000
const folder = mkdtempSync(join(tmpdir(), 'turnpike-log-'))
try {
  const subjects = [
    open(join(folder, 'with.db'), createLeaves),
    open(join(folder, 'without.db'), noLeaves),
  ] as const
  const append = async (subject: Subject, events: Incoming[], at: number) => {
    const started = performance.now()
    await subject.commits.append({
      organisation: ORGANISATION,
      producer: PRODUCER,
      events,
      receivedAt: receivedAt(at),
    })
    subject.took += performance.now() - started
  }
  let next = 0
  let admission = 0
  for (; next < STORED + measured; next += BATCH) {
    if (next === STORED) for (const subject of subjects) admission = subject.took = 0
    const started = performance.now()
    const events = batch(next)
    admission += performance.now() - started
    // Batch by batch, and who goes first takes turns too: a busy moment hits both.
    for (const subject of next % (2 * BATCH) === 0 ? subjects : subjects.toReversed()) {
      await append(subject, events, next)
    }
  }
  const [withLog, without] = subjects.map(({ took }) => (took * 1_000) / measured) as [number, number]
  const admitted = (admission * 1_000) / measured
  const sizes = []
  for (const { commits, db, path } of subjects) {
    await commits.close()
    db.exec('pragma wal_checkpoint(truncate)')
    db.close()
    sizes.push(statSync(path).size / next)
  }
  const [large, small] = sizes as [number, number]
  const line = (name: string, took: number, size: number) =>
    console.log(`| ${name} | ${round(1e6 / took)} | ${took.toFixed(1)} | ${round(size)} |`)
  console.log(`${round(measured)} events in batches of ${BATCH}, on top of ${round(STORED)}\n`)
  console.log('| the store alone | events/s | µs per event | bytes per event |\n|---|---:|---:|---:|')
  line('without leaves', without, small)
  line('with the log', withLog, large)
  const share = (whole: number) => (((withLog - without) / whole) * 100).toFixed(1)
  console.log(
    `\nthe log adds ${share(without)} % to the store alone, ${share(without + admitted)} % to parse, admit and store ` +
      `(parse + admit takes ${admitted.toFixed(1)} µs per event)`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
