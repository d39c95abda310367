import { describe, expect, test } from '@jest/globals'
import { readNpmPackage } from '../../../src/sources/artifacts/npm.ts'
import { readJar, readPomProperties } from '../../../src/sources/artifacts/maven.ts'
import { readLayoutArchive, readLayoutIndex } from '../../../src/sources/artifacts/oci-layout.ts'
import { readPom } from '../../../src/sources/artifacts/pom.ts'
import { readSdist, readWheel } from '../../../src/sources/artifacts/pypi.ts'
import { fileOf, inflate, inPieces, sha256, tar, zip } from './make.ts'

const DIGEST = sha256('bytes')
const MOST = 1024 * 1024
const npm = async (manifest: string) =>
  await readNpmPackage(inPieces(tar([{ name: 'package/package.json', body: manifest }])), DIGEST, MOST)

describe('an npm package', () => {
  test('is named by the package.json at its top, wherever in the archive that is', async () => {
    const entries = [
      { name: 'package/node_modules/evil/package.json', body: '{"name":"evil","version":"1.0.0"}' },
      { name: 'package/package.json', body: '{"name":"@acme/shop","version":"1.2.3"}' },
    ]
    expect(await readNpmPackage(inPieces(tar(entries)), DIGEST, MOST)).toEqual({
      digest: DIGEST,
      purl: `pkg:npm/%40acme/shop@1.2.3?checksum=${DIGEST}`,
    })
  })

  test.each([
    ['{"name":"../../x","version":"1.0.0"}', 'no name that npm takes'],
    ['{"name":"a/b/c","version":"1.0.0"}', 'no name that npm takes'],
    ['{"name":"shop"}', 'no version that npm takes'],
    [`{"name":"shop","version":"1.0.0?checksum=${sha256('other')}"}`, 'no version that npm takes'],
    ['[]', 'is not a JSON object'],
    ['{', 'is not a JSON object'],
  ])('is none where it says %s', async (manifest, why) => {
    await expect(npm(manifest)).rejects.toThrow(why)
  })
})

describe('a Python package', () => {
  const wheel = async (metadata: string, more: { name: string; body: string }[] = []) =>
    await readWheel(
      fileOf(zip([{ name: 'shop-1.dist-info/METADATA', body: metadata }, ...more])),
      'shop-1-py3-none-any.whl',
      DIGEST,
      inflate,
    )

  test('is named by the metadata inside, in the form of the index', async () => {
    expect(
      await wheel(
        'Metadata-Version: 2.4\r\nName: Acme.Web_Shop\r\nVersion: 1.0+local.1\r\n\r\nName: other\n',
      ),
    ).toEqual({
      digest: DIGEST,
      purl: `pkg:pypi/acme-web-shop@1.0%2Blocal.1?checksum=${DIGEST}&file_name=shop-1-py3-none-any.whl`,
    })
    const entries = [
      { name: 'shop-1/src/shop.egg-info/PKG-INFO', body: 'Name: other\nVersion: 2\n' },
      { name: 'shop-1/PKG-INFO', body: 'Name: shop\nVersion: 1\n' },
    ]
    expect((await readSdist(inPieces(tar(entries)), 'shop-1.tar.gz', DIGEST, MOST)).purl).toBe(
      `pkg:pypi/shop@1?checksum=${DIGEST}&file_name=shop-1.tar.gz`,
    )
  })

  test.each([
    ['Name: a\nName: b\nVersion: 1\n', 'says its Name twice'],
    ['Version: 1\n', 'without a name'],
    ['Name: a b\nVersion: 1\n', 'without a name'],
    ['Name: a\n', 'without a version'],
    ['\nName: a\nVersion: 1\n', 'without a name'],
  ])('is none where it says %j', async (metadata, why) => {
    await expect(wheel(metadata)).rejects.toThrow(why)
  })

  test('is none where two folders of it say so', async () => {
    const other = { name: 'other-1.dist-info/METADATA', body: 'Name: other\nVersion: 1\n' }
    await expect(wheel('Name: a\nVersion: 1\n', [other])).rejects.toThrow('more than one METADATA')
  })
})

