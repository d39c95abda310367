import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { PackageURL } from 'packageurl-js'
import { normalisePurl } from '../../../src/cdevents/purl.ts'
import {
  fileArtifact,
  goArtifact,
  imageArtifact,
  mavenArtifact,
  npmArtifact,
  pypiArtifact,
} from '../../../src/sources/artifacts/purls.ts'

const HEX = '0123456789abcdef'.repeat(4)
const DIGEST = `sha256:${HEX}`
const CHECKSUM = `checksum=${DIGEST}`

/** The examples of the type definitions, with what we add. */
const CASES: [string, { purl?: string }, Partial<PackageURL>][] = [
  [
    `pkg:npm/%40angular/animation@12.3.1?${CHECKSUM}`,
    npmArtifact('@angular/animation', '12.3.1', DIGEST),
    { namespace: '@angular', name: 'animation', version: '12.3.1' },
  ],
  [
    `pkg:npm/foobar@12.3.1-rc.1%2Bbuild?${CHECKSUM}`,
    npmArtifact('FooBar', '12.3.1-rc.1+build', DIGEST),
    { name: 'foobar', version: '12.3.1-rc.1+build' },
  ],
  [
    `pkg:pypi/django-allauth@12.23?${CHECKSUM}&file_name=Django_allauth-12.23-py3-none-any.whl`,
    pypiArtifact('Django._-Allauth', '12.23', 'Django_allauth-12.23-py3-none-any.whl', DIGEST),
    { name: 'django-allauth' },
  ],
  [
    `pkg:maven/org.apache.xmlgraphics/batik-anim@1.9.1?${CHECKSUM}&classifier=dist&type=zip`,
    mavenArtifact(
      {
        group: 'org.apache.xmlgraphics',
        artifact: 'batik-anim',
        version: '1.9.1',
        classifier: 'dist',
        type: 'zip',
      },
      DIGEST,
    ),
    { namespace: 'org.apache.xmlgraphics', name: 'batik-anim' },
  ],
  [
    `pkg:maven/Net.Acme/Shop@1.0-SNAPSHOT?${CHECKSUM}&type=jar`,
    mavenArtifact({ group: 'Net.Acme', artifact: 'Shop', version: '1.0-SNAPSHOT', type: 'jar' }, DIGEST),
    { namespace: 'Net.Acme', name: 'Shop' },
  ],
  [
    `pkg:oci/debian@${DIGEST}?repository_url=docker.io%2Flibrary%2Fdebian`,
    imageArtifact('docker.io/library/Debian:latest', DIGEST),
    { name: 'debian', version: DIGEST },
  ],
  [
    `pkg:oci/shop@${DIGEST}?repository_url=localhost:5000%2Facme%2Fshop`,
    imageArtifact('localhost:5000/acme/shop', DIGEST),
    { name: 'shop' },
  ],
  [
    `pkg:golang/github.com/acme/shop@v1.2.3?${CHECKSUM}`,
    goArtifact('github.com/Acme/shop', 'v1.2.3', DIGEST),
    { namespace: 'github.com/acme', name: 'shop', version: 'v1.2.3' },
  ],
  [
    `pkg:golang/github.com/acme/shop/v2?${CHECKSUM}`,
    goArtifact('github.com/acme/shop/v2', '(devel)', DIGEST),
    { namespace: 'github.com/acme/shop', name: 'v2' },
  ],
  [
    `pkg:generic/my%20shop%20%231%3F.zip?${CHECKSUM}`,
    fileArtifact('my shop #1?.zip', DIGEST),
    { name: 'my shop #1?.zip' },
  ],
]

describe('the package URL', () => {
  test.each(CASES)(
    '%s is what the rules of its type say, and read so by the purl package',
    (purl, made, parts) => {
      expect(made).toEqual({ digest: DIGEST, purl })
      expect(normalisePurl(purl)).toBe(purl)
      // It fails on versions of Go that are a letter and digits.
      const read = PackageURL.fromString(purl)
      expect(read).toMatchObject(parts)
      if (read.type !== 'oci') expect(read.qualifiers?.checksum).toBe(DIGEST)
    },
  )

  test.each([
    fileArtifact(`shop@${DIGEST}.zip`, DIGEST),
    fileArtifact(`sha256:${'f'.repeat(64)}`, DIGEST),
    fileArtifact('a\u202Egpj.exe', DIGEST),
    fileArtifact('line\nbreak', DIGEST),
    fileArtifact('x'.repeat(300), DIGEST),
    npmArtifact(`sha256:${'f'.repeat(64)}`, '1.0.0', DIGEST),
    npmArtifact('shop', `1.0.0+sha256:${'f'.repeat(64)}`, DIGEST),
    imageArtifact(`shop/sha256:${'f'.repeat(64)}/x`, DIGEST),
    goArtifact('', '', DIGEST),
  ])('is left out where a name does not fit, or names another digest: %j', (made) => {
    expect(made).toEqual({ digest: DIGEST })
  })

  test('of any name at all is the one of these bytes, or none, and is read back as that name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (name) => {
        for (const made of [
          fileArtifact(name, DIGEST),
          npmArtifact(name, '1.0.0', DIGEST),
          imageArtifact(name, DIGEST),
          pypiArtifact(name, '1', name, DIGEST),
          goArtifact(name, 'v1.0.0', DIGEST),
        ]) {
          expect(made.digest).toBe(DIGEST)
          if (made.purl === undefined) continue
          expect(normalisePurl(made.purl)).toBe(made.purl)
          expect(made.purl.match(/sha256:/gu)).toHaveLength(1)
        }
        const generic = fileArtifact(name, DIGEST).purl
        if (generic !== undefined && name.trim() === name && !name.includes('/'))
          expect(PackageURL.fromString(generic).name).toBe(name)
      }),
    )
  })
})
