import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { annotationsOf, renderAnnotationsReport } from '../../src/report/annotations.ts'
import { renderLine, renderLog } from '../../src/report/line.ts'
import {
  HOSTILE_STRINGS,
  anyText,
  arbitraryDecision,
  hostile,
  hostileBase,
  hostileDecision,
} from './hostile-decisions.ts'
import * as sample from './sample-decisions.ts'
import { UNSEEN } from './structure.ts'

describe('the one line', () => {
  test.each([
    [
      sample.deny,
      'Not ready for production: 2 of 7 checks fail. webshop 2.4.1 (sha256:9c2f…8941). Decision ',
    ],
    [
      sample.allow,
      'Ready for production: All 7 checks pass. webshop 2.4.1 (sha256:9c2f…8941). Holds until 14:18 UTC. Decision ',
    ],
    [
      sample.pending,
      'Not ready yet for production: Waiting for 2 of 4 checks. webshop 2.4.1 (sha256:9c2f…8941) and 2 more. Decision ',
    ],
    [sample.unmanaged, 'No verdict for prod-eu: No policy governs prod-eu: nothing was judged. '],
    [
      sample.warned,
      'Not ready for production: 2 of 7 checks fail. webshop 2.4.1 (sha256:9c2f…8941). Mode warn. Decision ',
    ],
  ])('says the verdict, the artifact, until when, and where to read it', (decision, start) => {
    expect(renderLine(decision).startsWith(start)).toBe(true)
  })
})

describe('the log', () => {
  test('has a line for each check, how to unblock, and everything that was waived, switched off or changed', () => {
    const lines = renderLog(sample.deny, { colour: false })
    expect(lines).toContain(
      'fails      Change board approval: 1 of 2 (k.jansen) · required: 2 of group:change-board, not the author · 25 min ago · by k.jansen',
    )
    expect(lines.filter((line) => line.startsWith('passes'))).toHaveLength(4)
    expect(lines.filter((line) => line.startsWith('unblock'))).toHaveLength(2)
    expect(lines.filter((line) => line.startsWith('waiver'))).toHaveLength(1)
    expect(lines.filter((line) => line.startsWith('off'))).toHaveLength(1)
    expect(lines.filter((line) => line.startsWith('changed'))).toHaveLength(2)
  })

  test('indents the members of an anyOf', () => {
    const lines = renderLog(sample.pending, { colour: false })
    expect(lines).toContain('  waiting    End-to-end tests: nothing yet · required: success, at most 1 d old')
  })

  test('colours words of its own only, and only when asked', () => {
    const colours =
      renderLog(hostile, { colour: true })
        .join('\n')
        .match(/\u001B\[\d+m/g) ?? []
    expect(new Set(colours)).toEqual(new Set(['\u001B[31m', '\u001B[32m', '\u001B[33m', '\u001B[0m']))
    expect(renderLog(hostile, { colour: false }).join('')).not.toContain('\u001B')
    expect(renderLog(sample.deny, { colour: true }).map((line) => line.replace(/\u001B\[\d+m/g, ''))).toEqual(
      renderLog(sample.deny, { colour: false }),
    )
  })

  test('any strings make no other line, no command, no control character, and no line too long', () => {
    const expected = renderLog(hostileBase, { colour: false }).length
    fc.assert(
      fc.property(
        fc.oneof(
          anyText.map((text) => hostileDecision(text)),
          arbitraryDecision(hostileBase),
        ),
        (decision) => {
          const lines = [...renderLog(decision, { colour: false }), renderLine(decision)]
          expect(lines).toHaveLength(expected + 1)
          for (const line of lines) {
            expect(line).not.toMatch(/^\s*(::|##)|##\[|##vso|##teamcity/i)
            expect(UNSEEN.test(line.replace(/[\u200C\u200D]/g, ''))).toBe(false)
            expect(line.length).toBeLessThan(1500)
          }
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('annotations', () => {
  test('are one for the decision and one for each blocker', () => {
    const [first, ...blockers] = annotationsOf(sample.deny)
    expect(first).toMatchObject({ level: 'error', title: 'Not ready for production: 2 of 7 checks fail' })
    expect(blockers.map(({ title }) => title)).toEqual([
      'Gate: Change board approval',
      'Gate: No open incident in production',
    ])
    expect(blockers[0]?.message).toContain('To unblock: One more member')
    expect(blockers[0]?.message).toContain('Ask: change-board@example.org')
  })

  test('are at most ten, and the first says how many blockers are left', () => {
    const all = annotationsOf(sample.large)
    expect(all).toHaveLength(10)
    expect(all[0]?.message).toContain('58 more blockers in the summary.')
  })

  test.each([
    ['allow', sample.allow, ['notice']],
    ['pending', sample.pending, ['warning', 'warning', 'warning']],
    ['error', sample.errored, ['error', 'error', 'warning']],
    ['nothing judged', sample.unmanaged, ['error']],
    ['warn mode', sample.warned, ['warning', 'warning', 'warning']],
    ['dry run', sample.dryRun, ['notice']],
    ['replay', sample.replayed, ['warning', 'warning', 'warning']],
  ])('have the level of the verdict: %s', (_, decision, levels) => {
    expect(annotationsOf(decision).map(({ level }) => level)).toEqual(levels)
  })

  test('stay within 4096 characters and hold no command, for any strings', () => {
    for (const text of [...HOSTILE_STRINGS, '🚀'.repeat(5000)]) {
      for (const { title, message } of annotationsOf(hostileDecision(text))) {
        expect(message.length).toBeLessThanOrEqual(4096)
        expect(title).not.toMatch(/\n|^::/)
        for (const line of message.split('\n')) expect(line).not.toMatch(/^::|##\[/)
      }
    }
  })

  test('are links for GitLab, to http and https only', () => {
    const report = JSON.parse(renderAnnotationsReport(sample.deny)) as Record<
      string,
      { external_link: { label: string; url: string } }[]
    >
    expect(report['Turnpike gate']?.[0]?.external_link).toEqual({
      label: 'Decision: Not ready for production',
      url: sample.deny.url,
    })
    expect(renderAnnotationsReport(hostileDecision('javascript:alert(1)'))).not.toContain('external_link')
  })
})
