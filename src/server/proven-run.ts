/**
 * The run behind a credential. A pipeline's token says which run it was made for; so no run asks, or gives back a lease,
 * in the name of another one of its repository. A static token says nothing of it: the run is then its holder's word.
 */
import type { GateRequest } from '../policy/decision.ts'
import { runOf } from '../policy/rules/environment-lease.ts'
import type { Identity } from '../trust/identity.ts'
import { Refusal } from './problem.ts'

/** The run's address as the hosts put it into questions and events, without an attempt. */
export function provenRun({ principal, sources }: Identity): string | undefined {
  const { runId, pipelineId } = principal.claims ?? {}
  const [repository] = sources ?? []
  if (principal.kind !== 'oidc' || repository === undefined) return undefined
  if (runId !== undefined) return `${repository}/actions/runs/${runId}`
  return pipelineId === undefined ? undefined : `${repository}/-/pipelines/${pipelineId}`
}

/**
 * The question with the run that the credential proves.
 * @throws Refusal forbidden when it names another one
 */
export function ranBy(identity: Identity, request: GateRequest): GateRequest {
  const proven = provenRun(identity)
  const { run } = request
  if (proven === undefined) return request
  if (run === undefined) return { ...request, run: proven }
  // The number is the forge's own. Its repository may have been renamed meanwhile, and names differ in case.
  if (numberOf(run) === numberOf(proven)) return request
  throw new Refusal(
    'forbidden',
    `The question says that it is asked by the run '${run.slice(0, 300)}'; this caller is '${proven}'. Leave request.run out, and it is put there.`,
  )
}

function numberOf(run: string): string | undefined {
  return /\/(?:actions\/runs|-\/pipelines)\/(\d+)$/u.exec(runOf(run))?.[1]
}
