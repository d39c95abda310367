/** Scans, SBOMs and coverage written in every format from one model: what is read is the model. */
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { coverageDescriptions } from '../../../src/sources/reports/coverage-events.ts'
import { readCoverage } from '../../../src/sources/reports/coverage.ts'
import { readSarif } from '../../../src/sources/reports/sarif.ts'
import { sbomDescriptions } from '../../../src/sources/reports/sbom-events.ts'
import { readSbom } from '../../../src/sources/reports/sbom.ts'
import { judgeScan, noCounts, type Severity } from '../../../src/sources/reports/scan.ts'
import { scanDescriptions } from '../../../src/sources/reports/scan-events.ts'
import { bytesOf, context, eventsOf, file } from '../reports-scans/reading.ts'
import { texts } from './trees.ts'

const sizes = fc.integer({ min: 1, max: 300 })

describe('SARIF', () => {
  const SCORES: Readonly<Record<Severity, string>> = {
    critical: '9.0',
    high: '8.9',
    medium: '6.9',
    low: '3.9',
    info: '0.0',
    unknown: 'bad',
  }
  const severities = Object.keys(SCORES) as Severity[]
  const results = fc.array(
    fc.record({
      severity: fc.constantFrom(...severities),
      accepted: fc.oneof(
        { weight: 3, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.boolean() },
      ),
      rulesFirst: fc.boolean(),
    }),
    { maxLength: 12 },
  )

  test('any results are counted as they were written, wherever the rules stand', async () => {
    await fc.assert(
      fc.asyncProperty(results, texts, sizes, async (all, name, size) => {
        const rules = severities.map((id) => ({ id, properties: { 'security-severity': SCORES[id] } }))
        const tool = { driver: { name: `L${name}`, rules } }
        const written = all.map(({ severity, accepted }) => ({
          ruleId: severity,
          level: 'warning',
          ...(accepted === undefined
            ? {}
            : { suppressions: [{ status: accepted ? 'accepted' : 'rejected' }] }),
        }))
        const run = all[0]?.rulesFirst === true ? { tool, results: written } : { results: written, tool }
        const [scan] = await readSarif(bytesOf(JSON.stringify({ version: '2.1.0', runs: [run] }), size))
        const counted = all.filter(({ accepted }) => accepted !== true)
        const counts = noCounts()
        for (const { severity } of counted) counts[severity]++
        expect(scan).toMatchObject({ counts, total: counted.length, suppressed: all.length - counted.length })
        const { critical, high, unknown } = counts
        expect(judgeScan(scan!, 'high').outcome).toBe(
          critical + high > 0 ? 'failure' : unknown > 0 ? 'error' : 'success',
        )
        eventsOf(scanDescriptions(scan!, file, context))
      }),
      { numRuns: 60 },
    )
  })
})

interface Package {
  name: string
  license: string | undefined
}

const json = (value: unknown) => JSON.stringify(value)
const BOMS: readonly (readonly [string, (packages: readonly Package[]) => string])[] = [
  [
    'CycloneDX',
    (packages) =>
      json({
        bomFormat: 'CycloneDX',
        specVersion: '1.6',
        components: packages.map(({ name, license }) => ({
          type: 'library',
          name,
          ...(license === undefined ? {} : { licenses: [{ license: { id: license } }] }),
        })),
      }),
  ],
  [
    'CycloneDX in XML',
    (packages) =>
      `<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components>${packages
        .map(
          ({ name, license }) =>
            `<component type="library"><name><![CDATA[${name.replaceAll(']]>', '')}]]></name>${
              license === undefined ? '' : `<licenses><license><id>${license}</id></license></licenses>`
            }</component>`,
        )
        .join('')}</components></bom>`,
  ],
  [
    'SPDX',
    (packages) =>
      json({
        spdxVersion: 'SPDX-2.3',
        packages: packages.map(({ name, license = 'NOASSERTION' }, at) => ({
          SPDXID: `p${at}`,
          name,
          licenseDeclared: license,
        })),
      }),
  ],
  [
    'SPDX as tag-value',
    (packages) =>
      `SPDXVersion: SPDX-2.3\n${packages
        .map(
          ({ license = 'NOASSERTION' }, at) =>
            `PackageName: a\nSPDXID: p${at}\nPackageLicenseDeclared: ${license}\nPackageComment: <text>PackageName: b\nx</text>\n`,
        )
        .join('')}`,
  ],
  [
    'SPDX 3.0',
    (packages) =>
      json({
        '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
        '@graph': packages.flatMap(({ name, license }, at) => [
          { type: 'Relationship', from: `p${at}`, to: [`l${at}`], relationshipType: 'hasDeclaredLicense' },
          { type: 'software_Package', spdxId: `p${at}`, name },
          {
            type: 'simplelicensing_LicenseExpression',
            spdxId: `l${at}`,
            simplelicensing_licenseExpression: license ?? 'NOASSERTION',
          },
        ]),
      }),
  ],
]

