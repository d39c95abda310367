/**
 * Inputs as the runner hands them over: environment variables `INPUT_<NAME>`, trimmed. Read once, each problem kept,
 * so that a person who made three mistakes reads of three.
 */
import { isObject } from '../cdevents/object.ts'
import { TurnpikeError, type Problem } from '../errors.ts'

export type Env = Readonly<Record<string, string | undefined>>

export interface InputReader {
  /** The trimmed value, or undefined when it was left empty. */
  text(name: string): string | undefined
  /** The trimmed value; empty is a problem, told with what to write there. */
  required(name: string, hint: string): string
  /** One value a line; empty lines are dropped. */
  lines(name: string): string[]
  /** YAML 1.2 core booleans, as `core.getBooleanInput`. */
  flag(name: string): boolean
  /** One of the words; the first when it was left empty. */
  choice<const T extends string>(name: string, allowed: readonly T[]): T
  /** Seconds, minutes or hours: `90s`, `15m`, `2h`; at most 24 hours. */
  duration(name: string): string | undefined
  /** An http or https address; `otherwise` stands in for an empty input. */
  url(name: string, otherwise?: string): string | undefined
  /** A JSON object, as `toJSON(…)` writes it; `null` and empty are undefined. */
  json(name: string): Record<string, unknown> | undefined
  problem(name: string, message: string): void
  /** @throws TurnpikeError USAGE with every problem */
  finish(): void
}

export function createInputReader(env: Env): InputReader {
  const problems: Problem[] = []
  const problem = (name: string, message: string) => {
    problems.push({ path: `/${name}`, message: `input ${name}: ${message}` })
  }
  const text = (name: string): string | undefined => {
    const value = env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`]?.trim() ?? ''
    return value === '' ? undefined : value
  }
  return {
    text,
    problem,
    required(name, hint) {
      const value = text(name)
      if (value === undefined) problem(name, `is empty; ${hint}`)
      return value ?? ''
    },
    lines(name) {
      return linesOf(text(name) ?? '')
    },
    flag(name) {
      const value = text(name) ?? 'false'
      if (/^(true|True|TRUE)$/.test(value)) return true
      if (!/^(false|False|FALSE)$/.test(value)) problem(name, `${quote(value)} is neither true nor false`)
      return false
    },
    choice<const T extends string>(name: string, allowed: readonly T[]): T {
      const value = text(name)
      const found = allowed.find((one) => one === value)
      if (value !== undefined && found === undefined)
        problem(name, `${quote(value)} is not one of ${allowed.join(', ')}`)
      return found ?? (allowed[0] as T)
    },
    duration(name) {
      const value = text(name)
      if (value !== undefined && durationMs(value) === undefined) {
        problem(name, `${quote(value)} is not a time; write a number and s, m or h, such as 15m, up to 24h`)
      }
      return value
    },
    url(name, otherwise) {
      const value = text(name) ?? (otherwise?.trim() || undefined)
      if (value !== undefined && !isHttpUrl(value)) {
        problem(
          name,
          `${quote(value)} is not an http or https address (without a password), such as https://turnpike.example.org`,
        )
      }
      return value
    },
    json(name) {
      const value = text(name)
      if (value === undefined || value === 'null') return undefined
      const parsed = parseObject(value)
      if (parsed === undefined) problem(name, `is not a JSON object; give it as \${{ toJSON(…) }}`)
      return parsed
    },
    finish() {
      if (problems.length === 0) return
      throw new TurnpikeError('USAGE', problems.map(({ message }) => message).join('\n'), { problems })
    },
  }
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** Milliseconds of `90s`, `15m`, `2h` (`0` too); undefined for anything else or more than 24 hours. */
export function durationMs(text: string): number | undefined {
  const match = /^(\d{1,6})(s|m|h)$/.exec(text)
  if (match === null) return text === '0' ? 0 : undefined
  const unit = { s: 1_000, m: 60_000, h: 3_600_000 }[match[2] as 's' | 'm' | 'h']
  const ms = Number(match[1]) * unit
  return ms <= 24 * 3_600_000 ? ms : undefined
}

function isHttpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '' && url.password === ''
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** What was given, short enough for a log line. */
export function quote(value: string): string {
  return JSON.stringify(value.length > 80 ? `${value.slice(0, 77)}…` : value)
}
