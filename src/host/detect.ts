/** Which of the three we run in, and its facts. */
import type { Env } from './clean.ts'
import { githubFacts } from './github.ts'
import type { GithubInputs } from './github.ts'
import { gitlabFacts } from './gitlab.ts'
import type { Facts } from './host.ts'
import { shellFacts } from './shell.ts'
import type { Machine } from './shell.ts'

/** Longest event payload that is read; GitHub's own bound for a webhook is 25 MB. */
const MAX_PAYLOAD = 32 * 1024 * 1024

/**
 * Facts of wherever this process runs. An event file that is missing, huge or not JSON is as good as none.
 * @param readFile the text of a file, or a throw
 */
export function detectFacts(
  env: Env,
  readFile: (path: string) => string,
  options: { inputs?: GithubInputs; machine?: Machine } = {},
): Facts {
  if (env.GITHUB_ACTIONS === 'true') return githubFacts(env, payloadOf(env, readFile), options.inputs)
  // gitlab-ci-local says `GITLAB_CI=false`, so the pipeline's own variables decide.
  if (env.GITLAB_CI === 'true' || (env.CI_PIPELINE_ID && env.CI_SERVER_URL)) return gitlabFacts(env)
  return shellFacts(env, options.machine ?? { hostname: env.HOSTNAME ?? '', user: env.USER ?? '' })
}

function payloadOf(env: Env, readFile: (path: string) => string): unknown {
  if (env.GITHUB_EVENT_PATH === undefined || env.GITHUB_EVENT_PATH === '') return undefined
  try {
    const text = readFile(env.GITHUB_EVENT_PATH)
    return text.length > MAX_PAYLOAD ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return undefined
  }
}
