/** Looks a parsed CEL condition over before it is ever evaluated: size, functions, variables, paths, patterns. */
import { pathProblem } from './paths.ts'
import { quote } from './shape.ts'
import { nearest } from './suggest.ts'

/** The part of CEL's syntax tree (google.api.expr, syntax.proto) that is looked at. */
export interface Expr {
  exprKind:
    | { case: 'constExpr'; value: { constantKind: { case?: string; value?: unknown } } }
    | { case: 'identExpr'; value: { name: string } }
    | { case: 'selectExpr'; value: { operand?: Expr; field: string; testOnly: boolean } }
    | { case: 'callExpr'; value: { target?: Expr; function: string; args: Expr[] } }
    | { case: 'listExpr'; value: { elements: Expr[] } }
    | {
        case: 'structExpr'
        value: { entries: { keyKind: { case?: string; value?: unknown }; value?: Expr }[] }
      }
    | {
        case: 'comprehensionExpr'
        value: { iterVar: string; iterVar2: string; accuVar: string } & Partial<
          Record<'iterRange' | 'accuInit' | 'loopCondition' | 'loopStep' | 'result', Expr>
        >
      }
    | { case: undefined }
}

export interface Inspected {
  problems: string[]
  /** Regular expressions, all of them fixed. */
  patterns: string[]
  /** How many times it walks through a list or map. */
  comprehends: number
  asksTime: boolean
}

const MAX_NODES = 200

const FUNCTIONS = new Set(
  (
    'size contains startsWith endsWith matches int uint double string bool bytes timestamp duration type dyn ' +
    'getDate getDayOfMonth getDayOfWeek getDayOfYear getFullYear getHours getMilliseconds getMinutes getMonth getSeconds ' +
    '_&&_ _||_ !_ _?_:_ _==_ _!=_ _<_ _<=_ _>_ _>=_ _+_ _-_ _*_ _/_ _%_ -_ @in _[_] @not_strictly_false'
  ).split(' '),
)
const TYPES = [
  'bool',
  'bytes',
  'double',
  'duration',
  'int',
  'list',
  'map',
  'null_type',
  'string',
  'timestamp',
  'type',
  'uint',
]
const REQUEST: Readonly<Record<string, readonly string[] | undefined>> = {
  artifacts: undefined,
  environment: [],
  service: [],
  change: ['id', 'class', 'author'],
  actor: [],
  run: [],
  time: undefined,
}

/** @param about the types of `event`; undefined where there is no event; `statement` where that is the one variable */
export function inspect(root: Expr, about: readonly string[] | undefined | 'statement'): Inspected {
  const types = about === 'statement' ? undefined : about
  const found: Inspected = { problems: [], patterns: [], comprehends: 0, asksTime: false }
  const complain = (problem: string) => {
    if (!found.problems.includes(problem)) found.problems.push(problem)
  }
  const roots =
    about === 'statement' ? ['statement'] : types === undefined ? ['request'] : ['event', 'request']
  let nodes = 0

  const chain = (path: string[]): void => {
    const [first, ...rest] = path
    if (first === 'event') {
      const problem = rest.length === 0 ? undefined : pathProblem(rest, types ?? [])
      if (problem !== undefined) complain(problem)
    } else if (first === 'request') {
      const problem = requestProblem(rest)
      if (problem !== undefined) complain(problem)
      if (rest.length === 0 || rest[0] === 'time') found.asksTime = true
    }
  }

  const walk = (expr: Expr | undefined, local: readonly string[], depth: number): void => {
    if (expr === undefined) return
    if (++nodes > MAX_NODES) {
      if (nodes === MAX_NODES + 1) complain(`has more than ${MAX_NODES} parts`)
      return
    }
    const path = pathOf(expr)
    if (path !== undefined && !local.includes(path[0]!)) {
      if (!roots.includes(path[0]!) && !(path.length === 1 && TYPES.includes(path[0]!)))
        return complain(
          `${quote(path[0])} is not known here; known: ${roots.join(', ')}${nearest(path[0], roots)}`,
        )
      return chain(path)
    }
    const { exprKind } = expr
    switch (exprKind.case) {
      case 'selectExpr':
        return walk(exprKind.value.operand, local, depth)
      case 'callExpr': {
        const { function: name, target, args } = exprKind.value
        if (!FUNCTIONS.has(name)) complain(`${quote(name)} is not a function${nearest(name, [...FUNCTIONS])}`)
        if (name === 'matches') {
          const pattern = textOf(args.at(-1))
          if (pattern === undefined) complain('matches needs a fixed pattern in quotes')
          else found.patterns.push(pattern)
        }
        walk(target, local, depth)
        return args.forEach((arg) => walk(arg, local, depth))
      }
      case 'listExpr':
        return exprKind.value.elements.forEach((element) => walk(element, local, depth))
      case 'structExpr':
        return exprKind.value.entries.forEach(({ keyKind, value }) => {
          if (keyKind.case === 'mapKey') walk(keyKind.value as Expr, local, depth)
          walk(value, local, depth)
        })
      case 'comprehensionExpr': {
        found.comprehends++
        if (depth >= 1) return complain('all, exists, map and filter must not be nested')
        const { iterVar, iterVar2, accuVar, iterRange, accuInit, loopCondition, loopStep, result } =
          exprKind.value
        const inner = [...local, iterVar, iterVar2, accuVar].filter((name) => name !== '')
        for (const name of [iterVar, iterVar2])
          if (['event', 'request', 'statement'].includes(name)) complain(`${quote(name)} cannot be renamed`)
        walk(iterRange, local, depth + 1)
        walk(accuInit, local, depth + 1)
        return [loopCondition, loopStep, result].forEach((part) => walk(part, inner, depth + 1))
      }
    }
  }
  walk(root, [], 0)
  return found
}

/** `event.subject.content.outcome`, also with `["outcome"]`; undefined when it is not such a chain. */
function pathOf(expr: Expr): string[] | undefined {
  const steps: string[] = []
  let current: Expr | undefined = expr
  while (current !== undefined) {
    const { exprKind }: Expr = current
    if (exprKind.case === 'identExpr') return [exprKind.value.name, ...steps.reverse()]
    if (exprKind.case === 'selectExpr') {
      steps.push(exprKind.value.field)
      current = exprKind.value.operand
    } else if (exprKind.case === 'callExpr' && exprKind.value.function === '_[_]') {
      const step = textOf(exprKind.value.args[1])
      if (step === undefined) return undefined
      steps.push(step)
      current = exprKind.value.args[0]
    } else return undefined
  }
  return undefined
}

function textOf(expr: Expr | undefined): string | undefined {
  if (expr?.exprKind.case !== 'constExpr') return undefined
  const { constantKind } = expr.exprKind.value
  return constantKind.case === 'stringValue' ? (constantKind.value as string) : undefined
}

function requestProblem(path: readonly string[]): string | undefined {
  const [first, second] = path
  if (first === undefined) return undefined
  const names = Object.keys(REQUEST)
  if (!names.includes(first))
    return `request.${first}: a request has ${names.join(', ')}${nearest(first, names)}`
  const below = REQUEST[first]
  if (second === undefined || below === undefined || below.includes(second)) return undefined
  return `request.${path.join('.')}: ${first} has ${below.join(', ') || 'no fields'}${nearest(second, below)}`
}
