/** The decision as a note on the merge request of a GitLab pipeline. Loaded only where a token for it is given. */
import { allowsPlainHttp } from '../client/address.ts'
import { valueOf } from '../client/variables.ts'
import { writeNote } from '../client/gitlab-notes.ts'
import { cleanNumber } from '../host/clean.ts'
import type { Host } from '../host/host.ts'
import type { Deps } from './deps.ts'

/** The token, where somebody wants a note and this is a pipeline of GitLab. */
function noteToken(host: Host, env: Deps['env']): string | undefined {
  return host.facts.forge === 'gitlab' ? valueOf(env.TURNPIKE_NOTE_TOKEN) : undefined
}

/**
 * Writes or renews the note. In a pipeline without a merge request there is none, which the log says.
 * @throws what `writeNote` throws
 */
export async function writeDecisionNote(
  markdown: string,
  about: { environment: string; service?: string },
  host: Host,
  { env }: Pick<Deps, 'env'>,
): Promise<void> {
  const token = noteToken(host, env)
  if (token === undefined) return
  const project = cleanNumber(env.CI_MERGE_REQUEST_PROJECT_ID)
  const mergeRequest = cleanNumber(env.CI_MERGE_REQUEST_IID)
  if (project === '' || mergeRequest === '') {
    host.log('This pipeline is for no merge request, so there is no note.')
    return
  }
  await host.secret(token)
  const written = await writeNote({
    api: env.CI_API_V4_URL ?? '',
    token,
    project,
    mergeRequest,
    // Of two projects that gate one merge request each has its own.
    about: [host.facts.repository.url, about.environment, about.service ?? ''],
    run: Number(cleanNumber(env.CI_PIPELINE_ID).slice(0, 15)) || 0,
    markdown,
    env,
    allowPlainHttp: allowsPlainHttp(env),
  })
  host.log(
    written === 'left'
      ? `The note on merge request !${mergeRequest} has a newer pipeline's decision, and stays as it is.`
      : `The decision is a note on merge request !${mergeRequest} (${written}).`,
  )
}
