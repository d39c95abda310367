/** Everything that goes wrong becomes an RFC 9457 problem document here, and nowhere else. */
import { TurnpikeError, type ErrorCode, type Problem } from '../errors.ts'
import { COMMON_HEADERS } from './answer.ts'

/** What an answer with `application/problem+json` holds. */
export interface ProblemDocument {
  type: string
  title: string
  status: number
  detail: string
  problems?: readonly Problem[]
}

/** The kinds of refusal HTTP knows and the error family does not, with their status and title. */
const KINDS = {
  'bad-request': [400, 'The request cannot be read'],
  unauthorized: [401, 'No valid credentials'],
  forbidden: [403, 'Not allowed'],
  /** No grant would change it: a policy names other people, or it has to be somebody else. */
  'not-yours': [403, 'Somebody else has to do this'],
  'not-found': [404, 'Not found'],
  'method-not-allowed': [405, 'Method not allowed'],
  conflict: [409, 'In conflict with what is there'],
  'too-large': [413, 'Too large'],
  'unsupported-media-type': [415, 'Unsupported media type'],
  'misdirected-request': [421, 'Asked under a name this store does not answer to'],
  'invalid-event': [422, 'An event breaks its schema'],
  'invalid-policy': [422, 'A policy has problems'],
  'invalid-request': [422, 'The request is not valid'],
  'too-many-waits': [429, 'Too many open requests'],
  'internal-error': [500, 'A fault in the store'],
  unavailable: [503, 'Cannot answer now'],
} as const

export type ProblemKind = keyof typeof KINDS

/** A refusal on its way to the client. A class, because `catch` has to know it from a fault. */
export class Refusal extends Error {
  readonly kind: ProblemKind
  readonly problems: readonly Problem[]
  readonly headers: Readonly<Record<string, string>>

  constructor(
    kind: ProblemKind,
    detail: string,
    options: { problems?: readonly Problem[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail)
    this.name = 'Refusal'
    this.kind = kind
    this.problems = options.problems ?? []
    this.headers = options.headers ?? {}
  }
}

const KIND_OF_CODE: Record<ErrorCode, ProblemKind> = {
  USAGE: 'bad-request',
  INVALID_EVENT: 'invalid-event',
  INVALID_POLICY: 'invalid-policy',
  INVALID_REPORT: 'bad-request',
  NOT_FOUND: 'not-found',
  TOO_LARGE: 'too-large',
  STORE_FAILED: 'unavailable',
  STORE_UNREACHABLE: 'unavailable',
  STORE_REFUSED: 'unavailable',
  NO_TOKEN: 'internal-error',
  NOT_SIGNED: 'internal-error',
  STORE_ANSWER: 'internal-error',
}

/** Seconds after which to ask again when the store cannot answer now. */
const RETRY_AFTER = '5'

/** The refusal behind any thrown value; a fault says nothing of its insides (they go to the log). */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof TurnpikeError) {
    const kind = KIND_OF_CODE[error.code]
    const detail =
      kind === 'unavailable' ? 'The database does not answer; nothing was kept. Try again.' : error.message
    return new Refusal(kind, detail, { problems: error.problems })
  }
  return new Refusal(
    'internal-error',
    'This is a defect of the store, not of the request. Its log says more.',
  )
}

/** Is it our fault (and so worth a line in the log)? */
export function isFault(refusal: Refusal): boolean {
  return KINDS[refusal.kind][0] >= 500
}

export function documentOf(refusal: Refusal): ProblemDocument {
  const [status, title] = KINDS[refusal.kind]
  return {
    type: `urn:turnpike:problem/${refusal.kind}`,
    title,
    status,
    detail: refusal.message,
    ...(refusal.problems.length === 0 ? {} : { problems: refusal.problems }),
  }
}

/** A refusal as an answer. */
export function problemResponse(refusal: Refusal): Response {
  const document = documentOf(refusal)
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    ...COMMON_HEADERS,
    ...refusal.headers,
  }
  if ((document.status === 503 || document.status === 429) && headers['retry-after'] === undefined) {
    headers['retry-after'] = RETRY_AFTER
  }
  return new Response(JSON.stringify(document), { status: document.status, headers })
}
