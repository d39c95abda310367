/**
 * The trust document in force. It comes in by a file that is watched, and is in force once it is in the store as an
 * event of the store's own: so every document that ever held can be read there, and after a restart the same one holds.
 * A document with problems changes nothing but the list of problems: the old one stays in force. A file that disappears
 * changes nothing either.
 */
import { create } from '../cdevents/create.ts'
import { explain, TurnpikeError, type Problem } from '../errors.ts'
import { admit } from '../store/admit.ts'
import type { EventStore } from '../store/store.ts'
import { loadTrust } from '../trust/load.ts'
import { createTrust, type Secrets, type Trust } from '../trust/trust.ts'
import { STORE_PRINCIPAL, STORE_SOURCE } from './judge.ts'
import { told } from './policies.ts'

const TRUST_TYPE = 'dev.cdeventsx.turnpike-trust.published'

/** A trust document in force, with where and when it came in. */
export interface TrustEntry {
  trust: Trust
  text: string
  publishedAt: string
  /** The event that published it. */
  sequence: number
}

export interface TrustBook {
  /** Undefined when this organisation has never had a document. */
  entry(): TrustEntry | undefined
  /** Why the newest text is not in force; empty when it is. */
  troubles(): readonly Problem[]
  /** Reads the file again and publishes it when it changed. One at a time; never throws. */
  reload(): Promise<void>
}

export interface TrustBookContext {
  store: EventStore
  organisation: string
  /** What the file says now. Throws when it cannot be read. Absent: no file. */
  read?: () => Promise<string>
  /** How messages call the document: its file's name. */
  document: string
  secrets: Secrets
  now: () => string
  newId: () => string
  log: (line: string) => void
  /** Called after another document came into force. */
  onChange: () => void
}

/**
 * Opens the book: what was in force before is, unless the file holds a newer one.
 * @throws TurnpikeError USAGE when neither the file nor the store holds a document that loads, and one of them holds one
 */
export async function openTrustBook(context: TrustBookContext): Promise<TrustBook> {
  const { store, organisation, read, document, now, newId, log } = context
  let current: TrustEntry | undefined
  let troubles: readonly Problem[] = []
  let turn: Promise<unknown> = Promise.resolve()

  const load = (
    text: string,
  ): { trust: Trust; warnings: readonly Problem[] } | { problems: readonly Problem[] } => {
    const loaded = loadTrust(text, { name: document, now: Date.parse(now()) })
    if ('problems' in loaded) return loaded
    const { trust: written } = loaded
    if (written.organisation !== organisation) {
      const message = `is '${written.organisation}', but this is the document of '${organisation}'`
      return { problems: [{ path: '/metadata/organisation', message }] }
    }
    return { trust: createTrust(written, context.secrets), warnings: loaded.warnings }
  }

  const publish = async (trust: Trust, text: string): Promise<void> => {
    // Another server over the same database may have been faster.
    const newest = await newestPublished(store, organisation)
    if (newest?.text === text) return put({ ...newest, trust })
    const publishedAt = now()
    const content = { name: organisation, digest: trust.digest, text, publishedBy: 'store' }
    const event = create(
      `${TRUST_TYPE}.0.1.0`,
      { source: STORE_SOURCE, subject: { id: organisation, content } },
      { id: newId(), now: publishedAt },
    )
    const [receipt] = await store.append(organisation, STORE_PRINCIPAL, [admit(event)], publishedAt)
    if (receipt?.status !== 'accepted') throw new Error(`was not kept: ${receipt?.status ?? ''}`)
    put({ trust, text, publishedAt: receipt.receivedAt, sequence: receipt.sequence })
  }

  const put = (entry: TrustEntry) => {
    current = entry
    log(`${document}: the trust document of '${organisation}' is in force (${entry.trust.digest})`)
    context.onChange()
  }

  const reload = async () => {
    if (read === undefined) return
    try {
      const text = await read()
      if (text === current?.text) return void (troubles = [])
      const loaded = load(text)
      troubles = 'problems' in loaded ? loaded.problems : []
      if ('trust' in loaded) {
        if (loaded.warnings.length > 0) log(`${document}: ${told(loaded.warnings)}`)
        for (const trouble of loaded.trust.troubles) log(`${document}: ${trouble}`)
        return await publish(loaded.trust, text)
      }
    } catch (error) {
      troubles = [{ path: '', message: `cannot be read or kept: ${explain(error)}` }]
    }
    const old = current === undefined ? '' : '; the former document stays in force'
    log(`${document} is not in force${old}: ${told(troubles)}`)
  }

  const published = await newestPublished(store, organisation)
  if (published !== undefined) {
    const loaded = load(published.text)
    if ('trust' in loaded) current = { ...published, trust: loaded.trust }
    else troubles = loaded.problems
  }
  await reload()
  if (current === undefined && (read !== undefined || published !== undefined)) {
    throw new TurnpikeError(
      'USAGE',
      `${document} is not a trust document that can be in force: ${told(troubles)}`,
      {
        problems: troubles,
      },
    )
  }

  return {
    entry: () => current,
    troubles: () => troubles,
    reload: () => {
      const result = turn.then(reload)
      turn = result.catch(() => undefined)
      return result
    },
  }
}

/** The newest document that the store itself published for this organisation. */
async function newestPublished(
  store: EventStore,
  organisation: string,
): Promise<Omit<TrustEntry, 'trust'> | undefined> {
  let before: number | undefined
  for (;;) {
    const { events, next } = await store.query({
      organisation,
      types: [TRUST_TYPE],
      ...(before === undefined ? {} : { before }),
    })
    for (const { producer, event, receivedAt, sequence } of events) {
      const text = event?.subject.content['text']
      if (producer.kind !== STORE_PRINCIPAL.kind || typeof text !== 'string') continue
      return { text, publishedAt: receivedAt, sequence }
    }
    if (next === undefined) return undefined
    before = next
  }
}