describe('a jar', () => {
  const properties = (artifact: string, version = '1.0') =>
    `#Generated\ngroupId=org.acme\nartifactId=${artifact}\nversion=${version}\n`
  const jar = async (file: string, inside: Record<string, string>, beside?: string) => {
    const entries = Object.entries(inside).map(([artifact, body]) => ({
      name: `META-INF/maven/org.acme/${artifact}/pom.properties`,
      body,
    }))
    const bytes = zip(entries)
    return (
      await readJar(fileOf(bytes), file, DIGEST, inflate, async () =>
        beside === undefined ? undefined : await readPom(beside),
      )
    ).purl
  }

  test('is named by its pom.properties, with its classifier', async () => {
    expect(await jar('shop-1.0.jar', { shop: properties('shop') })).toBe(
      `pkg:maven/org.acme/shop@1.0?checksum=${DIGEST}&type=jar`,
    )
    expect(await jar('shop-1.0-exec.war', { shop: properties('shop') })).toBe(
      `pkg:maven/org.acme/shop@1.0?checksum=${DIGEST}&classifier=exec&type=war`,
    )
    expect(await jar('app.jar', { shop: properties('shop') })).toContain('pkg:maven/org.acme/shop@1.0')
  })

  test('with the code of others in it is the one its name says', async () => {
    const inside = { lib: properties('lib', '9'), shop: properties('shop') }
    expect(await jar('shop-1.0.jar', inside)).toContain('/shop@1.0')
    await expect(jar('app.jar', inside)).rejects.toThrow('several pom.properties, and its name fits none')
  })

  test('that does not say it is named by the project beside it, parent and all', async () => {
    const pom = `<?xml version="1.0"?><project><parent><groupId>org.acme</groupId><version>2</version></parent>
      <!-- <artifactId>no</artifactId> --><artifactId> shop </artifactId>
      <dependencies><dependency><groupId>x</groupId><artifactId>y</artifactId><version>3</version></dependency></dependencies></project>`
    expect(await jar('shop-2.jar', {}, pom)).toContain('pkg:maven/org.acme/shop@2')
    await expect(jar('shop-2.jar', {})).rejects.toThrow('holds no META-INF/maven')
    await expect(jar('shop-2.jar', {}, pom.replace('>2<', '>${revision}<'))).rejects.toThrow(
      'holds no META-INF',
    )
  })

  test.each([
    ['<!DOCTYPE project [<!ENTITY a "b">]><project><artifactId>&a;</artifactId></project>', 'DOCTYPE'],
    ['<project><', 'is not XML'],
    [`${'<a>'.repeat(200)}`, 'more than 100 deep'],
  ])('beside a hostile project is none: %#', async (pom, why) => {
    await expect(readPom(pom)).rejects.toThrow(why)
  })

  test('says nothing by expressions or strange coordinates', () => {
    expect(readPomProperties('groupId=a\nartifactId=b\nversion=${x}\n')).toBeUndefined()
    expect(readPomProperties('groupId=a/b\nartifactId=b\nversion=1\n')).toBeUndefined()
  })
})

describe('an OCI layout', () => {
  const marker = '{"imageLayoutVersion":"1.0.0"}'
  const manifest = JSON.stringify({ schemaVersion: 2, layers: [] })
  const digest = sha256(manifest)
  const index = (annotations: Record<string, string>, ...more: unknown[]) =>
    JSON.stringify({ schemaVersion: 2, manifests: [{ digest, annotations, size: 1 }, ...more] })
  const blob = { name: `blobs/sha256/${digest.slice(7)}`, body: manifest }

  test.each([
    [{ 'io.containerd.image.name': 'docker.io/acme/shop:1' }, 'docker.io%2Facme%2Fshop'],
    [{ 'org.opencontainers.image.ref.name': 'ghcr.io/acme/shop:1' }, 'ghcr.io%2Facme%2Fshop'],
    [{ 'org.opencontainers.image.ref.name': 'localhost:5000/shop' }, 'localhost:5000%2Fshop'],
    [{ 'org.opencontainers.image.ref.name': 'latest' }, undefined],
    [{ 'org.opencontainers.image.ref.name': `x/${'y'.repeat(600)}` }, undefined],
  ])('is the manifest it names, by %j', (annotations, repository) => {
    const purl =
      repository === undefined ? {} : { purl: `pkg:oci/shop@${digest}?repository_url=${repository}` }
    expect(readLayoutIndex(marker, index(annotations))).toEqual([
      { artifact: { digest, ...purl }, blob: blob.name },
    ])
  })

  test('of one image under two tags is one', () => {
    const tags = index({ 'org.opencontainers.image.ref.name': 'a' }, { digest, annotations: {} })
    expect(readLayoutIndex(marker, tags)).toHaveLength(1)
  })

  test('in an archive is read with its manifest hashed', async () => {
    const archive = (entry: { name: string; body: string }) =>
      inPieces(tar([entry, { name: 'index.json', body: index({}) }, { name: 'oci-layout', body: marker }]))
    expect(await readLayoutArchive(archive(blob), MOST)).toEqual([{ digest }])
    await expect(readLayoutArchive(archive({ ...blob, body: 'other' }), MOST)).rejects.toThrow(
      /names a manifest sha256:.* whose bytes are sha256:/,
    )
    await expect(readLayoutArchive(archive({ ...blob, name: 'x' }), MOST)).rejects.toThrow(
      'holds no blobs/sha256/',
    )
  })

  test.each([
    ['{"imageLayoutVersion":"2"}', index({})],
    [marker, '{}'],
    [marker, '{"manifests":[{"digest":"sha512:x"}]}'],
    [marker, '{"manifests":[]}'],
    ['', index({})],
  ])('is none: %s %s', (one, other) => {
    expect(() => readLayoutIndex(one, other)).toThrow(/^(?:has an? )/)
  })
})
