/**
 * A key set (RFC 7517) as an issuer published it → the keys that may verify. Pure.
 *
 * Only public keys that jose can use and nobody can break: RSA of 2048 bits and more, the NIST curves, Ed25519. The
 * others are remembered with their reason, so that a token signed with one gets told it.
 */
import { isObject } from '../../cdevents/object.ts'
import { parseJson } from '../../cdevents/parse.ts'

/** One public key and the algorithms it may be used with. */
export interface PublicKey {
  kid: string | undefined
  algorithms: readonly string[]
  /** Public members only, so that nothing else of the published key is ever used. */
  jwk: Readonly<Record<string, string>>
}

export interface KeySet {
  keys: readonly PublicKey[]
  /** Key ids that are published and not used, and why. */
  refused: ReadonlyMap<string, string>
}

/** More keys than this are no key set of a CI. */
const MOST_KEYS = 100
const MOST_KID = 512
const RSA_BITS = { least: 2048, most: 8192 }
const RSA_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']
const CURVES: Readonly<Record<string, { algorithm: string; bytes: number }>> = {
  'P-256': { algorithm: 'ES256', bytes: 32 },
  'P-384': { algorithm: 'ES384', bytes: 48 },
  'P-521': { algorithm: 'ES512', bytes: 66 },
}

/**
 * @param text the answer of the issuer
 * @throws Error saying what is wrong, when it is no key set at all
 */
export function readKeySet(text: string): KeySet {
  const document = objectOf(text, 'the key set')
  const list = document.keys
  if (!Array.isArray(list)) throw new Error("the key set has no list 'keys'")
  if (list.length > MOST_KEYS)
    throw new Error(`the key set has ${list.length} keys; at most ${MOST_KEYS} are read`)
  const keys: PublicKey[] = []
  const refused = new Map<string, string>()
  for (const jwk of list as unknown[]) {
    if (!isObject(jwk)) continue
    const { kid } = jwk
    if (kid !== undefined && (typeof kid !== 'string' || kid.length > MOST_KID)) continue
    const key = publicKey(jwk, kid)
    if (typeof key === 'string') refused.set(kid ?? '', key)
    // The same key twice is one; two keys of one id are both tried.
    else if (!keys.some((other) => sameKey(other, key))) keys.push(key)
  }
  return { keys, refused }
}

/** A JSON object, or an error that names what was read. */
export function objectOf(text: string, what: string): Record<string, unknown> {
  let value: unknown
  try {
    value = parseJson(text)
  } catch {
    throw new Error(`${what} is not JSON`)
  }
  if (!isObject(value)) throw new Error(`${what} is not a JSON object`)
  return value
}

/** The key, or why it is not used. */
function publicKey(jwk: Record<string, unknown>, kid: string | undefined): PublicKey | string {
  if (jwk.use !== undefined && jwk.use !== 'sig') return 'it is not for signatures'
  if (jwk.key_ops !== undefined && !(Array.isArray(jwk.key_ops) && jwk.key_ops.includes('verify'))) {
    return 'it is not for verifying'
  }
  // Whoever publishes a private key lets everybody sign with it.
  if (['d', 'p', 'q', 'k'].some((member) => Object.hasOwn(jwk, member))) return 'its secret half is published'
  const material = materialOf(jwk)
  if (typeof material === 'string') return material
  const algorithms =
    jwk.alg === undefined ? material.algorithms : material.algorithms.filter((name) => name === jwk.alg)
  if (algorithms.length === 0) return 'its algorithm does not fit its kind'
  return { kid, algorithms, jwk: material.jwk }
}

type Material = { jwk: Record<string, string>; algorithms: readonly string[] }

function materialOf({ kty, crv, n, e, x, y }: Record<string, unknown>): Material | string {
  if (kty === 'RSA') {
    if (!isBase64url(n) || !isBase64url(e)) return 'it is not written as RFC 7518 asks'
    const bits = bitLength(n)
    if (bits < RSA_BITS.least)
      return `it is an RSA key of ${bits} bits; at least ${RSA_BITS.least} are needed`
    if (bits > RSA_BITS.most) return `it is an RSA key of ${bits} bits; at most ${RSA_BITS.most} are used`
    if (!isSoundExponent(e)) return 'its exponent is not one that is used'
    return { jwk: { kty, n, e }, algorithms: RSA_ALGORITHMS }
  }
  if (kty === 'EC') {
    const curve = typeof crv === 'string' && Object.hasOwn(CURVES, crv) ? CURVES[crv] : undefined
    if (curve === undefined) return 'it is on a curve that is not used'
    if (!hasBytes(x, curve.bytes) || !hasBytes(y, curve.bytes)) return 'it is not written as RFC 7518 asks'
    return { jwk: { kty, crv: crv as string, x, y }, algorithms: [curve.algorithm] }
  }
  if (kty === 'OKP') {
    if (crv !== 'Ed25519') return 'it is on a curve that is not used'
    if (!hasBytes(x, 32)) return 'it is not written as RFC 8037 asks'
    return { jwk: { kty, crv, x }, algorithms: ['EdDSA', 'Ed25519'] }
  }
  return 'it is of a kind that is not used'
}

function isBase64url(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 2048 && /^[A-Za-z0-9_-]+$/.test(value)
}

function hasBytes(value: unknown, bytes: number): value is string {
  return isBase64url(value) && Buffer.from(value, 'base64url').length === bytes
}

function bitLength(base64url: string): number {
  const bytes = Buffer.from(base64url, 'base64url')
  const first = bytes.findIndex((byte) => byte !== 0)
  return first === -1 ? 0 : (bytes.length - first) * 8 - (Math.clz32(bytes[first] ?? 0) - 24)
}

/** Odd, at least 3, at most 32 bits: a longer one only costs time (1 would make every signature right). */
function isSoundExponent(base64url: string): boolean {
  const bytes = Buffer.from(base64url, 'base64url')
  if (bytes.length === 0 || bytes.length > 4) return false
  const value = bytes.readUIntBE(0, bytes.length)
  return value >= 3 && value % 2 === 1
}

function sameKey(a: PublicKey, b: PublicKey): boolean {
  return a.kid === b.kid && JSON.stringify(a) === JSON.stringify(b)
}
