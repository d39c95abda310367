import { describe, expect, test } from '@jest/globals'
import { azureFacts } from '../../src/host/azure.ts'
import { githubFacts } from '../../src/host/github.ts'
import { AZURE } from './ci-surroundings.ts'
import { GITHUB, HEAD, PUSH, SHA } from './surroundings.ts'

const RUN = 'https://dev.azure.com/acme/Web%20Shop/_build/results?buildId=5678'
const JOB = '12f1170f-54f2-53f3-20dd-22fc7dff55f9'

test('a job of a run', () => {
  expect(azureFacts(AZURE)).toMatchObject({
    server: 'https://dev.azure.com/acme',
    run: { id: RUN, number: '5678', attempt: 1, name: 'webshop', url: RUN },
    job: {
      id: `${RUN}#${encodeURIComponent(`CI/${JOB}/1.1`)}`,
      name: 'Build and test',
      url: `${RUN}&view=logs&j=${JOB}`,
    },
    actor: {
      name: 'Alice Example',
      id: '6677ae3f-5c70-4e2f-8b7a-1f1b9c1d2e3f',
      uri: 'urn:azure:dev.azure.com:acme:user:6677ae3f-5c70-4e2f-8b7a-1f1b9c1d2e3f',
    },
  })
})

test.each([{ SYSTEM_JOBATTEMPT: '2' }, { SYSTEM_STAGEATTEMPT: '2' }, { SYSTEM_JOBID: 'another' }])(
  'with %j it is another job of the same run',
  (env) => {
    const facts = azureFacts({ ...AZURE, ...env })
    expect(facts.run).toEqual(azureFacts(AZURE).run)
    expect(facts.job.id).not.toBe(azureFacts(AZURE).job.id)
    const named = (more: object) => azureFacts({ ...AZURE, ...more, TURNPIKE_JOB: 'build' }).job.id
    expect(named(env)).not.toBe(named({}))
  },
)

describe('a pull request', () => {
  const MERGE = { ...AZURE, BUILD_REASON: 'PullRequest', BUILD_SOURCEBRANCH: 'refs/pull/7/merge' }

  test('of GitHub is known by its number there, and stays on the chain of its own commit', () => {
    const facts = azureFacts({
      ...MERGE,
      SYSTEM_PULLREQUEST_PULLREQUESTID: '1234567890',
      SYSTEM_PULLREQUEST_PULLREQUESTNUMBER: '7',
      SYSTEM_PULLREQUEST_SOURCECOMMITID: HEAD,
    })
    expect(facts.change?.id).toBe('https://github.com/acme/webshop/pull/7')
    expect(facts.commit).toBe(SHA)
    expect(facts.chainId).toBe(githubFacts({ ...GITHUB, GITHUB_SHA: HEAD }, PUSH).chainId)
  })

  test('of Azure Repos has a page there; its repository is the same by https and by ssh', () => {
    const of = (uri: string) =>
      azureFacts({
        ...MERGE,
        BUILD_REPOSITORY_PROVIDER: 'TfsGit',
        BUILD_REPOSITORY_URI: uri,
        SYSTEM_PULLREQUEST_PULLREQUESTID: '17',
      })
    const page = 'https://dev.azure.com/acme/Web%20Shop/_git/shop'
    expect(of('https://acme@dev.azure.com/acme/Web%20Shop/_git/shop').change?.id).toBe(
      `${page}/pullrequest/17`,
    )
    expect(of('git@ssh.dev.azure.com:v3/acme/Web%20Shop/shop').source).toBe(page)
    expect(of(page).repository.name).toBe('acme/Web Shop/_git/shop')
  })
})

test('a deployment job knows its environment', () => {
  expect(azureFacts({ ...AZURE, ENVIRONMENT_NAME: 'production' }).environment).toBe('production')
})
