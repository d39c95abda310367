/** The part of a decision's page with which a person approves, and what they see of it before and after. */
import type { Decision, Finding } from '../../policy/decision.ts'
import { minute } from '../../report/ages.ts'
import { escapeHtml, htm, htmlJoin, htmlText, type Html } from '../../report/escape.ts'
import { personName } from '../../report/names.ts'
import { blocks } from '../../report/words.ts'
import type { EventStore } from '../../store/store.ts'
import type { Call } from '../route.ts'
import { MOST_COMMENT, type ApprovalDecision } from './approval-request.ts'
import { csrfField, signInAddress } from './sign-in-state.ts'
import type { People } from './people.ts'
import { outside, type Place } from './settings.ts'
import { statementsOf, type Statement } from './statements.ts'

export interface ApprovalPart {
  store: EventStore
  organisation: string
  people: Pick<People, 'place' | 'configured' | 'sessionOf'>
  newId: () => string
}

/** Undefined when there is nothing to approve, or nobody can sign in here. */
export async function approvalPart(
  part: ApprovalPart,
  call: Call,
  decision: Decision,
): Promise<Html | undefined> {
  const { people } = part
  const waiting = approvalsWaitedFor(decision)
  const { place } = people
  if (waiting.length === 0 || place === undefined || !people.configured()) return undefined
  const session = people.sessionOf(call.identity)
  const { environment, artifacts } = decision.request
  if (session === undefined) {
    const address = signInAddress(people, call.request) ?? ''
    return section(htm`<p>${asks(waiting)} <a href="${htmlText(address, 4000)}">Sign in</a> to approve.</p>`)
  }
  if (!call.authority.may('approve', environment)) {
    return section(
      htm`<p>${asks(waiting)} The trust document does not let you approve for <strong>${htmlText(environment, 100)}</strong>.</p>`,
    )
  }
  const [latest] = await statementsOf(part, call.identity.principal, { environment, artifacts })
  return section(
    htm`<p>${asks(waiting)}</p>
${latest === undefined ? undefined : saidBefore(latest, decision, place)}
${form({ part, call, decision, waiting, place, secret: session.secret, latest })}`,
  )
}

/** The rules that want an approval and do not have it, those inside `anyOf` too. */
function approvalsWaitedFor({ verdict, mode, findings }: Decision): Finding[] {
  if (verdict === 'allow' || mode === 'replay') return []
  return findings
    .filter(blocks)
    .flatMap((finding) => [finding, ...(finding.members ?? [])])
    .filter(({ kind, result }) => kind === 'approval' && (result === 'fail' || result === 'pending'))
}

function section(content: Html): Html {
  return htm`<section class="approve" id="approve" aria-labelledby="approve-title">
<h2 id="approve-title">Approval</h2>
${content}
</section>`
}

function asks(waiting: readonly Finding[]): Html {
  const rules = waiting
    .slice(0, 5)
    .map(({ title, required }) => htm`<strong>${htmlText(title, 100)}</strong> (${htmlText(required, 150)})`)
  return htm`${waiting.length === 1 ? 'A check waits' : `${waiting.length} checks wait`} for approval: ${htmlJoin(rules, '; ')}.`
}

const SAID: Record<ApprovalDecision, string> = {
  approved: 'You approved this',
  rejected: 'You rejected this',
  requestChanges: 'You asked for changes',
  escalated: 'You escalated this',
  delegate: 'You delegated this',
  deferred: 'You deferred this',
  cancelled: 'You took back what you said on this',
}

function saidBefore({ decision, stored }: Statement, asked: Decision, place: Place): Html {
  const later = stored.sequence > asked.position
  const link = htm`<a href="${place.base}/v1/events/${stored.sequence}">event ${stored.sequence}</a>`
  return htm`<p class="said"><strong>${SAID[decision]}</strong> on <time datetime="${stored.receivedAt}">${minute(stored.receivedAt)}</time> (${link}). ${
    later
      ? 'It came after this decision, which stays as it was recorded: a waiting gate has been told, any other has to ask again.'
      : 'It was known when this was decided.'
  } Your latest word counts.</p>`
}

interface Form {
  part: ApprovalPart
  call: Call
  decision: Decision
  waiting: readonly Finding[]
  place: Place
  secret: string
  latest: Statement | undefined
}

