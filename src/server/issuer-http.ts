/** How the store reads an issuer's keys: the one place where it calls out for them. */
import { send } from '../client/http.ts'
import type { IssuerGet } from '../trust/tokens/keys.ts'

/**
 * One bounded GET. Redirects are refused, the proxy variables of the process count, and the whole answer has to be
 * there within the time: `send` alone would wait for each piece anew.
 * @throws the network's own error, TurnpikeError TOO_LARGE or STORE_REFUSED (a redirect)
 */
export const getFromIssuer: IssuerGet = (url, { maxBytes, timeoutMs }) =>
  send({
    method: 'GET',
    url,
    headers: { accept: 'application/json' },
    timeoutMs,
    maxBytes,
    signal: AbortSignal.timeout(timeoutMs),
  })
