/** Whoever owns one policy against the rules of another one: by a record that only they believe, by a name, by a file. */
import { beforeAll, describe, expect, test } from '@jest/globals'
import { decide } from '../../src/policy/decide.ts'
import type { GateRequest } from '../../src/policy/decision.ts'
import { gather } from '../../src/policy/gather.ts'
import { loadPolicy } from '../../src/policy/load.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { requirements } from '../../src/policy/requirements.ts'
import { admit } from '../../src/store/admit.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { EventStore } from '../../src/store/store.ts'

const DIGEST = `sha256:${'ab'.repeat(32)}`
const REQUEST: GateRequest = { artifacts: [{ digest: DIGEST }], environment: 'production' }

const SHOP = `apiVersion: turnpike/v1
kind: Policy
metadata: { name: shop, layer: LAYER }
applies: { environments: [production] }
producers: { ci: { id: 'token:ci' } }
rules:
  - { id: built, kind: evidence, type: build.finished, producer: [ci] }
  - { id: scan, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { outcome: success }, unless: { change.class: [emergency] } }
`
const OWN_RECORD = '  - { id: recorded, kind: change, producer: [ci], onMissing: wait }\n'
const MINE = `apiVersion: turnpike/v1
kind: Policy
metadata: { name: mine }
applies: { environments: [production], services: [mine] }
producers: { me: { id: 'token:me' } }
rules:
  - { id: recorded-by-me, kind: change, producer: [me] }
`
const load = async (text: string, origin: 'store' | 'file' = 'store'): Promise<Policy> => {
  const loaded = await loadPolicy(text, { name: 'x', origin })
  if ('policy' in loaded) return loaded.policy
  throw new Error(JSON.stringify(loaded.problems))
}
const shop = (layer = 'service', more = '') => load(SHOP.replace('LAYER', layer) + more)

let store: EventStore
const put = async (who: string, type: string, content: object) => {
  const event = {
    context: {
      specversion: '0.5.1',
      id: crypto.randomUUID(),
      source: 'https://x.example.org/a',
      type,
      timestamp: new Date().toISOString(),
    },
    subject: { id: `${who}-${type}`, content },
    customData: { turnpike: { artifacts: [{ digest: DIGEST }] } },
  }
  const producer = { kind: 'token', id: `token:${who}` } as const
  const [receipt] = await store.append('o', producer, [admit(event)], new Date().toISOString())
  expect(receipt!.status).toBe('accepted')
}
const emergency = (who: string) =>
  put(who, 'dev.cdevents.ticket.created.0.2.0', {
    summary: 'x',
    creator: who,
    uri: 'https://x.example.org/1',
    ticketType: 'change',
    labels: ['emergency', 'change-state:approved'],
  })
beforeAll(async () => {
  store = openSqliteStore(':memory:')
  const artifactId = `pkg:oci/shop@sha256%3A${'ab'.repeat(32)}`
  await put('ci', 'dev.cdevents.build.finished.0.3.0', { artifactId })
  await emergency('me')
})

const ask = async (policies: readonly Policy[], more: Partial<GateRequest> = {}) => {
  const request = { ...REQUEST, ...more }
  const now = new Date().toISOString()
  const evidence = await gather(store, 'o', requirements(policies, request, now))
  const decision = decide(policies, request, evidence, {
    id: crypto.randomUUID(),
    now,
    organisation: 'o',
    requester: { kind: 'token', id: 'token:asker' },
    mode: 'enforce',
  })
  const scan = decision.findings.find(({ rule }) => rule === 'scan')
  return [decision.verdict, scan?.result]
}

