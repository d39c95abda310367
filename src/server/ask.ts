/** `POST /v1/decisions`: reads the question, waits as long as was asked for, answers in one piece or as a stream. */
import { isObject } from '../cdevents/object.ts'
import type { Problem } from '../errors.ts'
import type { Decision, GateRequest, Mode } from '../policy/decision.ts'
import { parseDuration } from '../policy/duration.ts'
import { loadPolicy } from '../policy/load.ts'
import type { Policy } from '../policy/policy.ts'
import { readRequest } from '../policy/request.ts'
import type { Person } from '../trust/document.ts'
import type { Authority, Identity } from '../trust/identity.ts'
import { urisOf } from '../trust/people.ts'
import type { Trust } from '../trust/trust.ts'
import { json, preferred } from './answer.ts'
import { forbidden } from './forbidden.ts'
import { readQuestion } from './json-body.ts'
import type { Ask } from './judge.ts'
import { documentOf, Refusal, refusalOf } from './problem.ts'
import { ranBy } from './proven-run.ts'
import type { Call } from './route.ts'
import { refuseTooManyRules } from './sent-rules.ts'
import { sseResponse, type SseMessage } from './sse.ts'
import type { Waiting, Waits } from './waits.ts'

const MODES: readonly Mode[] = ['enforce', 'warn', 'dry-run']
const MAX_WAIT_MS = 24 * 60 * 60 * 1000
const MAX_POLICY_FILES = 16
const HEARTBEAT_MS = 10_000

export interface Asking {
  waits: Waits
  trust: () => Pick<Trust, 'document' | 'authorityOf'>
  newId: () => string
  /** Told of every decision and how long it took, its waiting included. */
  onDecision: (decision: Decision, seconds: number) => void
  onFault: (error: unknown) => void
}

export async function postDecision(asking: Asking, call: Call): Promise<Response> {
  const { ask, waitMs } = await readAsk(asking, call)
  const checkStill = () =>
    refuseUnlessMayAsk(asking.trust().authorityOf(call.identity), ask.request.environment)
  const started = performance.now()
  const answered = (decision: Decision) => {
    asking.onDecision(decision, (performance.now() - started) / 1000)
    return decision
  }
  if (
    preferred(call.request.headers.get('accept'), ['application/json', 'text/event-stream']) !==
    'application/json'
  ) {
    return streamed(asking, { ask, waitMs, checkStill }, answered)
  }
  const decision = await asking.waits.decide({ ask, waitMs, checkStill, signal: call.request.signal })
  // Nobody reads this: the client went away.
  if (decision === undefined) return new Response(null, { status: 499 })
  return json(answered(decision))
}

/** `pending` on every change while it waits, then `decision`; or `problem` when the store fails meanwhile. */
function streamed(
  asking: Asking,
  waiting: Pick<Waiting, 'ask' | 'waitMs' | 'checkStill'>,
  answered: (decision: Decision) => Decision,
): Response {
  const gone = new AbortController()
  const queue: SseMessage[] = []
  let told: (() => void) | undefined
  const say = (event: string, value: unknown) => {
    // A reader that is behind is told the newest state only.
    if (queue.at(-1)?.event === 'pending') queue.pop()
    queue.push({ event, data: JSON.stringify(value) })
    told?.()
  }
  const onPending = (decision: Decision) => say('pending', decision)
  void asking.waits
    .decide({ ...waiting, onPending, signal: gone.signal })
    .then((decision) => decision !== undefined && say('decision', answered(decision)))
    .catch((error: unknown) => {
      const refusal = refusalOf(error)
      if (refusal !== error) asking.onFault(error)
      say('problem', documentOf(refusal))
    })
  const messages = async function* (): AsyncGenerator<SseMessage> {
    for (;;) {
      const message = queue.shift()
      if (message !== undefined) yield message
      else await new Promise<void>((resolve) => (told = resolve))
      if (message !== undefined && message.event !== 'pending') return
      if (gone.signal.aborted) return
    }
  }
  return sseResponse(messages(), HEARTBEAT_MS, () => {
    gone.abort()
    told?.()
  })
}

