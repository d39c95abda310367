/**
 * What a browser keeps for the store and can neither read nor change: AES-256-GCM under a key of its own for each
 * organisation and purpose (HKDF-SHA-256, RFC 5869), so a session of one organisation does not even open in another,
 * and the state of a login is never taken for a session.
 */
import { hash, hkdfSync } from 'node:crypto'
import { parseJson } from '../../cdevents/parse.ts'
import { decrypt, encrypt, NONCE } from '../encryption.ts'
import type { SessionKeys } from './session-key.ts'

export interface Sealer {
  /** A cookie's value: `<key id>.<base64url>`. */
  seal(value: unknown): string
  /** What was sealed; undefined for anything that this sealer did not make. Never throws. */
  open(text: string): unknown
}

/** A cookie of more than 4 KiB is not kept by browsers (RFC 6265 §6.1); nothing larger is looked at. */
const MOST = 4096

/** @param random fresh random bytes, as many as asked for */
export function createSealer(
  keys: SessionKeys,
  {
    organisation,
    purpose,
    random,
  }: { organisation: string; purpose: string; random: (bytes: number) => Uint8Array },
): Sealer {
  // JSON, not a separator: no organisation and purpose read together as another pair.
  const context = Buffer.from(JSON.stringify(['turnpike/v1', purpose, organisation]))
  const derived = keys.map((key) => ({
    id: hash('sha256', key, 'hex').slice(0, 8),
    key: Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), context, 32)),
  }))
  return {
    seal(value) {
      const { id, key } = derived[0]!
      const plain = Buffer.from(JSON.stringify(value))
      return `${id}.${encrypt(key, plain, context, random(NONCE)).toString('base64url')}`
    },
    open(text) {
      const [, id, body] = /^([0-9a-f]{8})\.([A-Za-z0-9_-]+)$/.exec(text.length > MOST ? '' : text) ?? []
      const known = derived.find((candidate) => candidate.id === id)
      if (known === undefined || body === undefined) return undefined
      const opened = decrypt(known.key, Buffer.from(body, 'base64url'), context)
      return opened === undefined ? undefined : parseJson(opened.toString('utf8'))
    },
  }
}
