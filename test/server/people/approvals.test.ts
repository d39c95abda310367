import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { hash } from 'node:crypto'
import type { Decision } from '../../../src/policy/decision.ts'
import { loadPolicy } from '../../../src/policy/load.ts'
import type { Identity } from '../../../src/trust/identity.ts'
import { createBrowser, type Browser, type Visited } from './browser.ts'
import { startHostileProvider, type HostileProvider } from './hostile-provider.ts'
import { openHouse, trustText, type House } from './house.ts'

const PUBLIC = 'https://store.example.org'
const CI = 'a-secret-of-a-token-for-the-tests-0123456789'
const DIGEST = `sha256:${'ab'.repeat(32)}`
const PURL = `pkg:oci/webshop@sha256%3A${'ab'.repeat(32)}`
const POLICY = `apiVersion: turnpike/v1
kind: Policy
metadata: { name: production, owner: platform@example.org }
applies: { environments: ['*'] }
groups:
  change-board: [urn:user:alice, urn:user:bob]
producers:
  board: { kind: person }
rules:
  - id: change-board
    title: Change board
    kind: approval
    from: [group:change-board]
    producer: [board]
    onMissing: wait
`
let provider: HostileProvider
let house: House
let browser: Browser

beforeAll(async () => {
  provider = await startHostileProvider()
})
afterAll(() => provider.close())
beforeEach(async () => {
  provider.behave({})
  const more = `  - { name: builds, to: { id: 'token:ci' }, may: { read: true, ask: { environments: ['*'] }, approve: { as: '*', sources: '*', environments: ['*'] } } }
tokens:
  - { name: ci, hash: 'sha256:${hash('sha256', CI)}', expires: ${new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)} }
`
  house = await openHouse({
    trust: trustText(provider.issuer, { more }),
    publicUrl: PUBLIC,
    policies: { production: POLICY },
  })
  browser = createBrowser(house)
})
afterEach(() => house?.close())

const signIn = (subject = 'alice', groups = ['change-board'], who = browser) => {
  provider.behave({ claims: (claims) => ({ ...claims, sub: subject, groups }) })
  return who.open(`${PUBLIC}/v1/me`)
}
const bearer = {
  authorization: `Bearer ${CI}`,
  'content-type': 'application/json',
  accept: 'application/json',
}
async function ask(environment = 'production', artifacts: object[] = [{ digest: DIGEST, purl: PURL }]) {
  const answer = await browser.send(`${PUBLIC}/v1/decisions`, {
    method: 'POST',
    headers: bearer,
    body: JSON.stringify({ request: { artifacts, environment } }),
  })
  return JSON.parse(answer.text) as Decision
}
const approvals = async () => {
  const { events } = await house.store.query({
    organisation: 'default',
    types: ['dev.cdevents.approval.updated', 'dev.cdevents.approval.closed'],
    status: 'any',
    order: 'asc',
  })
  return events
}
async function say(
  body: object,
  headers: Record<string, string> = {},
): Promise<Visited & { body: Record<string, unknown> }> {
  const me = JSON.parse((await browser.get(`${PUBLIC}/v1/me`)).text) as { session: { csrf: string } }
  const answer = await browser.send(`${PUBLIC}/v1/approvals`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      origin: PUBLIC,
      'x-turnpike-csrf': me.session.csrf,
      ...headers,
    },
    body: JSON.stringify(body),
  })
  return { ...answer, body: JSON.parse(answer.text) as Record<string, unknown> }
}
const APPROVED = { artifacts: [PURL], environment: 'production', decision: 'approved' }

