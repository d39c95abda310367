import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { momentsAhead } from '../../src/report/ahead.ts'
import { renderHtml } from '../../src/report/html.ts'
import { mermaidTimeline } from '../../src/report/mermaid.ts'
import {
  HOSTILE_STRINGS,
  anyText,
  arbitraryDecision,
  hostileBase,
  hostileDecision,
} from './hostile-decisions.ts'
import { allow, deny, pending, samples } from './sample-decisions.ts'
import * as sample from './sample-exceptions.ts'
import type { Decision } from '../../src/policy/decision.ts'

const picture = (decision: Decision) => mermaidTimeline(decision).join('\n')
/**
 * The subset of Mermaid's Gantt grammar that versions 10 and 11 draw alike: what GitHub and GitLab run. A label holds no
 * `:`, `;`, `#` or `%%` and does not begin with a word of the grammar, because a line is read up to the first of them.
 */
const STAMP = String.raw`\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d`
const LABEL = String.raw`(?!section\b|title\b|click\b|dateFormat|axisFormat|tickInterval|todayMarker|excludes|includes|weekday|accTitle|accDescr)[^:;#%\n"<>\`]+`
const LINES = [
  /^gantt$/,
  new RegExp(String.raw`^ {4}title [^:;#%\n"<>]*$`),
  /^ {4}dateFormat YYYY-MM-DDTHH-mm-ss$/,
  /^ {4}axisFormat (%H-%M|%d %b)$/,
  /^ {4}tickInterval \d+(minute|hour|day)$/,
  /^ {4}todayMarker off$/,
  new RegExp(String.raw`^ {4}section [^:;#%\n"<>]+$`),
  new RegExp(String.raw`^ {4}${LABEL} :milestone, (done|active|crit), ${STAMP}, 0s$`),
  new RegExp(String.raw`^ {4}${LABEL} :(done|active|crit), ${STAMP}, ${STAMP}$`),
]
const unknown = (decision: Decision) =>
  mermaidTimeline(decision).filter((line) => !LINES.some((known) => known.test(line)))

describe('what comes after the decision', () => {
  test.each([
    ['until when an allow holds', allow, ['Holds until here']],
    ['when a freeze ends', sample.frozen, ['Freeze ends (No freeze)']],
    ['when a wait ends', pending, ['Wait ends (Ran in staging)']],
    [
      'when an override ends and its review is due',
      sample.overridden,
      ['Holds until here', 'Override ends', 'Review of the override due'],
    ],
    [
      'when a waiver that counts ends',
      sample.waived,
      ['Holds until here', 'Waiver ends (Known vulnerabilities)'],
    ],
    ['until when a second person is needed', sample.awaitingSecond, ['Second person for the override due']],
    ['when another’s lease ends', sample.leaseHeld, ['Wait ends (One deployment at a time)']],
  ])('is drawn in both pictures: %s', (_, decision, labels) => {
    const drawn = momentsAhead(decision).map(({ label }) => label)
    expect(drawn.slice(0, labels.length).toSorted()).toEqual(labels.toSorted())
    for (const label of labels) {
      expect(picture(decision)).toContain(label)
      expect(renderHtml(decision)).toContain(label.replace(/ \(.*/, ''))
    }
  })

  test('is nothing where time changes nothing, and never something of the past', () => {
    expect(momentsAhead(deny).map(({ label }) => label)).toEqual(['Waiver ends (Known vulnerabilities)'])
    expect(momentsAhead({ ...allow, expiresAt: allow.decidedAt })).toEqual([])
    expect(picture({ ...allow, expiresAt: undefined })).not.toContain('section Ahead')
  })

  test('does not press the past into a corner: a bar is cut at the edge, and its label says so', () => {
    const bar = mermaidTimeline(sample.frozen).find((line) => line.includes('Freeze ends'))
    expect(bar).toContain('01-04 07.00 Freeze ends (No freeze) (beyond this picture)')
    expect(bar).toMatch(/2026-11-21T15-\d\d-\d\d$/)
    expect(renderHtml(sample.frozen)).toContain('43 d later')
  })
})

describe('the Mermaid picture', () => {
  test.each(Object.entries({ ...samples, ...sample.exceptions }))(
    'is of the grammar that both forges draw: %s',
    (_, decision) => {
      expect(unknown(decision)).toEqual([])
      expect(mermaidTimeline(decision)[0]).toBe('gantt')
    },
  )

  test('draws failures red, and an allow by override not as done', () => {
    expect(picture(deny)).toMatch(/End-to-end tests :milestone, crit/)
    expect(picture(deny)).toMatch(/INC-4711 checkout latency :milestone, crit/)
    expect(picture(sample.overridden)).toMatch(/Ready for production by override :milestone, crit/)
    expect(picture(allow)).toMatch(/Ready for production :milestone, done/)
  })

  test('has a lane for each environment', () => {
    const lanes = mermaidTimeline(deny).filter((line) => line.trim().startsWith('section'))
    expect(lanes.map((line) => line.trim())).toEqual([
      'section Pipeline',
      'section staging',
      'section production',
      'section Decision',
      'section Ahead',
    ])
  })

  test('stays of the grammar for hostile strings everywhere, and for any strings', () => {
    for (const text of HOSTILE_STRINGS) expect([text, unknown(hostileDecision(text))]).toEqual([text, []])
    fc.assert(
      fc.property(
        fc.oneof(
          anyText.map((text) => hostileDecision(text)),
          arbitraryDecision(hostileBase),
        ),
        (decision) => {
          expect(unknown(decision)).toEqual([])
        },
      ),
      { numRuns: 200 },
    )
  })
})
