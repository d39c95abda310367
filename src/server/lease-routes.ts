/** The rows for leases of environments. */
import { listLeases, releaseLease, type LeaseServices } from './leases.ts'
import { inPath, number, ok, query, SEQUENCE, text } from './parameters.ts'
import type { Route } from './route.ts'
import { ref } from './schemas.ts'

/** Rows of the table, for one organisation. */
export function leaseRoutes(services: LeaseServices): Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/leases',
      id: 'listLeases',
      needs: 'read',
      summary: 'Leases of environments, the newest first',
      parameters: [
        query('environment', text(512), 'What is leased.'),
        query('before', SEQUENCE, 'Only sequences lower than this.'),
        query('limit', number(1, 100), 'Default 20.'),
      ],
      answers: { 200: ok('A page of them.', ref('LeasePage')) },
      handle: (call) => listLeases(services, call),
    },
    {
      method: 'POST',
      path: '/v1/leases/{id}/release',
      id: 'releaseLease',
      needs: 'anybody',
      summary: 'Give back a lease before its time is over',
      description:
        'For the run that holds it, with the credential it asked with, and for whoever may administer. One that is over already stays as it is.',
      parameters: [inPath('id', "The lease's id.")],
      body: {
        description: 'Which run gives it back, where its token does not say so, and why.',
        content: { 'application/json': ref('LeaseRelease') },
      },
      answers: { 200: ok('What became of it.', ref('Lease')) },
      handle: (call) => releaseLease(services, call),
    },
  ]
}
