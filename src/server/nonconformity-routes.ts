/** The rows for deployments that no valid decision stood behind. */
import { answerNonconformity, listNonconformities, type NonconformityServices } from './nonconformities.ts'
import { inPath, number, ok, query, SEQUENCE, text } from './parameters.ts'
import type { Route } from './route.ts'
import { ref } from './schemas.ts'

/** Rows of the table, for one organisation. */
export function nonconformityRoutes(services: NonconformityServices): Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/nonconformities',
      id: 'listNonconformities',
      needs: 'read',
      summary: 'Deployments without a valid decision, the newest first',
      parameters: [
        query('environment', text(512), 'Where it was deployed.'),
        query('state', { type: 'string', enum: ['open', 'answered', 'any'] }, 'Default open.'),
        query('before', SEQUENCE, 'Only sequences lower than this.'),
        query('limit', number(1, 100), 'Default 20.'),
      ],
      answers: { 200: ok('A page of them.', ref('NonconformityPage')) },
      handle: (call) => listNonconformities(services, call),
    },
    {
      method: 'POST',
      path: '/v1/nonconformities/{sequence}/answer',
      id: 'answerNonconformity',
      needs: 'override',
      summary: 'Answer for a deployment without a valid decision',
      description:
        "Somebody says what happened and what follows; from then on it is open no more. It is a person's word, with the right to override for the environment, and not that of whoever deployed it.",
      parameters: [inPath('sequence', 'The number of the event that raised it.')],
      body: {
        description: 'Why it may stay, in 20 characters or more.',
        content: { 'application/json': ref('NonconformityAnswer') },
      },
      answers: {
        200: ok('It was answered before; this is that answer.', ref('Nonconformity')),
        201: ok('It is answered.', ref('Nonconformity')),
      },
      handle: (call) => answerNonconformity(services, call),
    },
  ]
}
