/** Who is who: separation of duties counts only for people who can be told apart. */
import { describe, expect, test } from '@jest/globals'
import type { Person } from '../../src/policy/policy.ts'
import { namespaceOf, namesOf, tellApart } from '../../src/policy/rules/apart.ts'
import { ask, load, policyText, shelfOf } from './scene.ts'
import type { Said } from './scene.ts'

const vote = (responder: string, decision = 'approved'): Said => ({
  type: 'approval.updated',
  subject: `approval-${responder}`,
  environment: 'production',
  by: 'token:ops',
  content: { approvalDetailsUrl: 'https://example.org/a', responder, decision },
})

interface Scene {
  from: string[]
  actor: string
  votes: Said[]
  groups?: string
  people?: Person[]
}

async function find({ from, actor, votes, groups, people }: Scene) {
  const rule = `  - { id: board, kind: approval, from: [${from.map((one) => `'${one}'`).join(', ')}], excluding: [request.actor], producer: [ops] }`
  const text = policyText(rule)
  const policy = await load(groups === undefined ? text : text.replace('groups:', `groups:\n  ${groups}`))
  const known = people === undefined ? policy : { ...policy, people }
  const decision = await ask([known], { shelf: shelfOf(...votes), request: { actor } })
  return decision.findings[0]!
}

describe('separation of duties', () => {
  test('tells people of one forge apart by their numbers', async () => {
    expect(
      await find({
        from: ['urn:github:user:1'],
        actor: 'urn:github:user:2',
        votes: [vote('urn:github:user:1')],
      }),
    ).toMatchObject({ result: 'pass' })
  })

  test('does not count an approver whom nobody can tell from the requester, and says how to map them', async () => {
    const finding = await find({
      from: ['urn:user:alice'],
      actor: 'urn:github:user:17',
      votes: [vote('urn:user:alice')],
    })
    expect(finding).toMatchObject({
      result: 'fail',
      reason: 'identity-unmapped',
      found:
        '0 of 1; found but refused: nobody knows whether urn:user:alice is urn:github:user:17, who asks for the deployment',
      refused: [{ reason: 'identity-unmapped' }],
    })
    expect(finding.remediation).toMatch(
      /^Write down who is who: .*urn:user:alice.* List all URIs .* under people of the trust document or as one entry of a group/u,
    )
  })

  test.each<[string, Omit<Scene, 'actor' | 'votes'>]>([
    [
      'the approver is mapped into the namespace of the requester by the trust document',
      { from: ['urn:user:alice'], people: [['urn:user:alice', 'urn:github:user:1']] },
    ],
    [
      'the requester is mapped into the namespace of the approver by the trust document',
      { from: ['urn:user:alice'], people: [['urn:github:user:17', 'urn:user:dave']] },
    ],
    [
      'an entry of a group of the policy lists the URIs of the approver',
      { from: ['urn:user:alice'], groups: 'known: [[urn:user:alice, urn:github:user:1]]' },
    ],
    [
      'an entry of a group of the policy lists the URIs of the requester',
      { from: ['urn:user:alice'], groups: 'known: [[urn:user:dave, urn:github:user:17]]' },
    ],
  ])('counts them when %s', async (_, scene) => {
    expect(
      await find({ ...scene, actor: 'urn:github:user:17', votes: [vote('urn:user:alice')] }),
    ).toMatchObject({ result: 'pass' })
  })

  test('refuses the same person, however they are mapped', async () => {
    const scene = { from: ['urn:user:alice'], actor: 'urn:github:user:17', votes: [vote('urn:user:alice')] }
    for (const more of [
      { people: [['urn:user:alice', 'urn:github:user:17']] },
      { groups: 'known: [[urn:github:user:17, urn:user:alice]]' },
      {
        people: [['urn:github:user:17', 'https://login.example.org#user:a']],
        groups: 'known: [[https://login.example.org#user:a, urn:user:alice]]',
      },
    ])
      expect(await find({ ...scene, ...more })).toMatchObject({
        result: 'fail',
        refused: [{ reason: 'separation-of-duties' }],
      })
  })

  test('hears the rejection of somebody who cannot be told apart', async () => {
    expect(
      await find({
        from: ['urn:user:alice', 'urn:github:user:1'],
        actor: 'urn:github:user:17',
        votes: [vote('urn:github:user:1'), vote('urn:user:alice', 'rejected')],
      }),
    ).toMatchObject({ result: 'fail', reason: 'rejected' })
  })

  test('asks nothing of anybody where nobody is excluded', async () => {
    const rule = `  - { id: board, kind: approval, from: ['urn:user:alice'], producer: [ops] }`
    const decision = await ask([await load(policyText(rule))], {
      shelf: shelfOf(vote('urn:user:alice')),
      request: { actor: 'urn:github:user:17' },
    })
    expect(decision.findings[0]).toMatchObject({ result: 'pass' })
  })
})

describe('names', () => {
  test.each([
    ['urn:github:user:17', 'urn:github:user:'],
    ['urn:github:ghes.example.org:user:17', 'urn:github:ghes.example.org:user:'],
    ['URN:GitHub:user:17', 'urn:github:user:'],
    ['urn:user:alice', 'urn:user:'],
    ['https://login.example.org/realm#user:00u1', 'https://login.example.org/realm#user:'],
    ['mailto:alice@example.org', undefined],
    ['https://example.org/people/alice', undefined],
    ['urn:alice', undefined],
    ['urn:user:', undefined],
    ['alice', undefined],
    ['', undefined],
    ['https://login.example.org#user:', undefined],
    ['https://a#b#user:c', undefined],
  ])('%s belongs to %s', (uri, space) => expect(namespaceOf(uri)).toBe(space))

  const apart = (one: string[], other: string[]) => tellApart(new Set(one), new Set(other))
  test('are one person when they share one, two when they differ in one namespace, else nobody knows', () => {
    expect(apart(['urn:user:a', 'urn:x:user:1'], ['urn:x:user:1'])).toBe('same')
    expect(apart(['urn:user:a', 'urn:x:user:1'], ['urn:x:user:2'])).toBe('different')
    expect(apart(['urn:user:a'], ['urn:x:user:2'])).toBe('unknown')
    expect(apart(['mailto:a@x'], ['mailto:b@x'])).toBe('unknown')
    expect(apart([], ['urn:user:a'])).toBe('unknown')
  })

  test('that differ only in the case of letters may be one person, whatever other names say', () => {
    expect(apart(['urn:user:Alice'], ['urn:user:alice'])).toBe('unknown')
    expect(apart(['urn:x:user:1', 'urn:user:Alice'], ['urn:x:user:2', 'urn:user:alice'])).toBe('unknown')
  })

  test('of names are followed to the end, and no further', () => {
    const known = [
      [
        ['a', 'b'],
        ['x', 'y'],
      ],
      [['b', 'c']],
      [['c', 'd'], ['e']],
    ]
    expect([...namesOf(['a'], known)].sort()).toEqual(['a', 'b', 'c', 'd'])
    expect([...namesOf(['e'], known)]).toEqual(['e'])
  })
})
