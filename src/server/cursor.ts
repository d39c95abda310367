/**
 * Where a page for another organisation ended. It is encrypted, because the place may be that of an event they may not
 * know of; the key lives as long as the process.
 */
import { randomBytes } from 'node:crypto'
import { decrypt, encrypt, NONCE } from './encryption.ts'
import { Refusal } from './problem.ts'

export interface Cursors {
  /** @param about what the cursor is good for; with anything else it does not open */
  seal(sequence: number, about: string): string
  /** @throws Refusal bad-request for text that this process did not make for this */
  open(cursor: string, about: string): number
}

/** Cursors of this process; its key is made here and leaves it nowhere. */
export function createCursors(): Cursors {
  const key = randomBytes(32)
  return {
    seal(sequence, about) {
      const place = Buffer.alloc(8)
      place.writeBigUInt64BE(BigInt(sequence))
      return encrypt(key, place, Buffer.from(about), randomBytes(NONCE)).toString('base64url')
    },
    open(cursor, about) {
      const place = decrypt(key, Buffer.from(cursor, 'base64url'), Buffer.from(about))
      if (place !== undefined) return Number(place.readBigUInt64BE())
      throw new Refusal(
        'bad-request',
        'The cursor is not one of this question, or the store has started anew since; begin without it.',
      )
    },
  }
}
