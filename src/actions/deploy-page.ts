/** What became of a deployment, for people. */
import { gfm, mdCode, mdSign, mdText, plain } from '../report/escape.ts'
import { shortDigest } from '../report/names.ts'
import type { DeploymentEnding } from './deploy-finish.ts'
import type { Begun } from './deploy-memory.ts'
import type { DeploymentType } from './deploy-next.ts'

const SAID: Record<DeploymentType, string> = {
  'service.deployed': 'Deployed',
  'service.upgraded': 'Upgraded',
  'service.rolledback': 'Rolled back',
}

const ENDED = {
  success: { sign: '➖', what: 'Ended' },
  failure: { sign: '⛔', what: 'The deployment failed' },
  cancel: { sign: '➖', what: 'The deployment was cancelled' },
  error: { sign: '⛔', what: 'Not deployed' },
} as const

export interface Told {
  begun: Begun
  ending: DeploymentEnding
  type: DeploymentType | undefined
  /** How many events did not arrive. */
  undelivered: number
}

/** A line for the log, and the same as a section of the summary; it stands below the decision of the gate. */
export function renderDeployment({ begun, ending, type, undelivered }: Told): {
  line: string
  markdown: string
} {
  const { deployed, outcome } = ending
  const { sign, what } = deployed ? { sign: '✅', what: SAID[type ?? 'service.deployed'] } : ENDED[outcome]
  const service = plain(begun.service, 100)
  const environment = plain(begun.environment, 100)
  const why = plain(ending.errors.replace(/^not deployed: /, ''))
  const missing =
    undelivered === 0
      ? ''
      : ` ${undelivered} event${undelivered === 1 ? '' : 's'} did not arrive: the store does not know of it yet.`
  const digests = begun.artifacts.map(({ digest }) => shortDigest(digest))
  const now = deployed && digests.length > 0 ? `, now ${digests.join(', ')}` : ''
  const line = `${what}: ${service} in ${environment}${deployed ? now : `: ${why}`}.${missing}`

  const heading = gfm`### ${mdSign(sign)} ${what}: ${mdText(service, 100)} in ${mdText(environment, 100)}`
    .text
  const codes = digests.map((digest) => mdCode(digest, 100).text).join(', ')
  const detail = deployed
    ? codes === ''
      ? ''
      : `Now ${codes}.`
    : gfm`${mdText(`${why.charAt(0).toUpperCase()}${why.slice(1)}.`, 500)}`.text
  return { line, markdown: `${heading}\n\n${detail}${gfm`${missing}`.text}\n\n` }
}
