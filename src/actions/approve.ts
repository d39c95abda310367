/**
 * An approval of artifacts for an environment, as whoever the token names; the store takes nobody's word for who it is.
 * Shared by the GitHub action, the GitLab component and the command line.
 */
import { createHash } from 'node:crypto'
import { isObject } from '../cdevents/object.ts'
import type { ArtifactRef } from '../cdevents/event.ts'
import { credentialFor } from '../client/credentials.ts'
import { tokenAdvice } from '../client/token-advice.ts'
import { EXIT, explain, TurnpikeError } from '../errors.ts'
import type { Facts, Host } from '../host/host.ts'
import { gfm, mdInstructions, mdSign, plain } from '../report/escape.ts'
import { commandIn, VERBS } from './approve-command.ts'
import { claimsOf, commentOf, type Comment } from './approve-comment.ts'
import { resolveArtifacts } from './artifacts.ts'
import type { Deps } from './deps.ts'
import { linesOf } from './failure.ts'
import { storeClient } from './store-client.ts'

/** What can be said, in words for inputs and options → in those of CDEvents. */
export const ANSWERS = {
  approve: 'approved',
  reject: 'rejected',
  'request-changes': 'requestChanges',
  defer: 'deferred',
  escalate: 'escalated',
  delegate: 'delegate',
  withdraw: 'cancelled',
} as const
export type Answer = keyof typeof ANSWERS

export interface ApproveInputs {
  store: string
  token?: string
  /** `comment`: what is said stands in the comment that started the run; the inputs only bound it. */
  from: 'inputs' | 'comment'
  /** Package URLs with a digest, `sha256:…`, images by digest, or files. */
  artifact: string[]
  environment?: string
  decision: Answer
  /** With `delegate`: who may say it instead. */
  delegate?: string
  service?: string
  change?: string
  comment?: string
  /** Digests of the policies under which it is said. */
  policies: string[]
  /** Id of the recorded decision that it answers. */
  answers?: string
}

/** The body of `POST /v1/approvals`. */
export interface Approval extends Record<string, unknown> {
  artifacts: ArtifactRef[]
  environment: string
  decision: (typeof ANSWERS)[Answer]
  key: string
}

/** What the store answers, as far as it is shown. */
export interface Recorded {
  status: string
  sequence: number
  id: string
  responder: string
  decision: string
  environment: string
}

/**
 * The step fails when the approval was not recorded, and says what to do.
 * @returns 0; 2 for what the caller did wrong; 5 when the store did not take it
 */
export async function runApprove(inputs: ApproveInputs, host: Host, deps: Deps): Promise<number> {
  try {
    if (inputs.token !== undefined) await host.secret(inputs.token)
    const said = await approvalOf(inputs, host, deps)
    if ('why' in said) {
      host.log(`Nothing is approved: ${said.why}.`)
      return EXIT.allow
    }
    const client = storeClient(inputs, host, deps)
    const recorded = readRecorded(await client.postJson('v1/approvals', said.approval))
    await tell(said.approval, recorded, host)
    return EXIT.allow
  } catch (error) {
    return await refuse(error, inputs, host, deps)
  }
}

/**
 * What is to be recorded; or why there is nothing, where a comment says nothing to us.
 * @throws TurnpikeError USAGE
 */
export async function approvalOf(
  inputs: ApproveInputs,
  host: Host,
  deps: Deps,
): Promise<{ approval: Approval } | { why: string }> {
  const claims = await ownClaims(inputs, host, deps)
  if (inputs.from === 'comment') return await fromComment(inputs, claims, host, deps)
  const artifacts = await resolveArtifacts(inputs.artifact, deps)
  if (artifacts.length === 0)
    throw new TurnpikeError('USAGE', 'input artifact: is empty; an approval is for a digest')
  const { environment, comment } = inputs
  if (environment === undefined)
    throw new TurnpikeError('USAGE', 'input environment: is empty; an approval is for one environment')
  const said = { artifacts, environment, decision: ANSWERS[inputs.decision] }
  return {
    approval: {
      ...said,
      key: keyOf(said, host.facts, claims),
      ...around(inputs),
      ...(inputs.delegate === undefined ? {} : { delegate: inputs.delegate }),
      ...(comment === undefined ? {} : { comment }),
    },
  }
}

