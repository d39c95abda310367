/** Over 300 lines: the extension's protocol, rule by rule. */
import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { preAuthEncoding, readEnvelope } from '../../src/cdevents/dsse.ts'
import { isSignedBy, signWith } from '../../src/cdevents/signing-key.ts'
import {
  compareDigests,
  materialOf,
  MAX_MATERIAL,
  PAYLOAD_TYPE,
  readMaterial,
} from '../../src/cdevents/verifiable.ts'
import type { Attributes, Material } from '../../src/cdevents/verifiable.ts'
import { corrected, FORMER, MISPRINTED, VECTOR_KEY, VECTORS } from './vectors.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const sign = signWith(privateKey)
const EVENT = {
  specversion: '1.0',
  id: '1',
  source: 'https://example.org/shop',
  type: 'dev.cdevents.build.finished.0.3.0',
  subject: 'b1',
  time: '2026-11-21T10:00:00.500Z',
  datacontenttype: 'application/json',
}
const DATA = '{"hello":"world"}'

function read(material: string): Material {
  const result = readMaterial(material)
  if ('corrupted' in result) throw new Error(result.corrupted)
  return result
}

const isRight = (material: Material, key = publicKey) =>
  material.envelope.signatures.some(({ sig }) => isSignedBy(key, material.signed, sig))

const ALL = [...VECTORS, ...MISPRINTED.map((vector) => ({ ...vector, material: corrected(vector) }))]

describe('the vectors of the extension', () => {
  test.each(ALL)('case $name verifies', (vector) => {
    const material = read(vector.material)
    expect(isRight(material, VECTOR_KEY)).toBe(true)
    expect(material.envelope.signatures[0]?.keyid).toBe('testkey')
    expect(compareDigests(material, vector.event, vector.data)).toEqual({
      covered: material.ext === undefined ? 'core' : 'core and extensions',
    })
  })

  test.each(ALL)('case $name: the payload made here is the same, byte for byte', async (vector) => {
    const expected = read(vector.material)
    const made = await materialOf(vector.event, vector.data, sign, {
      extensions: expected.ext?.names ?? [],
    })
    expect(Buffer.from(read(made).envelope.payload).toString()).toBe(
      Buffer.from(expected.envelope.payload).toString(),
    )
  })

  test.each(ALL)('case $name with other data or another id does not', (vector) => {
    const material = read(vector.material)
    expect(compareDigests(material, vector.event, '{"hello":"sun"}')).toHaveProperty('differs')
    expect(compareDigests(material, { ...vector.event, id: '2' }, vector.data)).toHaveProperty('differs')
  })

  test('case 4 is case 3 in another time zone', () => {
    expect(VECTORS[1]?.material).toBe(VECTORS[0]?.material)
  })

  test.each(MISPRINTED)('case $name as it is printed is discarded', ({ material }) => {
    expect(readMaterial(material)).toEqual({ corrupted: 'the payload is not a JSON object' })
  })

  test.each(FORMER)('case $name has the payload of a former draft, and is discarded', (vector) => {
    expect(readMaterial(vector.material)).toEqual({ corrupted: 'the payload is not a JSON object' })
    const bare = readEnvelope(Buffer.from(vector.material, 'base64').toString())
    if ('corrupted' in bare) throw new Error(bare.corrupted)
    const signed = preAuthEncoding(PAYLOAD_TYPE, bare.payload)
    expect(isSignedBy(VECTOR_KEY, signed, bare.signatures[0]!.sig)).toBe(true)
  })
})

/** Material with any payload and envelope, rightly signed: form is judged, not only signatures. */
async function forged(
  payload: unknown,
  change: (envelope: Record<string, unknown>) => unknown = (one) => one,
) {
  const bytes = Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload))
  const { keyid, sig } = sign(bytes)
  const envelope = {
    payloadType: PAYLOAD_TYPE,
    payload: bytes.toString('base64'),
    signatures: [{ keyid, sig: Buffer.from(sig).toString('base64') }],
  }
  const changed = change(envelope)
  return Buffer.from(typeof changed === 'string' ? changed : JSON.stringify(changed)).toString('base64')
}

const D32 = Buffer.alloc(32, 7).toString('base64')
const why = async (payload: unknown, change?: Parameters<typeof forged>[1]) => {
  const result = readMaterial(await forged(payload, change))
  return 'corrupted' in result ? result.corrupted : 'read'
}

