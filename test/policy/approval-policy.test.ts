/** Approvals and the digest of the policy under which they were given. */
import { describe, expect, test } from '@jest/globals'
import { RULE, REQUESTED, vote } from './approval-scene.ts'
import { ask, load, policyText, shelfOf } from './scene.ts'
import type { Said } from './scene.ts'

describe('approval', () => {
  test('an approval that names the policy it was given under holds only for that text', async () => {
    const policy = await load(policyText(RULE))
    const given = (digest: string) =>
      vote('bob', 'approved', { customData: { turnpike: { policy: { digest } } } })
    const verdict = async (digest: string) =>
      (await ask([policy], { shelf: shelfOf(vote('alice'), given(digest)), request: REQUESTED })).findings[0]
    expect(await verdict(policy.digest)).toMatchObject({ result: 'pass' })
    expect(await verdict(`sha256:${'0'.repeat(64)}`)).toMatchObject({
      result: 'fail',
      refused: [{ reason: 'other-policy' }],
    })
  })

  test('an approval may name several policies, and counts under each; what it names unreadably counts nowhere', async () => {
    const policy = await load(policyText(RULE))
    const result = async (turnpike: object) => {
      const given = vote('bob', 'approved', { customData: { turnpike } })
      const shelf = shelfOf(vote('alice'), given)
      return (await ask([policy], { shelf, request: REQUESTED })).findings[0]!.result
    }
    const other = { digest: `sha256:${'0'.repeat(64)}` }
    expect(await result({ policies: [other, { digest: policy.digest }] })).toBe('pass')
    expect(await result({ policies: [other] })).toBe('fail')
    expect(await result({ policy: { digest: 7 } })).toBe('fail')
    expect(await result({ policy: {}, policies: [{ digest: policy.digest }] })).toBe('pass')
  })

  test('with bindPolicy an approval counts only when it names the very policy', async () => {
    const policy = await load(policyText(`${RULE}\n    bindPolicy: true`))
    const given = (who: string, digest: string) =>
      vote(who, 'approved', { customData: { turnpike: { policy: { digest } } } })
    const finding = async (...votes: Said[]) =>
      (await ask([policy], { shelf: shelfOf(...votes), request: REQUESTED })).findings[0]
    expect(await finding(given('alice', policy.digest), given('bob', policy.digest))).toMatchObject({
      result: 'pass',
      required: '2 of board, not the author or the requester, under this very policy',
    })
    expect(await finding(given('alice', policy.digest), vote('bob'))).toMatchObject({
      result: 'fail',
      refused: [{ reason: 'not-bound-to-policy' }],
    })
    // A rejection needs to name nothing.
    expect(
      await finding(given('alice', policy.digest), given('bob', policy.digest), vote('carol', 'rejected')),
    ).toMatchObject({ reason: 'rejected' })
  })
})