describe('an emergency that one team’s producer records', () => {
  test('takes no rule of another policy out of force: of an earlier layer, of the same one, or as a file', async () => {
    for (const layer of ['baseline', 'environment', 'service']) {
      expect([layer, ...(await ask([await shop(layer), await load(MINE)]))]).toEqual([layer, 'deny', 'fail'])
      const service = { service: 'mine' }
      const asFile = await ask([await shop(layer), await load(MINE, 'file')], service)
      expect([layer, ...asFile]).toEqual([layer, 'deny', 'fail'])
    }
  })

  test('nor does it where the request names it, or claims it', async () => {
    const change = { id: 'me-dev.cdevents.ticket.created.0.2.0', class: 'emergency' as const }
    expect(await ask([await shop(), await load(MINE)], { change })).toEqual(['deny', 'fail'])
  })

  test('is one for the policy that believes who records it; and others of its layer can only contradict', async () => {
    const believing = (text: string) =>
      load(text.replaceAll('token:ci', 'token:me').replace('LAYER', 'service'))
    const own = SHOP.replace('  - { id: built', `${OWN_RECORD}  - { id: built`).replace(
      "producers: { ci: { id: 'token:ci' } }",
      "producers: { ci: [{ id: 'token:ci' }, { id: 'token:me' }] }",
    )
    const [policy] = [await load(own.replace('LAYER', 'service'))]
    expect(await ask([policy])).toEqual(['allow', 'not-applicable'])
    expect(await ask([policy, await load(MINE)])).toEqual(['allow', 'not-applicable'])
    // One that finds no record: it is not known any more.
    const nobody = await believing(MINE.replace('token:me', 'token:nobody').replace('deny', 'wait'))
    expect((await ask([policy, nobody]))[1]).toBe('fail')
  })
})

describe('names', () => {
  test('of producers and groups belong to their policy: a file gives them no other meaning', async () => {
    const file = `apiVersion: turnpike/v1
kind: Policy
metadata: { name: own }
applies: { environments: ['*'] }
producers: { ci: { id: 'token:me' } }
rules:
  - { id: built-too, kind: evidence, type: build.finished, producer: [ci], onMissing: wait }
`
    const baseline = await shop('baseline')
    expect(await ask([baseline, await load(file, 'file')])).toEqual(['deny', 'fail'])
  })

  test('of policies and rules hide nothing: an equal name of a policy is an error, a weaker rule of one id too', async () => {
    const weaker = (change: string) =>
      `apiVersion: turnpike/v1
kind: Policy
metadata: { name: other }
applies: { environments: ['*'] }
producers: { ci: { id: 'token:ci' } }
rules:
  - ${change}
`
    const scan =
      'id: scan, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { outcome: success }'
    const unless = 'unless: { change.class: [emergency] }'
    for (const rule of [
      `{ ${scan}, ${unless}, enforce: warn }`,
      `{ ${scan}, ${unless}, enforce: off }`,
      `{ ${scan}, ${unless}, effectiveUntil: 2020-01-01 }`,
      `{ ${scan}, ${unless}, effectiveFrom: 2999-01-01 }`,
      `{ ${scan}, ${unless}, when: { service: [nobody] } }`,
      `{ ${scan}, unless: { change.class: [emergency, major] } }`,
      `{ ${scan}, ${unless}, waivable: true }`,
      '{ id: scan, kind: window, deny: [{ from: 2020-01-01T00:00Z, to: 2020-01-02T00:00Z }] }',
      `{ id: scan, kind: anyOf, members: [{ ${scan.replace('id: scan', 'id: a')} }, { id: b, kind: evidence, type: build.finished, producer: [ci] }] }`,
    ]) {
      const verdicts = []
      for (const origin of ['store', 'file'] as const)
        verdicts.push((await ask([await shop('baseline'), await load(weaker(rule), origin)]))[0])
      expect([rule, ...verdicts]).toEqual([rule, 'error', 'error'])
    }
    const twin = await load(
      weaker('{ id: x, kind: evidence, type: build.finished, producer: [ci] }').replace('other', 'shop'),
      'file',
    )
    expect((await ask([await shop('baseline'), twin]))[0]).toBe('error')
  })
})
