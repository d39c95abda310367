/**
 * The facts of a job whose runner speaks GitHub's: GitHub, Forgejo or Gitea. Apart from the other CIs, because an action
 * runs nowhere else, and every step of every job waits for what it loads.
 */
import type { Env } from './clean.ts'
import { forgejoFacts, giteaKind } from './forgejo.ts'
import { githubFacts } from './github.ts'
import type { GithubInputs } from './github.ts'
import type { Facts } from './host.ts'

/** Longest event payload that is read; GitHub's own bound for a webhook is 25 MB. */
const MAX_PAYLOAD = 32 * 1024 * 1024

/**
 * Facts of such a job. An event file that is missing, huge or not JSON is as good as none.
 * @param readFile the text of a file, or a throw
 */
export function actionsFacts(env: Env, readFile: (path: string) => string, inputs?: GithubInputs): Facts {
  const alike = giteaKind(env)
  const payload = payloadOf(env, readFile)
  return alike === undefined ? githubFacts(env, payload, inputs) : forgejoFacts(env, payload, alike, inputs)
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
