/**
 * Answering a query from the postings: find sequences first, then read their rows.
 *
 * Each type under a term is one ordered run of the index. SQLite merges such runs lazily (`union all … order by`), so
 * the newest ten of a million cost ten steps, not a sort.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { TurnpikeError } from '../errors.ts'
import { boundKey } from './keys.ts'
import { EVENT_COLUMNS, eventOf, packId, STATUS } from './sqlite-codec.ts'
import { ANY_TYPE, FACETS, facetOf, ownId } from './sqlite-posting.ts'
import type { Terms } from './sqlite-terms.ts'
import type { EventQuery, Page, StoredEvent } from './store.ts'

export const MAX_LIMIT = 1_000
export const MAX_QUERY_KEYS = 8
export const MAX_QUERY_TYPES = 32
/** A page ends early rather than hold more text than this (in UTF-16 units). */
const PAGE_CHARACTERS = 16 * 2 ** 20
/** Runs merged by one statement (SQLite allows 500 terms); beyond it the answer is sorted. */
const MAX_RUNS = 200
/** Postings looked at to learn which of several keys is the rarest. */
const ESTIMATE = 1_000

export interface Reader {
  query(query: EventQuery): Page
  get(organisation: string, sequence: number): StoredEvent | undefined
  keys(organisation: string, options: { prefix: string; after?: string; limit?: number }): string[]
  position(organisation: string): number
  /** The statement a query runs to find its sequences, with its arguments: for `explain query plan`. */
  plan(query: EventQuery): Plan | undefined
}

export interface Plan {
  sql: string
  values: SQLInputValue[]
}

/** Everything a plan is made from; numbers only. */
interface Bounds {
  low: number
  high: number
  since: number | undefined
  before: number | undefined
}