function form({ part, call, decision, waiting, place, secret, latest }: Form): Html {
  const { request } = decision
  const policies = policiesOf(decision, waiting)
  const back = outside(place, new URL(call.request.url).pathname)
  const hidden: [string, string | undefined][] = [
    ...request.artifacts.map(({ digest }): [string, string] => ['artifact', digest]),
    ['environment', request.environment],
    ['service', request.service],
    ['change', request.change?.id],
    // Bound to the policies that ask for it, as they are now.
    ...policies.map(({ digest }): [string, string] => ['policy', digest]),
    ['answers', decision.id],
    // Of this very page: pressing twice is once, coming back and pressing again is another time.
    ['key', part.newId()],
    ['back', back],
  ]
  if (!hidden.every(([, value]) => value === undefined || isShownAsItIs(value))) {
    return htm`<p>Something in the question has characters that a page cannot show as they are. Approve it with <code>turnpike approve</code>.</p>`
  }
  return htm`<form method="post" action="${place.base}/v1/approvals">
${csrfField(secret)}${hidden.map(([name, value]) => field(name, value))}
<dl class="record">
<div><dt>${request.artifacts.length === 1 ? 'Artifact' : 'Artifacts'}</dt><dd>${htmlJoin(request.artifacts.map(artifact), '<br>')}</dd></div>
<div><dt>Environment</dt><dd><strong>${htmlText(request.environment, 256)}</strong></dd></div>
${row('Service', request.service)}${row('Change', request.change?.id)}
<div><dt>${policies.length === 1 ? 'Policy' : 'Policies'}</dt><dd>${htmlJoin(
    policies.map(({ name, digest }) => htm`${htmlText(name, 100)} <code>${htmlText(digest, 80)}</code>`),
    '<br>',
  )}<br><span class="quiet">Counts for ${policies.length === 1 ? 'this version of it' : 'these versions of them'}.</span></dd></div>
<div><dt>You</dt><dd>${personName(call.identity.person ?? '')} <code>${htmlText(call.identity.person ?? '', 300)}</code></dd></div>
</dl>
<p><label for="comment">Comment, if there is something to say</label><br>
<textarea id="comment" name="comment" rows="2" maxlength="${MOST_COMMENT}"></textarea></p>
<p class="choice"><button name="decision" value="approved" class="pass">Approve</button>
<button name="decision" value="requestChanges" class="wait">Ask for changes</button>
<button name="decision" value="rejected" class="fail">Reject</button>${latest?.decision === 'approved' ? TAKE_BACK : undefined}</p>
</form>`
}

/** Of an approval only: whoever rejected lifts that by approving. */
const TAKE_BACK = htm`
<button name="decision" value="cancelled" class="off">Take my approval back</button>`

/** What is sent must be what was shown: nothing invisible, nothing cut off, nothing that reorders the line. */
function isShownAsItIs(value: string): boolean {
  return htmlText(value, 4000).text === escapeHtml(value)
}

function field(name: string, value: string | undefined): Html | undefined {
  if (value === undefined) return undefined
  return htm`<input type="hidden" name="${name}" value="${htmlText(value, 4000)}">\n`
}

function row(name: string, value: string | undefined): Html | undefined {
  return value === undefined ? undefined : htm`<div><dt>${name}</dt><dd>${htmlText(value, 500)}</dd></div>\n`
}

function artifact({ digest, purl }: { digest: string; purl?: string }): Html {
  return htm`<code>${htmlText(digest, 80)}</code>${purl === undefined ? undefined : htm`<br><span class="quiet">${htmlText(purl, 1000)}</span>`}`
}

function policiesOf({ policies }: Decision, waiting: readonly Finding[]): Decision['policies'] {
  return policies.filter(({ name }) => waiting.some(({ policy }) => policy === name))
}

/** In the words of the decision's own style sheet. */
export const APPROVAL_STYLE: Html = htm`
.approve { border-left: 6px solid var(--link); }
/* A digest is one long word: the column must not grow with it. */
.approve .record { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.6rem; margin: 0.8rem 0; padding: 0; }
.approve .said { background: var(--off-soft); border-radius: 6px; padding: 0.5rem 0.8rem; }
.approve textarea { width: 100%; max-width: 40rem; font: inherit; color: inherit; background: var(--page); border: 1px solid var(--quiet); border-radius: 6px; padding: 0.4rem 0.6rem; }
.approve .choice { display: flex; flex-wrap: wrap; gap: 0.7rem; }
.approve button { font: inherit; font-weight: 600; padding: 0.45rem 1.2rem; border-radius: 8px; border: 2px solid var(--tone); background: var(--soft); color: var(--tone); cursor: pointer; }
.approve button:focus-visible, .approve textarea:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
`
