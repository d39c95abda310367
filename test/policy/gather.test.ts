import { describe, expect, test } from '@jest/globals'
import { decide } from '../../src/policy/decide.ts'
import { gather } from '../../src/policy/gather.ts'
import { concerns, requirements } from '../../src/policy/requirements.ts'
import { admit } from '../../src/store/admit.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { EventStore } from '../../src/store/store.ts'
import {
  ago,
  eventOf,
  ID,
  load,
  NOW,
  OTHER,
  policyText,
  principal,
  REQUEST,
  shelfOf,
  suite,
} from './scene.ts'
import type { Said } from './scene.ts'

const RULES = `
  - { id: unit-tests, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit } }
  - { id: board, kind: approval, from: [urn:user:alice], producer: [ops] }
  - { id: soak, kind: soak, environment: staging, duration: 1h, producer: [ops] }
  - { id: calm, kind: absence, openedBy: incident.detected, closedBy: incident.resolved, producer: [ops], feed: { source: 'https://alerts', maxLag: 10m } }
  - { id: free, kind: environment, producer: [ops], idle: 1h }`

const EVENTS: Said[] = [
  { ...suite('success'), when: '4h' },
  { type: 'service.deployed', subject: 'webshop', environment: 'staging', by: 'token:ops', when: '3h' },
  {
    type: 'approval.updated',
    subject: 'a',
    environment: 'production',
    by: 'token:ops',
    when: '2h',
    content: { approvalDetailsUrl: 'https://x/a', responder: 'urn:user:alice', decision: 'approved' },
  },
  {
    type: 'incident.detected',
    subject: 'I1',
    environment: 'production',
    artifact: undefined,
    by: 'token:ops',
    when: '30m',
  },
  {
    type: 'incident.resolved',
    subject: 'I1',
    environment: 'production',
    artifact: undefined,
    by: 'token:ops',
    when: '5m',
    source: 'https://alerts',
  },
]

async function sqliteWith(events: readonly Said[]): Promise<EventStore> {
  const store = openSqliteStore(':memory:')
  for (const said of events)
    await store.append('default', principal(said.by), [admit(eventOf(said))], ago(said.when ?? '1h'))
  return store
}

async function judge(store: Pick<EventStore, 'query' | 'position'>, upTo?: number) {
  const policies = [await load(policyText(RULES))]
  const evidence = await gather(store, 'default', requirements(policies, REQUEST, NOW), upTo)
  return decide(policies, REQUEST, evidence, {
    id: ID,
    now: NOW,
    organisation: 'default',
    requester: principal(undefined),
    mode: 'enforce',
  })
}

describe('over the embedded store', () => {
  test('all kinds of rules find what they need, and say the same as over events in memory', async () => {
    const store = await sqliteWith(EVENTS)
    const decision = await judge(store)
    expect(decision.verdict).toBe('allow')
    const results = ({ verdict, findings, watermarks }: typeof decision) => [
      verdict,
      watermarks,
      findings.map(({ rule, result, found }) => [rule, result, found]),
    ]
    expect(results(decision)).toEqual(results(await judge(shelfOf(...EVENTS))))
    await store.close()
  })

  test('a decision at an earlier position does not see what came later', async () => {
    const store = await sqliteWith([...EVENTS, { ...suite('failure'), when: '1m' }])
    const position = await store.position('default')
    expect((await judge(store)).verdict).toBe('deny')
    const earlier = await judge(store, position - 1)
    expect([earlier.verdict, earlier.position]).toEqual(['allow', position - 1])
    await store.close()
  })

  test('conflicts and quarantined events are seen, and never evidence', async () => {
    const store = await sqliteWith(EVENTS)
    const same = { id: 'twice', when: '2m' }
    await store.append(
      'default',
      principal('token:ci'),
      [admit(eventOf({ ...suite('success'), ...same }))],
      ago('2m'),
    )
    await store.append(
      'default',
      principal('token:ci'),
      [admit(eventOf({ ...suite('failure'), ...same }))],
      ago('1m'),
    )
    expect((await judge(store)).findings[0]).toMatchObject({
      rule: 'unit-tests',
      result: 'error',
      reason: 'conflict',
    })
    await store.close()
  })
})

describe('which events a waiting request is asked again for', () => {
  test.each<[string, boolean, Said]>([
    ['tests of this digest', true, suite('success')],
    ['tests of another digest', false, { ...suite('success'), artifact: OTHER }],
    ['an approval', true, EVENTS[2]!],
    ['a deployment of the service in staging', true, EVENTS[1]!],
    ['a deployment of another service', false, { ...EVENTS[1]!, subject: 'billing' }],
    ['an incident in production', true, EVENTS[3]!],
    ['an incident elsewhere', false, { ...EVENTS[3]!, environment: 'test' }],
    [
      'anything from the feed',
      true,
      {
        type: 'ticket.closed',
        subject: 't',
        source: 'https://alerts',
        content: { uri: 'https://x/t', resolution: 'completed' },
      },
    ],
    ['something drawn but never judged', false, { type: 'artifact.published' }],
  ])('%s: %s', async (_name, expected, said) => {
    const asked = requirements([await load(policyText(RULES))], REQUEST, NOW)
    const shelf = shelfOf(said)
    const { events } = await shelf.query({ organisation: 'default' })
    expect(concerns(asked, events[0]!)).toBe(expected)
  })
})