export function createReader(db: DatabaseSync, terms: Terms): Reader {
  const sql = {
    event: db.prepare(`select ${EVENT_COLUMNS}, e.organisation from event e where e.sequence = ?`),
    facets: db.prepare(`
      with recursive run (facet) as (
        select min(facet) from posting where term = ?1 and facet >= ?2
        union all
        select (select min(facet) from posting where term = ?1 and facet > run.facet) from run
        where run.facet < ?3
      ) select facet from run where facet < ?3`),
    estimate: db.prepare(`
      select count(*) as n from (select 1 from posting where term = ? and facet >= ? and facet < ? limit ${ESTIMATE})`),
    estimateTypes: db.prepare(`
      select count(*) as n from (
        select 1 from json_each(?) f cross join posting p on p.term = ? and p.facet = f.value limit ${ESTIMATE})`),
    sinceMark: db.prepare(
      'select sequence as n from mark where received <= ? order by received desc limit 1',
    ),
    beforeMark: db.prepare('select sequence as n from mark where received >= ? order by received limit 1'),
    backstep: db.prepare('select backstep as n from state'),
    position: db.prepare(`
      select max(n) as n from (
        select max(sequence) as n from posting where term = ?1 and facet = ?2 union all
        select max(sequence) from posting where term = ?1 and facet = ?3 union all
        select max(sequence) from posting where term = ?1 and facet = ?4)`),
    keys: db.prepare(`
      select text from key k where organisation = ?1 and text >= ?2 and text > ?3
      and exists (select 1 from posting where term = k.term and facet < ${FACETS}) order by text limit ?4`),
  }
  const statements = new Map<string, StatementSync>()
  const one = (statement: StatementSync, ...values: SQLInputValue[]) =>
    (statement.get(...values) as { n: number | null } | undefined)?.n ?? undefined

  function prepared(text: string): StatementSync {
    let statement = statements.get(text)
    if (statement === undefined) {
      statement = db.prepare(text)
      if (statements.size >= 128) statements.clear()
      statements.set(text, statement)
    }
    return statement
  }

  /** Sequences lie strictly between these; times are turned into sequences as far as the marks go. */
  function boundsOf(query: EventQuery): Bounds {
    let low = query.after ?? 0
    let high = Math.min(query.before ?? Infinity, (query.upTo ?? Infinity) + 1, Number.MAX_SAFE_INTEGER)
    const since = timeOf('receivedSince', query.receivedSince)
    const before = timeOf('receivedBefore', query.receivedBefore)
    if (since !== undefined) low = Math.max(low, (one(sql.sinceMark, since) ?? 1) - 1)
    if (before !== undefined) {
      high = Math.min(high, one(sql.beforeMark, before + (one(sql.backstep) ?? 0)) ?? high)
    }
    return { low, high, since, before }
  }

  /** Undefined when it is plain that nothing can match. */
  function plan(query: EventQuery): Plan | undefined {
    check(query)
    const organisation = terms.find.organisation(query.organisation)
    if (organisation === undefined) return undefined
    const statuses = statusesOf(query.status)
    const types = query.types?.length
      ? [...new Set(query.types.flatMap((type) => terms.find.types(type)))]
      : undefined
    if (types?.length === 0) return undefined

    const required: number[] = []
    let id: string | undefined
    for (const key of new Set((query.keys ?? []).map(boundKey))) {
      const own = ownId(key)
      if (own !== undefined) {
        if (id !== undefined) return undefined
        id = own
        continue
      }
      const term = terms.find.key(organisation, key)
      if (term === undefined) return undefined
      required.push(term)
    }
    if (query.source !== undefined) {
      const term = terms.find.source(organisation, query.source)
      if (term === undefined) return undefined
      required.push(term)
    }

    const build = planBuilder(boundsOf(query), query)
    if (id !== undefined) return build.byId(organisation, packId(id), statuses, types, required)
    const [drive = organisation, ...others] = rarestFirst(required, statuses, types)
    const facets =
      types !== undefined
        ? statuses.flatMap((status) => types.map((type) => facetOf(status, type)))
        : drive === organisation
          ? statuses.map((status) => facetOf(status, ANY_TYPE))
          : statuses.flatMap((status) => facetsUnder(drive, status))
    return facets.length === 0 ? undefined : build.byPostings(drive, facets, others)
  }

  function facetsUnder(term: number, status: number): number[] {
    const rows = sql.facets.all(term, facetOf(status, 0), facetOf(status, 0) + FACETS)
    return rows.map((row) => row['facet'] as number)
  }

  /** Reading the shortest run and probing the others is cheapest, whatever order the caller gave. */
  function rarestFirst(required: number[], statuses: number[], types: number[] | undefined): number[] {
    if (required.length < 2) return required
    const size = (term: number) => {
      if (types !== undefined) {
        const facets = statuses.flatMap((status) => types.map((type) => facetOf(status, type)))
        return one(sql.estimateTypes, JSON.stringify(facets), term) ?? 0
      }
      const low = Math.min(...statuses)
      const high = Math.max(...statuses)
      return one(sql.estimate, term, facetOf(low, 0), facetOf(high, 0) + FACETS) ?? 0
    }
    const sized = required.map((term) => ({ term, size: size(term) }))
    return sized.sort((a, b) => a.size - b.size).map(({ term }) => term)
  }

  function read(sequence: number, organisation: string): StoredEvent | undefined {
    const row = sql.event.get(sequence)
    return row && eventOf(row, organisation, terms.find.producer(row['producerId'] as number))
  }

  return {
    plan,
    query(query) {
      const found = plan(query)
      if (found === undefined) return { events: [] }
      const limit = query.limit ?? 100
      const rows = prepared(found.sql).all(...found.values) as { sequence: number }[]
      const events: StoredEvent[] = []
      let characters = 0
      for (const { sequence } of rows.slice(0, limit)) {
        const event = read(sequence, query.organisation)
        if (event === undefined) continue
        characters += event.body.length
        if (events.length > 0 && characters > PAGE_CHARACTERS) break
        events.push(event)
      }
      const last = events.at(-1)
      return last !== undefined && events.length < rows.length ? { events, next: last.sequence } : { events }
    },
    get(organisation, sequence) {
      const term = terms.find.organisation(organisation)
      const row = sql.event.get(sequence)
      if (row === undefined || row['organisation'] !== term) return undefined
      return eventOf(row, organisation, terms.find.producer(row['producerId'] as number))
    },
    keys(organisation, { prefix, after = '', limit = MAX_LIMIT }) {
      const term = terms.find.organisation(organisation)
      if (term === undefined) return []
      checkLimit(limit)
      const keys: string[] = []
      for (const row of sql.keys.iterate(term, prefix, after, limit)) {
        const text = row['text'] as string
        if (!text.startsWith(prefix)) break
        keys.push(text)
      }
      return keys
    },
    position(organisation) {
      const term = terms.find.organisation(organisation)
      if (term === undefined) return 0
      const [accepted, quarantined, conflict] = statusesOf('any').map((status) => facetOf(status, ANY_TYPE))
      return one(sql.position, term, accepted as number, quarantined as number, conflict as number) ?? 0
    },
  }
}

