/**
 * The development provider and the trust that goes with it, for `serve --dev-login`. The trust stands in for the one that
 * holds without a document and is never published: a database must not come out of a trial with a login in it that
 * anybody on the machine can answer for.
 */
import { randomBytes } from 'node:crypto'
import { TurnpikeError } from '../../errors.ts'
import { loadTrust } from '../../trust/load.ts'
import { createTrust, type Trust } from '../../trust/trust.ts'
import { isLoopbackHost } from '../loopback.ts'
import { DEV_PEOPLE, startDevProvider } from './dev-provider.ts'
import { devTrustText } from './dev-trust.ts'

export interface DevLogin {
  /** Programs on this machine may everything, the invented people what their groups may. */
  trust: Trust
  close(): Promise<void>
}

/** @throws TurnpikeError USAGE where others could sign in without a password, or somebody relies on who may what */
export function checkDevLogin({
  host,
  trustFile,
  tokens = [],
  publicUrl,
  organisationsDir,
}: Conditions): void {
  if (!isLoopbackHost(host)) throw noDevLogin(`--host ${host}`)
  if (publicUrl !== undefined && !isLoopbackHost(new URL(publicUrl).host))
    throw noDevLogin(`--public-url ${publicUrl}`)
  if (trustFile !== undefined) throw noDevLogin('a trust document')
  if (organisationsDir !== undefined) throw noDevLogin('several organisations')
  if (tokens.length > 0) throw noDevLogin('tokens')
}

export interface Conditions {
  host: string
  trustFile?: string
  organisationsDir?: string
  tokens?: readonly unknown[]
  publicUrl?: string
}

/** Why it is refused. @param beside what it does not go together with */
export function noDevLogin(beside: string): TurnpikeError {
  return new TurnpikeError(
    'USAGE',
    `--dev-login lets anybody on this machine be anybody, so it does not go together with ${beside}. Configure login in the trust document.`,
  )
}

/** @param now milliseconds since 1970 */
export async function openDevLogin({
  organisation,
  now,
  log,
}: {
  organisation: string
  now: () => number
  log: (line: string) => void
}): Promise<DevLogin> {
  const provider = await startDevProvider({ people: DEV_PEOPLE, now, random: randomBytes, log })
  const loaded = loadTrust(devTrustText(organisation, provider.issuer), { name: 'development', now: now() })
  if ('problems' in loaded)
    throw new Error(`the development trust has problems: ${JSON.stringify(loaded.problems)}`)
  return { trust: createTrust(loaded.trust, { env: () => undefined }), close: () => provider.close() }
}
