/** Warnings on rules: never judged, of no use, never passing. */
import { describe, expect, test } from '@jest/globals'
import { lintPolicy } from '../../src/policy/lint/lint.ts'
import { SOUND, lintsOf, names } from './lint-scene.ts'
import { NOW, load, policyText } from './scene.ts'

test('a sound policy has no warnings', async () => {
  expect(await lintsOf(policyText(SOUND))).toEqual([])
})

test('a warning has its place in the document, and says what to do about it', async () => {
  const text = policyText(`${SOUND}
  - id: old
    kind: window
    effectiveUntil: 2026-01-01
    deny: [{ from: 2026-12-18T00:00Z, to: 2026-12-19T00:00Z }]`)
  const line = text.split('\n').findIndex((one) => one.includes('effectiveUntil')) + 1
  expect(await lintsOf(text)).toEqual([
    {
      lint: 'over',
      path: '/rules/3/effectiveUntil',
      message: 'was in force until 2026-01-01T00:00:00.000Z: it is never judged again',
      line,
      column: 5,
    },
  ])
})

describe('a rule that is never judged', () => {
  const rule = (more: string) =>
    `  - { id: x, kind: evidence, type: build.finished, producer: [ci], ${more} }`
  test.each([
    ['effectiveUntil: 2026-11-20', ['over']],
    ['effectiveUntil: 2026-11-22', []],
    ['when: { environment: staging }', ['never-applies']],
    ['when: { environment: [staging, production] }', []],
    ['when: { service: shop }', []],
    ['unless: { environment: production }', ['never-applies']],
    ['unless: { environment: production, service: shop }', []],
    ['unless: { environment: staging }', []],
    ['when: { service: shop }, unless: { service: [shop, till] }', ['never-applies']],
    ['when: { service: [shop, till] }, unless: { service: shop }', []],
    ['when: { service: shop }, unless: { service: shop, actor: a }', []],
    ["when: 'false'", ['never-applies']],
    ["unless: ' true '", ['never-applies']],
    ['when: \'request.service == "a"\', unless: \'request.service == "a"\'', ['never-applies']],
    ['when: \'request.service == "a"\', unless: \'request.service == "b"\'', []],
  ])('%s', async (more, expected) => {
    expect(await names(rule(more))).toEqual(expected)
  })

  test('service of when outside the services of the policy', async () => {
    const applies = '{ environments: [production], services: [shop] }'
    expect(await names(rule('when: { service: till }'), { applies })).toEqual(['never-applies'])
    expect(await names(rule('when: { service: shop }'), { applies })).toEqual([])
  })

  test('patterns of the policy cover names of when', async () => {
    const applies = "{ environments: ['prod-*'] }"
    expect(await names(rule('when: { environment: prod-eu }'), { applies })).toEqual([])
    expect(await names(rule('when: { environment: test }'), { applies })).toEqual(['never-applies'])
  })
})

describe('a rule that adds nothing', () => {
  test('asks for the same as an earlier one', async () => {
    expect(
      await names(
        '  - { id: again, kind: evidence, title: Other words, type: artifact.packaged, producer: [ci] }',
      ),
    ).toEqual(['twice'])
    expect(
      await names('  - { id: again, kind: evidence, type: artifact.packaged, producer: [ci], maxAge: 1d }'),
    ).toEqual([])
  })

  test('is a choice of which one member must pass anyway', async () => {
    const any = (first: string) =>
      `  - { id: any, kind: anyOf, members: [{ id: a, kind: evidence, type: ${first}, producer: [ci] }, { id: b, kind: evidence, type: build.finished, producer: [ci] }] }`
    expect(await names(any('artifact.packaged'))).toEqual(['shadowed'])
    expect(await names(any('artifact.published'))).toEqual([])
  })
})

