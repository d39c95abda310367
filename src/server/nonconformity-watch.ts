/**
 * Looks at every accepted deployment, in the store's order, and raises a nonconformity where no valid decision stood
 * behind it (`src/policy/conformity.ts` says what is one).
 *
 * None is lost over a crash: a deployment is looked at after it was kept, and how far that has come is written down now
 * and then as an event of the store's own. Whoever starts goes on from there; what was looked at already is looked at
 * again and raises the same event, which the store keeps once. A store that never wrote it down begins with the last 24
 * hours. An environment counts as governed from the day its policy was first published: whoever publishes one is not told
 * of everything that ran there before.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { bindingOf } from '../cdevents/binding.ts'
import type { CDEvent } from '../cdevents/event.ts'
import { eventId } from '../cdevents/identity.ts'
import { explain } from '../errors.ts'
import { governs } from '../policy/applies.ts'
import { nonconformityOf, type Nonconformity } from '../policy/conformity.ts'
import { raisedEvent } from '../policy/nonconformity.ts'
import type { Policy } from '../policy/policy.ts'
import { admit } from '../store/admit.ts'
import { keyOf } from '../store/keys.ts'
import type { EventStore, StoredEvent } from '../store/store.ts'
import { STORE_PRINCIPAL, STORE_SOURCE } from './judge.ts'
import { knownOf } from './nonconformity-known.ts'

const DEPLOYS = ['deployed', 'upgraded', 'rolledback'].map((what) => `dev.cdevents.service.${what}`)
const WATCHED = 'dev.cdeventsx.turnpike-nonconformity.watched'
const POLICY_TYPE = 'dev.cdeventsx.turnpike-policy.published'

/** After so many deployments it is written down how far this has come. */
const WRITTEN_EVERY = 100
const FIRST_LOOK_BACK_MS = 24 * 3_600_000
const PAUSE_MS = 1000

export interface WatchContext {
  store: EventStore
  organisation: string
  /** @throws when the policies are not all known: then it is not known either what they govern */
  inForce: () => readonly Policy[]
  now: () => string
  onRaised: () => void
  log: (line: string) => void
}

export interface NonconformityWatch {
  /** Resolves when every deployment up to the store's present position was looked at. */
  caughtUp(): Promise<void>
  /** Ends, and writes down how far it has come. */
  close(): Promise<void>
}

export function watchDeployments(context: WatchContext): NonconformityWatch {
  const { store, organisation, inForce, now, onRaised, log } = context
  const stop = new AbortController()
  const { signal } = stop
  let position: number | undefined
  let unwritten = 0
  const told: (() => void)[] = []
  /** Since when each policy that is in force has been, by its name: it does not change. */
  const since = new Map<string, number>()

  const run = async () => {
    while (!signal.aborted) {
      try {
        position ??= await firstPosition(context)
        for await (const stored of store.follow(organisation, position, { signal, types: DEPLOYS })) {
          await look(stored)
          position = stored.sequence
          for (const tell of told.splice(0)) tell()
          if (unwritten >= WRITTEN_EVERY) await writeDown(position)
        }
      } catch (error) {
        if (signal.aborted) return
        // Never past it: whatever is wrong, the same deployment is looked at again.
        log(`deployments are not looked at: ${explain(error)}; trying again`)
        await sleep(PAUSE_MS, undefined, { signal, ref: false }).catch(() => undefined)
      }
    }
  }

  const look = async (stored: StoredEvent) => {
    const { event } = stored
    const bound = event === undefined ? undefined : bindingOf(event)
    if (event === undefined || bound?.environment === undefined) return
    const { environment, service } = bound
    if (!(await isGoverned(environment, service, stored.sequence))) return
    unwritten++
    const found = nonconformityOf(await knownOf(store, organisation, { stored, bound, environment }))
    if (found !== undefined) await raise({ ...stored, event }, found)
  }

  const isGoverned = async (environment: string, service: string | undefined, at: number) => {
    const request = { artifacts: [], environment, ...(service === undefined ? {} : { service }) }
    for (const policy of inForce()) {
      if (governs(policy, request) && (await publishedFirst(policy.name)) < at) return true
    }
    return false
  }

  const publishedFirst = async (name: string): Promise<number> => {
    const known = since.get(name)
    if (known !== undefined) return known
    const { events } = await store.query({
      organisation,
      keys: [keyOf('policy', name)],
      types: [POLICY_TYPE],
      order: 'asc',
      limit: 1,
    })
    const first = events[0]?.sequence
    if (first !== undefined) since.set(name, first)
    return first ?? 0
  }

  const raise = async (deployment: StoredEvent & { event: CDEvent }, found: Nonconformity) => {
    const incoming = admit(raisedEvent(deployment, found, STORE_SOURCE))
    const [receipt] = await store.append(organisation, STORE_PRINCIPAL, [incoming], now())
    // A duplicate or a conflict: it was raised before.
    if (receipt?.status === 'quarantined')
      throw new Error(`a nonconformity was not kept: ${incoming.problems[0]?.message ?? ''}`)
    if (receipt?.status !== 'accepted') return
    onRaised()
    log(`nonconformity ${receipt.sequence}: ${found.says}`)
  }

  const writeDown = async (upTo: number) => {
    const at = now()
    const event: CDEvent = {
      context: {
        specversion: '0.5.1',
        id: eventId({
          source: STORE_SOURCE,
          type: WATCHED,
          run: String(upTo),
          attempt: 1,
          subject: at,
          order: Date.parse(at),
        }),
        source: STORE_SOURCE,
        type: `${WATCHED}.0.1.0`,
        timestamp: at,
      },
      subject: { id: 'urn:turnpike:nonconformity:watch', source: STORE_SOURCE, content: { position: upTo } },
    }
    await store.append(organisation, STORE_PRINCIPAL, [admit(event)], at)
    unwritten = 0
  }

  const running = run()
  return {
    async caughtUp() {
      const { events } = await store.query({ organisation, types: DEPLOYS, limit: 1 })
      const newest = events[0]?.sequence ?? 0
      while (!signal.aborted && (position ?? -1) < newest) await new Promise<void>((tell) => told.push(tell))
    },
    async close() {
      stop.abort()
      await running
      for (const tell of told.splice(0)) tell()
      if (position === undefined || unwritten === 0) return
      await writeDown(position).catch((error: unknown) =>
        log(`how far deployments were looked at is not written down: ${explain(error)}`),
      )
    },
  }
}

/** Where the last one stopped, by what it wrote down; without that, a day back. */
async function firstPosition({ store, organisation, now }: WatchContext): Promise<number> {
  const { events } = await store.query({ organisation, types: [WATCHED], limit: 1 })
  const written = events[0]
  const position = written?.event?.subject.content['position']
  if (written?.producer.kind === STORE_PRINCIPAL.kind && typeof position === 'number') return position
  const receivedBefore = new Date(Date.parse(now()) - FIRST_LOOK_BACK_MS).toISOString()
  const before = await store.query({ organisation, receivedBefore, status: 'any', limit: 1 })
  return before.events[0]?.sequence ?? 0
}
