/** The embedded store: one SQLite file (or `:memory:`) through Node's own `node:sqlite`. */
import { TurnpikeError } from '../errors.ts'
import { createFollowers } from './followers.ts'
import { createGroupCommit, failed } from './group-commit.ts'
import { boundKey } from './keys.ts'
import { createLeaves } from './sqlite-leaf.ts'
import { createLogReader } from './sqlite-log.ts'
import { createReader } from './sqlite-query.ts'
import { openDatabase } from './sqlite-schema.ts'
import { createTerms } from './sqlite-terms.ts'
import { createWriter } from './sqlite-write.ts'
import type { EventStore } from './store.ts'

export interface SqliteOptions {
  /** How long (ms) a write waits for another process that is writing. Default 5000. */
  lockWait?: number
}

/** How often (ms) followers look whether another process has written to the same file. */
const OTHER_PROCESSES = 100
/** Events a follower reads at a time. */
const FOLLOW_PAGE = 200

/**
 * Opens a store, creating it when there is none.
 *
 * @param path a file, or `:memory:`
 * @throws TurnpikeError STORE_FAILED when it cannot be opened, is not ours, or was written by a newer Turnpike
 */
export function openSqliteStore(path: string, options: SqliteOptions = {}): EventStore {
  const db = openDatabase(path)
  const terms = createTerms(db)
  const reader = createReader(db, terms)
  const log = createLogReader(db, terms)
  const commits = createGroupCommit(createWriter(db, terms, createLeaves(db)), {
    lockWait: options.lockWait ?? 5_000,
    onCommit: (arrivals) => followers.wake(arrivals),
  })
  // `data_version` changes when another connection has committed; our own commits wake followers directly.
  const dataVersion = db.prepare('pragma data_version')
  let seen: unknown
  let closing: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  const followers = createFollowers({
    onFirst() {
      if (path === ':memory:') return
      seen = dataVersion.get()?.['data_version']
      timer = setInterval(lookForOthers, OTHER_PROCESSES)
      timer.unref()
    },
    onLast: () => clearInterval(timer),
  })

  function lookForOthers(): void {
    try {
      const version = dataVersion.get()?.['data_version']
      if (version !== seen) followers.wakeAll()
      seen = version
    } catch {
      // A database in trouble tells whoever reads or writes next.
    }
  }

  function guarded<T>(work: () => T | Promise<T>): Promise<T> {
    return new Promise((resolve) => {
      if (commits.closed) throw new TurnpikeError('STORE_FAILED', `the event store ${path} is closed`)
      try {
        resolve(work())
      } catch (error) {
        throw failed(error)
      }
    })
  }

  async function close(): Promise<void> {
    await commits.close()
    followers.end()
    clearInterval(timer)
    try {
      // Keeps SQLite's statistics. Plans here do not hang on them (test/store/plan.test.ts), whoever else reads may.
      db.exec('pragma optimize')
    } catch {
      // A database that cannot be written is closed all the same.
    }
    try {
      db.close()
    } catch (error) {
      throw failed(error)
    }
  }

  return {
    append: (organisation, producer, events, receivedAt) =>
      guarded(() => commits.append({ organisation, producer, events, receivedAt })),
    appendUnless: (organisation, producer, events, receivedAt, unless) =>
      guarded(() => commits.appendUnless({ organisation, producer, events, receivedAt }, unless)),
    query: (query) => guarded(() => reader.query(query)),
    get: (organisation, sequence) => guarded(() => reader.get(organisation, sequence)),
    keys: (organisation, listing) => guarded(() => reader.keys(organisation, listing)),
    position: (organisation) => guarded(() => reader.position(organisation)),
    follow(organisation, after, { signal, types, keys } = {}) {
      const late = commits.closed
      const bounded = keys?.map(boundKey)
      const filter = {
        organisation,
        order: 'asc',
        limit: FOLLOW_PAGE,
        ...(types && { types }),
        ...(keys && { keys }),
      } as const
      return followers.follow(organisation, after, { signal, types, keys: bounded }, async (position) => {
        // Who was there before the end just ends; who comes after it is refused.
        if (commits.closed && !late) return []
        return (await guarded(() => reader.query({ ...filter, after: position }))).events
      })
    },
    counts: (organisation) => guarded(() => log.counts(organisation)),
    log: {
      head: (organisation) => guarded(() => log.head(organisation)),
      hashes: (organisation, places) => guarded(() => log.hashes(organisation, places)),
      rows: (organisation, from, limit) => guarded(() => log.rows(organisation, from, limit)),
      keep: (organisation, checkpoint) => guarded(() => commits.keepCheckpoint(organisation, checkpoint)),
      kept: (organisation) => guarded(() => log.kept(organisation)),
    },
    async check() {
      // An append of nothing takes the whole road: the lock, a write, the commit.
      await guarded(() =>
        commits.append({
          organisation: 'check',
          producer: { kind: 'store', id: 'store' },
          events: [],
          receivedAt: '',
        }),
      )
    },
    close: () => (closing ??= close()),
  }
}
