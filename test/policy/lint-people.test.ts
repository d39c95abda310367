/** Warnings on producers, on who grants exceptions, and on a policy as a whole. */
import { describe, expect, test } from '@jest/globals'
import { SOUND, lintsOf, names } from './lint-scene.ts'
import { policyText } from './scene.ts'

describe('a producer', () => {
  const policy = (claims: string) =>
    policyText(SOUND.replaceAll('[ci]', '[ci, x]')).replace('producers:', `producers:\n  x: ${claims}`)
  test.each([
    ['{ kind: robot }', /kind is one of loopback, token/u],
    ['{ issuer: github }', /issuer is the address/u],
    ["{ issuer: 'https://gitlab.com', projectId: acme }", /projectId is a number, not "acme"/u],
    ["{ kind: person, repositoryId: '1' }", /which people never have/u],
    ["{ id: 'token:ci', repositoryOwnerId: '1' }", /a producer of kind token never have/u],
    ["{ id: 'token:ci', kind: person }", /"token:ci" is of kind token, never person/u],
    ['{ id: store, kind: loopback }', /is of kind store/u],
  ])('%s can be nobody', async (claims, why) => {
    const found = await lintsOf(policy(claims))
    expect(found).toMatchObject([{ lint: 'nobody', path: '/producers/x', line: 6 }])
    expect(found[0]!.message).toMatch(why)
  })

  test.each([
    "{ issuer: 'https://gitlab.com', projectId: '17' }",
    "{ issuer: 'https://*', repositoryOwnerId: '4*' }",
    '{ kind: person }',
    '{ kind: store, id: store }',
    "{ id: 'hook:alerts' }",
    "{ id: 'urn:user:alice', kind: person }",
    "{ id: 'token:ci', signer: 'key:release' }",
    '{ signer: key:release }',
  ])('%s can be somebody', async (claims) => expect(await lintsOf(policy(claims))).toEqual([]))

  test('of alternatives that nobody can be is named by its place', async () => {
    expect(await lintsOf(policy('[{ kind: person }, { kind: robot }]'))).toMatchObject([
      { lint: 'nobody', path: '/producers/x/1' },
    ])
  })

  test('or group that nothing asks for is said to', async () => {
    const text = policyText('  - { id: x, kind: evidence, type: build.finished, producer: [ci] }')
    expect(await lintsOf(text)).toMatchObject([
      { lint: 'unused', message: 'no rule asks for the producer "ops"' },
    ])
    const groups = policyText(SOUND).replace('groups:', 'groups:\n  spare: [urn:user:eve]')
    expect(await lintsOf(groups)).toMatchObject([{ lint: 'unused', path: '/groups/spare' }])
    // Who is who is worth writing down for its own sake.
    const known = policyText(SOUND).replace(
      'groups:',
      "groups:\n  known: [['urn:user:eve', 'urn:github:user:5']]",
    )
    expect(await lintsOf(known)).toEqual([])
  })

  test('any: whoever may write can pass it, unless it blocks nothing', async () => {
    const rule = (more: string) => `  - { id: x, kind: evidence, type: build.finished, producer: any${more} }`
    expect(await names(rule(''))).toEqual(['any'])
    expect(await names(rule(', enforce: warn'))).toEqual([])
  })
})

