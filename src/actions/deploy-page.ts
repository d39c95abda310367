/** What became of a deployment, for people. */
import { gfm, plain } from '../report/escape.ts'
import { shortDigest } from '../report/names.ts'
import type { DeploymentEnding } from './deploy-finish.ts'
import type { Begun } from './deploy-memory.ts'
import type { DeploymentType } from './deploy-next.ts'

const SAID: Record<DeploymentType, string> = {
  'service.deployed': 'Deployed',
  'service.upgraded': 'Upgraded',
  'service.rolledback': 'Rolled back',
}

export interface Told {
  begun: Begun
  ending: DeploymentEnding
  type: DeploymentType | undefined
  /** How many events did not arrive. */
  undelivered: number
}

/** A line for the log, and the same for the summary. */
export function renderDeployment({ begun, ending, type, undelivered }: Told): {
  line: string
  markdown: string
} {
  const { service, environment, artifacts } = begun
  const what = ending.deployed ? SAID[type ?? 'service.deployed'] : WORDS[ending.outcome]
  const digests = artifacts.map(({ digest }) => shortDigest(digest)).join(', ')
  const place = `${plain(service, 100)} in ${plain(environment, 100)}`
  const detail = ending.deployed ? (digests === '' ? '' : `, now ${digests}`) : `: ${plain(ending.errors)}`
  const missing =
    undelivered === 0
      ? ''
      : ` ${undelivered} event(s) about it did not arrive: the store does not know it yet.`
  const line = `${what}: ${place}${detail}.${missing}`
  return { line, markdown: gfm`**${what}**: ${place}${detail}.${missing}`.text }
}

const WORDS = {
  success: 'Ended',
  failure: 'The deployment failed',
  cancel: 'The deployment was cancelled',
  error: 'Not deployed',
} as const
