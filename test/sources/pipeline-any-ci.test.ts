/** The beginning of a run is one event in every CI, whichever of its jobs tells it. */
import { describe, expect, test } from '@jest/globals'
import type { Env } from '../../src/host/clean.ts'
import { detectFacts } from '../../src/host/detect.ts'
import {
  pipelineRunFinished,
  pipelineRunStarted,
  runOrder,
  taskRunStarted,
} from '../../src/sources/pipeline.ts'
import { FORGEJO, ON_GITHUB } from '../host/ci-surroundings.ts'

const NOW = '2026-11-21T10:05:00.123Z'
const LATER = '2026-11-21T11:47:31.900Z'

const factsOf = (env: Env) =>
  detectFacts(env, () => {
    throw new Error('there is no such file')
  })

/** Another job of the same run. */
const OTHER: Record<string, Env> = {
  jenkins: { STAGE_NAME: 'Deploy', EXECUTOR_NUMBER: '2' },
  tekton: { TURNPIKE_JOB: 'deploy', TURNPIKE_JOB_ID: 'webshop-x7k2p-deploy' },
  argo: { TURNPIKE_JOB: 'deploy', TURNPIKE_JOB_ID: 'webshop-7xk2p-deploy-7654321' },
  circleci: { CIRCLE_JOB: 'deploy', CIRCLE_WORKFLOW_JOB_ID: 'x', CIRCLE_BUILD_NUM: '4712' },
  azure: { SYSTEM_JOBID: 'x', SYSTEM_STAGENAME: 'Deploy', ENVIRONMENT_NAME: 'production' },
  buildkite: { BUILDKITE_JOB_ID: 'x', BUILDKITE_LABEL: 'Deploy' },
  drone: { DRONE_STAGE_NUMBER: '2', DRONE_STAGE_NAME: 'deploy' },
  woodpecker: { CI_WORKFLOW_NUMBER: '2', CI_WORKFLOW_NAME: 'deploy' },
  forgejo: { GITHUB_JOB: 'deploy', GITHUB_RUN_ATTEMPT: '2' },
}

describe.each(Object.entries({ ...ON_GITHUB, forgejo: FORGEJO }))('%s', (name, env) => {
  const one = factsOf(env)
  const other = factsOf({ ...env, ...OTHER[name] })

  test('two jobs of a run tell the same beginning, byte for byte, and are two jobs', () => {
    expect(JSON.stringify(pipelineRunStarted(other, LATER))).toBe(
      JSON.stringify(pipelineRunStarted(one, NOW)),
    )
    expect(taskRunStarted(other, NOW).context.id).not.toBe(taskRunStarted(one, NOW).context.id)
    expect(other.job.id).not.toBe(one.job.id)
  })

  test('a job that knows more tells another event, never the same one with another content', () => {
    const more = factsOf({
      ...env,
      TURNPIKE_CHANGE: 'https://github.com/acme/webshop/pull/7',
      TURNPIKE_PARENT_RUN: 'https://ci.example.org/runs/6',
    })
    for (const [known, unknown] of [
      [one, more],
      [one, { ...one, commit: '' }],
      [one, { ...one, chainId: '00000000-0000-8000-8000-000000000000' }],
    ] as const)
      expect(pipelineRunStarted(known, NOW).context.id).not.toBe(pipelineRunStarted(unknown, NOW).context.id)
  })

  test('the end follows the beginning that the same job knows', () => {
    const [link] = pipelineRunFinished(one, 'success', LATER).context.links ?? []
    expect(link).toMatchObject({ from: { contextId: pipelineRunStarted(one, NOW).context.id } })
  })
})

test('ids of runs with a number grow with it', () => {
  const of = (number: string) =>
    factsOf({
      ...ON_GITHUB.jenkins,
      BUILD_NUMBER: number,
      BUILD_URL: `https://jenkins.example.org/job/webshop/job/main/${number}/`,
    })
  expect(runOrder(of('812'))).toBe(812)
  const ids = ['9', '812', '4711'].map((number) => pipelineRunStarted(of(number), NOW).context.id)
  expect(ids.toSorted()).toEqual(ids)
})
