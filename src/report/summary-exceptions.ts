/** Overrides, waivers, checks that are off and nonconformities in Markdown. Nothing of it is folded or cut silently. */
import type { Section } from './budget.ts'
import { gfm, mdSign } from './escape.ts'
import type { Markdown } from './escape.ts'
import { nonconformityStatements } from './exceptions.ts'
import { otherOverrides, urgentOverrides } from './overrides.ts'
import { statementInMarkdown } from './statement.ts'
import type { Statement } from './statement.ts'
import { elsewhere } from './summary-place.ts'
import { waiversInForce, waiversWithoutEffect } from './waivers.ts'
import { count, titleOf } from './words.ts'
import type { Decision } from '../policy/decision.ts'

/** A call-out right below the verdict. */
export function overridesSection(decision: Decision, flavour: 'github' | 'gitlab'): Section | undefined {
  const statements = urgentOverrides(decision)
  if (statements.length === 0) return undefined
  const loud = statements.some(({ tone }) => tone === 'fail')
  return {
    importance: 1,
    opening: flavour === 'github' ? `> [!${loud ? 'CAUTION' : 'WARNING'}]\n` : '',
    rows: statements.map(
      (statement, at) =>
        gfm`${at === 0 ? '' : gfm`>\n`}> ${mdSign(statement.tone === 'warn' ? '❗' : SIGN[statement.tone])} ${statementInMarkdown(statement, decision.decidedAt)}\n`
          .text,
    ),
    closing: '\n',
    leftOut: (n) =>
      gfm`>\n> <strong>${count(n, 'more override')} left out for length</strong>: ${elsewhere(decision)}.\n`
        .text,
  }
}

/** Waivers that count, and whatever was switched off. */
export function exceptionsSection(decision: Decision): Section | undefined {
  const rows = [
    ...waiversInForce(decision).map((statement) => item(statement, decision)),
    ...decision.disabled.map(
      ({ rule, policy, why }) =>
        gfm`- ${mdSign('➖')} <strong>${titleOf(decision, rule, policy)}</strong> of policy ${policy} is switched off: ${why}\n`,
    ),
  ]
  return section('### Exceptions in force', rows, 'exception', decision)
}

/** Waivers that do not count: asked for, over, refused, not allowed, unreadable. */
export function withoutEffectSection(decision: Decision): Section | undefined {
  const rows = waiversWithoutEffect(decision).map((statement) => item(statement, decision))
  return section('### Waivers that do not count', rows, 'waiver', decision)
}

/** Of other artifacts, over or without effect: here until they are reviewed. */
export function otherOverridesSection(decision: Decision): Section | undefined {
  const rows = otherOverrides(decision).map((statement) => item(statement, decision))
  const heading = urgentOverrides(decision).length === 0 ? '### Overrides' : '### Other overrides'
  return section(heading, rows, 'override', decision)
}

export function nonconformitiesSection(decision: Decision): Section | undefined {
  const rows = nonconformityStatements(decision).map((statement) => item(statement, decision))
  return section('### Deployed without a valid decision', rows, 'nonconformity', decision, 'nonconformities')
}

const SIGN = { fail: '❗', warn: '⚠️', wait: '⏳', off: '➖' } as const

function item(statement: Statement, { decidedAt }: Decision): Markdown {
  return gfm`- ${mdSign(SIGN[statement.tone])} ${statementInMarkdown(statement, decidedAt)}\n`
}

function section(
  heading: string,
  rows: readonly Markdown[],
  unit: string,
  decision: Decision,
  units = `${unit}s`,
): Section | undefined {
  if (rows.length === 0) return undefined
  return {
    importance: 2,
    opening: `${heading}\n\n`,
    rows: rows.map(({ text }) => text),
    closing: '\n',
    leftOut: (n) =>
      gfm`\n<strong>${count(n, `more ${unit}`, `more ${units}`)} left out for length</strong>: ${elsewhere(decision)}.\n`
        .text,
  }
}
