/** A vote that somebody hands to somebody else: where the policy allows it, once, and never to whom it excludes. */
import { describe, expect, test } from '@jest/globals'
import { ago, findingOf } from './scene.ts'
import type { Said } from './scene.ts'

const RULE = (more = 'delegation: true') => `
  - { id: board, kind: approval, quorum: 2, from: ['group:board'], excluding: [request.actor], producer: [ops], ${more} }`

let count = 0
const say = (who: string, decision = 'approved', more: Partial<Said> = {}): Said => ({
  type: 'approval.updated',
  subject: `approval-${who}-${++count}`,
  environment: 'production',
  by: 'token:ops',
  content: {
    approvalDetailsUrl: 'https://example.org/a',
    responder: who.includes(':') ? who : `urn:user:${who}`,
    decision,
  },
  ...more,
})
const delegate = (who: string, to: unknown, more: Partial<Said> = {}): Said =>
  say(who, 'delegate', {
    customData: {
      turnpike: {
        approval: { delegate: typeof to === 'string' && !to.includes(':') ? `urn:user:${to}` : to },
      },
    },
    ...more,
  })
const find = (events: readonly Said[], more?: string, actor = 'urn:user:dave') =>
  findingOf(RULE(more), events, { actor })
const reasons = async (...given: Parameters<typeof find>) =>
  (await find(...given)).refused.map(({ reason }) => reason)

