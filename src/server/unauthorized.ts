/** The one answer to a caller who is not known: what is expected, in a sentence and in `www-authenticate`. */
import type { Trust } from '../trust/trust.ts'
import { Refusal } from './problem.ts'

/** So many issuers are named; the rest would only make the answer long. */
const MOST_NAMED = 8

/** What a caller without a credential is told. */
export function wanted(trust: Pick<Trust, 'issuers' | 'audiences'>, audience: string | undefined): string {
  const issuers = trust.issuers.filter(({ kind }) => kind !== 'people').map(({ url }) => url)
  const first = 'This store wants to know who is asking: send `Authorization: Bearer <token>`'
  if (issuers.length === 0) return `${first} with one of its tokens.`
  const named = issuers.slice(0, MOST_NAMED).join(', ') + (issuers.length > MOST_NAMED ? ', …' : '')
  const audiences = [...(audience === undefined ? [] : [audience]), ...trust.audiences]
  const meant = audiences
    .slice(0, MOST_NAMED)
    .map((one) => `'${one}'`)
    .join(' or ')
  const audienced = meant === '' ? '' : ` for the audience ${meant}`
  return `${first} with an OIDC token of ${named}${audienced}, or with one of its own tokens.`
}

/**
 * A 401 (RFC 6750 §3). `error` is there only when a credential was sent: its absence tells a client to bring one.
 * @param detail shown to the caller as it is; it never holds what they sent
 */
export function unauthorized(detail: string, request: Request, error?: 'invalid_token'): Refusal {
  const described = `error="${error ?? ''}", error_description="${quotable(detail)}"`
  const bearer = `Bearer realm="turnpike"${error === undefined ? '' : `, ${described}`}`
  const readable = request.method === 'GET' || request.method === 'HEAD'
  const schemes = readable ? `${bearer}, Basic realm="turnpike"` : bearer
  return new Refusal('unauthorized', detail, { headers: { 'www-authenticate': schemes } })
}

/** What may stand between the quotes (RFC 6750 §3: %x20-21, %x23-5B, %x5D-7E), and not too much of it. */
function quotable(text: string): string {
  return text
    .replace(/["\\`]/g, "'")
    .replace(/[^\x20-\x7e]/g, '?')
    .slice(0, 300)
}
