import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Decision } from '../../src/policy/decision.ts'
import { ROOT, turnpike } from './run-cli.ts'

const DIGEST = `sha256:${'ab'.repeat(32)}`
const folder = mkdtempSync(join(tmpdir(), 'turnpike-decide-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true }))

const POLICY = `
apiVersion: turnpike/v1
kind: Policy
metadata: { name: tests }
applies: { environments: [production] }
producers:
  ci: { id: 'token:ci' }
  here: { id: loopback }
rules:
  - id: tests
    kind: evidence
    type: testsuiterun.finished
    producer: [ci, here]
    match: { outcome: success }
    maxAge: 1h
`

function tests(outcome: string, timestamp: string, id = outcome) {
  return {
    context: {
      specversion: '0.5.1',
      id,
      source: 'https://example.org/shop',
      type: 'dev.cdevents.testsuiterun.finished.0.3.0',
      timestamp,
    },
    subject: { id: 'suite', content: { outcome, environment: { id: 'ci' } } },
    customData: { turnpike: { artifacts: [{ digest: DIGEST }] } },
  }
}

const line = (...values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('')

beforeAll(() => {
  writeFileSync(at('policy.yaml'), POLICY)
  writeFileSync(at('request.yaml'), `artifacts: [{ digest: '${DIGEST}' }]\nenvironment: production\n`)
})

function decide(input: string, ...more: string[]) {
  const files = ['--policy', at('policy.yaml'), '--request', at('request.yaml'), '--events', '-']
  return turnpike(['decide', ...files, '--json', ...more], { input })
}

const now = () => new Date().toISOString()

describe('turnpike decide', () => {
  test('allows on evidence from the file, ends 0, and says that it is a dry run', async () => {
    const { code, stdout } = await decide(line(tests('success', now())))
    const decision = JSON.parse(stdout) as Decision
    expect(decision).toMatchObject({ verdict: 'allow', mode: 'dry-run' })
    expect(decision.findings[0]?.evidence[0]).toMatchObject({ sequence: 1, producer: 'loopback' })
    expect(code).toBe(0)
  })

  test('denies and ends 3 when a later event of the file says otherwise', async () => {
    const { code, stdout } = await decide(line(tests('success', now()), tests('failure', now())))
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'deny' })
    expect(code).toBe(3)
  })

  test('believes the producer that a line names, and only the ones that the policy names', async () => {
    const wrapped = (id: string) =>
      line({ event: tests('success', now()), producer: { kind: 'token', id }, receivedAt: now() })
    const [allowed, refused] = await Promise.all([
      decide(wrapped('token:ci')),
      decide(wrapped('token:other')),
    ])
    expect(allowed.code).toBe(0)
    expect(refused.code).toBe(3)
    expect(JSON.parse(refused.stdout)).toMatchObject({
      verdict: 'deny',
      findings: [{ refused: [{ reason: 'producer-not-allowed' }] }],
    })
  })

  test('replays at another time, where an allow is printed and never ends 0', async () => {
    const then = tests('success', '2025-03-01T12:00:00Z')
    const [fresh, old] = await Promise.all([
      decide(line(then), '--at', '2025-03-01T12:30:00Z'),
      decide(line(then), '--at', '2025-03-01T14:30:00Z'),
    ])
    expect(JSON.parse(fresh.stdout)).toMatchObject({ verdict: 'allow', mode: 'replay' })
    expect(JSON.parse(fresh.stdout)).not.toHaveProperty('expiresAt')
    expect(fresh.code).toBe(3)
    expect(JSON.parse(old.stdout)).toMatchObject({
      verdict: 'deny',
      findings: [{ reason: 'evidence-too-old' }],
    })
  })

  test('does not use invalid events, and says how many there were', async () => {
    const { code, stderr } = await decide(line({ context: {} }))
    expect(code).toBe(3)
    expect(stderr).toContain('1 of the events are not valid')
  })

  test.each([
    ['a line that is not JSON', 'nope\n', [], 'event 1 is not JSON'],
    ['a time that is none', '', ['--at', 'yesterday'], '--at is a time such as'],
  ])('ends 2 on %s', async (_, input, more, message) => {
    const { code, stderr } = await decide(input, ...more)
    expect(stderr).toContain(message)
    expect(code).toBe(2)
  })

  test('ends 2 on a policy that does not load, with line and column', async () => {
    writeFileSync(at('broken.yaml'), POLICY.replace('kind: evidence', 'kind: evidense'))
    const { code, stderr } = await turnpike([
      'decide',
      '--policy',
      at('broken.yaml'),
      '--request',
      at('request.yaml'),
      '--events',
      at('request.yaml'),
    ])
    expect(stderr).toMatch(/broken\.yaml:11:\d+ .*evidense/)
    expect(code).toBe(2)
  })

  test('ends 2 on a request with problems, and names them all', async () => {
    writeFileSync(at('odd.json'), JSON.stringify({ artifacts: [], environment: 7 }))
    const { code, stderr } = await turnpike([
      'decide',
      '--policy',
      at('policy.yaml'),
      '--request',
      at('odd.json'),
      '--events',
      at('request.yaml'),
    ])
    expect(stderr).toContain('/artifacts')
    expect(stderr).toContain('/environment')
    expect(code).toBe(2)
  })
})

describe('turnpike policy', () => {
  test('check prints file:line:column and ends 2', async () => {
    writeFileSync(at('typo.yaml'), POLICY.replace('maxAge: 1h', 'maxAge: soon'))
    const { code, stdout, stderr } = await turnpike(['policy', 'check', at('policy.yaml'), at('typo.yaml')])
    expect(stdout).toContain(`${at('policy.yaml')}: ok, policy tests with 1 rule\n`)
    expect(stdout).toMatch(/typo\.yaml:15:\d+ .*maxAge/)
    expect(stderr).toContain('1 problem')
    expect(code).toBe(2)
  })

  test('test runs the cases of the sample shop', async () => {
    const { code, stdout } = await turnpike([
      'policy',
      'test',
      join(ROOT, 'examples/webshop/turnpike/cases/production.yaml'),
    ])
    expect(stdout).toContain('pass  tested and approved')
    expect(code).toBe(0)
  })

  test('test ends 3 when a case decides otherwise, and says what was expected', async () => {
    const cases = `policies: [policy.yaml]\nrequest: { artifacts: [{ digest: '${DIGEST}' }], environment: production }\ncases:\n  - { name: wishful, expect: { verdict: allow } }\n`
    writeFileSync(at('cases.yaml'), cases)
    const { code, stdout } = await turnpike(['policy', 'test', at('cases.yaml')])
    expect(stdout).toContain('FAIL  wishful')
    expect(stdout).toContain('allow')
    expect(code).toBe(3)
  })
})
