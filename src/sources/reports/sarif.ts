/**
 * SARIF 2.1.0 → scans, one for each run, in one pass and in memory that depends on the number of rules alone. Pure.
 *
 * | of a run | what it makes |
 * |---|---|
 * | no `results`, or `executionSuccessful: false` | broken: nobody looked, or not to the end |
 * | `kind` pass, notApplicable, informational | counts for nothing |
 * | `kind` open, review | unknown: nobody has decided |
 * | `baselineState` absent | counts for nothing; new, unchanged and updated do |
 * | `suppressions`, each accepted (or without a status) | suppressed; one that is under review or rejected is none |
 *
 * Source: SARIF 2.1.0 (OASIS standard), §3.14 run, §3.20 invocation, §3.27 result, §3.35 suppression.
 */
import { readJson } from './json-stream.ts'
import type { Kept, KeptObject, Sketch } from './json-stream.ts'
import { quoted, refusal } from './refusal.ts'
import type { Bytes } from './report.ts'
import { createRules, createTally, levelOf, refOf, ruleOf, severityOf } from './sarif-rules.ts'
import type { RuleRef, Rules } from './sarif-rules.ts'
import { noCounts } from './scan.ts'
import type { Scan } from './scan.ts'

/** Each gives events. */
const MOST_RUNS = 1000

/** What decides if a run counts; what is kept elsewhere cannot be counted here. */
const EXTERNAL = ['results', 'driver', 'extensions', 'invocations'] as const

/** @throws TurnpikeError INVALID_REPORT */
export async function readSarif(bytes: Bytes): Promise<Scan[]> {
  const scans: Scan[] = []
  let run = createRun()
  const reference: Sketch = {
    members: {
      id: { text: 300 },
      index: { number: true },
      toolComponent: { members: { index: { number: true }, name: { text: 300 }, guid: { text: 40 } } },
    },
  }
  const rules: Sketch = {
    items: {
      members: {
        id: { text: 300 },
        defaultConfiguration: { members: { level: { text: 30 } } },
        properties: {
          members: { 'security-severity': { text: 30, number: true, loose: true } },
          loose: true,
        },
      },
    },
    each: (rule) => run.rule(rule),
  }
  const component: Sketch = {
    members: {
      name: { text: 300 },
      guid: { text: 40 },
      version: { text: 100 },
      semanticVersion: { text: 100 },
      rules,
    },
  }
  const external: Sketch = { items: { loose: true }, each: () => undefined, members: {} }
  const elsewhere: Sketch = { members: Object.fromEntries(EXTERNAL.map((name) => [name, external])) }
  const result: Sketch = {
    members: {
      ruleId: { text: 300 },
      ruleIndex: { number: true },
      rule: reference,
      level: { text: 30 },
      kind: { text: 30 },
      baselineState: { text: 30 },
      suppressions: { items: { members: { status: { text: 30 } } } },
      provenance: { members: { invocationIndex: { number: true } } },
    },
  }
  const root = await readJson(bytes, {
    members: {
      version: { text: 30 },
      inlineExternalProperties: { items: elsewhere },
      runs: {
        items: {
          members: {
            tool: {
              members: {
                driver: { ...component, done: () => run.driver() },
                extensions: { items: component, each: (extension) => run.extension(extension) },
              },
            },
            automationDetails: { members: { id: { text: 300 } } },
            externalPropertyFileReferences: elsewhere,
            invocations: {
              items: {
                members: {
                  executionSuccessful: { boolean: true },
                  toolExecutionNotifications: notifications(() => run),
                  toolConfigurationNotifications: notifications(() => run),
                  ruleConfigurationOverrides: {
                    items: {
                      members: { descriptor: reference, configuration: { members: { level: { text: 30 } } } },
                    },
                  },
                },
              },
            },
            results: { items: result, each: (each) => run.result(each) },
          },
        },
        each: (kept, index) => {
          if (index >= MOST_RUNS) throw refusal(`more than ${MOST_RUNS} runs`)
          scans.push(run.finish(kept, index))
          run = createRun()
        },
      },
    },
  })
  const { version, runs, inlineExternalProperties } = root as KeptObject
  if (version !== '2.1.0')
    throw refusal(`its version is ${quoted(version)}, and must be "2.1.0" (SARIF); is it a SARIF file?`)
  if (runs === undefined) throw refusal('it has no runs, which every SARIF file has')
  for (const each of (inlineExternalProperties ?? []) as (KeptObject | undefined)[])
    checkElsewhere(each, 'inlineExternalProperties')
  return scans
}

function notifications(run: () => { complaint: (level: Kept) => void }): Sketch {
  return {
    items: { members: { level: { text: 30 } } },
    each: (notification) => run().complaint((notification as KeptObject | undefined)?.['level']),
  }
}

