/** What strangers wrote is text in every report of decisions judged again. */
import { describe, expect, test } from '@jest/globals'
import { NO_IMPACT, type ImpactPage, type ImpactRow } from '../../src/policy/impact.ts'
import { NOT_COMPARED } from '../../src/policy/compare.ts'
import type { Replay } from '../../src/policy/replay.ts'
import { renderImpact, renderImpactMarkdown } from '../../src/report/impact.ts'
import { renderReplay } from '../../src/report/replay.ts'

const EVIL = '✅ | allow |\n::error::<script>alert(1)</script> [x](javascript:1) \u202E@team'
const row: ImpactRow = {
  id: 'd1',
  sequence: 7,
  decidedAt: '2026-11-20T10:00:00.000Z',
  mode: 'enforce',
  artifacts: [{ digest: `sha256:${'ab'.repeat(32)}` }],
  environment: EVIL,
  service: EVIL,
  was: 'allow',
  wouldBe: 'deny',
  because: Array.from({ length: 5 }, () => ({
    policy: EVIL,
    rule: EVIL,
    title: EVIL,
    was: 'pass' as const,
    wouldBe: 'fail' as const,
    found: EVIL,
  })),
  becauseMore: 2,
}
const impact: ImpactPage = {
  apiVersion: 'turnpike/v1',
  kind: 'PolicyImpact',
  policies: [{ name: EVIL, digest: 'sha256:x' }],
  without: [EVIL],
  since: '2026-10-22T00:00:00.000Z',
  environment: EVIL,
  totals: {
    ...NO_IMPACT,
    examined: 3,
    different: 1,
    drifted: 1,
    impossible: 1,
    changes: [{ was: 'allow', wouldBe: 'deny', count: 1 }],
  },
  rows: [row],
  gaps: [{ id: EVIL, sequence: 8, decidedAt: '2026-11-20T10:00:00.000Z', why: EVIL }],
  next: 7,
}
const replay: Replay = {
  apiVersion: 'turnpike/v1',
  kind: 'Replay',
  mode: 'replay',
  replayOf: EVIL,
  result: 'different',
  recorded: {
    verdict: 'deny',
    mode: 'enforce',
    summary: EVIL,
    decidedAt: '2026-11-20T10:00:00.000Z',
    position: 3,
    request: { artifacts: [{ digest: `sha256:${'ab'.repeat(32)}` }], environment: EVIL },
    evaluator: { name: 'turnpike', version: '1' },
  },
  differences: Array.from({ length: 60 }, () => ({ path: '/x', where: EVIL, says: EVIL })),
  differencesMore: 5,
  causes: [{ what: 'evidence-altered', says: EVIL }],
  remarks: [EVIL],
  notCompared: NOT_COMPARED,
}

describe('in a terminal', () => {
  test.each([
    ['an impact', () => renderImpact(impact)],
    ['a replay', () => renderReplay(replay, { colour: false })],
  ])(
    '%s has no line that a stranger begins, no mark of theirs, and nothing that turns text round',
    (_, make) => {
      const lines = make()
      for (const line of lines) {
        expect(line).not.toMatch(/[\n\r\u202E]/u)
        expect(line).not.toMatch(/✅/u)
        expect(line).not.toMatch(/^::/u)
      }
    },
  )

  test('a replay shows forty differences, and counts the others', () => {
    const lines = renderReplay(replay, { colour: false })
    expect(lines.filter((line) => line.startsWith('differs'))).toHaveLength(41)
    expect(lines).toContain('differs     in 25 more places; --json lists them')
    expect(lines.at(-1)).toBe('compared    everything but id, mode, url, replayOf, evaluator')
  })

  test('an impact tells of what was not judged, of what is not its doing, and where it stopped', () => {
    const text = renderImpact(impact).join('\n')
    expect(text).toContain('not judged')
    expect(text).toContain(
      '1 decision would be judged otherwise by this version of Turnpike whatever the policy',
    )
    expect(text).toContain('The limit was reached')
    expect(text).toContain('; and 4 more')
  })
})

test('in Markdown a row is a row, and marks are ours alone', () => {
  const text = renderImpactMarkdown(impact)
  const rows = text.split('\n').filter((line) => line.startsWith('| 2026'))
  expect(rows).toHaveLength(1)
  // What a stranger's bar is written as begins no cell.
  expect(rows[0]!.replaceAll('\\|', '').split('|')).toHaveLength(8)
  expect(text).not.toContain('<script')
  expect(text).not.toMatch(/\]\(javascript/)
  expect(text.match(/✅/gu)).toHaveLength(1)
  expect(text).not.toContain('\u202E')
})
