import { generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { signWith } from '../../../src/cdevents/signing-key.ts'
import { materialOf } from '../../../src/cdevents/verifiable.ts'
import { createSigners, type Signers } from '../../../src/trust/signatures/signers.ts'
import { verifySignature } from '../../../src/trust/signatures/verify.ts'

const EVENT = {
  specversion: '1.0',
  id: '1',
  source: 'https://example.org/shop',
  type: 'dev.cdevents.build.finished.0.3.0',
  time: '2026-11-21T10:00:00Z',
}
const DATA = '{"outcome":"success"}'
const release = generateKeyPairSync('ed25519')
const legacy = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const stranger = generateKeyPairSync('ed25519')
const pem = (key: KeyObject) => String(key.export({ type: 'spki', format: 'pem' }))
const jenkins = { principal: { kind: 'token' as const, id: 'token:jenkins' } }
const other = { principal: { kind: 'token' as const, id: 'token:other' } }

let signers: Signers
beforeAll(async () => {
  signers = await createSigners(
    [
      { name: 'release', key: pem(release.publicKey), by: [{ id: 'token:jenkins' }] },
      { name: 'legacy', key: pem(legacy.publicKey), by: [{ id: 'token:jenkins' }, { id: 'token:other' }] },
    ],
    async () => '',
  )
})

const verify = (material: string, { attributes = EVENT, data = DATA, by = jenkins } = {}) =>
  verifySignature({ material, attributes, data: [data] }, signers, by)

interface Json {
  payload: string
  signatures: { keyid?: string; sig: string }[]
}
function changed(text: string, change: (envelope: Json) => void): string {
  const envelope = JSON.parse(Buffer.from(text, 'base64').toString()) as Json
  change(envelope)
  return Buffer.from(JSON.stringify(envelope)).toString('base64')
}

describe('a signature with a key', () => {
  test.each([
    ['release', release.privateKey],
    ['legacy', legacy.privateKey],
  ])('of %s counts', async (name, key) => {
    expect(verify(await materialOf(EVENT, DATA, signWith(key)))).toEqual({
      covered: 'core',
      which: 0,
      signer: { id: `key:${name}`, name, keyid: expect.stringMatching(/^sha256:[0-9a-f]{64}$/u) },
    })
  })

  test('is found by the name of the signer, and without a keyid', async () => {
    const named = await materialOf(EVENT, DATA, signWith(release.privateKey, 'release'))
    expect(verify(named)).toHaveProperty('signer.id', 'key:release')
    const nameless = changed(named, ({ signatures }) => delete signatures[0]!.keyid)
    expect(verify(nameless)).toHaveProperty('signer.id', 'key:release')
  })

  test('of a stranger is refused, under any keyid', async () => {
    const own = await materialOf(EVENT, DATA, signWith(stranger.privateKey))
    expect(verify(own)).toEqual({
      refused: expect.stringContaining('is not one of signers of the trust document'),
    })
    const pretending = await materialOf(EVENT, DATA, signWith(stranger.privateKey, 'release'))
    expect(verify(pretending)).toEqual({ refused: 'the signature is not one of key release' })
    const nameless = await materialOf(EVENT, DATA, signWith(stranger.privateKey, ''))
    expect(verify(nameless)).toEqual({ refused: expect.stringContaining('a key without an id') })
  })

  test('of one signer under the keyid of another is refused', async () => {
    expect(verify(await materialOf(EVENT, DATA, signWith(release.privateKey, 'legacy')))).toHaveProperty(
      'refused',
    )
  })

  test('of another event, other data or other attributes is refused', async () => {
    const material = await materialOf(EVENT, DATA, signWith(release.privateKey))
    const differs = { refused: 'the data or a context attribute is not what was signed' }
    expect(verify(material, { data: '{"outcome":"failure"}' })).toEqual(differs)
    for (const attributes of [
      { ...EVENT, id: '2' },
      { ...EVENT, source: 'https://example.org/evil' },
      { ...EVENT, time: '2026-11-21T10:00:01Z' },
    ])
      expect(verify(material, { attributes })).toEqual(differs)
    expect(verify(material, { attributes: { ...EVENT, time: '2026-11-21T10:00:00.9Z' } })).toHaveProperty(
      'signer',
    )
  })

  test('with a payload put in its place is refused: the signature is over the payload', async () => {
    const mine = await materialOf({ ...EVENT, id: '2' }, DATA, signWith(stranger.privateKey))
    const payload = (JSON.parse(Buffer.from(mine, 'base64').toString()) as Json).payload
    const material = await materialOf(EVENT, DATA, signWith(release.privateKey))
    const spliced = changed(material, (envelope) => (envelope.payload = payload))
    expect(verify(spliced, { attributes: { ...EVENT, id: '2' } })).toHaveProperty('refused')
  })
})

describe('whose event it is on', () => {
  test('a signature copied under somebody else lifts nothing', async () => {
    const material = await materialOf(EVENT, DATA, signWith(release.privateKey))
    expect(verify(material, { by: other })).toEqual({
      refused: 'key:release does not sign for token:other (signers[].by of the trust document)',
    })
    expect(verify(await materialOf(EVENT, DATA, signWith(legacy.privateKey)), { by: other })).toHaveProperty(
      'signer',
    )
  })

  test('of two right signatures the one that may sign for the sender counts', async () => {
    const one = await materialOf(EVENT, DATA, signWith(release.privateKey))
    const two = await materialOf(EVENT, DATA, signWith(legacy.privateKey))
    const more = (JSON.parse(Buffer.from(two, 'base64').toString()) as Json).signatures
    const both = changed(one, ({ signatures }) => signatures.push(...more))
    expect(verify(both, { by: other })).toHaveProperty('signer.id', 'key:legacy')
    expect(verify(both)).toHaveProperty('signer.id', 'key:release')
  })
})

describe('several signatures', () => {
  test('one right one beside wrong ones is enough, in any order', async () => {
    const material = await materialOf(EVENT, DATA, signWith(release.privateKey))
    const bad = { keyid: 'release', sig: Buffer.alloc(64, 1).toString('base64') }
    for (const place of ['push', 'unshift'] as const)
      expect(verify(changed(material, ({ signatures }) => signatures[place](bad)))).toHaveProperty('signer')
  })

  test('only wrong ones are refused', async () => {
    const bad = { keyid: 'release', sig: Buffer.alloc(64, 1).toString('base64') }
    const material = await materialOf(EVENT, DATA, signWith(release.privateKey))
    const two = changed(material, (envelope) => (envelope.signatures = [bad, { ...bad, keyid: 'legacy' }]))
    expect(verify(two)).toEqual({ refused: 'the signature is not one of key release' })
  })

  test('are tried a bounded number of times, however many keys there are', async () => {
    const many = await createSigners(
      Array.from({ length: 100 }, (_, n) => ({
        name: `k${n}`,
        key: pem(generateKeyPairSync('ed25519').publicKey),
        by: [{ id: 'token:jenkins' }],
      })),
      async () => '',
    )
    const last = { ...many, keys: [...many.keys, ...signers.keys] }
    const nameless = await materialOf(EVENT, DATA, signWith(release.privateKey, ''))
    const signed = { material: nameless, attributes: EVENT, data: [DATA] }
    expect(verifySignature(signed, last, jenkins)).toHaveProperty('refused')
    const named = { ...signed, material: await materialOf(EVENT, DATA, signWith(release.privateKey)) }
    expect(verifySignature(named, last, jenkins)).toHaveProperty('signer')
  })
})

describe('signers', () => {
  test('with a key that is none are unusable, and the others are not', async () => {
    const made = await createSigners(
      [
        { name: 'broken', key: 'x', by: [{ id: 'token:jenkins' }] },
        { name: 'release', key: pem(release.publicKey), by: [{ id: 'token:jenkins' }] },
        {
          name: 'root',
          sigstore: { trustedRoot: 'r', issuer: 'i', identity: 'x' },
          by: [{ id: 'token:jenkins' }],
        },
      ],
      () => Promise.reject(new Error('no such file')),
    )
    expect(made.keys.map(({ name }) => name)).toEqual(['release'])
    expect(made.unusable).toEqual([
      { name: 'broken', why: expect.stringContaining('signer broken: is not a public key') },
      { name: 'root', why: 'no such file' },
    ])
  })

  test('a Sigstore signature where no Sigstore is configured is of nobody known', async () => {
    const material = await materialOf(EVENT, DATA, signWith(release.privateKey))
    const dressed = changed(material, ({ signatures }) => Object.assign(signatures[0]!, { sigstore: {} }))
    expect(verify(dressed)).toEqual({ refused: expect.stringContaining('a Sigstore certificate') })
  })

  test('say which of several readings of the data was signed', async () => {
    const material = await materialOf(EVENT, ` ${DATA}`, signWith(release.privateKey))
    const data = [DATA, ` ${DATA}`]
    expect(verifySignature({ material, attributes: EVENT, data }, signers, jenkins)).toHaveProperty(
      'which',
      1,
    )
  })
})
