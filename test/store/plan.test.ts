/** The gate's question must not read the table: the plans of all kinds of query, with and without statistics. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { eventAt, pipelineOf, receivedAt } from '../../bench/fixtures.ts'
import { admit } from '../../src/store/admit.ts'
import { createPlanner, type Planner } from '../../src/store/sqlite-plan.ts'
import { openDatabase } from '../../src/store/sqlite-schema.ts'
import { createTerms } from '../../src/store/sqlite-terms.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { EventQuery } from '../../src/store/store.ts'
import { ACME, CI } from './events.ts'

const EVENTS = 8_000
const { artifact, repository } = pipelineOf(4_000)
const ARTIFACT = `artifact:${artifact.digest}`

const QUERIES: [string, Omit<EventQuery, 'organisation'>][] = [
  ['the gate: artifact and type', { keys: [ARTIFACT], types: ['dev.cdevents.testsuiterun.finished'] }],
  [
    'artifact, environment and types',
    {
      keys: [ARTIFACT, 'environment:production'],
      types: ['dev.cdevents.service.deployed', 'dev.cdevents.service.upgraded'],
    },
  ],
  ['two keys that many have', { keys: ['environment:staging', 'service:shop-1'] }],
  ['a key that many have', { keys: ['environment:staging'] }],
  ['a key of any status', { keys: ['environment:staging'], status: 'any' }],
  ['an event by its id', { keys: [`event:${eventAt(4_000).context.id}`] }],
  [
    'an event by its id, of any status, with another key',
    { keys: [`event:${eventAt(4_006).context.id}`, 'environment:staging'], status: 'any' },
  ],
  ['type alone', { types: ['dev.cdevents.incident.detected'] }],
  ['source alone', { source: repository }],
  ['source and type', { source: repository, types: ['dev.cdevents.service.deployed'], order: 'asc' }],
  ['everything', {}],
  ['everything received since', { receivedSince: receivedAt(7_000), order: 'asc' }],
  [
    'a type received between',
    {
      types: ['dev.cdevents.service.deployed'],
      receivedSince: receivedAt(100),
      receivedBefore: receivedAt(300),
    },
  ],
]

describe('the plan of a query', () => {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-plan-'))
  let db: DatabaseSync
  let planner: Planner
  beforeAll(async () => {
    const path = join(folder, 'events.db')
    const store = openSqliteStore(path)
    for (let from = 0; from < EVENTS; from += 100) {
      const events = Array.from({ length: 100 }, (_, n) => admit(eventAt(from + n)))
      expect(events.flatMap(({ problems }) => problems)).toEqual([])
      await store.append(ACME, CI, events, receivedAt(from))
    }
    await store.close()
    db = openDatabase(path)
    planner = createPlanner(db, createTerms(db))
  })
  afterAll(() => {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const steps = (query: Omit<EventQuery, 'organisation'>) => {
    const plan = planner({ organisation: ACME, ...query })
    if (plan === undefined) throw new Error('nothing to run')
    const rows = db.prepare(`explain query plan ${plan.sql}`).all(...plan.values)
    expect(db.prepare(plan.sql).all(...plan.values).length).toBeGreaterThan(0)
    return rows.map(({ detail }) => String(detail))
  }

  for (const statistics of [false, true]) {
    describe(statistics ? 'with statistics' : 'without statistics', () => {
      beforeAll(() => {
        db.exec(
          statistics ? 'analyze' : 'drop table if exists sqlite_stat1; drop table if exists sqlite_stat4',
        )
        db.exec('analyze sqlite_schema')
      })
      test.each(QUERIES)('%s: every table is searched by an index, none is scanned', (_, query) => {
        const details = steps(query)
        expect(details.filter((detail) => /^SCAN (?!CONSTANT|json_each|f\b)/u.test(detail))).toEqual([])
        const searches = details.filter((detail) => detail.startsWith('SEARCH'))
        expect(searches.length).toBeGreaterThan(0)
        for (const search of searches.filter((detail) => / p | o /u.test(detail))) {
          expect(search).toMatch(/USING (COVERING INDEX|PRIMARY KEY).*\(term=\? AND facet[=>]\?/u)
        }
      })

      test('runs that may be long are merged, never sorted', () => {
        for (const name of ['a key that many have', 'source and type', 'everything', 'type alone']) {
          const [, query] = QUERIES.find(([title]) => title === name) as (typeof QUERIES)[number]
          expect(steps(query).join('\n')).not.toContain('TEMP B-TREE')
        }
      })
    })
  }

  test('drives by the rarest key, in whatever order they are named', () => {
    const keys = ['environment:staging', ARTIFACT, 'service:shop-1']
    const term = (key: string) => createTerms(db).find.key(1, key)
    for (const order of [keys, keys.toReversed()]) {
      const plan = planner({ organisation: ACME, keys: order.filter((key) => key !== 'service:shop-1') })
      const driver = /where p\.term = \?(\d+)/u.exec(plan?.sql ?? '')?.[1]
      expect(plan?.values[Number(driver) - 1]).toBe(term(ARTIFACT))
    }
  })
})
