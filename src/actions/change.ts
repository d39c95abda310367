/** Which change (pull or merge request) is being deployed. */
import { explain, TurnpikeError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { GateRequest } from '../policy/decision.ts'
import type { Deps } from './deps.ts'

interface ChangeInputs {
  change?: string
  githubToken?: string
}

/**
 * `auto` takes what the run's event says; on GitHub, for a commit on a branch and with a token, it asks for the pull
 * request the commit came from. Not finding one is told and asks without a change: a rule that needs it fails then.
 */
export async function resolveChange(
  inputs: ChangeInputs,
  host: Host,
  deps: Pick<Deps, 'env'>,
): Promise<GateRequest['change']> {
  const known = host.facts.change
  const fromEvent = known === undefined ? undefined : { id: known.id, ...authorOf(known.author) }
  if (inputs.change === undefined) return undefined
  if (inputs.change !== 'auto') return inputs.change === known?.id ? fromEvent : { id: inputs.change }
  if (fromEvent !== undefined) return fromEvent
  if (inputs.githubToken === undefined || host.facts.forge !== 'github' || host.facts.commit === '')
    return undefined
  await host.secret(inputs.githubToken)
  try {
    const { findPullRequest } = await import('./pull-request.ts')
    const found = await findPullRequest(inputs.githubToken, host.facts, deps.env)
    if (found === undefined)
      host.log(`No merged pull request holds commit ${host.facts.commit}; asking without a change.`)
    return found
  } catch (error) {
    await host.annotate({
      level: 'warning',
      title: 'Turnpike gate: change not found',
      message: `The pull request of commit ${host.facts.commit} could not be read (${explain(error)}); asking without a change. The token needs pull-requests: read.`,
    })
    return undefined
  }
}

function authorOf(author: string): { author?: string } {
  return author === '' ? {} : { author }
}

/** A repository's `owner/name`, apart. @throws TurnpikeError USAGE */
export function ownerAndName(repository: string): { owner: string; repo: string } {
  const [owner, repo, ...rest] = repository.split('/')
  if (!owner || !repo || rest.length > 0) throw new TurnpikeError('USAGE', `${repository} is not owner/name`)
  return { owner, repo }
}
