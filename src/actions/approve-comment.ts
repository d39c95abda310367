/**
 * The comment that a run was started for, from what the forge hands to the run. Nothing of it is believed beyond what
 * the token for the store says: the comment must be of the very person whom the token names.
 */
import { isObject } from '../cdevents/object.ts'
import { parseJson } from '../cdevents/parse.ts'
import { TurnpikeError } from '../errors.ts'
import type { Env } from './inputs.ts'

export interface Comment {
  body: string
  /** The forge's number of its author, and the claim of the token that must say the same. */
  author: string
  claim: 'actor_id' | 'user_id'
  /** Names the comment, at this forge and for ever. */
  id: string
}

/** The event of a run may be 25 MB, for the forge adds the whole repository to it. */
const MOST_CHARACTERS = 32 * 1024 * 1024

/**
 * Undefined when the run was started by something that is no new comment; `why` says by what.
 * @throws TurnpikeError USAGE where there is no event to read, or a comment that must not be read
 */
export async function commentOf(
  env: Env,
  readText: (path: string) => Promise<string>,
): Promise<{ comment: Comment } | { why: string }> {
  if (env.GITHUB_ACTIONS === 'true') return fromGithub(env, await eventIn(env.GITHUB_EVENT_PATH, readText))
  if (env.TRIGGER_PAYLOAD !== undefined) return fromGitlab(await eventIn(env.TRIGGER_PAYLOAD, readText))
  throw new TurnpikeError(
    'USAGE',
    'there is no comment to read: this takes a GitHub workflow on issue_comment, or a GitLab pipeline that a webhook for notes triggered (TRIGGER_PAYLOAD)',
  )
}

async function eventIn(
  path: string | undefined,
  readText: (path: string) => Promise<string>,
): Promise<Record<string, unknown>> {
  if (path === undefined || path === '') throw new TurnpikeError('USAGE', 'the run has no event file')
  const text = await readText(path)
  if (text.length > MOST_CHARACTERS) throw new TurnpikeError('TOO_LARGE', 'the event of the run is too large')
  const value = parseJson(text)
  if (!isObject(value)) throw new TurnpikeError('USAGE', 'the event of the run is no JSON object')
  return value
}

/** docs.github.com, "Webhook events and payloads": issue_comment. */
function fromGithub(env: Env, event: Record<string, unknown>): { comment: Comment } | { why: string } {
  const name = env.GITHUB_EVENT_NAME ?? ''
  if (name !== 'issue_comment')
    return { why: `the run was started by ${name.slice(0, 60)}, not by a comment` }
  if (event.action !== 'created')
    return { why: 'the comment is not new: one that was changed later says nothing' }
  const { id, body, user, created_at: created, updated_at: updated } = record(event.comment)
  const author = numberIn(record(user).id)
  const number = numberIn(id)
  const repository = numberIn(record(event.repository).id)
  if (typeof body !== 'string' || author === undefined || number === undefined || repository === undefined)
    throw new TurnpikeError('USAGE', 'the event of the run has no comment with an author in it')
  refuseEdited(created, updated)
  return { comment: { body, author, claim: 'actor_id', id: `github:${repository}:${number}` } }
}

/** docs.gitlab.com, "Webhook events": comment events; "Trigger pipelines": TRIGGER_PAYLOAD. */
function fromGitlab(event: Record<string, unknown>): { comment: Comment } | { why: string } {
  if (event.object_kind !== 'note') return { why: 'the pipeline was triggered by something that is no note' }
  const {
    id,
    note,
    action,
    author_id: writer,
    created_at: created,
    updated_at: updated,
  } = record(event.object_attributes)
  // Older GitLabs do not say; what they sent of a change has two different times.
  if (action !== undefined && action !== 'create')
    return { why: 'the note is not new: one that was changed later says nothing' }
  const author = numberIn(writer)
  const number = numberIn(id)
  const project = numberIn(event.project_id) ?? numberIn(record(event.project).id)
  if (typeof note !== 'string' || author === undefined || number === undefined || project === undefined)
    throw new TurnpikeError('USAGE', 'TRIGGER_PAYLOAD has no note with an author in it')
  // Whoever changes a note is its user in the event, and its author stays who wrote it first.
  if (numberIn(record(event.user).id) !== author)
    throw new TurnpikeError('USAGE', 'the note of TRIGGER_PAYLOAD was not sent by its author')
  refuseEdited(created, updated)
  return { comment: { body: note, author, claim: 'user_id', id: `gitlab:${project}:${number}` } }
}

/** @throws TurnpikeError USAGE */
function refuseEdited(created: unknown, updated: unknown): void {
  if (typeof created === 'string' && created !== '' && created === updated) return
  throw new TurnpikeError('USAGE', 'the comment was changed after it was written; write a new one')
}

/**
 * The claims of a token, unverified: the store verifies it, and records whoever it names. They are read to refuse, never
 * to allow.
 */
export function claimsOf(token: string): Record<string, unknown> {
  const [, payload = ''] = token.split('.')
  try {
    return record(parseJson(Buffer.from(payload, 'base64url').toString('utf8')))
  } catch {
    return {}
  }
}

function numberIn(value: unknown): string | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? String(value) : undefined
}

function record(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {}
}
