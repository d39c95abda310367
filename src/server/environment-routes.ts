/** The rows for what runs where now. */
import { nextDeployment, type DeploymentServices } from './deployment.ts'
import { listEnvironments, oneEnvironment, type Environments } from './environments.ts'
import { inPath, ok, query, text } from './parameters.ts'
import type { Parameter, Route } from './route.ts'
import { ref } from './schemas.ts'

const ARTIFACT: Parameter = {
  ...query(
    'artifact',
    { ...text(2048), maxItems: 64 },
    'A digest, or a package URL with one. All that is deployed.',
  ),
  repeated: true,
}

/** Rows of the table, for one organisation. */
export function environmentRoutes(environments: Environments, services: DeploymentServices): Route[] {
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
    {
      method: 'GET',
      path: '/v1/environments/{id}/deployment',
      id: 'getNextDeployment',
      needs: 'ask',
      summary: 'What a deployment would be: the first, an upgrade, or a way back',
      description:
        'For whoever may ask a gate for the environment. Tells what runs there as this service now, and of no other.',
      parameters: [
        inPath('id', 'The environment, URL-encoded.'),
        query('service', text(512), 'The service that is deployed.'),
        ARTIFACT,
      ],
      answers: { 200: ok('By the state of the store now.', ref('NextDeployment')) },
      handle: (call) => nextDeployment(services, call),
    },
  ]
}
