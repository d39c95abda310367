import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { plain } from '../../src/report/escape.ts'
import { renderSummary } from '../../src/report/summary.ts'
import { HOSTILE_STRINGS, anyText, hostile, hostileDecision } from './hostile-decisions.ts'
import { samples } from './sample-decisions.ts'
import { decodeText } from './structure.ts'
import type { Decision } from '../../src/policy/decision.ts'

/**
 * The summary as a Markdown renderer sees it. The renderer is no dependency of the project; where it is not installed,
 * the structure is checked without it (`summary.test.ts`).
 */
interface Renderer {
  render(text: string): string
  linkify: { set(options: object): void }
}
const NONE: Renderer = { render: (text) => text, linkify: { set: () => undefined } }
const RENDERER = 'markdown-it'
const found = (await import(RENDERER).catch(() => undefined)) as
  { default: new (options: object) => Renderer } | undefined
if (found === undefined)
  console.info(`skipped: rendering the summary needs the package ${RENDERER}, which is not installed`)

const describeRendered = found === undefined ? describe.skip : describe
describeRendered('rendered', () => {
  const renderer = found === undefined ? NONE : new found.default({ html: true, linkify: true })
  // GitHub and GitLab link addresses that begin with a scheme or www., and mail addresses; not bare host names.
  renderer.linkify.set({ fuzzyLink: false })
  const html = (decision: Decision) => renderer.render(renderSummary(decision, { flavour: 'github' }))
  const skeleton = (text: string) =>
    (text.match(/<\/?[a-z][^>]*>/g) ?? [])
      .map((tag) => tag.replace(/\s[^>]*/, ''))
      .filter((tag) => !/^<\/?(span|code)>$/.test(tag))
      .join('')
  const expected = (text: string) =>
    skeleton(html(hostileDecision(text.replace(/[\s\uFE0E\uFE0F]/g, '') === '' ? '' : 'words')))

  test.each(HOSTILE_STRINGS.map((text) => [text.slice(0, 60), text]))(
    '%j in every field is text',
    (_, text) => {
      const page = html(hostileDecision(text))
      expect(skeleton(page)).toBe(expected(text))
      const seen = decodeText(
        page
          .replace(/<\/?span>/g, '')
          .replaceAll('&quot;', '&#34;')
          .replaceAll('&gt;', '&#62;'),
      )
      expect(seen).toContain(plain(text, 80).slice(0, 70))
    },
  )

  test('any string in every field is text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(skeleton(html(hostileDecision(text)))).toBe(expected(text))
      }),
      { numRuns: 200 },
    )
  })

  test('the only links are ours, and every one goes to http or https', () => {
    for (const decision of [...Object.values(samples), hostile]) {
      for (const [, target] of html(decision).matchAll(/href="([^"]*)"/g))
        expect(target).toMatch(/^https?:\/\//)
    }
  })

  test('every row of a table has as many cells as its head', () => {
    for (const decision of [...Object.values(samples), hostile]) {
      for (const [table] of html(decision).matchAll(/<table>[\s\S]*?<\/table>/g)) {
        const rows = table
          .split('<tr>')
          .slice(1)
          .map((row) => row.match(/<t[dh]/g)?.length)
        expect(new Set(rows).size).toBe(1)
      }
    }
  })
})
