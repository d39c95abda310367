import { describe, expect, test } from '@jest/globals'
import type { Identity } from '../../src/trust/identity.ts'
import { admit } from '../../src/store/admit.ts'
import {
  APPROVAL,
  BUILD,
  DEPLOY,
  event,
  githubJob,
  load,
  objections,
  SHOP_GRANT,
  trustText,
} from './scene.ts'

const shop = load(trustText(SHOP_GRANT))

describe('the source of an event', () => {
  test("is the producer's own, or below it", () => {
    for (const source of ['https://github.com/acme/shop', 'https://github.com/acme/shop/actions/runs/1'])
      expect(objections(shop, githubJob(), event(BUILD, { source }))).toEqual([])
  })

  test("cannot be another's", () => {
    expect(
      objections(shop, githubJob(), event(BUILD, { source: 'https://github.com/acme/shop-evil' })),
    ).toEqual([
      '/context/source the source "https://github.com/acme/shop-evil" is not among https://github.com/acme/shop and what is below it (grant "shop"). platform@example.org keeps the trust document and can grant it',
    ])
  })

  test('of something that does not say who it is cannot be sent under a bound', () => {
    expect(objections(shop, githubJob(), admit({ context: { type: BUILD } }))[0]).toContain(
      'urn:turnpike:unidentified',
    )
  })

  test('is nobody’s own where the credential proves none', () => {
    const { principal } = githubJob()
    expect(objections(shop, { principal }, event(BUILD))[0]).toContain(
      'the credential proves none of its own',
    )
  })
})

describe('grants', () => {
  const two = load(
    trustText(`
  - { name: by type, to: { issuer: github, repositoryId: '1' }, may: { write: { types: [service.*], environments: [staging] } } }
  - { name: by environment, to: { issuer: github, repositoryOwnerId: '4567' }, may: { write: { types: [build.*], environments: [production] } } }
  - name: two ways
    to: { issuer: github, repositoryId: '2' }
    may: { write: [{ types: [service.*], environments: [staging] }, { types: [build.*], environments: [production] }] }`),
  )
  const inProduction = { content: { environment: { id: 'production' } } }

  test('add up, and none of them halves another', () => {
    expect(
      objections(two, githubJob(), event(DEPLOY, { content: { environment: { id: 'staging' } } })),
    ).toEqual([])
    expect(objections(two, githubJob(), event(BUILD, inProduction))).toEqual([])
    expect(objections(two, githubJob(), event(DEPLOY, inProduction))).toEqual([
      expect.stringContaining('"production" is not among staging (grant "by type")'),
    ])
  })

  test('nor do the ways of one grant', () => {
    expect(
      objections(two, githubJob({ repositoryId: '2', repositoryOwnerId: '9' }), event(DEPLOY, inProduction)),
    ).toHaveLength(1)
  })

  test('do not apply to a fork’s code, unless one says so', () => {
    const foreign: Identity = { ...githubJob(), foreignCode: true }
    expect(objections(shop, foreign, event(BUILD))[0]).toContain("which runs a fork's code")
    const document = load(trustText(SHOP_GRANT.replace('may:\n', 'may:\n      foreignCode: true\n')))
    expect(objections(document, foreign, event(BUILD))).toEqual([])
  })
})

