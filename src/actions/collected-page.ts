/** What was read, as Markdown for the job's summary. Every string may come from a stranger. */
import type { ArtifactRef } from '../cdevents/event.ts'
import { fixed, withinBudget, type Section } from '../report/budget.ts'
import { gfm, mdCode, mdJoin, mdSign, mdText } from '../report/escape.ts'
import { artifactName } from '../report/names.ts'
import { boundInWords, headline, many, OUTCOME_WORDS, rowsOf, type Row } from './collected-words.ts'
import { outcomeOfAll, problemFiles, type Collected, type Failure } from './collected.ts'
import { KIND_WORDS } from './report-kinds.ts'

/** Of the step's megabyte; what could not be delivered is told before, and needs room. */
const BUDGET = 400 * 1024
const MAX_ROWS = 50
const MAX_FAILURES = 10

/** GFM, ends with an empty line. */
export function renderCollected(collected: Collected, artifacts: readonly ArtifactRef[]): string {
  const sections = [
    fixed(`### Evidence: ${gfm`${headline(collected)}`.text}${signOf(collected)}\n\n`),
    tableOf(rowsOf(collected)),
    fixed(`${boundOf(artifacts)}\n\n`),
    problemsOf(collected),
    absentOf(collected),
    failuresOf(collected.failures),
    notesOf(collected.notes),
  ]
  return withinBudget(
    sections.filter((section) => section !== undefined),
    BUDGET,
  )
}

/** Behind the words, as on the page of a decision. */
function signOf(collected: Collected): string {
  const outcome = outcomeOfAll(collected)
  return outcome === undefined ? '' : ` ${mdSign(OUTCOME_WORDS[outcome].sign).text}`
}

/** Each with its whole digest: it is what an approval has to name. */
function boundOf(artifacts: readonly ArtifactRef[]): string {
  if (artifacts.length === 0) return mdText(boundInWords(artifacts), 1000).text
  const named = artifacts.slice(0, 3).map((artifact) => {
    const name = artifactName(artifact)
    const label = name === undefined ? gfm`` : gfm`**${mdText(name, 200)}** `
    return gfm`${label}${mdCode(artifact.digest, 200)}`
  })
  const more = artifacts.length > 3 ? ` and ${artifacts.length - 3} more` : ''
  return gfm`Evidence for ${mdJoin(named, ', ')}${more}.`.text
}

function tableOf(rows: readonly Row[]): Section | undefined {
  if (rows.length === 0) return undefined
  return {
    importance: 1,
    opening: '| what | outcome | what it says |\n|---|---|---|\n',
    rows: rows.slice(0, MAX_ROWS).map(({ what, outcome, says }) => {
      const { sign, word } =
        outcome === undefined ? { sign: '➖', word: 'no outcome' } : OUTCOME_WORDS[outcome]
      return `${gfm`| ${mdText(what, 120)} | ${mdSign(sign)} ${word} | ${mdText(says, 300)} |`.text}\n`
    }),
    closing: rows.length > MAX_ROWS ? `\n…and ${rows.length - MAX_ROWS} more\n\n` : '\n',
    leftOut: (n) => `| …and ${n} more | | |\n`,
  }
}

function problemsOf(collected: Collected): Section | undefined {
  const problems = problemFiles(collected)
  if (problems.length === 0) return undefined
  return {
    importance: 2,
    opening: `**${many(problems.length, 'file')} could not be read, and a file that cannot be read is never a success:**\n\n`,
    rows: problems
      .slice(0, MAX_ROWS)
      .map(
        ({ kind, path, problem }) =>
          `${gfm`- ${mdCode(path, 200)} (${KIND_WORDS[kind]}): ${mdText(problem.message, 500)}`.text}\n`,
      ),
    closing: problems.length > MAX_ROWS ? `- and ${problems.length - MAX_ROWS} more\n\n` : '\n',
    leftOut: (n) => `- and ${n} more\n`,
  }
}

function absentOf({ absent }: Collected): Section | undefined {
  if (absent.length === 0) return undefined
  const lines = absent.map(
    ({ kind, patterns }) =>
      gfm`**No file for ${kind}** at ${mdCode(patterns.slice(0, 10).join(' '), 300)}`.text,
  )
  return fixed(`${lines.join('\n\n')}\n\n`)
}

function failuresOf(failures: readonly Failure[]): Section | undefined {
  if (failures.length === 0) return undefined
  const shown = failures.slice(0, MAX_FAILURES)
  return {
    importance: 3,
    opening: `<details open><summary>${shown.length === 1 ? 'The failure' : `The first ${shown.length} failures`}</summary>\n\n`,
    rows: shown.map((failure) => {
      const { name, reason = 'it does not say why' } = failure
      const at = placeOf(failure)
      const where = at === undefined ? gfm`` : gfm` (${mdCode(at, 200)})`
      return `${gfm`- **${mdText(name, 300)}**${where}: ${mdText(reason, 500)}`.text}\n`
    }),
    closing: '\n</details>\n\n',
    leftOut: (n) => `- and ${n} more\n`,
  }
}

export function placeOf({ file, line }: Failure): string | undefined {
  if (file === undefined) return undefined
  return line === undefined ? file : `${file}:${line}`
}

function notesOf(notes: readonly string[]): Section | undefined {
  if (notes.length === 0) return undefined
  return {
    importance: 4,
    opening: '**Good to know:**\n\n',
    rows: notes.map((sentence) => `- ${mdText(sentence, 500).text}\n`),
    closing: '\n',
    leftOut: (n) => `- and ${n} more\n`,
  }
}
