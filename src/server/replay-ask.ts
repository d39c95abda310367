/** Reads what is asked about decisions judged again, all problems at once. */
import { isObject } from '../cdevents/object.ts'
import type { Problem } from '../errors.ts'
import { loadPolicy } from '../policy/load.ts'
import type { Policy } from '../policy/policy.ts'
import type { ImpactAsked } from './impact.ts'
import { asObject, readQuestion } from './json-body.ts'
import { Refusal } from './problem.ts'
import type { Instead } from './replay.ts'
import type { Call } from './route.ts'
import { refuseTooManyRules } from './sent-rules.ts'

const MAX_POLICIES = 16
const MAX_WITHOUT = 100
const MOST_AT_ONCE = 500
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/i

/** @throws Refusal unsupported-media-type, bad-request, invalid-request or invalid-policy */
export async function readInstead(call: Call): Promise<Instead> {
  const problems: Problem[] = []
  const { at, policies = [], ...others } = asObject(await readQuestion(call.request))
  unknown(others, problems)
  if (at !== undefined && !isMoment(at))
    problems.push({ path: '/at', message: 'is a time such as 2026-11-21T14:03:00Z' })
  const loaded = await loadAll(policies, problems)
  if (at === undefined && loaded.length === 0 && problems.length === 0)
    problems.push({ path: '', message: 'says neither `at` nor `policies`: a GET judges it as it was' })
  refuseWith(problems)
  return {
    ...(at === undefined ? {} : { at: inUtc(at as string) }),
    ...(loaded.length === 0 ? {} : { policies: loaded }),
  }
}

/** Throws as `readInstead`. */
export async function readImpact(call: Call): Promise<ImpactAsked> {
  const problems: Problem[] = []
  const {
    policies = [],
    without = [],
    since,
    environment,
    before,
    limit = 100,
    ...others
  } = asObject(await readQuestion(call.request))
  unknown(others, problems)
  if (!isMoment(since)) problems.push({ path: '/since', message: 'is a time such as 2026-10-21T00:00:00Z' })
  if (!isNames(without))
    problems.push({ path: '/without', message: `is a list of names, ${MAX_WITHOUT} at most` })
  if (environment !== undefined && !isName(environment))
    problems.push({ path: '/environment', message: 'is the name of an environment' })
  if (before !== undefined && !isCount(before, Number.MAX_SAFE_INTEGER))
    problems.push({ path: '/before', message: 'is a number from `next`' })
  if (!isCount(limit, MOST_AT_ONCE))
    problems.push({ path: '/limit', message: `is a number from 1 to ${MOST_AT_ONCE}` })
  const loaded = await loadAll(policies, problems)
  if (problems.length === 0 && loaded.length === 0 && (without as string[]).length === 0)
    problems.push({ path: '', message: 'names no policy, neither in `policies` nor in `without`' })
  refuseWith(problems)
  return {
    policies: loaded,
    without: without as string[],
    since: inUtc(since as string),
    limit: limit as number,
    ...(environment === undefined ? {} : { environment: environment as string }),
    ...(before === undefined ? {} : { before: before as number }),
  }
}

/** As if each were published: its layer is the one it says. */
async function loadAll(given: unknown, problems: Problem[]): Promise<Policy[]> {
  if (!Array.isArray(given) || given.length > MAX_POLICIES) {
    problems.push({ path: '/policies', message: `is a list of ${MAX_POLICIES} policies at most` })
    return []
  }
  const policies: Policy[] = []
  for (const [index, one] of (given as unknown[]).entries()) {
    const { name, text } = isObject(one) ? one : {}
    const path = `/policies/${index}`
    if (typeof name !== 'string' || typeof text !== 'string') {
      problems.push({ path, message: 'has a name and a text' })
      continue
    }
    const loaded = await loadPolicy(text, { name, origin: 'store' })
    if ('problems' in loaded)
      throw new Refusal('invalid-policy', `${name} does not load.`, { problems: loaded.problems })
    if (policies.some((policy) => policy.name === loaded.policy.name))
      problems.push({ path, message: `is a second policy called '${loaded.policy.name}'` })
    policies.push(loaded.policy)
  }
  refuseTooManyRules(policies)
  return policies
}

function unknown(others: Readonly<Record<string, unknown>>, problems: Problem[]): void {
  problems.push(...Object.keys(others).map((name) => ({ path: `/${name}`, message: 'is not known here' })))
}

function refuseWith(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new Refusal('invalid-request', 'The question has problems.', { problems })
}

function isMoment(value: unknown): boolean {
  return typeof value === 'string' && MOMENT.test(value) && !Number.isNaN(Date.parse(value))
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= 512
}

function isNames(value: unknown): boolean {
  return Array.isArray(value) && value.length <= MAX_WITHOUT && value.every(isName)
}

function isCount(value: unknown, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most
}

/** RFC 3339 in UTC, milliseconds. */
export function inUtc(moment: string): string {
  return new Date(Date.parse(moment)).toISOString()
}