function createRun() {
  const tally = createTally()
  let collected = createRules()
  let driverRules: Rules | undefined
  const extensions: { name: Kept; guid: Kept; rules: Rules }[] = []
  let suppressed = 0
  let complaints = 0

  const rulesOf = ({ component }: RuleRef): Rules | undefined => {
    if (component === -1) return driverRules
    if (typeof component === 'number') return extensions[component]?.rules
    return extensions.find(({ name, guid }) => name === component || guid === component)?.rules ?? driverRules
  }

  return {
    rule: (rule: Kept) => collected.add(rule === undefined ? {} : ruleOf(rule as KeptObject)),
    driver() {
      driverRules = collected
      collected = createRules()
    },
    extension(extension: Kept) {
      const { name, guid } = (extension ?? {}) as KeptObject
      extensions.push({ name, guid, rules: collected })
      collected = createRules()
    },
    complaint(level: Kept) {
      if (level === 'error') complaints++
    },
    result(kept: Kept) {
      if (kept === undefined) throw refusal('a result is null')
      const result = kept as KeptObject
      const { kind, baselineState, suppressions, level, ruleId, ruleIndex, provenance } = result
      if (kind === 'pass' || kind === 'notApplicable' || kind === 'informational') return
      if (baselineState === 'absent') return
      const given = (suppressions ?? []) as (KeptObject | undefined)[]
      if (
        given.length > 0 &&
        given.every((one) => one !== undefined && (one['status'] ?? 'accepted') === 'accepted')
      ) {
        suppressed++
        return
      }
      const reference = refOf(result['rule'] as KeptObject | undefined)
      const invocation = (provenance as KeptObject | undefined)?.['invocationIndex']
      tally.add({
        ...(ruleId === undefined ? {} : { id: ruleId as string }),
        ...(typeof ruleIndex === 'number' && ruleIndex >= 0 ? { index: ruleIndex } : {}),
        ...reference,
        ...(level === undefined ? {} : { level: level as string }),
        ...(kind === undefined ? {} : { kind: kind as string }),
        invocation: typeof invocation === 'number' ? invocation : -1,
      })
    },
    finish(kept: Kept, at: number): Scan {
      const { tool, automationDetails, invocations, results, externalPropertyFileReferences } = (kept ??
        {}) as KeptObject
      checkElsewhere(externalPropertyFileReferences as KeptObject | undefined, `/runs/${at}`)
      const driver = (tool as KeptObject | undefined)?.['driver'] as KeptObject | undefined
      const name = driver?.['name']
      if (typeof name !== 'string' || name.trim() === '')
        throw refusal(`/runs/${at}/tool/driver/name is missing; every run says which tool ran`)
      const version = (driver?.['semanticVersion'] ?? driver?.['version']) as string | undefined
      const category = (automationDetails as KeptObject | undefined)?.['id'] as string | undefined
      const calls = (invocations ?? []) as (KeptObject | undefined)[]
      const overrides = overridesOf(calls)

      const counts = noCounts()
      const levels = { error: 0, warning: 0, note: 0, none: 0 }
      let total = 0
      for (const { result, count } of tally.all()) {
        total += count
        const rule = rulesOf(result)?.find(result)
        if (result.kind === 'open' || result.kind === 'review') {
          counts.unknown += count
          continue
        }
        const level = levelOf(result, rule, overrides(result))
        counts[severityOf(level, rule)] += count
        if (level !== 'unknown') levels[level] += count
      }
      const broken = brokenOf(results, calls)
      return {
        tool: { name: name.trim(), ...(version === undefined || version === '' ? {} : { version }) },
        ...(category === undefined || category === '' ? {} : { category }),
        counts,
        total,
        suppressed,
        levels,
        complaints,
        ...(broken === undefined ? {} : { broken }),
      }
    },
  }
}

function brokenOf(results: Kept, calls: readonly (KeptObject | undefined)[]): string | undefined {
  if (calls.some((call) => call?.['executionSuccessful'] === false))
    return 'the tool says that its run was not successful (executionSuccessful: false)'
  return results === undefined
    ? 'the run has no results, not even an empty list: nothing was looked at'
    : undefined
}

/** The level that an invocation gave a rule (`ruleConfigurationOverrides`). */
function overridesOf(
  calls: readonly (KeptObject | undefined)[],
): (result: { invocation: number } & RuleRef) => string | undefined {
  const keyOf = (call: number, { component, index, id }: RuleRef) => `${call} ${component} ${index ?? id}`
  const levels = new Map<string, string>()
  calls.forEach((call, number) => {
    for (const override of (call?.['ruleConfigurationOverrides'] ?? []) as (KeptObject | undefined)[]) {
      const level = (override?.['configuration'] as KeptObject | undefined)?.['level']
      const reference = refOf(override?.['descriptor'] as KeptObject | undefined)
      if (typeof level !== 'string') continue
      const { component, index, id } = reference
      if (index !== undefined) levels.set(keyOf(number, { component, index }), level)
      if (id !== undefined) levels.set(keyOf(number, { component, id }), level)
    }
  })
  return ({ invocation, component, index, id }) =>
    levels.size === 0
      ? undefined
      : (levels.get(keyOf(invocation, { component, ...(index === undefined ? {} : { index }) })) ??
        levels.get(keyOf(invocation, { component, ...(id === undefined ? {} : { id }) })))
}

/** Something that decides is in another file: what is here is not all of it. */
function checkElsewhere(references: KeptObject | undefined, place: string): void {
  const outside = EXTERNAL.find((name) => {
    const value = references?.[name]
    return value !== undefined && value !== 0
  })
  if (outside !== undefined)
    throw refusal(
      `${place} keeps ${outside} in other files or elsewhere in this one; have the tool write everything into its run`,
    )
}
