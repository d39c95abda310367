/** Who is signed in, as a line on every page, and the way in or out. Without scripts: a link, and a form. */
import { htm, htmlText, type Html } from '../../report/escape.ts'
import { personName } from '../../report/names.ts'
import type { Call } from '../route.ts'
import { CSRF_FIELD } from './csrf.ts'
import type { People } from './people.ts'
import { outside } from './settings.ts'

type Who = Pick<People, 'place' | 'configured' | 'sessionOf'>

/** Undefined where nobody can sign in. */
export function signInState(
  people: Who,
  { request, identity }: Pick<Call, 'request' | 'identity'>,
): Html | undefined {
  const { place } = people
  if (place === undefined || !people.configured()) return undefined
  const session = people.sessionOf(identity)
  if (session === undefined) {
    return htm`<p class="who"><a href="${htmlText(signInAddress(people, request) ?? '', 4000)}">Sign in</a></p>`
  }
  const person = identity.person ?? identity.principal.id
  return htm`<form class="who" method="post" action="${place.base}/logout"><span title="${person}">Signed in as <strong>${personName(person)}</strong></span>
${csrfField(session.secret)}<button>Sign out</button></form>`
}

/** Where to sign in so as to come back to the page of a request. */
export function signInAddress({ place }: Pick<Who, 'place'>, request: Request): string | undefined {
  if (place === undefined) return undefined
  const { pathname, search } = new URL(request.url)
  return `${place.base}/login?to=${encodeURIComponent(outside(place, pathname) + search)}`
}

/** The hidden field with a session's secret. */
export function csrfField(secret: string): Html {
  return htm`<input type="hidden" name="${CSRF_FIELD}" value="${secret}">`
}

/** For pages of any style sheet. */
export const SIGN_IN_STYLE: Html = htm`
.who { display: flex; gap: 0.4rem 0.8rem; flex-wrap: wrap; align-items: center; justify-content: flex-end; margin: 0 0 0.8rem; font-size: 0.95rem; }
.who button { font: inherit; padding: 0.15rem 0.7rem; border-radius: 6px; border: 1px solid currentColor; background: none; color: inherit; cursor: pointer; }
`

/**
 * A page that holds forms: they may go to this store, and then the browser must say where they came from (with
 * `no-referrer` it says `Origin: null` of every form).
 */
export function withForms(answer: Response): Response {
  const policy = answer.headers.get('content-security-policy') ?? ''
  answer.headers.set('content-security-policy', policy.replace("form-action 'none'", "form-action 'self'"))
  answer.headers.set('referrer-policy', 'same-origin')
  return answer
}
