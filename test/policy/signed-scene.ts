/** The stage of `scene.ts` with events that may be signed. */
import type { Finding } from '../../src/policy/decision.ts'
import { createShelf } from '../../src/policy/shelf.ts'
import type { Principal, Signature } from '../../src/store/store.ts'
import { ago, ask, eventOf, load, policyText, principal } from './scene.ts'
import type { Said } from './scene.ts'

export const RELEASE: Signature = {
  material: 'e30=',
  attributes: {},
  signer: { id: 'key:release', name: 'release' },
}
export const UNVERIFIED: Signature = { material: 'e30=', attributes: {} }
export const LOOPBACK: Principal = { kind: 'loopback', id: 'loopback' }

export interface Signed extends Said {
  signature?: Signature
}
export const signed = (said: Said): Signed => ({ ...said, signature: RELEASE })

export function shelfOf(...events: readonly Signed[]) {
  const shelf = createShelf()
  for (const { signature, ...said } of events)
    shelf.put(eventOf(said), principal(said.by), ago((said.when as string) ?? '1h'), signature)
  return shelf
}

/** The one finding of a rule; producers are those of the scene, where the text names no others. */
export async function findingOf(rule: string, events: readonly Signed[], more = ''): Promise<Finding> {
  const text = policyText(rule).replace("  ci: { id: 'token:ci' }", `  ci: { id: 'token:ci' }${more}`)
  return (await ask([await load(text)], { shelf: shelfOf(...events) })).findings[0]!
}
