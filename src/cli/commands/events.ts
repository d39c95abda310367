import { createSseReader } from '../../client/sse.ts'
import { parseJson } from '../../cdevents/parse.ts'
import { EVENT_TYPES, searchedType } from '../../cdevents/vocabulary.ts'
import { TurnpikeError, explain } from '../../errors.ts'
import { knownAs } from '../../policy/producer-name.ts'
import { logText } from '../../report/escape.ts'
import { keyOf, keyOfArtifact } from '../../store/keys.ts'
import type { StoredEvent } from '../../store/store.ts'
import type { Args, Terminal } from '../command.ts'
import { nearest } from '../nearest.ts'
import { connect, type Connection } from '../connection.ts'

type Listed = Pick<StoredEvent, 'sequence' | 'status' | 'receivedAt' | 'producer' | 'type' | 'subject'> & {
  event?: { subject?: { content?: Record<string, unknown> } }
}

/** `turnpike events`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const query = queryOf(args)
  const store = await connect(args, terminal)
  try {
    const page = await terminal.during(`asking ${store.name}`, newest(store, query, limitOf(args)))
    // Read in the order in which things happened; what follows comes below.
    for (const stored of page.reverse()) print(stored, terminal)
    if (!args.on('follow')) {
      if (page.length === 0 && !terminal.json) terminal.note('No such events.')
      return 0
    }
    await follow(store, query, page.at(-1)?.sequence ?? 0, terminal)
    return 0
  } finally {
    await store.close()
  }
}

async function newest(store: Connection, query: URLSearchParams, limit: number): Promise<Listed[]> {
  const found: Listed[] = []
  let before: string | undefined
  while (found.length < limit) {
    const asked = new URLSearchParams(query)
    asked.set('limit', String(Math.min(1000, limit - found.length)))
    if (before !== undefined) asked.set('before', before)
    const { events, next } = parseJson(await store.text(`v1/events?${asked}`)) as {
      events: Listed[]
      next?: string
    }
    found.push(...events)
    if (next === undefined || events.length === 0) break
    before = String(events.at(-1)?.sequence)
  }
  return found
}

/** Until it is interrupted; a connection that breaks is made again after the last event that was seen. */
async function follow(
  store: Connection,
  query: URLSearchParams,
  after: number,
  terminal: Terminal,
): Promise<void> {
  const stopped = terminal.stopped()
  let last = after
  const asked = new URLSearchParams([...query].filter(([name]) => name === 'key' || name === 'type'))
  for (let broken = 0; !stopped.aborted;) {
    asked.set('after', String(last))
    try {
      const read = createSseReader()
      const decoder = new TextDecoder()
      for await (const piece of await store.pieces(`v1/stream?${asked}`, stopped)) {
        broken = 0
        for (const { data } of read(decoder.decode(piece, { stream: true }))) {
          const stored = parseJson(data) as Listed
          last = stored.sequence
          print(stored, terminal)
        }
      }
    } catch (error) {
      if (stopped.aborted) return
      if (error instanceof TurnpikeError && error.code !== 'STORE_UNREACHABLE') throw error
      if (broken === 0) terminal.note(`turnpike: ${explain(error)}; trying again`)
    }
    if (stopped.aborted) return
    broken += 1
    await new Promise((resolve) => setTimeout(resolve, Math.min(10_000, 250 * 2 ** Math.min(broken, 6))))
  }
}

function queryOf(args: Args): URLSearchParams {
  const query = new URLSearchParams()
  for (const type of args.texts('type')) query.append('type', fullType(type))
  for (const key of args.texts('key')) query.append('key', key)
  const artifact = args.text('artifact')
  if (artifact !== undefined) query.append('key', keyOfArtifact(artifact))
  for (const name of ['environment', 'service', 'change'] as const) {
    const value = args.text(name)
    if (value !== undefined) query.append('key', keyOf(name, value))
  }
  for (const name of ['source', 'status', 'since']) {
    const value = args.text(name)
    if (value !== undefined) query.append(name, value)
  }
  const since = args.text('since')
  if (since !== undefined && Number.isNaN(Date.parse(since)))
    throw new TurnpikeError(
      'USAGE',
      `--since is a time such as 2026-11-21T14:00:00Z, not ${JSON.stringify(since)}`,
    )
  return query
}

/** `service.deployed` → every version of it. */
function fullType(name: string): string {
  const type = searchedType(name)
  if (type !== undefined) return type
  const meant = nearest(name, EVENT_TYPES)
  const hint = meant === undefined ? 'such as service.deployed' : `did you mean ${meant}?`
  throw new TurnpikeError('USAGE', `--type ${JSON.stringify(name)} is no type of event; ${hint}`)
}

function limitOf(args: Args): number {
  const limit = Number(args.text('limit') ?? 50)
  if (!Number.isInteger(limit) || limit < 1) throw new TurnpikeError('USAGE', '--limit is a number from 1 on')
  return limit
}

function print(stored: Listed, terminal: Terminal): void {
  if (terminal.json) return terminal.print(JSON.stringify(stored))
  const { dim, red, green, yellow } = terminal.colour
  const content = stored.event?.subject?.content
  const outcome = content?.['outcome'] ?? content?.['verdict'] ?? content?.['decision']
  const word = typeof outcome === 'string' ? logText(outcome, 20) : ''
  const mark = ['success', 'allow', 'approved'].includes(word) ? green(word) : word === '' ? '' : red(word)
  const odd = stored.status === 'accepted' ? '' : `  ${yellow(stored.status)}`
  const name = logText(
    stored.type.replace(/^dev\.cdeventsx?\./, '').replace(/\.\d+\.\d+\.\d+(-\w+)?$/, ''),
    60,
  )
  terminal.print(
    [
      String(stored.sequence).padStart(6),
      dim(stored.receivedAt.slice(0, 19).replace('T', ' ')),
      name.padEnd(24),
      `${logText(stored.subject, 120)}${mark === '' ? '' : `  ${mark}`}${odd}`,
      dim(`by ${logText(knownAs(stored.producer), 60)}`),
    ].join('  '),
  )
}
