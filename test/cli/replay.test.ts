/** `decision replay` and `policy impact`, as a person types them, on a store in a file. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ImpactPage } from '../../src/policy/impact.ts'
import type { Decision } from '../../src/policy/decision.ts'
import type { Replay } from '../../src/policy/replay.ts'
import { turnpike } from './run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'turnpike-cli-replay-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true }))

const store = ['--store', `sqlite:${at('store.db')}`]
const DIGEST = `sha256:${'ef'.repeat(32)}`
const policy = (onMissing: string, type = 'testsuiterun.finished') => `
apiVersion: turnpike/v1
kind: Policy
metadata: { name: production }
applies: { environments: [production] }
rules:
  - { id: tests, kind: evidence, type: ${type}, producer: any, onMissing: ${onMissing} }
`
let denied = ''
let allowed = ''

beforeAll(async () => {
  writeFileSync(at('production.yaml'), policy('deny'))
  writeFileSync(at('waits.yaml'), policy('wait'))
  writeFileSync(at('broken.yaml'), policy('hope'))
  writeFileSync(
    at('signed.yaml'),
    policy('deny', 'artifact.signed').replace('production }', 'signed }').replace('id: tests', 'id: signed'),
  )
  const gate = async (): Promise<string> => {
    const about = [
      '--artifact',
      DIGEST,
      '--environment',
      'production',
      '--policy-file',
      at('production.yaml'),
    ]
    const { stdout } = await turnpike(['gate', ...store, ...about, '--json'])
    return (JSON.parse(stdout) as Decision).id
  }
  denied = await gate()
  const tested = [
    '--type',
    'testsuiterun.finished',
    '--artifact',
    DIGEST,
    '--content',
    '{ outcome: success }',
  ]
  await turnpike(['emit', ...tested, ...store])
  allowed = await gate()
}, 60_000)

describe('decision replay', () => {
  test('says of a denial and of an allow that they hold, and ends 0 for both: nothing can go by it', async () => {
    for (const id of [denied, allowed]) {
      const { code, stdout, stderr } = await turnpike(['decision', 'replay', id, ...store])
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toMatch(
        /^identical {3}Decision .* judged again at position \d+, it is the same. This opens nothing\.$/m,
      )
    }
  })

  test('gives machines an answer that no gate reads as an allow', async () => {
    const { stdout } = await turnpike(['decision', 'replay', allowed, ...store, '--json'])
    const answer = JSON.parse(stdout) as Replay
    expect(answer).toMatchObject({ kind: 'Replay', mode: 'replay', result: 'identical', replayOf: allowed })
    expect(answer).not.toHaveProperty('verdict')
    expect(stdout).not.toContain('expiresAt')
  })

  test('never ends 0 for what would have been, also where it would have been an allow', async () => {
    const under = await turnpike(['decision', 'replay', denied, ...store, '--policy', at('waits.yaml')])
    expect(under.code).toBe(3)
    expect(under.stdout).toMatch(
      /^what-if {5}Decision .*, deny for production: it would have been error with production/,
    )
    const now = await turnpike(['decision', 'replay', denied, ...store, '--at', new Date().toISOString()])
    expect(now.code).toBe(3)
    expect(now.stdout).toContain('it would have been allow at ')
    expect(now.stdout).toContain('It opens nothing.')
  })

  test('says where a policy is broken, what is no time, and what is no decision', async () => {
    const broken = await turnpike(['decision', 'replay', denied, ...store, '--policy', at('broken.yaml')])
    expect(broken.code).toBe(2)
    expect(broken.stderr).toContain('broken.yaml:7:')
    expect((await turnpike(['decision', 'replay', denied, ...store, '--at', 'noon'])).code).toBe(2)
    const nothing = await turnpike(['decision', 'replay', '00000000-0000-4000-8000-000000000000', ...store])
    expect(nothing.code).toBe(5)
    expect(nothing.stderr).toContain('There is no decision')
  })
})

describe('policy impact', () => {
  const impact = (...args: string[]) => turnpike(['policy', 'impact', ...store, ...args])

  test('is a table of what would have been different, and why', async () => {
    const { code, stdout } = await impact('--policy', at('signed.yaml'))
    expect(code).toBe(3)
    const lines = stdout.trimEnd().split('\n')
    expect(lines[0]).toMatch(
      /^1 of 2 decisions since .* would have been different with the new signed: 1 × allow → deny\.$/,
    )
    expect(lines[1]).toMatch(/^when \(UTC\) +artifact +environment +was +would be +because$/)
    expect(lines[2]).toMatch(
      / sha256:efef…efef +production +allow +deny +signed of signed: not asked → fail \(/,
    )
    expect(lines).toHaveLength(3)
  })

  test('is a table in Markdown, and JSON', async () => {
    const markdown = await impact('--policy', at('signed.yaml'), '--markdown')
    expect(markdown.stdout).toContain('| when (UTC) | artifact | environment | was | would be | because |')
    expect(markdown.stdout.match(/^\| 2/gm)).toHaveLength(1)
    const json = await impact('--policy', at('signed.yaml'), '--json')
    const answer = JSON.parse(json.stdout) as ImpactPage
    expect(answer.rows.map(({ id, was, wouldBe }) => [id, was, wouldBe])).toEqual([
      [allowed, 'allow', 'deny'],
    ])
    expect((await impact('--policy', at('signed.yaml'), '--markdown', '--json')).code).toBe(2)
  })

  test('ends 0 when nothing would have been different', async () => {
    const { code, stdout } = await impact('--without', 'nothing', '--since', '1h')
    expect(stdout).toMatch(/^0 of 2 decisions since .* would have been different without nothing\.\n$/)
    expect(code).toBe(0)
  })

  test('says when its limit was reached', async () => {
    const { stdout } = await impact('--without', 'nothing', '--limit', '1')
    expect(stdout).toMatch(/^0 of 1 decision /)
    expect(stdout).toContain('The limit was reached')
  })

  test.each([
    [[], 'which policy'],
    [['--without', 'a', '--since', 'ever'], '--since'],
    [['--without', 'a', '--limit', '0'], '--limit'],
  ])('is refused for %j', async (args, said) => {
    const { code, stderr } = await impact(...args)
    expect(code).toBe(2)
    expect(stderr).toContain(said)
  })
})

test('what was changed behind the store is told, each difference in a sentence, and ends 3', async () => {
  const db = new DatabaseSync(at('store.db'))
  db.exec(`update event set body = replace(body, '"outcome":"success"', '"outcome":"failure"')
           where body like '%testsuiterun%' and body not like '%turnpike-gate%'`)
  db.close()
  const { code, stdout } = await turnpike(['decision', 'replay', allowed, ...store])
  expect(stdout).toMatch(/^different {3}Decision /)
  expect(stdout).toMatch(
    /^because {5}Event #\d+ \(testsuiterun\.finished of .* was altered after it was kept/m,
  )
  expect(stdout).toContain('differs     verdict was "allow", is "deny".')
  expect(code).toBe(3)
})
