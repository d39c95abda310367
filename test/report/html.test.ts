import { describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { renderHtml } from '../../src/report/html.ts'
import { HOSTILE_STRINGS, anyText, arbitraryDecision, hostile, hostileDecision } from './hostile-decisions.ts'
import * as sample from './sample-decisions.ts'
import { decodeText, tokens } from './structure.ts'
import type { Token } from './structure.ts'
import type { Decision } from '../../src/policy/decision.ts'

const read = (text: string): Token[] => tokens(text, new Set(['meta', 'br']), new Set(['style']))
const page = (decision: Decision): Token[] => read(renderHtml(decision))
/** Relative contrast of two colours given as `rrggbb`, after WCAG. */
function contrast(one: string, other: string): number {
  const light = (colour: string) => {
    const [r = 0, g = 0, b = 0] = (colour.match(/../g) ?? []).map((pair) => {
      const part = Number.parseInt(pair, 16) / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [dark = 0, bright = 0] = [light(one), light(other)].sort((a, b) => a - b)
  return (bright + 0.05) / (dark + 0.05)
}

/** The tags in order, with their classes, without what strings decide. */
const shape = (decision: Decision): string[] =>
  page(decision)
    .filter(({ kind }) => kind !== 'text')
    .map(({ kind, name, attributes }) => `${kind} ${name} ${attributes['class'] ?? ''}`)
const textOf = (decision: Decision): string =>
  page(decision)
    .filter(({ kind, name }) => kind === 'text' && name !== 'style')
    .map(({ text }) => decodeText(text))
    .join('')

describe('the HTML page', () => {
  test.each(Object.entries(sample.samples))('is well-formed: %s', (_, decision) => {
    expect(page(decision).length).toBeGreaterThan(50)
  })

  test('runs nothing and loads nothing', () => {
    for (const decision of [...Object.values(sample.samples), hostile]) {
      for (const { name, attributes } of page(decision)) {
        expect([
          'script',
          'link',
          'img',
          'iframe',
          'object',
          'embed',
          'form',
          'base',
          'foreignObject',
        ]).not.toContain(name)
        for (const [attribute, value] of Object.entries(attributes)) {
          expect(attribute).not.toMatch(/^on|^style$|^src$|^srcset$/)
          if (attribute === 'href')
            expect(decodeText(value)).toMatch(name === 'use' ? /^#m-\w+$/ : /^https?:\/\//)
        }
      }
      expect(renderHtml(decision)).not.toMatch(/@import|url\(/)
    }
  })

  test('allows its own style sheet by hash and nothing else', () => {
    const text = renderHtml(sample.deny)
    const style = /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    expect(text).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    )
  })

  test('says the verdict, the next step, and then the checks, in headings', () => {
    const tags = page(sample.deny)
    const headings = tags.flatMap((token, at) =>
      token.kind === 'open' && /^h[1-6]$/.test(token.name)
        ? [`${token.name} ${decodeText(tags[at + 1]?.text ?? '').trim()}`]
        : [],
    )
    expect(headings).toEqual([
      'h1 Not ready for production',
      'h2 To unblock',
      'h3 Change board approval',
      'h3 No open incident in production',
      'h2 Checks',
      'h2 Exceptions in force',
      'h2 Since the last decision',
      'h2 Timeline',
    ])
  })

  test('has header cells with scope, a language, a title, and names for its picture', () => {
    const tags = page(sample.deny)
    expect(tags.find(({ name }) => name === 'html')?.attributes['lang']).toBe('en')
    for (const { name, attributes, kind } of tags)
      if (name === 'th' && kind === 'open') expect(attributes['scope']).toMatch(/^(col|row)$/)
    const svg = tags.find(({ name, attributes }) => name === 'svg' && attributes['role'] === 'img')
    const ids = new Set(tags.map(({ attributes }) => attributes['id']))
    for (const id of (svg?.attributes['aria-labelledby'] ?? 'missing').split(' '))
      expect(ids.has(id)).toBe(true)
    for (const { attributes } of tags)
      if (attributes['aria-labelledby'] !== undefined)
        for (const id of attributes['aria-labelledby'].split(' ')) expect(ids.has(id)).toBe(true)
    const marks = tags
      .filter(({ name }) => name === 'use')
      .map(({ attributes }) => attributes['href']?.slice(1))
    for (const mark of marks) expect(ids.has(mark)).toBe(true)
  })

  test('uses every id once', () => {
    const ids = page(sample.deny).flatMap(({ attributes }) => attributes['id'] ?? [])
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('has colours with enough contrast for text, light and dark (WCAG 2.2, 1.4.3)', () => {
    const themes = [
      ...(/<style>([\s\S]*?)<\/style>/.exec(renderHtml(sample.deny))?.[1] ?? '').matchAll(
        /:root \{([^}]*--page[^}]*--card[^}]*)\}/g,
      ),
    ]
    expect(themes).toHaveLength(2)
    for (const [, theme] of themes) {
      const colour = new Map<string, string>()
      for (const [, name = '', value = ''] of (theme ?? '').matchAll(/--([\w-]+): #([0-9a-f]{6})/g))
        colour.set(name, value)
      const pairs = ['pass', 'fail', 'wait', 'error', 'warn', 'off'].flatMap((tone) => [
        [tone, `${tone}-soft`],
        [tone, 'card'],
        ['quiet', `${tone}-soft`],
        ['link', `${tone}-soft`],
      ])
      for (const [text, ground] of [
        ...pairs,
        ['ink', 'card'],
        ['quiet', 'card'],
        ['quiet', 'page'],
        ['link', 'card'],
      ]) {
        expect([
          text,
          ground,
          contrast(colour.get(text ?? '') ?? '', colour.get(ground ?? '') ?? '') >= 4.5,
        ]).toEqual([text, ground, true])
      }
    }
  })

  test('draws each event, the decision, and until when it holds', () => {
    const text = textOf(sample.allow)
    for (const { label } of sample.allow.timeline) expect(text).toContain(label)
    expect(text).toContain('Holds until here')
    expect(text).toContain('2 h 7 min later')
  })

  test('draws the decision once, also when the timeline lists it', () => {
    const itself = { at: sample.DECIDED_AT, what: 'gate.evaluated', label: 'this decision: deny' }
    const decision = { ...sample.deny, timeline: [...sample.deny.timeline, itself] }
    expect(renderHtml(decision)).toBe(renderHtml(sample.deny))
  })

  test('waits for no moment at which a check only gets worse', () => {
    expect(textOf({ ...sample.deny, dueAt: '2026-12-18T00:00:00Z' })).not.toContain('by itself in')
  })

  test('draws the newest of many events and says how many it left out', () => {
    const text = textOf(sample.large)
    expect(text).toContain('260 older events not drawn; the table has them all.')
    expect(text).toContain('The timeline as a table (300 events)')
  })

  test('draws nothing where there is no event, and shows no table where there is no check', () => {
    expect(renderHtml({ ...sample.unmanaged, timeline: [] })).not.toContain('role="img"')
    expect(renderHtml(sample.unmanaged)).not.toContain('id="checks"')
  })

  test('writes the first twelve blockers in full and names all the others', () => {
    const tags = page(sample.large)
    expect(tags.filter(({ attributes }) => attributes['class'] === 'next')).toHaveLength(12)
    const items = tags.filter(
      ({ kind, name, attributes }) =>
        kind === 'open' && name === 'li' && attributes['class']?.startsWith('fail'),
    )
    expect(items).toHaveLength(67)
  })

  test('shows the same facts as the summary: waivers, overrides, what is off, refused, modes', () => {
    expect(textOf(sample.deny)).toContain('is waived by s.lindqvist until 2026-12-01 00:00')
    expect(textOf(sample.deny)).toContain('licence-scan of policy production is switched off')
    expect(textOf(sample.deny)).toContain('Evidence refused (1)')
    expect(textOf(sample.errored)).toContain('Override (break-glass) by duty.officer is in force until')
    expect(textOf(sample.warned)).toContain('Mode warn: this verdict is reported, not enforced.')
    expect(textOf(sample.allow)).toContain('Holds until 14:18 UTC, in 15 min.')
    expect(textOf(sample.pending)).toContain('This can change by itself in 48 min, at 14:51 UTC.')
  })

  test.each(HOSTILE_STRINGS.map((text) => [text.slice(0, 60), text]))(
    'keeps its structure with %j everywhere',
    (_, text) => {
      expect(withoutCode(shape(hostileDecision(text)))).toEqual(withoutCode(expectedShape(text)))
    },
  )

  test('keeps its structure for any string everywhere', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(withoutCode(shape(hostileDecision(text)))).toEqual(withoutCode(expectedShape(text)))
      }),
      { numRuns: 200 },
    )
  })

  test('is well-formed for any strings', () => {
    fc.assert(
      fc.property(arbitraryDecision(sample.pending), (decision) => {
        page(decision)
      }),
      { numRuns: 200 },
    )
  })

  /** Code comes from backticks in instructions; a label of two lines has one more text element. */
  function withoutCode(lines: string[]): string[] {
    return lines.filter((line) => !/ code | (text) (strong)?$|close text/.test(line))
  }

  function expectedShape(text: string): string[] {
    const empty = text.replace(/[\s\uFE0E\uFE0F]/g, '') === ''
    return shape(hostileDecision(empty ? '' : 'words'))
  }
})
