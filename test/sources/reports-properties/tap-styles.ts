/** A tree of results as tools write it in TAP. */
import type { CaseResult } from '../../../src/sources/reports/report.ts'
import type { Case, Result, Suite } from './trees.ts'

export const STYLES = ['node:test', 'Test::More', 'node-tap'] as const
export type Style = (typeof STYLES)[number]

/** TAP has no errors, and nothing that was run again. */
export function meaningInTap(result: Result): CaseResult {
  if (result === 'errored') return 'failed'
  return result === 'flaky' ? 'passed' : result === 'todo' ? 'skipped' : result
}

export function writeTap(suites: readonly Suite[], style: Style): string {
  const root = { name: '', cases: [], suites: suites.flatMap(notEmpty) }
  return `TAP version ${style === 'Test::More' ? 13 : 14}\n${levelOf(root, style, '')}# fail 0\n`
}

/** A suite without a test is a test that was skipped to some tools, and nothing to others. */
function notEmpty(suite: Suite): Suite[] {
  const suites = suite.suites.flatMap(notEmpty)
  return suite.cases.length + suites.length === 0 ? [] : [{ ...suite, suites }]
}

function levelOf({ cases, suites }: Suite, style: Style, indent: string): string {
  const plan = `${indent}1..${cases.length + suites.length}\n`
  const points = [
    ...cases.map((each, at) => pointOf(each, at + 1, indent)),
    ...suites.map((each, at) => suiteOf(each, cases.length + at + 1, style, indent)),
  ].join('')
  return style === 'node-tap' ? plan + points : points + plan
}

function suiteOf(suite: Suite, number: number, style: Style, indent: string): string {
  const inside = levelOf(suite, style, `${indent}    `)
  const word = hasFailed(suite) ? 'not ok' : 'ok'
  const name = nameOf(suite.name)
  if (style === 'node-tap') return `${indent}${word} ${number} - ${name} {\n${inside}${indent}}\n`
  const point = `${indent}${word} ${number} - ${name}\n`
  return style === 'Test::More'
    ? `${indent}    # Subtest: ${name}\n${inside}${point}`
    : `${indent}# Subtest: ${name}\n${inside}${point}${yaml(indent, `duration_ms: 1.5\n  type: 'suite'`)}`
}

function pointOf({ name, result, reason, milliseconds }: Case, number: number, indent: string): string {
  const meant = meaningInTap(result)
  const word = meant === 'failed' || result === 'todo' ? 'not ok' : 'ok'
  const mark = meant === 'skipped' ? ` # ${result === 'todo' ? 'TODO' : 'SKIP'} ${nameOf(reason)}` : ''
  const more = `duration_ms: ${milliseconds}\n  message: ${JSON.stringify(reason.toWellFormed())}\n  ok: not ok 1`
  return `${indent}${word} ${number} - ${nameOf(name)}${mark}\n${yaml(indent, more)}`
}

function yaml(indent: string, members: string): string {
  return `  ---\n  ${members}\n  ...\n`
    .replace(/^/gmu, indent)
    .slice(0, indent === '' ? undefined : -indent.length)
}

/** On one line; a brace at its end would begin subtests. */
function nameOf(name: string): string {
  return name
    .replaceAll('\\', '\\\\')
    .replaceAll('#', '\\#')
    .replace(/[{\s]+$/u, '')
}

function hasFailed({ cases, suites }: Suite): boolean {
  return cases.some(({ result }) => meaningInTap(result) === 'failed') || suites.some(hasFailed)
}
