/** Random queries over random events: the store's answer is the one a plain filter over everything kept gives. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { EventQuery, EventStore, Incoming, StoredEvent } from '../../src/store/store.ts'
import { CI, incoming, invalid } from './events.ts'

const EVENTS = 2_500
const START = Date.parse('2026-11-21T12:00:00Z')
const ORGANISATIONS = ['acme', 'rival']
const SOURCES = ['urn:a', 'urn:b', 'urn:c']
const TYPES = ['deployed.0.2.0', 'deployed.0.3.0', 'removed.0.3.0', 'upgraded.0.3.0'].map(
  (type) => `dev.cdevents.service.${type}`,
)
/** From a key that nearly all events have to one that few have. */
const KEYS = ['all:1', 'half:1', 'half:2', 'tenth:1', 'rare:1', 'rare:2']
const CHANCE: Record<string, number> = { all: 0.95, half: 0.5, tenth: 0.1, rare: 0.01 }

const instant = (second: number) => new Date(START + second * 1_000).toISOString()

/** The same numbers every time (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

interface Known {
  event: StoredEvent
  keys: Set<string>
}

let store: EventStore
const everything: Known[] = []

beforeAll(async () => {
  store = openSqliteStore(':memory:')
  const random = randomOf(42)
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T
  for (let n = 0; n < EVENTS; n++) {
    const keys = KEYS.filter((key) => random() < (CHANCE[key.split(':')[0] ?? ''] ?? 0))
    // Ids come again, with other content: conflicts. Now and then the clock goes back.
    const id = `e${Math.floor(random() * EVENTS * 2)}`
    const changes: Partial<Incoming> & { note: string } = {
      note: String(n),
      keys: [...keys, `event:${id}`],
      source: pick(SOURCES),
      type: pick(TYPES),
    }
    const value = random() < 0.1 ? invalid(id, changes) : incoming(id, changes)
    const second = random() < 0.02 ? Math.floor(random() * n) : n
    const organisation = random() < 0.8 ? 'acme' : 'rival'
    const [receipt] = await store.append(organisation, CI, [value], instant(second))
    const event = await store.get(organisation, receipt?.sequence as number)
    everything.push({ event: event as StoredEvent, keys: new Set([...keys, `event:${id}`]) })
  }
})
afterAll(() => store.close())

function expected(query: EventQuery): number[] {
  const { organisation, keys = [], types = [], source, status = 'accepted', order = 'desc' } = query
  const found = everything.filter(({ event, keys: has }) => {
    const time = Date.parse(event.receivedAt)
    return (
      event.organisation === organisation &&
      keys.every((key) => has.has(key)) &&
      (types.length === 0 ||
        types.some((type) => event.type === type || event.type.replace(/\.\d\.\d\.\d$/u, '') === type)) &&
      (source === undefined || event.source === source) &&
      (status === 'any' || event.status === status) &&
      event.sequence > (query.after ?? 0) &&
      event.sequence < (query.before ?? Infinity) &&
      event.sequence <= (query.upTo ?? Infinity) &&
      (query.receivedSince === undefined || time >= Date.parse(query.receivedSince)) &&
      (query.receivedBefore === undefined || time < Date.parse(query.receivedBefore))
    )
  })
  const sequences = found.map(({ event }) => event.sequence)
  return order === 'asc' ? sequences : sequences.reverse()
}

const sequence = fc.integer({ min: 0, max: EVENTS + 5 })
const moment = fc.integer({ min: -5, max: EVENTS + 5 }).map(instant)
const conditions = fc.record({
  keys: fc.subarray([...KEYS, 'event:e7', 'event:e8', 'none:1'], { maxLength: 3 }),
  types: fc.subarray([...TYPES, 'dev.cdevents.service.deployed', 'dev.cdevents.service'], { maxLength: 3 }),
  source: fc.constantFrom(...SOURCES, 'urn:none'),
  after: sequence,
  before: sequence,
  upTo: sequence,
  receivedSince: moment,
  receivedBefore: moment,
  status: fc.constantFrom('accepted' as const, 'quarantined' as const, 'conflict' as const, 'any' as const),
  order: fc.constantFrom('asc' as const, 'desc' as const),
  limit: fc.integer({ min: 1, max: 300 }),
})
const NAMES = [
  'keys',
  'types',
  'source',
  'after',
  'before',
  'upTo',
  'receivedSince',
  'receivedBefore',
  'status',
  'order',
  'limit',
]
/** A few conditions at a time, so that most queries find something. */
const queries = fc
  .tuple(fc.constantFrom(...ORGANISATIONS), conditions, fc.subarray(NAMES, { minLength: 0, maxLength: 4 }))
  .map(([organisation, all, names]): EventQuery => {
    const chosen = Object.entries(all).filter(([name]) => names.includes(name))
    return { organisation, ...Object.fromEntries(chosen) }
  })

test('answers any query as a filter over everything kept would', async () => {
  expect(new Set(everything.map(({ event }) => event.status))).toEqual(
    new Set(['accepted', 'quarantined', 'conflict']),
  )
  let found = 0
  await fc.assert(
    fc.asyncProperty(queries, async (query) => {
      const all = expected(query)
      const page = await store.query(query)
      expect(page.events.map((event) => event.sequence)).toEqual(all.slice(0, query.limit ?? 100))
      expect(page.next).toBe(all.length > (query.limit ?? 100) ? page.events.at(-1)?.sequence : undefined)
      found += page.events.length
    }),
    { numRuns: 600, seed: 20261121 },
  )
  expect(found).toBeGreaterThan(10_000)
})
