/**
 * Several organisations in one store, with the same sources, ids, keys, types and producers: whatever is done in any
 * order, through two processes on one file, each is answered as if it had a store of its own.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { EventQuery, EventStore, Incoming, KeptCheckpoint, StoredEvent } from '../../src/store/store.ts'
import { incoming, invalid, NOON } from './events.ts'
import { naiveLeaf, naiveRoot, rowOf } from './naive-log.ts'

const KEYS = ['artifact:1', 'artifact:2', 'environment:production', 'service:shop']
const SOURCES = ['urn:a', 'urn:b']
const TYPES = ['dev.cdevents.service.deployed.0.3.0', 'dev.cdevents.service.removed.0.3.0']
const AUTHORS = ['repository:1', 'repository:2']

/** What one organisation should know: only what was sent to it. */
interface Model {
  name: string
  kept: { event: StoredEvent; keys: string[] }[]
  firsts: Map<string, StoredEvent>
  checkpoints: Map<string, KeptCheckpoint>
}

const sent = fc.record({
  id: fc.nat(5).map((n) => `e${n}`),
  note: fc.constantFrom('', 'x', 'y'),
  valid: fc.boolean(),
  source: fc.constantFrom(...SOURCES),
  type: fc.constantFrom(...TYPES),
  keys: fc.subarray(KEYS),
})
type Sent = typeof sent extends fc.Arbitrary<infer T> ? T : never

