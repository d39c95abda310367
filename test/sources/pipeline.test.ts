import { describe, expect, test } from '@jest/globals'
import { bindingOf } from '../../src/cdevents/binding.ts'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { validate } from '../../src/cdevents/validate.ts'
import { githubFacts } from '../../src/host/github.ts'
import { gitlabFacts } from '../../src/host/gitlab.ts'
import type { Facts } from '../../src/host/host.ts'
import { shellFacts } from '../../src/host/shell.ts'
import {
  pipelineRunFinished,
  pipelineRunStarted,
  taskRunFinished,
  taskRunStarted,
} from '../../src/sources/pipeline.ts'
import { admit } from '../../src/store/admit.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { GITHUB, GITLAB, PULL_REQUEST, PUSH, SHA } from '../host/surroundings.ts'

const NOW = '2026-11-21T10:05:00.123Z'
const LATER = '2026-11-21T11:47:31.900Z'
const NEXT_DAY = '2026-11-22T00:00:00.001Z'

const push = githubFacts(GITHUB, PUSH, { checkRunId: '1' })
const otherJob = githubFacts(
  { ...GITHUB, GITHUB_JOB: 'deploy', GITHUB_TRIGGERING_ACTOR: 'octocat', RUNNER_NAME: 'r2' },
  PUSH,
  { checkRunId: '2', matrix: '{"node":24}', jobName: 'Deploy' },
)
const dispatch = (job: string) =>
  githubFacts({ ...GITHUB, GITHUB_EVENT_NAME: 'workflow_dispatch', GITHUB_JOB: job }, {})

/** What the store says of events sent one after the other. */
async function receiptsOf(...events: CDEvent[]): Promise<string[]> {
  const store = openSqliteStore(':memory:')
  const producer = { kind: 'loopback', id: 'loopback' } as const
  const statuses: string[] = []
  for (const event of events) {
    const receipts = await store.append('default', producer, [admit(event)], NOW)
    statuses.push(...receipts.map(({ status }) => status))
  }
  await store.close()
  return statuses
}

describe('pipelinerun.started is one event, whichever job sends it', () => {
  const pairs: [string, Facts, Facts][] = [
    ['a push on GitHub', push, otherJob],
    [
      'a pull request on GitHub',
      githubFacts({ ...GITHUB, GITHUB_EVENT_NAME: 'pull_request' }, PULL_REQUEST),
      githubFacts({ ...GITHUB, GITHUB_EVENT_NAME: 'pull_request', GITHUB_JOB: 'b' }, PULL_REQUEST),
    ],
    ['a dispatch on GitHub', dispatch('a'), dispatch('b')],
    [
      'a re-run on GitHub',
      githubFacts({ ...GITHUB, GITHUB_RUN_ATTEMPT: '2' }, PUSH),
      githubFacts({ ...GITHUB, GITHUB_RUN_ATTEMPT: '2', GITHUB_JOB: 'b' }, PUSH),
    ],
    [
      'an empty payload',
      githubFacts(GITHUB, undefined),
      githubFacts({ ...GITHUB, GITHUB_JOB: 'b' }, undefined),
    ],
    [
      'a GitLab pipeline, one job of it a manual deployment by somebody else',
      gitlabFacts(GITLAB),
      gitlabFacts({
        ...GITLAB,
        CI_JOB_ID: '2',
        CI_JOB_NAME: 'deploy',
        CI_ENVIRONMENT_NAME: 'production',
        GITLAB_USER_ID: '99',
        GITLAB_USER_LOGIN: 'bob',
        CI_NODE_INDEX: '3',
      }),
    ],
  ]

  test.each(pairs)('%s', async (_name, one, other) => {
    const first = pipelineRunStarted(one, NOW)
    const second = pipelineRunStarted(other, LATER)
    expect(JSON.stringify(second)).toBe(JSON.stringify(first))
    expect(await receiptsOf(first, second)).toEqual(['accepted', 'duplicate'])
  })

  test('and begins when the forge says so, else on the day the job runs', () => {
    expect(pipelineRunStarted(push, NOW).context.timestamp).toBe('2026-11-21T14:00:00Z')
    expect(pipelineRunStarted(push, NOW).customData).not.toHaveProperty('turnpike.timestampPrecision')
    expect(pipelineRunStarted(gitlabFacts(GITLAB), NOW).context.timestamp).toBe('2026-11-21T10:00:00Z')
    const unsure = pipelineRunStarted(dispatch('a'), NOW)
    expect(unsure.context.timestamp).toBe('2026-11-21T00:00:00Z')
    expect(unsure.customData).toHaveProperty('turnpike.timestampPrecision', 'day')
  })

  test('and where a run passes midnight there are two, never one id with two contents', async () => {
    const today = pipelineRunStarted(dispatch('a'), LATER)
    const tomorrow = pipelineRunStarted(dispatch('b'), NEXT_DAY)
    expect(tomorrow.context.id).not.toBe(today.context.id)
    expect(tomorrow.subject).toEqual(today.subject)
    expect(await receiptsOf(today, tomorrow)).toEqual(['accepted', 'accepted'])
  })

  test('whatever the zone that the moment is written in', () => {
    const zoned = pipelineRunStarted(dispatch('a'), '2026-11-22T01:30:00+02:00')
    expect(JSON.stringify(zoned)).toBe(JSON.stringify(pipelineRunStarted(dispatch('a'), NOW)))
  })

  test('and where one job knows the moment and another does not there are two, no conflict', async () => {
    const [knows, does] = [githubFacts(GITHUB, PUSH), githubFacts({ ...GITHUB, GITHUB_JOB: 'b' }, undefined)]
    expect(await receiptsOf(pipelineRunStarted(knows, NOW), pipelineRunStarted(does, NOW))).toEqual([
      'accepted',
      'accepted',
    ])
  })

  test('and another attempt is another event', () => {
    const again = githubFacts({ ...GITHUB, GITHUB_RUN_ATTEMPT: '2' }, PUSH)
    const ids = [push, again].map((facts) => pipelineRunStarted(facts, NOW).context.id)
    expect(new Set(ids).size).toBe(2)
  })
})

