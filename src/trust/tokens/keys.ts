/**
 * The issuers' keys: read when they are needed, kept for as long as the issuer says, asked for again when a token
 * names a key that is not there. One cache serves all organisations; what is fetched is bounded whatever tokens come.
 */
import { importJWK } from 'jose'
import type { CryptoKey } from 'jose'
import { explain } from '../../errors.ts'
import { readKeys } from './discovery.ts'
import type { IssuerGet, KeysPlace } from './discovery.ts'
import type { KeySet, PublicKey } from './key-set.ts'

export type FoundKeys =
  /** Usually one; several when the issuer gave one id to several keys. Never empty. */
  | { keys: readonly CryptoKey[] }
  /** The issuer answers, and has no key for it: why, as a sentence without its full stop. */
  | { missing: string }
  /** No keys to judge with: the issuer does not answer, or wrongly. The reason is in the log. */
  | { unreachable: true }

export interface IssuerKeys {
  /** Never throws for what an issuer does. `kid` is the token's, if it has one. */
  find(place: KeysPlace, wanted: { kid?: string; alg: string }): Promise<FoundKeys>
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
/** How much longer they are used when the issuer cannot be asked. */
const STALE = 24 * HOUR
/** Between two readings, when there are keys: for an id that is not among them, or after a failure. */
const PAUSE = 30 * SECOND
/** Between two readings after a failure, when there are no keys and every token waits. */
const RETRY = 5 * SECOND
/** Issuers kept at once; the one asked for least recently goes. */
const MOST_ISSUERS = 1000
/** Keys of one id and algorithm that are tried for one token. */
const MOST_TRIED = 4

interface Entry {
  set?: KeySet
  freshUntil: number
  usableUntil: number
  /** When a reading ended last, well or not. */
  lastRead: number
  failed: boolean
  reading?: Promise<void>
  imported: Map<string, Promise<CryptoKey | undefined>>
}

export interface IssuerKeysOptions {
  get: IssuerGet
  /** Milliseconds since 1970. */
  now: () => number
  /** Issuers on this machine over plain http: for tests and demonstrations. */
  allowPlainHttpLoopback?: boolean
  /** A line for whoever runs the store: an issuer that does not answer, old keys in use. */
  log?: (line: string) => void
}

/** The keys of issuers, kept and renewed; an issuer is asked seldom, whatever tokens come in. */
export function createIssuerKeys(options: IssuerKeysOptions): IssuerKeys {
  const { get, now, allowPlainHttpLoopback = false, log = () => undefined } = options
  const entries = new Map<string, Entry>()

  return {
    async find(place, { kid, alg }) {
      const entry = entryFor(place)
      if (now() >= entry.freshUntil) {
        const reading = read(place, entry)
        // Known to be down: nobody waits for it while there are keys.
        if (!entry.failed || !isUsable(entry)) await reading
      }
      if (!isUsable(entry)) return { unreachable: true }
      if (!isKnown(entry, kid)) {
        await read(place, entry)
        if (!isUsable(entry)) return { unreachable: true }
      }
      return keysOf(entry, kid, alg)
    },
  }

  function entryFor({ url, keysUrl = '' }: KeysPlace): Entry {
    const id = `${url}\n${keysUrl}`
    const entry = entries.get(id) ?? {
      freshUntil: 0,
      usableUntil: 0,
      lastRead: -Infinity,
      failed: false,
      imported: new Map<string, Promise<CryptoKey | undefined>>(),
    }
    // The order of the map is the order of use.
    entries.delete(id)
    entries.set(id, entry)
    if (entries.size > MOST_ISSUERS) entries.delete(entries.keys().next().value ?? '')
    return entry
  }

  function isUsable(entry: Entry): boolean {
    return entry.set !== undefined && now() < entry.usableUntil
  }

  /** Reads again, unless that was a moment ago; all who wait share one reading. */
  async function read(place: KeysPlace, entry: Entry): Promise<void> {
    if (entry.reading === undefined) {
      if (now() - entry.lastRead < (isUsable(entry) ? PAUSE : RETRY)) return
      entry.reading = readInto(place, entry).finally(() => {
        delete entry.reading
        entry.lastRead = now()
      })
    }
    return entry.reading
  }

  async function readInto(place: KeysPlace, entry: Entry): Promise<void> {
    try {
      const { set, freshFor } = await readKeys(place, { get, allowPlainHttpLoopback })
      entry.set = set
      entry.imported = new Map()
      entry.freshUntil = now() + freshFor
      entry.usableUntil = entry.freshUntil + STALE
      if (entry.failed) log(`issuer ${place.url}: its keys can be read again`)
      entry.failed = false
    } catch (error) {
      entry.failed = true
      const meanwhile = isUsable(entry)
        ? `the keys read before are used until ${new Date(entry.usableUntil).toISOString()}`
        : 'its tokens are refused until they can'
      log(`issuer ${place.url}: its keys cannot be read (${explain(error)}); ${meanwhile}`)
    }
  }
}

/** Whether the issuer published a key of this id, usable or not: then reading again brings nothing new. */
function isKnown({ set }: Entry, kid: string | undefined): boolean {
  if (set === undefined || kid === undefined) return true
  return set.keys.some((key) => key.kid === kid) || set.refused.has(kid)
}

async function keysOf(entry: Entry, kid: string | undefined, alg: string): Promise<FoundKeys> {
  const { keys = [], refused } = entry.set ?? {}
  const named = kid === undefined ? keys : keys.filter((key) => key.kid === kid)
  const fitting = named.filter((key) => key.algorithms.includes(alg))
  if (kid === undefined && fitting.length > 1) {
    return { missing: 'The token does not name its key, and its issuer has several' }
  }
  const tried = await Promise.all(fitting.slice(0, MOST_TRIED).map((key) => imported(entry, key, alg)))
  const usable = tried.filter((key) => key !== undefined)
  if (usable.length > 0) return { keys: usable }
  const why = kid === undefined ? undefined : refused?.get(kid)
  if (why !== undefined) return { missing: `The key that signed the token is not used: ${why}` }
  if (fitting.length > 0) return { missing: 'The key that signed the token cannot be read' }
  if (named.length > 0) return { missing: `The key that signed the token is not for the algorithm it says` }
  return { missing: 'The issuer has no such key' }
}

/** A key as jose takes it: it belongs to one algorithm, so that no other can be used with it. */
function imported(entry: Entry, key: PublicKey, alg: string): Promise<CryptoKey | undefined> {
  const id = `${alg}\n${JSON.stringify(key.jwk)}`
  const existing = entry.imported.get(id)
  if (existing !== undefined) return existing
  // A point that is not on its curve fails here.
  const fresh = importJWK({ ...key.jwk }, alg).then(
    (result) => (result instanceof Uint8Array ? undefined : result),
    () => undefined,
  )
  entry.imported.set(id, fresh)
  return fresh
}
