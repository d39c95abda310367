/** `GET /v1/me`: who the store takes the caller for, and what they may. */
import { ACTIONS } from '../../trust/identity.ts'
import { json } from '../answer.ts'
import type { Call } from '../route.ts'
import type { Session } from './sessions.ts'

/** @param session the session the call came with, if it came with one */
export function meAnswer({ identity, authority, query }: Call, session: Session | undefined): Response {
  const { principal, person, groups } = identity
  const environment = query.one('environment')
  return json({
    principal: { kind: principal.kind, id: principal.id },
    ...(person === undefined ? {} : { person }),
    ...(groups === undefined ? {} : { groups }),
    grants: authority.grants,
    may: ACTIONS.filter((action) => authority.may(action)),
    says: authority.describe(),
    ...(environment === undefined
      ? {}
      : { in: { environment, may: ACTIONS.filter((action) => authority.may(action, environment)) } }),
    // Only scripts of this very store can read it: no other origin is answered with CORS headers.
    ...(session === undefined
      ? {}
      : { session: { csrf: session.secret, signedInAt: new Date(session.signedInAt).toISOString() } }),
  })
}
