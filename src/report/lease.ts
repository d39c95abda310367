/** The lease in words: the number that whoever deploys compares with the last one it saw. */
import { runName } from './names.ts'
import { at, link, say, strong } from './said.ts'
import type { Said } from './said.ts'
import type { Decision } from '../policy/decision.ts'

/** `fencing number 42 until 14:18 UTC`; undefined where the decision got none. */
export function leaseSaid({ lease }: Decision): Said | undefined {
  if (lease === undefined) return undefined
  return say`fencing number ${strong(String(lease.fencing))} until ${at(lease.until)}`
}

/** For the record: of what, and who holds it. */
export function leaseInFull(decision: Decision): Said | undefined {
  const { lease } = decision
  if (lease === undefined) return undefined
  const service = lease.service === undefined ? undefined : say`, service ${lease.service}`
  return say`${leaseSaid(decision)}, of ${lease.environment}${service}, held by ${link(runName(lease.holder), lease.holder)} (${lease.id})`
}
