/** Names to numbers: organisations, sources, keys, types and producers are kept once and referred to by number. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { hash } from 'node:crypto'
import { packPrincipal, packText, unpackPrincipal } from './sqlite-codec.ts'
import type { Principal } from './store.ts'

/** Entries kept in memory, per kind; the tables hold the rest. */
const CACHED = 20_000
/** Of producers fewer: with the claims of a pipeline's token, one is a kilobyte. */
const CACHED_PRODUCERS = 2_000
/** Longer names are looked up each time: a stranger's megabyte must not stay in memory. */
const CACHED_LENGTH = 600

/** Who sent something. */
export interface Producer {
  /** Number of the principal with all of its claims, which differ from one job to the next. */
  id: number
  /** Number of its kind and id: what makes an event the same as another one. */
  author: number
  /** The principal as canonical JSON. */
  json: string
}

export interface Terms {
  /** Undefined when nothing of that name was ever kept. */
  find: {
    organisation(name: string): number | undefined
    source(organisation: number, text: string): number | undefined
    key(organisation: number, text: string): number | undefined
    /** Numbers of a type: all of its versions when it is given without one. */
    types(type: string): number[]
    producer(id: number): Principal
  }
  /** Number of a name, made when new. Only inside a write transaction. */
  make: {
    organisation(name: string): number
    source(organisation: number, text: string): number
    key(organisation: number, text: string): number
    type(text: string): number
    producer(producer: Principal): Producer
  }
  /** Called at the start of a write transaction with the next free term; `nextTerm` is what to keep at its end. */
  begin(nextTerm: number): void
  nextTerm(): number
  /** What was made in a transaction that did not commit is not there. */
  forget(): void
}

/** `dev.cdevents.service.deployed.0.3.0` → `dev.cdevents.service.deployed`. */
function typeBase(type: string): string {
  return type.replace(/\.\d{1,9}\.\d{1,9}\.\d{1,9}(-[0-9A-Za-z.-]{1,64})?$/, '')
}

/** Names as numbers, and back; what is asked often is kept. */
export function createTerms(db: DatabaseSync): Terms {
  const sql = {
    findOrganisation: db.prepare('select term as n from organisation where name = ?'),
    findSource: db.prepare('select term as n from source where organisation = ? and text = ?'),
    findKey: db.prepare('select term as n from key where organisation = ? and text = ?'),
    findType: db.prepare('select id as n from type where text = ?'),
    findTypes: db.prepare(
      'select id as n from type where text = ?1 union select id from type where base = ?1',
    ),
    findProducer: db.prepare('select id, author from producer where hash = ?'),
    findAuthor: db.prepare('select id as n from author where kind = ? and name = ?'),
    readProducer: db.prepare('select json from producer where id = ?'),
    addOrganisation: db.prepare('insert into organisation (term, name) values (?, ?)'),
    addSource: db.prepare('insert into source (term, organisation, text) values (?, ?, ?)'),
    addKey: db.prepare('insert into key (term, organisation, text) values (?, ?, ?)'),
    addType: db.prepare('insert into type (text, base) values (?, ?)'),
    addProducer: db.prepare('insert into producer (author, hash, json) values (?, ?, ?)'),
    addAuthor: db.prepare('insert into author (kind, name) values (?, ?)'),
  }
  let next = 1
  const caches: Map<string, number>[] = []
  const cache = () => {
    const map = new Map<string, number>()
    caches.push(map)
    return map
  }
  const [organisations, sources, keys, types] = [cache(), cache(), cache(), cache()]
  const producers = new Map<string, Producer>()
  const principals = new Map<number, Principal>()

  function remembered(
    map: Map<string, number>,
    name: string,
    look: () => number | undefined,
  ): number | undefined {
    const known = map.get(name)
    if (known !== undefined) return known
    const found = look()
    if (found !== undefined && name.length <= CACHED_LENGTH) {
      if (map.size >= CACHED) map.clear()
      map.set(name, found)
    }
    return found
  }
  const number = (statement: StatementSync, ...values: SQLInputValue[]) =>
    (statement.get(...values) as { n: number } | undefined)?.n
  const added = (statement: StatementSync, ...values: SQLInputValue[]) => {
    const term = next++
    statement.run(term, ...values)
    return term
  }

  function producerOf({ kind, id }: Principal, json: string): { id: number; author: number } {
    // The table is searched by hash, so that it need not hold every text a second time in an index.
    const digest = hash('sha256', json, 'buffer')
    const found = sql.findProducer.get(digest) as { id: number; author: number } | undefined
    if (found !== undefined) return found
    const name = packText(id)
    const author = number(sql.findAuthor, kind, name) ?? Number(sql.addAuthor.run(kind, name).lastInsertRowid)
    return { id: Number(sql.addProducer.run(author, digest, json).lastInsertRowid), author }
  }

  const find: Terms['find'] = {
    organisation: (name) =>
      remembered(organisations, name, () => number(sql.findOrganisation, packText(name))),
    source: (organisation, text) =>
      remembered(sources, `${organisation} ${text}`, () =>
        number(sql.findSource, organisation, packText(text)),
      ),
    key: (organisation, text) =>
      remembered(keys, `${organisation} ${text}`, () => number(sql.findKey, organisation, text)),
    types: (type) => sql.findTypes.all(packText(type)).map((row) => row['n'] as number),
    producer(id) {
      let principal = principals.get(id)
      if (principal === undefined) {
        principal = unpackPrincipal((sql.readProducer.get(id) as { json: string }).json)
        if (principals.size >= CACHED_PRODUCERS) principals.clear()
        principals.set(id, principal)
      }
      return principal
    },
  }
  const make: Terms['make'] = {
    organisation: (name) =>
      find.organisation(name) ??
      (remembered(organisations, name, () => added(sql.addOrganisation, packText(name))) as number),
    source: (organisation, text) =>
      find.source(organisation, text) ??
      (remembered(sources, `${organisation} ${text}`, () =>
        added(sql.addSource, organisation, packText(text)),
      ) as number),
    key: (organisation, text) =>
      find.key(organisation, text) ??
      (remembered(keys, `${organisation} ${text}`, () => added(sql.addKey, organisation, text)) as number),
    type: (text) =>
      remembered(
        types,
        text,
        () =>
          number(sql.findType, packText(text)) ??
          Number(sql.addType.run(packText(text), packText(typeBase(text))).lastInsertRowid),
      ) as number,
    producer(producer) {
      const json = packPrincipal(producer)
      const known = producers.get(json)
      if (known !== undefined) return known
      const made = { ...producerOf(producer, json), json }
      if (producers.size >= CACHED_PRODUCERS) producers.clear()
      producers.set(json, made)
      return made
    },
  }
  return {
    find,
    make,
    begin: (nextTerm) => void (next = nextTerm),
    nextTerm: () => next,
    forget() {
      for (const map of caches) map.clear()
      producers.clear()
      principals.clear()
    },
  }
}
