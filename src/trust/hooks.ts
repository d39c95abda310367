/**
 * Is a webhook from who it says? By the signature over the bytes as they came, compared in constant time, with each of
 * the secrets in turn (there are two while one is being changed). Pure; the time is an argument.
 *
 * A signature without a time in it (all but Standard Webhooks) can be sent again by who saw it. That does no harm: an
 * event that is there already is a duplicate, and one that would say something else needs another signature.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { isSameSecret } from './secrets.ts'
import type { Hook } from './trust.ts'

/** `isSender`: the signature is theirs, something else is wrong; so they may be told what. */
export type Verified = { hook: Hook } | { refused: string; isSender?: true }

/** What of a request's headers is asked for; `Headers` is one. */
export interface HeaderSource {
  get(name: string): string | null
}

/** How far the time of a Standard Webhook may be off (its specification: five minutes). */
const TOLERANCE_MS = 5 * 60_000
/** Signatures looked at in one header; rotation needs two. */
const MOST_SIGNATURES = 8

/**
 * What is missing before the body is even worth reading; undefined when the headers are all there.
 * @returns a sentence that tells nothing of the secret
 */
export function missingHeader(hook: Hook, headers: HeaderSource): string | undefined {
  const ways = headersOf(hook)
  if (ways.some((names) => names.every((name) => (headers.get(name) ?? '') !== ''))) return undefined
  return `A sender of the scheme ${hook.scheme} proves itself by ${ways.map((names) => names.join(', ')).join(' or ')}.`
}

const STANDARD = ['webhook-id', 'webhook-timestamp', 'webhook-signature']

/** The headers of each way in which a scheme can be proved. */
function headersOf({ scheme, header, secrets }: Hook): readonly (readonly string[])[] {
  switch (scheme) {
    case 'github':
      return [['x-hub-signature-256']]
    case 'gitlab':
      return [
        ...(secrets.some(isSigningKey) ? [STANDARD] : []),
        ...(secrets.every(isSigningKey) ? [] : [['x-gitlab-token']]),
      ]
    case 'standard-webhooks':
      return [STANDARD]
    case 'hmac-sha256':
    case 'token':
      return [[header ?? 'authorization']]
  }
}

/**
 * @param body the bytes as they came
 * @param now ms
 */
export function verifyHook(hook: Hook, headers: HeaderSource, body: Uint8Array, now: number): Verified {
  if (hook.secrets.length === 0) return { refused: 'This store has no secret for this sender.' }
  const missing = missingHeader(hook, headers)
  if (missing !== undefined) return { refused: missing }
  const results = hook.secrets.map((secret) => attempt(hook, secret, headers, body, now))
  if (results.includes('ok')) return { hook }
  return (
    results.find((result) => typeof result === 'object') ?? { refused: "The signature is not this sender's." }
  )
}

type Attempt = 'ok' | 'wrong' | { refused: string; isSender?: true }

function attempt(hook: Hook, secret: string, headers: HeaderSource, body: Uint8Array, now: number): Attempt {
  switch (hook.scheme) {
    case 'github':
      return ofBody(secret, headers.get('x-hub-signature-256'), body, 'sha256=')
    case 'hmac-sha256':
      return ofBody(secret, headers.get(hook.header ?? ''), body)
    case 'token':
      return sameText(secret, tokenOf(hook.header ?? 'authorization', headers))
    case 'standard-webhooks':
      return standard(secret, headers, body, now)
    case 'gitlab':
      // A signing key is never taken as a token: whoever saw one request with the token could sign nothing with it.
      return isSigningKey(secret)
        ? standard(secret, headers, body, now)
        : sameText(secret, headers.get('x-gitlab-token') ?? '')
  }
}

/** HMAC-SHA256 of the body, in hex or base64, with or without `sha256=` before it. */
function ofBody(secret: string, given: string | null, body: Uint8Array, prefix?: string): Attempt {
  const text = (given ?? '').trim()
  if (prefix !== undefined && !text.startsWith(prefix)) return 'wrong'
  const written = text.replace(/^sha256=/iu, '')
  return sameBytes(createHmac('sha256', secret).update(body).digest(), bytesOf(written))
}

/** https://www.standardwebhooks.com: HMAC-SHA256 of `id.timestamp.body`, as `v1,<base64>`, several with spaces between. */
function standard(secret: string, headers: HeaderSource, body: Uint8Array, now: number): Attempt {
  const id = headers.get('webhook-id') ?? ''
  const timestamp = headers.get('webhook-timestamp') ?? ''
  if (!/^\d{1,12}$/u.test(timestamp))
    return { refused: 'webhook-timestamp is not a whole number of seconds since 1970.' }
  const key = keyOf(secret)
  if (key === undefined)
    return { refused: "The secret of this sender is not a key (whsec_ and base64); see the store's log." }
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest()
  const given = (headers.get('webhook-signature') ?? '').split(' ').slice(0, MOST_SIGNATURES)
  const matches = given.filter(
    (one) => one.startsWith('v1,') && sameBytes(expected, bytesOf(one.slice(3))) === 'ok',
  )
  if (matches.length === 0) return 'wrong'
  // Only now, so that the clock is told to nobody but the sender.
  const off = Math.abs(now - Number(timestamp) * 1000)
  if (off > TOLERANCE_MS)
    return {
      refused: `webhook-timestamp is ${Math.round(off / 1000)} s off; 300 are allowed. It was sent again, or a clock is wrong.`,
      isSender: true,
    }
  return 'ok'
}

/** Fewer characters can be guessed by whoever has seen one delivery, without asking anybody. */
const LEAST_SECRET = 16

/** What is wrong with a secret as it was found, as the end of a sentence; tells nothing of it. */
export function secretProblem(scheme: Hook['scheme'], secret: string): string | undefined {
  const signs = scheme === 'standard-webhooks' || (scheme === 'gitlab' && isSigningKey(secret))
  if (signs && keyOf(secret) === undefined) return 'is not a key (whsec_ and base64 of 24 bytes or more)'
  return secret.length < LEAST_SECRET ? 'is short: make it 32 random characters' : undefined
}

function isSigningKey(secret: string): boolean {
  return secret.startsWith('whsec_')
}

/** The bytes of a key: base64 behind `whsec_`, at least 24 of them; any other secret is its own bytes. */
function keyOf(secret: string): Buffer | undefined {
  if (!isSigningKey(secret)) return Buffer.from(secret)
  const key = bytesOf(secret.slice('whsec_'.length))
  return key.length >= 24 ? key : undefined
}

function tokenOf(header: string, headers: HeaderSource): string {
  const value = (headers.get(header) ?? '').trim()
  return header === 'authorization' ? (/^Bearer +(\S+)$/iu.exec(value)?.[1] ?? '') : value
}

/** Hex (of 32 bytes) or base64, in either alphabet; no bytes for anything else. */
function bytesOf(text: string): Buffer {
  if (/^[0-9a-f]{64}$/iu.test(text)) return Buffer.from(text, 'hex')
  return /^[A-Za-z0-9+/_-]+={0,2}$/u.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0)
}

function sameBytes(expected: Buffer, given: Buffer): 'ok' | 'wrong' {
  return expected.length === given.length && timingSafeEqual(expected, given) ? 'ok' : 'wrong'
}

function sameText(expected: string, given: string): 'ok' | 'wrong' {
  return given !== '' && isSameSecret(given, expected) ? 'ok' : 'wrong'
}
