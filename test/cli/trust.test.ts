import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { runTrustCases } from '../../src/trust/cases.ts'
import { loadTrust } from '../../src/trust/load.ts'
import { turnpike } from './run-cli.ts'

const STARTER = 'examples/trust/starter.yaml'
const GITHUB = 'https://token.actions.githubusercontent.com'
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-trust-'))
})
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('trust check', () => {
  test('says that a document loads', async () => {
    const { code, stdout } = await turnpike(['trust', 'check', STARTER])
    expect([code, stdout]).toEqual([0, `${STARTER}: ok, trust of acme with 8 grants\n`])
  })

  test('tells every problem of every file, so that an editor can jump there, and exits 2', async () => {
    const text = readFileSync(STARTER, 'utf8')
    const one = file(
      'one.yaml',
      text.replace('build.*,', 'biuld.*,').replace("repositoryOwnerId: '4567'", 'repository: acme/*'),
    )
    const two = file('two.yaml', 'kind: Trust\n')
    const { code, stdout, stderr } = await turnpike(['trust', 'check', one, two])
    expect(code).toBe(2)
    expect(stdout).toMatch(/one\.yaml:\d+:\d+ repository can be renamed, or made by anybody/)
    expect(stdout).toMatch(
      /one\.yaml:\d+:\d+ "biuld\.\*" names no subject of the vocabulary \(did you mean "build\.\*"\?\)/,
    )
    expect(stdout).toMatch(/two\.yaml:1:1 apiVersion is missing/)
    expect(stderr).toContain('5 problems')
  })

  test('shows warnings, and loads all the same; --json has it all', async () => {
    const path = file(
      'warn.yaml',
      readFileSync(STARTER, 'utf8').replace("namespaceId: '89'", 'namespacePath: acme'),
    )
    const plain = await turnpike(['trust', 'check', path])
    expect([plain.code, plain.stdout]).toEqual([
      0,
      expect.stringMatching(/warning: namespacePath can be renamed[^\n]*\n.*: ok/),
    ])
    const json = await turnpike(['trust', 'check', path, '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject({
      valid: true,
      grants: 8,
      warnings: [{ path: '/grants/1/to' }],
    })
  })
})

describe('trust explain', () => {
  test('says who may do what, and what nobody may', async () => {
    const { code, stdout } = await turnpike(['trust', 'explain', STARTER])
    expect(code).toBe(0)
    expect(stdout).toContain('deployments of the shop\n  who  tokens of github')
    expect(stdout).toContain('Nobody may\n  waive rules\n  override a verdict\n')
  })

  test('says what one caller may, by claims or by those of a token', async () => {
    const as = await turnpike([
      'trust',
      'explain',
      STARTER,
      '--as',
      'issuer=github,repositoryOwnerId=4567,repository=acme/shop',
    ])
    expect([as.code, as.stdout]).toEqual([
      0,
      expect.stringContaining('Its own source: https://github.com/acme/shop, and what is below it.'),
    ])
    const claims = {
      iss: GITHUB,
      sub: 'x',
      repository: 'acme/shop',
      repository_id: '1111',
      repository_owner_id: '4567',
      environment: 'production',
      actor_id: '1234',
      run_attempt: '1',
    }
    const token = await turnpike(['trust', 'explain', STARTER, '--token', '-', '--json'], {
      input: JSON.stringify(claims),
    })
    expect(JSON.parse(token.stdout)).toMatchObject({
      known: `${GITHUB}#repository:1111 (acme/shop)`,
      person: 'urn:user:alice',
      grants: [{ grant: 'pipelines on GitHub' }, { grant: 'deployments of the shop' }],
    })
  })

  test('exits 3 for somebody whom no grant means', async () => {
    const { code, stdout } = await turnpike(['trust', 'explain', STARTER, '--as', 'id=token:other'])
    expect([code, stdout]).toEqual([3, expect.stringContaining('No grant applies: it may do nothing.')])
  })

  test.each([
    [['--as', 'github'], 'is not name=value'],
    [['--as', 'issuer=gihub'], '(did you mean "github"?)'],
    [['--as', 'id=x', '--token', 'x'], 'give --as or --token, not both'],
    [['--token', STARTER], 'takes the claims of a token as JSON'],
  ])('%j is wrong usage', async (args, message) => {
    const { code, stderr } = await turnpike(['trust', 'explain', STARTER, ...args])
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
  })

  test('never shows a token that was given by mistake', async () => {
    const { code, stdout, stderr } = await turnpike(['trust', 'explain', STARTER, '--token', '-'], {
      input: 'eyJhbGciOi.s3cret.s3cret',
    })
    expect(code).toBe(2)
    expect(stdout + stderr).not.toContain('s3cret')
  })
})

describe('trust test', () => {
  test('runs the cases of the starter', async () => {
    const { code, stdout } = await turnpike([
      'trust',
      'test',
      STARTER,
      '--cases',
      'examples/trust/starter.cases.yaml',
    ])
    expect([code, stdout.match(/^FAIL/gm)]).toEqual([0, null])
    expect(stdout.match(/^pass/gm)?.length).toBeGreaterThan(20)
  })

  test('exits 3 when a case goes otherwise, and 2 without cases or with a document that does not load', async () => {
    const cases = file(
      'c.yaml',
      `cases: [{ name: c, as: { id: 'token:legacy-ci' }, does: { read: true }, expect: allowed }]`,
    )
    const failed = await turnpike(['trust', 'test', STARTER, '--cases', cases])
    expect([failed.code, failed.stdout]).toEqual([
      3,
      expect.stringMatching(/^FAIL {2}c\n {6}expected allowed, but: this takes the right to read/),
    ])
    expect((await turnpike(['trust', 'test', STARTER])).code).toBe(2)
    const broken = await turnpike(['trust', 'test', file('b.yaml', 'kind: Trust\n'), '--cases', cases])
    expect([broken.code, broken.stderr]).toEqual([2, expect.stringContaining('does not load')])
  })
})

