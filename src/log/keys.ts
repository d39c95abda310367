/**
 * Keys of notes in the text forms of C2SP signed-note and Go's `sumdb/note`: `<name>+<key id>+<base64>` for a public
 * key, `PRIVATE+KEY+<name>+<key id>+<base64>` for a secret one. The base64 holds a type and the Ed25519 key.
 */
import { createPrivateKey, createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto'
import { TurnpikeError } from '../errors.ts'
import { cosignedMessage, packCosignature, unpackCosignature } from './cosignature.ts'

/** What a key signs: checkpoints as a log (0x01), or others' checkpoints as a witness (0x04, cosignature/v1). */
export type KeyType = 'log' | 'witness'

const TYPE_BYTE = { log: 1, witness: 4 } as const
const KEY_LENGTH = 32
/** DER around the 32 bytes of an Ed25519 key (RFC 8410 §4 and §7). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const PRIVATE = 'PRIVATE+KEY+'
/** A name may have no white space and no plus (C2SP signed-note, "Format"). */
const NAME = /^[^\p{White_Space}\p{Cc}+]+$/u
const LONGEST_NAME = 255

/** A public key: recognises the signatures of its own name and key id. */
export interface Verifier {
  readonly name: string
  /** Eight hex digits. Short: it says which key, it does not prove it. */
  readonly id: string
  readonly type: KeyType
  /** The text form. */
  readonly text: string
  /** Whether the bytes of a signature line (behind the key id) sign the note's text. */
  readonly verify: (text: string, signature: Uint8Array) => boolean
}

/** A secret key. */
export interface Signer {
  readonly verifier: Verifier
  /** The bytes of a signature line. `seconds` since 1970 is signed by witnesses, and of no use to logs. */
  readonly sign: (text: string, seconds: number) => Uint8Array
  /** The text form. A function, so that no print-out of the record shows it. */
  readonly secret: () => string
}

/**
 * A new key from 32 random bytes.
 * @throws TurnpikeError USAGE for a name that no note can hold
 */
export function newSigner(name: string, random32: Uint8Array, type: KeyType = 'log'): Signer {
  if (!isName(name)) {
    throw new TurnpikeError(
      'USAGE',
      `${shown(name)} cannot name a key; write an address without a scheme, such as store.example.org (no spaces, no +, ${LONGEST_NAME} characters at most)`,
    )
  }
  if (random32.length !== KEY_LENGTH) throw new RangeError(`a key is made from ${KEY_LENGTH} bytes`)
  const seed = Buffer.from(random32)
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  const verifier = verifierOf(name, type, spki.subarray(SPKI.length))
  const base64 = Buffer.concat([Buffer.of(TYPE_BYTE[type]), seed]).toString('base64')
  return Object.freeze({
    verifier,
    sign: (text: string, seconds: number) => {
      if (type === 'log') return sign(null, Buffer.from(text), key)
      return packCosignature(seconds, sign(null, Buffer.from(cosignedMessage(text, seconds)), key))
    },
    secret: () => `${PRIVATE}${name}+${verifier.id}+${base64}`,
  })
}

/**
 * Reads a secret key. The message of the error never holds any of it.
 * @throws TurnpikeError USAGE
 */
export function parseSigner(text: string): Signer {
  const parts = text.startsWith(PRIVATE) ? keyParts(text.slice(PRIVATE.length)) : undefined
  if (parts === undefined) {
    throw new TurnpikeError(
      'USAGE',
      'this is no secret key of a log or a witness, which begins with PRIVATE+KEY+; turnpike log key makes one',
    )
  }
  const signer = newSigner(parts.name, parts.key, parts.type)
  if (signer.verifier.id !== parts.id) {
    throw new TurnpikeError(
      'USAGE',
      `the secret key of ${shown(parts.name)} is damaged: it is not key ${parts.id}`,
    )
  }
  return signer
}

/**
 * Reads a public key.
 * @throws TurnpikeError USAGE
 */
export function parseVerifier(text: string): Verifier {
  if (text.startsWith(PRIVATE)) {
    throw new TurnpikeError(
      'USAGE',
      'this is a secret key, and a public one belongs here; turnpike log key --public prints it',
    )
  }
  const parts = keyParts(text)
  if (parts === undefined) {
    throw new TurnpikeError(
      'USAGE',
      `${shown(text)} is no public key, such as store.example.org+8a1f33c0+AbCd…`,
    )
  }
  const verifier = verifierOf(parts.name, parts.type, parts.key)
  if (verifier.id !== parts.id) {
    throw new TurnpikeError(
      'USAGE',
      `the public key ${shown(text)} is damaged: its key id should be ${verifier.id}`,
    )
  }
  return verifier
}

/** The keys of a file, a line each; empty lines and lines that begin with # are left out. */
export function keyLines(text: string): string[] {
  return text.split(/\r?\n/).flatMap((line) => (/^\s*(#|$)/.test(line) ? [] : [line.trim()]))
}

function verifierOf(name: string, type: KeyType, publicKey: Uint8Array): Verifier {
  const bytes = Buffer.concat([Buffer.of(TYPE_BYTE[type]), publicKey])
  // The first four bytes of SHA-256(name, newline, type, public key).
  const id = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), bytes]), 'hex').slice(0, 8)
  const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' })
  return Object.freeze({
    name,
    id,
    type,
    text: `${name}+${id}+${bytes.toString('base64')}`,
    verify: type === 'log' ? verifyText(key) : verifyCosignature(key),
  })
}

function verifyText(key: KeyObject): Verifier['verify'] {
  return (text, signature) => signature.length === 64 && verify(null, Buffer.from(text), key, signature)
}

function verifyCosignature(key: KeyObject): Verifier['verify'] {
  return (text, bytes) => {
    const parts = unpackCosignature(bytes)
    return (
      parts !== undefined &&
      verify(null, Buffer.from(cosignedMessage(text, parts.seconds)), key, parts.signature)
    )
  }
}

/** `<name>+<key id>+<base64 of type and 32 bytes>`; base64 may hold a plus, a name may not. */
function keyParts(text: string): { name: string; id: string; type: KeyType; key: Uint8Array } | undefined {
  const match = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text)
  const [, name = '', id = '', base64 = ''] = match ?? []
  if (match === null || !isName(name)) return undefined
  const bytes = fromBase64(base64)
  const type = bytes?.[0] === TYPE_BYTE.log ? 'log' : bytes?.[0] === TYPE_BYTE.witness ? 'witness' : undefined
  if (bytes === undefined || type === undefined || bytes.length !== 1 + KEY_LENGTH) return undefined
  return { name, id, type, key: bytes.subarray(1) }
}

/** Can this be the name of a key (C2SP signed-note: no spaces, no plus)? */
export function isName(text: string): boolean {
  return text.length <= LONGEST_NAME && NAME.test(text) && text.isWellFormed()
}

/** The bytes of standard base64 with its padding (RFC 4648 §4); undefined for any other way to write them. */
export function fromBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 100))
}