describe('a delegate', () => {
  test('votes in place of who named them, and both are shown', async () => {
    expect(await find([say('alice'), delegate('bob', 'frank'), say('frank')])).toMatchObject({
      result: 'pass',
      found: '2 of 2 (urn:user:frank for urn:user:bob, urn:user:alice)',
    })
  })

  test('is nobody unless the policy allows delegation', async () => {
    const votes = [say('alice'), delegate('bob', 'frank'), say('frank')]
    for (const more of ['onMissing: deny', 'delegation: false'])
      expect(await find(votes, more)).toMatchObject({
        result: 'fail',
        found: '1 of 2 (urn:user:alice); delegated by urn:user:bob',
        refused: [{ reason: 'not-an-approver' }],
      })
  })

  test('speaks after the delegation, never before', async () => {
    expect(await reasons([say('alice'), say('frank'), delegate('bob', 'frank')])).toEqual(['not-an-approver'])
  })

  test('who stands in for two is one', async () => {
    expect(await find([delegate('alice', 'frank'), delegate('bob', 'frank'), say('frank')])).toMatchObject({
      result: 'fail',
      found: expect.stringMatching(/^1 of 2 /u) as unknown,
    })
  })

  test('who is an approver already has one vote', async () => {
    expect(await find([delegate('bob', 'alice'), say('alice')])).toMatchObject({
      result: 'fail',
      found: '1 of 2 (urn:user:alice); delegated by urn:user:bob',
    })
  })

  test('hands nothing on', async () => {
    const chain = [say('alice'), delegate('bob', 'frank'), delegate('frank', 'grace'), say('grace')]
    expect(await find(chain)).toMatchObject({ result: 'fail' })
    expect(await reasons(chain)).toEqual(['not-an-approver'])
  })

  test('is never the excluded, nor somebody who cannot be told from them, nor chosen by the excluded', async () => {
    expect(await reasons([say('alice'), delegate('bob', 'dave'), say('dave')])).toEqual([
      'separation-of-duties',
    ])
    expect(
      await reasons([say('alice'), delegate('bob', 'urn:github:user:9'), say('urn:github:user:9')]),
    ).toEqual(['identity-unmapped'])
    const byRequester = [say('alice'), delegate('bob', 'frank'), say('frank')]
    expect(await reasons(byRequester, undefined, 'urn:user:bob')).toEqual([
      'not-an-approver',
      'separation-of-duties',
    ])
  })

  test('counts only when they are surely not one of the others', async () => {
    const rule = `
  - { id: board, kind: approval, quorum: 2, from: ['group:board'], producer: [ops], delegation: true }`
    const finding = await findingOf(rule, [
      say('alice'),
      delegate('bob', 'urn:gitlab:user:5'),
      say('urn:gitlab:user:5'),
    ])
    expect(finding).toMatchObject({ result: 'fail', reason: 'identity-unmapped' })
  })

  test('vetoes, until who named them speaks', async () => {
    const votes = [say('alice'), say('carol'), delegate('bob', 'frank'), say('frank', 'rejected')]
    expect(await find(votes)).toMatchObject({ reason: 'rejected', by: 'urn:user:frank for urn:user:bob' })
    expect(await find([...votes, say('bob')])).toMatchObject({ result: 'pass' })
  })

  test('loses the vote when the delegation is taken back, or given to somebody else', async () => {
    const votes = [say('alice'), delegate('bob', 'frank'), say('frank')]
    expect(await find([...votes, say('bob', 'deferred')])).toMatchObject({ result: 'fail' })
    expect(await find([...votes, delegate('bob', 'grace')])).toMatchObject({ result: 'fail' })
    expect(await find([...votes, delegate('bob', 'grace'), say('grace')])).toMatchObject({ result: 'pass' })
    expect(await find([...votes, say('bob', 'rejected')])).toMatchObject({ reason: 'rejected' })
  })

  test('speaks for as long as the delegation is young enough, and for its environment and policy', async () => {
    const age = 'delegation: true, maxAge: 72h'
    const old = [say('alice'), delegate('bob', 'frank', { when: '73h' }), say('frank')]
    expect(await reasons(old, age)).toEqual(['too-old'])
    const fresh = [say('alice'), delegate('bob', 'frank', { when: '71h' }), say('frank')]
    expect(await find(fresh, age)).toMatchObject({
      result: 'pass',
      dueAt: new Date(Date.parse(ago('71h')) + 72 * 3_600_000).toISOString(),
    })
    // Its age takes the vote, not the objection.
    expect(
      await find(
        [delegate('bob', 'frank', { when: '73h' }), say('frank', 'rejected'), say('alice'), say('carol')],
        age,
      ),
    ).toMatchObject({ reason: 'rejected' })
    for (const more of [{ environment: undefined }, { environment: 'staging' }])
      expect(await find([say('alice'), delegate('bob', 'frank', more), say('frank')])).toMatchObject({
        result: 'fail',
      })
    const other = `sha256:${'0'.repeat(64)}`
    const bound = delegate('bob', 'frank', {
      customData: { turnpike: { policy: { digest: other }, approval: { delegate: 'urn:user:frank' } } },
    })
    expect(await reasons([say('alice'), bound, say('frank')])).toEqual(['not-an-approver', 'other-policy'])
  })

  test.each([undefined, '', '  :', 7, ['urn:user:frank'], { id: 'urn:user:frank' }])(
    'that cannot be read (%j) is nobody',
    async (to) => {
      const votes = [say('alice'), delegate('bob', to), say('frank')]
      expect(await find(votes)).toMatchObject({ result: 'fail' })
      expect(await reasons(votes)).toContain('not-an-approver')
    },
  )

  test('does not make an objection of who names them go away', async () => {
    expect(
      await find([
        say('bob', 'rejected'),
        delegate('bob', 'frank'),
        say('frank'),
        say('alice'),
        say('carol'),
      ]),
    ).toMatchObject({ reason: 'rejected', by: 'urn:user:bob' })
  })

  test('who sends two contents under one id makes it an error, like an approver', async () => {
    const one = say('frank', 'approved', { id: 'same' })
    const other = { ...one, content: { ...(one['content'] as object), decision: 'rejected' } }
    expect(await find([say('alice'), delegate('bob', 'frank'), one, other])).toMatchObject({
      result: 'error',
      reason: 'conflict',
    })
  })
})
