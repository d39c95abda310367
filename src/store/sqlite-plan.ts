/**
 * From a query to the one statement that finds its sequences.
 *
 * Each type under a term is one ordered run of the index. SQLite merges such runs lazily (`union all … order by`), so
 * the newest ten of a million cost ten steps, not a sort. A term with few postings is read whole and sorted.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { TurnpikeError } from '../errors.ts'
import { boundKey } from './keys.ts'
import { packId, STATUS } from './sqlite-codec.ts'
import { ANY_TYPE, FACETS, facetOf, ownId } from './sqlite-posting.ts'
import type { Terms } from './sqlite-terms.ts'
import type { EventQuery } from './store.ts'

export const MAX_LIMIT = 1_000
export const DEFAULT_LIMIT = 100
const MAX_KEYS = 8
const MAX_TYPES = 32
/** Runs merged by one statement (SQLite allows 500); more are read together and sorted. */
const MAX_RUNS = 200
/** Postings counted to learn which of several terms is the rarest, and whether sorting beats merging. */
const FEW = 500

/** A statement that gives one row more than the limit when there is more; rows are sequences, in order. */
export interface Plan {
  sql: string
  values: SQLInputValue[]
}

export type Planner = (query: EventQuery) => Plan | undefined

/**
 * @returns a function that gives undefined where it is plain that nothing can match, and throws USAGE or TOO_LARGE for
 *   a query out of its bounds
 */
export function createPlanner(db: DatabaseSync, terms: Terms): Planner {
  const sql = {
    // Each step seeks to the next facet: as many steps as there are types, however many events.
    facets: db.prepare(`
      with recursive run (facet) as (
        select min(facet) from posting where term = ?1 and facet >= ?2
        union all
        select (select min(facet) from posting where term = ?1 and facet > run.facet) from run
        where run.facet < ?3
      ) select facet from run where facet < ?3`),
    count: db.prepare(`
      select count(*) as n from (
        select 1 from posting where term = ? and facet >= ? and facet < ? limit ${FEW})`),
    countTypes: db.prepare(`
      select count(*) as n from (
        select 1 from json_each(?) f cross join posting p on p.term = ? and p.facet = f.value limit ${FEW})`),
    sinceMark: db.prepare(
      'select sequence as n from mark where received <= ? order by received desc limit 1',
    ),
    beforeMark: db.prepare('select sequence as n from mark where received >= ? order by received limit 1'),
    backstep: db.prepare('select backstep as n from state'),
  }

  /** Sequences lie strictly between `low` and `high`: a time is turned into a sequence as far as the marks go. */
  function boundsOf(query: EventQuery): Bounds {
    const since = timeOf('receivedSince', query.receivedSince)
    const before = timeOf('receivedBefore', query.receivedBefore)
    let low = query.after ?? 0
    let high = Math.min(query.before ?? Infinity, (query.upTo ?? Infinity) + 1, Number.MAX_SAFE_INTEGER)
    if (since !== undefined) low = Math.max(low, (one(sql.sinceMark, since) ?? 1) - 1)
    if (before !== undefined) {
      high = Math.min(high, one(sql.beforeMark, before + (one(sql.backstep) ?? 0)) ?? high)
    }
    return { low, high, since, before }
  }

  /** The terms a query asks for, and the id if it asks for one; undefined when one of them was never seen. */
  function requiredBy(query: EventQuery, organisation: number) {
    const required: number[] = []
    let id: string | undefined
    for (const key of new Set((query.keys ?? []).map(boundKey))) {
      const own = ownId(key)
      if (own !== undefined && id !== undefined) return undefined
      id ??= own
      if (own !== undefined) continue
      const term = terms.find.key(organisation, key)
      if (term === undefined) return undefined
      required.push(term)
    }
    if (query.source !== undefined) {
      const term = terms.find.source(organisation, query.source)
      if (term === undefined) return undefined
      required.push(term)
    }
    return { required, id }
  }

  /** The rarest first: reading its run and probing the others is cheapest, whatever order the caller gave. */
  function sized(required: number[], statuses: number[], facets: number[] | undefined) {
    if (facets !== undefined && required.length === 1) return required.map((term) => ({ term, size: FEW }))
    const list = JSON.stringify(facets)
    const low = facetOf(Math.min(...statuses), 0)
    const high = facetOf(Math.max(...statuses), 0) + FACETS
    return required
      .map((term) => ({
        term,
        size: (facets ? one(sql.countTypes, list, term) : one(sql.count, term, low, high)) ?? 0,
      }))
      .sort((a, b) => a.size - b.size)
  }

  function facetsUnder(term: number, status: number): number[] {
    const rows = sql.facets.all(term, facetOf(status, 0), facetOf(status, 0) + FACETS)
    return rows.map((row) => row['facet'] as number)
  }

  return (query) => {
    check(query)
    const organisation = terms.find.organisation(query.organisation)
    if (organisation === undefined) return undefined
    const statuses = statusesOf(query.status)
    const types = query.types?.length
      ? [...new Set(query.types.flatMap((type) => terms.find.types(type)))]
      : undefined
    const asked = requiredBy(query, organisation)
    if (types?.length === 0 || asked === undefined) return undefined

    const build = builder(boundsOf(query), query)
    const { required, id } = asked
    if (id !== undefined) return build.byId(organisation, packId(id), statuses, types, required)

    const named = types && statuses.flatMap((status) => types.map((type) => facetOf(status, type)))
    const [rarest, ...others] = sized(required, statuses, named)
    if (rarest === undefined) {
      return build.merged(organisation, named ?? statuses.map((status) => facetOf(status, ANY_TYPE)), [])
    }
    const probes = others.map(({ term }) => term)
    if (rarest.size === 0) return undefined
    if (named !== undefined) return build.merged(rarest.term, named, probes)
    if (rarest.size < FEW) return build.sorted(rarest.term, statuses, probes)
    const facets = statuses.flatMap((status) => facetsUnder(rarest.term, status))
    return build.merged(rarest.term, facets, probes)
  }
}

