import { describe, expect, test } from '@jest/globals'
import { gitlabFacts } from '../../src/host/gitlab.ts'
import { pipelineRunStarted, taskRunStarted } from '../../src/sources/pipeline.ts'
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

describe('a merge train', () => {
  // Its commit is one that the train made; the source branch's is the one that a person pushed.
  const TRAIN = {
    ...MERGE_REQUEST,
    CI_MERGE_REQUEST_EVENT_TYPE: 'merge_train',
    CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: HEAD,
    CI_MERGE_REQUEST_TARGET_BRANCH_SHA: '0f1e'.repeat(10),
  }

  test('stays on the chain of the source branch, whatever place it has in the train', () => {
    const first = gitlabFacts(TRAIN)
    const again = gitlabFacts({ ...TRAIN, CI_PIPELINE_ID: '5003', CI_COMMIT_SHA: 'a1b2'.repeat(10) })
    expect(first.chainId).toBe(gitlabFacts({ ...GITLAB, CI_COMMIT_SHA: HEAD }).chainId)
    expect(again.chainId).toBe(first.chainId)
    expect([first.commit, again.commit]).toEqual([SHA, 'a1b2'.repeat(10)])
    expect(again.run.id).not.toBe(first.run.id)
    expect(first.change?.id).toBe(`${PROJECT}/-/merge_requests/31`)
  })
})

describe('a child pipeline', () => {
  const CHILD = {
    ...GITLAB,
    CI_PIPELINE_SOURCE: 'parent_pipeline',
    CI_PIPELINE_ID: '5002',
    CI_UPSTREAM_PROJECT_ID: '77',
    CI_UPSTREAM_PIPELINE_ID: '5001',
    CI_UPSTREAM_JOB_ID: '90000',
  }
  const child = gitlabFacts(CHILD)

  test('is a run of its own on the same chain, and names its parent', () => {
    expect(child.run.id).toBe(`${PROJECT}/-/pipelines/5002`)
    expect(child.chainId).toBe(gitlabFacts(GITLAB).chainId)
    expect(child.parent).toBe(gitlabFacts(GITLAB).run.id)
  })

  test('says so in the event of its beginning, and in no other', () => {
    const began = pipelineRunStarted(child, '2026-11-21T10:00:00Z')
    expect(began.customData).toMatchObject({ turnpike: { parentRun: `${PROJECT}/-/pipelines/5001` } })
    expect(JSON.stringify(taskRunStarted(child, '2026-11-21T10:00:00Z'))).not.toContain('parentRun')
  })

  test('of a merge request is for the same merge request', () => {
    const env = { ...MERGE_REQUEST, ...CHILD, CI_COMMIT_BRANCH: undefined, CI_MERGE_REQUEST_IID: '31' }
    expect(gitlabFacts(env).change).toEqual(gitlabFacts(MERGE_REQUEST).change)
  })

  test('before GitLab 18.9 names the parent that its trigger hands on', () => {
    const { CI_UPSTREAM_PIPELINE_ID: _, CI_UPSTREAM_PROJECT_ID: __, ...older } = CHILD
    expect(gitlabFacts(older).parent).toBeUndefined()
    expect(gitlabFacts({ ...older, TURNPIKE_PARENT_RUN: `${PROJECT}/-/pipelines/5001` }).parent).toBe(
      child.parent,
    )
  })
})

describe('a pipeline that another project triggers', () => {
  const DOWN = {
    ...GITLAB,
    CI_PIPELINE_SOURCE: 'pipeline',
    CI_PIPELINE_ID: '6001',
    CI_UPSTREAM_PROJECT_ID: '12',
    CI_UPSTREAM_PIPELINE_ID: '5001',
    CI_UPSTREAM_JOB_ID: '90000',
  }

  test('does not take the number of a pipeline elsewhere for one of its own project', () => {
    expect(gitlabFacts(DOWN).parent).toBeUndefined()
  })

  test('names the run that it is told, and is on the chain of its own commit', () => {
    const said = 'https://gitlab.example.org/acme/library/-/pipelines/5001'
    const facts = gitlabFacts({ ...DOWN, TURNPIKE_PARENT_RUN: said })
    expect(facts.parent).toBe(said)
    expect(facts.chainId).toBe(gitlabFacts(GITLAB).chainId)
  })

  test.each([
    '$CI_PIPELINE_URL',
    'javascript:alert(1)',
    'https://x.example/"}',
    'https://u:p@x.example/1',
    '',
  ])('takes %j for nothing', (value) => {
    expect(gitlabFacts({ ...DOWN, TURNPIKE_PARENT_RUN: value }).parent).toBeUndefined()
  })
})

describe('a pipeline by schedule, by hand or by the API', () => {
  test.each(['schedule', 'web', 'api', 'trigger', 'chat', 'webide', 'ondemand_dast_scan'])(
    '%s is a run of the branch’s commit, and its own moment is its beginning',
    (source) => {
      const facts = gitlabFacts({
        ...GITLAB,
        CI_PIPELINE_SOURCE: source,
        CI_PIPELINE_ID: '7001',
        CI_PIPELINE_CREATED_AT: '2026-11-21T03:00:00Z',
        CI_PIPELINE_SCHEDULE_DESCRIPTION: 'nightly',
        ...(source === 'trigger' ? { CI_PIPELINE_TRIGGERED: 'true', CI_TRIGGER_SHORT_TOKEN: '1234' } : {}),
      })
      expect(facts.chainId).toBe(gitlabFacts(GITLAB).chainId)
      expect(facts.run).toMatchObject({
        id: `${PROJECT}/-/pipelines/7001`,
        startedAt: '2026-11-21T03:00:00Z',
      })
      expect(facts.change).toBeUndefined()
    },
  )
})

describe('jobs of one pipeline', () => {
  test('a manual job hours later is of the run that waits for it, and its actor is who pressed the button', () => {
    const manual = gitlabFacts({
      ...GITLAB,
      CI_JOB_ID: '90044',
      CI_JOB_NAME: 'deploy',
      CI_JOB_MANUAL: 'true',
      GITLAB_USER_ID: '44',
      GITLAB_USER_LOGIN: 'bob',
    })
    expect(manual.run).toEqual(gitlabFacts(GITLAB).run)
    expect(manual.actor.uri).toBe('urn:gitlab:gitlab.example.org:user:44')
  })

  test('legs of a matrix are named by their values', () => {
    const leg = gitlabFacts({
      ...GITLAB,
      CI_JOB_ID: '90051',
      CI_JOB_NAME: 'build: [linux, arm64]',
      CI_JOB_GROUP_NAME: 'build',
      CI_NODE_INDEX: '2',
      CI_NODE_TOTAL: '4',
    })
    expect(leg.job).toMatchObject({ id: `${PROJECT}/-/jobs/90051`, name: 'build: [linux, arm64]' })
  })

  test('a job that stops an environment is about the same environment', () => {
    const env = {
      ...GITLAB,
      CI_ENVIRONMENT_NAME: 'review/x',
      CI_ENVIRONMENT_ACTION: 'stop',
      CI_ENVIRONMENT_TIER: 'development',
    }
    expect(gitlabFacts(env).environment).toBe('review/x')
  })
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
