import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { DIGEST, policyText } from '../policy/scene.ts'
import { turnpike } from './run-cli.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-cases-'))
  const rules = `
  - { id: built, kind: evidence, type: artifact.packaged, producer: [ci] }
  - { id: freeze, kind: window, deny: [{ from: 2026-12-18T00:00Z, to: 2027-01-04T00:00Z }] }`
  write('policy.yaml', policyText(rules))
})
afterAll(() => rmSync(folder, { recursive: true }))
const write = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const CASES = (verdict: string, name = 'the first') => `policies: [policy.yaml]
at: 2026-11-18T13:00:00Z
request: { artifacts: [{ digest: '${DIGEST}' }], environment: production }
cases:
  - name: ${JSON.stringify(name)}
    events: [{ type: artifact.packaged, artifact: this, content: { change: { id: '1' } }, producer: token:ci }]
    expect: { verdict: ${verdict} }
`
const run = (...args: string[]) => turnpike(['policy', 'test', ...args])

test('prints each case, and last which results of each rule were seen', async () => {
  const { code, stdout, stderr } = await run(write('good.yaml', CASES('allow')))
  expect([code, stderr]).toEqual([0, 'all as expected\n'])
  expect(stdout.split('\n')).toEqual([
    'pass  the first',
    'pass  coverage: 2 gaps in 2 rules',
    '      production/built: blocks in no case',
    '      production/freeze: blocks in no case',
    '',
    'rule    pass  fail',
    'built      1     –  blocks in no case',
    'freeze     1     –  blocks in no case',
    '',
  ])
})

test('--json is a line for each case, the coverage with what was seen', async () => {
  const { code, stdout } = await run(write('good.yaml', CASES('allow')), '--json')
  const lines = stdout.trimEnd().split('\n')
  expect(code).toBe(0)
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    expect.objectContaining({ name: 'the first', passed: true, verdict: 'allow' }),
    expect.objectContaining({
      coverage: [
        { policy: 'production', rule: 'built', seen: { pass: 1 }, gaps: ['blocks in no case'] },
        { policy: 'production', rule: 'freeze', seen: { pass: 1 }, gaps: ['blocks in no case'] },
      ],
    }),
  ])
})

test('--junit writes the same for a merge request, whatever names hold', async () => {
  const evil = '<b>"&]]>\u001B[2J\n::error::x'
  const report = join(folder, 'report.xml')
  const { code } = await run(write('bad.yaml', CASES('deny', evil)), '--junit', report)
  expect(code).toBe(3)
  const text = readFileSync(report, 'utf8')
  expect(text).toContain('<testsuites name="turnpike policy test" tests="2" failures="1" errors="0"')
  expect(text).toContain('&#60;b&#62;&#34;&#38;]]&#62;⟨U+001B⟩')
  expect(text).toContain('verdict: expected deny, got allow')
  expect(text).not.toMatch(/\u001B|^::|<b>/mu)
})

test('a report that cannot be written is told', async () => {
  const { code, stderr } = await run(
    write('good.yaml', CASES('allow')),
    '--junit',
    join(folder, 'no', 'x.xml'),
  )
  expect([code, stderr]).toEqual([2, expect.stringContaining('x.xml cannot be written')])
})
