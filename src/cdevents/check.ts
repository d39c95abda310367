/**
 * Checks a value against a shape. One walk serves both uses: without a list it stops at the first problem and makes no
 * garbage, with a list it tells every problem. The verdict is that of the official schemas under JSON Schema 2020-12
 * with formats asserted.
 *
 * It never looks inside custom data, tags or the content of custom events, so its depth is that of the shape.
 */
import type { Problem } from '../errors.ts'
import { isDateTime, isUri, isUriReference } from './formats.ts'
import { isObject } from './object.ts'
import { nearest, shown, wanted } from './say.ts'
import type { LinksNode, Node, ObjectNode } from './shape.ts'

/** More problems than this are not told; the search ends there. */
const MOST_PROBLEMS = 100

export type Problems = Problem[]

/**
 * @param problems where to tell problems; null = only the verdict is wanted
 * @param path JSON pointer of the value
 */
export function check(node: Node, value: unknown, path: string, problems: Problems | null): boolean {
  if (node.kind === 'object') return checkObject(node, value, path, problems)
  if (node.kind === 'links') return checkLinks(node, value, path, problems)
  if (node.kind === 'list') return checkList(value, path, problems)
  if (fits(node, value)) return true
  if (problems !== null) tell(problems, path, misfit(node, value))
  return false
}

function fits(node: Exclude<Node, ObjectNode | LinksNode>, value: unknown): boolean {
  if (node.kind === 'data') return typeof value === 'string' || isObject(value)
  if (typeof value !== 'string') return false
  switch (node.kind) {
    case 'text':
    case 'suggested':
      return node.filled !== true || value !== ''
    case 'words':
      return node.words.includes(value)
    case 'uri':
      return isUri(value)
    case 'reference':
      return (node.empty === true || value !== '') && isUriReference(value)
    case 'time':
      return isDateTime(value)
    case 'pattern':
      return node.pattern.test(value) && (node.reference !== true || isUriReference(value))
    default:
      return false
  }
}

function checkObject(node: ObjectNode, value: unknown, path: string, problems: Problems | null): boolean {
  if (!isObject(value)) {
    if (problems !== null) tell(problems, path, `must be an object, was ${shown(value)}`)
    return false
  }
  let good = true
  let present = 0
  for (const member of node.members) {
    const given = value[member.name]
    if (given === undefined) {
      if (!member.required) continue
      if (problems === null) return false
      tell(problems, `${path}/${member.name}`, `is missing; it must be ${wanted(member.node)}`)
      good = false
      continue
    }
    present++
    const at = problems === null ? '' : `${path}/${member.name}`
    if (check(member.node, given, at, problems)) continue
    if (problems === null) return false
    good = false
  }
  if (node.some !== undefined && node.some.every((name) => value[name] === undefined)) {
    if (problems === null) return false
    tell(problems, path, `must have ${node.some.join(' or ')}`)
    good = false
  }
  if (!node.open && !noOthers(node, value, present, path, problems)) return false
  return good
}

function noOthers(
  node: ObjectNode,
  value: Record<string, unknown>,
  present: number,
  path: string,
  problems: Problems | null,
): boolean {
  let all = 0
  for (const _ in value) all++
  if (all === present) return true
  let good = true
  for (const name in value) {
    if (node.names.has(name)) continue
    if (problems === null || problems.length >= MOST_PROBLEMS) return false
    good = false
    const missing = node.members.filter((member) => value[member.name] === undefined)
    const meant = nearest(name, missing.length === 0 ? node.names : missing.map((member) => member.name))
    const allowed = node.members.length === 0 ? 'no field at all' : [...node.names].join(', ')
    const hint = meant === undefined ? `allowed here: ${allowed}` : `did you mean ${meant}?`
    tell(problems, `${path}/${escapePointer(name)}`, `is not a field of the vocabulary; ${hint}`)
  }
  return good
}

/** A link is judged by its linkType, so that one mistake gives one problem. */
function checkLinks(node: LinksNode, value: unknown, path: string, problems: Problems | null): boolean {
  if (!Array.isArray(value)) {
    if (problems !== null) tell(problems, path, misfit(node, value))
    return false
  }
  let good = true
  for (let at = 0; at < value.length; at++) {
    const link: unknown = value[at]
    const linkType = isObject(link) ? link.linkType : undefined
    const shape = typeof linkType === 'string' ? node.byType.get(linkType) : undefined
    if (shape !== undefined && check(shape, link, problems === null ? '' : `${path}/${at}`, problems))
      continue
    if (problems === null || problems.length >= MOST_PROBLEMS) return false
    good = false
    if (shape !== undefined) continue
    if (!isObject(link)) tell(problems, `${path}/${at}`, `must be an object, was ${shown(link)}`)
    else tell(problems, `${path}/${at}/linkType`, linkTypeProblem(linkType))
  }
  return good
}

function linkTypeProblem(given: unknown): string {
  const rule = 'must be one of PATH, RELATION or END'
  if (given === undefined) return `is missing; it ${rule}`
  if (given === 'START')
    return `${rule}; START is never sent inside an event: a chain starts with its first event`
  return `${rule}, was ${shown(given)}`
}

function checkList(value: unknown, path: string, problems: Problems | null): boolean {
  if (!Array.isArray(value)) {
    if (problems !== null) tell(problems, path, `must be a list of strings, was ${shown(value)}`)
    return false
  }
  let good = true
  for (let at = 0; at < value.length; at++) {
    if (typeof value[at] === 'string') continue
    if (problems === null || problems.length >= MOST_PROBLEMS) return false
    tell(problems, `${path}/${at}`, `must be a string, was ${shown(value[at])}`)
    good = false
  }
  return good
}

function misfit(node: Node, value: unknown): string {
  const sentence = `must be ${wanted(node)}, was ${shown(value)}`
  if (node.kind !== 'words' || typeof value !== 'string') return sentence
  const meant = nearest(value, node.words)
  return meant === undefined || node.words.length === 1 ? sentence : `${sentence}; did you mean ${meant}?`
}

function tell(problems: Problems, path: string, message: string): void {
  if (problems.length < MOST_PROBLEMS) problems.push({ path, message })
}

/** One step of a JSON pointer (RFC 6901), bounded. */
function escapePointer(name: string): string {
  const short = name.length > 100 ? `${name.slice(0, 100)}…` : name
  return short.replaceAll('~', '~0').replaceAll('/', '~1')
}
