/** AES-256-GCM (NIST SP 800-38D) in the one form of this store: nonce, what is encrypted, tag. */
import { createCipheriv, createDecipheriv } from 'node:crypto'

/** Bytes of a nonce. A key encrypts far fewer than the 2^32 messages that random ones of this length are good for. */
export const NONCE = 12
const TAG = 16

/** @param about what it is good for: with anything else it does not open. @param nonce fresh random bytes */
export function encrypt(key: Uint8Array, plain: Uint8Array, about: Uint8Array, nonce: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(about)
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Undefined for whatever was not encrypted under this key for this. Never throws. */
export function decrypt(key: Uint8Array, bytes: Uint8Array, about: Uint8Array): Buffer | undefined {
  if (bytes.length < NONCE + TAG) return undefined
  const end = bytes.length - TAG
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAAD(about).setAuthTag(bytes.subarray(end))
  const plain = decipher.update(bytes.subarray(NONCE, end))
  try {
    return Buffer.concat([plain, decipher.final()])
  } catch {
    return undefined
  }
}
