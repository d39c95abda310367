import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readTar } from '../../../src/sources/artifacts/tar.ts'
import { readZip } from '../../../src/sources/artifacts/zip.ts'
import { TurnpikeError } from '../../../src/errors.ts'
import { fileOf, inflate, inPieces, pax, tar, zip } from './make.ts'

const MOST = 1024 * 1024
const one = (name: string) => (each: string) => each === name
const untar = async (bytes: Uint8Array, wanted = one('a/b'), size?: number, most = MOST) => {
  const entries = await readTar(inPieces(bytes, size), wanted, most)
  return Object.fromEntries([...entries].map(([name, body]) => [name, Buffer.from(body).toString()]))
}
const unzip = async (bytes: Uint8Array, wanted = one('a/b')) => {
  const entries = await readZip(fileOf(bytes), wanted, inflate)
  return Object.fromEntries([...entries].map(([name, body]) => [name, Buffer.from(body).toString()]))
}

describe('a tar archive', () => {
  const whole = tar([
    { name: 'a/', flag: '5' },
    { name: 'a/other', body: 'x'.repeat(2000) },
    { name: './a/b', body: 'text' },
  ])

  test.each([1, 7, 511, 512, 513, 100_000])(
    'gives what is wanted, however it comes: pieces of %d',
    async (size) => {
      expect(await untar(whole, one('a/b'), size)).toEqual({ 'a/b': 'text' })
    },
  )

  test('knows names that are longer than a header: prefix, GNU, pax', async () => {
    const long = `${'d/'.repeat(120)}file`
    for (const entries of [
      [{ name: 'file', prefix: 'd/'.repeat(60).slice(0, -1), body: '1' }],
      [
        { name: '././@LongLink', flag: 'L', body: `${long}\0` },
        { name: 'cut', body: '1' },
      ],
      [
        { name: 'PaxHeader', flag: 'x', body: pax('mtime', '1') + pax('path', long) + pax('size', '1') },
        { name: 'cut', body: '1' },
      ],
    ])
      expect(Object.values(await untar(tar(entries), (name) => name.endsWith('d/file')))).toEqual(['1'])
  })

  test.each([
    [
      'a name twice',
      tar([
        { name: 'a/b', body: '1' },
        { name: './a/b', body: '2' },
      ]),
      'holds a/b twice',
    ],
    [
      'a second name by pax',
      tar([
        { name: 'a/b', body: '1' },
        { name: 'p', flag: 'x', body: pax('path', 'a/b') },
        { name: 'c', body: '2' },
      ]),
      'holds a/b twice',
    ],
    [
      'an entry of two sizes',
      tar([
        { name: 'p', flag: 'x', body: pax('size', '9') },
        { name: 'a/b', body: '2' },
      ]),
      'two sizes',
    ],
    ['a broken pax header', tar([{ name: 'p', flag: 'x', body: '99 path=a\n' }]), 'broken pax header'],
    ['no end', whole.subarray(0, 1100), 'ends in the middle'],
    ['something else in it', Buffer.from('x'.repeat(1024)), 'is not a tar archive'],
    ['too much that is wanted', tar([{ name: 'a/b', body: Buffer.alloc(MOST + 1) }]), 'at most'],
  ])('with %s is refused', async (_, bytes, why) => {
    await expect(untar(bytes, one('a/b'), 4096, 4 * MOST)).rejects.toThrow(why)
  })

  test('that unpacks to more than is allowed is left', async () => {
    await expect(untar(tar([{ name: 'x', body: Buffer.alloc(MOST) }]))).rejects.toThrow(
      'unpacks to more than 1 MiB',
    )
  })

  test('that is a link named like what is wanted is not it', async () => {
    expect(await untar(tar([{ name: 'a/b', flag: '2' }]))).toEqual({})
  })

  test('may be any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const broken = Buffer.from(whole)
        broken[at] = byte
        await onlyRefusals(untar(broken, () => true))
      }),
    )
  })
})

describe('a zip archive', () => {
  const whole = zip(
    [
      { name: 'a/other', body: 'x'.repeat(2000) },
      { name: 'a/b', body: 'text' },
    ],
    'a comment',
  )

  test('gives what is wanted, packed or not', async () => {
    expect(await unzip(whole)).toEqual({ 'a/b': 'text' })
    expect(await unzip(zip([{ name: 'a/b', body: 'text', stored: true }]))).toEqual({ 'a/b': 'text' })
  })

  test('behind other bytes that end like one is read by its own end', async () => {
    const inner = zip([{ name: 'a/b', body: 'inner' }])
    expect(
      await unzip(
        zip([
          { name: 'x', body: inner, stored: true },
          { name: 'a/b', body: 'outer' },
        ]),
      ),
    ).toEqual({
      'a/b': 'outer',
    })
  })

  test.each([
    [
      'a name twice',
      zip([
        { name: 'a/b', body: '1' },
        { name: 'a/b', body: '2' },
      ]),
      'holds a/b twice',
    ],
    ['an entry of two names', zip([{ name: 'a/b', localName: 'a/c', body: '1' }]), 'and also something else'],
    ['an entry of two sizes', zip([{ name: 'a/b', body: 'text', size: 3 }]), /broken entry|two sizes/],
    ['a bomb', zip([{ name: 'a/b', body: Buffer.alloc(8 * MOST), size: 10 }]), 'broken entry'],
    ['no end', whole.subarray(0, -3), 'is not a zip archive'],
    ['nothing in it', Buffer.alloc(0), 'is not a zip archive'],
  ])('with %s is refused', async (_, bytes, why) => {
    await expect(unzip(bytes)).rejects.toThrow(why)
  })

  test('may be any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const broken = Buffer.from(whole)
        broken[at] = byte
        await onlyRefusals(unzip(broken, () => true))
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        await onlyRefusals(unzip(bytes, () => true))
      }),
    )
  })
})

/** Whatever was sent: an answer, or a refusal in words; never another error. */
async function onlyRefusals(answer: Promise<unknown>): Promise<void> {
  try {
    await answer
  } catch (error) {
    expect(error).toBeInstanceOf(TurnpikeError)
    expect(error).toMatchObject({ code: 'INVALID_REPORT' })
  }
}
