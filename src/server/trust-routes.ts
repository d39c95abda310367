/** `GET /v1/trust`: what is trusted, and what is wrong with the newest text of it. */
import type { Trust } from '../trust/trust.ts'
import { json, preferred, text as textAnswer } from './answer.ts'
import type { Call, Route } from './route.ts'
import { ref } from './schemas.ts'
import type { TrustBook } from './trust-book.ts'

export interface TrustServices {
  organisation: string
  trustBook: Pick<TrustBook, 'entry' | 'troubles'>
  trust: () => Trust
}

/** The row of the table, for one organisation. */
export function trustRoutes(services: TrustServices): Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/trust',
      id: 'getTrust',
      needs: 'administer',
      summary: 'The trust document in force',
      answers: {
        200: {
          description: 'With its text; the text alone when `Accept` prefers YAML.',
          content: { 'application/json': ref('TrustInForce'), 'application/yaml': { type: 'string' } },
        },
      },
      handle: (call) => trustInForce(services, call),
    },
  ]
}

function trustInForce({ organisation, trustBook, trust }: TrustServices, call: Call): Response {
  const entry = trustBook.entry()
  const { digest, text } = entry?.trust.document ?? trust().document
  const wanted = preferred(call.request.headers.get('accept'), ['application/json', 'application/yaml'])
  if (wanted === 'application/yaml') return textAnswer(text, 'application/yaml')
  const published = entry === undefined ? {} : { publishedAt: entry.publishedAt, sequence: entry.sequence }
  return json({ organisation, digest, text, troubles: trustBook.troubles(), ...published })
}
