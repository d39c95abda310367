/** Reports that somebody broke: each is read, or refused with INVALID_REPORT; nothing else happens. */
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { TurnpikeError } from '../../../src/errors.ts'
import { readCoverage } from '../../../src/sources/reports/coverage.ts'
import { coverageDescriptions } from '../../../src/sources/reports/coverage-events.ts'
import { readSarif } from '../../../src/sources/reports/sarif.ts'
import { readSbom } from '../../../src/sources/reports/sbom.ts'
import { sbomDescriptions } from '../../../src/sources/reports/sbom-events.ts'
import { scanDescriptions } from '../../../src/sources/reports/scan-events.ts'
import { statementDescriptions } from '../../../src/sources/reports/statements.ts'
import type { Description } from '../../../src/sources/description.ts'
import { bytesOf, context, DIGEST, eventsOf, file, HEX } from './reading.ts'

const nowhere = { ...context, artifacts: [] }
const SARIF = JSON.stringify({
  version: '2.1.0',
  runs: [
    {
      tool: {
        driver: { name: 'L', rules: [{ id: 'a', properties: { 'security-severity': '9' } }] },
        extensions: [{ rules: [] }],
      },
      invocations: [{ executionSuccessful: true, ruleConfigurationOverrides: [{ descriptor: { id: 'a' } }] }],
      automationDetails: { id: 'x' },
      results: [
        { ruleId: 'a', ruleIndex: 0, level: 'error', kind: 'fail', suppressions: [{ status: 'rejected' }] },
      ],
    },
  ],
})
const BOM = JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  metadata: {
    tools: { components: [{ name: 'x' }] },
    component: { name: 'a', hashes: [{ alg: 'SHA-256', content: HEX }] },
  },
  components: [{ type: 'library', licenses: [{ license: { id: 'MIT' } }] }],
  vulnerabilities: [{ ratings: [{ severity: 'low' }], analysis: { state: 'resolved' } }],
})
const SPDX = JSON.stringify({
  spdxVersion: 'SPDX-2.3',
  creationInfo: { creators: ['Tool: x'] },
  packages: [{ SPDXID: 'a', checksums: [{ algorithm: 'SHA256', checksumValue: HEX }], externalRefs: [] }],
  relationships: [
    { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: 'a' },
  ],
})
const GRAPH = JSON.stringify({
  '@context': 'x',
  '@graph': [
    { type: 'CreationInfo', specVersion: '3.0.1' },
    { type: 'SpdxDocument', spdxId: 'd', rootElement: ['p'] },
    { type: 'software_Package', spdxId: 'p', verifiedUsing: [{ algorithm: 'sha256', hashValue: HEX }] },
    { type: 'Relationship', from: 'p', to: ['l'], relationshipType: 'hasDeclaredLicense' },
  ],
})
const TAGS = `SPDXVersion: SPDX-2.3\nPackageName: a\nSPDXID: a\nPackageComment: <text>x\ny</text>\nRelationship: a b c\n`
const LCOV = 'TN:\nSF:a\nFN:1,f\nFNDA:1,f\nFNL:0,1\nFNA:0,1,f\nDA:1,1\nBRDA:1,0,0,-\nend_of_record\n'
const XML =
  '<?xml version="1.0"?><!DOCTYPE coverage SYSTEM "x.dtd"><coverage><class filename="a"><methods><method name="f"><lines><line number="1" hits="1"/></lines></method></methods><lines><line number="1" hits="1" condition-coverage="50% (1/2)"/></lines></class></coverage>'
const BOM_XML =
  '<bom xmlns="http://cyclonedx.org/schema/bom/1.5"><metadata><tools><tool><name>x</name></tool></tools></metadata><components><component type="library"><name>a</name><licenses><license><id>MIT</id></license></licenses></component></components></bom>'
const STATEMENT = JSON.stringify({
  mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
  verificationMaterial: {},
  dsseEnvelope: {
    payloadType: 'application/vnd.in-toto+json',
    payload: Buffer.from(
      JSON.stringify({
        _type: 'https://in-toto.io/Statement/v1',
        subject: [{ digest: { sha256: HEX } }],
        predicateType: 'https://in-toto.io/attestation/vulns/v0.1',
        predicate: { scanner: { uri: 'x', result: [{ id: 'a', severity: [{ method: 'cvss', score: 3 }] }] } },
      }),
    ).toString('base64'),
    signatures: [{ sig: 'c2ln' }],
  },
})

const scans = async (text: string) =>
  (await readSarif(bytesOf(text, 64))).flatMap((scan) => scanDescriptions(scan, file, nowhere))
const sbom = async (text: string) => sbomDescriptions(await readSbom(bytesOf(text, 64)), file, nowhere)
const coverage = async (text: string) =>
  coverageDescriptions(await readCoverage(bytesOf(text, 64)), file, nowhere)

describe.each<[string, string, (text: string) => Promise<Description[]>]>([
  ['SARIF', SARIF, scans],
  ['CycloneDX', BOM, sbom],
  ['CycloneDX XML', BOM_XML, sbom],
  ['SPDX', SPDX, sbom],
  ['SPDX 3', GRAPH, sbom],
  ['SPDX tag-value', TAGS, sbom],
  ['lcov', LCOV, coverage],
  ['Cobertura', XML, coverage],
  ['a statement', STATEMENT, (text) => statementDescriptions(text, 'x', nowhere)],
])('%s', (_, whole, read) => {
  test('is read as it is', async () => {
    expect(eventsOf(await read(whole)).length).toBeGreaterThan(0)
  })

  test('with pieces changed, doubled and left out gives valid events or is refused', async () => {
    const pieces = whole.match(/"[^"]*"|\w+|\W/gu) ?? []
    const change = fc.tuple(
      fc.nat(pieces.length - 1),
      fc.constantFrom('drop', 'double', 'swap', 'put'),
      fc.oneof(
        fc.constantFrom(
          'null',
          '{}',
          '[]',
          '""',
          '-1',
          '1e999',
          'true',
          '"__proto__"',
          DIGEST,
          '<',
          '&',
          '\n',
          '\u0000',
        ),
        fc.nat(pieces.length - 1).map((at) => pieces[at]!),
      ),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const copy = [...pieces]
        for (const [at, how, put] of changes) {
          if (how === 'drop') copy[at] = ''
          else if (how === 'double') copy[at] = `${copy[at]!}${copy[at]!}`
          else copy[at] = how === 'swap' ? put : copy[at]! + put
        }
        let descriptions: Description[]
        try {
          descriptions = await read(copy.join(''))
        } catch (error) {
          expect(error).toBeInstanceOf(TurnpikeError)
          expect((error as TurnpikeError).code).toBe('INVALID_REPORT')
          expect((error as TurnpikeError).message.length).toBeLessThan(2000)
          return
        }
        eventsOf(descriptions)
      }),
      { numRuns: 250 },
    )
  })

  test('cut off anywhere is never more than it was', async () => {
    for (let at = 0; at < whole.length; at += 3)
      await read(whole.slice(0, at)).then(
        // Only a line that is no record is lost without harm.
        (descriptions) =>
          expect(['SPDX tag-value', 'lcov'].includes(_) || descriptions.length === 0).toBe(true),
        (error: unknown) => expect((error as TurnpikeError).code).toBe('INVALID_REPORT'),
      )
  })
})
