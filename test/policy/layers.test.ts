import { describe, expect, test } from '@jest/globals'
import type { GateRequest } from '../../src/policy/decision.ts'
import { changesSince } from '../../src/policy/changes.ts'
import { checkLayers } from '../../src/policy/layers/check.ts'
import { explainPolicies } from '../../src/policy/explain/explain.ts'
import { explanationLines } from '../../src/policy/explain/text.ts'
import { ask, ID, load, NOW, policyText, readRepositoryFile, shelfOf, suite } from './scene.ts'

const TESTS = (id = 'unit-tests', more = '') => `
  - { id: ${id}, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit }${more} }`
const FREEZE = `
  - { id: freeze, kind: window, deny: [{ from: 2026-11-01T00:00Z, to: 2026-12-01T00:00Z }] }`
const OPEN = `
  - { id: open, kind: window, deny: [{ from: 2020-11-01T00:00Z, to: 2020-12-01T00:00Z }] }`
const passing = () => shelfOf({ ...suite('success'), when: '11m' })

describe('layers', () => {
  const store = (name: string, rules: string, applies?: string) =>
    load(policyText(rules, { name, ...(applies === undefined ? {} : { applies }) }))

  test('every policy of the store that governs the environment applies, by name, whatever was asked for', async () => {
    const policies = [
      await store('b', FREEZE),
      await store('a', TESTS()),
      await store('c', FREEZE, '{ environments: [staging] }'),
    ]
    const decision = await ask(policies, { shelf: passing(), request: { policies: ['a'] } })
    expect(decision.policies.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(decision.verdict).toBe('deny')
  })

  test('a policy that is named but unknown, or does not apply, is an error', async () => {
    const policies = [await store('a', TESTS()), await store('c', TESTS(), '{ environments: [staging] }')]
    const summary = async (name: string) => {
      const decision = await ask(policies, { shelf: passing(), request: { policies: [name] } })
      return [decision.verdict, decision.summary]
    }
    expect(await summary('nope')).toEqual(['error', 'There is no policy nope in the store.'])
    expect(await summary('c')).toEqual(['error', 'The policy c does not apply to production.'])
    expect((await summary('a'))[0]).toBe('allow')
  })

  test('a file adds rules and never loosens', async () => {
    const base = await store('base', TESTS())
    const file = async (rules: string) => load(policyText(rules, { name: 'file' }), 'file')
    expect((await ask([base, await file(FREEZE)], { shelf: passing() })).verdict).toBe('deny')
    expect((await ask([base, await file(OPEN)], { shelf: passing() })).verdict).toBe('allow')
    const again = await ask([base, await file(TESTS('unit-tests', ', enforce: off'))], { shelf: passing() })
    expect(again).toMatchObject({
      verdict: 'error',
      summary:
        'The policy file (line 12, column 115) loosens the rule unit-tests of base (layer service): ' +
        'enforce: off is looser than block. A later layer may only add rules and tighten them.',
    })
  })

  test('a file that does not apply checks nothing, and that is an error', async () => {
    const base = await store('base', TESTS())
    const file = await load(policyText(OPEN, { name: 'file', applies: '{ environments: [prod] }' }), 'file')
    expect(await ask([base, file], { shelf: passing() })).toMatchObject({
      verdict: 'error',
      summary: 'The policy file file does not apply to production: it would check nothing.',
    })
  })

  test('only a file: judged, with a notice that nobody governs the environment', async () => {
    const file = await load(policyText(TESTS(), { name: 'file' }), 'file')
    expect(await ask([file], { shelf: passing() })).toMatchObject({
      verdict: 'allow',
      notices: ['No policy in the store governs production; only the file sent with the request was judged.'],
    })
  })

  test('environments and services are matched by name or prefix; a request without a service is governed', async () => {
    const prefix = await store('a', TESTS(), '{ environments: [prod*], services: [web*] }')
    const verdict = async (request: Partial<GateRequest>) =>
      (await ask([prefix], { shelf: passing(), request })).verdict
    expect(await verdict({})).toBe('allow')
    expect(await verdict({ service: undefined })).toBe('allow')
    expect(await verdict({ service: 'billing' })).toBe('error')
    expect(await verdict({ environment: 'pro' })).toBe('error')
  })
})

describe('what changed since the last decision', () => {
  test('is said in sentences', async () => {
    const policy = await load(policyText(TESTS() + OPEN))
    const first = await ask([policy])
    const second = await ask([policy], { shelf: passing(), options: { previous: first } })
    expect(second.previous).toEqual({
      id: ID,
      verdict: 'deny',
      decidedAt: NOW,
      changes: ['Unit tests passes, it failed before (now: success, unit).'],
    })
    expect(changesSince(first, first)).toEqual([])
  })

  test('names policies that came, went or were changed, and checks that are new or gone', async () => {
    const before = await ask([
      await load(policyText(TESTS())),
      await load(policyText(OPEN, { name: 'gone' })),
    ])
    const after = await ask([
      await load(policyText(TESTS() + FREEZE)),
      await load(policyText(TESTS('x'), { name: 'new' })),
    ])
    expect(changesSince(before, after)).toEqual([
      'The policy new is new.',
      'The policy production was changed.',
      'The policy gone no longer applies.',
      'X is a new check and fails.',
      'Freeze is a new check and fails.',
      'Open is no longer checked.',
    ])
  })
})

describe('the example of docs/layers.md', () => {
  const page = readRepositoryFile('docs/layers.md')
  const blocks = (language: string) =>
    [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gmsu'))].map(([, text]) => text!)
  const [acme = '', production = '', webshop = ''] = blocks('yaml')
  const [explanation = '', problem = ''] = blocks('text')

  test('is explained as the page says', async () => {
    const policies = await Promise.all([acme, production, webshop].map((text) => load(text)))
    expect(checkLayers(policies)).toEqual([])
    const lines = explanationLines(
      explainPolicies(policies, { environment: 'production', service: 'webshop' }),
    )
    expect(lines.join('\n')).toContain(explanation.trimEnd())
  })

  test('is refused as the page says when it loosens', async () => {
    const looser = await load(webshop.replace('maxAge: 1d', 'maxAge: 8d'))
    const [found] = checkLayers([await load(acme), looser])
    const { line, column, message } = found!.problem
    expect(`webshop.yaml:${line}:${column} ${message}`).toBe(problem.trimEnd())
  })
})
