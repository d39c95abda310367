/** Requests to a provider, with bounds: nothing that answers slowly or endlessly holds the store. */

import { isLoopbackName } from './settings.ts'

export type BoundedFetch = (url: string, options: Asked) => Promise<Response>

/** What the protocol's library asks for. */
export interface Asked {
  method: string
  headers: Record<string, string>
  body: ArrayBuffer | null | ReadableStream | string | Uint8Array | undefined | URLSearchParams
  signal?: AbortSignal | undefined
}

/** Metadata, keys and tokens are a few KiB. */
const MOST_BYTES = 1024 * 1024

/**
 * A `fetch` that reads the whole answer within a time and a size, follows no redirect, and speaks plain http with this
 * machine only.
 */
export function boundedFetch({
  timeoutMs,
  plainHttp,
}: {
  timeoutMs: number
  plainHttp: boolean
}): BoundedFetch {
  return async (url, options) => {
    if (!isReachable(url, plainHttp)) {
      throw new Error(`the provider names an address that is not https: ${new URL(url).origin}`)
    }
    const late = AbortSignal.timeout(timeoutMs)
    const signal = options.signal === undefined ? late : AbortSignal.any([options.signal, late])
    const { method, headers, body: sent } = options
    const answer = await fetch(url, {
      method,
      headers,
      body: (sent ?? null) as RequestInit['body'],
      redirect: 'manual',
      signal,
    })
    const body = await readBounded(answer)
    return new Response(isEmpty(answer.status) ? null : body, {
      status: answer.status,
      headers: answer.headers,
    })
  }
}

/** Https; and plain http with this machine, where the provider itself is there. */
export function isReachable(url: string | undefined, plainHttp: boolean): boolean {
  if (url === undefined || !URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || (plainHttp && protocol === 'http:' && isLoopbackName(hostname))
}

async function readBounded(answer: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length
    // Leaving the loop cancels the body.
    if (size > MOST_BYTES) throw new Error(`the provider's answer is longer than ${MOST_BYTES} bytes`)
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

function isEmpty(status: number): boolean {
  return status === 101 || status === 204 || status === 205 || status === 304
}
