/** The rules of docs/evidence.md, before events of reports. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@jest/globals'
import { readCoverage } from '../../../src/sources/reports/coverage.ts'
import { coverageDescriptions } from '../../../src/sources/reports/coverage-events.ts'
import { readSbom } from '../../../src/sources/reports/sbom.ts'
import { sbomDescriptions } from '../../../src/sources/reports/sbom-events.ts'
import { readSarif } from '../../../src/sources/reports/sarif.ts'
import { scanDescriptions } from '../../../src/sources/reports/scan-events.ts'
import type { Description } from '../../../src/sources/description.ts'
import { ask, DIGEST, load, policyText, shelfOf } from '../../policy/scene.ts'
import type { Said } from '../../policy/scene.ts'
import { bytesOf, context as run, file, jsonBytes } from './reading.ts'

const PAGE = join(resolve(import.meta.dirname, '..', '..', '..'), 'docs', 'evidence.md')
const context = { ...run, artifacts: [{ digest: DIGEST }] }

/** The rule of this name, as the page has it. */
function ruleOf(id: string): string {
  const blocks = [...readFileSync(PAGE, 'utf8').matchAll(/```yaml\n(- id: [^`]*)```/gu)].map(
    ([, text]) => text!,
  )
  const rule = blocks.find((text) => text.startsWith(`- id: ${id}\n`))
  if (rule === undefined) throw new Error(`docs/evidence.md has no rule ${id}`)
  return rule.replace(/^/gmu, '  ')
}

async function resultOf(rule: string, descriptions: readonly Description[]): Promise<string> {
  const policy = await load(policyText(ruleOf(rule)))
  const { findings } = await ask([policy], { shelf: shelfOf(...(descriptions as unknown as Said[])) })
  return findings.find((finding) => finding.rule === rule)!.result
}

const lcov = async (...lines: string[]) =>
  coverageDescriptions(
    await readCoverage(bytesOf(['SF:a', ...lines, 'end_of_record', ''].join('\n'))),
    file,
    context,
  )

test('coverage: a percentage passes or fails; none is an error', async () => {
  const covered = (count: number) => Array.from({ length: 5 }, (_, n) => `DA:${n},${n < count ? 1 : 0}`)
  expect(await resultOf('coverage', await lcov(...covered(4)))).toBe('pass')
  expect(await resultOf('coverage', await lcov(...covered(3)))).toBe('fail')
  expect(await resultOf('coverage', [...(await lcov(...covered(5))), ...(await lcov())])).toBe('error')
})

const scanned = async (score: string) => {
  const [scan] = await readSarif(
    jsonBytes({
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: { name: 'Trivy', rules: [{ id: 'a', properties: { 'security-severity': score } }] },
          },
          results: [{ ruleIndex: 0 }],
        },
      ],
    }),
  )
  return scanDescriptions(scan!, file, context)
}

test('a scan: the number of critical ones', async () => {
  expect(await resultOf('no-critical', await scanned('8.9'))).toBe('pass')
  expect(await resultOf('no-critical', await scanned('9.0'))).toBe('fail')
})

const bom = async (version: string) =>
  sbomDescriptions(
    await readSbom(
      jsonBytes({ bomFormat: 'CycloneDX', specVersion: '1.6', metadata: { component: { version } } }),
    ),
    file,
    context,
    // The stage knows no change, which artifact.packaged demands.
  ).filter(({ type }) => type !== 'artifact.packaged')

test('an SBOM: only one that is bound to the artifact itself', async () => {
  expect(await resultOf('sbom', await bom(DIGEST))).toBe('pass')
  expect(await resultOf('sbom', await bom('1.0.0'))).toBe('fail')
})
