/** Requests to a provider, with bounds: nothing that answers slowly or endlessly holds the store. */
import { send } from '../../client/http.ts'
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
 * A `fetch` by the client's own requests, which know the proxy variables: it reads the whole answer within a time and a
 * size, follows no redirect, and speaks plain http with this machine only.
 */
export function boundedFetch({
  timeoutMs,
  plainHttp,
}: {
  timeoutMs: number
  plainHttp: boolean
}): BoundedFetch {
  return async (url, { method, headers, body, signal }) => {
    if (!isReachable(url, plainHttp)) {
      throw new Error(`the provider names an address that is not https: ${new URL(url).origin}`)
    }
    const late = AbortSignal.timeout(timeoutMs)
    const answer = await send({
      method: methodOf(method),
      url: new URL(url),
      headers,
      ...(body === null || body === undefined ? {} : { body: textOf(body) }),
      timeoutMs,
      maxBytes: MOST_BYTES,
      signal: signal === undefined ? late : AbortSignal.any([signal, late]),
    })
    const { status } = answer
    return new Response(isEmpty(status) ? null : answer.body, { status, headers: answer.headers })
  }
}

function methodOf(method: string): 'GET' | 'POST' {
  if (method === 'GET' || method === 'POST') return method
  throw new Error(`signing in needs no request by ${method}`)
}

/** Signing in sends forms only. */
function textOf(body: NonNullable<Asked['body']>): string {
  if (typeof body === 'string') return body
  if (body instanceof URLSearchParams) return body.toString()
  throw new Error('signing in sends nothing but forms')
}

/** Https; and plain http with this machine, where the provider itself is there. */
export function isReachable(url: string | undefined, plainHttp: boolean): boolean {
  if (url === undefined || !URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || (plainHttp && protocol === 'http:' && isLoopbackName(hostname))
}

function isEmpty(status: number): boolean {
  return status === 101 || status === 204 || status === 205 || status === 304
}
