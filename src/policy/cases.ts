/** `policy test`: a file of cases (events, request, time, expected verdict and findings) against real policies. */
import { isObject } from '../cdevents/object.ts'
import { parseJson } from '../cdevents/parse.ts'
import { TurnpikeError } from '../errors.ts'
import type { Problem } from '../errors.ts'
import { readCasesFile, unusable } from './cases-file.ts'
import { casesShape } from './cases-shape.ts'
import type { CaseText, CasesText, EventText } from './cases-shape.ts'
import { compare } from './cases-compare.ts'
import { coverageOf } from './cases-coverage.ts'
import type { RuleCoverage, Shown } from './cases-coverage.ts'
import { decide } from './decide.ts'
import type { Decision, Finding } from './decision.ts'
import { gather } from './gather.ts'
import { underAllNames } from './known-people.ts'
import { loadPolicy } from './load.ts'
import type { Policy } from './policy.ts'
import { readRequest } from './request.ts'
import { requirements } from './requirements.ts'
import { createShelf } from './shelf.ts'
import { toEvents } from './case-events.ts'
import { nearest } from './suggest.ts'

export interface CaseResult {
  name: string
  passed: boolean
  /** Why it failed, one line each: `unit-tests: expected fail, got pass (success, unit)`. */
  problems: string[]
  verdict?: Decision['verdict']
  /** What every rule said. */
  findings: { policy: string; rule: string; result: Finding['result'] }[]
  /** Of the last result, which is about all cases: what was seen of each rule. */
  coverage?: RuleCoverage[]
}

const DEFAULT_AT = '2026-01-01T00:00:00.000Z'

/**
 * Runs every case of a file. The last result says which rules were never seen to pass or never seen to block; it fails
 * only where the file asks for `coverage: all`, or for `coverage: outcomes`, which looks for more.
 * @param readText reads a policy or an events file by the path written in the file of cases
 * @throws TurnpikeError USAGE with every problem when the file itself, or a policy it names, cannot be read
 */
export async function runCases(text: string, readText: (path: string) => string): Promise<CaseResult[]> {
  const file = readCases(text)
  const policies = new Map<string, Promise<Policy>>()
  const policyAt = (path: string, origin: Policy['origin']): Promise<Policy> => {
    const known = policies.get(`${origin} ${path}`) ?? policyIn(path, origin, readText)
    policies.set(`${origin} ${path}`, known)
    return known
  }
  const results: CaseResult[] = []
  const decided = new Map<string, Decision>()
  const shown: Decision[] = []
  for (const one of file.cases) {
    const paths = one.policies ?? file.policies ?? []
    const files = one.files ?? file.files ?? []
    if (paths.length + files.length === 0) throw unusable(`the case "${one.name}" names no policies`)
    const people = one.people ?? file.people ?? []
    const layers = await Promise.all([
      ...paths.map((path) => policyAt(path, 'store')),
      ...files.map((path) => policyAt(path, 'file')),
    ])
    const judged = await judgeCase(one, file, {
      policies: layers.map((policy) => underAllNames(policy, people)),
      readText,
      decided,
    })
    results.push(judged.result)
    if (judged.decision === undefined) continue
    decided.set(one.name, judged.decision)
    shown.push(judged.decision)
  }
  const loaded = await Promise.all(policies.values())
  return [...results, sayCoverage(loaded, shown, file.coverage)]
}

interface Scene {
  policies: readonly Policy[]
  readText: (path: string) => string
  /** Decisions of the cases before, by name. */
  decided: ReadonlyMap<string, Decision>
}

