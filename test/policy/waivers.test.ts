/** Waivers in decisions: what they are worth, and everything that they are not. */
import { describe, expect, test } from '@jest/globals'
import type { Decision, GateRequest } from '../../src/policy/decision.ts'
import { decisionEvent, readDecision } from '../../src/policy/record.ts'
import type { Policy, Person } from '../../src/policy/policy.ts'
import { underAllNames } from '../../src/policy/known-people.ts'
import { concerns, requirements } from '../../src/policy/requirements.ts'
import { runCases } from '../../src/policy/cases.ts'
import { createShelf } from '../../src/policy/shelf.ts'
import type { Shelf } from '../../src/policy/shelf.ts'
import { ahead, ALICE, BOB, CAROL, DAVE, putWaiver, type ToldWaiver } from './exceptions-scene.ts'
import {
  ago,
  ask,
  DIGEST,
  eventOf,
  load,
  NOW,
  OTHER,
  policyText,
  principal,
  REQUEST,
  suite,
} from './scene.ts'

const RULES = (more = 'waivable: true') => `
  - { id: unit-tests, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit }, ${more} }
  - { id: open, kind: window, deny: [{ from: 2020-11-01T00:00Z, to: 2020-12-01T00:00Z }] }`
const TERMS = 'waivers: { from: [group:board], maxDuration: 30d, expiringSoon: 3d }'
const policy = (rules = RULES(), more = TERMS, name = 'production') => load(policyText(rules, { more, name }))

interface Scene {
  told?: readonly ToldWaiver[]
  request?: Partial<GateRequest>
  policies?: readonly Policy[]
  shelf?: Shelf
}

async function decided({
  told = [{}],
  request,
  policies,
  shelf = createShelf(),
}: Scene = {}): Promise<Decision> {
  for (const one of told) putWaiver(shelf, one)
  return ask(policies ?? [await policy()], { shelf, ...(request === undefined ? {} : { request }) })
}
const short = ({ verdict, findings, waivers }: Decision) => [verdict, findings[0]!.result, waivers[0]?.state]
const why = async (scene: Scene) => {
  const { verdict, waivers } = await decided(scene)
  return [verdict, waivers[0]?.state, waivers[0]?.why]
}

