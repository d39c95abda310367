import { generateKeyPairSync, sign as signDer } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { isSignedBy, keyIdOf, privateKeyIn, publicKeyIn, signWith } from '../../src/cdevents/signing-key.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const sign = signWith(privateKey)

describe('keys', () => {
  const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const bytes = Buffer.from('signed')

  test('a signature is of its own key, kind and bytes', async () => {
    const ed = sign(bytes).sig
    const ec = signWith(p256.privateKey)(bytes).sig
    expect(isSignedBy(publicKey, bytes, ed)).toBe(true)
    expect(isSignedBy(p256.publicKey, bytes, ec)).toBe(true)
    expect(isSignedBy(p256.publicKey, bytes, ed)).toBe(false)
    expect(isSignedBy(publicKey, bytes, ec)).toBe(false)
    expect(isSignedBy(publicKey, Buffer.from('other'), ed)).toBe(false)
    expect(isSignedBy(generateKeyPairSync('ed25519').publicKey, bytes, ed)).toBe(false)
    for (const sig of [Buffer.alloc(0), Buffer.alloc(64), Buffer.alloc(70), Buffer.alloc(5000)]) {
      expect(isSignedBy(publicKey, bytes, sig)).toBe(false)
      expect(isSignedBy(p256.publicKey, bytes, sig)).toBe(false)
    }
  })

  test('ECDSA in DER is read as well', () => {
    expect(isSignedBy(p256.publicKey, bytes, signDer('sha256', bytes, p256.privateKey))).toBe(true)
  })

  test('other kinds, and what is no key, are refused without a word of the text', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' })
    const pem = (key: KeyObject, type: 'spki' | 'pkcs8') => String(key.export({ type, format: 'pem' }))
    expect(() => publicKeyIn(pem(rsa.publicKey, 'spki'), 'k')).toThrow('k: is a key of type rsa')
    expect(() => publicKeyIn(pem(p384.publicKey, 'spki'), 'k')).toThrow('use Ed25519 or ECDSA P-256')
    expect(() => publicKeyIn(pem(privateKey, 'pkcs8'), 'k')).toThrow('holds a private key')
    expect(() => privateKeyIn('secret words', 'k')).toThrow(/^k: is not a private key in PEM/u)
    expect(() => privateKeyIn('secret words', 'k')).not.toThrow('secret words')
    expect(keyIdOf(privateKeyIn(pem(privateKey, 'pkcs8'), 'k'))).toBe(keyIdOf(publicKey))
  })
})