describe('what is discarded for its form', () => {
  test.each([
    ['8a, a name twice', { core: D32, ext: D32, signedextattrs: ['exta', 'exta'] }, 'a name twice'],
    ['8b, a core attribute', { core: D32, ext: D32, signedextattrs: ['exta', 'id'] }, 'must not have "id"'],
    ['8b, time', { core: D32, ext: D32, signedextattrs: ['time'] }, 'must not have "time"'],
    ['8c, the material itself', { core: D32, ext: D32, signedextattrs: ['dssematerial'] }, 'must not have'],
    ['8d, names without a digest', { core: D32, signedextattrs: ['exta'] }, 'without the other'],
    ['8e, a digest without names', { core: D32, ext: D32 }, 'without the other'],
    ['an empty list of names', { core: D32, ext: D32, signedextattrs: [] }, 'empty'],
    [
      'the data as an attribute',
      { core: D32, ext: D32, signedextattrs: ['data'] },
      'no name of an attribute',
    ],
    ['capitals', { core: D32, ext: D32, signedextattrs: ['extA'] }, 'no name of an attribute'],
    ['names that are no list', { core: D32, ext: D32, signedextattrs: 'exta' }, 'not a list'],
    ['names that are no text', { core: D32, ext: D32, signedextattrs: [1] }, 'not a list'],
    [
      'too many names',
      { core: D32, ext: D32, signedextattrs: [...Array(65).keys()].map((n) => `a${n}`) },
      'at most',
    ],
    ['no core', { ext: D32, signedextattrs: ['exta'] }, 'core digest'],
    ['a core of 31 bytes', { core: Buffer.alloc(31).toString('base64') }, 'core digest'],
    ['a core of 33 bytes', { core: Buffer.alloc(33).toString('base64') }, 'core digest'],
    [
      'an ext of 16 bytes',
      { core: D32, ext: Buffer.alloc(16).toString('base64'), signedextattrs: ['a'] },
      'ext digest',
    ],
    ['a core that is null', { core: null }, 'core digest'],
    ['a list', [D32], 'not a JSON object'],
    ['no JSON', 'core', 'not a JSON object'],
    ['two cores', `{"core":"${D32}","core":"${D32}"}`, 'has "core" twice'],
    ['two cores, one escaped', `{"core":"${D32}","\\u0063ore":"${D32}"}`, 'has "core" twice'],
  ])('%s', async (_name, payload, message) => {
    expect(await why(payload)).toContain(message)
  })

  test.each([
    [
      'another payloadType',
      (one) => ({ ...one, payloadType: 'application/vnd.in-toto+json' }),
      'payloadType',
    ],
    ['a former payloadType', (one) => ({ ...one, payloadType: `${PAYLOAD_TYPE}/` }), 'payloadType'],
    ['no signatures', (one) => ({ ...one, signatures: [] }), 'no signatures'],
    [
      '17 signatures',
      (one) => ({ ...one, signatures: Array(17).fill((one.signatures as unknown[])[0]) }),
      'at most 16',
    ],
    ['a signature that is text', (one) => ({ ...one, signatures: ['x'] }), 'not a JSON object'],
    ['an empty signature', (one) => ({ ...one, signatures: [{ keyid: '', sig: '' }] }), 'not base64'],
    ['a keyid that is a number', (one) => ({ ...one, signatures: [{ keyid: 1, sig: 'AAAA' }] }), 'keyid'],
    ['a payload that is no base64', (one) => ({ ...one, payload: '{}' }), 'not base64'],
    [
      'two payloads',
      (one) =>
        JSON.stringify(one).replace('"payload":', `"payload":"e30=",   \n${' '.repeat(100)}"payload"  :`),
      'has "payload" twice',
    ],
    ['a byte order mark', (one) => `\uFEFF${JSON.stringify(one)}`, 'not a JSON object'],
    ['a list', (one) => [one], 'not a JSON object'],
  ] as [string, Parameters<typeof forged>[1], string][])(
    'an envelope with %s',
    async (_name, change, message) => {
      expect(await why({ core: D32 }, change)).toContain(message)
    },
  )

  test('members nobody knows are ignored, at every level', async () => {
    expect(
      await why({ core: D32, more: 1 }, (one) => ({
        ...one,
        more: { payload: 'x' },
        signatures: [{ ...(one.signatures as object[])[0], cert: 'x' }],
      })),
    ).toBe('read')
  })

  test('material that is not UTF-8, not base64 or huge', () => {
    expect(readMaterial(Buffer.from([0x7b, 0xff, 0x7d]).toString('base64'))).toEqual({
      corrupted: 'the material is not UTF-8',
    })
    for (const text of ['%', 'e30', 'e30 =', 'e30=\n', 'e3 0=', 'e31=', 'e', '====', 'e30==', 'e30=e30='])
      expect(readMaterial(text)).toHaveProperty('corrupted')
    expect(readMaterial('A'.repeat(MAX_MATERIAL + 1))).toEqual({
      corrupted: expect.stringContaining('at most'),
    })
  })

  test('nesting ten thousand deep does not crash', () => {
    const deep = Buffer.from(`${'['.repeat(10_000)}${']'.repeat(10_000)}`).toString('base64')
    expect(readMaterial(deep)).toHaveProperty('corrupted')
  })
})

