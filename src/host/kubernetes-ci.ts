/**
 * Tekton and Argo Workflows: environment → facts. Pure.
 *
 * Neither sets variables of its own in a step. What the run is called comes from the pipeline's author, by variables of
 * ours that the CI fills in (Tekton: substitutions and the labels of the pod, by the downward API; Argo: `{{…}}`):
 *
 * | variable | Tekton | Argo |
 * |---|---|---|
 * | TURNPIKE_CI | `tekton` | `argo` |
 * | TURNPIKE_RUN | label `tekton.dev/pipelineRun`, or `$(context.pipelineRun.name)` | `{{workflow.uid}}` |
 * | TURNPIKE_NAMESPACE | `$(context.taskRun.namespace)` | `{{workflow.namespace}}` |
 * | TURNPIKE_JOB_ID | `$(context.taskRun.name)` | `{{pod.name}}` |
 * | TURNPIKE_JOB_ATTEMPT | `$(context.task.retry-count)` | `{{retries}}` |
 * | TURNPIKE_JOB | label `tekton.dev/pipelineTask` | `{{node.name}}`, or a name |
 * | TURNPIKE_PIPELINE | label `tekton.dev/pipeline` | the name of the template |
 * | TURNPIKE_STARTED_AT | | `{{workflow.creationTimestamp.RFC3339}}` |
 *
 * Source: tekton.dev/docs, "Variable substitutions supported by Tasks and Pipelines"; argo-workflows.readthedocs.io,
 * "Workflow variables".
 */
import { clean, cleanNumber } from './clean.ts'
import type { Env } from './clean.ts'
import { factsOf, given } from './found.ts'
import type { Facts } from './host.ts'

/** Facts of a step in a pod; what was not filled in is left out. */
export function kubernetesFacts(env: Env, forge: 'tekton' | 'argo'): Facts {
  const run = filled(env, 'RUN')
  const namespace = filled(env, 'NAMESPACE')
  const own = [namespace, run].filter((part) => part !== '').join('/')
  const task = filled(env, 'JOB_ID')
  const name = filled(env, 'JOB') || task || 'task'
  const attempt = cleanNumber(filled(env, 'JOB_ATTEMPT'))
  // A retried task keeps its name.
  const key = [task || name, attempt === '0' ? '' : attempt].filter((part) => part !== '').join('/')
  const rest = { ...env, TURNPIKE_RUN: undefined, TURNPIKE_JOB: undefined }
  return factsOf(rest, {
    forge,
    server: undefined,
    repository: undefined,
    commit: undefined,
    ref: '',
    run: {
      id: /^https?:/i.test(run) ? run : own,
      page: given(env, 'RUN_URL'),
      name: filled(env, 'PIPELINE') || run,
    },
    job: { key, name },
    place: `urn:turnpike:${forge}:${encodeURIComponent(namespace || 'default')}`,
  })
}

/** `{{…}}` and `$(…)` stay as they are where the CI has nothing to put there. */
function filled(env: Env, name: string): string {
  const value = clean(given(env, name), 300)
  return /^(?:\{\{.*\}\}|\$\(.*\))$/.test(value) ? '' : value
}