const operation = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      author: fc.constantFrom(...AUTHORS),
      job: fc.nat(2),
      events: fc.array(sent, { minLength: 1, maxLength: 5 }),
    }),
  },
  fc.record({
    do: fc.constant('query' as const),
    query: fc.record(
      {
        keys: fc.subarray([...KEYS, 'event:e1', 'event:e2'], { maxLength: 2 }),
        types: fc.subarray([...TYPES, 'dev.cdevents.service.removed']),
        source: fc.constantFrom(...SOURCES),
        status: fc.constantFrom('accepted', 'quarantined', 'conflict', 'any'),
        after: fc.nat(40),
        limit: fc.integer({ min: 1, max: 20 }),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({ do: fc.constant('get' as const), sequence: fc.nat(60) }),
  fc.record({ do: fc.constant('keys' as const), prefix: fc.constantFrom('', 'artifact:', 'service:') }),
  fc.record({ do: fc.constant('tell' as const) }),
  fc.record({
    do: fc.constant('follow' as const),
    after: fc.nat(20),
    keys: fc.subarray(KEYS, { maxLength: 1 }),
  }),
  fc.record({ do: fc.constant('log' as const), from: fc.nat(12), limit: fc.integer({ min: 1, max: 9 }) }),
  fc.record({
    do: fc.constant('checkpoint' as const),
    witness: fc.constantFrom('', 'w1'),
    size: fc.nat(9),
    note: fc.string(),
  }),
)
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never

function made({ id, note, valid, source, type, keys }: Sent): Incoming {
  const changes = { source, type, keys: [...keys, `event:${id}`], note }
  if (valid) return incoming(id, changes)
  const { note: _, ...rest } = changes
  const { body, digest } = incoming(id, changes)
  return invalid(id, { ...rest, body, digest })
}

/** Appends, and foretells each receipt. */
async function append(
  store: EventStore,
  model: Model,
  op: Extract<Operation, { do: 'append' }>,
): Promise<void> {
  const producer = { kind: 'oidc', id: op.author, claims: { job: String(op.job) } } as const
  const events = op.events.map(made)
  const newest = model.kept.at(-1)?.event.sequence ?? 0
  const receipts = await store.append(model.name, producer, events, NOON)
  for (const [n, one] of events.entries()) {
    const receipt = receipts[n]!
    const identity = JSON.stringify([op.author, one.source, one.id])
    const first = model.firsts.get(identity)
    const again = model.firsts.get(identity + one.digest)
    const known = first?.digest === one.digest ? first : again
    if (known !== undefined) {
      expect(receipt).toMatchObject({
        status: known.status === 'conflict' ? 'conflict' : 'duplicate',
        sequence: known.sequence,
      })
      continue
    }
    const status = first === undefined ? (one.problems.length === 0 ? 'accepted' : 'quarantined') : 'conflict'
    expect(receipt.status).toBe(status)
    expect(receipt.sequence).toBeGreaterThan(newest)
    const { keys, body, digest, source, id, type, subject, timestamp, event } = one
    const kept: StoredEvent = {
      ...{ sequence: receipt.sequence, organisation: model.name, receivedAt: NOON, producer, digest, status },
      ...{ problems: receipt.problems, source, id, type, subject, timestamp, body },
      ...(event === undefined ? {} : { event }),
      logIndex: model.kept.length,
    }
    model.kept.push({ event: kept, keys: [...keys] })
    model.firsts.set(first === undefined ? identity : identity + one.digest, kept)
  }
}

function matching({ kept }: Model, query: Omit<EventQuery, 'organisation'>): StoredEvent[] {
  const { keys = [], types = [], source, status = 'accepted', after = 0 } = query
  return kept
    .filter(
      ({ event, keys: has }) =>
        event.sequence > after &&
        (status === 'any' || event.status === status) &&
        (source === undefined || event.source === source) &&
        (types.length === 0 ||
          types.some((type) => event.type === type || event.type.startsWith(`${type}.`))) &&
        keys.every((key) => has.includes(key)),
    )
    .map(({ event }) => event)
}

async function perform(store: EventStore, model: Model, op: Operation): Promise<void> {
  const organisation = model.name
  const rows = model.kept.map(({ event }) => rowOf(event))
  switch (op.do) {
    case 'append':
      return append(store, model, op)
    case 'query': {
      const query = op.query as Omit<EventQuery, 'organisation'>
      const all = matching(model, query).reverse()
      const page = await store.query({ organisation, ...query })
      expect(page.events).toEqual(all.slice(0, query.limit ?? 100))
      return
    }
    case 'get':
      expect(await store.get(organisation, op.sequence)).toEqual(
        model.kept.find(({ event }) => event.sequence === op.sequence)?.event,
      )
      return
    case 'keys': {
      const accepted = model.kept.filter(({ event }) => event.status === 'accepted')
      const keys = new Set(accepted.flatMap((each) => each.keys))
      const listed = [...keys].filter((key) => !key.startsWith('event:') && key.startsWith(op.prefix)).sort()
      expect(await store.keys(organisation, { prefix: op.prefix })).toEqual(listed)
      return
    }
    case 'tell': {
      expect(await store.position(organisation)).toBe(rows.at(-1)?.sequence ?? 0)
      const counts = { accepted: 0, quarantined: 0, conflict: 0 }
      for (const { status } of rows) counts[status]++
      expect(await store.counts(organisation)).toEqual(counts)
      return
    }
    case 'follow': {
      const expected = matching(model, { after: op.after, ...(op.keys.length > 0 && { keys: op.keys }) })
      const heard: StoredEvent[] = []
      if (expected.length > 0) {
        const options = op.keys.length > 0 ? { keys: op.keys } : {}
        for await (const event of store.follow(organisation, op.after, options)) {
          heard.push(event)
          if (heard.length === expected.length) break
        }
      }
      expect(heard).toEqual(expected)
      return
    }
    case 'log': {
      const leaves = rows.map(naiveLeaf)
      const { size, root } = await store.log.head(organisation)
      expect({ size, root: Buffer.from(root) }).toEqual({ size: rows.length, root: naiveRoot(leaves) })
      expect(await store.log.rows(organisation, op.from, op.limit)).toEqual(
        rows.slice(op.from, op.from + op.limit),
      )
      const places = leaves.map((_, index) => ({ level: 0, index }))
      expect((await store.log.hashes(organisation, places)).map((hash) => Buffer.from(hash))).toEqual(leaves)
      await expect(store.log.hashes(organisation, [{ level: 0, index: size }])).rejects.toMatchObject({
        code: 'USAGE',
      })
      return
    }
    case 'checkpoint': {
      const { witness, size, note } = op
      await store.log.keep(organisation, { witness, size, note })
      if (size >= (model.checkpoints.get(witness)?.size ?? 0)) {
        model.checkpoints.set(witness, { witness, size, note })
      }
      const kept = [...model.checkpoints.values()].sort((a, b) => (a.witness < b.witness ? -1 : 1))
      expect(await store.log.kept(organisation)).toEqual(kept)
    }
  }
}

let folder = ''
let stores: EventStore[] = []
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-organisations-'))
  stores = [1, 2].map(() => openSqliteStore(join(folder, 'events.db')))
})
afterAll(async () => {
  for (const store of stores) await store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('no call of one organisation ever tells or changes anything of another one', async () => {
  let round = 0
  const steps = fc.array(fc.tuple(fc.nat(2), fc.nat(1), operation), { minLength: 10, maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      // New names each time, over the same rows of the rounds before, whose sequences they must not see either.
      round++
      const models = ['acme', 'acme2', 'Acme'].map((name): Model => ({
        name: `${name}/${round}`,
        kept: [],
        firsts: new Map(),
        checkpoints: new Map(),
      }))
      for (const [who, through, op] of all) await perform(stores[through]!, models[who]!, op)
      for (const model of models) {
        for (const last of [
          { do: 'query', query: { status: 'any', limit: 1000 } },
          { do: 'keys', prefix: '' },
          { do: 'tell' },
          { do: 'log', from: 0, limit: 1000 },
        ] as Operation[]) {
          await perform(stores[0]!, model, last)
        }
        for (const { event } of models.flatMap(({ kept }) => kept)) {
          await perform(stores[1]!, model, { do: 'get', sequence: event.sequence })
        }
      }
    }),
    { numRuns: 60, seed: 20261121 },
  )
}, 120_000)
