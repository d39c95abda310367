import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { PackageURL } from 'packageurl-js'
import { artifactRef, digestOf, normalisePurl, sameArtifact } from '../../src/cdevents/purl.ts'
import { TurnpikeError } from '../../src/errors.ts'

const HEX = '0123456789abcdef'.repeat(4)
const DIGEST = `sha256:${HEX}`

describe('a package URL', () => {
  test.each([
    ['pkg:oci/App@sha256%3A' + HEX.toUpperCase(), `pkg:oci/app@${DIGEST}`],
    ['PKG:OCI/app@SHA256:' + HEX, `pkg:oci/app@${DIGEST}`],
    ['  pkg:npm/lodash@4.17.21\n', 'pkg:npm/lodash@4.17.21'],
    ['pkg://npm/lodash@4.17.21', 'pkg:npm/lodash@4.17.21'],
    ['pkg:npm/@scope/name@1.0.0', 'pkg:npm/%40scope/name@1.0.0'],
    ['pkg:npm/%40scope/name', 'pkg:npm/%40scope/name'],
    ['pkg:github/Package-URL/Purl-Spec@V1', 'pkg:github/package-url/purl-spec@V1'],
    ['pkg:pypi/Foo_Bar@1', 'pkg:pypi/foo-bar@1'],
    ['pkg:pub/Foo-Bar@1', 'pkg:pub/foo_bar@1'],
    ['pkg:maven/org.Apache/X@1', 'pkg:maven/org.Apache/X@1'],
    ['pkg:golang/github.com/Foo/bar@v1', 'pkg:golang/github.com/Foo/bar@v1'],
    [
      'pkg:deb/debian/curl@7.50.3-1?distro=jessie&arch=i386',
      'pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie',
    ],
    ['pkg:oci/a?repository_url=ghcr.io/Org/a&tag=', 'pkg:oci/a?repository_url=ghcr.io%2FOrg%2Fa'],
    [`pkg:generic/a?Checksum=SHA256:${HEX.toUpperCase()}`, `pkg:generic/a?checksum=${DIGEST}`],
    ['pkg:generic/a b/c@1+2', 'pkg:generic/a%20b/c@1%2B2'],
    ['pkg:generic//a//b/', 'pkg:generic/a/b'],
    ['pkg:golang/x/y#/a/./b/../c/', 'pkg:golang/x/y#a/b/c'],
    ['pkg:generic/ü@(1)', 'pkg:generic/%C3%BC@%281%29'],
  ])('%j is %j', (given, canonical) => {
    expect(normalisePurl(given)).toBe(canonical)
    expect(normalisePurl(canonical)).toBe(canonical)
  })

  test.each([
    ['', 'it does not start with pkg:'],
    ['ghcr.io/a/b:1', 'it does not start with pkg:'],
    ['pkg:', 'it has no type'],
    ['pkg:npm', 'it has no type'],
    ['pkg:npm/', 'it has no name'],
    ['pkg:npm/@1', undefined],
    ['pkg:1npm/a', 'it has no type'],
    ['pkg:n pm/a', 'it has no type'],
    ['pkg:npm/%zz', 'its percent-encoding is broken'],
    ['pkg:npm/a?1=x', '"1" is not the name of a qualifier'],
    ['pkg:npm/a?x=1&X=2', 'the qualifier x is there twice'],
    [`pkg:npm/${'a'.repeat(5000)}`, 'longer than 4096 characters'],
  ])('%j is none', (given, why) => {
    if (why === undefined) return expect(normalisePurl(given)).toBe('pkg:npm/%401')
    const action = () => normalisePurl(given)
    expect(action).toThrow(TurnpikeError)
    expect(action).toThrow(`not a package URL (${why})`)
  })

  test('is normalised once and for all, and read as the purl package reads it', () => {
    const word = fc.string({ unit: fc.constantFrom(...'aBz019-_.~@:/%+ ü&=?#') })
    const type = fc.constantFrom(
      'oci',
      'npm',
      'pypi',
      'github',
      'generic',
      'deb',
      'hex',
      'rpm',
      'composer',
      'huggingface',
    )
    const parts = fc.record({ type, names: fc.array(word, { minLength: 1, maxLength: 3 }), version: word, key: fc.constantFrom('arch', 'tag', 'Os'), value: word }) // prettier-ignore
    let compared = 0
    fc.assert(
      fc.property(parts, ({ type, names, version, key, value }) => {
        const written = `pkg:${type}/${names.map(encodeURIComponent).join('/')}@${encodeURIComponent(version)}?${key}=${encodeURIComponent(value)}`
        const [ours, theirs] = [
          attempt(() => normalisePurl(written)),
          attempt(() => PackageURL.fromString(written).toString()),
        ]
        // The package checks the rules of some types, and mistakes what its URL parser did to some texts.
        if (ours === undefined || theirs === undefined) return
        expect(normalisePurl(ours)).toBe(ours)
        // Slashes and blanks at the edges of a part are treated differently; what is left is the same purl.
        if ([...names, version, value].some((text) => /^[\s/]|[\s/]$|\/\/|\/\s|\s\//u.test(text))) return
        if (names.some((text) => text === '' || text.startsWith('.'))) return
        compared++
        expect(attempt(() => PackageURL.fromString(ours).toString())).toBe(theirs)
      }),
      { numRuns: 5000, seed: 20261121 },
    )
    expect(compared).toBeGreaterThan(500)
  })
})

function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}

describe('a digest', () => {
  test.each([
    DIGEST,
    `SHA256:${HEX.toUpperCase()}`,
    ` sha256%3A${HEX} `,
    `pkg:oci/app@sha256:${HEX}?tag=1`,
    `pkg:oci/app@sha256%3a${HEX}`,
    `pkg:generic/app?checksum=sha1:abc,sha256:${HEX}`,
    `pkg:generic/app?checksum=sha1%3Aabc%2Csha256%3A${HEX}`,
    `ghcr.io/acme/app:1.2@sha256:${HEX}`,
    `pkg:oci/app@sha256:${HEX}?checksum=sha256:${HEX}`,
  ])('is read from %j', (text) => {
    expect(digestOf(text)).toBe(DIGEST)
  })

  test.each([
    '',
    HEX,
    'sha256:',
    `sha256:${HEX}0`,
    `sha256:${HEX.slice(1)}`,
    `xsha256:${HEX}`,
    `sha512:${HEX}`,
    'pkg:oci/app@1.2',
    `sha256:${HEX} and sha256:${HEX.replace('0', '1')}`,
    'x'.repeat(5000) + DIGEST,
  ])('is not in %j', (text) => {
    expect(digestOf(text)).toBeUndefined()
  })
})

describe('an artifact', () => {
  test('is its digest, and its purl where it has one', () => {
    expect(artifactRef(`pkg:oci/App@sha256%3A${HEX}`)).toEqual({
      digest: DIGEST,
      purl: `pkg:oci/app@${DIGEST}`,
    })
    expect(artifactRef(DIGEST)).toEqual({ digest: DIGEST })
    expect(artifactRef(`ghcr.io/a/b@${DIGEST}`)).toEqual({ digest: DIGEST })
  })

  test('without a digest is refused, with what to write instead', () => {
    expect(() => artifactRef('pkg:oci/app@1.2')).toThrow(/names no SHA-256 digest; give sha256:/)
    expect(() => artifactRef('app:latest')).toThrow(/names no SHA-256 digest/)
    expect(() => artifactRef(`pkg:@${DIGEST}`)).toThrow(/not a package URL/)
  })

  test('is the same as another when the digests are, whatever the names', () => {
    expect(
      sameArtifact(`pkg:oci/a@sha256%3A${HEX}`, `pkg:generic/b?checksum=sha256:${HEX.toUpperCase()}`),
    ).toBe(true)
    expect(sameArtifact({ digest: DIGEST }, { digest: DIGEST.toUpperCase() })).toBe(true)
    expect(sameArtifact('pkg:oci/a@1', 'pkg:oci/a@1')).toBe(false)
  })
})
