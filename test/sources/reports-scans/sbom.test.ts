/** SBOMs: what is counted of each format, and what is refused. Over 300 lines: documents of five formats. */
import { describe, expect, test } from '@jest/globals'
import { readSbom } from '../../../src/sources/reports/sbom.ts'
import { bytesOf, HEX, jsonBytes, refusalOf } from './reading.ts'

type Json = Record<string, unknown>

const MIT = [{ license: { id: 'MIT' } }]
const cyclonedx = (more: Json = {}) => ({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, ...more })
const read = (value: unknown) => readSbom(jsonBytes(value))

describe('CycloneDX', () => {
  test('components count, also in components; files and what it is of do not', async () => {
    const sbom = await read(
      cyclonedx({
        metadata: {
          component: {
            type: 'application',
            name: 'shop',
            version: '1.0.0',
            purl: 'pkg:npm/shop@1.0.0',
            licenses: MIT,
          },
        },
        components: [
          {
            type: 'library',
            name: 'a',
            licenses: MIT,
            components: [{ type: 'library', name: 'b', licenses: MIT }],
          },
          { type: 'library', name: 'c' },
          { type: 'file', name: 'd', licenses: MIT },
        ],
      }),
    )
    expect(sbom).toEqual({
      format: 'CycloneDX',
      version: '1.6',
      tools: [],
      describes: [{ name: 'shop', version: '1.0.0', purls: ['pkg:npm/shop@1.0.0'], digests: [] }],
      components: 3,
      files: 1,
      licenses: { unknown: 1, distinct: 1, most: [{ license: 'MIT', components: 2 }] },
    })
  })

  test.each([
    [[{ license: { id: 'MIT' } }, { license: { name: 'Own licence' } }], 'MIT AND Own licence'],
    [[{ license: { id: 'MIT' } }, { license: { id: 'MIT', acknowledgement: 'concluded' } }], 'MIT'],
    [[{ expression: '(MIT OR Apache-2.0)' }], '(MIT OR Apache-2.0)'],
  ])('the licence of %j is %s', async (licenses, license) => {
    const sbom = await read(cyclonedx({ components: [{ type: 'library', name: 'a', licenses }] }))
    expect(sbom.licenses).toEqual({ unknown: 0, distinct: 1, most: [{ license, components: 1 }] })
  })

  test.each([[undefined], [[]], [[{}]], [[{ license: {} }]], ['MIT']])(
    'of %j none is known',
    async (licenses) => {
      const sbom = await read(cyclonedx({ components: [{ type: 'library', name: 'a', licenses }] }))
      expect(sbom.licenses).toEqual({ unknown: 1, distinct: 0, most: [] })
    },
  )

  test.each([
    ['a hash', { hashes: [{ alg: 'SHA-256', content: HEX.toUpperCase() }] }],
    ['the version of an image', { version: `sha256:${HEX}` }],
    ['a package URL', { purl: `pkg:oci/shop@sha256%3A${HEX}` }],
  ])('the digest of what it is of is known by %s', async (_, component) => {
    const { describes } = await read(cyclonedx({ metadata: { component: { name: 'shop', ...component } } }))
    expect(describes[0]!.digests).toEqual([`sha256:${HEX}`])
  })

  test('hashes of other kinds, and of its components, are not its own', async () => {
    const { describes } = await read(
      cyclonedx({
        metadata: {
          component: {
            name: 'shop',
            hashes: [
              { alg: 'SHA-512', content: HEX + HEX },
              { alg: 'SHA-256', content: 'x' },
            ],
          },
        },
        components: [{ type: 'library', name: 'a', hashes: [{ alg: 'SHA-256', content: HEX }] }],
      }),
    )
    expect(describes[0]!.digests).toEqual([])
  })

  test.each([
    ['a list (until 1.4)', [{ vendor: 'npm', name: 'cli', version: '11' }], ['npm/cli 11']],
    [
      'an object (since 1.5)',
      { components: [{ group: '@acme', name: 'scan', version: '2' }, { name: 'x' }] },
      ['@acme/scan 2', 'x'],
    ],
  ])('tools as %s', async (_, tools, said) => {
    expect((await read(cyclonedx({ metadata: { tools } }))).tools).toEqual(said)
  })

  describe('vulnerabilities', () => {
    const scanned = async (...vulnerabilities: Json[]) =>
      (
        await read(
          cyclonedx({ metadata: { tools: [{ vendor: 'a', name: 'scan', version: '1' }] }, vulnerabilities }),
        )
      ).scan

    test.each<[Json, string]>([
      [{ ratings: [{ severity: 'critical' }] }, 'critical'],
      [{ ratings: [{ severity: 'low' }, { severity: 'high' }] }, 'high'],
      [{ ratings: [{ severity: 'none' }] }, 'info'],
      [{ ratings: [{ score: 9.1, method: 'CVSSv31' }] }, 'critical'],
      [{ ratings: [{ severity: 'unknown', score: 5, method: 'CVSSv4' }] }, 'medium'],
      [{ ratings: [{ score: 9.1, method: 'OWASP' }] }, 'unknown'],
      [{ ratings: [] }, 'unknown'],
      [{}, 'unknown'],
    ])('%j is %s', async (vulnerability, severity) => {
      expect(await scanned(vulnerability)).toMatchObject({
        tool: { name: 'a/scan', version: '1' },
        counts: { [severity]: 1 },
        total: 1,
        suppressed: 0,
      })
    })

    test.each([
      ['not_affected', true],
      ['false_positive', true],
      ['resolved', true],
      ['exploitable', false],
      ['in_triage', false],
    ])('with the analysis %s', async (state, suppressed) => {
      const scan = await scanned({ ratings: [{ severity: 'high' }], analysis: { state } })
      expect(scan).toMatchObject({ total: suppressed ? 0 : 1, suppressed: suppressed ? 1 : 0 })
    })

    test('an empty list is nobody’s scan: tools write it without having looked', async () => {
      expect(await scanned()).toBeUndefined()
    })
  })

  test('as XML it says the same', async () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.6" serialNumber="urn:uuid:1" version="1">
  <metadata>
    <timestamp>2026-11-21T10:00:00Z</timestamp>
    <tools><components><component type="application"><group>acme</group><name>scan</name><version>2</version></component></components></tools>
    <component type="application" bom-ref="x"><name>sh&amp;op</name><version>1.0.0</version>
      <hashes><hash alg="SHA-256">${HEX}</hash></hashes><purl>pkg:npm/shop@1.0.0</purl></component>
  </metadata>
  <components>
    <component type="library"><name>a</name><version>1</version>
      <licenses><license><id>MIT</id><text><![CDATA[<name>no name</name>]]></text></license></licenses>
      <pedigree><ancestors><component type="library"><name>old</name></component></ancestors></pedigree>
      <components><component type="library"><name>b</name><licenses><expression>MIT OR ISC</expression></licenses></component></components>
    </component>
    <component type="file"><name>f</name></component>
  </components>
  <vulnerabilities><vulnerability><id>CVE-1</id><ratings><rating><severity>high</severity></rating></ratings>
    <affects><target><ref>x</ref></target></affects></vulnerability></vulnerabilities>
</bom>`
    for (const size of [1, 7, 10_000])
      expect(await readSbom(bytesOf(xml, size))).toEqual({
        format: 'CycloneDX',
        version: '1.6',
        id: 'urn:uuid:1',
        created: '2026-11-21T10:00:00Z',
        tools: ['acme/scan 2'],
        describes: [
          { name: 'sh&op', version: '1.0.0', purls: ['pkg:npm/shop@1.0.0'], digests: [`sha256:${HEX}`] },
        ],
        components: 2,
        files: 1,
        licenses: {
          unknown: 0,
          distinct: 2,
          most: [
            { license: 'MIT', components: 1 },
            { license: 'MIT OR ISC', components: 1 },
          ],
        },
        scan: {
          tool: { name: 'acme/scan', version: '2' },
          counts: { critical: 0, high: 1, medium: 0, low: 0, info: 0, unknown: 0 },
          total: 1,
          suppressed: 0,
        },
      })
  })

  test('the list of tools of XML 1.4', async () => {
    const xml = `<bom xmlns="http://cyclonedx.org/schema/bom/1.4"><metadata><tools><tool><vendor>a</vendor><name>b</name><version>1</version><hashes><hash alg="MD5">x</hash></hashes></tool></tools></metadata></bom>`
    expect((await readSbom(bytesOf(xml))).tools).toEqual(['a/b 1'])
  })
})

const spdx = (more: Json = {}) => ({
  spdxVersion: 'SPDX-2.3',
  SPDXID: 'SPDXRef-DOCUMENT',
  documentNamespace: 'https://acme.example/sbom/1',
  creationInfo: { created: '2026-11-21T10:00:00Z', creators: ['Tool: scan-2', 'Organization: Acme'] },
  ...more,
})
const root = {
  SPDXID: 'SPDXRef-root',
  name: 'shop',
  versionInfo: '1.0.0',
  checksums: [{ algorithm: 'SHA256', checksumValue: HEX }],
  externalRefs: [
    { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: 'pkg:npm/shop@1.0.0' },
  ],
}
const packages = [
  root,
  { SPDXID: 'SPDXRef-a', name: 'a', licenseConcluded: 'MIT', licenseDeclared: 'ISC' },
  { SPDXID: 'SPDXRef-b', name: 'b', licenseConcluded: 'NOASSERTION', licenseDeclared: 'ISC' },
  { SPDXID: 'SPDXRef-c', name: 'c', licenseConcluded: 'NOASSERTION' },
  { SPDXID: 'SPDXRef-d', name: 'd', licenseDeclared: 'NONE' },
]
const SPDX = {
  format: 'SPDX',
  version: '2.3',
  id: 'https://acme.example/sbom/1',
  created: '2026-11-21T10:00:00Z',
  tools: ['scan-2'],
  describes: [{ name: 'shop', version: '1.0.0', purls: ['pkg:npm/shop@1.0.0'], digests: [`sha256:${HEX}`] }],
  components: 4,
  files: 2,
  licenses: {
    unknown: 1,
    distinct: 3,
    most: [
      { license: 'ISC', components: 1 },
      { license: 'MIT', components: 1 },
      { license: 'NONE', components: 1 },
    ],
  },
}

describe('SPDX', () => {
  const files = [{ SPDXID: 'SPDXRef-f' }, { SPDXID: 'SPDXRef-g' }]

  test.each<[string, Json]>([
    ['documentDescribes', { packages, files, documentDescribes: ['SPDXRef-root'] }],
    ['documentDescribes before the packages', { documentDescribes: ['SPDXRef-root'], files, packages }],
    [
      'a relationship',
      {
        files,
        packages,
        relationships: [
          { spdxElementId: 'SPDXRef-root', relationshipType: 'DEPENDS_ON', relatedSpdxElement: 'SPDXRef-a' },
          {
            spdxElementId: 'SPDXRef-DOCUMENT',
            relationshipType: 'DESCRIBES',
            relatedSpdxElement: 'SPDXRef-root',
          },
        ],
      },
    ],
    [
      'a relationship the other way round',
      {
        files,
        packages,
        relationships: [
          {
            spdxElementId: 'SPDXRef-root',
            relationshipType: 'DESCRIBED_BY',
            relatedSpdxElement: 'SPDXRef-DOCUMENT',
          },
        ],
      },
    ],
  ])('what it is of is told by %s', async (_, more) => {
    expect(await read(spdx(more))).toEqual(SPDX)
  })

  test('of every package there is, these are its components', async () => {
    const sbom = await read(spdx({ packages, documentDescribes: packages.map(({ SPDXID }) => SPDXID) }))
    expect(sbom.components).toBe(5)
    expect(sbom.describes).toHaveLength(5)
    expect(sbom.licenses).toMatchObject({ unknown: 2 })
  })

  test('as tag-value it says the same', async () => {
    const text = `# a comment
SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentNamespace: https://acme.example/sbom/1
DocumentComment: <text>PackageName: no package
of several lines</text>
Creator: Tool: scan-2
Creator: Organization: Acme
Created: 2026-11-21T10:00:00Z

FileName: ./f
SPDXID: SPDXRef-f

PackageName: shop
SPDXID: SPDXRef-root
PackageVersion: 1.0.0
PackageChecksum: SHA1: 85ed0817af83a24ad8da68c2b5094de69833983c
PackageChecksum: SHA256: ${HEX}
ExternalRef: PACKAGE-MANAGER purl pkg:npm/shop@1.0.0

PackageName: a
SPDXID: SPDXRef-a
PackageLicenseConcluded: MIT
PackageLicenseDeclared: ISC

PackageName: b
SPDXID: SPDXRef-b
PackageLicenseConcluded: NOASSERTION
PackageLicenseDeclared: ISC

PackageName: c
SPDXID: SPDXRef-c
FileName: ./g
SPDXID: SPDXRef-g
PackageName: d
SPDXID: SPDXRef-d
PackageLicenseDeclared: NONE

Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-root
`
    for (const [bytes, size] of [
      [text, 3],
      [text.replaceAll('\n', '\r\n'), 1000],
    ] as const)
      expect(await readSbom(bytesOf(bytes, size))).toEqual(SPDX)
  })

  const element = (type: string, spdxId: string, more: Json = {}) => ({
    type,
    spdxId,
    creationInfo: '_:c',
    ...more,
  })
  const graph = (...more: Json[]) => ({
    '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
    '@graph': [
      { type: 'CreationInfo', '@id': '_:c', specVersion: '3.0.1', created: '2026-11-21T10:00:00Z' },
      element('Tool', 'urn:t', { name: 'scan-2' }),
      ...more,
    ],
  })
  const parts = [
    element('SpdxDocument', 'https://acme.example/sbom/1', { rootElement: ['urn:sbom'] }),
    element('software_Sbom', 'urn:sbom', { rootElement: ['urn:root'] }),
    element('software_Package', 'urn:root', {
      name: 'shop',
      software_packageVersion: '1.0.0',
      software_packageUrl: 'pkg:npm/shop@1.0.0',
      verifiedUsing: [{ type: 'Hash', algorithm: 'sha256', hashValue: HEX }],
    }),
    ...['a', 'b', 'c', 'd'].map((name) => element('software_Package', `urn:${name}`, { name })),
    element('software_File', 'urn:f', { name: 'f' }),
    element('software_File', 'urn:g', { name: 'g' }),
    element('simplelicensing_LicenseExpression', 'urn:isc', { simplelicensing_licenseExpression: 'ISC' }),
    ...(
      [
        ['urn:a', 'hasConcludedLicense', 'https://spdx.org/licenses/MIT'],
        ['urn:a', 'hasDeclaredLicense', 'urn:isc'],
        ['urn:b', 'hasConcludedLicense', 'https://spdx.org/rdf/3.0.1/terms/Licensing/NoAssertion'],
        ['urn:b', 'hasDeclaredLicense', 'urn:isc'],
        ['urn:d', 'hasDeclaredLicense', 'https://spdx.org/rdf/3.0.1/terms/Licensing/None'],
      ] as const
    ).map(([from, relationshipType, to], n) =>
      element('Relationship', `urn:r${n}`, { from, relationshipType, to: [to] }),
    ),
  ]

  test('3.0 says the same, in whatever order its elements are', async () => {
    for (const some of [parts, parts.toReversed()])
      expect(await read(graph(...some))).toEqual({ ...SPDX, version: '3.0.1' })
  })

  test('3.0 without an SBOM of its own, in a document that describes', async () => {
    const sbom = await read(
      graph(
        element('SpdxDocument', 'urn:doc'),
        element('software_Package', 'urn:root', { name: 'shop' }),
        element('software_Package', 'urn:a', { name: 'a' }),
        element('Relationship', 'urn:r', { from: 'urn:doc', relationshipType: 'describes', to: 'urn:root' }),
      ),
    )
    expect(sbom).toMatchObject({ components: 1, describes: [{ name: 'shop' }] })
  })
})

describe('refused is', () => {
  test.each<[string, unknown, RegExp]>([
    ['CycloneDX 1.3', cyclonedx({ specVersion: '1.3' }), /version "1\.3" is not read; versions 1\.4/u],
    ['CycloneDX without a version', { bomFormat: 'CycloneDX' }, /version nothing/u],
    ['SPDX 2.1', spdx({ spdxVersion: 'SPDX-2.1' }), /"SPDX-2\.1" is not read/u],
    [
      'SPDX 4',
      { '@context': 'x', '@graph': [{ type: 'CreationInfo', specVersion: '4.0' }] },
      /"4\.0" is not read/u,
    ],
    ['another document', { version: '2.1.0', runs: [] }, /no SBOM that is known/u],
    ['two formats at once', { ...cyclonedx(), ...spdx() }, /several formats at once/u],
    ['components that are there twice', undefined, /components is there twice/u],
  ])('%s', async (_, value, why) => {
    const text =
      value === undefined
        ? '{"bomFormat":"CycloneDX","components":[],"components":[]}'
        : JSON.stringify(value)
    expect(await refusalOf(readSbom(bytesOf(text)))).toMatch(why)
  })

  test.each([
    ['nothing', '', /no JSON/u],
    ['text', 'hello world', /not JSON/u],
    ['tags of something else', 'Name: x\nVersion: 1\n', /nothing is not read|"" is not read/u],
    ['tags and then none', 'SPDXVersion: SPDX-2.3\nnot a tag\n', /line 2: "not a tag" is no tag/u],
    ['tags that are cut off', 'SPDXVersion: SPDX-2.3\nDocumentComment: <text>so\n', /cut off/u],
    ['another XML', '<project xmlns="http://maven.apache.org/POM/4.0.0"/>', /root is <project>/u],
    ['XML of 1.3', '<bom xmlns="http://cyclonedx.org/schema/bom/1.3"/>', /"1\.3" is not read/u],
    [
      'XML with entities',
      '<!DOCTYPE bom [<!ENTITY a "b">]><bom xmlns="http://cyclonedx.org/schema/bom/1.6"/>',
      /DOCTYPE/u,
    ],
    [
      'XML that says a name twice',
      '<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><metadata><component type="x"><name>a</name><name>b</name></component></metadata></bom>',
      /<name> is there twice/u,
    ],
  ])('%s', async (_, text, why) => {
    expect(await refusalOf(readSbom(bytesOf(text)))).toMatch(why)
  })

  test('packages without end, and only then what it is of', async () => {
    const packages = Array.from(
      { length: 50_001 },
      (_, n) => `{"SPDXID":"p${n}","licenseDeclared":"MIT"}`,
    ).join(',')
    const text = (before: string, after: string) =>
      `{"spdxVersion":"SPDX-2.3"${before},"packages":[${packages}]${after}}`
    const late = ',"documentDescribes":["p50000"]'
    expect(await refusalOf(readSbom(bytesOf(text('', late), 65_536)))).toMatch(/only behind 50000 packages/u)
    expect(await readSbom(bytesOf(text(late, ''), 65_536))).toMatchObject({
      components: 50_000,
      describes: [{}],
    })
    // Of something that is in another document nothing is known.
    expect(await read(spdx({ documentDescribes: ['DocumentRef-x:SPDXRef-y'] }))).toMatchObject({
      describes: [],
    })
  })

  test('licences without end', async () => {
    async function* endless() {
      yield Buffer.from('{"bomFormat":"CycloneDX","components":[')
      for (let at = 0; ; at += 500)
        yield Buffer.from(
          Array.from({ length: 500 }, (_, n) => `{"licenses":[{"license":{"name":"l${at + n}"}}]},`).join(''),
        )
    }
    expect(await refusalOf(readSbom(endless()))).toMatch(/20000 different licences/u)
  })
})
