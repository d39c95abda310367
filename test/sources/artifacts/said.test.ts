import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readArtifactsList } from '../../../src/sources/artifacts/artifacts-list.ts'
import { isChecksumsName, readChecksums } from '../../../src/sources/artifacts/checksums.ts'
import { readImages } from '../../../src/sources/artifacts/images.ts'
import { TurnpikeError } from '../../../src/errors.ts'
import { sha256 } from './make.ts'

const [ONE, TWO] = [sha256('1'), sha256('2')]
const hex = (digest: string) => digest.slice('sha256:'.length)

describe('a checksums file', () => {
  test('has lines in every form that tools write', () => {
    const text = [
      `${hex(ONE)}  text mode.zip`,
      `${hex(ONE).toUpperCase()} *dist/binary.zip`,
      `SHA256 (bsd (1).zip) = ${hex(TWO)}`,
      `SHA256(openssl.zip)= ${hex(TWO)}`,
      `\\${hex(TWO)}  new\\nline\\\\.zip`,
      '',
      'd41d8cd98f00b204e9800998ecf8427e  md5.zip',
      'MD5 (md5.zip) = d41d8cd98f00b204e9800998ecf8427e',
      `${hex(ONE)}${hex(TWO)}  sha512.zip`,
    ].join('\r\n')
    expect(readChecksums(text, 'SHA256SUMS').map(({ file, digest, line }) => [file, digest, line])).toEqual([
      ['text mode.zip', ONE, 1],
      ['dist/binary.zip', ONE, 2],
      ['bsd (1).zip', TWO, 3],
      ['openssl.zip', TWO, 4],
      ['new\nline\\.zip', TWO, 5],
    ])
  })

  test('of one bare digest is about the file it is named after', () => {
    expect(readChecksums(`${hex(ONE)}\n`, 'shop.tgz.sha256')).toEqual([
      { file: 'shop.tgz', digest: ONE, line: 1 },
    ])
    expect(() => readChecksums(`${hex(ONE)}\n`, 'SHA256SUMS')).toThrow('holds no line of SHA-256')
  })

  test('that says two things of one file says nothing', () => {
    expect(() => readChecksums(`${hex(ONE)}  a\n${hex(TWO)}  a\n`, 'SUMS')).toThrow(
      'SUMS names "a" with two digests, in lines 1 and 2',
    )
    expect(readChecksums(`${hex(ONE)}  a\n${hex(ONE)} *a\n`, 'SUMS')).toHaveLength(1)
  })

  test('of too many lines is not read', () => {
    expect(() => readChecksums('\n'.repeat(20_000), 'SUMS')).toThrow('20001 lines; at most 10000 are read')
  })

  test.each([
    'SHA256SUMS',
    'sha256sum.txt',
    'checksums.txt',
    'shop_1.2_checksums.txt',
    'a.tgz.sha256',
    'checksums_sha256.txt',
  ])('is known by its name: %s', (name) => expect(isChecksumsName(name)).toBe(true))
  test.each(['SHA512SUMS', 'a.sha1', 'checksums.json', 'mychecksums.ts', 'go.sum'])(
    'is not named %s',
    (name) => expect(isChecksumsName(name)).toBe(false),
  )
})

describe("the runner's list", () => {
  const list = (...subjects: unknown[]) => JSON.stringify({ version: 1, subjects })

  test('names files and images', () => {
    const text = list(
      { name: 'file:///home/x/dist/shop.tgz', digest: ONE, kind: 'file' },
      { name: `oci://ghcr.io/acme/shop@${TWO}`, digest: TWO, kind: 'oci' },
    )
    expect(readArtifactsList(text).map(({ artifact }) => artifact)).toEqual([
      { digest: ONE, purl: `pkg:generic/shop.tgz?checksum=${ONE}` },
      { digest: TWO, purl: `pkg:oci/shop@${TWO}?repository_url=ghcr.io%2Facme%2Fshop` },
    ])
    expect(readArtifactsList(' \n')).toEqual([])
    expect(readArtifactsList(list())).toEqual([])
  })

  test.each([
    ['no JSON', '{', 'is not JSON'],
    ['another version', '{"version":2,"subjects":[]}', 'is not {"version":1'],
    ['no name', list({ digest: ONE, kind: 'file' }), 'says no name for subject 0'],
    ['no digest', list({ name: 'a', digest: 'sha256:x', kind: 'file' }), 'says no sha256'],
    ['another kind', list({ name: 'a', digest: ONE, kind: 'blob' }), 'neither file nor oci'],
    ['too many', list(...Array.from({ length: 501 }, () => ({}))), 'holds 501 subjects'],
  ])('with %s is a mistake, and never an empty list', (_, text, why) => {
    expect(() => readArtifactsList(text)).toThrow(TurnpikeError)
    expect(() => readArtifactsList(text)).toThrow(why)
  })
})

describe('what a tool says of its image', () => {
  const purl = (name: string, digest = ONE) =>
    `pkg:oci/${name.split('/').at(-1) ?? ''}@${digest}?repository_url=${encodeURIComponent(name)}`

  test.each([
    [
      'buildx, docker/build-push-action',
      JSON.stringify({
        'buildx.build.provenance': {},
        'containerimage.config.digest': TWO,
        'containerimage.digest': ONE,
        'image.name': 'ghcr.io/acme/shop:1.2,ghcr.io/acme/shop:latest',
      }),
      [purl('ghcr.io/acme/shop')],
    ],
    [
      'bake',
      JSON.stringify({
        'buildx.build.warnings': [],
        shop: { 'containerimage.digest': ONE, 'image.name': 'ghcr.io/acme/shop' },
        admin: { 'containerimage.digest': TWO, 'image.name': 'ghcr.io/acme/admin' },
      }),
      [purl('ghcr.io/acme/shop'), purl('ghcr.io/acme/admin', TWO)],
    ],
    [
      'jib',
      JSON.stringify({ image: 'ghcr.io/acme/shop', imageId: TWO, imageDigest: ONE, tags: ['latest'] }),
      [purl('ghcr.io/acme/shop')],
    ],
    ['podman, buildah, kaniko', `${ONE}\n`, [undefined]],
    [
      'ko, kaniko with names',
      `ghcr.io/acme/shop@${ONE}\nghcr.io/acme/admin:1@${TWO}\n`,
      [purl('ghcr.io/acme/shop'), purl('ghcr.io/acme/admin', TWO)],
    ],
  ])('%s', (_, text, expected) => {
    expect(readImages(text).map((each) => each.purl)).toEqual(expected)
  })

  test.each([
    ['nothing', ''],
    ['the digest of the configuration only', JSON.stringify({ 'containerimage.config.digest': ONE })],
    ['a digest that is none', JSON.stringify({ 'containerimage.digest': `${ONE}00` })],
    ['prose', `the image is ${ONE}`],
    ['two digests in a line', `${ONE} ${TWO}`],
    ['broken JSON', '{"containerimage.digest":'],
    ['too many images', `${ONE}\n`.repeat(65)],
    ['another algorithm', `sha512:${hex(ONE)}${hex(TWO)}`],
  ])('is refused where it says %s', (_, text) => {
    expect(() => readImages(text)).toThrow(TurnpikeError)
  })

  test('may be any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.string().map((text) => `${text}@${ONE}`),
        ),
        (text) => {
          try {
            for (const { digest } of readImages(text)) expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/u)
          } catch (error) {
            expect(error).toMatchObject({ code: 'INVALID_REPORT' })
          }
        },
      ),
    )
  })
})
