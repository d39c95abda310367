/**
 * How bad a SARIF result is: its own level, or its rule's. Results may stand before the rules in a file, so they are
 * counted by what decides it, and looked up at the end. Pure.
 *
 * Source: SARIF 2.1.0 §3.27.10 (level), §3.27.9 (kind), §3.52.4 (rule lookup), §3.20.5 (overrides of an invocation).
 */
import type { KeptObject } from './json-stream.ts'
import { refusal } from './refusal.ts'
import { scoreIn, severityOfScore } from './scan.ts'
import type { Severity } from './scan.ts'

export type Level = 'error' | 'warning' | 'note' | 'none'
const LEVELS: readonly string[] = ['error', 'warning', 'note', 'none']

/** Of one run: distinct rules, and distinct kinds of result. Both are kept until the run ends. */
const MOST = 100_000

export interface Rule {
  id?: string
  /** `defaultConfiguration.level`; another word than the four is kept too. */
  level?: string
  /** `properties.security-severity`. */
  severity?: Severity
}

/** Which rule of which tool component: -1 is the driver, else an extension by its number, name or guid. */
export interface RuleRef {
  component: number | string
  index?: number
  id?: string
}

/** What decides how bad a result is. */
export interface Result extends RuleRef {
  level?: string
  kind?: string
  /** The invocation that it comes from. */
  invocation: number
}

export function ruleOf({ id, defaultConfiguration, properties }: KeptObject): Rule {
  const level = (defaultConfiguration as KeptObject | undefined)?.['level']
  const score = (properties as KeptObject | undefined)?.['security-severity']
  const number = score === undefined || score === '' ? undefined : scoreIn(score as string | number)
  return {
    ...(id === undefined ? {} : { id: id as string }),
    ...(level === undefined ? {} : { level: level as string }),
    ...(score === undefined || score === ''
      ? {}
      : { severity: number === undefined ? 'unknown' : severityOfScore(number) }),
  }
}

/** A `reportingDescriptorReference` (§3.52). */
export function refOf(reference: KeptObject | undefined): RuleRef {
  const { index, id, toolComponent } = reference ?? {}
  const component = (toolComponent ?? {}) as KeptObject
  const number = component['index']
  return {
    component:
      typeof number === 'number' && number >= 0
        ? number
        : ((component['guid'] ?? component['name'] ?? -1) as number | string),
    ...(typeof index === 'number' && index >= 0 ? { index } : {}),
    ...(typeof id === 'string' ? { id } : {}),
  }
}

/** Equal results, counted together. */
export function createTally() {
  const tally = new Map<string, { result: Result; count: number }>()
  return {
    add(result: Result): void {
      const { component, index, id, level, kind, invocation } = result
      const key = `${component} ${index} ${level} ${kind} ${invocation} ${id}`
      const known = tally.get(key)
      if (known !== undefined) known.count++
      else if (tally.size < MOST) tally.set(key, { result, count: 1 })
      else throw refusal(`one run has results of more than ${MOST} kinds (rule, level, kind)`)
    },
    all: () => tally.values(),
  }
}

/** The rules of a tool component, by index and by id. */
export function createRules() {
  const list: Rule[] = []
  const byId = new Map<string, Rule>()
  return {
    add(rule: Rule): void {
      if (list.length >= MOST) throw refusal(`one tool has more than ${MOST} rules`)
      list.push(rule)
      if (rule.id !== undefined && !byId.has(rule.id)) byId.set(rule.id, rule)
    },
    /** By its index; else by its id, of which `CA1000/1` may be a part (§3.52.4). */
    find({ index, id }: RuleRef): Rule | undefined {
      const numbered = index === undefined ? undefined : list[index]
      if (numbered !== undefined && (id === undefined || isOf(id, numbered))) return numbered
      for (let name = id ?? ''; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('/')))) {
        const rule = byId.get(name)
        if (rule !== undefined) return rule
      }
      return numbered
    },
  }
}

function isOf(id: string, rule: Rule): boolean {
  return rule.id === undefined || id === rule.id || id.startsWith(`${rule.id}/`)
}

export type Rules = ReturnType<typeof createRules>

/** `unknown` for a word that is none of the four. */
export function levelOf(
  { level, kind }: Result,
  rule: Rule | undefined,
  override: string | undefined,
): Level | 'unknown' {
  const said =
    level ?? (kind !== undefined && kind !== 'fail' ? 'none' : (override ?? rule?.level ?? 'warning'))
  return LEVELS.includes(said) ? (said as Level) : 'unknown'
}

const OF_LEVEL: Readonly<Record<Level | 'unknown', Severity>> = {
  error: 'high',
  warning: 'medium',
  note: 'low',
  none: 'info',
  unknown: 'unknown',
}

/** The rule's `security-severity`, where it has one, as GitHub's code scanning reads it; else by level. */
export function severityOf(level: Level | 'unknown', rule: Rule | undefined): Severity {
  return rule?.severity ?? OF_LEVEL[level]
}