describe('an approval by a person', () => {
  test('opens the gate that waits for it, as the word of that person', async () => {
    expect((await ask()).verdict).toBe('pending')
    await signIn()
    const answer = await say(APPROVED)
    expect([answer.status, answer.body]).toEqual([
      201,
      expect.objectContaining({ status: 'accepted', responder: 'urn:user:alice', decision: 'approved' }),
    ])
    const [stored] = await approvals()
    expect(stored).toMatchObject({
      status: 'accepted',
      producer: { kind: 'person', id: 'urn:user:alice', claims: { issuer: provider.issuer } },
      source: 'urn:turnpike:approvals',
    })
    const decision = await ask()
    expect([decision.verdict, decision.findings[0]!.by]).toEqual(['allow', 'urn:user:alice'])
  })

  test('that says no closes it again, and a later yes opens it', async () => {
    await signIn()
    const verdicts = []
    for (const decision of ['approved', 'rejected', 'requestChanges', 'approved']) {
      expect((await say({ ...APPROVED, decision })).status).toBe(201)
      verdicts.push((await ask()).verdict)
    }
    expect(verdicts).toEqual(['allow', 'deny', 'deny', 'allow'])
  })

  test('counts for nothing else than its environment and digest', async () => {
    await signIn()
    await say(APPROVED)
    expect((await ask('staging')).verdict).toBe('pending')
    expect((await ask('production', [{ digest: `sha256:${'cd'.repeat(32)}` }])).verdict).toBe('pending')
  })

  test('under a policy counts under that version of it only', async () => {
    await signIn()
    const loaded = await loadPolicy(POLICY, { name: 'production.yaml', origin: 'store' })
    const digest = 'policy' in loaded ? loaded.policy.digest : ''
    await say({ ...APPROVED, policy: `sha256:${'00'.repeat(32)}` })
    expect((await ask()).verdict).toBe('pending')
    await say({ ...APPROVED, policy: digest })
    expect((await ask()).verdict).toBe('allow')
  })

  test('never is somebody else’s, whatever is sent', async () => {
    await signIn()
    const answer = await say({ ...APPROVED, responder: 'urn:user:bob' })
    expect([answer.status, answer.body.problems]).toEqual([
      422,
      [{ path: '/responder', message: expect.stringContaining('the person who is signed in') as unknown }],
    ])
    expect(await approvals()).toEqual([])
  })

  test('is refused for an environment that is not theirs', async () => {
    await signIn()
    const answer = await say({ ...APPROVED, environment: 'staging' })
    expect([answer.status, answer.body.detail]).toEqual([403, expect.stringContaining("for 'staging'")])
  })

  test('is refused of somebody who may not approve at all', async () => {
    await signIn('carol', [])
    expect((await say(APPROVED)).status).toBe(403)
    expect(await approvals()).toEqual([])
  })

  test('of somebody whom the policy does not name is kept, and counts for nothing', async () => {
    await signIn('mallory', ['change-board'])
    expect((await say(APPROVED)).status).toBe(201)
    expect((await ask()).verdict).toBe('pending')
  })
})