interface Bounds {
  low: number
  high: number
  since: number | undefined
  before: number | undefined
}

function builder(bounds: Bounds, query: EventQuery) {
  const values: SQLInputValue[] = [bounds.low, bounds.high, (query.limit ?? DEFAULT_LIMIT) + 1]
  const parameter = (value: SQLInputValue) => `?${values.push(value)}`
  const received: string[] = []
  if (bounds.since !== undefined) received.push(`e.received >= ${parameter(bounds.since)}`)
  if (bounds.before !== undefined) received.push(`e.received < ${parameter(bounds.before)}`)
  const finish = (runs: string[]): Plan => ({
    sql: `${runs.join('\nunion all ')}\norder by 1 ${query.order === 'asc' ? 'asc' : 'desc'} limit ?3`,
    values,
  })
  const has = (terms: number[], facet: string, sequence: string) =>
    terms.map(
      (term) => `and exists (select 1 from posting o where o.term = ${parameter(term)}
        and o.facet = ${facet} and o.sequence = ${sequence})`,
    )

  function run(term: number, others: number[]): (facets: string) => string {
    const conditions = has(others, 'p.facet', 'p.sequence')
    if (received.length > 0) {
      conditions.push(
        `and exists (select 1 from event e where e.sequence = p.sequence and ${received.join(' and ')})`,
      )
    }
    const from = `select p.sequence from posting p where p.term = ${parameter(term)}`
    return (facets) => `${from} and ${facets} and p.sequence > ?1 and p.sequence < ?2 ${conditions.join(' ')}`
  }

  return {
    /** A run for each facet, merged. */
    merged(term: number, facets: number[], others: number[]): Plan {
      const of = run(term, others)
      if (facets.length <= MAX_RUNS) return finish(facets.map((facet) => of(`p.facet = ${parameter(facet)}`)))
      const list = parameter(JSON.stringify(facets))
      return finish([of(`p.facet in (select value from json_each(${list}))`)])
    },
    /** All facets of each status, sorted: for few. */
    sorted(term: number, statuses: number[], others: number[]): Plan {
      const of = run(term, others)
      return finish(
        statuses.map((status) => {
          const low = facetOf(status, 0)
          return of(`p.facet >= ${parameter(low)} and p.facet < ${parameter(low + FACETS)}`)
        }),
      )
    },
    /** The events of one id, from every source: few at most. */
    byId(
      organisation: number,
      id: SQLInputValue,
      statuses: number[],
      types: number[] | undefined,
      others: number[],
    ): Plan {
      const facet = `min(e.status, ${STATUS.conflict}) * ${FACETS} + e.type`
      const conditions = [
        `e.organisation = ${parameter(organisation)} and e.id = ${parameter(id)}`,
        'and e.sequence > ?1 and e.sequence < ?2',
        ...received.map((condition) => `and ${condition}`),
        ...has(others, facet, 'e.sequence'),
      ]
      if (types) {
        const list = parameter(JSON.stringify(types))
        conditions.push(`and e.type in (select value from json_each(${list}))`)
      }
      return finish(
        statuses.map((status) => {
          // The first half names the partial index to SQLite.
          const wanted =
            status === STATUS.conflict ? 'e.status >= 2' : `e.status < 2 and e.status = ${status}`
          return `select e.sequence from event e where ${wanted} and ${conditions.join(' ')}`
        }),
      )
    },
  }
}

/** The columns `status` of a query's status. */
export function statusesOf(status: EventQuery['status']): number[] {
  if (status === 'any') return [STATUS.accepted, STATUS.quarantined, STATUS.conflict]
  return [STATUS[status ?? 'accepted']]
}

/** The single number of a row, if there is one. */
export function one(statement: StatementSync, ...values: SQLInputValue[]): number | undefined {
  return (statement.get(...values) as { n: number | null } | undefined)?.n ?? undefined
}

function check(query: EventQuery): void {
  checkLimit(query.limit ?? DEFAULT_LIMIT)
  checkCount('keys', query.keys, MAX_KEYS)
  checkCount('types', query.types, MAX_TYPES)
  timeOf('receivedSince', query.receivedSince)
  timeOf('receivedBefore', query.receivedBefore)
}

/** @throws TurnpikeError USAGE */
export function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new TurnpikeError('USAGE', `limit is ${limit}; it must be a whole number from 1 to ${MAX_LIMIT}`)
  }
}

function checkCount(name: string, list: readonly string[] | undefined, most: number): void {
  if (list !== undefined && list.length > most) {
    throw new TurnpikeError('TOO_LARGE', `a query may name ${most} ${name}, this one names ${list.length}`)
  }
}

function timeOf(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const time = Date.parse(value)
  if (Number.isNaN(time)) {
    const shown = JSON.stringify(value.slice(0, 64))
    throw new TurnpikeError('USAGE', `${name} is not an RFC 3339 time: ${shown}`)
  }
  return time
}
