import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { runCases } from '../../src/policy/cases.ts'
import { DIGEST, policyText, readRepositoryFile } from './scene.ts'

const POLICY = policyText(`
  - { id: unit-tests, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit } }
  - { id: freeze, kind: window, deny: [{ from: 2026-12-18T00:00Z, to: 2027-01-04T00:00Z }] }`)
const FILE = (cases: string, more = '') => `policies: [policy.yaml]
at: 2026-11-18T13:00:00Z
request: { artifacts: [{ digest: '${DIGEST}' }], environment: production }
${more}
cases:
${cases}`
const PASSED = `{ type: testsuiterun.finished, artifact: this, environment: ci, content: { outcome: success, testSuite: { id: unit } }, producer: token:ci, age: 1h }`

const run = (text: string, files: Record<string, string> = {}) =>
  runCases(text, (path) => {
    const found = { 'policy.yaml': POLICY, ...files }[path]
    if (found === undefined) throw new Error(`no file ${path}`)
    return found
  })

describe('policy test', () => {
  test('the starter pack passes its own cases, with every rule covered', async () => {
    const results = await runCases(readRepositoryFile('policies/starter/cases.yaml'), (path) =>
      readRepositoryFile(`policies/starter/${path}`),
    )
    expect(results.filter(({ passed }) => !passed)).toEqual([])
    expect(results.length).toBeGreaterThan(4)
    expect(results.at(-1)!.name).toBe('coverage: every outcome of every rule (8) is seen in a case')
  })

  test('says expected and got for every finding that differs, and why the gate said what it said', async () => {
    const [result] = await run(
      FILE(`  - { name: tested, expect: { verdict: allow, findings: { freeze: fail, unit-test: pass } } }`),
    )
    expect(result).toMatchObject({
      name: 'tested',
      passed: false,
      verdict: 'deny',
      problems: [
        'verdict: expected allow, got deny (1 of 2 checks fails.)',
        'freeze: expected fail, got pass, window-open (outside)',
        'unit-test: no such rule was asked (did you mean "unit-tests"?); asked: unit-tests, freeze',
        '  (unit-tests: fail, no-evidence: nothing)',
      ],
    })
  })

  test('a case may change time, request and events, and expect reasons and words', async () => {
    const results = await run(
      FILE(`
  - { name: allows, events: [${PASSED}], expect: { verdict: allow, findings: { unit-tests: pass } } }
  - name: another artifact
    events: [${PASSED.replace('this', DIGEST)}]
    request: { artifacts: [{ digest: 'sha256:${'0'.repeat(64)}' }] }
    expect: { verdict: deny, findings: { unit-tests: { result: fail, reason: no-evidence, found: nothing } } }
  - name: in the freeze
    at: 2026-12-24T00:00:00Z
    events: [${PASSED}]
    expect: { verdict: deny, findings: { production/freeze: { reason: frozen } } }`),
    )
    expect(results.map(({ name, passed, problems }) => [name, passed, problems])).toEqual([
      ['allows', true, []],
      ['another artifact', true, []],
      ['in the freeze', true, []],
      ['coverage: every rule (2) passes in a case and blocks in another', true, []],
    ])
  })

  test('tells which rules were never seen to pass or to block, and fails for it where asked', async () => {
    const one = `  - { name: allows, events: [${PASSED}], expect: { verdict: allow } }`
    const gaps = ['production/unit-tests: blocks in no case', 'production/freeze: blocks in no case']
    expect((await run(FILE(one))).at(-1)).toMatchObject({ passed: true, problems: gaps })
    expect((await run(FILE(one, 'coverage: all'))).at(-1)).toMatchObject({ passed: false, problems: gaps })
  })

  test('reads events from a file of lines, with who sent them and when', async () => {
    const line = JSON.stringify({
      event: {
        type: 'testsuiterun.finished',
        artifact: 'this',
        environment: 'ci',
        content: { outcome: 'success', testSuite: { id: 'unit' } },
      },
      producer: { kind: 'oidc', id: 'token:ci', claims: { issuer: 'https://idp' } },
      receivedAt: '2026-11-18T12:00:00Z',
    })
    const [result] = await run(
      FILE(`  - { name: lines, events: events.ndjson, expect: { verdict: allow } }`),
      { 'events.ndjson': `${line}\n\n` },
    )
    expect(result).toMatchObject({ passed: true, problems: [] })
  })

  test('takes lines of files and written events together, in their order', async () => {
    const failed = PASSED.replace('success', 'failure')
    const files = { 'failed.ndjson': JSON.stringify(parse(failed)) }
    const results = await run(
      FILE(`
  - { name: failed last, events: [${PASSED}, failed.ndjson], expect: { verdict: deny } }
  - { name: passed last, events: [failed.ndjson, ${PASSED}], expect: { verdict: allow } }
  - { name: no event, events: [list.ndjson], expect: { verdict: deny } }`),
      { ...files, 'list.ndjson': '\n[1]' },
    )
    expect(results.slice(0, 3).map(({ problems }) => problems)).toEqual([
      [],
      [],
      ['list.ndjson: line 2 is not the JSON of an event'],
    ])
  })

  test('what was received after the time of the case is not seen', async () => {
    const later = PASSED.replace('age: 1h', 'receivedAt: 2026-11-18T13:00:01Z')
    const [result] = await run(FILE(`  - { name: later, events: [${later}], expect: { verdict: deny } }`))
    expect(result).toMatchObject({ passed: true })
  })

  test.each([
    [
      'an unknown field',
      'cases: [{ name: x, expct: {}, expect: { verdict: allow } }]',
      /did you mean "expect"/u,
    ],
    ['no cases', 'cases: []', /must not be empty/u],
    ['a verdict nobody knows', 'cases: [{ name: x, expect: { verdict: ok } }]', /allowed: allow, deny/u],
    ['no policies', 'cases: [{ name: x, expect: { verdict: allow } }]', /names no policies/u],
    [
      'a time that cannot be read',
      'at: soon\ncases: [{ name: x, expect: { verdict: allow } }]',
      /cannot be read/u,
    ],
  ])('%s is a mistake in the file of cases', async (_name, text, message) => {
    await expect(run(text)).rejects.toThrow(message)
  })

  test('a policy that does not load is told with line and column', async () => {
    await expect(
      run(FILE('  - { name: x, expect: { verdict: allow } }'), { 'policy.yaml': 'kind: Policy\n' }),
    ).rejects.toThrow(/policy.yaml does not load\n {2}1:1 apiVersion is missing/u)
  })

  test('an event or request that is not right fails its case and no other', async () => {
    const results = await run(
      FILE(`
  - { name: wrong event, events: [{ type: testsuiterun.finishd }], expect: { verdict: allow } }
  - { name: wrong request, request: { environment: '' }, expect: { verdict: allow } }
  - { name: right, events: [${PASSED}], expect: { verdict: allow } }`),
    )
    expect(results.slice(0, 3).map(({ passed }) => passed)).toEqual([false, false, true])
    expect(results[0]!.problems.join()).toContain('testsuiterun.finishd')
    expect(results[1]!.problems).toEqual(['/environment: must not be empty'])
  })
})
