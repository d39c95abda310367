import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { turnpike } from './run-cli.ts'

const TEXT = (name: string, layer: string, maxAge: string) => `apiVersion: turnpike/v1
kind: Policy
metadata: { name: ${name}, layer: ${layer} }
applies: { environments: [production] }
producers: { ci: { id: 'token:ci' } }
rules:
  - { id: unit-tests, kind: evidence, type: testsuiterun.finished, producer: [ci], maxAge: ${maxAge} }
`

let directory: string
const file = (name: string) => join(directory, name)
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'turnpike-explain-'))
  writeFileSync(file('acme.yaml'), TEXT('acme', 'baseline', '7d'))
  writeFileSync(file('webshop.yaml'), TEXT('webshop', 'service', '1d'))
  writeFileSync(file('loose.yaml'), TEXT('loose', 'service', '8d'))
  writeFileSync(file('broken.yaml'), TEXT('broken', 'nowhere', '8d'))
})
afterAll(() => rmSync(directory, { recursive: true }))

describe('turnpike policy explain', () => {
  test('says in words what files ask for together', async () => {
    const { code, stdout, stderr } = await turnpike([
      'policy',
      'explain',
      file('webshop.yaml'),
      file('acme.yaml'),
    ])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain(
      '1. Unit tests (service webshop, rule unit-tests; stricter than, and in place of, acme/unit-tests)\n' +
        '   “testsuiterun finished” about this artifact, of which the newest is a pass.\n' +
        '   Whose word counts: ci.\n   How fresh: not older than 1 d.\n',
    )
  })

  test('ends 2 when a layer loosens another, with the place', async () => {
    const { code, stdout } = await turnpike(['policy', 'explain', file('acme.yaml'), file('loose.yaml')])
    expect(code).toBe(2)
    expect(stdout).toMatch(
      /Problem: The policy loose \(line 7, column \d+\) loosens the rule unit-tests of acme/,
    )
  })

  test('ends 2 for a file that does not load', async () => {
    const { code, stdout, stderr } = await turnpike(['policy', 'explain', file('broken.yaml')])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/broken\.yaml:3:\d+ .*allowed: baseline, environment, service/)
  })

  test('prints JSON, and YAML that loads again', async () => {
    const files = [file('acme.yaml'), file('webshop.yaml')]
    const json = await turnpike(['policy', 'explain', ...files, '--json', '--environment', 'production'])
    expect(JSON.parse(json.stdout)).toMatchObject({
      environment: 'production',
      rules: [{ tightens: ['acme/unit-tests'] }],
    })
    const yaml = await turnpike(['policy', 'explain', ...files, '--yaml'])
    expect(yaml.code).toBe(0)
    writeFileSync(file('merged.yaml'), yaml.stdout)
    expect((await turnpike(['policy', 'check', file('merged.yaml')])).code).toBe(0)
  })

  test.each([
    [['policy', 'explain'], /which environment/],
    [['policy', 'explain', '--environment', 'production'], /which store/],
    [['policy', 'explain', 'x.yaml', '--store', 'http://127.0.0.1:1'], /files or --store, not both/],
    [['policy', 'explain', 'x.yaml', '--json', '--yaml'], /--yaml or --json/],
  ])('ends 2 on %j and says what to do', async (args, message) => {
    const { code, stderr } = await turnpike(args)
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
  })

  test('explains what a store has in force', async () => {
    const store = `sqlite:${file('store.db')}`
    const { stdout, code } = await turnpike([
      'policy',
      'explain',
      '--environment',
      'production',
      '--store',
      store,
    ])
    // Nobody published anything there: that is told, and no allow is possible.
    expect(code).toBe(2)
    expect(stdout).toContain('No policy governs production: an unmanaged target is never allowed.')
  })
})
