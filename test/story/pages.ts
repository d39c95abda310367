/** What the story leaves: a page for each summary, in order. */
import type { Decision, Verdict } from '../../src/policy/decision.ts'
import type { Asked, Said } from './stage.ts'

export interface Page {
  /** Of the story's eleven. */
  chapter: number
  /** In the file's name. */
  name: string
  title: string
  /** When, as the people of the story would say it. */
  when: string
  /** What happened before the gate was asked. */
  before: string
  /** What the story goes on with. */
  verdict: Verdict
  /** What follows. */
  after: string
  summary: string
  exitCode: number | null
  decision: Decision
}

/** A story as it was told: its pages, and what `turnpike decision replay` said at its end. */
export interface Told {
  pages: Page[]
  replay: Said
}

export interface Recorder {
  pages: Page[]
  /** Adds the page for an answer. */
  page: (page: Omit<Page, 'summary' | 'exitCode' | 'decision'>, asked: Asked) => Asked
}

export function recorder(): Recorder {
  const pages: Page[] = []
  return {
    pages,
    page(page, asked) {
      const { summary, exitCode, decision } = asked
      if (decision.verdict !== page.verdict) throw new Error(turnedOut(page, decision))
      pages.push({ ...page, summary, exitCode, decision })
      return asked
    },
  }
}

/** Everything after it would fail for reasons of its own. */
function turnedOut(
  { name, verdict }: Pick<Page, 'name' | 'verdict'>,
  { verdict: was, findings }: Decision,
): string {
  const said = findings
    .filter(({ result }) => result !== 'pass' && result !== 'not-applicable')
    .map(({ rule, result, found }) => `${rule}: ${result}, ${found}`)
  return `${name} should be ${verdict}, and is ${was}:\n${said.join('\n')}`
}

/** A moment in Amsterdam in winter, RFC 3339. @param day such as 2026-12-01 @param time such as 13:30 */
export const amsterdam = (day: string, time: string) => new Date(`${day}T${time}:00+01:00`).toISOString()
