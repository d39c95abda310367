/** Reports as short as they may be, and a call of evidence that reads them. */
import { expect } from '@jest/globals'
import { runEvidence, type EvidenceInputs } from '../../src/actions/evidence.ts'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { validate } from '../../src/cdevents/validate.ts'
import { DIGEST, fakeWorld, githubHost, type FakeAnswers } from './surroundings.ts'

export const INPUTS: EvidenceInputs = {
  store: 'https://store.example.org',
  files: {},
  artifact: [DIGEST],
  cases: 'failures',
  groupBy: 'run',
  failOn: 'high',
  ifNoFilesFound: 'warn',
  annotate: false,
  failOnError: false,
}

export const PASSED = '<testcase classname="cart" name="adds" time="0.25"/>'
export const FAILED =
  '<testcase classname="cart" name="removes" file="test/cart.test.ts"><failure message="expected 1">at test/cart.test.ts:12:5</failure></testcase>'
export const SKIPPED = '<testcase classname="cart" name="later"><skipped/></testcase>'
export const junit = (...cases: string[]) =>
  `<testsuites><testsuite name="cart">${cases.join('')}</testsuite></testsuites>`
export const sarif = (tool: string, ...levels: string[]) =>
  JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: tool } },
        results: levels.map((level) => ({ ruleId: 'r', level, message: { text: 'x' } })),
      },
    ],
  })
export const SBOM = JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  components: [
    { type: 'library', name: 'left-pad', version: '1.0.0' },
    { type: 'library', name: 'right-pad', version: '1.0.0' },
  ],
})
export const LCOV = 'TN:\nSF:src/a.ts\nDA:1,1\nDA:2,0\nDA:3,4\nLF:3\nLH:2\nend_of_record\n'

export async function run(
  files: Record<string, string>,
  inputs: Partial<EvidenceInputs> = {},
  answers: FakeAnswers = {},
) {
  const host = githubHost()
  const world = fakeWorld({ files, ...answers })
  const code = await runEvidence({ ...INPUTS, ...inputs }, host, world)
  for (const event of world.sent) expect(validate(event).valid).toBe(true)
  const types = world.sent.map(({ context }) => context.type.split('.').slice(2, 4).join('.'))
  return { code, host, sent: world.sent, types, page: host.summaries.join(''), log: host.lines.join('\n') }
}

/** The event of a type, without a version. */
export function only(sent: readonly CDEvent[], type: string): CDEvent {
  const found = sent.filter(({ context }) => context.type.includes(`.${type}.`))
  expect(found).toHaveLength(1)
  return found[0] as CDEvent
}
