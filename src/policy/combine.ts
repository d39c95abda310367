/**
 * Which policies judge a request, in their layers. Every policy of the store that governs the target applies, whatever
 * the requester asks for; files that come with the request are the last layer. A later layer adds and tightens.
 */
import { governs } from './applies.ts'
import type { GateRequest } from './decision.ts'
import { located, mergeLayers } from './layers/merge.ts'
import type { Loosening } from './layers/merge.ts'
import type { Policy } from './policy.ts'

export interface Layers {
  /** In order: baseline, environment, service, each by name; then files as given. With the rules that are judged. */
  policies: Policy[]
  /** Why there can be no verdict but `error`. */
  problems: string[]
  /** What a reader must know. */
  notices: string[]
}

/** Picks, orders and merges the layers. Doing it twice changes nothing. */
export function combine(all: readonly Policy[], request: GateRequest): Layers {
  const problems: string[] = []
  const notices: string[] = []
  const stored = all.filter(({ origin }) => origin === 'store').filter((policy) => governs(policy, request))
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
  problems.push(...sameNames([...stored, ...applying]))

  const { policies, loosened } = mergeLayers([...stored, ...applying])
  problems.push(...loosened.map(sayLoosening))
  return { policies, problems, notices }
}

/** Findings, waivers and decisions name policies: one name must not stand for two. */
function sameNames(policies: readonly Policy[]): string[] {
  const twice = policies.filter(({ name }, index) => policies.findIndex((one) => one.name === name) < index)
  return [...new Set(twice.map(({ name }) => name))].map(
    (name) => `Two policies are called ${name}: give one of them another name.`,
  )
}

function sayLoosening(loosening: Loosening): string {
  const { line, column, message } = located(loosening)
  return `The policy ${loosening.policy.name} ${line === undefined ? '' : `(line ${line}, column ${column ?? 1}) `}${message}.`
}
