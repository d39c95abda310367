/** Drone and Woodpecker, whose steps are containers of one stage or workflow. */
import { describe, expect, test } from '@jest/globals'
import { droneFacts } from '../../src/host/drone.ts'
import { woodpeckerFacts } from '../../src/host/woodpecker.ts'
import { DRONE, WOODPECKER } from './ci-surroundings.ts'

describe('Drone', () => {
  const RUN = 'https://drone.example.org/acme/webshop/42'

  test('a stage is a job of the build, and every stage knows when the build was made', () => {
    expect(droneFacts(DRONE)).toMatchObject({
      server: 'https://drone.example.org',
      run: {
        id: RUN,
        number: '42',
        attempt: 1,
        name: 'acme/webshop',
        url: RUN,
        startedAt: '2026-11-21T10:00:00Z',
      },
      job: { id: `${RUN}#${encodeURIComponent('1/build')}`, name: 'build' },
      actor: { uri: 'https://github.com/octocat' },
    })
  })

  test('steps of one stage are of one job, another stage is another', () => {
    const step = { ...DRONE, DRONE_STEP_NAME: 'pack', DRONE_STEP_NUMBER: '4' }
    expect(droneFacts(step).job).toEqual(droneFacts(DRONE).job)
    expect(droneFacts({ ...DRONE, DRONE_STAGE_NUMBER: '2' }).job.id).not.toBe(droneFacts(DRONE).job.id)
  })

  test('a person who promoted the build is its actor', () => {
    const facts = droneFacts({ ...DRONE, DRONE_BUILD_TRIGGER: 'alice', DRONE_DEPLOY_TO: 'production' })
    expect(facts.actor.uri).toBe('https://github.com/alice')
    expect(facts.environment).toBe('production')
  })

  test('a pull request is known by its page, or where the forge is known by its number', () => {
    const request = { ...DRONE, DRONE_PULL_REQUEST: '7', DRONE_PULL_REQUEST_TITLE: 'Faster checkout' }
    expect(droneFacts(request).change).toMatchObject({
      id: 'https://github.com/acme/webshop/pull/7',
      title: 'Faster checkout',
    })
    const own = {
      ...request,
      DRONE_REPO_LINK: 'https://git.example.org/acme/webshop',
      DRONE_COMMIT_LINK: 'https://git.example.org/acme/webshop/pulls/7',
    }
    expect(droneFacts(own).change?.id).toBe('https://git.example.org/acme/webshop/pulls/7')
    expect(droneFacts({ ...own, DRONE_COMMIT_LINK: 'https://git.example.org/x' }).change).toBeUndefined()
  })

  test.each(['0', '', 'soon', '-1', '99999999999999'])('the time %j is none', (time) => {
    expect(droneFacts({ ...DRONE, DRONE_BUILD_CREATED: time }).run.startedAt).toBeUndefined()
  })
})

describe('Woodpecker', () => {
  const RUN = 'https://ci.example.org/repos/7/pipeline/8'

  test('a workflow is a job of the pipeline', () => {
    expect(woodpeckerFacts(WOODPECKER)).toMatchObject({
      server: 'https://ci.example.org',
      repository: { id: '186853002' },
      run: {
        id: RUN,
        number: '8',
        attempt: 1,
        name: 'acme/webshop',
        url: RUN,
        startedAt: '2026-11-21T10:00:00Z',
      },
      job: { id: `${RUN}#${encodeURIComponent('1/build')}`, name: 'build' },
      actor: { uri: 'https://github.com/octocat' },
    })
  })

  test('legs of a matrix have one name and are two jobs', () => {
    const other = woodpeckerFacts({ ...WOODPECKER, CI_WORKFLOW_NUMBER: '2' })
    expect(other.job.name).toBe('build')
    expect(other.job.id).not.toBe(woodpeckerFacts(WOODPECKER).job.id)
  })

  test.each([
    ['forgejo', 'pulls/7'],
    ['gitea', 'pulls/7'],
    ['github', 'pull/7'],
    ['gitlab', '-/merge_requests/7'],
    ['bitbucket', 'pull-requests/7'],
  ])('a pull request on %s has the page %s', (forge, page) => {
    const facts = woodpeckerFacts({
      ...WOODPECKER,
      CI_FORGE_TYPE: forge,
      CI_REPO_URL: 'https://git.example.org/acme/webshop',
      CI_COMMIT_PULL_REQUEST: '7',
      CI_COMMIT_REF: 'refs/pull/7/head',
    })
    expect(facts.change?.id).toBe(`https://git.example.org/acme/webshop/${page}`)
    expect(facts.ref).toBe('refs/pull/7/head')
  })

  test('a deployment is for its environment', () => {
    const facts = woodpeckerFacts({ ...WOODPECKER, CI_PIPELINE_DEPLOY_TARGET: 'production' })
    expect(facts.environment).toBe('production')
  })
})
