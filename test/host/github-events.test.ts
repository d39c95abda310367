/** Every way a GitHub workflow starts → facts, from payloads of GitHub's own documentation where they are at hand. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { chainId } from '../../src/cdevents/identity.ts'
import { validate } from '../../src/cdevents/validate.ts'
import { detectFacts } from '../../src/host/detect.ts'
import { triggeringRun } from '../../src/host/github-trigger.ts'
import { githubFacts } from '../../src/host/github.ts'
import { pipelineRunStarted, taskRunFinished, taskRunStarted } from '../../src/sources/pipeline.ts'
import { SHARED } from '../tools.ts'
import { GITHUB, HEAD, PULL_REQUEST, PUSH, SHA } from './surroundings.ts'

const REPOSITORY = 'https://github.com/acme/webshop'
const RUN = `${REPOSITORY}/actions/runs/19123456789`
const NOW = '2026-11-21T12:00:00.000Z'
const chainOf = (commit: string) => chainId(REPOSITORY, commit)
const started = (name: string, payload: unknown, more: Record<string, string> = {}) =>
  githubFacts({ ...GITHUB, GITHUB_EVENT_NAME: name, ...more }, payload)

describe('what a run is on the chain of', () => {
  const pull = { pull_request: { ...PULL_REQUEST.pull_request } }
  test.each<[string, unknown, string]>([
    ['push', PUSH, SHA],
    ['pull_request', pull, HEAD],
    ['pull_request_target', pull, HEAD],
    ['pull_request_review', { ...pull, review: {} }, HEAD],
    ['pull_request_review_comment', { ...pull, comment: {} }, HEAD],
    ['workflow_run', { workflow_run: { head_sha: HEAD } }, HEAD],
    ['check_suite', { check_suite: { head_sha: HEAD } }, HEAD],
    ['check_run', { check_run: { head_sha: HEAD } }, HEAD],
    ['status', { sha: HEAD }, HEAD],
    ['deployment', { deployment: { sha: HEAD } }, HEAD],
    ['deployment_status', { deployment: { sha: HEAD } }, HEAD],
    // Nobody pushed another commit: the run is on that of what it checked out.
    ['merge_group', { merge_group: { head_sha: HEAD } }, SHA],
    ['schedule', { schedule: '0 3 * * *' }, SHA],
    ['workflow_dispatch', { inputs: {}, ref: 'refs/heads/main' }, SHA],
    ['repository_dispatch', { client_payload: { pull_request: { head: { sha: HEAD } }, sha: HEAD } }, SHA],
    ['release', { release: { target_commitish: HEAD } }, SHA],
    ['workflow_call', { pull_request: { head: { sha: HEAD } } }, SHA],
    ['create', { ref: 'v1', ref_type: 'tag' }, SHA],
  ])('%s', (name, payload, commit) => {
    const facts = started(name, payload)
    expect(facts.chainId).toBe(chainOf(commit))
    expect(facts.commit).toBe(SHA)
  })

  test('of a merge queue is the one that the push of the same commit is on', () => {
    const queued = started('merge_group', { merge_group: { head_sha: SHA } })
    expect(queued.chainId).toBe(started('push', PUSH).chainId)
  })
})

describe('a tag', () => {
  test('is the ref of its runs, and the commit is what it points to', () => {
    const facts = started('push', PUSH, { GITHUB_REF: 'refs/tags/v2.4.1', GITHUB_REF_TYPE: 'tag' })
    expect([facts.ref, facts.commit, facts.change]).toEqual(['refs/tags/v2.4.1', SHA, undefined])
  })
})

describe('a run of a workflow that calls others', () => {
  const called = (check: string, more: Record<string, string> = {}) =>
    githubFacts({ ...GITHUB, GITHUB_JOB: 'test', ...more }, PUSH, { checkRunId: check, matrix: 'null' })

  test('is one run, however deep its jobs are, and its jobs are told apart though their keys are the same', () => {
    const [one, other] = [called('11'), called('12')]
    expect(one.run).toEqual(other.run)
    expect(new Set([one.job.id, other.job.id]).size).toBe(2)
    expect(pipelineRunStarted(one, NOW)).toEqual(pipelineRunStarted(other, NOW))
  })

  test('has the chain, the commit and the change of whoever called', () => {
    const env = { ...GITHUB, GITHUB_EVENT_NAME: 'pull_request', GITHUB_JOB: 'test' }
    const nested = githubFacts(env, PULL_REQUEST, { checkRunId: '13' })
    expect(nested.change?.number).toBe('7')
    expect(nested.chainId).toBe(chainOf(HEAD))
  })
})

describe('legs of a matrix', () => {
  test('are jobs of their own in main and post, whatever they are made of', () => {
    const legs = [
      '{"os":"windows-latest","node":24}',
      '{"os":"macos-latest","node":24}',
      '{"node":{"v":24},"os":["a"]}',
    ]
    const ids = legs.map((matrix) => githubFacts(GITHUB, PUSH, { matrix }).job.id)
    expect(new Set(ids).size).toBe(3)
    expect(legs.map((matrix) => githubFacts(GITHUB, PUSH, { matrix }).job.id)).toEqual(ids)
  })
})

describe('a composite action', () => {
  test('around ours changes nothing of whose job it is', () => {
    const inside = {
      ...GITHUB,
      GITHUB_ACTION: '__acme_composite.__acme_turnpike',
      GITHUB_ACTION_PATH: '/home/runner/_work/_actions/acme/composite/v1',
      GITHUB_ACTION_REPOSITORY: 'acme/composite',
    }
    expect(githubFacts(inside, PUSH, { checkRunId: '5' })).toEqual(
      githubFacts(GITHUB, PUSH, { checkRunId: '5' }),
    )
  })
})

describe('failed jobs that run again', () => {
  const second = { ...GITHUB, GITHUB_RUN_ATTEMPT: '2', GITHUB_TRIGGERING_ACTOR: 'mona' }

  test('are of a run of their own, with ids of their own, on the chain of the first', () => {
    const [first, again] = [
      githubFacts(GITHUB, PUSH, { checkRunId: '1' }),
      githubFacts(second, PUSH, { checkRunId: '2' }),
    ]
    expect(again.run.id).toBe(`${RUN}/attempts/2`)
    expect(again.chainId).toBe(first.chainId)
    const ids = [first, again].flatMap((facts) => [
      pipelineRunStarted(facts, NOW).context.id,
      taskRunStarted(facts, NOW).context.id,
      taskRunFinished(facts, 'success', NOW).context.id,
    ])
    expect(new Set(ids).size).toBe(6)
  })

  test('have another id also where the check run is not known', () => {
    expect(githubFacts(second, PUSH).job.id).not.toBe(githubFacts(GITHUB, PUSH).job.id)
  })
})

describe('a pull request of another repository of the network', () => {
  const requests = (id: number) => ({
    workflow_run: { head_sha: HEAD, pull_requests: [{ number: 3, base: { repo: { id } } }] },
  })
  test('that has the same commit is no change of this one', () => {
    expect(started('workflow_run', requests(99)).change).toBeUndefined()
    expect(started('workflow_run', requests(Number(GITHUB.GITHUB_REPOSITORY_ID))).change?.number).toBe('3')
  })
})

describe('the run that started a workflow', () => {
  const run = {
    id: 77,
    run_attempt: 2,
    head_sha: HEAD,
    head_repository: { id: 5, full_name: 'mona/webshop', html_url: 'https://evil.example/mona/webshop' },
    repository: { id: 186853002, full_name: 'acme/webshop' },
    run_started_at: '2026-11-21T10:00:00Z',
    updated_at: '2026-11-21T10:10:00Z',
    pull_requests: [],
    name: 'CI',
    conclusion: 'timed_out',
  }
  const env = { ...GITHUB, GITHUB_EVENT_NAME: 'workflow_run' }
  const of = (more: object = {}, name = 'workflow_run') => {
    const payload = { workflow_run: { ...run, ...more } }
    const around = { ...env, GITHUB_EVENT_NAME: name }
    return triggeringRun(around, payload, githubFacts(around, payload))
  }

  test('is named as its own jobs name it', () => {
    expect(of()).toEqual({
      id: `${REPOSITORY}/actions/runs/77/attempts/2`,
      number: '77',
      attempt: 2,
      commit: HEAD,
      head: { repository: 'mona/webshop', id: '5', url: 'https://github.com/mona/webshop' },
      startedAt: '2026-11-21T10:00:00Z',
      endedAt: '2026-11-21T10:10:00Z',
      name: 'CI',
      conclusion: 'timed_out',
    })
  })

  test.each<[string, object]>([
    ['another repository by its number', { repository: { id: 1, full_name: 'acme/webshop' } }],
    ['no repository', { repository: undefined }],
    ['a number that is none', { id: '77/../78' }],
    ['a commit that is none', { head_sha: 'main' }],
    ['an attempt that is none', { run_attempt: -1 }],
  ])('is not taken from %s', (_, more) => {
    expect(of(more)).toBeUndefined()
  })

  test.each(['pull_request_target', 'push', 'repository_dispatch'])(
    'is not there in a %s, whatever its payload says',
    (name) => {
      expect(of({}, name)).toBeUndefined()
    },
  )

  test('of a fork that is gone says that by its absence', () => {
    expect(of({ head_repository: null })?.head).toEqual({ repository: '', id: '', url: '' })
  })
})

/** As GitHub documents them: read where they are, never part of this repository. */
const PAYLOADS = join(SHARED, 'payloads', 'github')
const files = existsSync(PAYLOADS) ? readdirSync(PAYLOADS).filter((name) => name.endsWith('.json')) : []

