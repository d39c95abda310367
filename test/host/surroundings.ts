/** Environments as the two forges make them, and payloads in the shape of their documentation. */
export const SHA = '6113728f27ae82c7b1a177c8d03f9e96e0adf246'
export const HEAD = 'ec26c3e57ca3a959ca5aad62de7213c562f8c821'

export const GITHUB = {
  GITHUB_ACTIONS: 'true',
  GITHUB_ACTOR: 'octocat',
  GITHUB_ACTOR_ID: '583231',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_JOB: 'build',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REPOSITORY: 'acme/webshop',
  GITHUB_REPOSITORY_ID: '186853002',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_RUN_ID: '19123456789',
  GITHUB_RUN_NUMBER: '812',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_SHA: SHA,
  GITHUB_TRIGGERING_ACTOR: 'octocat',
  GITHUB_WORKFLOW: 'Release',
} as const

export const PUSH = {
  repository: { pushed_at: 1_795_269_600 },
  head_commit: { timestamp: '2019-05-15T15:20:21Z' },
}

export const PULL_REQUEST = {
  action: 'synchronize',
  number: 7,
  pull_request: {
    number: 7,
    html_url: 'https://github.com/acme/webshop/pull/7',
    title: 'Faster checkout',
    updated_at: '2026-11-21T09:59:58Z',
    user: { login: 'mona', id: 42 },
    head: { sha: HEAD },
  },
}

export const GITLAB = {
  CI: 'true',
  GITLAB_CI: 'true',
  CI_SERVER_URL: 'https://gitlab.example.org',
  CI_PROJECT_ID: '77',
  CI_PROJECT_PATH: 'acme/shop/web',
  CI_PROJECT_URL: 'https://gitlab.example.org/acme/shop/web',
  CI_COMMIT_SHA: SHA,
  CI_COMMIT_BRANCH: 'main',
  CI_COMMIT_REF_NAME: 'main',
  CI_PIPELINE_ID: '5001',
  CI_PIPELINE_IID: '44',
  CI_PIPELINE_SOURCE: 'push',
  CI_PIPELINE_CREATED_AT: '2026-11-21T10:00:00Z',
  CI_JOB_ID: '90001',
  CI_JOB_NAME: 'test',
  GITLAB_USER_ID: '12',
  GITLAB_USER_LOGIN: 'alice',
} as const