/** What the token of this job says of itself. Nothing of a token that is no JSON Web Token. */
async function ownClaims(inputs: ApproveInputs, host: Host, deps: Deps): Promise<Record<string, unknown>> {
  const credential = credentialFor({
    store: inputs.store,
    explicit: inputs.token,
    env: deps.env,
    mask: (secret) => host.secret(secret),
  })
  const token = typeof credential === 'function' ? await credential(true) : credential
  return token === undefined ? {} : claimsOf(token)
}

async function fromComment(
  inputs: ApproveInputs,
  claims: Record<string, unknown>,
  host: Host,
  deps: Deps,
): Promise<{ approval: Approval } | { why: string }> {
  const found = await commentOf(deps.env, (file) => deps.readText(file))
  if ('why' in found) return found
  const command = commandIn(found.comment.body)
  if (command === undefined) return { why: 'the comment has no line that begins with /turnpike' }
  refuseUnlessOwn(found.comment, claims)
  const { verb, environment, digest, reason, more } = command
  if (more > 0) host.log(`Only the first command of the comment counts; ${more} more are not looked at.`)
  if (inputs.environment !== undefined && inputs.environment !== environment)
    throw new TurnpikeError(
      'USAGE',
      `the comment is about ${JSON.stringify(environment)}, and this workflow takes comments about ${JSON.stringify(inputs.environment)} only`,
    )
  const artifacts = await artifactsFor(inputs, digest, deps)
  return {
    approval: {
      artifacts,
      environment,
      decision: VERBS[verb],
      // The comment is said once, however often its run is run again.
      key: found.comment.id,
      ...around(inputs),
      ...(reason === undefined ? {} : { comment: reason }),
    },
  }
}

/** @throws TurnpikeError USAGE */
async function artifactsFor(
  inputs: ApproveInputs,
  digest: string | undefined,
  deps: Deps,
): Promise<ArtifactRef[]> {
  const named = await resolveArtifacts(inputs.artifact, deps)
  if (digest !== undefined) {
    const known = named.find((artifact) => artifact.digest === digest)
    if (known !== undefined || named.length === 0) return [known ?? { digest }]
    throw new TurnpikeError('USAGE', `the comment names ${digest}, and input artifact others`)
  }
  if (named.length === 1) return named
  throw new TurnpikeError(
    'USAGE',
    'the comment names no digest; write it out in full (sha256: and 64 hex digits), or let input artifact name the one artifact there is',
  )
}

/** @throws TurnpikeError USAGE: a comment is its author's word, and nobody else's */
function refuseUnlessOwn({ author, claim }: Comment, claims: Record<string, unknown>): void {
  const said = claims[claim]
  if (said === author) return
  const who =
    typeof said === 'string' && said !== ''
      ? `the token of this job is that of user ${plain(said, 40)}`
      : 'this job has no token of the forge that says whose it is'
  throw new TurnpikeError(
    'USAGE',
    `the comment is by user ${author}, and ${who}: an approval is recorded for the one whom the token names, so this comment cannot be`,
  )
}

function around({ service, change, policies, answers }: ApproveInputs): Record<string, unknown> {
  const [first, ...others] = policies
  return {
    ...(service === undefined ? {} : { service }),
    ...(change === undefined ? {} : { change }),
    ...(first === undefined ? {} : { policy: others.length === 0 ? first : policies }),
    ...(answers === undefined ? {} : { answers }),
  }
}

/**
 * The same for the same words of the same person in the same run: run again, perhaps by somebody else and much later, it
 * is the same approval and no new one.
 */
function keyOf(
  { artifacts, environment, decision }: Pick<Approval, 'artifacts' | 'environment' | 'decision'>,
  { source, run, actor }: Facts,
  claims: Record<string, unknown>,
): string {
  const who = claims.actor_id ?? claims.user_id ?? claims.sub ?? actor.uri
  const digests = artifacts.map(({ digest }) => digest).sort()
  const all = [source, run.id.replace(/\/attempts\/\d+$/, ''), who, environment, decision, digests]
  return `run:${createHash('sha256').update(JSON.stringify(all)).digest('hex')}`
}

