/** Overrides, waivers, checks that are off and nonconformities on the HTML page: never folded, never left out. */
import { htm } from './escape.ts'
import type { Html } from './escape.ts'
import { nonconformityStatements } from './exceptions.ts'
import { otherOverrides, urgentOverrides } from './overrides.ts'
import { statementInHtml } from './statement.ts'
import type { Statement } from './statement.ts'
import { waiversInForce, waiversWithoutEffect } from './waivers.ts'
import { titleOf } from './words.ts'
import type { Decision } from '../policy/decision.ts'

/** Right below the verdict. */
export function overrides(decision: Decision): Html | undefined {
  const statements = urgentOverrides(decision)
  if (statements.length === 0) return undefined
  const items = statements.map((statement) => item(statement, decision))
  return htm`<section class="loud" aria-labelledby="overrides"><h2 id="overrides">Overrides</h2><ul class="signed">\n${items}</ul></section>`
}

/** Of other artifacts, over or without effect: here until they are reviewed. */
export function overridesBeside(decision: Decision): Html | undefined {
  const items = otherOverrides(decision).map((statement) => item(statement, decision))
  if (items.length === 0) return undefined
  const heading = urgentOverrides(decision).length === 0 ? 'Overrides' : 'Other overrides'
  return htm`<section class="exceptions" aria-labelledby="other-overrides"><h2 id="other-overrides">${heading}</h2><ul class="signed">\n${items}</ul></section>`
}

/** Waivers that count, and whatever was switched off. */
export function exceptions(decision: Decision): Html | undefined {
  const items = [
    ...waiversInForce(decision).map((statement) => item(statement, decision)),
    ...decision.disabled.map(
      ({ rule, policy, why }) =>
        htm`<li class="off">${mark('off')}<div><strong>${titleOf(decision, rule, policy)}</strong> of policy ${policy} is switched off: ${why}</div></li>\n`,
    ),
  ]
  if (items.length === 0) return undefined
  return htm`<section class="exceptions" aria-labelledby="exceptions"><h2 id="exceptions">Exceptions in force</h2><ul class="signed">\n${items}</ul></section>`
}

/** Waivers that do not count: asked for, over, refused, not allowed, unreadable. */
export function withoutEffect(decision: Decision): Html | undefined {
  const items = waiversWithoutEffect(decision).map((statement) => item(statement, decision))
  if (items.length === 0) return undefined
  return htm`<section aria-labelledby="without-effect"><h2 id="without-effect">Waivers that do not count</h2><ul class="signed">\n${items}</ul></section>`
}

export function nonconformities(decision: Decision): Html | undefined {
  const items = nonconformityStatements(decision).map((statement) => item(statement, decision))
  if (items.length === 0) return undefined
  return htm`<section class="loud" aria-labelledby="nonconformities"><h2 id="nonconformities">Deployed without a valid decision</h2><ul class="signed">\n${items}</ul></section>`
}

function item(statement: Statement, { decidedAt }: Decision): Html {
  return htm`<li class="${statement.tone}">${mark(statement.tone)}<div>${statementInHtml(statement, decidedAt)}</div></li>\n`
}

/** The mark of a loudness; the sentence says the same. */
function mark(tone: Statement['tone']): Html {
  return htm`<svg class="mark" aria-hidden="true"><use href="#m-${tone}"/></svg>`
}
