/** `policy test`: a file of cases (events, request, time, expected verdict and findings) against real policies. */
import { parseJson } from '../cdevents/parse.ts'
import { TurnpikeError } from '../errors.ts'
import type { Problem } from '../errors.ts'
import { readCasesFile, unusable } from './cases-file.ts'
import { casesShape } from './cases-shape.ts'
import type { CaseText, CasesText, EventText, Expectation } from './cases-shape.ts'
import { decide } from './decide.ts'
import type { Decision, Finding } from './decision.ts'
import { gather } from './gather.ts'
import { loadPolicy } from './load.ts'
import type { Policy } from './policy.ts'
import { readRequest } from './request.ts'
import { requirements } from './requirements.ts'
import { own } from './shape.ts'
import { createShelf } from './shelf.ts'
import { toEvents } from './case-events.ts'
import { nearest } from './suggest.ts'

export interface CaseResult {
  name: string
  passed: boolean
  /** Why it failed, one line each: `unit-tests: expected fail, got pass (success, unit)`. */
  problems: string[]
  verdict?: Decision['verdict']
  /** What every rule said, for coverage. */
  findings: { policy: string; rule: string; result: Finding['result'] }[]
}

const DEFAULT_AT = '2026-01-01T00:00:00.000Z'

/**
 * Runs every case of a file. The last result says which rules were never seen to pass or never seen to block; it fails
 * only where the file asks for `coverage: all`.
 * @param readText reads a policy or an events file by the path written in the file of cases
 * @throws TurnpikeError USAGE with every problem when the file itself, or a policy it names, cannot be read
 */
export async function runCases(text: string, readText: (path: string) => string): Promise<CaseResult[]> {
  const file = readCases(text)
  const policies = new Map<string, Promise<Policy>>()
  const policyAt = (path: string): Promise<Policy> => {
    const known = policies.get(path) ?? policyIn(path, readText)
    policies.set(path, known)
    return known
  }
  const results: CaseResult[] = []
  for (const one of file.cases) {
    const paths = one.policies ?? file.policies ?? []
    if (paths.length === 0) throw unusable(`the case "${one.name}" names no policies`)
    results.push(await runCase(one, file, await Promise.all(paths.map(policyAt)), readText))
  }
  const loaded = await Promise.all(policies.values())
  return [...results, coverageOf(loaded, results, file.coverage === 'all')]
}

async function runCase(
  one: CaseText,
  file: CasesText,
  policies: readonly Policy[],
  readText: (path: string) => string,
): Promise<CaseResult> {
  const broken = (problems: readonly Problem[]): CaseResult => ({
    name: one.name,
    passed: false,
    problems: problems.map(({ path, message }) => `${path === '' ? '' : `${path}: `}${message}`),
    findings: [],
  })
  const now = new Date(one.at ?? file.at ?? DEFAULT_AT).toISOString()
  const read = readRequest({ ...file.request, ...one.request })
  if ('problems' in read) return broken(read.problems)
  const shelf = createShelf()
  try {
    for (const written of [...itemsOf(file.events, readText), ...itemsOf(one.events, readText)])
      for (const { event, producer, receivedAt, signature } of toEvents(written, {
        request: read.request,
        now,
      }))
        if (receivedAt <= now) shelf.put(event, producer, receivedAt, signature)
  } catch (error) {
    if (error instanceof TurnpikeError)
      return broken(error.problems.length > 0 ? error.problems : [{ path: '', message: error.message }])
    throw error
  }
  const evidence = await gather(shelf, 'default', requirements(policies, read.request, now))
  const decision = decide(policies, read.request, evidence, {
    id: '00000000-0000-4000-8000-000000000000',
    now,
    organisation: 'default',
    requester: { kind: 'loopback', id: 'policy-test' },
    mode: 'dry-run',
  })
  const problems = compare(decision, one.expect)
  return {
    name: one.name,
    passed: problems.length === 0,
    problems,
    verdict: decision.verdict,
    findings: decision.findings.map(({ policy, rule, result }) => ({ policy, rule, result })),
  }
}

