import { describe, expect, test } from '@jest/globals'
import { RULE, REQUESTED, vote } from './approval-scene.ts'
import { ago, ask, DIGEST, findingOf, load, OTHER, policyText, shelfOf } from './scene.ts'
import type { Said, REQUEST } from './scene.ts'

const find = (events: readonly Said[], more = '', request: Partial<typeof REQUEST> = REQUESTED) =>
  findingOf(`${RULE}${more}`, events, request)

describe('approval', () => {
  test('passes when enough different people approved this digest for this environment', async () => {
    expect(await find([vote('alice'), { ...vote('bob'), when: '25m' }], '\n    maxAge: 72h')).toMatchObject({
      result: 'pass',
      reason: 'approved',
      required: '2 of board, not the author or the requester, ≤ 3 d old',
      found: '2 of 2 (urn:user:bob, urn:user:alice)',
      by: 'urn:user:bob, urn:user:alice',
      // The older of the two needed approvals ages out first.
      dueAt: new Date(Date.parse(ago('1h')) + 72 * 3_600_000).toISOString(),
    })
  })

  test('one of two is not enough, and the release manager reads whom to ask', async () => {
    expect(await find([vote('alice')])).toMatchObject({
      result: 'fail',
      reason: 'quorum-not-reached',
      found: '1 of 2 (urn:user:alice)',
      remediation: 'Ask group board to approve this digest for production.',
    })
    expect(await find([vote('alice')], '\n    onMissing: wait')).toMatchObject({ result: 'pending' })
  })

  test('the same person twice is one person, also under another of their identities', async () => {
    expect(await find([vote('alice'), vote('alice', 'approved', { subject: 'again' })])).toMatchObject({
      found: '1 of 2 (urn:user:alice)',
    })
    const asGithub = vote('x', 'approved', {
      content: {
        approvalDetailsUrl: 'https://example.org/a',
        responder: 'urn:github:user:42',
        decision: 'approved',
      },
    })
    expect(await find([vote('bob'), asGithub])).toMatchObject({
      result: 'fail',
      found: '1 of 2 (urn:github:user:42)',
    })
  })

  test('nobody outside the groups counts, and what they said is listed as refused', async () => {
    expect(await find([vote('alice'), vote('mallory')])).toMatchObject({
      result: 'fail',
      found: '1 of 2 (urn:user:alice)',
      refused: [{ reason: 'not-an-approver' }],
    })
  })

  test('neither the author nor the requester may approve, under any of their identities', async () => {
    const request = { actor: 'urn:user:alice', change: { id: 'c1', author: 'urn:github:user:42' } }
    const finding = await find([vote('alice'), vote('bob'), vote('carol')], '', request)
    expect(finding).toMatchObject({ result: 'fail', found: '1 of 2 (urn:user:carol)' })
    expect(finding.refused.map(({ reason }) => reason)).toEqual([
      'separation-of-duties',
      'separation-of-duties',
    ])
  })

  test('an author nobody knows cannot be excluded: that is an error', async () => {
    const votes = [vote('alice'), vote('bob')]
    expect(await find(votes, '', { actor: 'urn:user:dave' })).toMatchObject({
      result: 'error',
      reason: 'separation-unknown',
    })
    expect(await find(votes, '', { change: { id: 'c1', author: 'urn:user:erin' } })).toMatchObject({
      result: 'error',
      remediation: 'State actor in the request: this rule excludes them from approving.',
    })
  })

  test('an approval is bound to digest and environment', async () => {
    const finding = await find([
      vote('alice', 'approved', { artifact: OTHER }),
      vote('bob', 'approved', { environment: 'staging' }),
      vote('carol', 'approved', { environment: undefined }),
    ])
    expect(finding).toMatchObject({ result: 'fail', reason: 'approval-refused' })
    expect(finding.refused.map(({ reason }) => reason).sort()).toEqual([
      'not-bound-to-environment',
      'other-environment',
    ])
  })

  test.each(['rejected', 'requestChanges'])('a later %s by anybody of the group vetoes', async (decision) => {
    const votes = [vote('alice'), vote('bob'), vote('carol', decision)]
    expect(await find(votes)).toMatchObject({
      result: 'fail',
      reason: 'rejected',
      by: 'urn:user:carol',
      remediation: 'Talk to urn:user:carol: only they can lift it, by approving.',
    })
    expect(await find([vote('carol', decision), vote('alice'), vote('bob')])).toMatchObject({
      reason: 'rejected',
    })
  })

  test('a later approval by the same person lifts their own rejection, and a later rejection their approval', async () => {
    const again = vote('alice', 'approved', { subject: 'again' })
    expect(await find([vote('alice', 'rejected'), vote('bob'), again])).toMatchObject({ result: 'pass' })
    expect(await find([again, vote('bob'), vote('alice', 'rejected')])).toMatchObject({
      result: 'fail',
      reason: 'rejected',
    })
  })

  test.each([
    ['escalated', 'escalated'],
    ['delegate', 'delegated'],
    ['deferred', 'deferred'],
  ])('%s is no vote, takes an earlier approval back, and is shown', async (decision, said) => {
    expect(
      await find([vote('alice'), vote('bob'), vote('bob', decision, { subject: 'again' })]),
    ).toMatchObject({
      result: 'fail',
      found: `1 of 2 (urn:user:alice); ${said} by urn:user:bob`,
    })
  })

  test.each(['escalated', 'delegate', 'deferred'])('%s does not lift a rejection', async (decision) => {
    expect(
      await find([
        vote('carol', 'rejected'),
        vote('alice'),
        vote('bob'),
        vote('carol', decision, { subject: 'again' }),
      ]),
    ).toMatchObject({ result: 'fail', reason: 'rejected', by: 'urn:user:carol' })
  })

  test('an approval that cannot be used does not lift a rejection of the same person either', async () => {
    const votes = [vote('carol', 'rejected'), vote('alice'), vote('bob')]
    const unbound = vote('carol', 'approved', { environment: undefined })
    const ahead = vote('carol', 'approved', { timestamp: '2027-01-01T00:00:00Z' })
    for (const late of [unbound, ahead])
      expect(await find([...votes, late])).toMatchObject({ result: 'fail', reason: 'rejected' })
    // One that has aged out was their word all the same.
    const aged = { ...vote('carol'), when: '73h' }
    expect(
      await find(
        [{ ...vote('carol', 'rejected'), when: '80h' }, aged, vote('alice'), vote('bob')],
        '\n    maxAge: 72h',
      ),
    ).toMatchObject({ result: 'pass' })
  })

  test('a rejection never ages out, an approval does', async () => {
    const age = '\n    maxAge: 72h'
    expect(
      await find([{ ...vote('carol', 'rejected'), when: '30d' }, vote('alice'), vote('bob')], age),
    ).toMatchObject({ reason: 'rejected' })
    expect(await find([{ ...vote('alice'), when: '73h' }, vote('bob')], age)).toMatchObject({
      result: 'fail',
      found: '1 of 2 (urn:user:bob)',
      refused: [{ reason: 'too-old' }],
    })
  })

  test('who is not believed cannot say that somebody approved', async () => {
    expect(await find([vote('alice'), { ...vote('bob'), by: 'token:ci' }])).toMatchObject({
      result: 'fail',
      found: '1 of 2 (urn:user:alice)',
      refused: [{ reason: 'producer-not-allowed' }],
    })
  })

  test('a closed approval counts by its status: cancelled and expired are no approval', async () => {
    const closed = (status: string): Said => ({
      ...vote('bob'),
      type: 'approval.closed',
      content: {
        approvalDetailsUrl: 'https://example.org/a',
        responder: 'urn:user:bob',
        decision: 'approved',
        status,
      },
    })
    expect(await find([vote('alice'), closed('approved')])).toMatchObject({ result: 'pass' })
    for (const [status, said] of [
      ['cancelled', 'withdrawn by'],
      ['expired', 'expired, given by'],
    ] as const) {
      expect(await find([vote('alice'), vote('bob'), closed(status)])).toMatchObject({
        result: 'fail',
        found: `1 of 2 (urn:user:alice); ${said} urn:user:bob`,
      })
      const rejected = vote('bob', 'rejected')
      expect(await find([rejected, closed(status), vote('alice'), vote('carol')])).toMatchObject({
        reason: 'rejected',
      })
      // Whatever was closed, the same person may approve again.
      expect(
        await find([vote('alice'), closed(status), vote('bob', 'approved', { subject: 'again' })]),
      ).toMatchObject({ result: 'pass' })
    }
    expect(await find([vote('alice'), vote('bob'), closed('rejected')])).toMatchObject({ reason: 'rejected' })
  })

  test('F10: a decision that nobody knows is an error', async () => {
    // The draft's schema admits six words; a store that lets another one through must not make it a vote.
    const shelf = shelfOf(vote('alice'), vote('bob'))
    const lenient = {
      ...shelf,
      query: async (query: Parameters<typeof shelf.query>[0]) => {
        const page = structuredClone(await shelf.query(query))
        for (const { event } of page.events)
          if (event !== undefined) event.subject.content['decision'] = 'lgtm'
        return page
      },
    }
    const decision = await ask([await load(policyText(RULE))], { shelf: lenient, request: REQUESTED })
    expect(decision.findings[0]).toMatchObject({ result: 'error', reason: 'unknown-decision' })
  })

  test('nobody is asked to approve a doomed release', async () => {
    const rules = `${RULE}\n  - { id: packaged, kind: evidence, type: artifact.packaged, producer: [ci] }`
    const decision = await ask([await load(policyText(rules))], {
      request: REQUESTED,
      shelf: shelfOf(vote('alice')),
    })
    expect(decision.findings.map(({ rule }) => rule)).toEqual(['packaged', 'board'])
    expect(decision.findings[1]!.remediation).toBe(
      'Ask group board to approve this digest for production. First solve the other checks that block.',
    )
  })

  test('a vote cannot be found by a request for another digest', async () => {
    const decision = await ask([await load(policyText(RULE))], {
      request: { ...REQUESTED, artifacts: [{ digest: OTHER }] },
      shelf: shelfOf(vote('alice'), vote('bob')),
    })
    expect(decision.verdict).toBe('deny')
    expect(DIGEST).not.toBe(OTHER)
  })
})