describe('a waiver', () => {
  test('lets a waivable rule that fails pass by, and says by whom, why and until when', async () => {
    const decision = await decided()
    expect(decision.verdict).toBe('allow')
    expect(decision.summary).toBe('1 of 2 checks passes, 1 is waived.')
    expect(decision.findings[0]).toMatchObject({
      rule: 'unit-tests',
      result: 'waived',
      exception: 'w-1',
      reason: 'no-evidence',
      dueAt: ahead('10d'),
      evidence: [{ type: 'dev.cdeventsx.turnpike-waiver.granted.0.1.0', producer: 'store', subject: 'w-1' }],
    })
    expect(decision.findings[0]!.remediation).toBeTruthy()
    expect(decision.waivers).toEqual([
      {
        id: 'w-1',
        state: 'in-force',
        rule: 'unit-tests',
        policy: 'production',
        by: ALICE,
        requestedBy: DAVE,
        reason: 'the suite is broken, not the shop',
        ticket: 'SEC-1',
        until: ahead('10d'),
        scope: `artifact ${DIGEST}`,
        sequence: 1,
      },
    ])
  })

  test('is in the record of the decision, which is read again, and links to it', async () => {
    const decision = await decided()
    const event = decisionEvent(decision, { source: 'urn:turnpike:store' })
    expect(readDecision(event.subject.content)).toEqual(decision)
    expect(event.context.links).toHaveLength(1)
  })

  test('never lets an allow outlive it', async () => {
    const until = ahead('3m')
    const decision = await decided({ told: [{ content: { until } }] })
    expect([decision.verdict, decision.expiresAt, decision.waivers[0]?.state]).toEqual([
      'allow',
      until,
      'expiring',
    ])
  })

  test('lets a rule that waits pass by', async () => {
    const policies = [await policy(RULES('waivable: true, onMissing: wait'))]
    expect((await decided({ told: [], policies })).verdict).toBe('pending')
    expect(short(await decided({ policies }))).toEqual(['allow', 'waived', 'in-force'])
  })

  test('never covers an error', async () => {
    const policies = [
      await policy(`
  - { id: unit-tests, kind: window, deny: [{ from: 2020-11-01T00:00Z, to: 2020-12-01T00:00Z }], waivable: true, when: "request.change.class == 'standard'" }
  - { id: open, kind: window, deny: [{ from: 2020-11-01T00:00Z, to: 2020-12-01T00:00Z }] }`),
    ]
    expect(short(await decided({ policies }))).toEqual(['error', 'error', 'in-force'])
  })

  test('is not enough by itself: something must still have passed', async () => {
    const policies = [await policy(RULES().split('\n').slice(0, 2).join('\n'))]
    expect(short(await decided({ policies }))).toEqual(['error', 'waived', 'in-force'])
  })

  test('leaves a rule alone that passes, and one that only warns', async () => {
    const shelf = createShelf()
    shelf.put(eventOf(suite('success')), principal('token:ci'), ago('2h'))
    expect((await decided({ shelf })).findings[0]).toMatchObject({ result: 'pass' })
    const warns = await decided({ policies: [await policy(RULES('waivable: true, enforce: warn'))] })
    expect(warns.findings[0]!.result).toBe('fail')
    expect(warns.waivers[0]).toMatchObject({
      state: 'not-allowed',
      why: 'the rule unit-tests blocks nothing',
    })
  })

  test('of an anyOf is about the whole', async () => {
    const policies = [
      await policy(`
  - id: unit-tests
    kind: anyOf
    waivable: true
    members:
      - { id: inner, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit } }
      - { id: other, kind: evidence, type: build.finished, producer: [ci] }
  - { id: open, kind: window, deny: [{ from: 2020-11-01T00:00Z, to: 2020-12-01T00:00Z }] }`),
    ]
    expect(short(await decided({ policies }))).toEqual(['allow', 'waived', 'in-force'])
    const inner = await decided({ policies, told: [{ content: { rule: 'inner' } }] })
    expect(short(inner)).toEqual(['deny', 'fail', 'not-allowed'])
  })

  test('that holds longest counts, of several', async () => {
    const decision = await decided({
      told: [
        { id: 'a', content: { until: ahead('1d') } },
        { id: 'b', content: { until: ahead('20d') } },
        { id: 'c', content: { until: ahead('5d') } },
      ],
    })
    expect(decision.findings[0]).toMatchObject({ exception: 'b', dueAt: ahead('20d') })
    expect(decision.waivers.map(({ id, state }) => [id, state])).toEqual([
      ['c', 'in-force'],
      ['b', 'in-force'],
      ['a', 'expiring'],
    ])
  })
})

