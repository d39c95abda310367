/** Files of other projects that lie beside the checkout: read as their makers meant them. */
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { readSarif } from '../../../src/sources/reports/sarif.ts'
import { judgeScan } from '../../../src/sources/reports/scan.ts'
import { readSbom } from '../../../src/sources/reports/sbom.ts'
import { statementDescriptions } from '../../../src/sources/reports/statements.ts'
import { SHARED } from '../../tools.ts'
import { context, eventsOf, refusalOf, typesOf } from './reading.ts'

const PAYLOADS = join(SHARED, 'payloads')
const each: typeof test.each = existsSync(join(PAYLOADS, 'sarif')) ? test.each : test.skip.each
const open = (...path: string[]) => createReadStream(join(PAYLOADS, ...path))
const json = (...path: string[]) =>
  JSON.parse(readFileSync(join(PAYLOADS, ...path), 'utf8')) as Record<string, unknown[]>

each([
  ['captured.eslint.sarif', 'ESLint', 'failure'],
  ['cdviz.failing.sarif', 'ExampleLinter', 'failure'],
  ['cdviz.passing.sarif', 'ExampleLinter', 'success'],
])('SARIF %s is of %s, a %s', async (name, tool, outcome) => {
  const [scan, ...more] = await readSarif(open('sarif', name))
  expect(more).toEqual([])
  const [run] = json('sarif', name)['runs'] as { results: { level: string }[] }[]
  expect(scan).toMatchObject({ tool: { name: tool }, total: run!.results.length })
  expect(judgeScan(scan!, 'high').outcome).toBe(outcome)
})

each([
  ['captured.npm.cyclonedx.json', 'components', 0],
  ['captured.npm.spdx.json', 'packages', 1],
  ['valid-bom-1.6.json', 'components', 0],
  ['valid-bom-1.7.json', 'components', 0],
  ['valid-vulnerability-1.6.json', 'components', 0],
  ['bom-go-mod.cyclonedx.json', 'components', 0],
  ['bom-go-mod.spdx.json', 'packages', 0],
])('SBOM %s has as many components as %s, less %d', async (name, member, itself) => {
  const { components } = await readSbom(open('sbom', name))
  expect(components).toBe((json('sbom', name)[member] ?? []).length - itself)
})

each([
  [
    join('slsa', 'binary-linux-amd64-push-v14.2.intoto.jsonl'),
    ['turnpike-attestation.published', 'build.finished', 'artifact.packaged'],
  ],
  [
    join('slsa', 'MODULE.bazel.intoto.jsonl'),
    ['turnpike-attestation.published', 'build.finished', 'artifact.packaged', 'artifact.signed'],
  ],
  [join('sigstore', 'oci-attestation.sigstore.json'), ['turnpike-attestation.published']],
])('statement %s: %j', async (name, types) => {
  const text = readFileSync(join(PAYLOADS, name), 'utf8')
  expect(typesOf(await statementDescriptions(text, name, { ...context, artifacts: [] }))).toEqual(types)
})

each([
  ['statement.test-result.json', /nobody has signed/u],
  ['statement.svr.json', /nobody has signed/u],
])('statement %s is signed by nobody: refused', async (name, why) => {
  const text = readFileSync(join(PAYLOADS, 'intoto', name), 'utf8')
  expect(await refusalOf(statementDescriptions(text, name, context))).toMatch(why)
})

each([[join('slsa', 'MODULE.bazel.intoto.jsonl')]])('%s says in which run it was built', async (name) => {
  const text = readFileSync(join(PAYLOADS, name), 'utf8')
  const [, built] = eventsOf(await statementDescriptions(text, name, { ...context, artifacts: [] }))
  expect(built!.subject.id).toBe(
    'https://github.com/aspect-build/rules_lint/actions/runs/14095611671/attempts/1',
  )
})
