/** Keys that sign events: Ed25519, and ECDSA over P-256 with SHA-256. Nothing else, and nothing is negotiated. */
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { TurnpikeError } from '../errors.ts'
import type { MadeSignature } from './verifiable.ts'

/** A private key from PEM (PKCS #8). @throws TurnpikeError USAGE, which never holds the text */
export function privateKeyIn(pem: string, where: string): KeyObject {
  return fit(() => createPrivateKey(pem), where, 'a private key in PEM (PKCS #8, without a passphrase)')
}

/** A public key from PEM (SPKI). @throws TurnpikeError USAGE */
export function publicKeyIn(pem: string, where: string): KeyObject {
  // A private key would be taken as well, and a trust document is no place for one.
  if (pem.includes('PRIVATE KEY'))
    throw new TurnpikeError('USAGE', `${where}: holds a private key; write down the public one`)
  return fit(() => createPublicKey(pem), where, 'a public key in PEM (SPKI)')
}

function fit(read: () => KeyObject, where: string, allowed: string): KeyObject {
  let key: KeyObject
  try {
    key = read()
  } catch (cause) {
    const code = (cause as { code?: unknown }).code
    throw new TurnpikeError(
      'USAGE',
      `${where}: is not ${allowed}${typeof code === 'string' ? ` (${code})` : ''}`,
    )
  }
  if (key.asymmetricKeyType === 'ed25519' || isP256(key)) return key
  throw new TurnpikeError(
    'USAGE',
    `${where}: is a key of type ${key.asymmetricKeyType ?? 'unknown'}; use Ed25519 or ECDSA P-256`,
  )
}

function isP256(key: KeyObject): boolean {
  return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1'
}

/** `sha256:<hex>` of the public key's SPKI bytes: what signatures of it have as `keyid`. */
export function keyIdOf(key: KeyObject): string {
  const open = key.type === 'private' ? createPublicKey(key) : key
  const spki = open.export({ type: 'spki', format: 'der' })
  return `sha256:${createHash('sha256').update(spki).digest('hex')}`
}

/** Signs with a private key; ECDSA signatures are `r` and `s` after each other, as the extension's vectors have them. */
export function signWith(key: KeyObject, keyid = keyIdOf(key)): (bytes: Uint8Array) => MadeSignature {
  return (bytes) => ({
    keyid,
    sig: isP256(key) ? sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }) : sign(null, bytes, key),
  })
}

/** Is this a signature of the key over these bytes? ECDSA also in DER, which other libraries write. Never throws. */
export function isSignedBy(key: KeyObject, bytes: Uint8Array, sig: Uint8Array): boolean {
  try {
    if (!isP256(key)) return sig.length === 64 && verify(null, bytes, key, sig)
    return verify('sha256', bytes, { key, dsaEncoding: sig.length === 64 ? 'ieee-p1363' : 'der' }, sig)
  } catch {
    return false
  }
}
