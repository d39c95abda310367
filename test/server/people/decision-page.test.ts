import { describe, expect, test } from '@jest/globals'
import { trustText } from './house.ts'
import {
  ANYTHING,
  APPROVED,
  approvalScene,
  buildsGrant,
  CI,
  DIGEST,
  POLICY,
  PUBLIC,
  PURL,
} from './approval-scene.ts'

const scene = approvalScene()
const { signIn, ask, approvals, say } = scene

describe('the page of a decision', () => {
  const open = (id: string) => scene.browser.open(`${PUBLIC}/v1/decisions/${id}`)

  test('shows in full what is approved, and takes the approval and comes back', async () => {
    const { id, policies } = await ask()
    await signIn()
    const page = await open(id)
    for (const shown of [
      DIGEST,
      'production',
      policies[0]!.digest,
      'urn:user:alice',
      PURL.replace('%3A', ':'),
    ])
      expect(page.text).toContain(shown)
    const after = await scene.browser.press(page, '/v1/approvals', {
      decision: 'approved',
      comment: 'All good',
    })
    expect([after.status, after.url.href]).toEqual([200, `${PUBLIC}/v1/decisions/${id}`])
    expect(after.text).toMatch(/You approved this.*It came after this decision/s)
    const [stored] = await approvals()
    expect(JSON.parse(stored!.body)).toMatchObject({
      subject: { content: { approvalDetailsUrl: `${PUBLIC}/v1/decisions/${id}` } },
      customData: {
        turnpike: { policy: { digest: policies[0]!.digest }, approval: { answers: id, comment: 'All good' } },
      },
    })
    expect((await ask()).verdict).toBe('allow')
  })

  test('offers to take an approval back, and only an approval', async () => {
    const { id } = await ask()
    await signIn()
    expect((await open(id)).text).not.toContain('Take my approval back')
    const approved = await scene.browser.press(await open(id), '/v1/approvals', { decision: 'approved' })
    expect(approved.text).toContain('Take my approval back')
    const after = await scene.browser.press(approved, '/v1/approvals', { decision: 'cancelled' })
    expect(after.text).toContain('You took back what you said on this')
    expect(after.text).not.toContain('Take my approval back')
    expect((await ask()).verdict).toBe('pending')
    const rejected = await scene.browser.press(await open(id), '/v1/approvals', { decision: 'rejected' })
    expect(rejected.text).not.toContain('Take my approval back')
  })

  test('binds an approval to every policy that asks for it', async () => {
    await scene.open({
      trust: trustText(scene.provider.issuer, { more: buildsGrant(ANYTHING) }),
      publicUrl: PUBLIC,
      policies: {
        production: POLICY.replace('    kind: approval', '    kind: approval\n    bindPolicy: true'),
        second: POLICY.replace('name: production', 'name: second').replace(
          '    kind: approval',
          '    kind: approval\n    bindPolicy: true',
        ),
      },
    })
    const { id, policies } = await ask()
    expect(policies).toHaveLength(2)
    await signIn()
    await say(APPROVED)
    expect((await ask()).verdict).toBe('pending')
    await scene.browser.press(await open(id), '/v1/approvals', { decision: 'approved' })
    expect((await ask()).verdict).toBe('allow')
  })

  test('pressed twice is said once; loaded again it is another time', async () => {
    const { id } = await ask()
    await signIn()
    const page = await open(id)
    await scene.browser.press(page, '/v1/approvals', { decision: 'approved' })
    await scene.browser.press(page, '/v1/approvals', { decision: 'approved' })
    expect(await approvals()).toHaveLength(1)
    await scene.browser.press(await open(id), '/v1/approvals', { decision: 'rejected' })
    await scene.browser.press(await open(id), '/v1/approvals', { decision: 'approved' })
    expect((await ask()).verdict).toBe('allow')
  })

  test.each([
    ['somebody who may not approve there', 'carol', [] as string[], 'does not let you approve'],
    ['somebody else of the board', 'bob', ['change-board'], 'Approve</button>'],
  ])('for %s', async (_, subject, groups, said) => {
    const { id } = await ask()
    await signIn(subject, groups)
    const page = await open(id)
    expect(page.text).toContain(said)
    expect(page.text.includes('/v1/approvals"')).toBe(groups.length > 0)
  })

  test('pressed too late says so, changes nothing, and leads back', async () => {
    const { id } = await ask()
    await signIn()
    const page = await open(id)
    scene.house.clock.at += 61 * 60_000
    const late = await scene.browser.press(page, '/v1/approvals', { decision: 'approved' })
    expect([late.status, late.text]).toEqual([401, expect.stringContaining('Your session is over')])
    expect(late.text).toContain(`/login?to=${encodeURIComponent(`/v1/decisions/${id}`)}`)
    expect(await approvals()).toEqual([])
  })

  test('has no form when nothing waits for approval', async () => {
    await signIn()
    await say(APPROVED)
    const { id, verdict } = await ask()
    expect(verdict).toBe('allow')
    expect((await open(id)).text).not.toContain('/v1/approvals')
  })

  test('for a token is the page without any of it', async () => {
    const { id } = await ask()
    const page = await scene.browser.get(`${PUBLIC}/v1/decisions/${id}`, { authorization: `Bearer ${CI}` })
    expect(page.text).not.toMatch(/<form|Signed in as/)
    expect(page.text).toContain('Sign in</a> to approve')
  })

  test('goes back to no other place', async () => {
    const { id } = await ask()
    await signIn()
    for (const back of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
      const page = await open(id)
      const after = await scene.browser.press(page, '/v1/approvals', { decision: 'approved', back })
      expect(after.url.href).toBe(`${PUBLIC}/`)
    }
  })

  test('takes forms to itself only, runs nothing, and is kept by nobody', async () => {
    const { id } = await ask()
    await signIn()
    const { headers, text } = await open(id)
    const policies = [
      headers.get('content-security-policy')!,
      /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)![1]!,
    ]
    for (const policy of policies) {
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("form-action 'self'")
      expect(policy).not.toContain('script-src')
    }
    expect(policies[0]).toContain("frame-ancestors 'none'")
    expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual([
      'no-store',
      'same-origin',
    ])
    expect(text).not.toMatch(/<script|javascript:|\son\w+=/i)
  })

  test('offers nothing to press where it could not show what is pressed', async () => {
    // Written from right to left, it would need signs that are not in the name.
    const environment = 'ייצור'
    const everywhere = trustText(scene.provider.issuer, {
      more: buildsGrant("ask: { environments: ['*'] }"),
    }).replace('environments: [production]', "environments: ['*']")
    await scene.house.trust(everywhere)
    const { id } = await ask(environment)
    await signIn()
    const page = await open(id)
    expect(page.text).toContain('cannot show as they are')
    expect(page.text).not.toContain('action="/v1/approvals"')
  })

  test('escapes what people and strangers wrote', async () => {
    await signIn()
    const comment = '"><script>alert(1)</script>\r\nset-cookie: a=b'
    await say({ ...APPROVED, decision: 'rejected', comment, service: comment, change: comment })
    const { id } = await ask()
    const page = await open(id)
    expect(page.text).not.toContain('<script')
    const event = await scene.browser.get(`${PUBLIC}/v1/events?type=approval.updated`)
    expect(event.headers.get('content-type')).toBe('application/json')
    expect(event.headers.get('set-cookie')).toBeNull()
  })
})

describe('the front page', () => {
  test('says who is signed in, and signs out', async () => {
    await signIn()
    const page = await scene.browser.open(`${PUBLIC}/`)
    expect(page.text).toMatch(/Signed in as <strong>alice<\/strong>/)
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self'")
    expect((await scene.browser.press(page, '/logout')).text).toContain('You are signed out')
  })
})