describe.each(BOMS)('an SBOM in %s', (_, write) => {
  const packages = fc.array(
    fc.record({ name: texts, license: fc.constantFrom('MIT', 'ISC', 'GPL-2.0-only', undefined) }),
    { maxLength: 12 },
  )

  test('has the components and licences that were written', async () => {
    await fc.assert(
      fc.asyncProperty(packages, sizes, async (all, size) => {
        const sbom = await readSbom(bytesOf(write(all), size))
        const known = all.flatMap(({ license }) => license ?? [])
        expect(sbom.components).toBe(all.length)
        expect(sbom.licenses).toMatchObject({
          unknown: all.length - known.length,
          distinct: new Set(known).size,
        })
        const most = Object.fromEntries(
          sbom.licenses.most.map(({ license, components }) => [license, components]),
        )
        expect(most).toEqual(
          Object.fromEntries(known.map((one) => [one, known.filter((x) => x === one).length])),
        )
        eventsOf(sbomDescriptions(sbom, file, context))
      }),
      { numRuns: 40 },
    )
  })
})

describe('coverage', () => {
  const files = fc.array(
    fc.tuple(
      fc.constantFrom('a.js', 'lib/b.js', 'ü.js'),
      fc.array(fc.tuple(fc.nat(700), fc.nat(3)), { maxLength: 12 }),
    ),
    { minLength: 1, maxLength: 5 },
  )
  type Files = readonly (readonly [string, readonly (readonly [number, number])[]])[]
  const lcov = (all: Files) =>
    all
      .map(
        ([name, lines]) =>
          `SF:${name}\n${lines.map(([at, hits]) => `DA:${at},${hits}\n`).join('')}LF:99\nend_of_record\n`,
      )
      .join('')
  const cobertura = (all: Files) =>
    `<coverage line-rate="1"><packages>${all
      .map(
        ([name, lines]) =>
          `<class filename="${name}"><lines>${lines.map(([at, hits]) => `<line number="${at}" hits="${hits}"/>`).join('')}</lines></class>`,
      )
      .join('')}</packages></coverage>`

  test.each([
    ['lcov', lcov],
    ['Cobertura', cobertura],
  ] as const)(
    'in %s is the lines that were written, each once, and run if it ran anywhere',
    async (_, write) => {
      await fc.assert(
        fc.asyncProperty(files, sizes, async (all, size) => {
          const ran = new Map<string, boolean>()
          for (const [name, lines] of all)
            for (const [at, hits] of lines)
              ran.set(`${name} ${at}`, hits > 0 || ran.get(`${name} ${at}`) === true)
          const coverage = await readCoverage(bytesOf(write(all), size))
          expect(coverage.lines).toEqual({
            total: ran.size,
            covered: [...ran.values()].filter(Boolean).length,
          })
          expect(coverage.files).toBe(new Set(all.map(([name]) => name)).size)
          eventsOf(coverageDescriptions(coverage, file, context))
        }),
        { numRuns: 60 },
      )
    },
  )
})
