/**
 * Which variable each fact comes from. Nothing is written down about any CI: a variable is changed, and what changes with
 * it comes from it. So this holds for every CI that `detect` knows, now and later.
 */
import { detectFacts } from '../../host/detect.ts'
import type { Facts } from '../../host/host.ts'

type Env = Readonly<Record<string, string | undefined>>

export interface FactRow {
  name: string
  /** Empty when it is not known. */
  value: string
  /** Variables; empty for what comes from none of them. */
  from: string[]
}

type Detect = (env: Env) => Facts

const ROWS: readonly [string, (facts: Facts) => string | undefined][] = [
  ['CI', ({ forge }) => forge],
  ['repository', ({ repository }) => repository.name],
  ['source', ({ source }) => source],
  ['commit', ({ commit }) => commit],
  ['ref', ({ ref }) => ref],
  ['run', ({ run }) => run.id],
  ['attempt', ({ run }) => String(run.attempt)],
  ['job', ({ job }) => job.name],
  ['job id', ({ job }) => job.id],
  ['actor', ({ actor }) => actor.uri || actor.name],
  ['change', ({ change }) => change?.id],
  ['environment', ({ environment }) => environment],
]

/** More variables than any CI sets; each costs some tens of microseconds. */
const MOST_VARIABLES = 2_000

export function factRows(
  env: Env,
  readFile: (path: string) => string,
  machine: { hostname: string; user: string; run?: string },
): { facts: Facts; rows: FactRow[] } {
  const detect: Detect = (changed) => detectFacts(changed, readFile, { machine })
  const facts = detect(env)
  const values = ROWS.map(([name, of]) => ({ name, value: of(facts) ?? '', from: [] as string[] }))
  for (const name of readBy(detect, env)) {
    for (const index of changedBy(name, env, detect, facts)) values[index]?.from.push(name)
  }
  return { facts, rows: values }
}

/** The variables that are looked at. */
function readBy(detect: Detect, env: Env): string[] {
  const read = new Set<string>()
  const watched = new Proxy(env, {
    get(target, name) {
      if (typeof name === 'string') read.add(name)
      return target[name as string]
    },
    ownKeys(target) {
      for (const name of Object.keys(target)) read.add(name)
      return Reflect.ownKeys(target)
    },
  })
  detect(watched)
  return [...read].filter((name) => env[name] !== undefined && env[name] !== '').slice(0, MOST_VARIABLES)
}

/** The rows that are other ones when the variable says something else, or nothing. */
function changedBy(name: string, env: Env, detect: Detect, facts: Facts): number[] {
  const value = env[name] ?? ''
  const found = new Set<number>()
  for (const other of [undefined, `${value}7`, `${value}x`]) {
    let changed: Facts
    try {
      changed = detect({ ...env, [name]: other })
    } catch {
      continue
    }
    // What says which CI this is, says everything; it is told of that alone.
    if (changed.forge !== facts.forge) return [0]
    for (const [index, [, of]] of ROWS.entries()) if (of(changed) !== of(facts)) found.add(index)
  }
  return [...found]
}
