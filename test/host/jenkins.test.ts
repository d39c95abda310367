import { describe, expect, test } from '@jest/globals'
import { jenkinsFacts } from '../../src/host/jenkins.ts'
import { JENKINS } from './ci-surroundings.ts'
import { GITHUB, HEAD, PUSH, SHA } from './surroundings.ts'
import { githubFacts } from '../../src/host/github.ts'

const BUILD = 'https://jenkins.example.org/job/webshop/job/main/812'

test('a stage of a multibranch build is a job of the build, which is the run', () => {
  const facts = jenkinsFacts(JENKINS)
  expect(facts.run).toEqual({
    id: BUILD,
    number: '812',
    attempt: 1,
    name: 'webshop/main',
    url: `${BUILD}/display/redirect`,
  })
  expect(facts.job).toEqual({ id: `${BUILD}#Build`, name: 'Build', url: facts.run.url })
  expect(facts.server).toBe('https://jenkins.example.org')
  expect(facts.actor).toEqual({ name: '', id: '', uri: '' })
})

test('a stage with a name of ours has it in every step, also in those of post', () => {
  const step = jenkinsFacts({ ...JENKINS, TURNPIKE_JOB: 'build' })
  const post = jenkinsFacts({ ...JENKINS, TURNPIKE_JOB: 'build', STAGE_NAME: 'Declarative: Post Actions' })
  expect(post.job).toEqual(step.job)
  expect(step.job.id).toBe(`${BUILD}#build`)
})

test('who started it is known with the plugin that says so', () => {
  expect(jenkinsFacts({ ...JENKINS, BUILD_USER_ID: 'alice@corp' }).actor).toEqual({
    name: 'alice@corp',
    id: '',
    uri: 'urn:jenkins:jenkins.example.org:user:alice%40corp',
  })
})

describe('a pull request', () => {
  test('of a multibranch project is known by its page and its author on the forge', () => {
    const facts = jenkinsFacts({
      ...JENKINS,
      BRANCH_NAME: 'PR-7',
      CHANGE_ID: '7',
      CHANGE_URL: 'https://github.com/acme/webshop/pull/7',
      CHANGE_TITLE: 'Faster checkout',
      CHANGE_AUTHOR: 'mona',
      CHANGE_BRANCH: 'faster',
      CHANGE_TARGET: 'main',
    })
    expect(facts.change).toEqual({
      id: 'https://github.com/acme/webshop/pull/7',
      number: '7',
      title: 'Faster checkout',
      author: 'https://github.com/mona',
    })
    expect(facts.ref).toBe('refs/pull/7/head')
  })

  test('of the pull request builder stays on the chain of its own commit', () => {
    const facts = jenkinsFacts({
      ...JENKINS,
      BRANCH_NAME: undefined,
      GIT_BRANCH: 'origin/pr/7/merge',
      ghprbPullId: '7',
      ghprbPullLink: 'https://github.com/acme/webshop/pull/7',
      ghprbPullTitle: 'Faster checkout',
      ghprbPullAuthorLogin: 'mona',
      ghprbActualCommit: HEAD,
    })
    expect(facts.change?.id).toBe('https://github.com/acme/webshop/pull/7')
    expect(facts.commit).toBe(SHA)
    expect(facts.chainId).toBe(githubFacts({ ...GITHUB, GITHUB_SHA: HEAD }, PUSH).chainId)
  })

  test('of a forge that does not say its page is found where the forge is known', () => {
    const asked = { ...JENKINS, CHANGE_ID: '7' }
    expect(jenkinsFacts(asked).change?.id).toBe('https://github.com/acme/webshop/pull/7')
    expect(jenkinsFacts({ ...asked, GIT_URL: 'git@bitbucket.org:acme/shop.git' }).change?.id).toBe(
      'https://bitbucket.org/acme/shop/pull-requests/7',
    )
    expect(jenkinsFacts({ ...asked, GIT_URL: 'git@git.example.org:acme/shop.git' }).change).toBeUndefined()
  })
})

test.each([
  [{ TAG_NAME: 'v2.4.1', BRANCH_NAME: 'v2.4.1' }, 'refs/tags/v2.4.1'],
  [{ BRANCH_NAME: undefined }, 'refs/heads/main'],
  [{ BRANCH_NAME: 'feature/x' }, 'refs/heads/feature/x'],
])('%j is the ref %s', (env, ref) => {
  expect(jenkinsFacts({ ...JENKINS, ...env }).ref).toBe(ref)
})

test('a freestyle job of several repositories is of the first one', () => {
  const env = {
    ...JENKINS,
    GIT_URL: undefined,
    GIT_URL_1: 'https://github.com/acme/webshop.git',
    STAGE_NAME: undefined,
  }
  expect(jenkinsFacts(env).source).toBe('https://github.com/acme/webshop')
  expect(jenkinsFacts(env).job.name).toBe('main')
})
