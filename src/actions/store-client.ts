/** The store, for what is asked of it beside events and verdicts. */
import { allowsPlainHttp } from '../client/address.ts'
import type { Client } from '../client/client.ts'
import { credentialFor } from '../client/credentials.ts'
import type { Host } from '../host/host.ts'
import type { Deps } from './deps.ts'

/** A question beside the main one must not hold a job for long. */
const BUDGET_MS = 10_000

/** @throws TurnpikeError USAGE for an address that must not be used */
export function storeClient(
  { store, token: explicit }: { store: string; token?: string },
  host: Host,
  deps: Deps,
): Client {
  const token = credentialFor({
    store,
    explicit,
    env: deps.env,
    mask: (secret) => host.secret(secret),
  })
  return deps.client({
    url: store,
    budgetMs: BUDGET_MS,
    allowPlainHttp: allowsPlainHttp(deps.env),
    log: (line) => host.log(line),
    ...(token === undefined ? {} : { token }),
  })
}
