import { describe, expect, test } from '@jest/globals'
import { forgejoFacts, giteaKind } from '../../src/host/forgejo.ts'
import { githubFacts } from '../../src/host/github.ts'
import { FORGEJO, GITEA, GITEA_REQUEST } from './ci-surroundings.ts'
import { HEAD, SHA } from './surroundings.ts'

const RUN = 'https://codeberg.org/acme/webshop/actions/runs/12'

test('a run has the page of its number, not of its id, as these two forges do', () => {
  expect(forgejoFacts(FORGEJO, {}, 'forgejo')).toMatchObject({
    forge: 'forgejo',
    server: 'https://codeberg.org',
    source: 'https://codeberg.org/acme/webshop',
    commit: SHA,
    ref: 'refs/heads/main',
    run: { id: RUN, number: '12', attempt: 1, name: 'release.yml', url: RUN },
    job: { id: `${RUN}/jobs/build`, name: 'build', url: RUN },
    actor: { name: 'octocat', id: '', uri: 'https://codeberg.org/octocat' },
  })
})

test('which of the two it is, though a runner of Forgejo says both', () => {
  expect([giteaKind(FORGEJO), giteaKind(GITEA), giteaKind({ GITHUB_ACTIONS: 'true' })]).toEqual([
    'forgejo',
    'gitea',
    undefined,
  ])
})

test('an attempt of a job is a job of its own, in the one run', () => {
  const again = forgejoFacts({ ...FORGEJO, GITHUB_RUN_ATTEMPT: '2' }, {}, 'forgejo')
  const first = forgejoFacts(FORGEJO, {}, 'forgejo')
  expect(again.run).toEqual(first.run)
  expect(again.job.id).not.toBe(first.job.id)
})

test('legs of a matrix are told apart by what the action is given, or by a name of ours', () => {
  const leg = (matrix: string) => forgejoFacts(FORGEJO, {}, 'forgejo', { matrix }).job.id
  expect(leg('{"node":22}')).not.toBe(leg('{"node":24}'))
  const named = (name: string) => forgejoFacts({ ...FORGEJO, TURNPIKE_JOB: name }, {}, 'forgejo').job.id
  expect(named('build 22')).not.toBe(named('build 24'))
  const again = forgejoFacts({ ...FORGEJO, TURNPIKE_JOB: 'build 22', GITHUB_RUN_ATTEMPT: '2' }, {}, 'forgejo')
  expect(again.job.id).not.toBe(named('build 22'))
})

describe('a pull request', () => {
  const env = {
    ...FORGEJO,
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_REF: 'refs/pull/7/head',
    GITHUB_ACTOR: 'mona',
  }
  const facts = forgejoFacts(env, GITEA_REQUEST, 'forgejo')

  test('has the forge’s page, and its people their numbers there', () => {
    expect(facts.change).toEqual({
      id: 'https://codeberg.org/acme/webshop/pulls/7',
      number: '7',
      title: 'Faster checkout',
      author: 'urn:forgejo:codeberg.org:user:42',
    })
    expect(facts.actor).toEqual({ name: 'mona', id: '42', uri: 'urn:forgejo:codeberg.org:user:42' })
    expect(forgejoFacts({ ...env, ...GITEA, GITHUB_ACTOR: 'mona' }, GITEA_REQUEST, 'gitea').actor.uri).toBe(
      'urn:gitea:gitea.example.org:user:42',
    )
  })

  test('began when it was updated, and is on the chain of its own commit', () => {
    expect(facts.run.startedAt).toBe('2026-11-21T09:59:58Z')
    expect(facts.chainId).toBe(githubFacts({ ...FORGEJO, GITHUB_SHA: HEAD }, undefined).chainId)
  })
})

test.each([undefined, null, [], 'text', { pull_request: null }, { pull_request: { number: {} } }])(
  'the payload %j changes nothing',
  (payload) => {
    expect(forgejoFacts(FORGEJO, payload, 'forgejo').change).toBeUndefined()
  },
)
