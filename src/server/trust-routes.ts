/** `GET /v1/trust`: what is trusted, and what is wrong with the newest text of it. */
import type { Trust } from '../trust/trust.ts'
import { json, preferred, text as textAnswer } from './answer.ts'
import type { Call } from './route.ts'
import type { TrustBook } from './trust-book.ts'

export interface TrustServices {
  organisation: string
  trustBook: Pick<TrustBook, 'entry' | 'troubles'>
  trust: () => Trust
}

export function trustInForce({ organisation, trustBook, trust }: TrustServices, call: Call): Response {
  const entry = trustBook.entry()
  const { digest, text } = entry?.trust.document ?? trust().document
  const wanted = preferred(call.request.headers.get('accept'), ['application/json', 'application/yaml'])
  if (wanted === 'application/yaml') return textAnswer(text, 'application/yaml')
  const published = entry === undefined ? {} : { publishedAt: entry.publishedAt, sequence: entry.sequence }
  return json({ organisation, digest, text, troubles: trustBook.troubles(), ...published })
}