describe('an approval', () => {
  const document = load(
    trustText(`
  - { name: board, to: { group: board }, may: { approve: { as: [self], sources: ['*'], environments: [production] } } }
  - { name: pipeline, to: { issuer: github, repositoryId: '1' }, may: { approve: { as: [self], environments: [production] } } }
  - { name: desk, to: { id: 'token:legacy' }, may: { approve: { as: ['urn:user:*'], sources: ['*'], environments: ['*'] } } }
  - { name: writer, to: { issuer: github, repositoryId: '2' }, may: { write: { types: ['*'], sources: ['*'], environments: ['*'] } } }`),
  )
  const alice: Identity = {
    principal: { kind: 'person', id: 'urn:user:alice' },
    person: 'urn:user:alice',
    groups: ['board'],
  }
  const by = (responder: unknown, environment: string | undefined = 'production', type = APPROVAL) =>
    event(type, {
      content: { responder, decision: 'approved' },
      ...(environment === '' ? {} : { customData: { turnpike: { environment } } }),
    })

  test('is given by a person as themselves, by whatever name the document knows them', () => {
    for (const name of [
      'urn:user:alice',
      'urn:github:user:1234',
      'urn:gitlab:gitlab.example.org:user:17',
      'https://login.example.org#user:00u1',
    ])
      expect(objections(document, alice, by(name))).toEqual([])
  })

  test.each([
    'urn:user:bob',
    'urn:github:user:12345',
    'urn:user:alice2',
    'URN:user:alice',
    '',
    7,
    undefined,
    null,
    ['urn:user:alice'],
  ])('is not given as somebody else: %j', (name) => {
    const [said, ...more] = objections(document, alice, by(name))
    expect(said).toMatch(
      /^\/subject\/content\/responder (nobody approves as somebody else|the approval names no responder)/,
    )
    expect(more).toEqual([])
  })

  test('through a pipeline is its actor’s, where a grant says so', () => {
    const job: Identity = { ...githubJob(), person: 'urn:github:user:1234' }
    expect(objections(document, job, by('urn:user:alice'))).toEqual([])
    expect(objections(document, job, by('urn:user:bob'))[0]).toContain(
      '"urn:user:bob" is not among urn:user:alice',
    )
    expect(objections(document, githubJob(), by('urn:user:alice'))[0]).toContain(
      'the credential says of nobody who it is',
    )
  })

  test('is not given by who may write, be it everything', () => {
    for (const type of [
      APPROVAL,
      'dev.cdevents.approval.closed.0.1.0',
      'dev.cdevents.approval.updated.9.9.9',
      'dev.cdevents.approval.x',
    ])
      expect(
        objections(document, githubJob({ repositoryId: '2' }), by('urn:user:alice', 'production', type))[0],
      ).toContain('may not approve (grant "writer"): that takes may.approve')
  })

  test('asked for is no approval: the requestor is not checked', () => {
    expect(
      objections(
        document,
        githubJob({ repositoryId: '2' }),
        by(undefined, 'production', 'dev.cdevents.approval.created.0.1.0'),
      ),
    ).toEqual([])
  })

  test('is for an environment, and for one that the grant names', () => {
    expect(objections(document, alice, by('urn:user:alice', 'staging'))[0]).toContain(
      '"staging" is not among production',
    )
    expect(objections(document, alice, by('urn:user:alice', ''))[0]).toContain(
      'names no environment, which stands for all',
    )
  })

  test('of other people can be passed on by a desk that may, within its bound', () => {
    const desk: Identity = { principal: { kind: 'token', id: 'token:legacy' } }
    expect(objections(document, desk, by('urn:user:bob', ''))).toEqual([])
    expect(objections(document, desk, by('urn:github:user:1'))[0]).toContain('is not among urn:user:*')
  })
})

describe('the clock of an event', () => {
  const at = (moment: string) => objections(shop, githubJob(), event(BUILD, { at: moment }))

  test('may be off a little', () => {
    for (const moment of ['2026-11-21T12:05:00Z', '2026-11-20T12:00:00Z', '2026-11-21T13:04:00+01:00'])
      expect(at(moment)).toEqual([])
  })

  test('may not be ahead, nor be set back', () => {
    expect(at('2026-11-21T12:05:00.001Z')).toEqual([
      expect.stringContaining('/context/timestamp it says it happens 5 min from now'),
    ])
    expect(at('2026-11-20T11:59:59.999Z')).toEqual([
      expect.stringContaining('at most 1 d are allowed (clock.behind)'),
    ])
  })

  test('is bounded as the document says', () => {
    const document = load(trustText(SHOP_GRANT, 'clock: { ahead: 1m, behind: 1h }'))
    expect(objections(document, githubJob(), event(BUILD, { at: '2026-11-21T10:59:00Z' }))).toHaveLength(1)
  })

  test('that cannot be read makes an event invalid, and is no objection', () => {
    expect(at('yesterday')).toEqual([])
  })
})
