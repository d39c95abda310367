/** Which CI we run in, and its facts. */
import { azureFacts } from './azure.ts'
import { buildkiteFacts } from './buildkite.ts'
import { circleciFacts } from './circleci.ts'
import type { Env } from './clean.ts'
import { actionsFacts } from './detect-actions.ts'
import { droneFacts } from './drone.ts'
import type { GithubInputs } from './github.ts'
import { gitlabFacts } from './gitlab.ts'
import type { Facts } from './host.ts'
import { isJenkins, jenkinsFacts } from './jenkins.ts'
import { kubernetesFacts } from './kubernetes-ci.ts'
import { shellFacts } from './shell.ts'
import type { Machine } from './shell.ts'
import { woodpeckerFacts } from './woodpecker.ts'

/**
 * Facts of wherever this process runs. An event file that is missing, huge or not JSON is as good as none.
 * @param readFile the text of a file, or a throw
 */
export function detectFacts(
  env: Env,
  readFile: (path: string) => string,
  options: { inputs?: GithubInputs; machine?: Machine } = {},
): Facts {
  if (env.GITHUB_ACTIONS === 'true') return actionsFacts(env, readFile, options.inputs)
  // gitlab-ci-local says `GITLAB_CI=false`, so the pipeline's own variables decide.
  if (env.GITLAB_CI === 'true' || (env.CI_PIPELINE_ID && env.CI_SERVER_URL)) return gitlabFacts(env)
  return (
    otherFacts(env) ??
    shellFacts(env, options.machine ?? { hostname: env.HOSTNAME ?? '', user: env.USER ?? '' })
  )
}

/**
 * What somebody says comes first: a step of Tekton may well run in an image that sets variables of another CI. Of the
 * rest each has a variable that only it sets.
 */
function otherFacts(env: Env): Facts | undefined {
  const said = env.TURNPIKE_CI?.trim()
  if (said === 'tekton' || said === 'argo') return kubernetesFacts(env, said)
  if (env.CIRCLECI === 'true') return circleciFacts(env)
  if (/^true$/i.test(env.TF_BUILD ?? '')) return azureFacts(env)
  if (env.BUILDKITE === 'true') return buildkiteFacts(env)
  if (env.DRONE === 'true') return droneFacts(env)
  if (env.CI === 'woodpecker') return woodpeckerFacts(env)
  return isJenkins(env) ? jenkinsFacts(env) : undefined
}
