/**
 * Requests that a browser makes in somebody's name without them knowing: another site's form, or link, or script. A
 * request that changes something and comes with a session must come from a page of this store (the browser says so) and
 * must hold the secret that only such a page was given. Requests with a bearer token need neither: no browser sends
 * one by itself.
 *
 * https://cheatsheetseries.owasp.org, "Cross-Site Request Forgery Prevention"; Origin: RFC 6454 §7; Sec-Fetch-Site: W3C
 * Fetch Metadata.
 */
import { isSameSecret } from '../../trust/secrets.ts'
import { readText } from '../body.ts'
import { Refusal } from '../problem.ts'
import { isForm } from './form.ts'
import type { Session } from './sessions.ts'
import type { Place } from './settings.ts'

export const CSRF_HEADER = 'x-turnpike-csrf'
export const CSRF_FIELD = 'csrf'
/** Forms of ours are small. */
export const MOST_FORM_BYTES = 64 * 1024

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** @throws Refusal forbidden saying what is missing; too-large */
export async function checkSessionRequest(request: Request, session: Session, place: Place): Promise<void> {
  if (SAFE.has(request.method)) return
  if (!isOwnPage(request, place)) {
    throw new Refusal(
      'forbidden',
      'With a session, changes are taken from pages of this store only; this request came from elsewhere.',
    )
  }
  const token = request.headers.get(CSRF_HEADER) ?? (await fieldOf(request))
  if (token === undefined || !isSameSecret(token, session.secret)) {
    throw new Refusal(
      'forbidden',
      `With a session, changes need its secret: the header ${CSRF_HEADER}, or the form's field ${CSRF_FIELD}. Load the page again.`,
    )
  }
}

/** Does the browser say that a page of this store sent it? `Origin` when it is there; `null` is nobody's. */
function isOwnPage(request: Request, { origin }: Place): boolean {
  const site = request.headers.get('sec-fetch-site')
  const said = request.headers.get('origin')
  if (site !== null && site !== 'same-origin') return false
  return said === null ? site === 'same-origin' : said === origin
}

/** The field of a form, read from a copy, so that whoever answers can still read all of it. */
async function fieldOf(request: Request): Promise<string | undefined> {
  if (!isForm(request)) return undefined
  const text = await readText(request.clone(), () => MOST_FORM_BYTES)
  const values = new URLSearchParams(text).getAll(CSRF_FIELD)
  return values.length === 1 ? values[0] : undefined
}
