/** Small things that a release manager stumbles over: ways that were not needed, whose word it was, which day it was. */
import { describe, expect, test } from '@jest/globals'
import { renderHtml } from '../../src/report/html.ts'
import { renderLog } from '../../src/report/line.ts'
import { mermaidTimeline } from '../../src/report/mermaid.ts'
import { renderSummary } from '../../src/report/summary.ts'
import * as sample from './sample-decisions.ts'
import type { Decision, Finding, NonconformityRef, Result } from '../../src/policy/decision.ts'

const anyOf = sample.pending.findings.find(({ members }) => members !== undefined)!
const [one, other] = anyOf.members as [Finding, Finding]

/** The sample's `anyOf`, with results of its own. */
const withResults = (result: Result, ...members: [Result, Result]): Decision => ({
  ...sample.pending,
  findings: [
    {
      ...anyOf,
      result,
      members: [
        { ...one, result: members[0] },
        { ...other, result: members[1] },
      ],
    },
  ],
})
const resultOf = (decision: Decision, title: string) =>
  renderSummary(decision, { flavour: 'github' })
    .split('\n')
    .find((row) => row.startsWith('|') && row.includes(`↳ ${title}`))
    ?.split('|')[1]
    ?.trim()

describe('a member of anyOf', () => {
  test.each<[string, Result, [Result, Result], string]>([
    ['fails and another passed: not needed', 'pass', ['fail', 'pass'], '➖&nbsp;not needed'],
    ['waits and another passed: not needed', 'pass', ['pending', 'pass'], '➖&nbsp;not needed'],
    ['could not be judged and another passed: still said', 'pass', ['error', 'pass'], '❗&nbsp;not judged'],
    ['fails and none passed: fails', 'fail', ['fail', 'fail'], '⛔&nbsp;fails'],
    ['waits and none passed: waits', 'pending', ['pending', 'fail'], '⏳&nbsp;waiting'],
    ['fails and the rule is overridden: fails', 'overridden', ['fail', 'fail'], '⛔&nbsp;fails'],
  ])('that %s', (_, result, members, word) => {
    expect(resultOf(withResults(result, ...members), one.title)).toBe(word)
  })

  test('is not needed in every report alike', () => {
    const decision = withResults('pass', 'fail', 'pass')
    expect(renderLog(decision, { colour: false }).some((line) => line.startsWith('  not needed'))).toBe(true)
    expect(renderHtml(decision)).toContain('not needed</span>')
    expect(renderHtml(withResults('fail', 'fail', 'fail'))).not.toContain('not needed</span>')
  })
})

describe('who deployed without a valid decision', () => {
  const raised: NonconformityRef = {
    sequence: 2,
    deployment: 1,
    at: sample.DECIDED_AT,
    by: 'https://token.actions.githubusercontent.com#repository:7',
    says: 'no gate was asked for it',
  }
  const said = (decision: Partial<Decision>) =>
    renderLog({ ...sample.deny, nonconformities: [raised], ...decision }, { colour: false }).join('\n')

  test('has the name that the decision knows it by', () => {
    const requester = { kind: 'oidc', id: raised.by, name: 'acme/deploy on github.com' }
    expect(said({ requester })).toContain('by acme/deploy on github.com, and no valid decision')
  })

  test('has its id where the decision knows no name, whoever has a similar one', () => {
    const requester = { kind: 'oidc', id: `${raised.by}0`, name: 'acme/deploy on github.com' }
    expect(said({ requester })).not.toContain('by acme/deploy')
    expect(said({ requester })).toContain('#repository:7')
  })
})

describe('the picture of the time', () => {
  const lines = (timeline: Decision['timeline']) => mermaidTimeline({ ...sample.deny, timeline })
  const day = sample.DECIDED_AT.slice(0, 10)

  test('says the day of what was on another day', () => {
    const entry = { what: 'build.finished', label: 'build' }
    const drawn = lines([
      { ...entry, at: '2026-11-02T08:30:00Z' },
      { ...entry, at: `${day}T08:30:00Z` },
    ])
    expect(drawn).toContainEqual(expect.stringContaining('    11-02 08.30 build :milestone'))
    expect(drawn).toContainEqual(expect.stringContaining('    08.30 build :milestone'))
  })

  test('says what was done in an environment, and not its name again', () => {
    const at = `${day}T08:30:00Z`
    const drawn = lines([
      { at, what: 'service.rolledback', label: 'staging', environment: 'staging' },
      { at, what: 'turnpike-attestation.published', label: 'turnpike-attestation published' },
    ])
    expect(drawn).toContainEqual(expect.stringContaining('08.30 service rolledback :'))
    expect(drawn).toContainEqual(expect.stringContaining('08.30 attestation published :'))
  })

  // Mermaid's picture has no commas in its labels; the page has.
  test('says that it was an override, and why', () => {
    const at = `${day}T08:30:00Z`
    const drawn = lines([
      { at, what: 'turnpike-override.granted', label: 'checkout is down' },
      { at, what: 'turnpike-override.reviewed', label: 'turnpike-override reviewed' },
    ])
    expect(drawn).toContainEqual(expect.stringContaining('08.30 override granted checkout is down :'))
    expect(drawn).toContainEqual(expect.stringContaining('08.30 override reviewed :'))
  })
})
