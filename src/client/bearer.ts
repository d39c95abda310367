/** Requests that show a token: a fresh one each, and another one where the answer asks for it. */
import { open, readAll, type HttpAnswer, type HttpRequest, type HttpStream } from './http.ts'

/**
 * A bearer token, or where to get a fresh one for each request. The function is told when the store asked: it answered
 * 401 or 403 to a request without a token, or that the token is no longer valid.
 */
export type Token = string | ((asked?: boolean) => Promise<string | undefined>)

/** As `send`, with a token. @throws what `send` and the token's function throw */
export async function sendAs(request: HttpRequest, token: Token | undefined): Promise<HttpAnswer> {
  const { status, headers, ...stream } = await openAs(request, token)
  return { status, headers, body: await readAll({ status, headers, ...stream }, request.maxBytes) }
}

/** As `open`, with a token; once more with another one where the answer asks for that. */
export async function openAs(request: HttpRequest, token: Token | undefined): Promise<HttpStream> {
  const first = await tokenOf(token)
  const stream = await open(bearing(request, first))
  if (typeof token !== 'function' || (stream.status !== 401 && stream.status !== 403)) return stream
  const body = await readAll(stream, request.maxBytes)
  if (asksAgain(first, { ...stream, body })) {
    const other = await token(true)
    if (other !== undefined && other !== '' && other !== first) return await open(bearing(request, other))
  }
  return { ...stream, pieces: onePiece(body) }
}

async function tokenOf(token: Token | undefined): Promise<string | undefined> {
  const text = typeof token === 'function' ? await token() : token
  return text === '' ? undefined : text
}

function bearing(request: HttpRequest, token: string | undefined): HttpRequest {
  if (token === undefined) return request
  return { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } }
}

/** 401 says "who are you"; 403 says it to those who showed nothing. An end is told in words (RFC 6750 §3.1). */
function asksAgain(shown: string | undefined, { status, headers, body }: HttpAnswer): boolean {
  if (shown === undefined) return true
  return status === 401 && /\bexpired\b/i.test(`${headers['www-authenticate'] ?? ''} ${body}`)
}

async function* onePiece(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
