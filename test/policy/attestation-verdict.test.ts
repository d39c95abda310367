/** What is asked of another organisation: only what it shares, and nothing else of it shows. */
import { expect, test } from '@jest/globals'
import { gather } from '../../src/policy/gather.ts'
import { concerns, requirements } from '../../src/policy/requirements.ts'
import { admit } from '../../src/store/admit.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { eventOf, load, NOW, policyText, REQUEST, suite } from './scene.ts'

const RULE = '  - { id: a, kind: attestation, verdict: { organisation: beta, environment: staging } }'
const STORE = { kind: 'store', id: 'store' } as const
const decision = (id: string) => ({
  context: {
    specversion: '0.5.1',
    id,
    source: 'urn:turnpike:store',
    type: 'dev.cdeventsx.turnpike-gate.evaluated.0.1.0',
    timestamp: NOW,
  },
  subject: {
    id,
    content: { request: { artifacts: REQUEST.artifacts, environment: 'staging' }, mode: 'enforce' },
  },
})

async function scene() {
  const store = openSqliteStore(':memory:')
  await store.append('acme', STORE, [admit(eventOf(suite('success')))], NOW)
  const own = await store.position('acme')
  await store.append('beta', STORE, [admit(decision('d-1'))], NOW)
  const theirs = await store.position('beta')
  await store.append('beta', STORE, [admit(eventOf(suite('success')))], NOW)
  const needs = requirements([await load(policyText(RULE))], REQUEST, NOW)
  const asked = needs.find(({ query }) => query.of !== undefined)!
  return { store, own, theirs, needs, asked }
}

test('a shared decision is found, and the position is the one at which it is', async () => {
  const { store, theirs, needs, asked } = await scene()
  const evidence = await gather(store, 'acme', needs, undefined, () => true)
  expect(evidence.answers.get(asked.key)!.events.map(({ id }) => id)).toEqual(['d-1'])
  // Not further: what else beta received is not ours to see.
  expect(evidence.position).toBe(theirs)
  await store.close()
})

test('what is not shared is answered as if it were not there, and moves no position', async () => {
  const { store, own, needs, asked } = await scene()
  for (const shares of [undefined, () => false]) {
    const evidence = await gather(store, 'acme', needs, undefined, shares)
    expect(evidence.answers.get(asked.key)).toEqual({ events: [], complete: true })
    expect(evidence.position).toBe(own)
  }
  await store.close()
})

test('at an earlier position what came later is not seen', async () => {
  const { store, own, needs, asked } = await scene()
  const evidence = await gather(store, 'acme', needs, own, () => true)
  expect(evidence.answers.get(asked.key)!.events).toEqual([])
  await store.close()
})

test('a decision of the other organisation wakes a gate, and one of our own does not', async () => {
  const { store, asked } = await scene()
  await store.append('acme', STORE, [admit(decision('d-2'))], NOW)
  const [theirs] = (await store.query({ organisation: 'beta', keys: ['event:d-1'] })).events
  const [ours] = (await store.query({ organisation: 'acme', keys: ['event:d-2'] })).events
  expect([concerns([asked], theirs!), concerns([asked], ours!)]).toEqual([true, false])
  await store.close()
})