describe('exceptions', () => {
  const WAIVERS = 'waivers: { from: [group:board], maxDuration: 30d }'
  const OVERRIDE = (from: string, second: string, review = 'within: 5d') =>
    `override: { from: [${from}], second: { from: [${second}], within: 1h }, review: { ${review} } }`
  const waivable = '  - { id: x, kind: evidence, type: build.finished, producer: [ci], waivable: true }'
  test.each<[string, string, string[]]>([
    ['', waivable, ['nobody-waives']],
    [WAIVERS, waivable, []],
    [WAIVERS, '', ['nothing-waivable']],
    ['waivers: { from: [urn:user:alice], maxDuration: 30d }', waivable, ['one-grantor']],
    ['waivers: { from: [group:board], maxDuration: 7d }', waivable, ['always-expiring']],
    ['waivers: { from: [group:board], maxDuration: 7d, expiringSoon: 1d }', waivable, []],
    [OVERRIDE('group:board', 'group:board'), waivable, []],
    [OVERRIDE('urn:user:alice', 'urn:user:carol'), waivable, []],
    [OVERRIDE('urn:user:alice', 'urn:user:alice'), waivable, ['no-reviewer', 'no-second']],
    [
      OVERRIDE('urn:user:bob', 'urn:github:user:42', 'from: [urn:user:carol], within: 5d'),
      waivable,
      ['no-second'],
    ],
  ])('%s', async (more, rule, expected) => {
    expect((await names(rule, { more })).sort()).toEqual(expected)
  })

  test('from a rule that stands in for an earlier layer’s are granted as that layer says', async () => {
    const layer = (name: string, more = '', rule = waivable) =>
      policyText(`${SOUND}\n${rule}`, { name, more }).replace('owner:', `layer: ${name}, owner:`)
    const found = async (beside: string) =>
      (await lintsOf(layer('service'), [beside])).map(({ lint }) => lint).filter((lint) => lint !== 'twice')
    expect(await found(layer('baseline', WAIVERS))).toEqual([])
    expect(await found(layer('environment', OVERRIDE('group:board', 'group:board')))).toEqual([])
    // Nobody may there either; it is another rule; it is no earlier layer.
    expect(await found(layer('baseline'))).toEqual(['nobody-waives'])
    expect(await found(layer('baseline', WAIVERS, waivable.replace('id: x', 'id: y')))).toEqual([
      'nobody-waives',
    ])
    expect(await found(layer('service', WAIVERS))).toEqual(['nobody-waives'])
  })
})

describe('a policy', () => {
  test('of which nothing blocks', async () => {
    const text = policyText(SOUND.replaceAll(' }', ', enforce: warn }'))
    expect((await lintsOf(text)).map(({ lint }) => lint)).toEqual(['nothing-blocks'])
  })

  test('that asks for nothing about the artifact lets any digest go', async () => {
    const rules = '  - { id: idle, kind: environment, idle: 1h, producer: [ops, ci] }\n'
    const found = async (more: string) => (await lintsOf(policyText(rules + more))).map(({ lint }) => lint)
    expect(await found(SOUND.split('\n')[1]!)).toEqual(['any-artifact'])
    const either = (second: string) =>
      `  - { id: any, kind: anyOf, members: [{ id: a, kind: evidence, type: build.finished, producer: [ci] }, ${second}] }`
    expect(await found(either('{ id: b, kind: environment, producer: [ops] }'))).toEqual(['any-artifact'])
    expect(await found(either('{ id: b, kind: order, environments: [staging], producer: [ops] }'))).toEqual(
      [],
    )
  })

  test('lets no digest go where a policy beside it, governing all that it does, asks for something', async () => {
    const own = policyText('  - { id: idle, kind: environment, idle: 1h, producer: [ops] }')
    const found = async (...others: string[]) =>
      (await lintsOf(own, others)).filter(({ lint }) => lint === 'any-artifact').length
    const asking = (applies: string) =>
      policyText('  - { id: built, kind: evidence, type: build.finished, producer: [ci] }', { applies })
    expect(await found()).toBe(1)
    expect(await found(asking("{ environments: ['*'] }"))).toBe(0)
    expect(await found(asking('{ environments: [staging] }'))).toBe(1)
    expect(await found(asking('{ environments: [production], services: [webshop] }'))).toBe(1)
  })

  test('that goes by a class nobody records', async () => {
    const rule =
      '  - { id: x, kind: window, deny: [{ from: 2026-12-18T00:00Z, to: 2026-12-19T00:00Z }], unless: { change.class: emergency } }'
    expect(await names(rule)).toEqual(['class-unknown'])
    expect(await names(rule, { more: 'changeClass: claimed' })).toEqual(['claimed'])
    expect(
      await names(
        rule.replace('unless: { change.class: emergency }', `unless: 'request.change.class == "emergency"'`),
      ),
    ).toEqual(['class-unknown'])
    expect(await names(rule.replace('change.class: emergency', 'change.id: c1'))).toEqual([])
  })
})
