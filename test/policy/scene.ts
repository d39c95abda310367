/** A small stage for decisions: a policy in YAML, events as a store would hold them, one question. */
import { readFileSync } from 'node:fs'
import { describe as toEvents } from '../../src/sources/described.ts'
import type { Facts } from '../../src/host/host.ts'
import { decide } from '../../src/policy/decide.ts'
import type { DecideOptions } from '../../src/policy/decide.ts'
import type { Decision, Finding, GateRequest } from '../../src/policy/decision.ts'
import { gather } from '../../src/policy/gather.ts'
import { loadPolicy } from '../../src/policy/load.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { requirements } from '../../src/policy/requirements.ts'
import { createShelf } from '../../src/policy/shelf.ts'
import type { Shelf } from '../../src/policy/shelf.ts'
import type { Principal } from '../../src/store/store.ts'

export const NOW = '2026-11-21T14:00:00.000Z'
export const DIGEST = `sha256:${'ab'.repeat(32)}`
export const OTHER = `sha256:${'cd'.repeat(32)}`
export const REQUEST: GateRequest = {
  artifacts: [{ digest: DIGEST }],
  environment: 'production',
  service: 'webshop',
}
export const ID = '0198c2f0-0000-8000-8000-000000000001'

const FACTS: Facts = {
  forge: 'shell',
  server: '',
  source: 'https://example.org/acme/webshop',
  repository: { name: 'acme/webshop', id: '1', url: 'https://example.org/acme/webshop' },
  commit: '',
  ref: '',
  run: {
    id: 'https://example.org/runs/1',
    number: '1',
    attempt: 1,
    name: 'ci',
    url: 'https://example.org/runs/1',
  },
  job: { id: 'https://example.org/jobs/1', name: 'build', url: 'https://example.org/jobs/1' },
  actor: { name: 'dave', id: '7', uri: 'urn:user:dave' },
  chainId: '11111111-1111-4111-8111-111111111111',
}

/** Moments before now: `ago('2h')`. */
export function ago(text: string): string {
  const unit = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[text.slice(-1)]!
  return new Date(Date.parse(NOW) - Number(text.slice(0, -1)) * unit).toISOString()
}

export interface Said extends Record<string, unknown> {
  type: string
  /** Who sent it: an id of a token. Default `token:ci`. */
  by?: string | Principal
  /** When the store received it, before now. Default one hour. */
  when?: string
}

let count = 0

/** An event from a few words; the artifact is ours unless said. */
export function eventOf({ by: _by, when, ...said }: Said): Record<string, unknown> {
  const at = when === undefined ? ago('1h') : when.includes('T') ? when : ago(when)
  const [event] = toEvents([{ artifact: DIGEST, id: `e-${++count}`, timestamp: at, ...said }], FACTS, at)
  return structuredClone(event) as unknown as Record<string, unknown>
}

export function principal(by: string | Principal | undefined): Principal {
  return typeof by === 'object' ? by : { kind: 'token', id: by ?? 'token:ci' }
}

/** Puts events on a shelf in the order given. */
export function shelfOf(...events: readonly Said[]): Shelf {
  const shelf = createShelf()
  for (const said of events) {
    const { when } = said
    shelf.put(
      eventOf(said),
      principal(said.by),
      when === undefined ? ago('1h') : when.includes('T') ? when : ago(when),
    )
  }
  return shelf
}

/** A policy of the given rules; `head` replaces parts of the rest. */
export function policyText(
  rules: string,
  head: { name?: string; applies?: string; more?: string } = {},
): string {
  return `apiVersion: turnpike/v1
kind: Policy
metadata: { name: ${head.name ?? 'production'}, owner: platform@example.org, controls: ['FitSM-1:PR13.4'] }
applies: ${head.applies ?? '{ environments: [production] }'}
producers:
  ci: { id: 'token:ci' }
  ops: { id: 'token:ops' }
groups:
  board: [urn:user:alice, [urn:user:bob, urn:github:user:42], urn:user:carol]
${head.more ?? ''}
rules:
${rules.replace(/^\n+/u, '').replace(/\s+$/u, '')}
`
}

/** Loads, or throws with the problems. */
export async function load(text: string, origin: 'store' | 'file' = 'store'): Promise<Policy> {
  const loaded = await loadPolicy(text, { name: 'test', origin })
  if ('policy' in loaded) return loaded.policy
  throw new Error(
    loaded.problems.map(({ line, column, message }) => `${line}:${column} ${message}`).join('\n'),
  )
}

/** The problems of a text, as `line:column message`. */
export async function problemsOf(text: string): Promise<string[]> {
  const loaded = await loadPolicy(text, { name: 'test', origin: 'store' })
  return 'policy' in loaded
    ? []
    : loaded.problems.map(({ line, column, message }) => `${line}:${column} ${message}`)
}

export interface Ask {
  request?: Partial<GateRequest>
  shelf?: Shelf
  options?: Partial<DecideOptions>
}

export async function ask(
  policies: readonly Policy[],
  { request, shelf, options }: Ask = {},
): Promise<Decision> {
  const question = { ...REQUEST, ...request }
  const now = options?.now ?? NOW
  const evidence = await gather(shelf ?? createShelf(), 'default', requirements(policies, question, now))
  return decide(policies, question, evidence, {
    id: ID,
    now,
    organisation: 'default',
    requester: { kind: 'token', id: 'token:ci' },
    mode: 'enforce',
    ...options,
  })
}

/** The finding of the one rule of a policy, asked with these events. */
export async function findingOf(
  rule: string,
  events: readonly Said[],
  request: Partial<GateRequest> = {},
): Promise<Finding> {
  const decision = await ask([await load(policyText(rule))], { shelf: shelfOf(...events), request })
  return decision.findings[0]!
}

export const suite = (outcome: string, id = 'unit') => ({
  type: 'testsuiterun.finished',
  environment: 'ci',
  content: { outcome, testSuite: { id } },
})

export function readRepositoryFile(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
}
