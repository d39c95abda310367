/** Every address of the store, a row each: what answers, what may be asked, what comes back. */
import { postDecision, type Asking } from './ask.ts'
import { listDecisions, newestDecisions, oneDecision } from './decisions.ts'
import { listEnvironments, oneEnvironment, type Environments } from './environments.ts'
import { artifactTimeline, listEvents, oneEvent, type Reading } from './events.ts'
import { frontPage } from './front-page.ts'
import { hookRoutes } from './hook-routes.ts'
import { postEvents, type Ingest } from './ingest.ts'
import type { Trust } from '../trust/trust.ts'
import { logRoutes, type LogServices } from './log-routes.ts'
import type { Metrics } from './metrics.ts'
import type { PolicyBook } from './policies.ts'
import { topOfPage } from './people/pages.ts'
import type { People } from './people/people.ts'
import { listPolicies, onePolicy, POLICY_MEDIA_TYPES, putPolicy } from './policy-routes.ts'
import { operationRoutes } from './operation-routes.ts'
import {
  CURSOR,
  inPath,
  KEY,
  number,
  ok,
  ORGANISATION,
  PAGING,
  query,
  SEQUENCE,
  text,
  TYPE,
} from './parameters.ts'
import type { Route } from './route.ts'
import { ref } from './schemas.ts'
import { EVENT_MEDIA_TYPES } from './shapes.ts'
import type { Streams } from './stream.ts'
import type { TrustBook } from './trust-book.ts'
import { trustInForce } from './trust-routes.ts'

export interface Services extends Reading, Ingest, Asking, LogServices {
  version: string
  /** What stands before every path: nothing, or `/o/<name>`. */
  prefix: string
  book: PolicyBook
  trustBook: Pick<TrustBook, 'entry' | 'troubles'>
  /** The trust in force now, the implicit one included. */
  trust: () => Trust
  environments: Environments
  streams: Streams
  metrics: Metrics
  isStopping: () => boolean
  /** Who signs in, where anybody does. */
  people?: People
  /** The OpenAPI document of this very table. */
  openapi: () => unknown
}

const stream = { 'text/event-stream': { type: 'string' } }
const page = { 'text/html': { type: 'string' } }

export function createRoutes(services: Services): readonly Route[] {
  const { book, environments, streams } = services
  return [
    {
      method: 'POST',
      path: '/v1/events',
      id: 'postEvents',
      needs: 'write',
      summary: 'Keep events',
      description:
        'One CDEvent or many: raw, in an array, as CloudEvents (binary, structured, batch) or one on each line. What is acknowledged is on disk. Sending the same event again is safe.',
      parameters: [
        query('strict', { type: 'string', enum: ['', 'true'] }, 'Keep nothing unless every event is valid.'),
      ],
      body: {
        description: '1 MiB for an event, 16 MiB and 10,000 events for a request.',
        content: Object.fromEntries(EVENT_MEDIA_TYPES.map((type) => [type, {}])),
      },
      answers: { 202: ok('A receipt for each event, in their order.', ref('Receipts')) },
      handle: (call) => postEvents(services, call),
    },
    {
      method: 'GET',
      path: '/v1/events',
      id: 'listEvents',
      needs: 'read',
      summary: 'Find events',
      parameters: [
        KEY,
        TYPE,
        query('source', text(2048), '`context.source`, exactly.'),
        ...PAGING,
        ORGANISATION,
        CURSOR,
      ],
      answers: { 200: ok('A page, the newest first unless `order=asc`.', ref('EventPage')) },
      handle: (call) => listEvents(services, call),
    },
    {
      method: 'GET',
      path: '/v1/events/{sequence}',
      id: 'getEvent',
      needs: 'read',
      summary: 'One event',
      parameters: [inPath('sequence', "The store's number of the event."), ORGANISATION],
      answers: { 200: ok('The event as it was sent, and how it was received.', ref('StoredEvent')) },
      handle: (call) => oneEvent(services, call),
    },
    {
      method: 'GET',
      path: '/v1/artifacts/{id}/timeline',
      id: 'getTimeline',
      needs: 'read',
      summary: 'The life of an artifact',
      parameters: [
        inPath('id', 'Digest (`sha256:…`) or package URL, URL-encoded.'),
        TYPE,
        ...PAGING,
        ORGANISATION,
        CURSOR,
      ],
      answers: { 200: ok('Events about it, the oldest first.', ref('EventPage')) },
      handle: (call) => artifactTimeline(services, call),
    },
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
          content: { 'application/json': ref('Decision'), ...stream },
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
            "As JSON; as a page or as Markdown when `Accept` prefers it. Another organisation's in short, as JSON.",
          content: {
            'application/json': { anyOf: [ref('Decision'), ref('DecisionRow')] },
            ...page,
            'text/markdown': { type: 'string' },
          },
        },
      },
      handle: (call) => oneDecision(services, call),
    },
    {
      method: 'GET',
      path: '/v1/stream',
      id: 'streamEvents',
      needs: 'read',
      summary: 'Events as they are accepted',
      description:
        'Server-sent events; `id` is the sequence, `data` the same as /v1/events/{sequence}. Goes on after the header Last-Event-ID, else after `after`, else from now.',
      parameters: [KEY, TYPE, query('after', SEQUENCE, 'Begin after this sequence; 0 is from the first.')],
      answers: { 200: { description: 'Endless.', content: stream } },
      handle: (call) => streams.open(call),
    },
    {
      method: 'GET',
      path: '/v1/policies',
      id: 'listPolicies',
      needs: 'read',
      summary: 'The policies in force, and documents that do not load',
      answers: { 200: ok('By name.', ref('Policies')) },
      handle: () => listPolicies(book),
    },
    {
      method: 'GET',
      path: '/v1/policies/{name}',
      id: 'getPolicy',
      needs: 'read',
      summary: 'One policy in force',
      parameters: [inPath('name', 'Its name.')],
      answers: {
        200: {
          description: 'With its text; the text alone when `Accept` prefers YAML.',
          content: { 'application/json': ref('PolicyWithText'), 'application/yaml': { type: 'string' } },
        },
      },
      handle: (call) => onePolicy(book, call),
    },
    {
      method: 'PUT',
      path: '/v1/policies/{name}',
      id: 'putPolicy',
      needs: 'administer',
      summary: 'Put a policy in force',
      description:
        "Without a trust document, for the token named 'admin'. A document with problems changes nothing.",
      parameters: [inPath('name', 'Its name, the same as in the document.')],
      body: {
        description: 'The policy, 256 KiB at most.',
        content: Object.fromEntries(POLICY_MEDIA_TYPES.map((type) => [type, { type: 'string' }])),
      },
      answers: {
        200: ok('It is in force now.', ref('Policy')),
        201: ok('It is new and in force now.', ref('Policy')),
      },
      handle: (call) => putPolicy(book, call),
    },
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
    ...operationRoutes(services),
    {
      method: 'GET',
      path: '/',
      id: 'getFrontPage',
      needs: 'read',
      summary: 'A page for people',
      answers: {
        200: { description: 'What runs where, the newest decisions, the policies.', content: page },
      },
      handle: async (call) =>
        frontPage({
          version: services.version,
          prefix: services.prefix,
          environments: (await environments.all()).environments,
          decisions: (await newestDecisions(services, { limit: 20 })).rows,
          policies: book,
          top: topOfPage(services.people, call),
        }),
    },
    ...hookRoutes(services),
    ...logRoutes(services),
    ...(services.people?.routes ?? []),
  ]
}
