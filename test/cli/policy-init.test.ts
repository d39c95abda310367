import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { answersOf, QUESTIONS } from '../../src/cli/policy-questions.ts'
import { turnpike } from './run-cli.ts'

const NOW = Date.parse('2026-11-21T14:00:00Z')
type Flags = Readonly<Record<string, string | readonly string[]>>

/** The flags as parsed. */
const argsOf = (flags: Flags) => ({
  text: (name: string) => [flags[name] ?? []].flat()[0],
  texts: (name: string) => [flags[name] ?? []].flat(),
})
const fromFlags = (flags: Flags) =>
  answersOf(argsOf(flags), { ask: undefined, tell: () => undefined, now: NOW })

describe('answers that contradict each other', () => {
  test.each<[Flags, RegExp]>([
    [
      {},
      /^whose pipelines are believed\? Give --github NUMBER, or --gitlab-group NUMBER .*, or --token NAME$/u,
    ],
    [{ github: 'acme' }, /^--github: "acme" is not a number; names can change hands$/u],
    [{ github: '1', quorum: '2' }, /^--quorum needs --approver$/u],
    [{ github: '1', soak: '1h' }, /^--soak needs --staging$/u],
    [{ github: '1', gitlab: 'https://gitlab.com' }, /^--gitlab needs --gitlab-group$/u],
    [{ github: '1', approver: 'urn:user:a', quorum: '2' }, /^--quorum: 2 must approve, but only 1 may$/u],
    [{ github: '1', approver: ['urn:user:a', 'urn:user:a'] }, /^--approver: somebody is named twice$/u],
    [{ github: '1', approver: 'group:board' }, /^--approver: "group:board" is not a URI/u],
    [{ github: '1', staging: 'production' }, /^--staging: "production" is governed by the policy itself/u],
    [{ github: '1', staging: 'staging', environment: '*' }, /^--staging: "staging" is governed/u],
    [{ github: '1', staging: 'staging', soak: '91d' }, /^--soak: "91d" is longer than 90d$/u],
    [{ github: '1', freeze: '2025-12-18/2026-01-04' }, /^--freeze: .* is over$/u],
    [{ github: '1', freeze: '2027-01-04/2026-12-18' }, /^--freeze: .* is not later than/u],
    [{ github: '1', freeze: '2026-12-18' }, /^--freeze: "2026-12-18" is not FROM\/TO/u],
    [{ github: '1', freeze: '2026-02-30/2027-01-01' }, /^--freeze: "2026-02-30" is not a date that exists$/u],
    [{ github: '1', environment: 'a*b' }, /^--environment: "a\*b" has a \* that is not at its end$/u],
  ])('%j', async (flags, message) => {
    await expect(fromFlags(flags)).rejects.toThrow(message)
  })
})

describe('asking', () => {
  const asking = async (flags: Flags, said: Readonly<Record<string, string | string[]>>) => {
    const asked: string[] = []
    const told: string[] = []
    const left = Object.fromEntries(Object.entries(said).map(([flag, answers]) => [flag, [answers].flat()]))
    const ask = async (question: string) => {
      const { flag } = QUESTIONS.find((one) => one.ask === question)!
      asked.push(flag)
      return left[flag]?.shift() ?? ''
    }
    const answers = await answersOf(argsOf(flags), { ask, tell: (line) => void told.push(line), now: NOW })
    return { answers, asked, told }
  }

  test('takes what is suggested for an empty answer, and leaves out what nobody needs', async () => {
    const { answers, asked } = await asking({}, { github: '4567' })
    expect(answers).toEqual({
      name: 'production',
      environments: ['production'],
      github: { ownerId: '4567', issuer: 'https://token.actions.githubusercontent.com' },
      approvers: [],
      quorum: 1,
      freezes: [],
      timezone: 'Etc/UTC',
    })
    expect(asked).toEqual([
      ...['name', 'environment', 'owner', 'github', 'github-issuer', 'gitlab-group'],
      ...['approver', 'staging', 'freeze', 'incidents'],
    ])
  })

  test('does not ask for what a flag says', async () => {
    const { asked } = await asking({ name: 'shop', github: '4567', approver: '-' }, {})
    expect(asked).not.toContain('name')
    expect(asked).not.toContain('quorum')
  })

  test('asks again until the answer is right, and says what is wrong with it', async () => {
    const { answers, told } = await asking(
      {},
      { github: ['acme', '4567'], staging: 'staging', soak: ['soon', '1h'] },
    )
    expect(answers.staging).toEqual({ environment: 'staging', soak: '1h' })
    expect(told).toEqual([
      '"acme" is not a number; names can change hands',
      '"soon" is not a duration such as 15m, 1h30m or 7d',
    ])
  })

  test('takes several answers with commas between', async () => {
    const { answers } = await asking(
      {},
      { token: 'ci', approver: 'urn:user:alice, urn:user:bob,', quorum: '2' },
    )
    expect([answers.approvers, answers.quorum, answers.token]).toEqual([
      ['urn:user:alice', 'urn:user:bob'],
      2,
      'ci',
    ])
  })
})

describe('the program', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'turnpike-init-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))
  const init = (...args: string[]) => turnpike(['policy', 'init', ...args])

  test('writes a policy and cases that pass check and test at once', async () => {
    const to = join(folder, 'new', 'turnpike')
    const { code, stdout } = await init(
      to,
      '--yes',
      '--github',
      '4567',
      '--approver',
      'urn:user:alice',
      '--approver',
      'urn:user:bob',
    )
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining('production.yaml: policy production with 4 rules'),
    ])
    expect(readdirSync(to).sort()).toEqual(['production.cases.yaml', 'production.yaml'])
    expect((await turnpike(['policy', 'check', '--strict', join(to, 'production.yaml')])).code).toBe(0)
    expect((await turnpike(['policy', 'test', join(to, 'production.cases.yaml')])).code).toBe(0)
  })

  test('writes over nothing, and then nothing at all', async () => {
    const to = join(folder, 'there')
    expect((await init(to, '--token', 'ci', '--name', 'shop')).code).toBe(0)
    rmSync(join(to, 'shop.yaml'))
    writeFileSync(join(to, 'shop.cases.yaml'), 'mine')
    const { code, stderr } = await init(to, '--token', 'ci', '--name', 'shop')
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('shop.cases.yaml is there already; nothing was written'),
    ])
    expect(existsSync(join(to, 'shop.yaml'))).toBe(false)
    expect(readFileSync(join(to, 'shop.cases.yaml'), 'utf8')).toBe('mine')
  })

  test('says without a terminal which flags are needed', async () => {
    const { code, stdout, stderr } = await init(join(folder, 'none'))
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      expect.stringContaining('Give --github NUMBER, or --gitlab-group NUMBER'),
    ])
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })

  test('--json says what was written', async () => {
    const to = join(folder, 'json')
    const { stdout } = await init(to, '--token', 'ci', '--json')
    expect(JSON.parse(stdout)).toMatchObject({
      policy: join(to, 'production.yaml'),
      cases: join(to, 'production.cases.yaml'),
      name: 'production',
      warnings: [],
    })
  })
})
