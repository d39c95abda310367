/**
 * Hostile policies, requests and events against the whole of the decision: load, read, admit, ask, decide, record, render.
 *
 *   npm run fuzz -- decide [cases=200000] [seed=1]
 *   npm run fuzz -- reports [cases=50000] [seed=1]      the readers of report files: reports.ts
 *   npm run fuzz -- [cases] [seed]                      both
 *
 * What must hold of every one: nothing throws, nothing takes a second, and an allow has no blocking finding that is an
 * error, a failure or waits, and one that passes. Ends 1 with the seed of the first case that breaks this.
 */
import process from 'node:process'
import { isMainThread } from 'node:worker_threads'
import { fileURLToPath } from 'node:url'
import { stringify, parse } from 'yaml'
import { TurnpikeError } from '../../src/errors.ts'
import { toEvents } from '../../src/policy/case-events.ts'
import { decide } from '../../src/policy/decide.ts'
import type { Decision, GateRequest } from '../../src/policy/decision.ts'
import { gather } from '../../src/policy/gather.ts'
import { loadPolicy } from '../../src/policy/load.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { decisionEvent, readDecision } from '../../src/policy/record.ts'
import { readRequest } from '../../src/policy/request.ts'
import { requirements } from '../../src/policy/requirements.ts'
import { createShelf } from '../../src/policy/shelf.ts'
import { renderLog } from '../../src/report/line.ts'
import { renderSummary } from '../../src/report/summary.ts'
import type { Principal } from '../../src/store/store.ts'
import { createChance, type Chance } from './chance.ts'
import { examples, scenes, type Scene } from './corpus.ts'
import { mutated, spoiled } from './mutate.ts'
import { watch, work } from './watch.ts'

const LONGEST_MS = 1000
/** What a store may say of when it received something, and one that is broken. */
const CLOCKS = ['yesterday', '1970-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2026-11-21T14:00:00+14:00']

export interface Tally {
  cases: number
  hostilePolicies: number
  hostileRequests: number
  hostileEvents: number
  loaded: number
  verdicts: Record<string, number>
  slowestMs: number
  slowestCase: number
}

/** @throws Error naming the case that broke something */
export async function fuzz(
  cases: number,
  seed: number,
  onCase: (nth: number) => void = () => undefined,
): Promise<Tally> {
  const stage = await createStage()
  const tally: Tally = {
    cases: 0,
    hostilePolicies: 0,
    hostileRequests: 0,
    hostileEvents: 0,
    loaded: 0,
    verdicts: {},
    slowestMs: 0,
    slowestCase: 0,
  }
  for (let nth = 0; nth < cases; nth++) {
    onCase(nth)
    const started = performance.now()
    try {
      await oneCase(stage, createChance(seed * 1_000_003 + nth), tally)
    } catch (cause) {
      throw new Error(`case ${nth} of seed ${seed}: ${(cause as Error).message}`, { cause })
    }
    const took = performance.now() - started
    if (took > tally.slowestMs) Object.assign(tally, { slowestMs: took, slowestCase: nth })
    if (took > LONGEST_MS) throw new Error(`case ${nth} of seed ${seed} took ${Math.round(took)} ms`)
    tally.cases++
  }
  return tally
}

interface Stage {
  scenes: readonly Scene[]
  examples: readonly string[]
  loaded: Map<string, Policy>
}

async function createStage(): Promise<Stage> {
  return { scenes: scenes(), examples: examples(), loaded: new Map() }
}

async function oneCase(stage: Stage, chance: Chance, tally: Tally): Promise<void> {
  const scene = chance.one(stage.scenes)
  const policies = await policiesOf(stage, scene, chance, tally)
  const request = requestOf(scene, chance, tally)
  if (request === undefined || policies === undefined) return
  const shelf = shelfOf(scene, policies, request, chance, tally)
  const evidence = await gather(shelf, 'default', requirements(policies, request, scene.at))
  const decision = decide(policies, request, evidence, {
    id: '00000000-0000-4000-8000-000000000000',
    now: scene.at,
    organisation: 'default',
    requester: { kind: 'token', id: 'token:fuzz' },
    mode: 'enforce',
  })
  tally.verdicts[decision.verdict] = (tally.verdicts[decision.verdict] ?? 0) + 1
  check(decision)
}

