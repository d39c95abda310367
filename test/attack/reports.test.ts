/**
 * Whoever writes a report, and nothing else of the pipeline: a scanner's plugin, a tool's download, a file that is checked
 * in. What it says of itself must not stand where other evidence has failed, nor make nothing into a success.
 */
import { describe, expect, test } from '@jest/globals'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { readSarif } from '../../src/sources/reports/sarif.ts'
import { readTofu } from '../../src/sources/reports/tofu.ts'
import { FAILED, PASSED, junit, run, sarif } from '../actions/evidence-run.ts'
import { DIGEST } from '../actions/surroundings.ts'

/** How each suite ended: what a gate takes is the last word. */
function ends(sent: readonly CDEvent[]): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  for (const { context, subject } of sent) {
    const { testSuite, outcome } = subject.content as { testSuite?: { id: string }; outcome?: string }
    if (context.type.includes('.testsuiterun.finished.') && testSuite !== undefined)
      found[testSuite.id] = outcome
  }
  return found
}

const statement = (predicateType: string, predicate: unknown) => {
  const payload = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'shop', digest: { sha256: DIGEST.slice('sha256:'.length) } }],
    predicateType,
    predicate,
  }
  return JSON.stringify({
    payloadType: 'application/vnd.in-toto+json',
    payload: Buffer.from(JSON.stringify(payload)).toString('base64'),
    signatures: [{ sig: 'c2ln' }],
  })
}
const tested = (suite: string, result: string) =>
  statement('https://in-toto.io/attestation/test-result/v0.1', { result, configuration: [{ name: suite }] })
const scanned = (uri: string, result: unknown) =>
  statement('https://in-toto.io/attestation/vulns/v0.2', { scanner: { uri, result } })
const HIGH = [{ id: 'CVE-1', severity: [{ method: 'nvd', score: 'high' }] }]

describe('a report that calls itself by the name of a suite that failed does not hide it', () => {
  const failed = { 'a.xml': junit(PASSED, FAILED) }

  test('a SARIF file named after the tests', async () => {
    const files = { junit: ['a.xml'], sarif: ['a.sarif'] }
    const { sent } = await run({ ...failed, 'a.sarif': sarif('unit') }, { files, suite: 'unit' })
    expect(ends(sent)).toEqual({ unit: 'failure' })
  })

  test('a SARIF file named after the job, which names the tests where nobody does', async () => {
    const { sent } = await run(
      { ...failed, 'a.sarif': sarif('build') },
      { files: { junit: ['a.xml'], sarif: ['a.sarif'] } },
    )
    expect(Object.values(ends(sent))).not.toContain('success')
  })

  test('a statement about the tests', async () => {
    const files = { junit: ['a.xml'], attestation: ['a.json'] }
    const { sent } = await run({ ...failed, 'a.json': tested('unit', 'PASSED') }, { files, suite: 'unit' })
    expect(ends(sent)).toEqual({ unit: 'failure' })
  })

  test('a suite in the file itself, where each is one', async () => {
    const again = `<testsuite name="cart">${FAILED}</testsuite><testsuite name="cart">${PASSED}</testsuite>`
    const { sent } = await run(
      { 'a.xml': `<testsuites>${again}</testsuites>`, 'a.sarif': sarif('build/cart') },
      { files: { junit: ['a.xml'], sarif: ['a.sarif'] }, groupBy: 'suite' },
    )
    expect(Object.values(ends(sent))).not.toContain('success')
  })

  test('a later statement of a former one', async () => {
    const files = { attestation: ['*.json'] }
    const first = await run(
      { 'a.json': tested('e2e', 'FAILED'), 'b.json': tested('e2e', 'PASSED') },
      { files },
    )
    expect(ends(first.sent)).toEqual({ e2e: 'failure' })
    const second = await run(
      { 'a.json': scanned('pkg:x/scanner@1', HIGH), 'b.json': scanned('pkg:x/scanner@2', []) },
      { files },
    )
    expect(ends(second.sent)).toEqual({ 'pkg:x/scanner': 'failure' })
  })

  test('and what went well is not made worse', async () => {
    const { sent } = await run(
      { 'a.xml': junit(PASSED), 'a.sarif': sarif('lint'), 'b.sarif': sarif('audit', 'error') },
      { files: { junit: ['a.xml'], sarif: ['*.sarif'] }, suite: 'unit' },
    )
    expect(ends(sent)).toEqual({ unit: 'success', lint: 'success', audit: 'failure' })
  })
})