describe('the states of a waiver', () => {
  test.each<[string, ToldWaiver[], string, string | undefined]>([
    ['asked for', [{ step: 'requested' }], 'pending', 'nobody has granted it yet'],
    ['granted', [{ step: 'requested' }, {}], 'in-force', undefined],
    ['ends soon', [{ content: { until: ahead('2d') } }], 'expiring', undefined],
    ['over', [{ when: '5d', content: { until: ago('1d') } }], 'expired', `it ended at ${ago('1d')}`],
    ['ends this very moment', [{ content: { until: NOW } }], 'expired', `it ended at ${NOW}`],
    [
      'asked for too late',
      [{ step: 'requested', content: { until: ago('1m') } }],
      'expired',
      `it ended at ${ago('1m')}`,
    ],
    ['refused', [{ step: 'requested' }, { step: 'refused' }], 'refused', `refused by ${ALICE}`],
    ['revoked', [{}, { step: 'revoked' }], 'revoked', `revoked by ${ALICE}`],
    ['revoked, and granted again', [{}, { step: 'revoked' }, {}], 'revoked', `revoked by ${ALICE}`],
    ['refused before it was granted', [{ step: 'refused' }, {}], 'refused', `refused by ${ALICE}`],
  ])('%s', async (_, told, state, because) => {
    const { verdict, waivers, findings } = await decided({ told })
    const counts = state === 'in-force' || state === 'expiring'
    expect([waivers[0]!.state, waivers[0]!.why]).toEqual([state, because])
    expect([verdict, findings[0]!.result]).toEqual(counts ? ['allow', 'waived'] : ['deny', 'fail'])
  })

  const UNREADABLE: [string, Record<string, unknown>, string][] = [
    ['a date without a zone', { until: '2026-12-01T00:00:00' }, 'until when'],
    ['a date in words', { until: 'next week' }, 'until when'],
    ['no date', { until: undefined }, 'until when'],
    ['a number', { until: 4_102_444_800_000 }, 'until when'],
    ['the last moment there is', { until: '+275760-09-13T00:00:00.000Z' }, 'until when'],
    ['a negative year', { until: '-000001-01-01T00:00:00Z' }, 'until when'],
    ['a day that is not', { until: '2026-11-31T00:00:00Z' }, 'until when'],
    ['an hour that is not', { until: '2026-11-30T25:00:00Z' }, 'until when'],
    ['no rule', { rule: '' }, 'names no rule'],
    ['every rule', { rule: '*' }, 'names no rule'],
    ['no ticket', { ticket: undefined }, 'names no ticket'],
    ['an empty ticket', { ticket: '  ' }, 'names no ticket'],
    ['no reason', { reason: undefined }, 'gives no reason'],
    ['no scope', { scope: undefined }, 'neither the digest'],
    ['an empty scope', { scope: {} }, 'neither the digest'],
    ['the beginning of a digest', { scope: { artifact: DIGEST.slice(0, 30) } }, 'neither the digest'],
    ['a pattern of digests', { scope: { artifact: 'sha256:*' } }, 'neither the digest'],
    ['a list of digests', { scope: { artifact: [DIGEST] } }, 'neither the digest'],
    ['nobody', { by: undefined }, 'whose it is'],
    ['a name in place of a person', { by: ALICE }, 'whose it is'],
    ['nobody who asked', { requestedBy: undefined }, 'who asked for it'],
  ]
  test.each(UNREADABLE)(
    'F14: with %s it is listed as unreadable and waives nothing',
    async (_, content, because) => {
      const shelf = createShelf()
      const bound = { environment: 'production', artifacts: [{ digest: DIGEST }] }
      putWaiver(shelf, { content, bound })
      expect(await why({ told: [], shelf })).toEqual(['deny', 'unreadable', expect.stringContaining(because)])
    },
  )

  test('it is unreadable where what was granted is not what was asked for', async () => {
    for (const content of [
      { rule: 'open' },
      { environment: 'staging' },
      { policy: 'other' },
      { scope: { artifact: OTHER } },
      { scope: { artifact: DIGEST, service: 'webshop' } },
      { by: { person: CAROL } },
    ]) {
      const bound = { environment: 'production', artifacts: [{ digest: DIGEST }] }
      const told: ToldWaiver[] = [{ step: 'requested', content, bound }, {}]
      expect(await why({ told })).toEqual([
        'deny',
        'unreadable',
        'what was granted is not what was asked for',
      ])
    }
  })

  test('one that is over is shown for a while, and then no more', async () => {
    const states = async (when: string, until: string) =>
      (await decided({ told: [{ when, content: { until: ago(until) } }] })).waivers.map(({ state }) => state)
    expect(await states('40d', '20d')).toEqual(['expired'])
    expect(await states('61d', '40d')).toEqual([])
  })
})