/** The statements; every one takes `?1` low, `?2` high, `?3` limit. One more than the limit tells whether there is more. */
function planBuilder(bounds: Bounds, query: EventQuery) {
  const order = query.order === 'asc' ? 'asc' : 'desc'
  const values: SQLInputValue[] = [bounds.low, bounds.high, (query.limit ?? 100) + 1]
  const parameter = (value: SQLInputValue) => `?${values.push(value)}`
  const received: string[] = []
  if (bounds.since !== undefined) received.push(`e.received >= ${parameter(bounds.since)}`)
  if (bounds.before !== undefined) received.push(`e.received < ${parameter(bounds.before)}`)

  return {
    byPostings(drive: number, facets: number[], others: number[]): Plan {
      const term = parameter(drive)
      const probes = others.map(
        (other) => `and exists (select 1 from posting o where o.term = ${parameter(other)}
          and o.facet = p.facet and o.sequence = p.sequence)`,
      )
      if (received.length > 0) {
        probes.push(
          `and exists (select 1 from event e where e.sequence = p.sequence and ${received.join(' and ')})`,
        )
      }
      const run = (facet: string) => `select p.sequence from posting p where p.term = ${term} and ${facet}
        and p.sequence > ?1 and p.sequence < ?2 ${probes.join(' ')}`
      const runs =
        facets.length <= MAX_RUNS
          ? facets.map((facet) => run(`p.facet = ${parameter(facet)}`))
          : [run(`p.facet in (select value from json_each(${parameter(JSON.stringify(facets))}))`)]
      return { sql: `${runs.join(' union all ')} order by 1 ${order} limit ?3`, values }
    },
    /** Few at most: the events of one id, from every source. */
    byId(
      organisation: number,
      id: SQLInputValue,
      statuses: number[],
      types: number[] | undefined,
      others: number[],
    ): Plan {
      const conditions = [
        `e.organisation = ${parameter(organisation)} and e.id = ${parameter(id)}`,
        'and e.sequence > ?1 and e.sequence < ?2',
        ...received.map((condition) => `and ${condition}`),
        ...others.map(
          (other) => `and exists (select 1 from posting o where o.term = ${parameter(other)}
            and o.facet = min(e.status, ${STATUS.conflict}) * ${FACETS} + e.type and o.sequence = e.sequence)`,
        ),
      ]
      if (types)
        conditions.push(`and e.type in (select value from json_each(${parameter(JSON.stringify(types))}))`)
      const wanted = statuses.map((status) =>
        status === STATUS.conflict ? 'e.status >= 2' : `e.status < 2 and e.status = ${status}`,
      )
      const runs = wanted.map(
        (status) => `select e.sequence from event e where ${status} and ${conditions.join(' ')}`,
      )
      return { sql: `${runs.join(' union all ')} order by 1 ${order} limit ?3`, values }
    },
  }
}

function statusesOf(status: EventQuery['status']): number[] {
  if (status === 'any') return [STATUS.accepted, STATUS.quarantined, STATUS.conflict]
  return [STATUS[status ?? 'accepted']]
}

function timeOf(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const time = Date.parse(value)
  if (Number.isNaN(time)) {
    throw new TurnpikeError('USAGE', `${name} is not an RFC 3339 time: ${JSON.stringify(value.slice(0, 64))}`)
  }
  return time
}

function check(query: EventQuery): void {
  checkLimit(query.limit ?? 100)
  timeOf('receivedSince', query.receivedSince)
  timeOf('receivedBefore', query.receivedBefore)
  checkCount('keys', query.keys, MAX_QUERY_KEYS)
  checkCount('types', query.types, MAX_QUERY_TYPES)
}

function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new TurnpikeError('USAGE', `limit is ${limit}; it must be a whole number from 1 to ${MAX_LIMIT}`)
  }
}

function checkCount(name: string, list: readonly string[] | undefined, most: number): void {
  if (list !== undefined && list.length > most) {
    throw new TurnpikeError('TOO_LARGE', `a query may name ${most} ${name}, this one names ${list.length}`)
  }
}
