/**
 * Layers never loosen: for random rules, random changes of them and random events, whatever the layers together allow,
 * nothing in the baseline alone would have blocked.
 */
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Decision, GateRequest } from '../../src/policy/decision.ts'
import { loadPolicy } from '../../src/policy/load.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { ask, shelfOf } from './scene.ts'
import { eventsFor } from './tighten-events.ts'
import { KINDS, twoRules } from './tighten-rules.ts'
import type { Written } from './tighten-rules.ts'

const RUNS = { numRuns: Number(process.env['TURNPIKE_RUNS'] ?? 150), seed: 20261121 }

const PRODUCERS = [
  { ci: { id: 'token:ci' }, ops: { id: 'token:ops' }, local: { id: 'loopback' } },
  { ci: { id: 'token:ci' }, ops: { id: 'token:ops' }, local: { id: 'loopback' } },
  { ci: { id: 'token:*' }, ops: { id: 'token:ops' }, local: { id: 'loopback' } },
  { ci: { id: 'token:ci', signer: 'key:release' }, ops: { id: 'token:ops' }, local: { id: 'loopback' } },
]
const GROUPS = [
  { board: ['urn:user:alice', ['urn:user:bob', 'urn:github:user:42'], 'urn:user:carol'] },
  { board: ['urn:user:alice', 'urn:user:bob', 'urn:user:carol'] },
]

interface Head {
  layer: string
  changeClass: string
  producers: unknown
  groups: unknown
}
const head = (layer: string): fc.Arbitrary<Head> =>
  fc.record({
    layer: fc.constant(layer),
    changeClass: fc.constantFrom('recorded', 'recorded', 'claimed'),
    producers: fc.constantFrom(...PRODUCERS),
    groups: fc.constantFrom(...GROUPS),
  })

/** Undefined: fields that do not go together. */
async function load({ layer, ...more }: Head, rules: readonly Written[]): Promise<Policy | undefined> {
  const text = JSON.stringify({
    apiVersion: 'turnpike/v1',
    kind: 'Policy',
    metadata: { name: layer, layer },
    applies: { environments: ['production'] },
    ...more,
    rules,
  })
  const loaded = await loadPolicy(text, { name: layer, origin: 'store' })
  return 'policy' in loaded ? loaded.policy : undefined
}

const requests = fc
  .record({
    class: fc.constantFrom('standard', 'normal', 'major', undefined),
    actor: fc.constantFrom('urn:user:dave', 'urn:user:alice', undefined),
    service: fc.constantFrom('webshop', 'webshop', undefined),
  })
  .map(({ class: written, actor, service }): Partial<GateRequest> => ({
    service,
    ...(actor === undefined ? {} : { actor }),
    change: {
      id: 'C1',
      author: 'urn:user:erin',
      ...(written === undefined ? {} : { class: written as 'standard' }),
    },
  }))

const blocks = ({ findings }: Decision) =>
  findings.filter(
    ({ enforce, result }) => enforce === 'block' && ['fail', 'pending', 'error'].includes(result),
  )

/** What a later layer may add beside, and what must not reach through it into the earlier layer. */
const BESIDE: Written[][] = [
  [],
  [],
  [{ id: 'told', kind: 'change', producer: 'any' }],
  [
    {
      id: 'bound',
      kind: 'producer',
      types: ['testsuiterun.finished', 'approval.updated', 'incident.detected', 'service.deployed'],
      from: ['ci'],
      onMissing: 'pass',
    },
  ],
]

/** So that some allow is there to be opened by something else than the rule in question. */
const OPEN: Written = {
  id: 'open',
  kind: 'window',
  deny: [{ from: '2020-11-01T00:00Z', to: '2020-12-01T00:00Z' }],
}

describe.each(Object.keys(KINDS))('rules of kind %s', (kind) => {
  test('whatever the layers together allow, the baseline alone does not block', async () => {
    const seen = { refused: 0, merged: 0, beside: 0, allowed: 0 }
    await fc.assert(
      fc.asyncProperty(
        twoRules(kind),
        head('baseline'),
        head('service'),
        eventsFor(kind),
        requests,
        fc.constantFrom(...BESIDE),
        async ({ earlier, later }, first, second, events, request, more) => {
          const baseline = await load(first, [earlier])
          const service = await load(second, [later, OPEN, ...more])
          if (baseline === undefined || service === undefined) return
          const shelf = shelfOf(...events)
          const both = await ask([baseline, service], { shelf, request })
          if (both.notices.some((notice) => notice.includes('loosens'))) {
            seen.refused++
            expect(both.verdict).toBe('error')
            return
          }
          const tightened = both.findings.some(({ tightens }) => tightens !== undefined)
          if (tightened) seen.merged++
          else seen.beside++
          if (both.verdict !== 'allow') return
          seen.allowed++
          const alone = await ask([baseline], { shelf, request })
          expect(blocks(alone)).toEqual([])
        },
      ),
      RUNS,
    )
    // A property that never met what it is about says nothing.
    expect(seen.refused).toBeGreaterThan(0)
    expect(seen.merged).toBeGreaterThan(0)
    expect(seen.allowed).toBeGreaterThan(0)
  })
})
