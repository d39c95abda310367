/**
 * The part of a decision's page with which a person asks for an exception: a waiver of a rule that blocks, or breaking
 * the glass. It is for what this decision was about; the policies in force have the last word.
 */
import type { Decision } from '../../policy/decision.ts'
import { LEAST_REASON } from '../../policy/exceptions/overrides.ts'
import { escapeHtml, htm, htmlText, type Html } from '../../report/escape.ts'
import { LENGTHS } from '../exceptions/fields.ts'
import type { Call } from '../route.ts'
import type { People } from './people.ts'
import { outside } from './settings.ts'
import { csrfField } from './sign-in-state.ts'

export interface AskPart {
  people: Pick<People, 'place' | 'configured' | 'sessionOf'>
  newId: () => string
}

/** Undefined where nothing blocks, or this person may ask for nothing. */
export function asksPart({ people, newId }: AskPart, call: Call, decision: Decision): Html | undefined {
  const session = people.sessionOf(call.identity)
  const { place } = people
  const { request } = decision
  const rules = blockingRules(decision)
  if (place === undefined || session === undefined || !people.configured() || rules.length === 0)
    return undefined
  const target = [...request.artifacts.map(({ digest }) => digest), request.environment, request.service]
  if (!target.every((value) => value === undefined || isShownAsItIs(value))) return undefined
  const back = outside(place, new URL(call.request.url).pathname)
  const about = htm`${csrfField(session.secret)}${hidden('back', back)}${hidden('environment', request.environment)}${hidden('service', request.service)}`
  const form = (path: string, content: Html) =>
    htm`<form method="post" action="${place.base}/v1/${path}">${about}${hidden('key', newId())}${content}</form>\n`
  const may = (action: 'ask' | 'override') => call.authority.may(action, request.environment)
  if (!may('ask') && !may('override')) return undefined
  const where = [request.environment, request.service].filter(Boolean).join(', service ')
  return htm`<section class="approve" id="ask-exception" aria-labelledby="ask-exception-title">
<h2 id="ask-exception-title">Exceptions</h2>
${may('ask') ? htm`<details><summary>Ask for a waiver of a check</summary>\n${form('waivers', waiverFields(decision, rules, where))}</details>\n` : undefined}${may('override') ? htm`<details><summary>Break the glass</summary>\n${form('overrides', glassFields(decision, where))}</details>\n` : undefined}</section>`
}

interface Blocking {
  rule: string
  title: string
}

/** Those that could be meant by their id alone. */
function blockingRules({ findings }: Decision): Blocking[] {
  const blocking = findings.filter(
    ({ enforce, result }) => enforce === 'block' && (result === 'fail' || result === 'pending'),
  )
  return blocking.filter(({ rule }) => findings.filter((one) => one.rule === rule).length === 1)
}

function waiverFields(decision: Decision, rules: readonly Blocking[], where: string): Html {
  const options = rules.map(
    ({ rule, title }) =>
      htm`<option value="${htmlText(rule, 200)}">${htmlText(title, 100)} (${htmlText(rule, 100)})</option>`,
  )
  return htm`<p>It opens nothing until somebody else, whom the policy names, has granted it for ${htmlText(where, 300)}.</p>
<p><label for="waiver-rule">Check</label><br><select id="waiver-rule" name="rule">${options}</select></p>
${artifactField('waiver-artifact', decision)}<p><label for="waiver-for">For how long, such as 7d or 12h</label><br><input id="waiver-for" name="for" value="7d" required maxlength="20"></p>
${ticketField('waiver-ticket')}${reasonField('waiver-reason', 'Why', 1)}<p class="choice"><button class="wait">Ask for the waiver</button></p>`
}

function glassFields(decision: Decision, where: string): Html {
  return htm`<p>For an emergency: this artifact goes to ${htmlText(where, 300)} without the checks that can be overridden. The policy says who may, for how long, and who else must confirm it. It is shown in every decision until somebody else has reviewed it.</p>
${artifactField('glass-artifact', decision)}${ticketField('glass-ticket')}${reasonField('glass-reason', `What is broken, and why this cannot wait (${LEAST_REASON} characters at least)`, LEAST_REASON)}<p class="choice"><button class="fail">Break the glass</button></p>`
}

function artifactField(id: string, { request: { artifacts } }: Decision): Html {
  const options = artifacts.map(
    ({ digest }) => htm`<option value="${htmlText(digest, 100)}">${htmlText(digest, 100)}</option>`,
  )
  return htm`<p><label for="${id}">Artifact</label><br><select id="${id}" name="artifact">${options}</select></p>\n`
}

function ticketField(id: string): Html {
  return htm`<p><label for="${id}">Ticket</label><br><input id="${id}" name="ticket" required maxlength="${LENGTHS.ticket}"></p>\n`
}

function reasonField(id: string, label: string, least: number): Html {
  return htm`<p><label for="${id}">${label}</label><br>
<textarea id="${id}" name="reason" rows="2" required minlength="${least}" maxlength="${LENGTHS.reason}"></textarea></p>\n`
}

function hidden(name: string, value: string | undefined): Html | undefined {
  if (value === undefined) return undefined
  return htm`<input type="hidden" name="${name}" value="${htmlText(value, 4000)}">`
}

/** What is sent must be what was shown. */
function isShownAsItIs(value: string): boolean {
  return htmlText(value, 4000).text === escapeHtml(value)
}

/** In the words of the decision's own style sheet. */
export const ASK_STYLE: Html = htm`
.approve input, .approve select { width: 100%; max-width: 40rem; font: inherit; color: inherit; background: var(--page); border: 1px solid var(--quiet); border-radius: 6px; padding: 0.4rem 0.6rem; }
.approve input:focus-visible, .approve select:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
`