async function judgeCase(
  one: CaseText,
  file: CasesText,
  { policies, readText, decided }: Scene,
): Promise<{ result: CaseResult; decision?: Decision }> {
  const broken = (problems: readonly Problem[]): { result: CaseResult } => ({
    result: {
      name: one.name,
      passed: false,
      problems: problems.map(({ path, message }) => `${path === '' ? '' : `${path}: `}${message}`),
      findings: [],
    },
  })
  const now = new Date(one.at ?? file.at ?? DEFAULT_AT).toISOString()
  const read = readRequest({ ...file.request, ...one.request })
  if ('problems' in read) return broken(read.problems)
  const shelf = createShelf()
  const policyDigest = policies[0]?.digest ?? ''
  try {
    for (const written of [...itemsOf(file.events, readText), ...itemsOf(one.events, readText)])
      for (const { event, producer, receivedAt, signature } of toEvents(written, {
        request: read.request,
        now,
        policyDigest,
        ...(file.producers === undefined ? {} : { producers: file.producers }),
      }))
        if (receivedAt <= now) shelf.put(event, producer, receivedAt, signature)
  } catch (error) {
    if (error instanceof TurnpikeError)
      return broken(error.problems.length > 0 ? error.problems : [{ path: '', message: error.message }])
    throw error
  }
  const previous = one.previous === undefined ? undefined : decided.get(one.previous)
  if (one.previous !== undefined && previous === undefined)
    return broken([
      {
        path: '/previous',
        message: `no case "${one.previous}" before this one was decided${nearest(one.previous, [...decided.keys()])}`,
      },
    ])
  const evidence = await gather(shelf, 'default', requirements(policies, read.request, now))
  const decision = decide(policies, read.request, evidence, {
    id: '00000000-0000-4000-8000-000000000000',
    now,
    organisation: 'default',
    requester: { kind: 'loopback', id: 'policy-test' },
    mode: 'dry-run',
    ...(previous === undefined ? {} : { previous }),
  })
  const problems = compare(decision, one.expect)
  const findings = decision.findings.map(({ policy, rule, result }) => ({ policy, rule, result }))
  const { verdict } = decision
  return { result: { name: one.name, passed: problems.length === 0, problems, verdict, findings }, decision }
}

function sayCoverage(
  policies: readonly Policy[],
  cases: readonly Shown[],
  required: CasesText['coverage'],
): CaseResult {
  const { rules, gaps } = coverageOf(policies, cases, required ?? 'all')
  const all =
    required === 'outcomes'
      ? `every outcome of every rule (${rules.length}) is seen in a case`
      : `every rule (${rules.length}) passes in a case and blocks in another`
  const complete = gaps.length === 0
  return {
    name: `coverage: ${complete ? all : `${gaps.length} gaps in ${rules.length} rules`}`,
    passed: complete || required === undefined,
    problems: gaps,
    findings: [],
    coverage: rules,
  }
}

function readCases(text: string): CasesText {
  const file = readCasesFile(text, casesShape) as CasesText
  const times = [file.at, ...file.cases.map(({ at }) => at)].filter((at) => at !== undefined)
  for (const at of times)
    if (Number.isNaN(Date.parse(at))) throw unusable(`the time ${JSON.stringify(at)} cannot be read`)
  return file
}

async function policyIn(
  path: string,
  origin: Policy['origin'],
  readText: (path: string) => string,
): Promise<Policy> {
  const loaded = await loadPolicy(readText(path), { name: path, origin })
  if ('policy' in loaded) return loaded.policy
  throw unusable(`the policy ${path} does not load`, loaded.problems)
}

/** Events written in the file, and the lines of others that it names, in their order. */
function itemsOf(events: CasesText['events'], readText: (path: string) => string): EventText[] {
  if (events === undefined) return []
  const written = typeof events === 'string' ? [events] : events
  return written.flatMap((item) => (typeof item === 'string' ? linesOf(item, readText(item)) : [item]))
}

function linesOf(path: string, text: string): EventText[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const problem = `${path}: line ${index + 1} is not the JSON of an event`
    let event: unknown
    try {
      event = parseJson(line)
    } catch (cause) {
      throw new TurnpikeError('USAGE', problem, { cause })
    }
    if (!isObject(event)) throw new TurnpikeError('USAGE', problem)
    return [event]
  })
}
