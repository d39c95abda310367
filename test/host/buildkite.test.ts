import { describe, expect, test } from '@jest/globals'
import { buildkiteFacts } from '../../src/host/buildkite.ts'
import { BUILDKITE } from './ci-surroundings.ts'

const RUN = 'https://buildkite.com/acme/webshop/builds/1514'
const JOB = 'e44f9784-e20e-4b93-a21d-f41fd5869db9'

test('a job of a build', () => {
  expect(buildkiteFacts(BUILDKITE)).toMatchObject({
    run: { id: RUN, number: '1514', attempt: 1, name: 'webshop', url: RUN },
    job: { id: `${RUN}#${JOB}`, name: ':hammer: Build', url: `${RUN}#${JOB}` },
  })
})

test('a commit’s author is not who started the build; who pressed the button is', () => {
  expect(buildkiteFacts(BUILDKITE).actor).toEqual({ name: 'Alice Example', id: '', uri: '' })
  expect(buildkiteFacts({ ...BUILDKITE, BUILDKITE_SOURCE: 'ui' }).actor.uri).toBe(
    'urn:buildkite:acme:user:Alice%20Example',
  )
})

test('a retried job and a parallel one are jobs of their own', () => {
  const of = (env: object) => buildkiteFacts({ ...BUILDKITE, ...env }).job
  expect(of({ BUILDKITE_JOB_ID: 'another', BUILDKITE_RETRY_COUNT: '1' }).id).not.toBe(of({}).id)
  expect(of({ BUILDKITE_PARALLEL_JOB: '1', BUILDKITE_JOB_ID: 'third' }).name).toBe(':hammer: Build (1)')
  // Without an id the rest has to do.
  const legs = ['0', '1'].map((leg) => of({ BUILDKITE_JOB_ID: '', BUILDKITE_PARALLEL_JOB: leg }).id)
  expect(new Set(legs).size).toBe(2)
  expect(of({ BUILDKITE_JOB_ID: '', BUILDKITE_RETRY_COUNT: '1' }).id).not.toBe(
    of({ BUILDKITE_JOB_ID: '' }).id,
  )
})

describe('a pull request', () => {
  test('is known by its number and the provider', () => {
    const facts = buildkiteFacts({ ...BUILDKITE, BUILDKITE_PULL_REQUEST: '123', BUILDKITE_BRANCH: 'feature' })
    expect(facts.change?.id).toBe('https://github.com/acme/webshop/pull/123')
    expect(facts.ref).toBe('refs/pull/123/head')
  })

  test('of a GitLab of one’s own has GitLab’s page', () => {
    const env = {
      ...BUILDKITE,
      BUILDKITE_PULL_REQUEST: '31',
      BUILDKITE_PIPELINE_PROVIDER: 'gitlab_ee',
      BUILDKITE_REPO: 'ssh://git@gitlab.example.org:2222/acme/shop/web.git',
    }
    expect(buildkiteFacts(env).change?.id).toBe(
      'https://gitlab.example.org/acme/shop/web/-/merge_requests/31',
    )
  })
})

test('a commit that is not looked up yet is none', () => {
  const facts = buildkiteFacts({ ...BUILDKITE, BUILDKITE_COMMIT: 'HEAD' })
  expect(facts.commit).toBe('')
  expect(facts.chainId).not.toBe(buildkiteFacts(BUILDKITE).chainId)
})

test('a triggered build names the build that triggered it', () => {
  const env = {
    ...BUILDKITE,
    BUILDKITE_TRIGGERED_FROM_BUILD_NUMBER: '38',
    BUILDKITE_TRIGGERED_FROM_BUILD_PIPELINE_SLUG: 'library',
  }
  expect(buildkiteFacts(env).parent).toBe('https://buildkite.com/acme/library/builds/38')
})

test('a deployment of GitHub is for its environment', () => {
  expect(
    buildkiteFacts({ ...BUILDKITE, BUILDKITE_GITHUB_DEPLOYMENT_ENVIRONMENT: 'production' }).environment,
  ).toBe('production')
})