describe('base64', () => {
  test('the URL-safe alphabet and absent padding are the same material', async () => {
    const material = await materialOf(EVENT, DATA, sign)
    const safe = material.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
    expect(isRight(read(safe))).toBe(true)
  })

  test('left-over bits are refused, so that one material has no second text', () => {
    const bytes = Buffer.from('{}').toString('base64')
    expect(bytes).toBe('e30=')
    expect(readMaterial('e31=')).toEqual({ corrupted: 'the material is not base64' })
  })
})

describe('time', () => {
  const covers = async (signed: string, received: unknown) => {
    const material = read(await materialOf({ ...EVENT, time: signed }, DATA, sign))
    return 'covered' in compareDigests(material, { ...EVENT, time: received }, DATA)
  }

  test.each([
    ['2026-11-21T10:00:00Z', '2026-11-21T10:00:00.999999Z', true],
    ['2026-11-21T10:00:00.1Z', '2026-11-21T10:00:00.9Z', true],
    ['2026-11-21T10:00:00Z', '2026-11-21T10:00:01Z', false],
    ['2026-11-21T10:00:00.999Z', '2026-11-21T10:00:01.000Z', false],
    ['2026-11-21T10:00:00Z', '2026-11-21T11:00:00+01:00', true],
    ['2026-11-21T10:00:00Z', '2026-11-21T04:30:00-05:30', true],
    ['2026-11-21T10:00:00Z', '2026-11-21T10:00:00', true],
    ['2026-11-21T10:00:00Z', '2026-11-21t10:00:00z', true],
    ['2026-11-20T23:30:00Z', '2026-11-21T00:30:00+01:00', true],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:59:60+01:00', true],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59Z', false],
    ['0001-01-01T00:00:00Z', '0001-01-01T01:00:00+01:00', true],
    ['2026-11-21T10:00:00Z', '2026-02-30T10:00:00Z', false],
    ['2026-11-21T10:00:00Z', 'yesterday', false],
    ['2026-11-21T10:00:00Z', undefined, false],
    ['2026-11-21T10:00:00Z', 1795255200, false],
  ])('%s and %s: %s', async (signed, received, same) => {
    expect(await covers(signed, received)).toBe(same)
  })

  test.each([
    'yesterday',
    '2026-13-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '9999-12-31T23:59:59-01:00',
    '2026-11-21',
  ])('%s cannot be signed', async (time) => {
    await expect(materialOf({ ...EVENT, time }, DATA, sign)).rejects.toThrow('the time is not RFC 3339')
  })
})