describe.each(files.length === 0 ? ['none at hand'] : files)('the payload %s', (file) => {
  const run = files.length === 0 ? test.skip : test
  run('gives facts that make valid events, the same for every job of the run', () => {
    const text = readFileSync(join(PAYLOADS, file), 'utf8')
    const payload = JSON.parse(text) as { repository?: { full_name?: string; id?: number } }
    const env = {
      ...GITHUB,
      GITHUB_EVENT_NAME: file.split('.')[0] ?? '',
      GITHUB_EVENT_PATH: '/event.json',
      GITHUB_REPOSITORY: payload.repository?.full_name ?? 'acme/webshop',
      GITHUB_REPOSITORY_ID: String(payload.repository?.id ?? 1),
    }
    const facts = detectFacts(env, () => text, { inputs: { checkRunId: '5' } })
    const other = detectFacts(env, () => text, { inputs: { checkRunId: '6' } })
    expect(facts.source).toBe(`https://github.com/${env.GITHUB_REPOSITORY}`)
    for (const event of [
      pipelineRunStarted(facts, NOW),
      taskRunStarted(facts, NOW),
      taskRunFinished(facts, 'failure', NOW),
    ])
      expect(validate(event)).toMatchObject({ valid: true })
    expect(pipelineRunStarted(facts, NOW)).toEqual(pipelineRunStarted(other, NOW))
    expect(taskRunStarted(facts, NOW).context.id).not.toBe(taskRunStarted(other, NOW).context.id)
    const isPull = /^(pull_request|pull_request_review|merge_group)\./.test(file)
    expect(facts.change !== undefined).toBe(isPull)
    if (facts.run.startedAt !== undefined) expect(Date.parse(facts.run.startedAt)).not.toBeNaN()
  })
})
