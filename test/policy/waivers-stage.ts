/** One policy with terms, and decisions under it. */
import type { Decision, GateRequest } from '../../src/policy/decision.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { createShelf } from '../../src/policy/shelf.ts'
import type { Shelf } from '../../src/policy/shelf.ts'
import { putWaiver, type ToldWaiver } from './exceptions-scene.ts'
import { ask, load, policyText } from './scene.ts'

export const RULES = (more = 'waivable: true') => `
  - { id: unit-tests, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit }, ${more} }
  - { id: open, kind: window, deny: [{ from: 2020-11-01T00:00Z, to: 2020-12-01T00:00Z }] }`
export const TERMS = 'waivers: { from: [group:board], maxDuration: 30d, expiringSoon: 3d }'
export const policy = (rules = RULES(), more = TERMS, name = 'production') =>
  load(policyText(rules, { more, name }))

export interface Scene {
  told?: readonly ToldWaiver[]
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
  for (const one of told) putWaiver(shelf, one)
  return ask(policies ?? [await policy()], { shelf, ...(request === undefined ? {} : { request }) })
}
export const short = ({ verdict, findings, waivers }: Decision) => [
  verdict,
  findings[0]!.result,
  waivers[0]?.state,
]
export const why = async (scene: Scene) => {
  const { verdict, waivers } = await decided(scene)
  return [verdict, waivers[0]?.state, waivers[0]?.why]
}