/** Undefined when one of them does not load: then nothing is asked. */
async function policiesOf(
  stage: Stage,
  scene: Scene,
  chance: Chance,
  tally: Tally,
): Promise<Policy[] | undefined> {
  const texts = [...scene.policies]
  if (chance.percent(25)) texts.push(chance.one(stage.examples))
  if (chance.percent(50)) {
    const at = chance.below(texts.length)
    texts[at] = hostileText(texts[at]!, chance)
    tally.hostilePolicies++
  }
  const policies: Policy[] = []
  for (const text of texts) {
    const known = stage.loaded.get(text)
    const origin = chance.percent(10) ? 'file' : 'store'
    const read = known === undefined ? await loadPolicy(text, { name: 'fuzz', origin }) : { policy: known }
    if ('problems' in read) {
      if (read.problems.length === 0) throw new Error('a policy was refused without a reason')
      return undefined
    }
    tally.loaded++
    if (scene.policies.includes(text)) stage.loaded.set(text, read.policy)
    policies.push(read.policy)
  }
  return policies
}

function hostileText(text: string, chance: Chance): string {
  if (chance.percent(30)) return spoiled(text, chance)
  try {
    return stringify(mutated(parse(text) as unknown, 1 + chance.below(3), chance))
  } catch {
    return spoiled(text, chance)
  }
}

function requestOf(scene: Scene, chance: Chance, tally: Tally): GateRequest | undefined {
  let value: unknown = scene.request
  if (chance.percent(30)) {
    value = mutated(value, 1 + chance.below(2), chance)
    tally.hostileRequests++
  }
  const read = readRequest(value)
  if ('request' in read) return read.request
  if (read.problems.length === 0) throw new Error('a request was refused without a reason')
  // What was never read must not be judged as if it were: decide says error, and never throws.
  const evidence = { position: 0, answers: new Map() }
  const options = {
    id: 'x',
    now: scene.at,
    organisation: 'default',
    requester: { kind: 'token', id: 'x' },
    mode: 'enforce',
  } as const
  const { verdict } = decide([], value as GateRequest, evidence, options)
  if (verdict !== 'error') throw new Error(`an unreadable request is ${verdict}`)
  return undefined
}

function shelfOf(
  scene: Scene,
  policies: readonly Policy[],
  request: GateRequest,
  chance: Chance,
  tally: Tally,
) {
  const shelf = createShelf()
  const policyDigest = policies[0]?.digest ?? ''
  const { at: now, producers } = scene
  const moment = { request, now, policyDigest, ...(producers === undefined ? {} : { producers }) }
  for (const written of scene.events) {
    const hostile = chance.percent(25)
    const text = hostile && chance.percent(40) ? mutated(written, 1, chance) : written
    let sent
    try {
      sent = toEvents(text, moment)
    } catch (error) {
      // The description of an event may be refused; that is the tool's business, and said in its own way.
      if (error instanceof TurnpikeError || error instanceof RangeError) continue
      throw error
    }
    for (const { event, producer, receivedAt, signature } of sent) {
      const value = hostile ? mutated(event, 1 + chance.below(3), chance) : event
      if (hostile) tally.hostileEvents++
      const by: Principal = chance.percent(4) ? { kind: 'store', id: 'store' } : producer
      for (let times = chance.percent(5) ? 3 : 1; times > 0; times--)
        shelf.put(value, by, chance.percent(3) ? chance.one(CLOCKS) : receivedAt, signature)
    }
  }
  return shelf
}

function check(decision: Decision): void {
  const blocking = decision.findings.filter(({ enforce }) => enforce === 'block')
  if (decision.verdict === 'allow') {
    const open = blocking.find(({ result }) => ['error', 'fail', 'pending'].includes(result))
    if (open !== undefined) throw new Error(`allowed although ${open.rule} is ${open.result}`)
    if (!blocking.some(({ result }) => result === 'pass')) throw new Error('allowed although nothing passed')
    if (decision.expiresAt === undefined) throw new Error('allowed for ever')
    for (const { rule, result, exception } of blocking)
      if (['waived', 'overridden'].includes(result) && exception === undefined)
        throw new Error(`${rule} is ${result} by nothing`)
  }
  const again = readDecision(JSON.parse(JSON.stringify(decision)))
  decisionEvent(again, { source: 'urn:turnpike:store' })
  renderSummary(again, { flavour: 'github', budget: 64 * 1024 })
  renderLog(again, { colour: false })
}

/** What is fuzzed, and how many cases of it. */
const ALL = {
  decide: { file: fileURLToPath(import.meta.url), cases: 200_000 },
  reports: { file: fileURLToPath(new URL('./reports.ts', import.meta.url)), cases: 50_000 },
}

async function main([first = '', ...more]: readonly string[]): Promise<void> {
  const named = Object.hasOwn(ALL, first) ? [first as keyof typeof ALL] : undefined
  const [cases, seed] = (named === undefined ? [first, ...more] : more).map(Number)
  for (const name of named ?? (Object.keys(ALL) as (keyof typeof ALL)[])) {
    console.log(name)
    await watch(ALL[name].file, cases || ALL[name].cases, seed || 1)
  }
}

await work(ALL.decide.file, fuzz)
if (isMainThread && process.argv[1] === ALL.decide.file) await main(process.argv.slice(2))
