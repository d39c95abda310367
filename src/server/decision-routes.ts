/** The rows for decisions: a gate asks, everybody else looks them up. */
import { postDecision, type Asking } from './ask.ts'
import { listDecisions, oneDecision, type DecisionServices } from './decisions.ts'
import { inPath, number, ok, ORGANISATION, PAGE, query, SEQUENCE, STREAM, text } from './parameters.ts'
import type { Route } from './route.ts'
import { ref } from './schemas.ts'

/** Rows of the table, for one organisation. */
export function decisionRoutes(services: Asking & DecisionServices): Route[] {
  return [
    {
      method: 'POST',
      path: '/v1/decisions',
      id: 'postDecision',
      needs: 'ask',
      summary: 'Ask a gate',
      description:
        'Any verdict is a 200. With `wait` the request stays open until the verdict is not pending. With `Accept: text/event-stream` there is an event `pending` for every change and then one `decision`, or `problem` when the store failed.',
      body: { description: 'The question.', content: { 'application/json': ref('Ask') } },
      answers: {
        200: {
          description: 'The decision, recorded.',
          content: { 'application/json': ref('Decision'), ...STREAM },
        },
      },
      handle: (call) => postDecision(services, call),
    },
    {
      method: 'GET',
      path: '/v1/decisions',
      id: 'listDecisions',
      needs: 'read',
      summary: 'Decisions, the newest first',
      parameters: [
        query('artifact', text(2048), 'Digest or package URL.'),
        query('environment', text(512), 'The environment that was asked for.'),
        query('before', SEQUENCE, 'Only sequences lower than this.'),
        query('limit', number(1, 100), 'Default 20.'),
        ORGANISATION,
      ],
      answers: { 200: ok('A page of them, in short.', ref('DecisionPage')) },
      handle: (call) => listDecisions(services, call),
    },
    {
      method: 'GET',
      path: '/v1/decisions/{id}',
      id: 'getDecision',
      needs: 'read',
      summary: 'One decision',
      parameters: [inPath('id', "The decision's id."), ORGANISATION],
      answers: {
        200: {
          description:
            "As JSON; as a page or as Markdown when `Accept` prefers it. Of a gate that waits, what it waits with. Another organisation's in short, as JSON.",
          content: {
            'application/json': { anyOf: [ref('Decision'), ref('DecisionRow')] },
            ...PAGE,
            'text/markdown': { type: 'string' },
          },
        },
      },
      handle: (call) => oneDecision(services, call),
    },
  ]
}
