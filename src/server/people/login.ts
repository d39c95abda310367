/**
 * `GET /login`, `GET /login/callback`, `POST /logout`. Between going to the provider and coming back everything is in a
 * sealed cookie of ten minutes: the store keeps nothing for somebody who has not signed in.
 */
import { isObject } from '../../cdevents/object.ts'
import { logText } from '../../report/escape.ts'
import { Refusal } from '../problem.ts'
import type { Call } from '../route.ts'
import { cookieName, readCookies, setCookie } from './cookies.ts'
import { checkSessionRequest } from './csrf.ts'
import { wantsPage } from './form.ts'
import { notePage } from './note-page.ts'
import { createProvider, type Attempt, type Provider } from './provider.ts'
import { reasonOf } from './reason.ts'
import { createSealer } from './seal.ts'
import type { Sessions } from './sessions.ts'
import type { Login, PeopleOptions, Place } from './settings.ts'
import { localTarget } from './target.ts'

const LOGIN_MS = 10 * 60_000
/** Logins that are being finished at the provider at one moment; more are told to try again. */
const MOST_AT_ONCE = 32

interface Transaction extends Attempt {
  to: string
  issuer: string
  clientId: string
}

export interface LoginHandlers {
  begin(call: Call): Promise<Response>
  callback(call: Call): Promise<Response>
  logout(call: Call): Promise<Response>
}

/**
 * Sign in, come back, sign out: authorization code flow with PKCE (OpenID Connect Core 1.0 §3.1, RFC 7636).
 */
export function createLogin(options: PeopleOptions, place: Place, sessions: Sessions): LoginHandlers {
  const { organisation, random, trust, log } = options
  const now = () => Date.parse(options.now())
  const sealer = createSealer(options.keys, { organisation, purpose: 'login', random })
  const name = cookieName('login', organisation, place)
  const redirectUri = `${place.origin}${place.base}/login/callback`
  const providerOf = keepOne((login: Login) => createProvider(login, now))
  let atOnce = 0

  /** Runs what asks the provider; what goes wrong there is told in a sentence, and in full only to the log. */
  const asking = async <T>(work: () => Promise<T>): Promise<T> => {
    if (atOnce >= MOST_AT_ONCE)
      throw new Refusal('unavailable', 'Many people are signing in just now. Try again.')
    atOnce++
    try {
      return await work()
    } finally {
      atOnce--
    }
  }

  const transactionOf = (request: Request): Transaction | undefined => {
    for (const value of readCookies(request, name)) {
      const opened = sealer.open(value)
      if (!isObject(opened) || typeof opened.until !== 'number' || opened.until < now()) continue
      const { state, nonce, verifier, to, issuer, clientId } = opened
      if ([state, nonce, verifier, to, issuer, clientId].every((each) => typeof each === 'string'))
        return opened as unknown as Transaction
    }
    return undefined
  }

  return {
    async begin({ request, query }) {
      const { login } = trust()
      const to = localTarget(place, query.one('to'))
      if (query.one('out') !== undefined) return notePage(place, 'out', to)
      if (login === undefined)
        throw new Refusal('not-found', 'Nobody signs in here: the trust document has no login.')
      try {
        const { url, attempt } = await asking(() => providerOf(login).begin(redirectUri))
        const { issuer, clientId } = login
        const value = sealer.seal({ ...attempt, to, issuer, clientId, until: now() + LOGIN_MS })
        return redirect(url.href, [setCookie(name, value, LOGIN_MS / 1000, place)])
      } catch (error) {
        if (error instanceof Refusal) throw error
        log(`login: ${logText(reasonOf(error), 500)}`)
        return refused(request, place, 'unreachable', to)
      }
    },

    async callback({ request }) {
      const { login } = trust()
      const transaction = transactionOf(request)
      const over = setCookie(name, '', 0, place)
      if (transaction === undefined)
        return refused(request, place, 'expired', localTarget(place, undefined), [over])
      // Between the two halves the document may have changed: whom we asked is whom we must hear.
      if (
        login === undefined ||
        login.issuer !== transaction.issuer ||
        login.clientId !== transaction.clientId
      )
        return refused(request, place, 'changed', transaction.to, [over])
      try {
        const callback = new URL(redirectUri)
        callback.search = new URL(request.url).search
        const who = await asking(() => providerOf(login).finish(callback, transaction))
        return redirect(`${place.origin}${localTarget(place, transaction.to)}`, [sessions.begin(who), over])
      } catch (error) {
        if (error instanceof Refusal) throw error
        log(`login: ${logText(reasonOf(error), 500)}`)
        return refused(request, place, 'refused', transaction.to, [over])
      }
    },

    async logout({ request }) {
      const open = sessions.open(request)
      if (open !== undefined) await checkSessionRequest(request, open.session, place)
      return redirect(`${place.origin}${place.base}/login?out=true`, [sessions.end()])
    },
  }
}

/** A redirect that is answered with GET whatever was asked (RFC 9110 §15.4.4). */
export function redirect(location: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}

const SENTENCES = {
  unreachable: [
    'unavailable',
    'The provider that people sign in with does not answer as it should. The log of the store says more.',
  ],
  expired: ['bad-request', 'This login is unknown to this browser, or more than ten minutes old.'],
  changed: ['bad-request', 'The way to sign in was changed while you did.'],
  refused: [
    'forbidden',
    'The provider did not sign you in, or its answer is not one that can be trusted. The log of the store says more.',
  ],
} as const

function refused(
  request: Request,
  place: Place,
  why: keyof typeof SENTENCES,
  to: string,
  cookies: readonly string[] = [],
): Response {
  const [kind, sentence] = SENTENCES[why]
  if (!wantsPage(request)) {
    throw new Refusal(
      kind,
      sentence,
      cookies.length === 0 ? {} : { headers: { 'set-cookie': cookies.join(', ') } },
    )
  }
  const answer = notePage(place, why, to, sentence)
  for (const cookie of cookies) answer.headers.append('set-cookie', cookie)
  return answer
}

/** Makes a provider for the login in force, and keeps it until that changes. */
function keepOne(make: (login: Login) => Provider): (login: Login) => Provider {
  let kept: { key: string; provider: Provider } | undefined
  return (login) => {
    const key = JSON.stringify([login.issuer, login.clientId, login.clientSecret, login.groups, login.scopes])
    if (kept?.key !== key) kept = { key, provider: make(login) }
    return kept.provider
  }
}