/** One line for everything that is not as expected. */
function compare(decision: Decision, expected: Expectation): string[] {
  const problems: string[] = []
  if (decision.verdict !== expected.verdict)
    problems.push(`verdict: expected ${expected.verdict}, got ${decision.verdict} (${decision.summary})`)
  for (const [rule, wanted] of Object.entries(expected.findings ?? {})) {
    const finding = decision.findings.find((one) => one.rule === rule || `${one.policy}/${one.rule}` === rule)
    if (finding === undefined) {
      const rules = decision.findings.map((one) => one.rule)
      problems.push(
        `${rule}: no such rule was asked${nearest(rule, rules)}; asked: ${rules.join(', ') || 'none'}`,
      )
      continue
    }
    const { result, reason, found } =
      typeof wanted === 'string' ? { result: wanted, reason: undefined, found: undefined } : wanted
    const got = `got ${finding.result}, ${finding.reason} (${finding.found})`
    if (result !== undefined && finding.result !== result)
      problems.push(`${rule}: expected ${result}, ${got}`)
    else if (reason !== undefined && finding.reason !== reason)
      problems.push(`${rule}: expected reason ${reason}, ${got}`)
    if (found !== undefined && !finding.found.includes(found))
      problems.push(`${rule}: expected to find "${found}", ${got}`)
  }
  // A case that fails should say why the gate said what it said, whatever was asked for.
  if (problems.length > 0)
    for (const finding of decision.findings)
      if (
        !['pass', 'off', 'not-applicable'].includes(finding.result) &&
        own(expected.findings ?? {}, finding.rule) === undefined
      )
        problems.push(`  (${finding.rule}: ${finding.result}, ${finding.reason}: ${finding.found})`)
  return problems
}

/** Which rules were never seen to pass, or never seen to hold something back. */
function coverageOf(
  policies: readonly Policy[],
  results: readonly CaseResult[],
  required: boolean,
): CaseResult {
  const gaps: string[] = []
  let rules = 0
  for (const policy of policies)
    for (const { id, enforce } of policy.rules) {
      if (enforce === 'off') continue
      rules++
      const seen = results
        .flatMap(({ findings }) => findings)
        .filter((one) => one.policy === policy.name && one.rule === id)
      const has = (...wanted: string[]) => seen.some(({ result }) => wanted.includes(result))
      if (seen.length === 0) gaps.push(`${policy.name}/${id}: in no case`)
      else {
        if (!has('pass')) gaps.push(`${policy.name}/${id}: passes in no case`)
        if (!has('fail', 'pending', 'error')) gaps.push(`${policy.name}/${id}: blocks in no case`)
      }
    }
  const complete = gaps.length === 0
  return {
    name: `coverage: ${complete ? `every rule (${rules}) passes in a case and blocks in another` : `${gaps.length} gaps in ${rules} rules`}`,
    passed: complete || !required,
    problems: gaps,
    findings: [],
  }
}

function readCases(text: string): CasesText {
  const file = readCasesFile(text, casesShape) as CasesText
  const times = [file.at, ...file.cases.map(({ at }) => at)].filter((at) => at !== undefined)
  for (const at of times)
    if (Number.isNaN(Date.parse(at))) throw unusable(`the time ${JSON.stringify(at)} cannot be read`)
  return file
}

async function policyIn(path: string, readText: (path: string) => string): Promise<Policy> {
  const loaded = await loadPolicy(readText(path), { name: path, origin: 'store' })
  if ('policy' in loaded) return loaded.policy
  throw unusable(`the policy ${path} does not load`, loaded.problems)
}

/** Events written in the file, or the lines of another one. */
function itemsOf(events: EventText[] | string | undefined, readText: (path: string) => string): EventText[] {
  if (events === undefined) return []
  if (typeof events !== 'string') return events
  return readText(events)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      try {
        return parseJson(line) as EventText
      } catch (cause) {
        throw new TurnpikeError('USAGE', `${events}: line ${index + 1} is not JSON`, { cause })
      }
    })
}
