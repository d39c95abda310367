/** One policy that lets the glass be broken, and decisions under it. */
import type { Decision, GateRequest } from '../../src/policy/decision.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { createShelf } from '../../src/policy/shelf.ts'
import type { Shelf } from '../../src/policy/shelf.ts'
import { putOverride, type ToldOverride } from './exceptions-scene.ts'
import { ask, load, policyText } from './scene.ts'

export const RULES = (more = 'waivable: true') => `
  - { id: unit-tests, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit }, ${more} }
  - { id: open, kind: window, deny: [{ from: 2020-11-01T00:00Z, to: 2020-12-01T00:00Z }] }`
export const TERMS = (within = '1h') =>
  `override: { from: [urn:user:alice, urn:user:dave], second: { from: [group:board], within: ${within} }, review: { from: [group:board], within: 5d } }`
export const policy = (rules = RULES(), more = TERMS(), name = 'production') =>
  load(policyText(rules, { more, name }))

export interface Scene {
  told?: readonly ToldOverride[]
  request?: Partial<GateRequest>
  policies?: readonly Policy[]
  shelf?: Shelf
}

export async function decided({
  told = [{}],
  request,
  policies,
  shelf = createShelf(),
}: Scene = {}): Promise<Decision> {
  for (const one of told) putOverride(shelf, one)
  return ask(policies ?? [await policy()], { shelf, ...(request === undefined ? {} : { request }) })
}
export const short = ({ verdict, findings, overrides }: Decision) => [
  verdict,
  findings[0]!.result,
  overrides[0]?.state,
  overrides[0]?.review.state,
]
export const states = async (scene: Scene) => {
  const { verdict, overrides } = await decided(scene)
  return [verdict, overrides[0]?.state, overrides[0]?.why]
}
export const CONFIRMED: ToldOverride = { step: 'confirmed', when: '10m' }
export const REVIEWED: ToldOverride = { step: 'reviewed', when: '5m' }
