/**
 * Conditions in CEL, behind `compile(expression) → (variables) => boolean | RuleError`. Loaded only by policies that
 * have one: the engine takes longer to start than everything else together.
 *
 * Bounded before anything is evaluated: length, nesting, nodes, one level of comprehension, fixed RE2 patterns, known
 * functions, known paths. No I/O, and no clock but `request.time`. The logical operators are evaluated here, left to
 * right: CEL would let `true || missing` swallow the error of a missing field, and a gate must not (F4, F6).
 */
import { celEnv, isCelError, parse, plan } from '@bufbuild/cel'
import { isObject } from '../cdevents/object.ts'
import { typeProblem } from './paths.ts'
import type { Condition, RuleError } from './policy.ts'
import type { Compile } from './reader.ts'
import { inspect } from './inspect.ts'
import type { Expr } from './inspect.ts'

const MAX_BYTES = 1024
const MAX_NESTING = 24
/** A comprehension walks lists and maps of an event; longer ones are not evaluated. */
const MAX_ITEMS = 1000
/**
 * Entries that the conditions of one policy walk through for one decision: about a second's work. Events, rules and items
 * are bounded each by itself, but not their product.
 */
const MOST_WALKED = 1_000_000

type Plan = (bindings: Record<string, unknown>) => unknown
type Answer = boolean | RuleError
type Evaluate = (bindings: Record<string, unknown>) => Answer

const env = celEnv()

export const compile: Compile = (expression, types) => {
  if (Buffer.byteLength(expression) > MAX_BYTES) return { problem: `is longer than ${MAX_BYTES} bytes` }
  if (nestingOf(expression) > MAX_NESTING) return { problem: `nests deeper than ${MAX_NESTING}` }
  let root: Expr
  try {
    root = parse(expression).expr
  } catch (error) {
    return {
      problem: `is not a CEL condition: ${error instanceof Error ? sayParseError(error.message) : 'unreadable'}`,
    }
  }
  try {
    const found = inspect(
      root,
      types === 'statement' ? types : types?.filter((type) => typeProblem(type) === undefined),
    )
    if (found.problems.length > 0) return { problem: found.problems.join('; ') }
    for (const pattern of found.patterns) {
      const problem = patternProblem(pattern)
      if (problem !== undefined) return { problem }
    }
    return { holds: guarded(planned(root), found) }
  } catch (error) {
    return { problem: `cannot be compiled: ${error instanceof Error ? error.message : 'unknown reason'}` }
  }
}

function guarded(evaluate: Evaluate, found: { comprehends: number; asksTime: boolean }): Condition {
  return (variables) => {
    try {
      const { event, request, now, statement } = variables
      if (found.comprehends > 0) {
        const entries = entriesIn(event ?? statement)
        if (entries === undefined) return { ruleError: `a list or map has more than ${MAX_ITEMS} entries` }
        if (walk(request, entries * found.comprehends) > MOST_WALKED)
          return { ruleError: `the conditions of the policy walk through more than ${MOST_WALKED} entries` }
      }
      if (statement !== undefined) return evaluate({ statement })
      const asked = isObject(request) ? { ...request } : {}
      if (found.asksTime) asked['time'] = timestamp(now)
      return evaluate(event === undefined ? { request: asked } : { event, request: asked })
    } catch (error) {
      return { ruleError: error instanceof Error ? error.message : 'the condition failed' }
    }
  }
}

/** Logical operators strictly and left to right; everything below them by the engine. */
function planned(expr: Expr): Evaluate {
  const { exprKind } = expr
  if (exprKind.case === 'callExpr' && exprKind.value.target === undefined) {
    const args = exprKind.value.args
    const [first, second, third] = args.map((arg) => () => planned(arg))
    switch (exprKind.value.function) {
      case '_&&_':
      case '_||_': {
        const [left, right] = [first!(), second!()]
        const decides = exprKind.value.function === '_||_'
        return (bindings) => {
          const answer = left(bindings)
          return answer === !decides ? right(bindings) : answer
        }
      }
      case '!_': {
        const inner = first!()
        return (bindings) => {
          const answer = inner(bindings)
          return typeof answer === 'boolean' ? !answer : answer
        }
      }
      case '_?_:_': {
        const [test, yes, no] = [first!(), second!(), third!()]
        return (bindings) => {
          const answer = test(bindings)
          return typeof answer === 'boolean' ? (answer ? yes : no)(bindings) : answer
        }
      }
    }
  }
  const run = plan(env, expr as never) as unknown as Plan
  return (bindings) => {
    const value = run(bindings)
    if (typeof value === 'boolean') return value
    if (isCelError(value)) return { ruleError: value.message }
    return { ruleError: `the condition gives ${sayType(value)}, not true or false` }
  }
}

const toTimestamp = plan(env, parse('timestamp(text)')) as unknown as Plan

function timestamp(now: unknown): unknown {
  const value = toTimestamp({ text: new Date(now as number).toISOString() })
  if (isCelError(value)) throw new Error(value.message)
  return value
}

/** A pattern is compiled once when the policy loads, so that a broken or oversized one is found then. */
function patternProblem(pattern: string): string | undefined {
  const value = (plan(env, parse('text.matches(pattern)')) as unknown as Plan)({ text: '', pattern })
  return isCelError(value) ? `the regular expression ${JSON.stringify(pattern)} is not valid RE2` : undefined
}

/** By the request as one decision sees it: `decide` makes it anew each time, so equal decisions walk equally far. */
const walked = new WeakMap<object, number>()

/** How many entries were walked through for this request, these included. */
function walk(request: unknown, entries: number): number {
  if (typeof request !== 'object' || request === null) return entries
  const all = (walked.get(request) ?? 0) + entries
  walked.set(request, all)
  return all
}

/** Events do not change, and are looked at by many conditions. */
const counted = new WeakMap<object, number | undefined>()

/** All entries of its lists and maps; undefined where one of them has too many. */
function entriesIn(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null) return 1
  if (!counted.has(value)) counted.set(value, countIn(value))
  return counted.get(value)
}

function countIn(value: object): number | undefined {
  let all = 1
  const stack: unknown[] = [value]
  while (stack.length > 0) {
    const current = stack.pop()
    if (typeof current !== 'object' || current === null) continue
    const entries = Array.isArray(current) ? (current as unknown[]) : Object.values(current)
    if (entries.length > MAX_ITEMS) return undefined
    all += entries.length
    for (const entry of entries) stack.push(entry)
  }
  return all
}

/** How deep brackets and chains of operators before a value nest; what is in quotes does not count. */
function nestingOf(expression: string): number {
  const bare = expression.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/gu, '""')
  let depth = 0
  let deepest = 0
  let prefix = 0
  for (const char of bare) {
    if ('([{'.includes(char)) depth++
    else if (')]}'.includes(char)) depth--
    if ('!-'.includes(char)) prefix++
    else if (char.trim() !== '' && !'([{'.includes(char)) prefix = 0
    // A ternary opens a level of its own that nothing closes.
    if (char === '?') depth += 0.5
    deepest = Math.max(deepest, depth + prefix)
  }
  return deepest
}

function sayParseError(message: string): string {
  return message.replace(/^<input>:/u, 'at ').split('\n')[0]!
}

function sayType(value: unknown): string {
  if (value === null) return 'nothing'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'number' || typeof value === 'bigint') return 'a number'
  return 'a value'
}
