import { describe, expect, test } from '@jest/globals'
import type { Decision, Finding } from '../../src/policy/decision.ts'
import { verdictOf } from '../../src/policy/verdict.ts'
import { exitCodeOf } from '../../src/policy/record.ts'
import { ago, ask, load, policyText, shelfOf, suite } from './scene.ts'

const TESTS = (id = 'unit-tests', more = '') => `
  - { id: ${id}, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit }${more} }`
const passing = () => shelfOf({ ...suite('success'), when: '11m' })

const finding = (result: Finding['result'], enforce: Finding['enforce'] = 'block') =>
  ({ result, enforce }) as Finding

describe('the verdict table', () => {
  test.each<[string, Finding[], Decision['verdict']]>([
    ['any error', [finding('error'), finding('fail'), finding('pending'), finding('pass')], 'error'],
    ['else any blocking fail', [finding('fail'), finding('pending'), finding('pass')], 'deny'],
    ['else any pending', [finding('pending'), finding('pass')], 'pending'],
    ['else one that passed', [finding('pass'), finding('waived'), finding('off')], 'allow'],
    [
      'warnings never change it',
      [finding('pass'), finding('fail', 'warn'), finding('error', 'warn'), finding('pending', 'warn')],
      'allow',
    ],
    ['only waived', [finding('waived')], 'error'],
    ['only off and not applicable', [finding('off'), finding('not-applicable')], 'error'],
    ['only warnings', [finding('pass', 'warn')], 'error'],
    ['nothing at all', [], 'error'],
  ])('%s', (_name, findings, verdict) => {
    expect(verdictOf(findings)).toBe(verdict)
  })

  test('exit codes: 0 allow, 3 deny, 4 pending, 5 error; a gate that only warns ends 0', () => {
    const code = (verdict: Decision['verdict'], mode: Decision['mode']) =>
      exitCodeOf({ verdict, mode } as Decision)
    const verdicts = ['allow', 'deny', 'pending', 'error'] as const
    expect(verdicts.map((verdict) => code(verdict, 'enforce'))).toEqual([0, 3, 4, 5])
    expect(verdicts.map((verdict) => code(verdict, 'dry-run'))).toEqual([0, 3, 4, 5])
    expect(verdicts.map((verdict) => code(verdict, 'warn'))).toEqual([0, 0, 0, 0])
  })

  test('F20: a replay never ends 0 and never says until when an allow may be used', async () => {
    const replayed = await ask([await load(policyText(TESTS()))], {
      shelf: passing(),
      options: { mode: 'replay' },
    })
    expect(replayed.verdict).toBe('allow')
    expect(replayed.expiresAt).toBeUndefined()
    expect(replayed.mode).toBe('replay')
    expect(
      (['allow', 'deny', 'pending', 'error'] as const).map((verdict) => exitCodeOf({ ...replayed, verdict })),
    ).not.toContain(0)
  })

  test('F20: in a replay, what came after the moment is not seen', async () => {
    const shelf = shelfOf({ ...suite('success'), when: '3h' }, { ...suite('failure'), when: '1h' })
    const policy = await load(policyText(TESTS()))
    expect((await ask([policy], { shelf, options: { mode: 'replay', now: ago('2h') } })).verdict).toBe(
      'allow',
    )
    expect((await ask([policy], { shelf, options: { mode: 'replay' } })).verdict).toBe('deny')
  })
})
