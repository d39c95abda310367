import { describe, expect, test } from '@jest/globals'
import { kubernetesFacts } from '../../src/host/kubernetes-ci.ts'
import { ARGO, TEKTON } from './ci-surroundings.ts'

describe('a task run of Tekton', () => {
  test('is a job of its pipeline run, named by its namespace', () => {
    const facts = kubernetesFacts(TEKTON, 'tekton')
    const run = 'urn:turnpike:tekton:run:ci%2Fwebshop-x7k2p'
    expect(facts.run).toEqual({ id: run, number: '', attempt: 1, name: 'webshop', url: run })
    expect(facts.job).toEqual({ id: `${run}#webshop-x7k2p-build`, name: 'build', url: run })
  })

  test('that is retried is another job, though it keeps its name', () => {
    const again = kubernetesFacts({ ...TEKTON, TURNPIKE_JOB_ATTEMPT: '1' }, 'tekton')
    expect(again.job.id).not.toBe(kubernetesFacts(TEKTON, 'tekton').job.id)
    expect(again.run).toEqual(kubernetesFacts(TEKTON, 'tekton').run)
  })

  test('has the address of a dashboard, where one is said', () => {
    const page = 'https://tekton.example.org/#/namespaces/ci/pipelineruns/webshop-x7k2p'
    expect(kubernetesFacts({ ...TEKTON, TURNPIKE_RUN_URL: page }, 'tekton').run.url).toBe(page)
  })

  test('of the same name in another namespace is of another run', () => {
    const other = kubernetesFacts({ ...TEKTON, TURNPIKE_NAMESPACE: 'staging' }, 'tekton')
    expect(other.run.id).not.toBe(kubernetesFacts(TEKTON, 'tekton').run.id)
  })

  test('without anything filled in still has a run, a job and a source', () => {
    const facts = kubernetesFacts(
      { TURNPIKE_RUN: '$(context.pipelineRun.name)', TURNPIKE_JOB: '$(context.taskRun.name)' },
      'tekton',
    )
    expect(facts.run.id).toBe('urn:turnpike:tekton:run:0')
    expect(facts.job.id).toBe('urn:turnpike:tekton:run:0#task')
    expect(facts.source).toBe('urn:turnpike:tekton:default')
  })
})

describe('a step of Argo', () => {
  test('is a job of its workflow, which every step knows the beginning of', () => {
    const facts = kubernetesFacts(ARGO, 'argo')
    const run = 'urn:turnpike:argo:run:ci%2F0dbf3a1e-5d3c-4d69-9a8e-3f1c5f5a4d11'
    expect(facts.run).toEqual({
      id: run,
      number: '',
      attempt: 1,
      name: 'webshop',
      url: run,
      startedAt: '2026-11-21T10:00:00Z',
    })
    expect(facts.job).toEqual({ id: `${run}#webshop-7xk2p-build-1234567`, name: 'build', url: run })
  })

  test('takes what Argo has nothing to put in place of for nothing', () => {
    const facts = kubernetesFacts(
      { ...ARGO, TURNPIKE_JOB_ATTEMPT: '{{retries}}', TURNPIKE_JOB: '{{node.name}}' },
      'argo',
    )
    expect(facts.job).toMatchObject({ name: 'webshop-7xk2p-build-1234567' })
    expect(facts.job.id).toMatch(/#webshop-7xk2p-build-1234567$/)
  })
})