describe('nothing is no success', () => {
  test.each([
    ['JUnit without a case', 'junit', '<testsuites tests="40" failures="0"/>'],
    ['JUnit that counts failures it does not show', 'junit', `<testsuite failures="1">${PASSED}</testsuite>`],
    [
      'JUnit that counts more of them than anybody',
      'junit',
      `<testsuite failures="99999999999999999">${PASSED}</testsuite>`,
    ],
    ['JUnit that counts them as 3.0', 'junit', `<testsuite errors="3.0">${PASSED}</testsuite>`],
    ['JUnit of a test that came to no end', 'junit', junit(PASSED, '<testcase name="a" result="timeout"/>')],
    ['JUnit of which all is skipped', 'junit', junit('<testcase name="a"><skipped/></testcase>')],
    ['JUnit that is cut off', 'junit', junit(PASSED).slice(0, -20)],
    ['TAP that is cut off', 'tap', '1..40\nok 1 - a\n'],
    ['TAP that plans nothing', 'tap', '1..0 # SKIP no time\n'],
    ['TAP of what is still to do', 'tap', '1..1\nnot ok 1 - a # TODO\n'],
    ['SARIF without a run', 'sarif', '{"version":"2.1.0","runs":[]}'],
    ['SARIF without results', 'sarif', '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}}}]}'],
    [
      'SARIF of a run that failed',
      'sarif',
      '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"invocations":[{"executionSuccessful":false}],"results":[]}]}',
    ],
    ['SARIF that is cut off', 'sarif', sarif('x').slice(0, -1)],
  ])('%s', async (_, kind, text) => {
    const { sent } = await run({ 'a.txt': text }, { files: { [kind]: ['a.txt'] } })
    const said = Object.values(ends(sent))
    expect(said).not.toEqual([])
    expect(said).not.toContain('success')
  })

  test.each([
    '"suppressions":[null]',
    '"suppressions":[{"status":"rejected"}]',
    '"__proto__":{"kind":"pass"}',
  ])('a finding counts that only looks suppressed: %s', async (looks) => {
    const text = `{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":[{"level":"error",${looks}}]}]}`
    const [scan] = await readSarif(bytesOf(text))
    expect(scan).toMatchObject({ total: 1, suppressed: 0, counts: { high: 1 } })
  })
})

describe('a run of OpenTofu', () => {
  const line = (value: unknown) => `${JSON.stringify(value)}\n`
  const sum = (changes: object) => line({ type: 'change_summary', changes })
  const PLAN = { operation: 'plan', add: 0, change: 0, remove: 0 }

  test.each([
    ['negative numbers', { ...PLAN, remove: -5 }],
    ['numbers that are texts', { ...PLAN, remove: '9' }],
    ['numbers without end', { ...PLAN, remove: 1e300 }],
    ['no numbers', { operation: 'plan' }],
    [
      'numbers in the prototype',
      JSON.parse('{"operation":"plan","__proto__":{"add":0,"change":0,"remove":0}}'),
    ],
  ])('that tells %s says nothing of what it would change', async (_, changes) => {
    const { planned } = await readTofu(bytesOf(sum(changes as object)))
    expect(planned?.outcome).toBe('error')
  })

  test('in a stream with another one does not hide what that would destroy', async () => {
    const { planned } = await readTofu(bytesOf(sum({ ...PLAN, remove: 9 }) + sum(PLAN)))
    expect(planned?.changes.remove).toBe(9)
  })

  test('in which something could not be changed is no success', async () => {
    const text = line({ type: 'apply_errored', hook: {} }) + sum({ ...PLAN, operation: 'apply' })
    expect((await readTofu(bytesOf(text))).applied?.outcome).toBe('failure')
  })
})

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