describe('the events of a run', () => {
  const events = [
    pipelineRunStarted(push, NOW),
    taskRunStarted(push, NOW),
    taskRunFinished(push, 'failure', LATER, { errors: '3 tests failed', service: 'webshop' }),
    pipelineRunFinished(push, 'failure', LATER),
  ]
  const [runStarted, taskStarted, taskFinished, runFinished] = events as [CDEvent, CDEvent, CDEvent, CDEvent]

  test('are valid and frozen', () => {
    for (const event of events) {
      expect(validate(event).problems).toEqual([])
      expect(Object.isFrozen(event.subject.content)).toBe(true)
    }
  })

  test('are linked: job to run, end to start', () => {
    const from = (event: CDEvent) => event.context.links
    expect(from(runStarted)).toBeUndefined()
    expect(from(taskStarted)).toEqual([{ linkType: 'PATH', from: { contextId: runStarted.context.id } }])
    expect(from(taskFinished)).toEqual([{ linkType: 'PATH', from: { contextId: taskStarted.context.id } }])
    expect(from(runFinished)).toEqual([{ linkType: 'PATH', from: { contextId: runStarted.context.id } }])
  })

  test('share the chain of the commit', () => {
    expect(new Set(events.map(({ context }) => context.chainId))).toEqual(new Set([push.chainId]))
  })

  test('are bound to commit and run', () => {
    for (const event of events) expect(bindingOf(event)).toMatchObject({ commit: SHA, run: push.run.id })
    expect(bindingOf(taskFinished)).toMatchObject({ service: 'webshop' })
  })

  test('say what they are about', () => {
    expect(taskFinished.subject).toEqual({
      id: push.job.id,
      content: {
        taskName: 'build',
        uri: push.job.url,
        pipelineRun: { id: push.run.id, source: push.source },
        outcome: 'failure',
        errors: '3 tests failed',
      },
    })
    expect(runFinished.subject.content).toEqual({
      pipelineName: 'Release',
      uri: push.run.url,
      outcome: 'failure',
    })
  })

  test('have ids that are the same again, and grow from run to run', () => {
    expect(taskRunFinished(push, 'failure', LATER).context.id).toBe(taskFinished.context.id)
    const next = githubFacts({ ...GITHUB, GITHUB_RUN_ID: '19123456790' }, PUSH, { checkRunId: '1' })
    expect(taskRunStarted(next, NOW).context.id > taskStarted.context.id).toBe(true)
    expect(new Set(events.map(({ context }) => context.id)).size).toBe(4)
  })

  test('of matrix legs, re-runs and retried jobs are distinct', () => {
    const jobs = [
      githubFacts(GITHUB, PUSH, { matrix: '{"node":22}' }),
      githubFacts(GITHUB, PUSH, { matrix: '{"node":24}' }),
      githubFacts({ ...GITHUB, GITHUB_RUN_ATTEMPT: '2' }, PUSH, { matrix: '{"node":24}' }),
      gitlabFacts(GITLAB),
      gitlabFacts({ ...GITLAB, CI_JOB_ID: '90002' }),
    ]
    expect(new Set(jobs.map((facts) => taskRunStarted(facts, NOW).context.id)).size).toBe(jobs.length)
  })

  test('carry artifacts, the environment of the job, and the change', () => {
    const facts = gitlabFacts({ ...GITLAB, CI_MERGE_REQUEST_IID: '3', CI_ENVIRONMENT_NAME: 'staging' })
    const digest = `sha256:${'a'.repeat(64)}`
    const event = taskRunFinished(facts, 'success', NOW, { artifacts: [{ digest }] })
    expect(bindingOf(event)).toMatchObject({
      artifacts: [{ digest }],
      environment: 'staging',
      change: 'https://gitlab.example.org/acme/shop/web/-/merge_requests/3',
    })
  })

  test('in a plain shell are valid too', () => {
    const facts = shellFacts({}, { hostname: 'box', user: 'alice', run: '7f' })
    for (const event of [pipelineRunStarted(facts, NOW), taskRunStarted(facts, NOW)]) {
      expect(validate(event).problems).toEqual([])
    }
  })

  test('bound what a failure says', () => {
    const event = taskRunFinished(push, 'failure', NOW, { errors: 'x'.repeat(1_000_000) })
    expect((event.subject.content.errors as string).length).toBe(4096)
  })
})
