/** The rows for what runs where now. */
import { listEnvironments, oneEnvironment, type Environments } from './environments.ts'
import { inPath, ok } from './parameters.ts'
import type { Route } from './route.ts'
import { ref } from './schemas.ts'

/** Rows of the table, for one organisation. */
export function environmentRoutes(environments: Environments): Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/environments',
      id: 'listEnvironments',
      needs: 'read',
      summary: 'What runs where now',
      answers: { 200: ok('Every environment with its services.', ref('Environments')) },
      handle: () => listEnvironments(environments),
    },
    {
      method: 'GET',
      path: '/v1/environments/{id}',
      id: 'getEnvironment',
      needs: 'read',
      summary: 'What runs in one environment now',
      parameters: [inPath('id', 'The environment, URL-encoded.')],
      answers: { 200: ok('Its services.', ref('OneEnvironment')) },
      handle: (call) => oneEnvironment(environments, call),
    },
  ]
}
