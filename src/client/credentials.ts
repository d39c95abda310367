/**
 * Which token is shown to a store: one that was given, else the CI's own identity, fresh for every request.
 *
 * In this order: what the caller gives, TURNPIKE_TOKEN, TURNPIKE_ID_TOKEN_FILE, TURNPIKE_ID_TOKEN, GitHub's token
 * service, none. A token of the CI is for one store only (`audienceOf`), and never travels readable: over plain http it
 * goes to this machine, or where TURNPIKE_ALLOW_PLAIN_HTTP says so; elsewhere there is none, and a store that wants one
 * says so.
 */
import { TurnpikeError } from '../errors.ts'
import { allowsPlainHttp, isLoopback, type Env } from './address.ts'
import type { Token } from './bearer.ts'
import { githubIdToken } from './github-id-token.ts'
import type { Clock } from './retry.ts'
import { valueOf } from './variables.ts'

export interface CredentialOptions {
  /** The store's address. What is no http(s) address needs no token. */
  store: string
  /** A token that a person gave: an input, an option, a file. It wins. */
  explicit?: string | undefined
  env: Env
  /** Told of every token that was fetched or read, before anything else has it, so that it can be masked. */
  mask?: (token: string) => Promise<void>
  /** Told of attempts at the token service that are repeated. Never sees a token. */
  log?: (line: string) => void
  clock?: Clock
}

/** Longer ones are none: servers refuse headers of more than 16 KiB. */
const MAX_TOKEN = 16 * 1024

/**
 * The token for a store, or where each request gets its own.
 * @throws TurnpikeError USAGE for a given token that no header can hold; the function: NO_TOKEN
 */
export function credentialFor(options: CredentialOptions): Token | undefined {
  const { env } = options
  const explicit = options.explicit?.trim() || valueOf(env.TURNPIKE_TOKEN)
  if (explicit !== undefined) return checked(explicit, 'USAGE', 'The token for the store')
  const url = URL.canParse(options.store) ? new URL(options.store) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined
  const fresh = freshToken(url, options)
  if (fresh === undefined || !mayTravel(url, env)) return undefined
  return async (asked) => {
    const token = await fresh(asked === true)
    if (token !== undefined) await options.mask?.(token)
    return token
  }
}

/** Whether this job has anything to show: a token that was given, or an identity of its CI. */
export function canShowItself({ explicit, env }: Pick<CredentialOptions, 'explicit' | 'env'>): boolean {
  if ((explicit?.trim() || valueOf(env.TURNPIKE_TOKEN)) !== undefined) return true
  if ((valueOf(env.TURNPIKE_ID_TOKEN_FILE) ?? valueOf(env.TURNPIKE_ID_TOKEN)) !== undefined) return true
  return (
    valueOf(env.ACTIONS_ID_TOKEN_REQUEST_URL) !== undefined &&
    valueOf(env.ACTIONS_ID_TOKEN_REQUEST_TOKEN) !== undefined
  )
}

/** Whether a token of the CI may go to this address: not where anybody on the way can read it. */
function mayTravel(url: URL, env: Env): boolean {
  return url.protocol === 'https:' || isLoopback(url) || allowsPlainHttp(env)
}

/** Whom a token for this store is for: its address without a trailing slash, query or fragment. */
export function audienceOf(store: URL): string {
  return store.origin + store.pathname.replace(/\/+$/, '')
}

function freshToken(
  url: URL,
  { env, log, clock }: CredentialOptions,
): ((asked: boolean) => Promise<string | undefined>) | undefined {
  const file = valueOf(env.TURNPIKE_ID_TOKEN_FILE)
  // Kubernetes replaces the file long before the token in it ends.
  if (file !== undefined) return async () => readToken(file)
  const held = valueOf(env.TURNPIKE_ID_TOKEN)
  if (held !== undefined) return async () => checked(held, 'NO_TOKEN', 'TURNPIKE_ID_TOKEN')
  const service = valueOf(env.ACTIONS_ID_TOKEN_REQUEST_URL)
  const secret = valueOf(env.ACTIONS_ID_TOKEN_REQUEST_TOKEN)
  if (service === undefined || secret === undefined) return undefined
  // A store on this machine mostly wants no token, and GitHub takes 100 ms and more for one: it has to ask first.
  let isWanted = !isLoopback(url)
  return async (asked) => {
    isWanted ||= asked
    return isWanted
      ? await githubIdToken({
          service,
          secret,
          audience: audienceOf(url),
          env,
          ...(log === undefined ? {} : { log }),
          ...(clock === undefined ? {} : { clock }),
        })
      : undefined
  }
}

function readToken(path: string): string {
  const fs = process.getBuiltinModule('node:fs')
  let text: string
  try {
    if (fs.statSync(path).size > MAX_TOKEN) throw new Error(`it has more than ${MAX_TOKEN} bytes`)
    text = fs.readFileSync(path, 'utf8').trim()
  } catch (cause) {
    throw new TurnpikeError('NO_TOKEN', `TURNPIKE_ID_TOKEN_FILE names ${path}, which cannot be read`, {
      cause,
    })
  }
  return checked(text, 'NO_TOKEN', `The file that TURNPIKE_ID_TOKEN_FILE names (${path})`)
}

/** A token that a header can hold (RFC 9110, field values). The message never has the token. */
function checked(token: string, code: 'USAGE' | 'NO_TOKEN', what: string): string {
  if (/^[\x21-\x7e]+$/.test(token) && token.length <= MAX_TOKEN) return token
  throw new TurnpikeError(
    code,
    `${what} is no token: it is empty, longer than ${MAX_TOKEN} characters, or has spaces, line breaks or letters that no token has`,
  )
}
