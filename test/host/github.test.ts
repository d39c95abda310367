import { describe, expect, test } from '@jest/globals'
import { githubFacts } from '../../src/host/github.ts'
import { GITHUB, HEAD, PULL_REQUEST, PUSH, SHA } from './surroundings.ts'

const RUN = 'https://github.com/acme/webshop/actions/runs/19123456789'

describe('a push', () => {
  const facts = githubFacts(GITHUB, PUSH)

  test('gives repository, commit, run and actor', () => {
    expect(facts).toMatchObject({
      forge: 'github',
      server: 'https://github.com',
      source: 'https://github.com/acme/webshop',
      repository: { name: 'acme/webshop', id: '186853002', url: 'https://github.com/acme/webshop' },
      commit: SHA,
      ref: 'refs/heads/main',
      run: { id: `${RUN}/attempts/1`, number: '812', attempt: 1, name: 'Release', url: `${RUN}/attempts/1` },
      actor: { name: 'octocat', id: '583231', uri: 'urn:github:user:583231' },
    })
    expect(facts.change).toBeUndefined()
    expect(facts.environment).toBeUndefined()
  })

  test('began when it was pushed, not when the commit was made', () => {
    expect(facts.run.startedAt).toBe('2026-11-21T14:00:00Z')
  })

  test('of a tag says so', () => {
    expect(githubFacts({ ...GITHUB, GITHUB_REF: 'refs/tags/v2.4.1' }, PUSH).ref).toBe('refs/tags/v2.4.1')
  })
})

