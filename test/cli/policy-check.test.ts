import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { policyText } from '../policy/scene.ts'
import { turnpike } from './run-cli.ts'

const RULES = `
  - { id: built, kind: evidence, type: artifact.packaged, producer: [ci] }
  - { id: board, kind: approval, from: ['group:board'], producer: [ops] }`
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-check-'))
})
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const check = (...args: string[]) => turnpike(['policy', 'check', ...args])

test('a sound policy is ok, strictly too', async () => {
  const path = file('sound.yaml', policyText(RULES))
  const { code, stdout, stderr } = await check('--strict', path)
  expect([code, stdout, stderr]).toEqual([0, `${path}: ok, policy production with 2 rules\n`, ''])
})

test('every problem and every warning has its line and column; problems fail', async () => {
  const broken = file('broken.yaml', policyText(RULES).replace('evidence', 'evidense'))
  const odd = file(
    'odd.yaml',
    policyText(`${RULES}\n  - { id: open, kind: evidence, type: build.finished, producer: any }`, {
      name: 'odd',
    }),
  )
  const { code, stdout, stderr } = await check(broken, odd)
  expect(code).toBe(2)
  expect(stdout).toMatch(/broken\.yaml:\d+:\d+ "evidense" is not a kind; .*\(did you mean "evidence"\?\)/u)
  expect(stdout).toMatch(
    /odd\.yaml:\d+:\d+ warning: believes anybody: .* \[any\] \(\/rules\/2\/producer\)\n.*odd\.yaml: ok/u,
  )
  expect(stderr).toBe('1 problem, 1 warning\n')
})

test('warnings fail only with --strict', async () => {
  const path = file(
    'any.yaml',
    policyText(`${RULES}\n  - { id: open, kind: evidence, type: build.finished, producer: any }`),
  )
  expect((await check(path)).code).toBe(0)
  expect((await check(path, '--strict')).code).toBe(2)
})

test('--at looks from another moment, which must be one', async () => {
  const path = file(
    'freeze.yaml',
    policyText(
      `${RULES}\n  - { id: freeze, kind: window, deny: [{ from: 2030-01-01T00:00Z, to: 2030-01-02T00:00Z }] }`,
    ),
  )
  expect((await check(path, '--strict', '--at', '2029-01-01T00:00:00Z')).code).toBe(0)
  expect((await check(path, '--strict', '--at', '2031-01-01T00:00:00Z')).stdout).toContain('[window-over]')
  const wrong = await check(path, '--at', 'tomorrow')
  expect([wrong.code, wrong.stderr]).toEqual([
    2,
    'turnpike: --at: "tomorrow" is not a moment such as 2026-12-01T08:00:00Z\n',
  ])
})

test('several files are layers: a later one that loosens an earlier one is a problem of the later one', async () => {
  const rule = (age: string) =>
    `  - { id: built, kind: evidence, type: artifact.packaged, producer: [ci], maxAge: ${age} }\n  - { id: board, kind: approval, from: ['group:board'], producer: [ops] }`
  const layered = (name: string, layer: string, age: string) =>
    file(`${name}.yaml`, policyText(rule(age), { name }).replace('owner:', `layer: ${layer}, owner:`))
  const base = layered('base', 'baseline', '7d')
  const loose = layered('loose', 'service', '30d')
  const { code, stdout } = await check(base, loose)
  expect(code).toBe(2)
  expect(stdout).toMatch(/loose\.yaml:\d+:\d+ .*\(.*base\.yaml\)/u)
  expect(stdout).toMatch(/base\.yaml: ok/u)
  expect((await check(base, layered('tight', 'service', '1d'))).code).toBe(0)
})

test('--json is one line for each file, with all of it', async () => {
  const path = file(
    'json.yaml',
    policyText(`${RULES}\n  - { id: open, kind: evidence, type: build.finished, producer: any }`),
  )
  const { stdout } = await check(path, '--json')
  expect(JSON.parse(stdout)).toMatchObject({
    file: path,
    valid: true,
    name: 'production',
    layer: 'service',
    rules: 3,
    problems: [],
    warnings: [{ lint: 'any', path: '/rules/2/producer', line: expect.any(Number) as unknown }],
  })
})