describe('what a signature covers', () => {
  test.each(['id', 'source', 'specversion', 'type', 'datacontenttype', 'subject', 'time'])(
    '%s cannot be changed or taken away',
    async (name) => {
      const material = read(await materialOf(EVENT, DATA, sign))
      const changed = name === 'time' ? '2026-11-21T12:00:00Z' : 'other'
      expect(compareDigests(material, { ...EVENT, [name]: changed }, DATA)).toHaveProperty('differs')
      const without: Attributes = { ...EVENT, [name]: undefined }
      expect(compareDigests(material, without, DATA)).toHaveProperty('differs')
    },
  )

  test('a schema cannot be put in, and attributes cannot swap their values', async () => {
    const material = read(await materialOf(EVENT, DATA, sign))
    expect(compareDigests(material, { ...EVENT, dataschema: 'x:y' }, DATA)).toHaveProperty('differs')
    const swapped = { ...EVENT, id: EVENT.source, source: EVENT.id }
    expect(compareDigests(material, swapped, DATA)).toHaveProperty('differs')
  })

  test('white space in the data is data', async () => {
    const material = read(await materialOf(EVENT, DATA, sign))
    expect(compareDigests(material, EVENT, '{"hello": "world"}')).toHaveProperty('differs')
    expect(compareDigests(material, EVENT, Buffer.from(DATA))).toEqual({ covered: 'core' })
  })

  test('extension attributes that are not named may come and go; named ones may not', async () => {
    const event = { ...EVENT, exta: 'a', extb: true, extc: 42, extd: 'd' }
    const extensions = ['extc', 'exta', 'extb']
    const material = read(await materialOf(event, DATA, sign, { extensions }))
    const compare = (other: Attributes) => compareDigests(material, { ...event, ...other }, DATA)
    expect(compare({ extd: 'other', exte: [1] })).toEqual({ covered: 'core and extensions' })
    // In headers every value is text.
    expect(compare({ extb: 'true', extc: '42' })).toEqual({ covered: 'core and extensions' })
    for (const other of [{ exta: 'b' }, { extb: false }, { extc: 43 }, { exta: undefined }])
      expect(compare(other)).toEqual({ differs: 'a signed extension attribute is not what was signed' })
    for (const exta of [{ a: 1 }, ['a'], 0.5, 2 ** 31, '\ud800'])
      expect(compare({ exta })).toEqual({ differs: expect.stringContaining('not of a CloudEvents type') })
  })

  test('attributes whose type is not known are skipped, and that is said', async () => {
    const event = { ...EVENT, exta: 'a' }
    const material = read(await materialOf(event, DATA, sign, { extensions: ['exta'] }))
    expect(compareDigests(material, { ...event, exta: 'b' }, DATA, () => undefined)).toEqual({
      covered: 'core, extensions skipped',
    })
  })

  test('a moment in an extension attribute has whole seconds, too', async () => {
    const event = { ...EVENT, expirytime: '2026-11-21T10:00:00.25+01:00' }
    const material = read(await materialOf(event, DATA, sign, { extensions: ['expirytime'] }))
    expect(compareDigests(material, { ...event, expirytime: '2026-11-21T09:00:00Z' }, DATA)).toEqual({
      covered: 'core and extensions',
    })
  })

  test('an attribute that is absent can be signed as absent', async () => {
    const material = read(await materialOf(EVENT, DATA, sign, { extensions: ['exta'] }))
    expect(compareDigests(material, EVENT, DATA)).toEqual({ covered: 'core and extensions' })
    expect(compareDigests(material, { ...EVENT, exta: 'x' }, DATA)).toHaveProperty('differs')
  })

  test('names of prototypes are attributes like others', async () => {
    const material = read(await materialOf(EVENT, DATA, sign, { extensions: ['constructor'] }))
    expect(compareDigests(material, EVENT, DATA)).toEqual({ covered: 'core and extensions' })
  })
})

describe('signing', () => {
  test.each([
    [['exta', 'exta'], 'a name twice'],
    [['id'], 'must not have "id"'],
    [['dssematerial'], 'must not have "dssematerial"'],
  ])('refuses %j', async (extensions, message) => {
    await expect(materialOf(EVENT, DATA, sign, { extensions })).rejects.toThrow(message)
  })

  test('refuses an attribute of no CloudEvents type, or of a type nobody knows', async () => {
    const event = { ...EVENT, exta: { a: 1 } }
    await expect(materialOf(event, DATA, sign, { extensions: ['exta'] })).rejects.toThrow('CloudEvents type')
    await expect(
      materialOf(EVENT, DATA, sign, { extensions: ['exta'], typeOf: () => undefined }),
    ).rejects.toThrow('is not known')
    await expect(materialOf({ ...EVENT, id: 1 }, DATA, sign)).rejects.toThrow('id is not Unicode text')
    await expect(materialOf({ ...EVENT, id: '\ud800' }, DATA, sign)).rejects.toThrow('id is not Unicode text')
  })

  test('of the same event is the same material with Ed25519', async () => {
    expect(await materialOf(EVENT, DATA, sign)).toBe(await materialOf(EVENT, DATA, sign))
  })
})
