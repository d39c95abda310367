/** How the store reads an issuer's keys: the one place where it calls out for them. */
import { send } from '../client/http.ts'
import type { IssuerGet } from '../trust/tokens/discovery.ts'

/**
 * One bounded GET. Redirects are refused, the proxy variables of the process count, and the whole answer has to be
 * there within the time: `send` alone would wait for each piece anew.
 * @throws the network's own error, TurnpikeError TOO_LARGE or STORE_REFUSED (a redirect), Error when the time is over
 */
export const getFromIssuer: IssuerGet = async (url, { maxBytes, timeoutMs }) => {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const headers = { accept: 'application/json' }
    // Longer, so that one clock decides.
    return await send({ method: 'GET', url, headers, timeoutMs: 2 * timeoutMs, maxBytes, signal })
  } catch (error) {
    if (!signal.aborted) throw error
    throw new Error(`no whole answer from ${url.origin} within ${timeoutMs / 1000} s`, { cause: error })
  }
}
