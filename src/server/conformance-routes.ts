/** The row for how well each producer's events are made. */
import { conformanceReport, type Conformance } from './conformance.ts'
import { number, ok, query, text } from './parameters.ts'
import type { Route } from './route.ts'
import { ref } from './schemas.ts'

export function conformanceRoutes(conformance: Conformance): Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/conformance',
      id: 'getConformance',
      needs: 'read',
      summary: 'Which producers send invalid, unbound, conflicting, refused or late events',
      description:
        'Of the newest 100,000 events. What is refused is kept nowhere, so it is counted by the process that answers, since it started.',
      parameters: [
        query('producer', text(2048), 'Only those whose id holds this.'),
        query('limit', number(1, 1000), 'Default 100.'),
      ],
      answers: { 200: ok('A record for each, those with the most to mend first.', ref('Conformance')) },
      handle: (call) => conformanceReport(conformance, call),
    },
  ]
}