describe('a waiver counts for nothing', () => {
  test.each<[string, ToldWaiver, string]>([
    [
      'by somebody whom the policy does not name',
      { content: { by: { person: 'urn:user:eve' } } },
      'urn:user:eve is not one of group:board',
    ],
    [
      'by whoever asked for it',
      { content: { requestedBy: { person: ALICE } } },
      `${ALICE} and ${ALICE} are one person`,
    ],
    [
      'for longer than the policy allows',
      { content: { until: ahead('30d') } },
      'it holds for 30 d 1 h; at most 30 d are allowed',
    ],
    [
      'for a rule that nobody has',
      { content: { rule: 'unit-test' } },
      'no policy here has one rule unit-test',
    ],
    [
      'for a rule of another policy',
      { content: { policy: 'baseline' } },
      'no policy here has one rule unit-tests',
    ],
    [
      'for a rule that cannot be waived',
      { content: { rule: 'open' } },
      'the rule open of production cannot be waived',
    ],
  ])('%s', async (_, told, because) => {
    expect(await why({ told: [told] })).toEqual(['deny', 'not-allowed', expect.stringContaining(because)])
  })

  test('by its requester under another name that the policy gives them', async () => {
    const content = { by: { person: BOB }, requestedBy: { person: 'urn:github:user:42' } }
    expect(await why({ told: [{ content }] })).toEqual([
      'deny',
      'not-allowed',
      expect.stringContaining('are one person'),
    ])
  })

  test('by its requester under another name that the trust document gives them', async () => {
    const people: Person[] = [[CAROL, 'https://login.example.org#user:c']]
    const policies = [underAllNames(await policy(), people)]
    const content = { by: { person: CAROL }, requestedBy: { person: 'https://login.example.org#user:c' } }
    expect(await why({ policies, told: [{ content }] })).toEqual([
      'deny',
      'not-allowed',
      expect.stringContaining('are one person'),
    ])
  })

  test('while nobody knows whether two names of different kinds are one person', async () => {
    const content = { requestedBy: { person: 'urn:github:user:7' } }
    const told = [{ content }]
    expect(await why({ told })).toEqual([
      'deny',
      'not-allowed',
      expect.stringContaining('nobody knows whether'),
    ])
    const people: Person[] = [['urn:user:dave', 'urn:github:user:7']]
    expect((await decided({ told, policies: [underAllNames(await policy(), people)] })).verdict).toBe('allow')
  })

  test('where a later layer gives the requester another name, to look like somebody else', async () => {
    const file = await loadFile(`groups: { mine: [['${ALICE}', 'urn:github:user:8']] }`)
    const content = { requestedBy: { person: 'urn:github:user:7' } }
    const policies = [await policy(), file]
    expect((await why({ told: [{ content }], policies }))[1]).toBe('not-allowed')
  })

  test('where a later layer names people of its own', async () => {
    const file = await loadFile(
      `groups: { board: [urn:user:eve] }\nwaivers: { from: [group:board], maxDuration: 90d }`,
    )
    const content = { by: { person: 'urn:user:eve' } }
    expect((await why({ told: [{ content }], policies: [await policy(), file] }))[1]).toBe('not-allowed')
  })

  const loadFile = (more: string) =>
    load(
      policyText(
        '\n  - { id: mine, kind: window, deny: [{ from: 2020-11-01T00:00Z, to: 2020-12-01T00:00Z }] }',
        {
          name: 'file',
          more,
        },
      ).replace(/groups:\n {2}board:.*\n/u, ''),
      'file',
    )

  test('where the policy has no terms, and then nobody is asked', async () => {
    const policies = [await policy(RULES(), '')]
    expect(short(await decided({ policies }))).toEqual(['deny', 'fail', undefined])
    const types = requirements(policies, REQUEST, NOW).flatMap(({ query }) => query.types ?? [])
    expect(types.filter((type) => type.includes('waiver'))).toEqual([])
  })

  test('when anybody but the store says it', async () => {
    for (const sender of [
      { kind: 'token', id: 'token:ci' },
      { kind: 'loopback', id: 'loopback' },
      { kind: 'person', id: ALICE },
      { kind: 'hook', id: 'store' },
    ] as const)
      expect(short(await decided({ told: [{ sender }] }))).toEqual(['deny', 'fail', undefined])
  })

  test('when its policy no longer names who granted it', async () => {
    const policies = [await policy(RULES(), TERMS.replace('group:board', 'urn:user:carol'))]
    expect((await why({ policies }))[1]).toBe('not-allowed')
  })

  test('when its events are sent again under other ids of events, in any order', async () => {
    const told: ToldWaiver[] = [{ step: 'revoked' }, {}, {}, { step: 'requested' }]
    expect((await why({ told }))[1]).toBe('revoked')
  })

  test('for another environment, though it is bound to this one', async () => {
    const bound = { environment: 'production', artifacts: [{ digest: DIGEST }] }
    for (const environment of ['staging', 'prod', 'productio', 'production '])
      expect((await decided({ told: [{ content: { environment }, bound }] })).verdict).toBe('deny')
    expect((await decided({ told: [{ content: { environment: 'production*' }, bound }] })).verdict).toBe(
      'deny',
    )
  })

  test('for another artifact, or another service', async () => {
    const bound = { environment: 'production', artifacts: [{ digest: DIGEST }], service: 'webshop' }
    const verdict = async (scope: Record<string, string>) =>
      (await decided({ told: [{ content: { scope }, bound }] })).verdict
    expect(await verdict({ artifact: OTHER })).toBe('deny')
    expect(await verdict({ service: 'billing' })).toBe('deny')
    expect(await verdict({ artifact: DIGEST, service: 'billing' })).toBe('deny')
    expect(await verdict({ artifact: OTHER, service: 'webshop' })).toBe('deny')
    expect(await verdict({ service: '*' })).toBe('deny')
    expect(await verdict({ service: 'webshop' })).toBe('allow')
    expect(await verdict({ artifact: DIGEST, service: 'webshop' })).toBe('allow')
  })
})