describe('an approval that is sent again', () => {
  test('under its key is the same one, also after a later word, and opens nothing then', async () => {
    await signIn()
    const first = await say({ ...APPROVED, key: 'one' })
    await say({ ...APPROVED, decision: 'rejected', key: 'two' })
    house.clock.at += 5000
    const again = await say({ ...APPROVED, key: 'one' })
    expect([again.status, again.body]).toEqual([200, { ...first.body, status: 'duplicate' }])
    expect((await ask()).verdict).toBe('deny')
  })

  test('many times at once is one event', async () => {
    await signIn()
    const answers = await Promise.all(Array.from({ length: 20 }, () => say({ ...APPROVED, key: 'one' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(19).fill(200), 201])
    expect(await approvals()).toHaveLength(1)
  })

  test('under a key that stood for something else is a conflict', async () => {
    await signIn()
    await say({ ...APPROVED, key: 'one' })
    const other = await say({ ...APPROVED, decision: 'rejected', key: 'one' })
    expect(other.status).toBe(409)
    expect(await approvals()).toHaveLength(1)
  })

  test('for the same decision is said once, and once more after another word', async () => {
    await signIn()
    const { id } = await ask()
    const statuses = []
    for (const decision of ['approved', 'approved', 'rejected', 'approved'])
      statuses.push((await say({ ...APPROVED, decision, answers: id })).status)
    expect(statuses).toEqual([201, 200, 201, 201])
    expect((await ask()).verdict).toBe('allow')
  })

  test('without a key is another one, and no two of them are in conflict', async () => {
    await signIn()
    await say(APPROVED)
    await say(APPROVED)
    house.clock.at += 1000
    await say(APPROVED)
    for (const { status } of await approvals()) expect(status).toBe('accepted')
    expect((await ask()).verdict).toBe('allow')
  })
})

describe('an approval that cannot be read', () => {
  test('gets every problem at once', async () => {
    await signIn()
    const answer = await say({
      artifacts: ['latest'],
      decision: 'yes',
      policy: 'abc',
      comment: 'x'.repeat(1001),
      who: 1,
    })
    expect(answer.status).toBe(422)
    expect((answer.body.problems as { path: string }[]).map(({ path }) => path).sort()).toEqual([
      '/artifacts/0',
      '/comment',
      '/decision',
      '/environment',
      '/policy',
      '/who',
    ])
  })

  test.each([
    ['a purl of another digest', [{ digest: DIGEST, purl: `pkg:oci/a@sha256%3A${'cd'.repeat(32)}` }]],
    ['none', []],
    ['too many', Array<string>(65).fill(DIGEST)],
    ['two digests in one name', [`${PURL}?checksum=sha256:${'cd'.repeat(32)}`]],
    ['an object without a digest', [{ purl: PURL }]],
    ['a number', [1]],
    ['no list', DIGEST],
  ])('artifacts: %s', async (_, artifacts) => {
    await signIn()
    expect((await say({ ...APPROVED, artifacts })).status).toBe(422)
    expect(await approvals()).toEqual([])
  })

  test.each([
    ['text/plain', '{}', 415],
    ['application/json', '{', 400],
    ['application/json', '[]', 422],
    ['application/json', 'null', 422],
    ['application/json', `{"comment":"${'a'.repeat(70_000)}"}`, 413],
  ])('%s %s', async (type, body, status) => {
    await signIn()
    const me = JSON.parse((await browser.get(`${PUBLIC}/v1/me`)).text) as { session: { csrf: string } }
    const answer = await browser.send(`${PUBLIC}/v1/approvals`, {
      method: 'POST',
      headers: { 'content-type': type, origin: PUBLIC, 'x-turnpike-csrf': me.session.csrf },
      body,
    })
    expect(answer.status).toBe(status)
  })
})

describe('an approval with a token', () => {
  test('behind which there is nobody is refused, though it may approve as anybody by events', async () => {
    const answer = await browser.send(`${PUBLIC}/v1/approvals`, {
      method: 'POST',
      headers: bearer,
      body: JSON.stringify(APPROVED),
    })
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('nobody in particular')])
    expect(await approvals()).toEqual([])
  })
})

