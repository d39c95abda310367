import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { renderSummary } from '../../src/report/summary.ts'
import { HOSTILE_STRINGS, anyText, arbitraryDecision, hostile, hostileDecision } from './hostile-decisions.ts'
import * as sample from './sample-decisions.ts'
import { UNSEEN, markdownLinks, markdownShape } from './structure.ts'
import type { Decision } from '../../src/policy/decision.ts'

const github = (decision: Decision, budget?: number) =>
  renderSummary(decision, budget === undefined ? { flavour: 'github' } : { flavour: 'github', budget })
const size = (text: string) => Buffer.byteLength(text, 'utf8')

describe('what a release manager reads', () => {
  test.each([
    ['deny', sample.deny, '## Not ready for production: 2 of 7 checks fail ⛔'],
    ['allow', sample.allow, '## Ready for production: All 7 checks pass ✅'],
    ['pending', sample.pending, '## Not ready yet for production: Waiting for 2 of 4 checks ⏳'],
    ['error', sample.errored, '## No verdict for production: 1 of 3 checks cannot be judged ❗'],
    [
      'nothing judged',
      sample.unmanaged,
      '## No verdict for prod-eu: No policy governs prod-eu: nothing was judged ❗',
    ],
    ['dry run', sample.dryRun, '## Would be ready for production: All 7 checks pass'],
    ['replay', sample.replayed, '## Would not be ready for production: 2 of 7 checks fail'],
  ])('begins with the verdict in words: %s', (_, decision, heading) => {
    expect(github(decision).split('\n')[0]).toBe(heading)
  })

  test('says the next step and whom to ask before the table', () => {
    const text = github(sample.deny)
    const order = [
      '## Not ready',
      '### To unblock',
      'Ask <strong>change-board',
      '### Checks',
      '### Exceptions in force',
      '### Since the last',
      '<summary>Timeline',
      '<summary>Evidence used',
      '<summary>Evidence refused',
      '<summary>How this was decided',
    ]
    const places = order.map((part) => text.indexOf(part))
    expect(places.every((place) => place >= 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  test('names artifact, environment, change, who asked, until when it holds, and a link', () => {
    const about = github(sample.allow).split('\n')[2] ?? ''
    expect(about).toContain(
      '<strong>webshop 2.4.1</strong> (<code>sha256:9c2f…8941</code>) → <strong>production</strong>',
    )
    expect(about).toContain('[381](https://github.com/acme/webshop/pull/381)')
    expect(about).toContain('asked by ci (token) in [acme/webshop run 812](')
    expect(about).toContain('holds until 14:18 UTC')
    expect(about).toContain(`[full decision](${sample.allow.url})`)
  })

  test('shows ages in the table with the exact time on hover, and exact times in the fold', () => {
    const text = github(sample.deny)
    expect(text).toContain('<abbr title="2026-11-21 13:52:00 UTC">11&nbsp;min&nbsp;ago</abbr>')
    const fold = text.slice(text.indexOf('Evidence used'))
    expect(fold).toContain('2026-11-21 13:52:00 UTC')
  })

  test('hides nothing that was waived, overridden, switched off, refused, or only warns', () => {
    const deny = github(sample.deny)
    expect(deny).toContain('⚠️&nbsp;waived')
    expect(deny).toContain(
      'waived until <abbr title="2026-12-01 00:00:00 UTC">2026-12-01&nbsp;00:00&nbsp;UTC</abbr> by s.lindqvist',
    )
    expect(deny).toContain('<strong>licence-scan</strong> of policy production is switched off: enforce')
    expect(deny).toContain('Evidence refused (1)')
    expect(deny).toContain('token:fork may not supply testsuiterun.finished')
    expect(github(sample.errored)).toContain(
      '<strong>Override (break-glass)</strong> by <strong>duty.officer</strong>',
    )
    const pending = github(sample.pending)
    expect(pending).toContain('⚠️&nbsp;warns')
    expect(pending).toContain('➖&nbsp;does not apply')
  })

  test('shows the members of an anyOf below it', () => {
    const rows = github(sample.pending)
      .split('\n')
      .filter((line) => line.startsWith('| '))
    const at = rows.findIndex((row) => row.includes('Tested end to end, or'))
    expect(rows[at + 1]).toContain('↳ End-to-end tests')
    expect(rows[at + 2]).toContain('↳ Release manager approval')
  })

  test('names every artifact, five in the first lines and all in the record', () => {
    const artifacts = Array.from({ length: 9 }, (_, n) => ({ digest: `sha256:${String(n).repeat(64)}` }))
    const text = github({ ...sample.deny, request: { ...sample.deny.request, artifacts } })
    expect(text).toContain('and 4 more (see the record below)')
    for (const { digest } of artifacts) expect(text).toContain(digest)
  })

  test('says what changed since the last decision, also when that is nothing', () => {
    expect(github(sample.deny)).toMatch(
      /The last answer \(<abbr[^>]*>12&nbsp;min&nbsp;ago<\/abbr>\): <strong>not ready<\/strong>\.\n\n- Change board approval: 0 of 2 became 1 of 2/,
    )
    const same = {
      ...sample.deny,
      previous: { id: 'x', verdict: 'pending' as const, decidedAt: sample.DECIDED_AT, changes: [] },
    }
    expect(github(same)).toContain(
      '<strong>not ready yet</strong>. Nothing that a check looks at has changed.\n\n',
    )
  })

  test('says aloud that a mode does not enforce', () => {
    expect(github(sample.warned)).toContain(
      '> [!WARNING]\n> Mode warn: this verdict is reported, not enforced.',
    )
    expect(github(sample.dryRun)).toContain('Dry run: what the gate would say. It opens nothing.')
    expect(github(sample.replayed)).toContain('It opens nothing.')
    expect(github(sample.dryRun).split('\n')[0]).not.toContain('✅')
  })

  test('uses no alert on GitLab, where older versions show it as text', () => {
    const text = renderSummary({ ...sample.warned, notices: ['a notice'] }, { flavour: 'gitlab' })
    expect(text).not.toContain('[!')
    expect(text).toContain('> <strong>Mode warn')
  })

  test('is the same text for the same decision', () => {
    expect(github(sample.deny)).toBe(github(structuredClone(sample.deny)))
  })
})

describe('the byte budget', () => {
  const whole = github(sample.large)

  test.each([8_000, 20_000, 60_000, 100_000])(
    'keeps 200 checks within %d bytes, and says what is missing',
    (budget) => {
      const text = github(sample.large, budget)
      expect(size(text)).toBeLessThanOrEqual(budget)
      expect(text).toMatch(/^## Not ready for production: 67 of 200 checks fail/)
      const shown = text.split('\n').filter((line) => /^\| \S+ ?&nbsp;/.test(line)).length
      const missing =
        /<strong>(\d+) more checks? left out for length<\/strong>: \[the full decision\]\(https/.exec(
          text,
        )?.[1]
      expect(shown + Number(missing ?? 0)).toBe(200)
      const named = text.split('\n').filter((line) => line.startsWith('1. ')).length
      const blockers = /<strong>(\d+) more blockers? left out/.exec(text)?.[1]
      expect(named + Number(blockers ?? 0)).toBe(67)
      if (budget >= 20_000) expect(named).toBe(67)
    },
  )

  test('cuts at rows: what remains is the beginning of the whole page, row by row', () => {
    const rows = new Set(whole.split('\n'))
    const text = github(sample.large, 50_000)
    const strange = text
      .split('\n')
      .filter((line) => !rows.has(line) && !line.includes('left out for length'))
    expect(strange).toEqual([])
  })

  test('cuts the least important first: the timeline before the evidence before the checks', () => {
    const text = github(sample.large, size(whole) - 1)
    expect(text).toContain('### Checks')
    expect(text).not.toMatch(/more checks? left out/)
    expect(text).not.toMatch(/more blockers? left out/)
    expect(text).toMatch(/left out for length/)
  })

  test('needs no cut for honest decisions', () => {
    for (const decision of Object.values(sample.samples))
      expect(github(decision)).not.toContain('left out for length')
  })

  test('counts bytes, not characters, and holds for strings that grow when they are escaped', () => {
    for (const text of [
      '@'.repeat(400),
      '🚀'.repeat(400),
      '\u{E0041}'.repeat(400),
      `https://e.org/${'('.repeat(1900)}`,
    ]) {
      for (const budget of [16_384, 65_536]) {
        expect(size(github(hostileDecision(text), budget))).toBeLessThanOrEqual(budget)
        expect(size(github(hostileDecision(text, sample.large), budget))).toBeLessThanOrEqual(budget)
      }
    }
  })

  test('stays below the default for a decision as large as a record may be', () => {
    const findings = Array.from({ length: 4000 }, (_, n) => ({
      ...(sample.deny.findings[3] as never as object),
      rule: `r${n}`,
    }))
    const text = github({ ...sample.deny, findings: findings as never })
    expect(size(text)).toBeLessThanOrEqual(900 * 1024)
    expect(text).toMatch(/\d+ more (check|blocker)s? left out for length/)
  })
})

describe('strangers’ strings', () => {
  const plainWords = hostileDecision('words')

  test.each(HOSTILE_STRINGS.map((text) => [text.slice(0, 60), text]))(
    'add no line, row, tag or heading: %j',
    (_, text) => {
      expect(markdownShape(github(hostileDecision(text)))).toEqual(expectedShape(text))
    },
  )

  test('any string in every field leaves the page’s structure as it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(markdownShape(github(hostileDecision(text)))).toEqual(expectedShape(text))
      }),
      { numRuns: 200, examples: [['$1. '], ['1. '], ['@1. ']] },
    )
  })

  test('any strings leave each table with one number of cells', () => {
    fc.assert(
      fc.property(arbitraryDecision(sample.pending), (decision) => {
        let columns = 0
        for (const line of github(decision).split('\n')) {
          if (!line.startsWith('|')) columns = 0
          else {
            const cells = line.split('|').length
            if (columns === 0) columns = cells
            expect(cells).toBe(columns)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  test('forge no sign of a result', () => {
    const signs = (text: string) => text.match(/[✅⛔⏳❗➖]|⚠️/gu)?.length
    for (const text of HOSTILE_STRINGS) {
      expect(signs(github(hostileDecision(text)))).toBe(signs(github(plainWords)))
    }
  })

  test('make no link but to http and https, and none from Markdown of their own', () => {
    for (const target of markdownLinks(github(hostile)))
      expect(target).toMatch(/^https?:\/\/[^\s<>"'`|()*]+$/)
    expect(markdownLinks(github(hostileDecision('[x](https://evil.example/)')))).toEqual([])
  })

  test('are no links in the way to unblock, but the policy author’s are', () => {
    const incident = sample.deny.findings[4]
    if (incident === undefined) throw new Error('the sample has seven findings')
    const quoting = {
      ...incident,
      by: 'https://evil.example/me',
      remediation: 'Talk to https://evil.example/me: only they can lift it.',
    }
    expect(markdownLinks(github({ ...sample.deny, findings: [quoting] }))).not.toContain(
      'https://evil.example/me',
    )
    expect(markdownLinks(github(sample.deny))).toContain('https://runbooks.example.org/open-incident')
  })

  test('leave nothing unseen in the page', () => {
    const text = github(hostile)
      .replaceAll('\n', '')
      .replace(/[\u2068\u2069]/g, '')
    expect(UNSEEN.test(text)).toBe(false)
  })

  /** The shape of the page with harmless words of the same kind: empty where the string shows nothing. */
  function expectedShape(text: string): string[] {
    const empty = text.replace(/[\s\uFE0E\uFE0F]/g, '') === ''
    return markdownShape(github(empty ? hostileDecision('') : plainWords))
  }
})
