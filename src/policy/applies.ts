/** `when` and `unless`: whether a rule applies to a request. What is not known never takes a rule out of force. */
import { isObject } from '../cdevents/object.ts'
import { covers } from './believe.ts'
import { CHANGE_CLASSES } from './decision.ts'
import type { GateRequest } from './decision.ts'
import type { Applicability, Condition, Policy, RuleCommon, RuleError, Scalar } from './policy.ts'
import { listOf } from './reader.ts'
import type { Reader } from './reader.ts'
import { own, quote } from './shape.ts'
import { nearest } from './suggest.ts'

/** The facts of a request that `when` and `unless` may name. */
const FACTS = ['environment', 'service', 'change.id', 'change.class', 'change.author', 'actor', 'run']

export function readApplicability(
  raw: Readonly<Record<string, unknown>>,
  field: 'when' | 'unless',
  reader: Reader,
): Applicability | undefined {
  const written = raw[field]
  if (typeof written === 'string') {
    const compiled = reader.compile(written, undefined)
    if ('problem' in compiled) {
      reader.problem(compiled.problem, field)
      return undefined
    }
    return { text: written, holds: compiled.holds }
  }
  if (!isObject(written)) return undefined
  const facts = Object.entries(written).map(([path, values]) => {
    if (!FACTS.includes(path))
      reader.problem(
        `${quote(path)} is not a fact of the request; known: ${FACTS.join(', ')}${nearest(path, FACTS)}`,
        field,
        path,
      )
    const list = listOf<Scalar>(values)
    if (path === 'change.class')
      for (const value of list)
        if (!isClass(value))
          reader.problem(
            `${quote(value)} is not a class; allowed: ${CHANGE_CLASSES.join(', ')}${nearest(value, CHANGE_CLASSES)}`,
            field,
            path,
          )
    return { path, values: list }
  })
  return { facts }
}

function isClass(value: Scalar): boolean {
  return (CHANGE_CLASSES as readonly Scalar[]).includes(value)
}

export type Applies = { applies: true } | { applies: false; why: string } | RuleError

/** Does the rule apply? A fact the request does not state leaves it in force; a condition that fails is an error. */
export function appliesTo(rule: RuleCommon, request: GateRequest, now: number, classKnown: boolean): Applies {
  if (rule.when !== undefined) {
    const holds = truthOf(rule.when, request, now, classKnown)
    if (typeof holds === 'object') return holds
    if (holds === false) return { applies: false, why: `only when ${sayApplicability(rule.when)}` }
  }
  if (rule.unless !== undefined) {
    const holds = truthOf(rule.unless, request, now, classKnown)
    if (typeof holds === 'object') return holds
    if (holds === true) return { applies: false, why: `not when ${sayApplicability(rule.unless)}` }
  }
  return { applies: true }
}

/** True, false, or undefined when a fact is not known. */
function truthOf(
  what: Applicability,
  request: GateRequest,
  now: number,
  classKnown: boolean,
): boolean | undefined | RuleError {
  if ('holds' in what)
    return classKnown || request.change === undefined
      ? what.holds({ request, now })
      : truthForAnyClass(what.holds, request, now)
  let unknown = false
  for (const { path, values } of what.facts) {
    const value = path === 'change.class' && !classKnown ? undefined : factOf(request, path)
    if (value === undefined) unknown = true
    else if (!values.some((wanted) => wanted === value)) return false
  }
  return unknown ? undefined : true
}

/** The answer of a condition where the class is not known: the same for every class, or none. */
function truthForAnyClass(
  holds: Condition,
  request: GateRequest,
  now: number,
): boolean | undefined | RuleError {
  const answers = CHANGE_CLASSES.map((of) =>
    holds({ request: { ...request, change: { ...request.change, class: of } }, now }),
  )
  const error = answers.find((answer) => typeof answer === 'object')
  if (error !== undefined) return error
  return answers.every((answer) => answer === answers[0]) ? answers[0] : undefined
}

function factOf(request: GateRequest, path: string): unknown {
  let value: unknown = request
  for (const step of path.split('.')) value = isObject(value) ? own(value, step) : undefined
  return value
}

function sayApplicability(what: Applicability): string {
  if ('text' in what) return what.text
  return what.facts.map(({ path, values }) => `${path} is ${values.map(String).join(' or ')}`).join(' and ')
}

/** Does a policy govern this request? A policy for some services governs a request that names none. */
export function governs(policy: Pick<Policy, 'applies'>, request: GateRequest): boolean {
  const { environments, services } = policy.applies
  if (!environments.some((pattern) => covers(pattern, request.environment))) return false
  return (
    services === undefined ||
    request.service === undefined ||
    services.some((pattern) => covers(pattern, request.service))
  )
}