/** @throws TurnpikeError STORE_ANSWER: what is not recorded must not look as if it were */
function readRecorded(value: unknown): Recorded {
  const answer = isObject(value) ? value : {}
  const { status, sequence, id, responder, decision, environment } = answer
  const isRecorded = status === 'accepted' || status === 'duplicate'
  if (!isRecorded || typeof sequence !== 'number' || typeof responder !== 'string' || typeof id !== 'string')
    throw new TurnpikeError('STORE_ANSWER', 'the answer does not say that the approval was recorded')
  return { status, sequence, id, responder, decision: String(decision), environment: String(environment) }
}

async function tell(approval: Approval, recorded: Recorded, host: Host): Promise<void> {
  const sentence = sentenceOf(recorded)
  host.log(sentence)
  await host.output('event-id', recorded.id)
  await host.output('sequence', String(recorded.sequence))
  await host.output('responder', plain(recorded.responder))
  await host.output('decision', approval.decision)
  await host.output('environment', plain(approval.environment))
  await host.output('artifact-digest', approval.artifacts.map(({ digest }) => digest).join(' '))
  await host.output('recorded', 'true')
  const digests = approval.artifacts.map(({ digest }) => gfm`\n- ${digest}`)
  try {
    await host.summary(gfm`### ${sentence}\n${digests}\n\n`.text)
  } catch (error) {
    host.log(`Could not write the summary: ${explain(error)}`)
  }
}

const SAID: Readonly<Record<string, string>> = {
  approved: 'approved',
  rejected: 'rejected',
  requestChanges: 'asked for changes',
  escalated: 'escalated the approval',
  deferred: 'deferred the approval',
  delegate: 'delegated the approval',
  cancelled: 'took the approval back',
}

/** What was recorded, as a sentence in plain text. */
export function sentenceOf({
  status,
  sequence,
  responder,
  decision,
  environment,
}: Omit<Recorded, 'id'>): string {
  const what = Object.hasOwn(SAID, decision) ? SAID[decision] : plain(decision, 60)
  const again = status === 'duplicate' ? ', as it was said before' : ''
  return `${plain(responder, 200)} ${what} for ${plain(environment, 100)}: event ${sequence}${again}.`
}

async function refuse(error: unknown, inputs: ApproveInputs, host: Host, deps: Deps): Promise<number> {
  if (!(error instanceof TurnpikeError)) throw error
  const isCallers = ['USAGE', 'NOT_FOUND', 'TOO_LARGE'].includes(error.code)
  const code = isCallers ? EXIT.usage : EXIT.error
  const lines = ['Nothing is approved.', ...linesOf(error)]
  const todo = isCallers ? undefined : todoOf(error, inputs, deps)
  const all = [...lines, ...(todo === undefined ? [] : [`What to do: ${todo}`])]
  try {
    const [, ...why] = lines
    const said = why.map((line) => gfm`${line}\n\n`)
    const advice =
      todo === undefined ? gfm`` : gfm`**What to do:** ${mdInstructions(todo, [inputs.store ?? ''])}\n\n`
    await host.summary(gfm`### ${mdSign('⛔')} Nothing is approved\n\n${said}${advice}`.text)
  } catch {
    // Said below all the same.
  }
  await host.fail(all.join('\n'), code)
  return code
}

function todoOf({ status, code }: TurnpikeError, { store, token }: ApproveInputs, { env }: Deps): string {
  if (status === 403)
    return 'ask whoever owns the trust document to grant this repository `approve: { as: self, environments: [...] }`, and to list the person under `people`; or sign in and approve on the page of the decision'
  if (status === 401 || code === 'NO_TOKEN') return tokenAdvice({ store, explicit: token, env, status })
  if (status === 409 || status === 422 || status === 400) return 'correct the inputs of this step'
  return 'run the job again when the store answers: said twice by one run, it is one approval'
}
