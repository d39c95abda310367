/**
 * Where a page for another organisation ended. It is encrypted, because the place may be that of an event they may not
 * know of; the key lives as long as the process.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Refusal } from './problem.ts'

export interface Cursors {
  /** @param about what the cursor is good for; with anything else it does not open */
  seal(sequence: number, about: string): string
  /** @throws Refusal bad-request for text that this process did not make for this */
  open(cursor: string, about: string): number
}

const NONCE = 12
const TAG = 16
const PLACE = 8

export function createCursors(): Cursors {
  const key = randomBytes(32)
  return {
    seal(sequence, about) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
      const place = Buffer.alloc(PLACE)
      place.writeBigUInt64BE(BigInt(sequence))
      const sealed = Buffer.concat([cipher.update(place), cipher.final()])
      return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url')
    },
    open(cursor, about) {
      const bytes = Buffer.from(cursor, 'base64url')
      try {
        if (bytes.length !== NONCE + PLACE + TAG) throw new Error('another length')
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE))
          .setAAD(Buffer.from(about))
          .setAuthTag(bytes.subarray(NONCE + PLACE))
        const place = Buffer.concat([decipher.update(bytes.subarray(NONCE, NONCE + PLACE)), decipher.final()])
        return Number(place.readBigUInt64BE())
      } catch {
        throw new Refusal(
          'bad-request',
          'The cursor is not one of this question, or the store has started anew since; begin without it.',
        )
      }
    },
  }
}
