/** What `policy init` asks: one field for each question, and what is wrong with an answer. */
import { isUri } from '../../cdevents/formats.ts'
import { covers } from '../believe.ts'
import { parseDuration } from '../duration.ts'
import { name as placeShape } from '../fields.ts'
import { readMoment } from '../reader.ts'
import { checkShape } from '../shape.ts'
import { NAME } from '../schema.ts'

export interface Answers {
  /** Of the policy. */
  name: string
  owner?: string
  /** Names, or prefixes that end in `*`. */
  environments: readonly string[]
  /** Who builds: at least one of the three. */
  github?: { ownerId: string; issuer: string }
  gitlab?: { url: string; namespaceId: string }
  /** Name of a static token. */
  token?: string
  /** URIs of people; nobody: no approval is asked for. */
  approvers: readonly string[]
  quorum: number
  /** Where it must have run before. */
  staging?: { environment: string; soak?: string }
  freezes: readonly { from: string; to: string }[]
  timezone: string
  /** `source` of the monitoring system's events, and the name of its webhook. */
  incidents?: { source: string; hook: string }
}

export const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com'

/** As long as an answer may be; what is longer is no answer. */
const MOST = 200
const MOST_SOAK_MS = 90 * 86_400_000

type Check = (text: string) => string | undefined

const fits =
  (pattern: RegExp, says: string): Check =>
  (text) =>
    pattern.test(text) && text.length <= MOST ? undefined : `is not ${says}`

/** What is wrong with one answer, as the end of a sentence; undefined when nothing is. */
export const CHECKS = {
  name: fits(new RegExp(NAME, 'u'), 'a name (letters, digits, . _ -)'),
  owner: (text) => {
    if (text.trim() === '' || [...text].length > MOST) return `is not a text of 1 to ${MOST} characters`
    return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text) || !text.isWellFormed()
      ? 'has characters that cannot be seen'
      : undefined
  },
  environment: (text) =>
    checkShape(placeShape, text)[0]?.message ??
    (/\*(?=.)/u.test(text) ? 'has a * that is not at its end' : undefined),
  number: fits(/^[1-9]\d{0,17}$/u, 'a number; names can change hands'),
  url: (text) => (isWebAddress(text) ? undefined : 'is not an address such as https://gitlab.example.org'),
  token: fits(
    /^[A-Za-z0-9]([A-Za-z0-9._-]{0,98}[A-Za-z0-9])?$/u,
    'the name of a token (letters, digits, . _ -)',
  ),
  // The schema of approvals wants a URI, and so do events of their source.
  person: (text) =>
    isUri(text) && text.length <= MOST && !text.startsWith('group:') && !text.includes('*')
      ? undefined
      : 'is not a URI of a person such as urn:user:alice',
  quorum: fits(/^([1-9]|[1-4]\d|50)$/u, 'a number from 1 to 50'),
  duration: (text) => {
    const ms = parseDuration(text)
    if (ms === undefined) return 'is not a duration such as 15m, 1h30m or 7d'
    return ms > MOST_SOAK_MS ? 'is longer than 90d' : undefined
  },
  timezone: (text) => {
    const read = readMoment('2026-01-01T00:00', text, false)
    return typeof read === 'number'
      ? undefined
      : 'is not an IANA time zone such as Europe/Amsterdam or Etc/UTC'
  },
  source: (text) =>
    isUri(text) && text.length <= MOST ? undefined : 'is not a URI such as https://monitoring.example.org',
} as const satisfies Record<string, Check>

/** `2026-12-18/2027-01-04`: from, to (ISO 8601). */
export function readFreeze(text: string): { from: string; to: string } | undefined {
  const [from = '', to = '', ...more] = text.split('/').map((part) => part.trim())
  return more.length === 0 && from !== '' && to !== '' ? { from, to } : undefined
}

/** What is wrong with the answers taken together: the field and a sentence. */
export function contradiction(
  answers: Answers,
  now: number,
): [field: keyof Answers, message: string] | undefined {
  const { environments, staging, approvers, quorum, freezes, timezone } = answers
  if (answers.github === undefined && answers.gitlab === undefined && answers.token === undefined)
    return ['github', 'nobody would be believed: say where your pipelines run']
  const within = staging && environments.find((pattern) => covers(pattern, staging.environment))
  if (within !== undefined)
    return [
      'staging',
      `"${staging!.environment}" is governed by the policy itself (${within}): nothing could go there for the first time`,
    ]
  if (new Set(approvers).size !== approvers.length) return ['approvers', 'somebody is named twice']
  if (approvers.length > 0 && quorum > approvers.length)
    return ['quorum', `${quorum} must approve, but only ${approvers.length} may`]
  for (const { from, to } of freezes) {
    const [start, end] = [readMoment(from, timezone, false), readMoment(to, timezone, true)]
    if (typeof start === 'string') return ['freezes', start]
    if (typeof end === 'string') return ['freezes', end]
    if (end <= start) return ['freezes', `${to} is not later than ${from}`]
    if (end <= now) return ['freezes', `${from}/${to} is over`]
  }
  return undefined
}

function isWebAddress(text: string): boolean {
  if (text.length > MOST || !/^https?:\/\/[^\s"'<>\\^`{|}]+$/u.test(text) || text.endsWith('/')) return false
  return URL.canParse(text)
}