describe('an approval from a pipeline', () => {
  const GITHUB = 'https://token.actions.githubusercontent.com'
  const JOB = `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${Buffer.from('{}').toString('base64url')}.abc`
  const job: Identity = {
    principal: {
      kind: 'oidc',
      id: `${GITHUB}#repository:1111`,
      claims: { issuer: GITHUB, repositoryId: '1111', actorId: '1234' },
    },
    person: 'urn:github:user:1234',
    sources: ['https://github.com/acme/shop'],
  }
  const open = async (as: string, who = job) => {
    await house.close()
    const trust = trustText(provider.issuer, {
      more: `  - { name: release, to: { issuer: github, repositoryId: '1111' }, may: { ask: { environments: ['*'] }, ${as} } }\n`,
    })
      .replace('issuers:', 'issuers:\n  github: { kind: github }')
      .replace('subject: alice }]', "subject: alice }, { issuer: github, actorId: '1234' }]")
    house = await openHouse({
      trust,
      publicUrl: PUBLIC,
      policies: { production: POLICY.replace('producer: [board]', 'producer: any') },
      verifier: { verify: async () => who },
    })
    browser = createBrowser(house)
  }
  const post = async (body: object = APPROVED) => {
    const answer = await browser.send(`${PUBLIC}/v1/approvals`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${JOB}`,
        'content-type': 'application/json',
        accept: 'application/json',
      },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: JSON.parse(answer.text) as Record<string, unknown> }
  }

  test('counts as the one who started it, under the name that the trust document gives them', async () => {
    await open('approve: { as: self, environments: [production] }')
    const answer = await post()
    expect([answer.status, answer.body['responder']]).toEqual([201, 'urn:user:alice'])
    const [stored] = await approvals()
    expect(stored).toMatchObject({ producer: { kind: 'oidc' }, source: 'https://github.com/acme/shop' })
  })

  test('and one by the same person on a page are one of a quorum, not two', async () => {
    await open('approve: { as: self, environments: [production] }')
    await post()
    await signIn()
    expect((await say(APPROVED)).body['responder']).toBe('urn:user:alice')
    expect((await approvals()).map(({ producer }) => producer.kind)).toEqual(['oidc', 'person'])
  })

  test.each([
    ['nothing', 'read: true', 'takes the right to approve'],
    ['another environment only', 'approve: { as: self, environments: [staging] }', "for 'production'"],
    [
      'somebody else only',
      'approve: { as: urn:user:bob, environments: [production] }',
      'nobody approves as somebody else',
    ],
  ])('is refused where the document allows %s', async (_, may, said) => {
    await open(may)
    const answer = await post()
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([403, expect.stringContaining(said)])
    expect(await approvals()).toEqual([])
  })

  test('of somebody else’s code is refused', async () => {
    await open('approve: { as: self, environments: [production] }', { ...job, foreignCode: true })
    expect((await post()).status).toBe(403)
  })

  test('behind which there is nobody is refused', async () => {
    const { person: _, ...nobody } = job
    await open('approve: { as: self, environments: [production] }', nobody)
    expect((await post()).status).toBe(403)
  })
})

describe('the page of a decision', () => {
  const open = (id: string, who = browser) => who.open(`${PUBLIC}/v1/decisions/${id}`)

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
    const after = await browser.press(page, '/v1/approvals', { decision: 'approved', comment: 'All good' })
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

  test('pressed twice is said once; loaded again it is another time', async () => {
    const { id } = await ask()
    await signIn()
    const page = await open(id)
    await browser.press(page, '/v1/approvals', { decision: 'approved' })
    await browser.press(page, '/v1/approvals', { decision: 'approved' })
    expect(await approvals()).toHaveLength(1)
    await browser.press(await open(id), '/v1/approvals', { decision: 'rejected' })
    await browser.press(await open(id), '/v1/approvals', { decision: 'approved' })
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
    house.clock.at += 61 * 60_000
    const late = await browser.press(page, '/v1/approvals', { decision: 'approved' })
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
    const page = await browser.get(`${PUBLIC}/v1/decisions/${id}`, { authorization: `Bearer ${CI}` })
    expect(page.text).not.toMatch(/<form|Signed in as/)
    expect(page.text).toContain('Sign in</a> to approve')
  })

  test('goes back to no other place', async () => {
    const { id } = await ask()
    await signIn()
    for (const back of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
      const page = await open(id)
      const after = await browser.press(page, '/v1/approvals', { decision: 'approved', back })
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
    await house.trust(
      trustText(provider.issuer)
        .replace('[production]', "['*']")
        .replace('environments: [production]', "environments: ['*']") +
        `  - { name: builds, to: { id: 'token:ci' }, may: { read: true, ask: { environments: ['*'] } } }
tokens:
  - { name: ci, hash: 'sha256:${hash('sha256', CI)}', expires: ${new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)} }
`,
    )
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
    const event = await browser.get(`${PUBLIC}/v1/events?type=approval.updated`)
    expect(event.headers.get('content-type')).toBe('application/json')
    expect(event.headers.get('set-cookie')).toBeNull()
  })
})

describe('the front page', () => {
  test('says who is signed in, and signs out', async () => {
    await signIn()
    const page = await browser.open(`${PUBLIC}/`)
    expect(page.text).toMatch(/Signed in as <strong>alice<\/strong>/)
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self'")
    expect((await browser.press(page, '/logout')).text).toContain('You are signed out')
  })
})
