/**
 * Sessions without a store: everything is in the sealed cookie, so any server over the same keys knows everybody. What
 * that costs is said in docs/people.md: signing out takes the cookie from the browser, but a copy that was stolen before
 * lives on until an hour after its last use, or eight after its beginning.
 *
 * Kept in it: issuer, subject, those groups that grants name, times, a secret against forged requests. No name, no mail address.
 */
import { isObject } from '../../cdevents/object.ts'
import type { Identity } from '../../trust/identity.ts'
import { personUri } from '../../trust/people.ts'
import { APPROVAL_SOURCE } from './approval-event.ts'
import { cookieName, readCookies, setCookie } from './cookies.ts'
import { createSealer } from './seal.ts'
import type { PeopleOptions, Place } from './settings.ts'

const HOUR = 3_600_000
/** From signing in to the end, whatever happens. */
const LONGEST_LIFE = 8 * HOUR
/** Without any request. */
const LONGEST_IDLE = HOUR
/** A cookie younger than this is not made anew: most answers then carry none. */
const RENEW_AFTER = 5 * 60_000
/** A cookie is kept up to 4 KiB with its name; the rest is for everything else in it. */
const MOST_GROUPS_BYTES = 2000

/** Who signed in, as their provider said. */
export interface SignedIn {
  issuer: string
  subject: string
  groups: readonly string[]
}

export interface Session extends SignedIn {
  /** Proves that a form came from a page of ours. */
  secret: string
  /** Milliseconds. */
  signedInAt: number
  seenAt: number
}

export interface Sessions {
  /** The `Set-Cookie` of a session that begins now. Nothing of an earlier one is taken over. */
  begin(who: SignedIn): string
  /** Who a request's cookie says is asking; undefined when it is none, too old, or of a login that is no longer known. */
  open(request: Request): { identity: Identity; session: Session } | undefined
  /** The `Set-Cookie` that a request in a session calls for, so that it does not end while it is used. */
  renewal(session: Session): string | undefined
  /** The `Set-Cookie` that takes it away. */
  end(): string
}

/** Sessions of one organisation, all of it in sealed cookies. Calls never throw for what a browser sends. */
export function createSessions(options: PeopleOptions, place: Place): Sessions {
  const { organisation, random, trust, log } = options
  const sealer = createSealer(options.keys, { organisation, purpose: 'session', random })
  const name = cookieName('session', organisation, place)
  const clock = () => Date.parse(options.now())

  const cookieOf = (session: Session, clientId: string) => {
    const { issuer, subject, groups, secret, signedInAt, seenAt } = session
    const value = sealer.seal({
      o: organisation,
      i: issuer,
      c: clientId,
      s: subject,
      g: groups,
      x: secret,
      t: signedInAt,
      n: seenAt,
    })
    const left = Math.min(signedInAt + LONGEST_LIFE, seenAt + LONGEST_IDLE) - clock()
    return setCookie(name, value, Math.ceil(left / 1000), place)
  }

  return {
    begin({ issuer, subject, groups }) {
      const now = clock()
      const { login, namesGroup } = trust()
      const named = [...new Set(groups)].filter(namesGroup)
      const kept = bounded(named)
      if (kept.length < named.length) {
        log(
          `login: ${named.length - kept.length} of ${named.length} groups do not fit somebody's cookie and do not count for them; name fewer groups in the grants`,
        )
      }
      const secret = Buffer.from(random(32)).toString('base64url')
      const session = { issuer, subject, groups: kept, secret, signedInAt: now, seenAt: now }
      return cookieOf(session, login?.clientId ?? '')
    },
    open(request) {
      const { login, personOf } = trust()
      if (login === undefined) return undefined
      const now = clock()
      for (const value of readCookies(request, name)) {
        const read = sessionOf(sealer.open(value), organisation, login.clientId)
        if (read === undefined || read.issuer !== login.issuer || !isAlive(read, now)) continue
        return { session: read, identity: identityOf(read, personOf) }
      }
      return undefined
    },
    renewal(session) {
      const { login } = trust()
      const now = clock()
      if (login === undefined || now - session.seenAt < RENEW_AFTER) return undefined
      return cookieOf({ ...session, seenAt: now }, login.clientId)
    },
    end: () => setCookie(name, '', 0, place),
  }
}

/**
 * The person as a principal: the URI that the trust document gives them, else issuer and subject, which say nothing. The
 * one source that is a person's own is that of approvals given here.
 */
function identityOf(who: SignedIn, personOf: (who: SignedIn) => string | undefined): Identity {
  const person = personOf(who) ?? personUri({ kind: 'people', url: who.issuer }, 'subject', who.subject)
  return Object.freeze({
    principal: Object.freeze({ kind: 'person', id: person, claims: Object.freeze({ issuer: who.issuer }) }),
    person,
    groups: Object.freeze([...who.groups]),
    sources: [APPROVAL_SOURCE],
  } satisfies Identity)
}

function isAlive({ signedInAt, seenAt }: Session, now: number): boolean {
  // A clock that was set back must not make a session younger than it is.
  if (signedInAt > now + RENEW_AFTER || seenAt > now + RENEW_AFTER || seenAt < signedInAt) return false
  return now - signedInAt < LONGEST_LIFE && now - seenAt < LONGEST_IDLE
}

/** It was sealed by this store; but perhaps by another version of it, so it is read with care. */
function sessionOf(value: unknown, organisation: string, clientId: string): Session | undefined {
  if (!isObject(value) || value.o !== organisation || value.c !== clientId) return undefined
  const { i: issuer, s: subject, g: groups, x: secret, t: signedInAt, n: seenAt } = value
  if (typeof issuer !== 'string' || typeof subject !== 'string' || typeof secret !== 'string')
    return undefined
  if (typeof signedInAt !== 'number' || typeof seenAt !== 'number') return undefined
  if (!Array.isArray(groups) || !groups.every((group) => typeof group === 'string')) return undefined
  return { issuer, subject, groups, secret, signedInAt, seenAt }
}

/** As many as fit. Always the same ones, whatever order the provider chose today. */
function bounded(groups: readonly string[]): string[] {
  let bytes = 0
  return [...groups].sort().filter((group) => {
    bytes += Buffer.byteLength(JSON.stringify(group)) + 1
    return bytes <= MOST_GROUPS_BYTES
  })
}
