/** The one sentence of a 403: what it takes, who the caller is known as, what they may, and what could be granted. */
import type { Action, Authority } from '../trust/identity.ts'
import { Refusal } from './problem.ts'
import type { Need } from './route.ts'

const WHAT: Record<Action, string> = {
  write: 'send events',
  ask: 'ask a gate',
  read: 'read',
  approve: 'approve',
  waive: 'waive a rule',
  override: 'override a verdict',
  administer: 'administer',
  witness: 'read and cosign checkpoints',
}

/** As the trust document spells it. */
const GRANT: Record<Action, string> = {
  write: 'write: { types: […], sources: […] }',
  ask: 'ask: { environments: […] }',
  read: 'read: true',
  approve: 'approve: { as: […], environments: […] }',
  waive: 'waive: { environments: […] }',
  override: 'override: { environments: […] }',
  administer: 'administer: true',
  witness: 'witness: true',
}

/** @throws Refusal forbidden when the caller may not do what a route is for */
export function refuseWithout(needs: Need, authority: Authority): void {
  if (needs === 'nothing' || needs === 'anybody' || authority.may(needs)) return
  throw forbidden(needs, authority)
}

/**
 * The refusal that says what is missing, what the caller may do instead, and the grant that would allow it.
 */
export function forbidden(action: Action, authority: Authority, environment?: string): Refusal {
  const where = environment === undefined ? '' : ` for '${environment.slice(0, 100)}'`
  return new Refusal(
    'forbidden',
    `This takes the right to ${WHAT[action]}${where}. ${sentence(authority.describe())} A grant with \`may: { ${GRANT[action]} }\` in the organisation's trust document would allow it.`,
  )
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
