import { describe, expect, test } from '@jest/globals'
import { circleciFacts } from '../../src/host/circleci.ts'
import { CIRCLECI } from './ci-surroundings.ts'

const RUN = 'https://app.circleci.com/pipelines/workflows/0e65ec3f-4b8e-4b65-8b2e-5d8e4cf0f3c5'

test('a job of a workflow', () => {
  expect(circleciFacts(CIRCLECI)).toMatchObject({
    server: 'https://app.circleci.com',
    run: { id: RUN, attempt: 1, name: 'webshop', url: RUN },
    job: {
      id: `${RUN}#7a1f0b7e-0c6c-4f2e-bb8c-5bb9b1c6a9d2`,
      name: 'build',
      url: 'https://circleci.com/gh/acme/webshop/4711',
    },
    actor: { name: 'octocat', id: '', uri: 'https://github.com/octocat' },
  })
})

test('a workflow that is run again is another run', () => {
  const again = circleciFacts({ ...CIRCLECI, CIRCLE_WORKFLOW_ID: '11111111-4b8e-4b65-8b2e-5d8e4cf0f3c5' })
  expect(again.run.id).not.toBe(RUN)
  expect(again.chainId).toBe(circleciFacts(CIRCLECI).chainId)
})

test('containers of one job are told apart, also under a name of ours', () => {
  const leg = (index: string, more = {}) =>
    circleciFacts({ ...CIRCLECI, ...more, CIRCLE_NODE_TOTAL: '2', CIRCLE_NODE_INDEX: index }).job
  expect(leg('0').id).not.toBe(leg('1').id)
  expect(leg('1').name).toBe('build (1)')
  const named = { TURNPIKE_JOB: 'test' }
  expect(leg('0', named).id).not.toBe(leg('1', named).id)
  expect(leg('1', named).name).toBe('test')
})

describe('a pull request', () => {
  test('is the one that CircleCI names by its address', () => {
    const { change } = circleciFacts({
      ...CIRCLECI,
      CIRCLE_PULL_REQUEST: 'https://github.com/acme/webshop/pull/7',
    })
    expect(change).toEqual({
      id: 'https://github.com/acme/webshop/pull/7',
      number: '7',
      title: '',
      author: '',
    })
  })

  test('of a fork is known by its number', () => {
    const { change } = circleciFacts({ ...CIRCLECI, CIRCLE_PR_NUMBER: '8', CIRCLE_PR_USERNAME: 'mallory' })
    expect(change?.id).toBe('https://github.com/acme/webshop/pull/8')
  })

  test('on Bitbucket has a page of another shape', () => {
    const env = {
      ...CIRCLECI,
      CIRCLE_REPOSITORY_URL: 'git@bitbucket.org:acme/webshop.git',
      CIRCLE_PR_NUMBER: '8',
    }
    expect(circleciFacts(env).change?.id).toBe('https://bitbucket.org/acme/webshop/pull-requests/8')
  })
})

test('a tag is a tag, and a server of one’s own has its own address', () => {
  const facts = circleciFacts({
    ...CIRCLECI,
    CIRCLE_BRANCH: undefined,
    CIRCLE_TAG: 'v2.4.1',
    CIRCLE_BUILD_URL: 'https://circleci.example.org/gh/acme/webshop/4711',
  })
  expect(facts.ref).toBe('refs/tags/v2.4.1')
  expect(facts.server).toBe('https://circleci.example.org')
  expect(facts.run.id).toMatch(/^https:\/\/circleci\.example\.org\/pipelines\/workflows\//)
})
