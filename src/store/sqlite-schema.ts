/**
 * The tables, and opening a file that holds them.
 *
 * Measured reasons for the shape: random text ids touch a random page of every B-tree, so ids are 16-byte blobs where
 * they are UUIDs and everything that repeats is a small integer; the row key is the store's own sequence.
 */
import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { explain, TurnpikeError } from '../errors.ts'
import { migrateFrom1 } from './sqlite-migrate.ts'

/** `Turn` in ASCII, so that `file(1)` and we know our own files. */
export const APPLICATION_ID = 0x5475726e
export const SCHEMA_VERSION = 2

/** SQLite waits for a lock this long (ms), holding the event loop; longer waits are outside of it (`group-commit.ts`). */
const BUSY_TIMEOUT = 20

/**
 * `term` numbers are drawn from one counter by organisations, sources and keys, so that one index, `posting`, answers
 * every question: by key, by source, by type alone (under the organisation's own term).
 * A posting's `facet` is the status (accepted 0, quarantined 1, conflict 2) times 2^32, plus the type's number; number 0
 * is "any type" and is used under an organisation's term only.
 */
const TABLES = `
  create table organisation (term integer primary key, name any not null unique) strict;
  create table source (
    term integer primary key, organisation integer not null, text any not null,
    unique (organisation, text)
  ) strict;
  create table key (
    organisation integer not null, text text not null, term integer not null,
    primary key (organisation, text)
  ) strict, without rowid;
  create table type (id integer primary key, text any not null unique, base any not null) strict;
  create index type_base on type (base);
  create table posting (
    term integer not null, facet integer not null, sequence integer not null,
    primary key (term, facet, sequence)
  ) strict, without rowid;

  -- Every event before 'sequence' was received before 'received': turns a time into a bound on the sequence.
  create table mark (received integer primary key, sequence integer not null) strict;
`

/** What schema 1 had otherwise or not at all. */
const TABLES_OF_2 = `
  -- Who sent something: kind and id, which are part of an event's identity, and every principal of theirs, with its
  -- claims, as canonical JSON behind its SHA-256.
  create table author (id integer primary key, kind text not null, name any not null, unique (kind, name)) strict;
  create table producer (
    id integer primary key, author integer not null, hash blob not null unique, json text not null
  ) strict;

  create table event (
    sequence integer primary key,
    organisation integer not null,
    leaf integer not null,
    status integer not null,
    source integer not null,
    type integer not null,
    author integer not null,
    producer integer not null,
    received integer not null,
    time integer,
    id any not null,
    digest any not null,
    subject any not null,
    problems text,
    signature text,
    body any not null
  ) strict;
  -- What makes an event the same as another one. The author is part of it: an id is only what a sender claims, so
  -- nobody can take it from somebody else by being first. The author's claims are not: a later job of the same
  -- repository that sends an event again sends the same event, and what it changed is a conflict.
  create unique index event_first on event (organisation, id, source, author) where status < 2;
  create unique index event_conflict on event (organisation, id, source, author, digest) where status >= 2;

  -- The log of each organisation (sqlite-leaf.ts). A subtree's level is 4, 8, 12 and so on.
  create table leaf (
    organisation integer not null, idx integer not null, sequence integer not null, hash blob not null,
    primary key (organisation, idx)
  ) strict, without rowid;
  create table subtree (
    organisation integer not null, level integer not null, idx integer not null, hash blob not null,
    primary key (organisation, level, idx)
  ) strict, without rowid;
  create table head (
    organisation integer primary key, size integer not null, peaks blob not null,
    accepted integer not null, quarantined integer not null, conflict integer not null
  ) strict;
  create table checkpoint (
    organisation integer not null, witness any not null, size integer not null, note any not null,
    primary key (organisation, witness)
  ) strict, without rowid;

  create table state (
    one integer primary key check (one = 1),
    next_term integer not null,
    newest_received integer not null,
    last_mark integer not null,
    backstep integer not null
  ) strict;
  insert into state values (1, 1, -1, -1, 0);
`

/**
 * Opens or creates a store's database.
 *
 * @throws TurnpikeError STORE_FAILED when it cannot be opened, is not ours, is of a newer Turnpike, or is
 *   of an older one and cannot be brought to this schema (it stays as it was)
 */
export function openDatabase(path: string): DatabaseSync {
  let db: DatabaseSync | undefined
  try {
    if (path !== ':memory:') makeForOwnerOnly(path)
    // Long while opening, for another process may be recovering the same file.
    db = new DatabaseSync(path, { timeout: 5_000, enableForeignKeyConstraints: false })
    db.exec(`
      pragma journal_mode = wal;
      pragma synchronous = full;
      pragma cache_size = -65536;
      pragma temp_store = memory;
      pragma wal_autocheckpoint = 4000;
      pragma journal_size_limit = 67108864;
      pragma trusted_schema = off;
    `)
    prepareSchema(db, path)
    db.exec(`pragma busy_timeout = ${BUSY_TIMEOUT}`)
    return db
  } catch (error) {
    try {
      db?.close()
    } catch {
      // The first error is the one to tell.
    }
    if (error instanceof TurnpikeError) throw error
    throw new TurnpikeError('STORE_FAILED', `cannot open the event store ${path}: ${explain(error)}`, {
      cause: error,
    })
  }
}

/** What is in it is for those whom the store lets read it. SQLite gives its other files the mode of this one. */
function makeForOwnerOnly(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch {
    // It is there already, or cannot be made: then SQLite says why.
  }
}

function prepareSchema(db: DatabaseSync, path: string): void {
  if (versionOf(db, path) === SCHEMA_VERSION) return
  // Two processes may open the same file: the second finds it ready once it has the lock.
  db.exec('begin immediate')
  try {
    const version = versionOf(db, path)
    if (version === 0) {
      db.exec(TABLES)
      db.exec(TABLES_OF_2)
      db.exec(`pragma application_id = ${APPLICATION_ID}`)
    }
    if (version === 1) migrateFrom1(db, TABLES_OF_2)
    db.exec(`pragma user_version = ${SCHEMA_VERSION}`)
    db.exec('commit')
  } catch (error) {
    if (db.isTransaction) db.exec('rollback')
    throw error
  }
}

/** The schema of a file; 0 for an empty one. */
function versionOf(db: DatabaseSync, path: string): number {
  const application = pragma(db, 'application_id')
  const version = pragma(db, 'user_version')
  if (application === 0 && version === 0) {
    const tables = db.prepare('select count(*) as n from sqlite_schema').get() as { n: number }
    if (tables.n === 0) return 0
  }
  if (application !== APPLICATION_ID) {
    throw new TurnpikeError('STORE_FAILED', `${path} is an SQLite database, but not a Turnpike event store`)
  }
  if (version > SCHEMA_VERSION) {
    throw new TurnpikeError(
      'STORE_FAILED',
      `${path} was written by a newer Turnpike (schema ${version}, this one knows ${SCHEMA_VERSION}): upgrade`,
    )
  }
  return version
}

function pragma(db: DatabaseSync, name: string): number {
  return Object.values(db.prepare(`pragma ${name}`).get() as Record<string, number>)[0] ?? 0
}
