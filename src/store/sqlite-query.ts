/** Reading: sequences are found first (`sqlite-plan.ts`), then their rows are read. */
import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite'
import { EVENT_COLUMNS, eventOf } from './sqlite-codec.ts'
import { checkLimit, createPlanner, DEFAULT_LIMIT, MAX_LIMIT, one, statusesOf } from './sqlite-plan.ts'
import { ANY_TYPE, FACETS, facetOf } from './sqlite-posting.ts'
import type { Terms } from './sqlite-terms.ts'
import type { EventQuery, Page, StoredEvent } from './store.ts'

/** A page ends early rather than hold more text than this (in UTF-16 units): a thousand events may be a gibibyte. */
export const PAGE_CHARACTERS = 16 * 2 ** 20
/** Prepared statements kept; a statement's text depends on the shape of the query, never on its values. */
const STATEMENTS = 128

export interface Reader {
  query(query: EventQuery): Page
  get(organisation: string, sequence: number): StoredEvent | undefined
  keys(organisation: string, options: { prefix: string; after?: string; limit?: number }): string[]
  position(organisation: string): number
}

/** Events and keys as they are read; calls throw USAGE or TOO_LARGE for a query out of its bounds. */
export function createReader(db: DatabaseSync, terms: Terms): Reader {
  const plan = createPlanner(db, terms)
  const statements = new Map<string, StatementSync>()
  const sql = {
    event: db.prepare(`select ${EVENT_COLUMNS}, e.organisation from event e where e.sequence = ?`),
    position: db.prepare(`
      select max(n) as n from (
        select max(sequence) as n from posting where term = ?1 and facet = ?2 union all
        select max(sequence) from posting where term = ?1 and facet = ?3 union all
        select max(sequence) from posting where term = ?1 and facet = ?4)`),
    // Keys that only refused events have are not listed: the first facets are those of accepted events.
    keys: db.prepare(`
      select text from key k where organisation = ?1 and text >= ?2 and text > ?3
      and exists (select 1 from posting where term = k.term and facet < ${FACETS}) order by text limit ?4`),
  }

  function prepared(text: string): StatementSync {
    let statement = statements.get(text)
    if (statement === undefined) {
      statement = db.prepare(text)
      if (statements.size >= STATEMENTS) statements.clear()
      statements.set(text, statement)
    }
    return statement
  }

  function shown(row: Record<string, SQLOutputValue>, organisation: string): StoredEvent {
    return eventOf(row, organisation, terms.find.producer(row['producerId'] as number))
  }

  return {
    query(query) {
      const found = plan(query)
      if (found === undefined) return { events: [] }
      const rows = prepared(found.sql).all(...found.values) as { sequence: number }[]
      const events: StoredEvent[] = []
      let characters = 0
      for (const { sequence } of rows.slice(0, query.limit ?? DEFAULT_LIMIT)) {
        const row = sql.event.get(sequence)
        if (row === undefined) continue
        const event = shown(row, query.organisation)
        characters += event.body.length + (event.signature?.material.length ?? 0)
        if (events.length > 0 && characters > PAGE_CHARACTERS) break
        events.push(event)
      }
      const last = events.at(-1)
      return last !== undefined && events.length < rows.length ? { events, next: last.sequence } : { events }
    },
    get(organisation, sequence) {
      const row = sql.event.get(sequence)
      if (row === undefined || row['organisation'] !== terms.find.organisation(organisation)) return undefined
      return shown(row, organisation)
    },
    keys(organisation, { prefix, after = '', limit = MAX_LIMIT }) {
      checkLimit(limit)
      const term = terms.find.organisation(organisation)
      if (term === undefined) return []
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
      const [accepted = 0, quarantined = 0, conflict = 0] = statusesOf('any').map((status) =>
        facetOf(status, ANY_TYPE),
      )
      return one(sql.position, term, accepted, quarantined, conflict) ?? 0
    },
  }
}
