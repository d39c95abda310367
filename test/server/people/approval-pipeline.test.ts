import { describe, expect, test } from '@jest/globals'
import type { Identity } from '../../../src/trust/identity.ts'
import { trustText } from './house.ts'
import { APPROVED, approvalScene, POLICY, PUBLIC } from './approval-scene.ts'

const scene = approvalScene()
const { signIn, approvals, say } = scene

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
    const trust = trustText(scene.provider.issuer, {
      more: `  - { name: release, to: { issuer: github, repositoryId: '1111' }, may: { ask: { environments: ['*'] }, ${as} } }\n`,
    })
      .replace('issuers:', 'issuers:\n  github: { kind: github }')
      .replace('subject: alice }]', "subject: alice }, { issuer: github, actorId: '1234' }]")
    await scene.open({
      trust,
      publicUrl: PUBLIC,
      policies: { production: POLICY.replace('producer: [board]', 'producer: any') },
      verifier: { verify: async () => who },
    })
  }
  const post = async (body: object = APPROVED) => {
    const answer = await scene.browser.send(`${PUBLIC}/v1/approvals`, {
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

  test('said by two people of one pipeline under one key is said by both, and by each once', async () => {
    const caller = { ...job }
    await open('approve: { as: self, environments: [production] }', caller)
    const said = { ...APPROVED, key: 'the job of this pipeline' }
    const answers: unknown[] = []
    for (const person of [
      'urn:github:user:1234',
      'urn:github:user:77',
      'urn:github:user:1234',
      'urn:github:user:77',
    ]) {
      caller.person = person
      const { status, body } = await post(said)
      answers.push([status, body['responder']])
    }
    expect(answers).toEqual([
      [201, 'urn:user:alice'],
      [201, 'urn:github:user:77'],
      [200, 'urn:user:alice'],
      [200, 'urn:github:user:77'],
    ])
    expect(await approvals()).toHaveLength(2)
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