describe('trust token', () => {
  test('prints the secret once, alone on standard output, and the lines for the document beside it', async () => {
    const { code, stdout, stderr } = await turnpike(['trust', 'token', 'old-ci', '--expires', '90d'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^tpk_[A-Za-z0-9_-]{43}\n$/)
    expect(stderr).not.toContain(stdout.trim())
    const lines = stderr.slice(stderr.indexOf('tokens:'))
    const document = `apiVersion: turnpike/v1\nkind: Trust\nmetadata: { organisation: acme }\n${lines}`
    const loaded = loadTrust(document, { name: 'x', now: Date.now() })
    expect(loaded).toMatchObject({
      trust: {
        tokens: [
          { name: 'old-ci', hash: `sha256:${createHash('sha256').update(stdout.trim()).digest('hex')}` },
        ],
        grants: [{ name: 'old-ci' }],
      },
      warnings: [],
    })
  })

  test('makes another one each time', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(() => turnpike(['trust', 'token', 'x', '--expires', '1d', '--json'])),
    )
    const read = (text: string) => JSON.parse(text) as { secret: string; expires: string }
    expect(read(one!.stdout).secret).not.toBe(read(two!.stdout).secret)
    expect(Date.parse(read(one!.stdout).expires)).toBeGreaterThan(Date.now() + 23 * 3_600_000)
  })

  test.each([
    [['x'], '--expires is missing'],
    [['x', '--expires', '367d'], 'more than 366 days away'],
    [['x', '--expires', '2020-01-01'], 'is over'],
    [['x', '--expires', 'soon'], 'is neither a duration'],
    [['x', '--expires', '2027-02-31T00:00Z'], 'is neither a duration'],
    [['a b', '--expires', '1d'], 'is not a name'],
  ])('%j is wrong usage', async (args, message) => {
    const { code, stdout, stderr } = await turnpike(['trust', 'token', ...args])
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(message)])
  })
})

describe('trust init', () => {
  test('prints a document that loads', async () => {
    const { code, stdout } = await turnpike([
      'trust',
      'init',
      'acme',
      '--github',
      '4567',
      '--gitlab',
      'https://gitlab.com',
      '--gitlab-group',
      '89',
      '--login',
      'https://login.example.org',
      '--owner',
      'a@example.org',
    ])
    expect(code).toBe(0)
    expect(loadTrust(stdout, { name: 'x', now: Date.now() })).toMatchObject({
      trust: { organisation: 'acme', owner: 'a@example.org' },
      warnings: [],
    })
    // What stands in comments, to be taken when there is somebody for it.
    const whole = stdout.replace(/^# (?=people:|hooks:|  - |    )/gm, '')
    expect(loadTrust(whole, { name: 'x', now: Date.now() })).toMatchObject({
      trust: {
        people: [{ id: 'urn:user:alice' }],
        hooks: [{ name: 'alerts' }],
      },
      warnings: [],
    })
  })

  test('grants what the starter policy waits for: a deployment to staging, and an incident', async () => {
    const { stdout } = await turnpike(['trust', 'init', 'acme', '--github', '4567'])
    const loaded = loadTrust(stdout.replace(/^# (?=hooks:|  - |    )/gm, ''), { name: 'x', now: Date.now() })
    if (!('trust' in loaded)) throw new Error('does not load')
    const may = (as: string, write: string) =>
      `  - { name: n, as: ${as}, does: { write: ${write} }, expect: allowed }`
    const shop = (more: string) =>
      `{ issuer: github, repositoryId: '1', repositoryOwnerId: '4567', repository: acme/shop${more} }`
    const results = runTrustCases(
      loaded.trust,
      [
        'cases:',
        may(shop(''), '{ type: testsuiterun.finished, environment: ci }'),
        may(shop(''), '{ type: artifact.packaged }'),
        may(shop(', environment: staging'), '{ type: service.deployed, environment: staging }'),
        may(
          "{ id: 'hook:alerts' }",
          '{ type: incident.resolved, source: https://monitoring.example.org, environment: production }',
        ),
      ].join('\n'),
    )
    // The last one is about coverage.
    expect(results.slice(0, 4).map(({ passed, problems }) => [passed, problems])).toEqual(
      Array(4).fill([true, []]),
    )
  })

  test.each([
    [['acme'], 'give --github NUMBER'],
    [['acme', '--github', 'acme'], '"acme" is not a number; names can change hands'],
    [['acme', '--gitlab', 'https://gitlab.com'], '--gitlab and --gitlab-group go together'],
    [['acme', '--github', '1', '--github-issuer', 'https://ghe.example.org'], "has none of GitHub's forms"],
    [['a b', '--github', '1'], 'makes no trust document'],
    [['acme\ngrants: []', '--github', '1'], 'makes no trust document'],
  ])('%j is wrong usage', async (args, message) => {
    const { code, stdout, stderr } = await turnpike(['trust', 'init', ...args])
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(message)])
  })
})