describe('several artifacts', () => {
  const request = { artifacts: [{ digest: DIGEST }, { digest: OTHER }] }
  test('need a waiver each, for nobody tells which of them failed', async () => {
    expect(short(await decided({ request }))).toEqual(['deny', 'fail', 'in-force'])
    const other: ToldWaiver = { id: 'w-2', content: { scope: { artifact: OTHER }, until: ahead('2d') } }
    const both = await decided({ request, told: [{}, other] })
    expect(both.findings[0]).toMatchObject({ result: 'waived', exception: 'w-2', dueAt: ahead('2d') })
    expect(both.findings[0]!.evidence).toHaveLength(2)
  })

  test('or one for the service', async () => {
    const told = [{ content: { scope: { service: 'webshop' } } }]
    expect(short(await decided({ request, told }))).toEqual(['allow', 'waived', 'in-force'])
    expect(short(await decided({ request: { ...request, service: 'billing' }, told }))).toEqual([
      'deny',
      'fail',
      undefined,
    ])
  })
})

describe('layers', () => {
  test('two policies of one rule id: a waiver that names one leaves the other', async () => {
    const policies = [await policy(), await policy(RULES(), TERMS, 'second')]
    const one = await decided({ policies })
    expect(
      one.findings.filter(({ rule }) => rule === 'unit-tests').map(({ policy, result }) => [policy, result]),
    ).toEqual([
      ['production', 'waived'],
      ['second', 'fail'],
    ])
    const both = await decided({ policies, told: [{ content: { policy: undefined } }] })
    expect(both.verdict).toBe('allow')
  })

  const tightened = async (terms?: Policy['rules'][number]['terms']) => {
    const later = await policy(RULES(), TERMS.replace('group:board', 'urn:user:eve'), 'shop')
    const [first, ...others] = later.rules
    const rule = { ...first!, tightens: ['production/unit-tests'], ...(terms === undefined ? {} : { terms }) }
    return { ...later, layer: 'service' as const, rules: [rule, ...others] }
  }

  test('a rule that tightens stays under the terms of the layer that it stands in for', async () => {
    const baseline = await policy()
    const policies = [await tightened({ waivers: baseline.waivers! })]
    expect(short(await decided({ policies }))).toEqual(['allow', 'waived', 'in-force'])
    const content = { by: { person: 'urn:user:eve' } }
    expect((await why({ policies, told: [{ content }] }))[1]).toBe('not-allowed')
  })

  test('and is nobody’s to waive where nobody says whose terms hold', async () => {
    const content = { by: { person: 'urn:user:eve' } }
    expect(short(await decided({ policies: [await tightened()], told: [{ content }] }))).toEqual([
      'deny',
      'fail',
      'not-allowed',
    ])
  })
})

