import { describe, expect, test } from '@jest/globals'
import { gitlabFacts } from '../../src/host/gitlab.ts'
import { GITLAB, HEAD, SHA } from './surroundings.ts'

const PROJECT = 'https://gitlab.example.org/acme/shop/web'
const MERGE_REQUEST = {
  ...GITLAB,
  CI_COMMIT_BRANCH: undefined,
  CI_COMMIT_REF_NAME: 'feature',
  CI_PIPELINE_SOURCE: 'merge_request_event',
  CI_MERGE_REQUEST_IID: '31',
  CI_MERGE_REQUEST_PROJECT_URL: PROJECT,
  CI_MERGE_REQUEST_REF_PATH: 'refs/merge-requests/31/head',
  CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: '',
  CI_MERGE_REQUEST_TITLE: 'Faster checkout',
}

test('a branch pipeline gives project, commit, pipeline, job and user', () => {
  expect(gitlabFacts(GITLAB)).toEqual({
    forge: 'gitlab',
    server: 'https://gitlab.example.org',
    source: PROJECT,
    repository: { name: 'acme/shop/web', id: '77', url: PROJECT },
    commit: SHA,
    ref: 'refs/heads/main',
    run: {
      id: `${PROJECT}/-/pipelines/5001`,
      number: '44',
      attempt: 1,
      name: 'acme/shop/web',
      url: `${PROJECT}/-/pipelines/5001`,
      startedAt: '2026-11-21T10:00:00Z',
    },
    job: { id: `${PROJECT}/-/jobs/90001`, name: 'test', url: `${PROJECT}/-/jobs/90001` },
    actor: { name: 'alice', id: '12', uri: 'urn:gitlab:gitlab.example.org:user:12' },
    chainId: gitlabFacts(GITLAB).chainId,
  })
})

test('a tag pipeline is of the tag', () => {
  const env = {
    ...GITLAB,
    CI_COMMIT_BRANCH: undefined,
    CI_COMMIT_TAG: 'v2.4.1',
    CI_COMMIT_REF_NAME: 'v2.4.1',
  }
  expect(gitlabFacts(env).ref).toBe('refs/tags/v2.4.1')
})

test('a pipeline’s own name is used, and users of gitlab.com have short names', () => {
  const facts = gitlabFacts({ ...GITLAB, CI_PIPELINE_NAME: 'Nightly', CI_SERVER_URL: 'https://gitlab.com' })
  expect(facts.run.name).toBe('Nightly')
  expect(facts.actor.uri).toBe('urn:gitlab:user:12')
})

describe('a merge request pipeline', () => {
  test('is for its merge request', () => {
    const facts = gitlabFacts(MERGE_REQUEST)
    expect(facts.change).toEqual({
      id: `${PROJECT}/-/merge_requests/31`,
      number: '31',
      title: 'Faster checkout',
      author: '',
    })
    expect(facts.ref).toBe('refs/merge-requests/31/head')
  })

  test('of a fork runs in the fork and is for the merge request of the parent', () => {
    const fork = 'https://gitlab.example.org/mallory/web'
    const facts = gitlabFacts({ ...MERGE_REQUEST, CI_PROJECT_URL: fork, CI_PROJECT_PATH: 'mallory/web' })
    expect(facts.source).toBe(fork)
    expect(facts.change?.id).toBe(`${PROJECT}/-/merge_requests/31`)
  })

  test('on merged results stays on the chain of the source branch', () => {
    const merged = gitlabFacts({ ...MERGE_REQUEST, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: HEAD })
    expect(merged.commit).toBe(SHA)
    expect(merged.chainId).toBe(gitlabFacts({ ...GITLAB, CI_COMMIT_SHA: HEAD }).chainId)
  })
})

test('a child pipeline is a run of its own on the same chain', () => {
  const child = gitlabFacts({ ...GITLAB, CI_PIPELINE_SOURCE: 'parent_pipeline', CI_PIPELINE_ID: '5002' })
  expect(child.run.id).toBe(`${PROJECT}/-/pipelines/5002`)
  expect(child.chainId).toBe(gitlabFacts(GITLAB).chainId)
})

test('a retried job is another job of the same run', () => {
  const retried = gitlabFacts({ ...GITLAB, CI_JOB_ID: '90009' })
  expect(retried.run).toEqual(gitlabFacts(GITLAB).run)
  expect(retried.job.id).toBe(`${PROJECT}/-/jobs/90009`)
})

test('legs of parallel are told apart even where jobs have no number', () => {
  const leg = (index: string) =>
    gitlabFacts({ ...GITLAB, CI_JOB_ID: '', CI_JOB_NAME: 'test', CI_NODE_INDEX: index }).job.id
  expect(leg('1')).not.toBe(leg('2'))
})

test('a deploy job knows its environment', () => {
  expect(gitlabFacts({ ...GITLAB, CI_ENVIRONMENT_NAME: 'review/feature-1' }).environment).toBe(
    'review/feature-1',
  )
})
