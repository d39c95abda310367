/** The app of a database that its user holds: whoever can open the file may everything, whatever document is in it. */
import { implicitTrust } from '../trust/implicit.ts'
import { createAccess } from './access.ts'
import { createApp, type App, type AppOptions } from './app.ts'
import { DEFAULT_ORGANISATION } from './organisations.ts'
import { openPolicyBook } from './policies.ts'

export type OwnAppOptions = Pick<
  AppOptions,
  'store' | 'signers' | 'now' | 'newId' | 'version' | 'publicUrl' | 'log'
>

/** @throws TurnpikeError STORE_FAILED */
export async function createOwnApp(options: OwnAppOptions): Promise<App> {
  const shared = { ...options, organisation: DEFAULT_ORGANISATION }
  const trust = implicitTrust({ tokens: [], loopback: true })
  const access = createAccess({
    trust: () => trust,
    loopback: () => true,
    now: () => Date.parse(options.now()),
  })
  const policies = await openPolicyBook({ ...shared, onChange: () => undefined })
  const book = { entry: () => undefined, troubles: () => [] }
  return createApp({
    ...shared,
    policies,
    book,
    trust: () => trust,
    access,
    sharedBy: () => undefined,
    prefix: '',
    tellsOfProcess: false,
  })
}
