import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { renderJUnit } from '../../src/report/junit.ts'
import {
  HOSTILE_STRINGS,
  anyText,
  arbitraryDecision,
  hostileBase,
  hostileDecision,
} from './hostile-decisions.ts'
import * as sample from './sample-decisions.ts'
import { decodeText, tokens } from './structure.ts'
import type { Decision } from '../../src/policy/decision.ts'

interface Case {
  name: string
  classname: string
  /** `passed`, or the child that says otherwise. */
  kind: string
  text: string
}

/** The test cases as a reader of JUnit XML takes them. */
function casesIn(text: string): Case[] {
  const found: Case[] = []
  let current: Case | undefined
  for (const token of tokens(text)) {
    if (token.kind === 'open' && token.name === 'testcase') {
      current = {
        name: decodeText(token.attributes['name'] ?? ''),
        classname: token.attributes['classname'] ?? '',
        kind: 'passed',
        text: '',
      }
      found.push(current)
    } else if (token.kind === 'close' && token.name === 'testcase') current = undefined
    else if (current !== undefined && token.kind === 'open' && token.name !== 'system-out')
      current.kind = token.name
    else if (current !== undefined && token.kind === 'text') current.text += decodeText(token.text)
  }
  return found
}

const kinds = (decision: Decision) =>
  Object.fromEntries(casesIn(renderJUnit(decision)).map(({ name, kind }) => [name, kind]))

describe('JUnit XML', () => {
  test('has one test case a rule, and a failure for each one that blocks', () => {
    expect(kinds(sample.deny)).toEqual({
      'Unit tests': 'passed',
      'Built by our CI': 'passed',
      'Ran in staging': 'passed',
      'Change board approval': 'failure',
      'No open incident in production': 'failure',
      'Known vulnerabilities': 'skipped',
      'No freeze': 'passed',
    })
  })

  test('counts what is waited for as a failure, and what only warns or does not apply as skipped', () => {
    expect(kinds(sample.pending)).toEqual({
      'Unit tests': 'passed',
      'Ran in staging': 'failure',
      'Tested end to end, or approved without': 'failure',
      'Database review': 'skipped',
      'Release notes': 'skipped',
    })
  })

  test('has an error for what cannot be judged, also in a rule that only warns', () => {
    expect(kinds(sample.errored)['Coverage']).toBe('error')
    const warns = sample.errored.findings.map((finding) => ({ ...finding, enforce: 'warn' as const }))
    expect(kinds({ ...sample.errored, findings: warns })['Coverage']).toBe('error')
  })

  test('never looks greener than the verdict: nothing judged is an error', () => {
    expect(kinds(sample.unmanaged)).toEqual({ Verdict: 'error' })
    expect(kinds({ ...sample.deny, findings: [] })).toEqual({ Verdict: 'failure' })
    expect(kinds({ ...sample.allow, findings: sample.allow.findings.slice(0, 1) })).toEqual({
      'Unit tests': 'passed',
    })
  })

  test('states its totals', () => {
    for (const decision of Object.values(sample.samples)) {
      const text = renderJUnit(decision)
      const cases = casesIn(text)
      const number = (kind: string) => cases.filter((one) => one.kind === kind).length
      const suite = tokens(text).find(({ name }) => name === 'testsuite')?.attributes
      expect(suite).toMatchObject({
        tests: `${cases.length}`,
        failures: `${number('failure')}`,
        errors: `${number('error')}`,
        skipped: `${number('skipped')}`,
      })
    }
  })

  test('puts everything worth reading into element text: GitLab shows nothing else', () => {
    const board = casesIn(renderJUnit(sample.deny)).find(({ name }) => name === 'Change board approval')
    expect(board?.text).toContain('Found: 1 of 2 (k.jansen)')
    expect(board?.text).toContain('Required: 2 of group:change-board, not the author')
    expect(board?.text).toContain('To unblock: One more member')
    expect(board?.text).toContain('Ask: change-board@example.org')
    const waived = casesIn(renderJUnit(sample.deny)).find(({ name }) => name === 'Known vulnerabilities')
    expect(waived?.text).toContain('Exception: waived until 2026-12-01 00:00 UTC by s.lindqvist')
  })

  test('gives two rules with one title two names, because a reader keeps one case a name', () => {
    const twice = sample.deny.findings
      .slice(0, 1)
      .flatMap((finding) => [finding, { ...finding, rule: 'other' }, { ...finding, rule: 'other' }])
    const names = casesIn(renderJUnit({ ...sample.allow, findings: twice })).map(({ name }) => name)
    expect(new Set(names).size).toBe(3)
  })

  test.each(HOSTILE_STRINGS.map((text) => [text.slice(0, 60), text]))(
    'stays well-formed with %j everywhere',
    (_, text) => {
      const cases = casesIn(renderJUnit(hostileDecision(text)))
      expect(cases.map(({ kind }) => kind)).toEqual(casesIn(renderJUnit(hostileBase)).map(({ kind }) => kind))
      expect(renderJUnit(hostileDecision(text))).not.toMatch(
        /\[\[\s*ATTACHMENT|<!\[CDATA|<!DOCTYPE|<!ENTITY/i,
      )
    },
  )

  test('stays well-formed, with the same cases, for any strings', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText.map((text) => hostileDecision(text)),
          arbitraryDecision(sample.pending),
        ),
        (decision) => {
          expect(casesIn(renderJUnit(decision))).toHaveLength(decision.findings.length)
        },
      ),
      { numRuns: 200 },
    )
  })
})
