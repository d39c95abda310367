/** What a row of the route table is. The handlers, the checks of parameters and the OpenAPI document come from it. */
import type { Principal } from '../store/store.ts'
import type { Action, Authority, Identity } from '../trust/identity.ts'
import { Refusal } from './problem.ts'

/** A JSON Schema 2020-12, as OpenAPI 3.1 has it. */
export type Schema = Readonly<Record<string, unknown>>

export interface Parameter {
  name: string
  in: 'path' | 'query'
  description: string
  schema: Schema
  /** Only for queries: may be there several times. */
  repeated?: boolean
}

export interface Answer {
  description: string
  content?: Readonly<Record<string, Schema>>
}

/** One request on its way to a handler: authenticated, its query read. */
export interface Call {
  request: Request
  principal: Principal
  /** Who that is, with what is not kept. */
  identity: Identity
  authority: Authority
  path: Readonly<Record<string, string>>
  query: Query
}

/** The query's values; every name is one of the route's parameters, every value passed its schema. */
export interface Query {
  one(name: string): string | undefined
  all(name: string): readonly string[]
  integer(name: string): number | undefined
}

export type Need = Action | 'anybody' | 'nothing'

export interface Route {
  method: 'GET' | 'POST' | 'PUT'
  /** As OpenAPI writes it: `/v1/events/{sequence}`. */
  path: string
  id: string
  summary: string
  description?: string
  /**
   * What the caller must be allowed: an action of the trust document; `anybody` who is authenticated; `nothing` (answered
   * without a credential, and tells nothing of the organisation). Finer bounds (types, sources, environments) are the
   * handler's, through `call.authority`.
   */
  needs: Need
  parameters?: readonly Parameter[]
  body?: { description: string; content: Readonly<Record<string, Schema>> }
  answers: Readonly<Record<number, Answer>>
  handle: (call: Call) => Promise<Response> | Response
}

/**
 * Reads a query strictly: an unknown or malformed parameter is refused, because a typo (`typ=`) would otherwise
 * answer with everything.
 * @throws Refusal bad-request naming the parameter and what is allowed
 */
export function readQuery(url: string, parameters: readonly Parameter[] = []): Query {
  const mark = url.indexOf('?')
  const values = new Map<string, string[]>()
  // A parameter that is an object takes every name, as OpenAPI has it: what another system sends people back with.
  const open = parameters.some((parameter) => parameter.in === 'query' && parameter.schema.type === 'object')
  if (mark !== -1 && !open) {
    for (const [name, value] of new URLSearchParams(url.slice(mark + 1))) {
      const parameter = parameters.find((candidate) => candidate.in === 'query' && candidate.name === name)
      if (parameter === undefined) throw new Refusal('bad-request', unknownParameter(name, parameters))
      const wrong = whatIsWrong(value, parameter.schema)
      if (wrong !== undefined) throw new Refusal('bad-request', `The parameter '${name}' ${wrong}.`)
      const list = values.get(name) ?? []
      const most = parameter.repeated === true ? Number(parameter.schema.maxItems ?? 32) : 1
      if (list.push(value) > most) {
        throw new Refusal('bad-request', `The parameter '${name}' may be there ${most} times at most.`)
      }
      values.set(name, list)
    }
  }
  const one = (name: string) => values.get(name)?.[0]
  return {
    one,
    all: (name) => values.get(name) ?? [],
    integer: (name) => (one(name) === undefined ? undefined : Number(one(name))),
  }
}

function unknownParameter(name: string, parameters: readonly Parameter[]): string {
  const known = parameters.filter((parameter) => parameter.in === 'query').map((parameter) => parameter.name)
  const allowed = known.length === 0 ? 'this address takes none' : `there are ${known.join(', ')}`
  return `There is no parameter '${name.slice(0, 60)}' here; ${allowed}.`
}

/** Checks one text against the few keywords that the table uses. */
function whatIsWrong(value: string, schema: Schema): string | undefined {
  if (schema.type === 'integer') {
    const number = Number(value)
    if (!/^\d{1,15}$/.test(value)) return 'is not a whole number'
    if (typeof schema.minimum === 'number' && number < schema.minimum) return `is less than ${schema.minimum}`
    if (typeof schema.maximum === 'number' && number > schema.maximum) return `is more than ${schema.maximum}`
    return undefined
  }
  if (Array.isArray(schema.enum) && !schema.enum.includes(value))
    return `is not one of ${schema.enum.filter(Boolean).join(', ')}`
  if (schema.format === 'date-time' && !isMoment(value)) return 'is not a time such as 2026-11-21T14:03:00Z'
  if (typeof schema.minLength === 'number' && value.length < schema.minLength) return 'is empty'
  if (typeof schema.maxLength === 'number' && value.length > schema.maxLength) {
    return `has more than ${schema.maxLength} characters`
  }
  return undefined
}

/** RFC 3339 with a time zone. */
function isMoment(value: string): boolean {
  return (
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/i.test(value) &&
    !Number.isNaN(Date.parse(value))
  )
}
