/** The forms on a decision's page with which people answer for waivers and overrides. */
import { beforeEach, describe, expect, test } from '@jest/globals'
import { ANYTHING, approvalScene, buildsGrant, DIGEST, POLICY, PUBLIC } from './approval-scene.ts'
import { createBrowser, type Browser } from './browser.ts'
import { trustText } from './house.ts'

const scene = approvalScene()

const EXCEPTIONS = `${POLICY}    waivable: true
  - { id: open, kind: window, deny: [{ from: 2020-01-01T00:00Z, to: 2020-01-02T00:00Z }] }
waivers: { from: [urn:user:alice], maxDuration: 30d }
override:
  from: [BOB]
  second: { from: [urn:user:alice], within: before }
  review: { within: 5d }
`
const GRANT = `  - name: exceptions
    to: { group: change-board }
    may: { ask: { environments: [production] }, waive: { environments: [production] }, override: { environments: [production] } }
`
let bob: Browser
beforeEach(async () => {
  const { issuer } = scene.provider
  await scene.open({
    trust: trustText(issuer, { more: GRANT + buildsGrant(ANYTHING) }),
    publicUrl: PUBLIC,
    policies: { production: EXCEPTIONS.replace('BOB', `'${issuer}#user:bob'`) },
  })
  scene.provider.behave({ claims: (claims) => ({ ...claims, sub: 'bob', groups: ['change-board'] }) })
  bob = createBrowser(scene.house)
  await bob.open(`${PUBLIC}/v1/me`)
})

/** As a program of the store's own page would. */
async function post(browser: Browser, path: string, body: object): Promise<Record<string, { id: string }>> {
  const { session } = JSON.parse((await browser.get(`${PUBLIC}/v1/me`)).text) as { session: { csrf: string } }
  const answer = await browser.send(`${PUBLIC}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      origin: PUBLIC,
      'x-turnpike-csrf': session.csrf,
    },
    body: JSON.stringify(body),
  })
  expect([answer.status, answer.text]).toEqual([201, answer.text])
  return JSON.parse(answer.text) as Record<string, { id: string }>
}
const waiver = (reason = 'the board does not meet this week') =>
  post(bob, '/v1/waivers', {
    rule: 'change-board',
    artifact: DIGEST,
    environment: 'production',
    for: '7d',
    reason,
    ticket: 'CHG-1',
  })
const page = (browser: Browser, id: string) => browser.open(`${PUBLIC}/v1/decisions/${id}`)

describe('a waiver that was asked for', () => {
  test('is granted on the page of the decision that waits for it', async () => {
    const asked = await waiver()
    const { id } = await scene.ask()
    await scene.signIn()
    const before = await page(scene.browser, id)
    for (const shown of ['the board does not meet this week', 'CHG-1', DIGEST, 'change-board of production'])
      expect(before.text).toContain(shown)
    const after = await scene.browser.press(before, `/v1/waivers/${asked['waiver']!.id}/grant`)
    expect([after.status, after.url.href]).toEqual([200, `${PUBLIC}/v1/decisions/${id}`])
    // The decision stays as it was recorded; there is nothing left to answer.
    expect(after.text).not.toContain('id="exceptions"')
    expect(await scene.ask()).toMatchObject({
      verdict: 'allow',
      waivers: [{ state: 'expiring', by: 'urn:user:alice' }],
    })
  })

  test('is refused with a reason', async () => {
    const asked = await waiver()
    const { id } = await scene.ask()
    await scene.signIn()
    const path = `/v1/waivers/${asked['waiver']!.id}/refuse`
    await scene.browser.press(await page(scene.browser, id), path, { reason: 'it meets tomorrow' })
    expect(await scene.ask()).toMatchObject({ verdict: 'pending', waivers: [{ state: 'refused' }] })
  })

  test('is not granted by the one who asked, though the form is there', async () => {
    const asked = await waiver()
    const { id } = await scene.ask()
    const answer = await bob.press(await page(bob, id), `/v1/waivers/${asked['waiver']!.id}/grant`)
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('not yours to grant')])
    expect((await scene.ask()).waivers).toMatchObject([{ state: 'pending' }])
  })

  test('is shown to nobody who may not answer, or who did not sign in', async () => {
    await waiver()
    const { id } = await scene.ask()
    await scene.signIn('carol', [])
    expect((await page(scene.browser, id)).text).not.toContain('id="exceptions"')
  })

  test('shows a stranger’s words as words', async () => {
    await waiver('"><script>alert(1)</script><form action="https://evil.example">')
    const { id } = await scene.ask()
    await scene.signIn()
    const { text } = await page(scene.browser, id)
    expect(text).toContain('id="exceptions"')
    expect(text).not.toMatch(/<script|<form action/)
  })
})

test('an override is confirmed and reviewed on the page of a decision', async () => {
  const broken = await post(bob, '/v1/overrides', {
    artifact: DIGEST,
    environment: 'production',
    reason: 'checkout is down, nobody can pay',
    ticket: 'INC-1',
  })
  const { id } = broken['override']!
  const decision = await scene.ask()
  expect(decision).toMatchObject({ verdict: 'pending', overrides: [{ state: 'awaiting-second' }] })
  await scene.signIn()
  const before = await page(scene.browser, decision.id)
  await scene.browser.press(before, `/v1/overrides/${id}/confirm`)
  expect(await scene.ask()).toMatchObject({ verdict: 'allow', findings: [{}, { result: 'overridden' }] })
  await scene.browser.press(before, `/v1/overrides/${id}/review`, { reason: 'it was needed' })
  expect((await scene.ask()).overrides).toMatchObject([{ review: { state: 'done', by: 'urn:user:alice' } }])
  expect((await page(scene.browser, decision.id)).text).not.toContain('id="exceptions"')
})
