/**
 * Which policies judge a request, in their layers. Every policy of the store that governs the target applies, whatever
 * the requester asks for; files that come with the request are a last layer, which can only add rules.
 */
import { governs } from './applies.ts'
import type { GateRequest } from './decision.ts'
import type { Policy } from './policy.ts'

export interface Layers {
  /** In order: of the store by name, then files as given. */
  policies: Policy[]
  /** Why there can be no verdict but `error`. */
  problems: string[]
  /** What a reader must know. */
  notices: string[]
}

/** Picks and orders the layers. Doing it twice changes nothing. */
export function combine(all: readonly Policy[], request: GateRequest): Layers {
  const problems: string[] = []
  const notices: string[] = []
  const stored = all
    .filter(({ origin }) => origin === 'store')
    .filter((policy) => governs(policy, request))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  const files = all.filter(({ origin }) => origin === 'file')
  const applying = files.filter((policy) => governs(policy, request))
  const target = request.environment

  for (const file of files)
    if (!applying.includes(file))
      problems.push(`The policy file ${file.name} does not apply to ${target}: it would check nothing.`)
  for (const name of request.policies ?? []) {
    if (stored.some((policy) => policy.name === name)) continue
    const known = all.some((policy) => policy.origin === 'store' && policy.name === name)
    problems.push(
      known ? `The policy ${name} does not apply to ${target}.` : `There is no policy ${name} in the store.`,
    )
  }
  if (stored.length + applying.length === 0)
    problems.push(`No policy governs ${target}: an unmanaged target is never allowed.`)
  else if (stored.length === 0)
    notices.push(`No policy in the store governs ${target}; only the file sent with the request was judged.`)

  const taken = new Map<string, string>()
  for (const policy of stored) for (const { id } of policy.rules) taken.set(id, policy.name)
  for (const file of applying)
    for (const { id } of file.rules) {
      const before = taken.get(id)
      if (before !== undefined)
        problems.push(
          `The rule ${id} of ${file.name} is there already in ${before}: a later layer may only add rules.`,
        )
      taken.set(id, file.name)
    }
  return { policies: [...stored, ...applying], problems, notices }
}
