/** What `policy init` writes: whatever was answered, it loads and passes its own cases. */
import { describe, expect, test } from '@jest/globals'
import { answersOf, QUESTIONS } from '../../src/cli/policy-questions.ts'
import { runCases } from '../../src/policy/cases.ts'
import { lintPolicy } from '../../src/policy/lint/lint.ts'
import { loadPolicy } from '../../src/policy/load.ts'
import { starterCases } from '../../src/policy/starter/cases-text.ts'
import { starterPolicy } from '../../src/policy/starter/policy-text.ts'

const NOW = Date.parse('2026-11-21T14:00:00Z')
type Flags = Readonly<Record<string, string | readonly string[]>>

/** The flags as parsed. */
const argsOf = (flags: Flags) => ({
  text: (name: string) => [flags[name] ?? []].flat()[0],
  texts: (name: string) => [flags[name] ?? []].flat(),
})
const fromFlags = (flags: Flags) =>
  answersOf(argsOf(flags), { ask: undefined, tell: () => undefined, now: NOW })

/** What comes of the answers: every case that fails, and every warning. */
async function outcomeOf(flags: Flags) {
  const answers = await fromFlags(flags)
  const text = starterPolicy(answers)
  const loaded = await loadPolicy(text, { name: 'test', origin: 'store' })
  if ('problems' in loaded) return { problems: loaded.problems, text }
  const { policy } = loaded
  const results = await runCases(starterCases(answers, policy, NOW), () => text)
  return {
    policy,
    failed: results.filter(({ passed }) => !passed),
    cases: results.length,
    warnings: lintPolicy(policy, { now: NOW }),
  }
}

describe('what comes of every combination of answers loads, has no warnings, and passes its cases', () => {
  const forges: Flags[] = [
    { github: '4567' },
    { 'gitlab-group': '89', gitlab: 'https://gitlab.example.org' },
    { token: 'jenkins' },
    { github: '4567', 'github-issuer': 'https://ghes.example.org/_services/token', 'gitlab-group': '89' },
  ]
  const people: Flags[] = [
    {},
    { approver: 'urn:user:alice' },
    { approver: ['urn:user:alice', 'urn:github:user:7', 'mailto:carol@example.org'], quorum: '2' },
    { approver: ['urn:github:user:1', 'urn:github:user:2'], quorum: '2' },
  ]
  const places: Flags[] = [
    {},
    { staging: 'staging' },
    { staging: 'pre prod', soak: '36h', environment: ['prod-*', 'production'] },
    { staging: 'test', soak: '90d', environment: 'prod' },
  ]
  const rest: Flags[] = [
    {},
    { incidents: 'https://monitoring.example.org' },
    { freeze: '2026-12-18/2027-01-04', timezone: 'Europe/Amsterdam' },
    {
      freeze: ['2026-11-20T00:00/2026-11-25', '2026-11-24/2026-12-01', '2027-12-18/2028-01-04'],
      incidents: 'urn:alerts',
      hook: 'pager',
      owner: 'platform@example.org',
      name: 'shop.v2',
    },
  ]
  // Every forge with every sort of people, places and the rest; who builds changes nothing about the others.
  const combinations = people.flatMap((who) =>
    places.flatMap((where) => rest.map((more) => ({ ...who, ...where, ...more }))),
  )
  test(`${combinations.length} of them`, async () => {
    const wrong = []
    for (const [index, other] of combinations.entries()) {
      const flags = { ...forges[(index + (index >> 2) + (index >> 4)) % forges.length]!, ...other }
      const { failed, warnings, problems } = await outcomeOf(flags)
      if (problems !== undefined || failed.length > 0 || warnings.length > 0)
        wrong.push({ flags, problems, failed, warnings })
    }
    expect(combinations).toHaveLength(64)
    expect(wrong).toEqual([])
  }, 120_000)
})

describe('an answer of a stranger', () => {
  const hostile = [
    '"',
    "'",
    "it's",
    'a: b',
    'a #b',
    '- a',
    '[a]',
    '{a: b}',
    'a\nrules: []',
    'a\r\nb',
    '\u2028',
    '\u0000',
    '\u001B[2J',
    'a\u202Eb',
    'ünï çødé',
    '本番',
    '👩‍🚀',
    '\uD800',
    '*',
    '&a',
    '!!js x',
    '%',
    '|',
    '>',
    'true',
    'null',
    '~',
    '0x10',
    '1e3',
    '2026-01-01',
    '../../etc/passwd',
    'CON',
    '${x}',
    '::error::x',
    'x'.repeat(1000),
    'urn:user:"alice"',
    'urn:user:al\\ice',
    "urn:user:o'hara",
    'urn:user:a#b',
    'urn:user:ålice',
    'https://login.example.org#user:00u1',
    'https://x/"y"',
    '-',
    '   ',
  ]
  const base: Flags = { github: '4567' }
  const about: Readonly<Record<string, Flags>> = {
    'github-issuer': {},
    gitlab: { 'gitlab-group': '89' },
    quorum: { approver: ['urn:user:alice', 'urn:user:bob'] },
    soak: { staging: 'staging' },
    timezone: { freeze: '2026-12-18/2027-01-04' },
    hook: { incidents: 'urn:alerts' },
  }
  test.each(QUESTIONS.map(({ flag }) => flag))(
    'to --%s is refused with its flag, or stands in a policy that passes',
    async (flag) => {
      for (const value of hostile) {
        const flags = { ...base, ...about[flag], [flag]: value }
        const outcome = await outcomeOf(flags).catch((error: unknown) => error)
        if (outcome instanceof Error)
          expect([value, outcome.message]).toEqual([value, expect.stringMatching(/^(--|whose pipelines)/u)])
        else expect([value, outcome]).toEqual([value, expect.objectContaining({ failed: [] })])
      }
    },
  )

  test('stands in the policy exactly as it was given', async () => {
    for (const text of [
      '"',
      "it's",
      'a: b #c',
      '本番',
      '👩 x',
      '\\u0041',
      'null',
      'yes',
      '2026-01-01',
      "'",
    ]) {
      const owner = await outcomeOf({ ...base, owner: text })
      expect(owner.policy?.owner).toBe(text)
      const place = await outcomeOf({ ...base, environment: text })
      expect(place.policy?.applies.environments).toEqual([text])
    }
  })
})
