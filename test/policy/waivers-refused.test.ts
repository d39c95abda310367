/** Waivers that count for nothing, and those of several artifacts and layers. */
import { describe, expect, test } from '@jest/globals'
import type { Policy, Person } from '../../src/policy/policy.ts'
import { underAllNames } from '../../src/policy/known-people.ts'
import { concerns, requirements } from '../../src/policy/requirements.ts'
import { runCases } from '../../src/policy/cases.ts'
import { createShelf } from '../../src/policy/shelf.ts'
import { ahead, ALICE, BOB, CAROL, DAVE, putWaiver, type ToldWaiver } from './exceptions-scene.ts'
import { DIGEST, load, NOW, OTHER, policyText, REQUEST } from './scene.ts'

import { decided, policy, RULES, short, TERMS, why } from './waivers-stage.ts'

describe('a waiver counts for nothing', () => {
  test.each<[string, ToldWaiver, string]>([
    [
      'by somebody whom the policy does not name',
      { content: { by: { person: 'urn:user:eve' } } },
      'urn:user:eve is not one of group:board',
    ],
    ['by whoever asked for it', { content: { requestedBy: { person: ALICE } } }, `both are ${ALICE}`],
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

  test('without a name, for no record could name it', async () => {
    const decision = await decided({ told: [{ id: ' ' }] })
    expect(short(decision)).toEqual(['deny', 'fail', undefined])
    expect(decision.waivers).toEqual([])
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
