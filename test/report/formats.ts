/** A decision in every format, as it is read. */
import { renderHtml } from '../../src/report/html.ts'
import { renderJUnit } from '../../src/report/junit.ts'
import { renderLog } from '../../src/report/line.ts'
import { renderSummary } from '../../src/report/summary.ts'
import { decodeText, tokens } from './structure.ts'
import type { Decision } from '../../src/policy/decision.ts'

export const markdown = (decision: Decision, flavour: 'github' | 'gitlab' = 'github', budget?: number) =>
  renderSummary(decision, budget === undefined ? { flavour } : { flavour, budget })
/** Markdown as it is read: without tags and entities. */
export const read = (text: string) =>
  decodeText(text.replace(/<br>/g, ' ').replace(/<[^>]*>/g, ''))
    .replace(/\u00A0/g, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
export const page = (decision: Decision) =>
  tokens(renderHtml(decision), new Set(['meta', 'br']), new Set(['style']))
    .filter(({ kind, name }) => kind === 'text' && name !== 'style')
    .map(({ text }) => decodeText(text))
    .join('')
export const log = (decision: Decision) => renderLog(decision, { colour: false }).join('\n')
/** The same facts in every format. */
export const everywhere = (decision: Decision): [string, string][] => [
  ['GFM', read(markdown(decision))],
  ['GLFM', read(markdown(decision, 'gitlab'))],
  ['HTML', page(decision)],
  ['log', log(decision)],
  ['JUnit', decodeText(renderJUnit(decision))],
]
export const first = <T>(list: readonly T[]): T => {
  const [one] = list
  if (one === undefined) throw new Error('the sample has one')
  return one
}
