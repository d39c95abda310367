/** The log over HTTP. */
import { entryOf } from '../log/entry.ts'
import { base64 } from '../log/export.ts'
import { leafHash } from '../log/tree.ts'
import { canonicalJson } from '../cdevents/canonical.ts'
import { COMMON_HEADERS, json, text } from './answer.ts'
import { readText } from './body.ts'
import type { Log } from './log.ts'
import { ok, query } from './parameters.ts'
import { Refusal } from './problem.ts'
import type { Call, Parameter, Route, Schema } from './route.ts'
import { list, object, text as string } from './schema-parts.ts'

export interface LogServices {
  log: Log
}

const NOTE = 'text/plain; charset=utf-8'
const NDJSON = 'application/x-ndjson'
/** A checkpoint with the signatures of some keys and some witnesses. */
const LONGEST_NOTE_BYTES = 64 * 1024

const COUNT: Schema = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER }
const HASH: Schema = { type: 'string', contentEncoding: 'base64', minLength: 44, maxLength: 44 }
const HASHES: Schema = { type: 'array', items: HASH, maxItems: 64 }

/** Most of what is asked here is a size or an index. */
const count = (name: string, description: string): Parameter => query(name, COUNT, description)

/** Rows of the table, for the log of one organisation. */
export function logRoutes({ log }: LogServices): Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/log/checkpoint',
      id: 'getLogCheckpoint',
      needs: 'witness',
      summary: 'How large the log is, and the root over it, signed',
      description:
        'A signed note (C2SP tlog-checkpoint) with the cosignatures of witnesses that are known for exactly this checkpoint. Signed anew at most once a second.',
      answers: { 200: { description: 'The checkpoint.', content: { 'text/plain': { type: 'string' } } } },
      handle: async () => text((await log.checkpoint()).note, NOTE),
    },
    {
      method: 'GET',
      path: '/v1/log/keys',
      id: 'getLogKeys',
      needs: 'witness',
      summary: 'Public keys of the log, the newest first',
      description:
        'To compare with what the operator told you. A key that came this way alone proves nothing.',
      answers: {
        200: ok(
          'Keys as C2SP signed-note writes them.',
          object({ origin: { type: ['string', 'null'] }, keys: list(string), witnesses: list(string) }),
        ),
      },
      handle: () => json(log.keys()),
    },
    {
      method: 'GET',
      path: '/v1/log/inclusion',
      id: 'getLogInclusion',
      needs: 'read',
      summary: 'The proof that an event is in the log',
      parameters: [
        count('sequence', "The store's number of the event. It or `index`."),
        count('index', 'The index of the leaf, from 0.'),
        count('size', 'Of which size of the log. Default: of the newest checkpoint, which then comes along.'),
      ],
      answers: {
        200: ok(
          'An audit path (RFC 6962, 2.1.1), the lowest hash first. `leaf` is the hash of a zero byte and `entry`.',
          object(
            {
              index: COUNT,
              sequence: COUNT,
              size: COUNT,
              entry: string,
              leaf: HASH,
              root: HASH,
              proof: HASHES,
            },
            { checkpoint: string },
          ),
        ),
      },
      handle: (call) => inclusion(log, call),
    },
    {
      method: 'GET',
      path: '/v1/log/consistency',
      id: 'getLogConsistency',
      needs: 'witness',
      summary: 'The proof that a smaller log is a beginning of a larger one',
      parameters: [
        count('from', 'The smaller size.'),
        count('to', 'The larger size. Default: that of the newest checkpoint, which then comes along.'),
      ],
      answers: {
        200: ok(
          'A consistency proof (RFC 6962, 2.1.2).',
          object({ from: COUNT, to: COUNT, proof: HASHES }, { checkpoint: string }),
        ),
      },
      handle: (call) => consistency(log, call),
    },
    {
      method: 'GET',
      path: '/v1/log/export',
      id: 'getLogExport',
      needs: 'read',
      summary: 'Everything in the log, for `turnpike log verify`',
      description: 'A header, a row for every leaf in order, and the checkpoint that covers them.',
      parameters: [
        count('from', 'Begin with this leaf. Default 0.'),
        query('limit', { ...COUNT, minimum: 1 }, 'At most so many rows. Default: all.'),
      ],
      answers: {
        200: { description: 'A JSON object on each line.', content: { [NDJSON]: { type: 'string' } } },
      },
      handle: async (call) => {
        const lines = await log.export(call.query.integer('from') ?? 0, call.query.integer('limit'))
        return new Response(call.request.method === 'HEAD' ? null : streamOf(lines), {
          headers: { 'content-type': NDJSON, ...COMMON_HEADERS },
        })
      },
    },
    {
      method: 'POST',
      path: '/v1/log/cosignatures',
      id: 'postLogCosignature',
      needs: 'witness',
      summary: 'Hand in what a witness signed',
      description:
        'A checkpoint of this log with the cosignature (C2SP tlog-cosignature) of a witness that the store knows, below the signature of the log. The newest one of each witness is kept.',
      body: { description: 'A signed note, 64 KiB at most.', content: { 'text/plain': { type: 'string' } } },
      answers: {
        200: ok('Whose was kept.', object({ kept: list(string) })),
      },
      handle: async (call) =>
        json({ kept: await log.cosigned(await readText(call.request, () => LONGEST_NOTE_BYTES)) }),
    },
  ]
}

async function inclusion(log: Log, { query }: Call): Promise<Response> {
  const sequence = query.integer('sequence')
  const asked = query.integer('index')
  if ((sequence === undefined) === (asked === undefined)) {
    throw new Refusal('bad-request', "Which event? Give either 'sequence' or 'index'.")
  }
  const index = asked ?? (await log.indexOf(sequence ?? 0))
  const given = query.integer('size')
  const checkpoint = given === undefined ? await log.checkpoint(index) : undefined
  const size = given ?? checkpoint?.size ?? 0
  const proven = await log.inclusion(index, size)
  const entry = entryOf({ ...proven.row, producer: canonicalJson(proven.row.producer) })
  return json({
    index,
    sequence: proven.row.sequence,
    size,
    entry,
    leaf: base64(leafHash(entry)),
    root: base64(proven.root),
    proof: proven.proof.map(base64),
    ...(checkpoint === undefined ? {} : { checkpoint: checkpoint.note }),
  })
}

async function consistency(log: Log, { query }: Call): Promise<Response> {
  const from = query.integer('from')
  if (from === undefined) throw new Refusal('bad-request', "From which size on? Give 'from'.")
  const to = query.integer('to')
  const checkpoint = to === undefined ? await log.checkpoint() : undefined
  const larger = to ?? checkpoint?.size ?? from
  const proof = await log.consistency(from, larger)
  return json({
    from,
    to: larger,
    proof: proof.map(base64),
    ...(checkpoint === undefined ? {} : { checkpoint: checkpoint.note }),
  })
}

/** As the reader takes it: nothing is read ahead, and the reading ends when the reader goes away. */
function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await lines.next()
        if (next.done === true) controller.close()
        else controller.enqueue(encoder.encode(next.value))
      },
      async cancel() {
        await lines.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