describe('how many', () => {
  test('ten thousand waivers: none counts, and it is said', async () => {
    const shelf = createShelf()
    for (let index = 0; index < 10_000; index++) putWaiver(shelf, { step: 'requested', id: `w${index}` })
    putWaiver(shelf, { id: 'granted' })
    const decision = await decided({ told: [], shelf })
    expect([decision.verdict, decision.waivers]).toEqual(['deny', []])
    expect(decision.notices).toEqual([expect.stringContaining('more than 1000 events about waivers')])
  })

  test('fifty are listed, those in force first, and it is said how many more there are', async () => {
    const shelf = createShelf()
    for (let index = 0; index < 60; index++) putWaiver(shelf, { step: 'requested', id: `w${index}` })
    putWaiver(shelf, { id: 'granted' })
    const { waivers, notices, verdict } = await decided({ told: [], shelf })
    expect([verdict, waivers.length, waivers[0]!.id]).toEqual(['allow', 50, 'granted'])
    expect(notices).toEqual(['11 more waivers are not listed here.'])
  })

  test('what a stranger wrote is cut to a length', async () => {
    const long = 'x'.repeat(100_000)
    const { waivers } = await decided({ told: [{ id: long, content: { reason: long, ticket: long } }] })
    expect(JSON.stringify(waivers).length).toBeLessThan(2_000)
    expect(waivers[0]!.state).toBe('in-force')
  })
})

describe('a gate that waits', () => {
  test('is asked again when a waiver for its artifact or service is granted, refused or revoked', async () => {
    const asked = requirements([await policy()], REQUEST, NOW)
    const wakes = (told: ToldWaiver) => {
      const shelf = createShelf()
      putWaiver(shelf, told)
      return shelf
        .query({ organisation: 'default', types: undefined })
        .then(({ events }) => concerns(asked, events[0]!))
    }
    for (const step of ['requested', 'granted', 'refused', 'revoked'] as const)
      expect([step, await wakes({ step })]).toEqual([step, true])
    expect(await wakes({ content: { scope: { service: 'webshop' } } })).toBe(true)
    expect(await wakes({ content: { scope: { service: 'billing' } } })).toBe(false)
    expect(await wakes({ content: { scope: { artifact: OTHER } } })).toBe(false)
    expect(await wakes({ content: { environment: 'staging' } })).toBe(false)
  })
})

describe('a file of cases', () => {
  const cases = (producer: string) => `
policies: [policy.yaml]
at: ${NOW}
request: { artifacts: [{ digest: '${DIGEST}' }], environment: production }
cases:
  - name: waived
    expect: { verdict: allow, findings: { unit-tests: waived } }
    events:
      - ${producer}
        age: 1h
        event:
          context: { specversion: 0.5.1, id: w, source: 'urn:turnpike:store', type: dev.cdeventsx.turnpike-waiver.granted.0.1.0, timestamp: '${NOW}' }
          subject:
            id: w-1
            content:
              rule: unit-tests
              scope: { artifact: '${DIGEST}' }
              environment: production
              until: '${ahead('10d')}'
              reason: why
              ticket: SEC-1
              by: { person: ${ALICE} }
              requestedBy: { person: ${DAVE} }
          customData: { turnpike: { artifacts: [{ digest: '${DIGEST}' }], environment: production } }
`
  test('says aloud that the store wrote it: another sender, or none, is not believed', async () => {
    const text = policyText(RULES(), { more: TERMS })
    const first = async (producer: string) => (await runCases(cases(producer), () => text))[0]!
    expect((await first('producer: { kind: store, id: store }')).problems).toEqual([])
    expect((await first('producer: token:ci')).verdict).toBe('deny')
    expect((await first('producer: store')).verdict).toBe('deny')
    expect((await first('signer: store')).verdict).toBe('deny')
  })
})
