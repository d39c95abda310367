/** The rows for events: what happened goes in, is found again, and is followed as it comes. */
import { artifactTimeline, listEvents, oneEvent, type Reading } from './events.ts'
import { postEvents, type Ingest } from './ingest.ts'
import {
  CURSOR,
  inPath,
  KEY,
  ok,
  ORGANISATION,
  PAGING,
  query,
  SEQUENCE,
  STREAM,
  text,
  TYPE,
} from './parameters.ts'
import type { Route } from './route.ts'
import { ref } from './schemas.ts'
import { EVENT_MEDIA_TYPES } from './shapes.ts'
import type { Streams } from './stream.ts'

export interface EventServices extends Reading, Ingest {
  streams: Streams
}

/** Rows of the table, for one organisation. */
export function eventRoutes(services: EventServices): Route[] {
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
        query(
          'dry',
          { type: 'string', enum: ['', 'true'] },
          'Keep nothing at all: only say what would become of each.',
        ),
      ],
      body: {
        description: '1 MiB for an event, 16 MiB and 10,000 events for a request.',
        content: Object.fromEntries(EVENT_MEDIA_TYPES.map((type) => [type, {}])),
      },
      answers: {
        200: ok('With `dry`: what would become of each event. Nothing was kept.', ref('Receipts')),
        202: ok('A receipt for each event, in their order.', ref('Receipts')),
      },
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
      path: '/v1/stream',
      id: 'streamEvents',
      needs: 'read',
      summary: 'Events as they are accepted',
      description:
        'Server-sent events; `id` is the sequence, `data` the same as /v1/events/{sequence}. Goes on after the header Last-Event-ID, else after `after`, else from now.',
      parameters: [KEY, TYPE, query('after', SEQUENCE, 'Begin after this sequence; 0 is from the first.')],
      answers: { 200: { description: 'Endless.', content: STREAM } },
      handle: (call) => services.streams.open(call),
    },
  ]
}
