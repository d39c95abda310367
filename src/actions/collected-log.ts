/** What was read, as lines for the log. */
import type { ArtifactRef } from '../cdevents/event.ts'
import { logText } from '../report/escape.ts'
import { placeOf } from './collected-page.ts'
import { boundInWords, headline, many, OUTCOME_WORDS, rowsOf } from './collected-words.ts'
import { problemFiles, type Collected } from './collected.ts'

const MAX_ROWS = 50
const MAX_FAILURES = 10

/** The first one is the title. Each begins with a word or a sign of ours, so none is a command to a runner. */
export function logLines(collected: Collected, artifacts: readonly ArtifactRef[]): string[] {
  const rows = rowsOf(collected)
  const problems = problemFiles(collected)
  const { failures } = collected
  return [
    logText(`Evidence: ${headline(collected)}`),
    ...rows.slice(0, MAX_ROWS).map(({ what, outcome, says }) => {
      const sign = outcome === undefined ? '➖' : OUTCOME_WORDS[outcome].sign
      const word = outcome === undefined ? '' : `${OUTCOME_WORDS[outcome].word}, `
      return `${sign} ${logText(what, 120)}: ${word}${logText(says)}`
    }),
    ...more(rows.length - MAX_ROWS),
    ...(failures.length === 0 ? [] : ['First failures:']),
    ...failures.slice(0, MAX_FAILURES).map((failure) => {
      const at = placeOf(failure)
      const where = at === undefined ? '' : ` (${logText(at, 200)})`
      return `  - ${logText(failure.name)}${where}: ${logText(failure.reason ?? 'it does not say why', 500)}`
    }),
    ...(problems.length === 0 ? [] : [`Not readable: ${many(problems.length, 'file')}`]),
    ...problems
      .slice(0, MAX_ROWS)
      .map(({ path, problem }) => `  - ${logText(path, 200)}: ${logText(problem.message, 500)}`),
    ...more(problems.length - MAX_ROWS),
    ...collected.notes.map((sentence) => `Note: ${logText(sentence, 500)}`),
    logText(boundInWords(artifacts), 1000),
  ]
}

function more(count: number): string[] {
  return count > 0 ? [`and ${count} more`] : []
}
