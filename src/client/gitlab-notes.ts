/**
 * One note on a merge request, written once and kept up to date: found again by a hidden marker in its first line, and
 * only among the notes of the token's own user, so that nobody else's words are ever touched.
 *
 * Two pipelines that write at the same time leave one note: after making one, each looks again, and whoever did not come
 * first puts its text into the first one and takes its own back. A run that is older than the one whose text stands
 * there changes nothing.
 * Source: docs.gitlab.com, "Notes API", "GitLab quick actions".
 */
import { digestOfJson } from '../cdevents/canonical.ts'
import { isObject } from '../cdevents/object.ts'
import { parseJson } from '../cdevents/parse.ts'
import { TurnpikeError } from '../errors.ts'
import { clean } from '../host/clean.ts'
import { sinkAddress, type Env } from './address.ts'
import { failureOf, pauseOrThrow } from './attempts.ts'
import { send, type HttpAnswer, type HttpRequest } from './http.ts'
import { retryAfterMs, systemClock, type Clock } from './retry.ts'

export interface NoteOptions {
  /** CI_API_V4_URL: https, or http to this machine. */
  api: string
  /** A token that may write notes (scope `api`); never CI_JOB_TOKEN, which cannot. */
  token: string
  /** Number of the project that the merge request is in. */
  project: string
  /** Number of the merge request in it. */
  mergeRequest: string
  /** What the note is about, such as the environment and the service: each has a note of its own. */
  about: readonly string[]
  /** Number of the pipeline, which only grows in an instance; 0 when it is not known. */
  run: number
  /** Text for people. Lines that GitLab would obey are made harmless here. */
  markdown: string
  /** Proxy variables. */
  env: Env
  allowPlainHttp?: boolean
  clock?: Clock
}

/** What became of the note; `left` when a newer run's text stands there. */
export type Written = 'created' | 'updated' | 'left'

/** How long all of it may take: a job waits for it. */
const BUDGET_MS = 15_000
const TIMEOUT_MS = 8_000
/** A merge request with more notes than this was not made by people. */
const MAX_PAGES = 50
const PAGE_SIZE = 100
/** 100 notes of GitLab's longest length are 100 MB; a page with such is none that we can read. */
const MAX_PAGE_BYTES = 16 * 1024 * 1024
/** Pipelines that wrote at one moment. */
const MAX_OTHERS = 10
/** GitLab takes no longer note, in characters. */
const MAX_NOTE = 1_000_000

interface Note {
  id: number
  /** The pipeline whose text it has. */
  run: number
}

/** @throws TurnpikeError STORE_REFUSED, STORE_UNREACHABLE, STORE_ANSWER, USAGE; never with the token in it */
export async function writeNote(options: NoteOptions): Promise<Written> {
  const gitlab = callsOf(options)
  const own = await ownUser(gitlab)
  const body = bodyOf(options)
  const known = await ownNotes(gitlab, options, own)
  if (known.length > 0) return await update(gitlab, options, known, body)
  const made = idIn(await gitlab('POST', notesPath(options), { body }))
  const both = await ownNotes(gitlab, options, own)
  return both.length === 0 || both[0]?.id === made ? 'created' : await update(gitlab, options, both, body)
}

/** The first one stays, with the newest text; further ones, of pipelines that wrote at the same time, go. */
async function update(
  gitlab: Calls,
  options: NoteOptions,
  [first, ...others]: readonly Note[],
  body: string,
): Promise<Written> {
  if (first === undefined) return 'left'
  const isNewer = Math.max(first.run, ...others.map(({ run }) => run)) > options.run
  if (!isNewer) await gitlab('PUT', `${notesPath(options)}/${first.id}`, { body })
  for (const { id, run } of others.slice(0, MAX_OTHERS))
    if (run <= options.run) await remove(gitlab, `${notesPath(options)}/${id}`)
  return isNewer ? 'left' : 'updated'
}

/** Another pipeline may have been faster. */
async function remove(gitlab: Calls, path: string): Promise<void> {
  try {
    await gitlab('DELETE', path)
  } catch (error) {
    if (!(error instanceof TurnpikeError) || error.status !== 404) throw error
  }
}

/** The note as it is sent: its marker, the text without commands, and a bound that GitLab keeps. */
export function bodyOf({
  about,
  project,
  run,
  markdown,
}: Omit<NoteOptions, 'api' | 'token' | 'env'>): string {
  const head = `${markerOf(project, about)} run ${run} -->\n`
  const text = withoutQuickActions(markdown)
  // Characters of GitLab are code points; UTF-16 units are never fewer.
  if (head.length + text.length <= MAX_NOTE) return head + text
  const end = '\n\nThe rest does not fit into a note; the page of the job has all of it.\n'
  const cut = text.slice(0, MAX_NOTE - head.length - end.length)
  return head + cut.slice(0, Math.max(0, cut.lastIndexOf('\n'))) + end
}

/** Nobody's text can hold it by chance, and each subject of each project has another one. */
function markerOf(project: string, about: readonly string[]): string {
  return `<!-- turnpike note ${digestOfJson([project, ...about]).slice('sha256:'.length)}`
}

