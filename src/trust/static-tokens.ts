/**
 * Static tokens: secrets of 256 random bits, of which only the SHA-256 is kept. Without a salt and without stretching,
 * because nobody guesses one; that is why a short secret is refused even when its hash is in the document.
 */
import type { TokenEntry } from './document.ts'
import type { Identity } from './identity.ts'
import { LONGEST_TOKEN_MS } from './read-credentials.ts'
import { hashOfSecret, ownerOfSecret } from './secrets.ts'

/** How a token starts, so that scanners for leaked secrets know it. */
const TOKEN_PREFIX = 'tpk_'
/** Fewer characters cannot hold 190 bits of chance in any common encoding. */
const LEAST_LENGTH = 32

/**
 * A new secret: `tpk_` and 43 characters of base64url.
 * @param random 32 random bytes
 */
export function newToken(random: Uint8Array): { secret: string; hash: string } {
  if (random.length !== 32) throw new RangeError('a token takes 32 random bytes')
  const secret = `${TOKEN_PREFIX}${Buffer.from(random).toString('base64url')}`
  return { secret, hash: hashOfToken(secret) }
}

/** `sha256:<hex>` of a secret, as the document has it. */
export function hashOfToken(secret: string): string {
  return `sha256:${hashOfSecret(secret).toString('hex')}`
}

export type HolderOf = (secret: string, now: number) => Identity | { refused: string }

/** Who holds a token of the document, or why nobody does. The function takes the time in ms. */
export function createHolderOf(tokens: readonly TokenEntry[]): HolderOf {
  const known = tokens.map(({ name, hash: hashed, expires }) => ({
    name,
    expires,
    digest: Buffer.from(hashed.slice('sha256:'.length), 'hex'),
    identity: tokenIdentity(name),
  }))
  return (secret, now) => {
    const holder = ownerOfSecret(known, secret)
    if (holder === undefined) return { refused: 'The token is not one of those this store knows.' }
    if (secret.length < LEAST_LENGTH)
      return {
        refused: `The token '${holder.name}' is too short to be a secret; make one with \`turnpike trust token\`.`,
      }
    // Said only to who holds it.
    if (now >= holder.expires)
      return {
        refused: `The token '${holder.name}' expired at ${new Date(holder.expires).toISOString()}; ask for a new one.`,
      }
    if (holder.expires > now + LONGEST_TOKEN_MS)
      return { refused: `The token '${holder.name}' is valid for more than 366 days; that is too long.` }
    return holder.identity
  }
}

/** Who a static token is to the store: `token:<name>`. */
export function tokenIdentity(name: string): Identity {
  return Object.freeze<Identity>({ principal: Object.freeze({ kind: 'token', id: `token:${name}` }) })
}
