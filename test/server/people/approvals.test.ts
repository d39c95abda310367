import { describe, expect, test } from '@jest/globals'
import { loadPolicy } from '../../../src/policy/load.ts'
import {
  ANYTHING,
  APPROVED,
  approvalScene,
  bearer,
  buildsGrant,
  DIGEST,
  POLICY,
  PUBLIC,
  PURL,
} from './approval-scene.ts'
import { trustText } from './house.ts'

const scene = approvalScene()
const { signIn, ask, approvals, say } = scene

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
      producer: { kind: 'person', id: 'urn:user:alice', claims: { issuer: scene.provider.issuer } },
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

  test.each(['escalated', 'deferred', 'cancelled'])(
    'that is %s afterwards is none any more',
    async (decision) => {
      await signIn()
      await say(APPROVED)
      expect((await say({ ...APPROVED, decision })).body).toMatchObject({ status: 'accepted', decision })
      expect((await ask()).verdict).toBe('pending')
      await say(APPROVED)
      expect((await ask()).verdict).toBe('allow')
    },
  )

  test('that is taken back is closed by an event of the standard', async () => {
    await signIn()
    await say({ ...APPROVED, decision: 'cancelled' })
    const [stored] = await approvals()
    expect(stored).toMatchObject({ type: 'dev.cdevents.approval.closed.0.1.0', status: 'accepted' })
    expect(stored!.event!.subject.content).toMatchObject({ decision: 'deferred', status: 'cancelled' })
  })

  test('may be handed to somebody else where the policy allows it', async () => {
    await scene.open({
      trust: trustText(scene.provider.issuer, { more: buildsGrant(ANYTHING) }),
      publicUrl: PUBLIC,
      policies: {
        production: POLICY.replace('    kind: approval', '    kind: approval\n    delegation: true'),
      },
    })
    await signIn('mallory', ['change-board'])
    const { responder } = (await say(APPROVED)).body
    expect((await ask()).verdict).toBe('pending')
    scene.browser.cookies.clear()
    await signIn('alice')
    const given = await say({ ...APPROVED, decision: 'delegate', delegate: responder })
    expect(given.body).toMatchObject({ status: 'accepted', responder: 'urn:user:alice' })
    expect((await ask()).verdict).toBe('pending')
    scene.browser.cookies.clear()
    await signIn('mallory', ['change-board'])
    await say(APPROVED)
    const decision = await ask()
    expect([decision.verdict, decision.findings[0]!.by]).toEqual([
      'allow',
      `${String(responder)} for urn:user:alice`,
    ])
  })

  test.each([
    [{ decision: 'delegate' }, 'is missing: to whom'],
    [{ decision: 'approved', delegate: 'urn:user:bob' }, 'belongs to the decision delegate'],
    [{ decision: 'delegate', delegate: 'bob' }, 'must be a URI'],
    [{ decision: 'delegate', delegate: 'group:board' }, 'must be a URI'],
    [{ decision: 'delegate', delegate: 'urn:user:*' }, 'must be a URI'],
    [{ decision: 'expired' }, 'must be one of'],
  ])('%j is refused', async (more, said) => {
    await signIn()
    const answer = await say({ ...APPROVED, ...more })
    expect([answer.status, JSON.stringify(answer.body.problems)]).toEqual([
      422,
      expect.stringContaining(said),
    ])
    expect(await approvals()).toEqual([])
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
    scene.house.clock.at += 5000
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
    scene.house.clock.at += 1000
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
    const me = JSON.parse((await scene.browser.get(`${PUBLIC}/v1/me`)).text) as { session: { csrf: string } }
    const answer = await scene.browser.send(`${PUBLIC}/v1/approvals`, {
      method: 'POST',
      headers: { 'content-type': type, origin: PUBLIC, 'x-turnpike-csrf': me.session.csrf },
      body,
    })
    expect(answer.status).toBe(status)
  })
})

describe('an approval with a token', () => {
  test('behind which there is nobody is refused, though it may approve as anybody by events', async () => {
    const answer = await scene.browser.send(`${PUBLIC}/v1/approvals`, {
      method: 'POST',
      headers: bearer,
      body: JSON.stringify(APPROVED),
    })
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('nobody in particular')])
    expect(await approvals()).toEqual([])
  })
})
