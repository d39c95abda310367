/**
 * People: they sign in, have a session, and approve. What the server needs of it: routes, who a request's session says
 * is asking, where to send a browser that nobody signed in with, and the check of changes made with a session.
 */
import type { Identity } from '../../trust/identity.ts'
import type { Route } from '../route.ts'
import { createApprovals } from './approvals.ts'
import { checkSessionRequest } from './csrf.ts'
import { isForm, wantsPage } from './form.ts'
import { createLogin, redirect } from './login.ts'
import { notePage } from './note-page.ts'
import { peopleRoutes } from './people-routes.ts'
import { createSessions, type Session } from './sessions.ts'
import { localTarget } from './target.ts'
import { outside, peopleTrustOf, placeOf, type InForce, type PeopleOptions, type Place } from './settings.ts'

export interface People {
  routes: readonly Route[]
  /** Who is asking, by the session's cookie. Undefined without one, or with one that counts no more. */
  openSession(request: Request): Identity | undefined
  /**
   * For a request that has no credentials: where a browser goes to sign in, or, for a form, a page that says why nothing
   * was changed. Undefined when it was no browser asking for a page, or nobody signs in here; then it is a 401.
   */
  loginRedirect(request: Request): Response | undefined
  /**
   * Must pass before anything is changed in the name of an identity that `openSession` gave; passes for any other.
   * @throws Refusal forbidden
   */
  checkCsrf(request: Request, identity: Identity): Promise<void>
  /** The answer, with the session's newer cookie when it is due. For every answer to an identity of `openSession`. */
  renewed(answer: Response, identity: Identity): Response
  /** The session behind an identity, for pages that hold forms. */
  sessionOf(identity: Identity): Session | undefined
  /** Where the pages are; undefined where nobody can sign in. */
  place: Place | undefined
  /** Whether somebody could sign in now. */
  configured(): boolean
}

/** What `createPeople` is told; the trust is the one in force, asked for at every request. */
export type PeopleServices = Omit<PeopleOptions, 'trust'> & { trust: () => InForce }

/** Signing in, sessions and approvals of one organisation. Where nobody can sign in, its rows say why. */
export function createPeople(services: PeopleServices): People {
  const trust = () => peopleTrustOf(services.trust())
  const options: PeopleOptions = { ...services, trust }
  const { organisation, log } = options
  const found = placeOf(options.publicUrl)
  const place = 'trouble' in found ? undefined : found
  if ('trouble' in found && trust().login !== undefined)
    log(`organisation '${organisation}': ${found.trouble}`)
  const sessions = place === undefined ? undefined : createSessions(options, place)
  /** Identities are made anew for each request, so this knows whose request it is, and keeps nobody. */
  const opened = new WeakMap<Identity, Session>()
  const configured = () => sessions !== undefined && trust().login !== undefined

  const people: People = {
    routes: [],
    openSession(request) {
      const open = sessions?.open(request)
      if (open === undefined) return undefined
      opened.set(open.identity, open.session)
      return open.identity
    },
    loginRedirect(request) {
      if (place === undefined || !configured()) return undefined
      if (!wantsPage(request) || request.headers.has('authorization')) return undefined
      if (request.method === 'POST' && isForm(request)) return sessionEnded(request, place)
      if (request.method !== 'GET') return undefined
      const { pathname, search } = new URL(request.url)
      const to = outside(place, pathname) + search
      return redirect(`${place.origin}${place.base}/login?to=${encodeURIComponent(to)}`)
    },
    async checkCsrf(request, identity) {
      const session = opened.get(identity)
      if (session !== undefined && place !== undefined) await checkSessionRequest(request, session, place)
    },
    renewed(answer, identity) {
      const session = opened.get(identity)
      const cookie = session === undefined ? undefined : sessions?.renewal(session)
      // Not over one that the answer sets itself: signing out must not be undone.
      if (cookie === undefined || answer.headers.has('set-cookie')) return answer
      const renewed = new Response(answer.body, answer)
      renewed.headers.append('set-cookie', cookie)
      return renewed
    },
    sessionOf: (identity) => opened.get(identity),
    place,
    configured,
  }
  const login =
    place === undefined || sessions === undefined ? undefined : createLogin(options, place, sessions)
  const approve = createApprovals(options, place)
  people.routes = peopleRoutes({ people, approve, login, trouble: 'trouble' in found ? found.trouble : '' })
  return people
}

/** Somebody pressed a button too late. The way back is where the form was, when the browser says so. */
function sessionEnded(request: Request, place: Place): Response {
  const referer = request.headers.get('referer') ?? ''
  const from = URL.canParse(referer) ? new URL(referer) : undefined
  const back = from?.origin === place.origin ? from.pathname + from.search : undefined
  return notePage(place, 'ended', localTarget(place, back), 'Nothing was changed. Sign in, and do it again.')
}