describe('a rule that can never pass', () => {
  test.each([
    ["quorum: 3, from: ['group:board'], excluding: [request.actor]", ['too-few-people']],
    ["quorum: 2, from: ['group:board'], excluding: [request.actor, change.author]", ['too-few-people']],
    ["quorum: 2, from: ['group:board'], excluding: [request.actor]", []],
    ["quorum: 3, from: ['group:board']", []],
    ["quorum: 3, from: ['group:board'], excluding: [request.actor], delegation: true", []],
  ])('approval: %s', async (more, expected) => {
    expect(await names(`  - { id: x, kind: approval, producer: [ops], ${more} }`)).toEqual(expected)
  })

  const cron = "{ cron: '0 9 * * MON-FRI', duration: 8h, timezone: Etc/UTC }"
  const past = '{ from: 2025-12-18T00:00Z, to: 2026-01-04T00:00Z }'
  const coming = '{ from: 2026-12-18T00:00Z, to: 2027-01-04T00:00Z }'
  test.each([
    [`allow: [${cron}]`, []],
    [`deny: [${coming}]`, []],
    [`deny: [${past}]`, ['window-over']],
    [`allow: [${past}]`, ['never-open', 'window-over']],
    [`allow: [${past}, ${cron}]`, ['window-over']],
    ["allow: [{ cron: '0 0 30 2 *', duration: 1h, timezone: Etc/UTC }]", ['never-open']],
    [`allow: [{ cron: '0 0 30 2 *', duration: 1h, timezone: Etc/UTC }, ${cron}]`, ['window-shut']],
    [`allow: [${coming}], deny: [${coming}]`, ['never-open']],
    [
      `allow: [{ from: 2026-12-19T00:00Z, to: 2026-12-20T00:00Z }, ${cron}], deny: [${coming}]`,
      ['window-shut'],
    ],
    ["deny: [{ cron: '0 0 * * *', duration: 24h, timezone: Etc/UTC }]", ['never-open']],
  ])('window: %s', async (more, expected) => {
    expect((await names(`  - { id: x, kind: window, ${more} }`)).sort()).toEqual(expected)
  })

  test.each([
    ['approval.updated', '{ decision: aproved }', ['never-matches']],
    ['approval.updated', '{ decision: [aproved, approved] }', []],
    ['artifact.signed', '{ subject.content.signature: 3 }', ['never-matches']],
    ['artifact.signed', '{ subject.content.signature: abc }', []],
    ['dev.cdeventsx.acme-scan.finished', '{ outcome: success, whatever: 3 }', []],
  ])('match of %s: %s', async (type, match, expected) => {
    expect(
      await names(`  - { id: x, kind: evidence, type: ${type}, producer: [ci], match: ${match} }`),
    ).toEqual(expected)
  })

  test.each([
    ['repository.modified', ['not-of-artifacts']],
    ['[build.finished, incident.detected]', ['not-of-artifacts']],
    ['build.finished', []],
  ])('evidence of type %s', async (type, expected) => {
    expect(await names(`  - { id: x, kind: evidence, type: ${type}, producer: [ci] }`)).toEqual(expected)
  })

  test.each([
    ['kind: order, environments: [staging]', '{ environments: [production] }', []],
    ['kind: order, environments: [staging]', "{ environments: ['*'] }", ['own-target']],
    ['kind: order, environments: [staging]', '{ environments: [staging, production] }', ['own-target']],
    [
      'kind: order, environments: [staging, test], oneOf: true',
      '{ environments: [staging, production] }',
      [],
    ],
    [
      'kind: order, environments: [staging], when: { environment: production }',
      '{ environments: [staging, production] }',
      [],
    ],
    [
      'kind: order, environments: [staging], unless: { environment: staging }',
      '{ environments: [staging, production] }',
      [],
    ],
    ['kind: soak, environment: production, duration: 1h', '{ environments: [production] }', ['own-target']],
  ])('%s of a policy for %s', async (rule, applies, expected) => {
    expect(await names(`  - { id: x, producer: [ops], ${rule} }`, { applies })).toEqual(expected)
  })

  test('is evidence that ages out while it soaks', async () => {
    const soak = '  - { id: s, kind: soak, environment: staging, duration: 24h, producer: [ops] }'
    const tests = (age: string) =>
      `${soak}\n  - { id: t, kind: evidence, type: testsuiterun.finished, producer: [ci], maxAge: ${age} }`
    expect(await names(tests('12h'))).toEqual(['too-short'])
    expect(await names(tests('48h'))).toEqual([])
  })

  test('or never block', async () => {
    const policy = await load(policyText(SOUND))
    const found = (grace: number) => {
      const rules = policy.rules.map((rule) =>
        rule.kind === 'absence' ? { ...rule, lookback: 7 * 86_400_000, grace } : rule,
      )
      return lintPolicy({ ...policy, rules }, { now: Date.parse(NOW) }).map(({ lint }) => lint)
    }
    expect(found(7 * 86_400_000)).toEqual(['always-passes'])
    expect(found(86_400_000)).toEqual([])
  })
})

test('no moment makes the lints throw', async () => {
  const policy = await load(policyText(SOUND))
  for (const now of [-8e15, 0, 8e15]) expect(() => lintPolicy(policy, { now })).not.toThrow()
})
