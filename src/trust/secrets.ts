/** Secrets are compared by their hashes, which have one length, and all the way: the time it takes tells nothing of them. */
import { hash, timingSafeEqual } from 'node:crypto'

/** The SHA-256 of a secret, 32 bytes. */
export function hashOfSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer')
}

/** Not even the length of a secret can be timed. */
export function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(hashOfSecret(given), hashOfSecret(expected))
}

/** Whose secret it is; every entry is looked at, whichever it is. @param known each with the SHA-256 of its secret */
export function ownerOfSecret<T extends { digest: Uint8Array }>(
  known: readonly T[],
  secret: string,
): T | undefined {
  const digest = hashOfSecret(secret)
  let owner: T | undefined
  for (const candidate of known) if (timingSafeEqual(candidate.digest, digest)) owner = candidate
  return owner
}
