/**
 * Group commit: calls that arrive while a commit is under way, or in one turn of the event loop, share the next
 * transaction. One wait for the disk then serves all of them, and `synchronous = full` costs next to nothing.
 *
 * It runs in the caller's thread. A worker thread for writes was measured on two cores and lost: with 32 callers it kept
 * as many events per second (9,600 against 9,500), with one caller half as many (870 against 1,860).
 */
import { explain, TurnpikeError } from '../errors.ts'
import type { Arrival } from './followers.ts'
import type { Incoming, KeptCheckpoint, Principal, Receipt, Unless } from './store.ts'

/** One transaction holds the event loop; these bound it (a single call is never split). */
const GROUP_EVENTS = 500
const GROUP_CHARACTERS = 4 * 2 ** 20

/** Between two tries for a lock that another process has, in ms. */
const LOCK_RETRY = 10

/** One call of `EventStore.append`. */
export interface Append {
  organisation: string
  producer: Principal
  events: readonly Incoming[]
  receivedAt: string
}

/** One write transaction at a time. */
export interface Writer {
  /** Takes the write lock. Throws SQLITE_BUSY soon when another process has it. */
  begin(): void
  /** Keeps the events of one call; when it throws, the transaction is to be rolled back. */
  keep(append: Append): Receipt[]
  /** Was something that a condition names accepted after its position, also earlier in this transaction? */
  isOvertaken(organisation: string, unless: Unless): boolean
  /** Keeps a checkpoint in place of the same witness's former one, unless that one is larger. */
  keepCheckpoint(organisation: string, checkpoint: KeptCheckpoint): void
  /** Returns after the commit is on disk, with what became visible. */
  commit(): Arrival[]
  rollback(): void
}

export interface GroupCommit {
  append(append: Append): Promise<Receipt[]>
  appendUnless(append: Append, unless: Unless): Promise<Receipt[] | 'overtaken'>
  keepCheckpoint(organisation: string, checkpoint: KeptCheckpoint): Promise<void>
  /** Resolves when everything appended so far is settled; refuses what comes later. */
  close(): Promise<void>
  /** The reason to refuse work, once closed. */
  readonly closed: boolean
}

interface Waiting {
  events: readonly Incoming[]
  /** What to do inside the transaction; what it returns is told after the commit. */
  write: () => unknown
  resolve: (result: unknown) => void
  reject: (error: unknown) => void
}

/**
 * @param lockWait how long (ms) a group waits for a lock that another process holds before it is refused
 * @param onCommit called after each commit with what became visible
 */
export function createGroupCommit(
  writer: Writer,
  { lockWait, onCommit }: { lockWait: number; onCommit: (arrivals: Arrival[]) => void },
): GroupCommit {
  const waiting: Waiting[] = []
  let scheduled = false
  let lockedSince: number | undefined
  let closed = false
  let whenIdle: (() => void)[] = []

  function schedule(): void {
    if (scheduled) return
    scheduled = true
    setImmediate(flush)
  }

  function flush(): void {
    scheduled = false
    const group = takeGroup()
    if (group.length > 0 && !commitOrWait(group)) return
    if (waiting.length > 0) return schedule()
    for (const idle of whenIdle) idle()
    whenIdle = []
  }

  function takeGroup(): Waiting[] {
    let events = 0
    let characters = 0
    let count = 0
    for (const call of waiting) {
      events += call.events.length
      for (const { body } of call.events) characters += body.length
      if (count > 0 && (events > GROUP_EVENTS || characters > GROUP_CHARACTERS)) break
      count++
    }
    return waiting.splice(0, count)
  }

  /** False when the group went back to wait for the lock. */
  function commitOrWait(group: Waiting[]): boolean {
    try {
      writer.begin()
    } catch (error) {
      rollback()
      if (isLocked(error)) {
        lockedSince ??= performance.now()
        if (performance.now() - lockedSince < lockWait) {
          waiting.unshift(...group)
          scheduled = true
          setTimeout(flush, LOCK_RETRY)
          return false
        }
      }
      lockedSince = undefined
      for (const { reject } of group) reject(failed(error))
      return true
    }
    lockedSince = undefined
    commit(group)
    return true
  }

  /** The writer has begun. All together; or, when one of them cannot be kept, each on its own. */
  function commit(group: Waiting[]): void {
    let results: unknown[]
    let arrivals: Arrival[]
    try {
      results = group.map(({ write }) => write())
      arrivals = writer.commit()
    } catch (error) {
      rollback()
      if (group.length > 1 && !isOfTheDatabase(error)) return commitEach(group)
      for (const { reject } of group) reject(failed(error))
      return
    }
    group.forEach(({ resolve }, index) => resolve(results[index]))
    onCommit(arrivals)
  }

  function commitEach(group: Waiting[]): void {
    for (const one of group) {
      try {
        writer.begin()
      } catch (error) {
        rollback()
        one.reject(failed(error))
        continue
      }
      commit([one])
    }
  }

  function rollback(): void {
    try {
      writer.rollback()
    } catch {
      // SQLite has rolled back by itself (full disk, I/O error); the next `begin` says so if not.
    }
  }

  function enqueue<T>(events: readonly Incoming[], write: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      waiting.push({ events, write, resolve: (result) => resolve(result as T), reject })
      schedule()
    })
  }

  return {
    append: (append) => enqueue(append.events, () => writer.keep(append)),
    appendUnless: (append, unless) =>
      enqueue(append.events, () =>
        writer.isOvertaken(append.organisation, unless) ? 'overtaken' : writer.keep(append),
      ),
    keepCheckpoint: (organisation, checkpoint) =>
      enqueue([], () => writer.keepCheckpoint(organisation, checkpoint)),
    close() {
      closed = true
      return new Promise((resolve) => {
        whenIdle.push(resolve)
        schedule()
      })
    },
    get closed() {
      return closed
    },
  }
}

/** Whatever went wrong below, as the contract's error. */
export function failed(error: unknown): TurnpikeError {
  if (error instanceof TurnpikeError) return error
  return new TurnpikeError('STORE_FAILED', `the event store failed: ${explain(error)}`, { cause: error })
}

const BUSY = 5
const LOCKED = 6
/** READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB: the same for every row. */
const OF_THE_DATABASE = new Set([BUSY, LOCKED, 8, 9, 10, 11, 13, 14, 15, 26])

function isLocked(error: unknown): boolean {
  const code = primaryCode(error)
  return code === BUSY || code === LOCKED
}

function isOfTheDatabase(error: unknown): boolean {
  return OF_THE_DATABASE.has(primaryCode(error))
}

/** SQLite's result code without its extension; 0 for anything else. */
function primaryCode(error: unknown): number {
  const { errcode } = (error ?? {}) as { errcode?: unknown }
  return typeof errcode === 'number' ? errcode & 0xff : 0
}