/**
 * Text in which no line is a quick action (`/merge`, `/approve`), also when a stranger wrote it. GitLab reads them at the
 * start of a line, whoever's text it is, and acts with the rights of the token. A zero-width space in front is in
 * nobody's way and no white space to GitLab; quotes and list marks in front of the slash do not count.
 */
export function withoutQuickActions(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(/^((?:[^\S\n]|[>*+\-.)\d|#])*)\//gm, '$1\u200B/')
}

type Calls = (method: HttpRequest['method'], path: string, content?: { body: string }) => Promise<HttpAnswer>

function callsOf(options: NoteOptions): Calls {
  const { token, env, clock = systemClock } = options
  const base = sinkAddress(options.api, { token: true, allowPlainHttp: options.allowPlainHttp === true })
  if (!/^[\x21-\x7e]{1,1024}$/.test(token))
    throw new TurnpikeError('USAGE', 'the token for notes is none: it has spaces, line breaks or odd letters')
  const deadline = clock.now() + BUDGET_MS
  return async (method, path, content) => {
    const url = new URL(`${base.origin}${base.pathname.replace(/\/+$/, '')}${path}`)
    const request: HttpRequest = {
      method,
      url,
      headers: {
        accept: 'application/json',
        'user-agent': 'turnpike',
        'private-token': token,
        ...(content === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(content === undefined ? {} : { body: JSON.stringify(content) }),
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_PAGE_BYTES,
      env,
    }
    // A note that was made although no answer came would be made again; whoever looks next finds the first one.
    for (let attempt = 0; ; attempt++) {
      let failure: TurnpikeError
      let after = 0
      try {
        const answer = await send(request)
        if (answer.status < 300) return answer
        failure = refused(url, method, answer)
        after = retryAfterMs(answer.headers['retry-after'], clock.now())
      } catch (error) {
        failure = failureOf(url, error)
      }
      if (method === 'POST') throw failure
      await pauseOrThrow(failure, attempt, after, { clock, deadline })
    }
  }
}

/** What GitLab answered, in words that help; its own text may be anybody's. */
function refused(url: URL, method: string, { status, body }: HttpAnswer): TurnpikeError {
  const hints: Record<number, string> = {
    401: 'it does not know this token; CI_JOB_TOKEN cannot write notes',
    403: 'this token may not write notes: it needs the scope api, and its user the role Reporter or higher in the project',
    404: 'it has no such merge request, or the token may not see it',
  }
  const said = clean(messageIn(body), 200)
  const hint = hints[status] ?? said
  const message = `GitLab (${url.host}) answers ${status} to ${method} ${url.pathname}`
  return new TurnpikeError('STORE_REFUSED', hint === '' ? message : `${message}: ${hint}`, { status })
}

function messageIn(body: string): unknown {
  const value = jsonOf(body.slice(0, 10_000))
  return isObject(value) ? (value.message ?? value.error) : undefined
}

function jsonOf(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

async function ownUser(gitlab: Calls): Promise<number> {
  return idIn(await gitlab('GET', '/user'))
}

/** The notes of ours about this, the first one first. @throws TurnpikeError TOO_LARGE for a page that is none */
async function ownNotes(gitlab: Calls, options: NoteOptions, user: number): Promise<Note[]> {
  const marker = markerOf(options.project, options.about)
  const found: Note[] = []
  for (let page = 1; page <= MAX_PAGES; page++) {
    const query = `?order_by=created_at&sort=asc&per_page=${PAGE_SIZE}&page=${page}`
    const answer = await gitlab('GET', notesPath(options) + query)
    const notes = jsonOf(answer.body)
    if (!Array.isArray(notes)) throw new TurnpikeError('STORE_ANSWER', 'GitLab answers no list of notes')
    found.push(...notes.flatMap((note: unknown) => ownNote(note, user, marker)))
    // The first note is the one that stays: those behind it are looked at only for the first.
    if (found.length > 0 || notes.length < PAGE_SIZE) break
    if (page === MAX_PAGES)
      throw new TurnpikeError('TOO_LARGE', `The merge request has more than ${MAX_PAGES * PAGE_SIZE} notes`)
  }
  return found.sort((a, b) => a.id - b.id)
}

function ownNote(note: unknown, user: number, marker: string): Note[] {
  if (!isObject(note) || note.system === true || !isObject(note.author) || note.author.id !== user) return []
  if (typeof note.id !== 'number' || !Number.isSafeInteger(note.id) || typeof note.body !== 'string')
    return []
  if (!note.body.startsWith(marker)) return []
  const run = /^ run (\d{1,15}) -->/.exec(note.body.slice(marker.length))?.[1]
  return run === undefined ? [] : [{ id: note.id, run: Number(run) }]
}

function idIn(answer: HttpAnswer): number {
  const value = jsonOf(answer.body)
  if (isObject(value) && typeof value.id === 'number' && Number.isSafeInteger(value.id)) return value.id
  throw new TurnpikeError('STORE_ANSWER', 'GitLab answers something without an id')
}

function notesPath({ project, mergeRequest }: NoteOptions): string {
  return `/projects/${encodeURIComponent(project)}/merge_requests/${encodeURIComponent(mergeRequest)}/notes`
}