describe('a pull request', () => {
  const facts = githubFacts(
    { ...GITHUB, GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' },
    PULL_REQUEST,
  )

  test('is the change of the run, its author by immutable id', () => {
    expect(facts.change).toEqual({
      id: 'https://github.com/acme/webshop/pull/7',
      number: '7',
      title: 'Faster checkout',
      author: 'urn:github:user:42',
    })
  })

  test('keeps the merge commit as commit, and the chain of the commit that a person pushed', () => {
    expect(facts.commit).toBe(SHA)
    expect(facts.chainId).toBe(githubFacts({ ...GITHUB, GITHUB_SHA: HEAD }, PUSH).chainId)
    expect(facts.chainId).not.toBe(githubFacts(GITHUB, PUSH).chainId)
  })

  test('from a fork is still in the repository that runs it', () => {
    const fork = {
      ...PULL_REQUEST,
      pull_request: { ...PULL_REQUEST.pull_request, head: { sha: HEAD, repo: null } },
    }
    const target = githubFacts({ ...GITHUB, GITHUB_EVENT_NAME: 'pull_request_target' }, fork)
    expect(target.source).toBe('https://github.com/acme/webshop')
    expect(target.change?.id).toBe('https://github.com/acme/webshop/pull/7')
    expect(target.run.startedAt).toBe('2026-11-21T09:59:58Z')
  })

  test('whose page is said to be elsewhere is named by this repository', () => {
    const payload = { pull_request: { number: 7, html_url: 'https://evil.example/acme/webshop/pull/7' } }
    const { change } = githubFacts({ ...GITHUB, GITHUB_EVENT_NAME: 'pull_request' }, payload)
    expect(change?.id).toBe('https://github.com/acme/webshop/pull/7')
  })

  test('is found for a comment on it, but an issue is no change', () => {
    const env = { ...GITHUB, GITHUB_EVENT_NAME: 'issue_comment' }
    const issue = {
      number: 9,
      html_url: 'https://github.com/acme/webshop/pull/9',
      title: 'x',
      user: { login: 'mona' },
    }
    expect(githubFacts(env, { issue: { ...issue, pull_request: {} }, comment: {} }).change).toMatchObject({
      number: '9',
      author: 'mona',
    })
    expect(githubFacts(env, { issue, comment: {} }).change).toBeUndefined()
  })
})

describe('other events', () => {
  test('a merge queue names its pull request in the ref', () => {
    const head = `refs/heads/gh-readonly-queue/main/pr-104-${SHA}`
    const facts = githubFacts(
      { ...GITHUB, GITHUB_EVENT_NAME: 'merge_group', GITHUB_REF: head },
      {
        merge_group: {
          head_ref: head,
          head_sha: SHA,
          head_commit: { timestamp: '2026-11-21T10:00:00+01:00' },
        },
      },
    )
    expect(facts.change?.id).toBe('https://github.com/acme/webshop/pull/104')
    expect(facts.run.startedAt).toBe('2026-11-21T09:00:00Z')
  })

  test('a workflow_run stays on the chain of the run that it continues', () => {
    const facts = githubFacts(
      { ...GITHUB, GITHUB_EVENT_NAME: 'workflow_run' },
      {
        workflow_run: { head_sha: HEAD, updated_at: '2026-11-21T10:00:00Z', pull_requests: [{ number: 3 }] },
      },
    )
    expect(facts.chainId).toBe(githubFacts({ ...GITHUB, GITHUB_SHA: HEAD }, PUSH).chainId)
    expect(facts.commit).toBe(SHA)
    expect(facts.change?.id).toBe('https://github.com/acme/webshop/pull/3')
  })

  test('a release began when it was published', () => {
    const facts = githubFacts(
      { ...GITHUB, GITHUB_EVENT_NAME: 'release', GITHUB_REF: 'refs/tags/v1' },
      { release: { published_at: '2026-11-21T10:00:00Z', created_at: '2026-11-01T00:00:00Z' } },
    )
    expect(facts.run.startedAt).toBe('2026-11-21T10:00:00Z')
  })

  test.each(['workflow_dispatch', 'schedule', 'repository_dispatch'])(
    'a %s does not say when it began',
    (name) => {
      const payload = { repository: { pushed_at: '2024-01-01T00:00:00Z' }, schedule: '0 3 * * *' }
      expect(githubFacts({ ...GITHUB, GITHUB_EVENT_NAME: name }, payload).run.startedAt).toBeUndefined()
    },
  )
})

describe('a re-run', () => {
  const env = { ...GITHUB, GITHUB_RUN_ATTEMPT: '2', GITHUB_TRIGGERING_ACTOR: 'mona' }

  test('is a run of its own that does not claim the first attempt’s moment', () => {
    const { run } = githubFacts(env, PUSH)
    expect(run).toMatchObject({ id: `${RUN}/attempts/2`, attempt: 2 })
    expect(run.startedAt).toBeUndefined()
  })

  test('is asked for by who started it, not by the first actor whose id the runner still tells', () => {
    expect(githubFacts(env, PUSH).actor).toEqual({ name: 'mona', id: '', uri: 'https://github.com/mona' })
  })

  test('by somebody whom the payload knows has that person’s one URI', () => {
    const { actor, change } = githubFacts({ ...env, GITHUB_EVENT_NAME: 'pull_request' }, PULL_REQUEST)
    expect(actor).toEqual({ name: 'mona', id: '42', uri: 'urn:github:user:42' })
    expect(actor.uri).toBe(change?.author)
  })

  test('has other job ids', () => {
    expect(githubFacts(env, PUSH).job.id).not.toBe(githubFacts(GITHUB, PUSH).job.id)
  })
})

describe('a job', () => {
  test('is its check run’s page, the same in main and post', () => {
    const inputs = { checkRunId: '55443322', matrix: '{"node":24}' }
    const { job } = githubFacts(GITHUB, PUSH, inputs)
    expect(job).toEqual({ id: `${RUN}/job/55443322`, name: 'build (24)', url: `${RUN}/job/55443322` })
    expect(githubFacts({ ...GITHUB, STATE_x: '1' }, PUSH, inputs).job).toEqual(job)
  })

  test('without a check run is told apart by its matrix leg, whatever the order of its keys', () => {
    const of = (matrix: string) => githubFacts(GITHUB, PUSH, { matrix }).job.id
    expect(of('{"os":"ubuntu","node":24}')).toBe(`${RUN}/attempts/1/jobs/build?node=24&os=ubuntu`)
    expect(of('{"node":24,"os":"ubuntu"}')).toBe(of('{"os":"ubuntu","node":24}'))
    expect(of('{"node":22,"os":"ubuntu"}')).not.toBe(of('{"node":24,"os":"ubuntu"}'))
    expect(of('{"node":"24"}')).toBe(of('{"node":24}'))
  })

  test('of a reusable workflow that is called twice is told apart by what the runner knows of it', () => {
    const first = githubFacts({ ...GITHUB, ACTIONS_ORCHESTRATION_ID: 'plan.a.build' }, PUSH)
    const second = githubFacts({ ...GITHUB, ACTIONS_ORCHESTRATION_ID: 'plan.b.build' }, PUSH)
    expect(first.job.id).not.toBe(second.job.id)
  })

  test('with a huge matrix leg has a short id all the same', () => {
    const of = (value: string) => githubFacts(GITHUB, PUSH, { matrix: JSON.stringify({ value }) }).job
    expect(of('x'.repeat(50_000)).id.length).toBeLessThan(300)
    expect(of('x'.repeat(50_000)).name.length).toBeLessThanOrEqual(200)
    expect(of('x'.repeat(50_000)).id).not.toBe(of('y'.repeat(50_000)).id)
  })

  test.each(['', 'null', '[]', '"text"', '{', '42'])('takes the matrix %j for none', (matrix) => {
    expect(githubFacts(GITHUB, PUSH, { matrix }).job.name).toBe('build')
  })

  test('may be given a name', () => {
    expect(githubFacts(GITHUB, PUSH, { jobName: 'Build and pack' }).job.name).toBe('Build and pack')
  })
})

describe('other servers', () => {
  test.each([
    ['https://github.acme.corp', 'urn:github:github.acme.corp:user:583231'],
    ['https://acme.ghe.com', 'urn:github:acme.ghe.com:user:583231'],
  ])('%s has its own sources and users', (server, uri) => {
    const facts = githubFacts({ ...GITHUB, GITHUB_SERVER_URL: server }, PUSH)
    expect(facts.source).toBe(`${server}/acme/webshop`)
    expect(facts.run.id).toBe(`${server}/acme/webshop/actions/runs/19123456789/attempts/1`)
    expect(facts.actor.uri).toBe(uri)
    expect(facts.chainId).not.toBe(githubFacts(GITHUB, PUSH).chainId)
  })
})
