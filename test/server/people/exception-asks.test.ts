/** The forms on a decision's page with which people ask for a waiver and break the glass. */
import { beforeEach, describe, expect, test } from '@jest/globals'
import { ANYTHING, approvalScene, buildsGrant, DIGEST, POLICY, PUBLIC } from './approval-scene.ts'
import type { Browser } from './browser.ts'
import { trustText } from './house.ts'

const scene = approvalScene()

const EXCEPTIONS = `${POLICY}    waivable: true
  - { id: open, kind: window, deny: [{ from: 2020-01-01T00:00Z, to: 2020-01-02T00:00Z }] }
waivers: { from: ['urn:user:bob'], maxDuration: 30d }
override:
  from: [urn:user:alice]
  second: { from: [urn:user:alice, 'urn:user:bob'], within: 1h }
  review: { within: 5d }
`
const GRANT = `  - name: exceptions
    to: { group: change-board }
    may: { ask: { environments: [production] }, override: { environments: [production] } }
`
const CHOSEN = { artifact: DIGEST, ticket: 'INC-1', reason: 'checkout is down, nobody can pay' }
const page = (browser: Browser, id: string) => browser.open(`${PUBLIC}/v1/decisions/${id}`)

beforeEach(async () => {
  await scene.open({
    trust: trustText(scene.provider.issuer, { more: GRANT + buildsGrant(ANYTHING) }),
    publicUrl: PUBLIC,
    policies: { production: EXCEPTIONS },
  })
})

describe('on the page of a decision that does not allow', () => {
  test('a person breaks the glass, and comes back to the page', async () => {
    const { id, verdict } = await scene.ask()
    expect(verdict).toBe('pending')
    await scene.signIn()
    const before = await page(scene.browser, id)
    expect(before.text).toContain(`<option value="${DIGEST}">`)
    const after = await scene.browser.press(before, '/v1/overrides', CHOSEN)
    expect([after.status, after.url.href]).toEqual([200, `${PUBLIC}/v1/decisions/${id}`])
    const now = await scene.ask()
    expect(now).toMatchObject({
      verdict: 'allow',
      overrides: [{ state: 'in-force', by: 'urn:user:alice', reason: CHOSEN.reason, ticket: 'INC-1' }],
    })
    // Nothing blocks any more, so there is nothing to ask for.
    expect((await page(scene.browser, now.id)).text).not.toContain('id="ask-exception"')
  })

  test('pressing twice is once', async () => {
    const { id } = await scene.ask()
    await scene.signIn()
    const before = await page(scene.browser, id)
    await scene.browser.press(before, '/v1/overrides', CHOSEN)
    await scene.browser.press(before, '/v1/overrides', CHOSEN)
    expect((await scene.ask()).overrides).toHaveLength(1)
  })

  test('a person asks for a waiver of a check that blocks', async () => {
    const { id } = await scene.ask()
    await scene.signIn()
    const before = await page(scene.browser, id)
    const offered = [...before.text.matchAll(/<option value="([^"]*)">/gu)].map(([, value]) => value)
    expect(offered).toEqual(['change-board', DIGEST, DIGEST])
    await scene.browser.press(before, '/v1/waivers', { ...CHOSEN, rule: 'change-board', for: '3d' })
    expect(await scene.ask()).toMatchObject({
      verdict: 'pending',
      waivers: [{ rule: 'change-board', state: 'pending', requestedBy: 'urn:user:alice', ticket: 'INC-1' }],
    })
  })

  test('the policy has the last word: too short a reason is refused, and said', async () => {
    const { id } = await scene.ask()
    await scene.signIn()
    const answer = await scene.browser.press(await page(scene.browser, id), '/v1/overrides', {
      ...CHOSEN,
      reason: 'quick',
    })
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining('less than 20 characters')])
    expect((await scene.ask()).overrides).toEqual([])
  })

  test('who may neither ask nor override sees no form', async () => {
    const { id } = await scene.ask()
    await scene.signIn('carol', [])
    expect((await page(scene.browser, id)).text).not.toContain('id="ask-exception"')
  })
})