/** @throws Refusal unsupported-media-type, bad-request, invalid-request or invalid-policy, with every problem */
async function readAsk(asking: Asking, call: Call): Promise<{ ask: Ask; waitMs: number }> {
  const value = await readQuestion(call.request)
  if (!isObject(value)) {
    throw new Refusal(
      'invalid-request',
      'The body is an object with `request`, and if wanted `mode`, `wait`, `policyFiles`.',
    )
  }
  const { request: given, mode = 'enforce', wait, policyFiles = [], ...others } = value
  const problems: Problem[] = Object.keys(others).map((name) => ({
    path: `/${name}`,
    message: 'is not known here',
  }))
  const read = readRequest(given)
  if ('problems' in read)
    problems.push(...read.problems.map((found) => ({ ...found, path: `/request${found.path}` })))
  const wanted = MODES.find((known) => known === mode)
  if (wanted === undefined) problems.push({ path: '/mode', message: `is one of ${MODES.join(', ')}` })
  const waitMs = waitOf(wait)
  if (waitMs === undefined)
    problems.push({ path: '/wait', message: 'is a duration such as 15m, 24h at most' })
  const files = filesOf(policyFiles, problems)
  if (problems.length > 0 || 'problems' in read || wanted === undefined || waitMs === undefined) {
    throw new Refusal('invalid-request', 'The question has problems.', { problems })
  }
  refuseUnlessMayAsk(call.authority, read.request.environment)
  const policies = await loadAll(files)
  const ask: Ask = {
    id: asking.newId(),
    request: ranBy(call.identity, actedBy(call.identity, read.request, asking.trust().document.people)),
    mode: wanted,
    requester: call.principal,
    files: policies,
  }
  return { ask, waitMs }
}

/** @throws Refusal forbidden */
function refuseUnlessMayAsk(authority: Authority, environment: string): void {
  if (!authority.may('ask', environment)) throw forbidden('ask', authority, environment)
}

/**
 * Whoever the credential says is behind the question is its actor; nobody asks in another's name. Of a caller with no
 * person behind it, the actor is the request's word.
 * @throws Refusal forbidden when it names somebody else
 */
function actedBy({ person }: Identity, request: GateRequest, people: readonly Person[]): GateRequest {
  const { actor } = request
  if (person === undefined) return request
  if (actor === undefined) return { ...request, actor: person }
  // Another name of theirs stays: the client compares the answer with its question.
  if (urisOf(people, person).includes(actor)) return request
  throw new Refusal(
    'forbidden',
    `The question says that '${actor.slice(0, 200)}' is behind it; this caller is '${person}'. Leave request.actor out, and it is put there.`,
  )
}

/** Milliseconds; undefined when it is not a duration that may be asked for. */
function waitOf(wait: unknown): number | undefined {
  if (wait === undefined || wait === '' || wait === '0' || wait === '0s') return 0
  const ms = typeof wait === 'string' ? parseDuration(wait) : undefined
  return ms === undefined || ms > MAX_WAIT_MS ? undefined : ms
}

interface PolicyFile {
  name: string
  text: string
}

function filesOf(value: unknown, problems: Problem[]): PolicyFile[] {
  if (!Array.isArray(value) || value.length > MAX_POLICY_FILES) {
    problems.push({ path: '/policyFiles', message: `is a list of ${MAX_POLICY_FILES} files at most` })
    return []
  }
  return value.flatMap((file: unknown, index) => {
    const { name, text } = (typeof file === 'object' && file !== null ? file : {}) as Partial<PolicyFile>
    if (typeof name === 'string' && typeof text === 'string') return [{ name, text }]
    problems.push({ path: `/policyFiles/${index}`, message: 'has a name and a text' })
    return []
  })
}

/** @throws Refusal invalid-policy with the problems of all files */
async function loadAll(files: readonly PolicyFile[]): Promise<Policy[]> {
  const policies: Policy[] = []
  const problems: Problem[] = []
  for (const { name, text } of files) {
    const loaded = await loadPolicy(text, { name, origin: 'file' })
    if ('policy' in loaded) policies.push(loaded.policy)
    else
      problems.push(...loaded.problems.map((found) => ({ ...found, message: `${name}: ${found.message}` })))
  }
  if (problems.length > 0) {
    throw new Refusal('invalid-policy', 'A policy file sent with the question does not load.', { problems })
  }
  refuseTooManyRules(policies)
  return policies
}
