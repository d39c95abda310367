/**
 * The policy book: which policies are in force. A policy comes in by a file of the watched directory or by a PUT, and
 * is in force once it is in the store as an event of the store's own; so after a restart the same ones are in force.
 * A document with problems changes nothing but the list of problems. A policy whose file is gone stays in force:
 * losing a file must not open a gate. A policy that loosens one of an earlier layer does not come into force, nor does
 * one of an earlier layer that a later one in force would loosen: every decision of theirs would be an error.
 */
import { create } from '../cdevents/create.ts'
import { explain, type Problem } from '../errors.ts'
import { loadPolicy } from '../policy/load.ts'
import type { Policy } from '../policy/policy.ts'
import { admit } from '../store/admit.ts'
import { keyOf } from '../store/keys.ts'
import type { EventStore } from '../store/store.ts'
import { STORE_PRINCIPAL, STORE_SOURCE } from './judge.ts'
import { inForceTroubles, layerProblems, readTogether, together } from './policy-layers.ts'
import { Refusal } from './problem.ts'

/** The address of all of them together. */
const MERGED = 'merged'

const POLICY_TYPE = 'dev.cdeventsx.turnpike-policy.published'

/** A policy in force, with where and when it came in. */
export interface PolicyEntry {
  policy: Policy
  publishedAt: string
  /** The event that published it. */
  sequence: number
  publishedBy: string
}

/** A document that does not load; what it was to replace, if anything, stays in force. */
export interface PolicyTrouble {
  /** File name, or the policy's name for one that the store itself holds. */
  document: string
  problems: readonly Problem[]
}

export interface Publishing {
  /** What it must be called. */
  name?: string
  document: string
  by: string
}

export interface PolicyBook {
  /** By name. @throws Refusal unavailable when a published policy cannot be read by this version */
  inForce(): readonly Policy[]
  entries(): readonly PolicyEntry[]
  troubles(): readonly PolicyTrouble[]
  /** Is this name kept in the directory? Then only the directory changes it. */
  isFromDirectory(name: string): boolean
  /** Puts a text in force. @throws Refusal invalid-policy with all problems; the old one stays */
  publish(text: string, options: Publishing): Promise<PolicyEntry>
  /** Reads the directory again and publishes what changed. One at a time. */
  reload(): Promise<void>
}

export interface PolicyBookContext {
  store: EventStore
  organisation: string
  directory?: string
  now: () => string
  newId: () => string
  log: (line: string) => void
  /** Called after a policy came into force. */
  onChange: () => void
}

export async function openPolicyBook(context: PolicyBookContext): Promise<PolicyBook> {
  const { store, organisation, directory, now, newId, log } = context
  const entries = new Map<string, PolicyEntry>()
  const unreadable = new Map<string, readonly Problem[]>()
  let fileTroubles: PolicyTrouble[] = []
  let fromDirectory = new Set<string>()
  let inForce: readonly Policy[] = []
  let turn: Promise<unknown> = Promise.resolve()

  const put = (entry: PolicyEntry) => {
    unreadable.delete(entry.policy.name)
    entries.set(entry.policy.name, entry)
    inForce = Object.freeze(sorted(entries).map(({ policy }) => policy))
  }
  /** One change at a time, so that the newest event is the one in force. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work)
    turn = result.catch(() => undefined)
    return result
  }

  const publish = async (
    text: string,
    { name, document, by, beside }: Publishing & { beside?: readonly Policy[] },
  ) => {
    const loaded = await loadPolicy(text, { name: document, origin: 'store' })
    if ('problems' in loaded) throw unfit(document, loaded.problems)
    const { policy } = loaded
    const known = entries.get(policy.name)
    const isUnchanged = known?.policy.digest === policy.digest
    const problems = [
      ...misnamed(policy, name),
      ...(isUnchanged ? [] : layerProblems(policy, beside ?? inForce)),
    ]
    if (problems.length > 0) throw unfit(document, problems)
    if (isUnchanged) return known
    const publishedAt = now()
    const event = create(
      `${POLICY_TYPE}.0.1.0`,
      {
        source: STORE_SOURCE,
        subject: {
          id: policy.name,
          content: { name: policy.name, digest: policy.digest, text, publishedBy: by, ...ownerOf(policy) },
        },
      },
      { id: newId(), now: publishedAt },
    )
    const [receipt] = await store.append(organisation, STORE_PRINCIPAL, [admit(event)], publishedAt)
    if (receipt?.status !== 'accepted')
      throw new Error(`policy ${policy.name} was not kept: ${receipt?.status ?? ''}`)
    const entry = { policy, publishedAt: receipt.receivedAt, sequence: receipt.sequence, publishedBy: by }
    put(entry)
    log(`policy '${policy.name}' is in force (${policy.digest}), published by ${by}`)
    context.onChange()
    return entry
  }

  const reload = async () => {
    if (directory === undefined) return
    const { coming, troubles, names } = await readTogether(directory, inForce)
    const all = together(
      inForce,
      coming.map(({ policy }) => policy),
    )
    // Judged together, so that files which are changed together come into force whatever their order.
    for (const { file, policy } of coming)
      await publish(policy.text, { document: file, by: 'store', beside: all })
    // A broken file may be the one that holds it.
    for (const name of troubles.length > 0 ? [] : fromDirectory) {
      if (!names.has(name)) log(`no file holds policy '${name}' any more; it stays in force as published`)
    }
    for (const { document, problems } of troubles) {
      log(`${document} is not in force: ${told(problems)}`)
    }
    // A name stays the directory's while its file is broken.
    fromDirectory = troubles.length > 0 ? new Set([...fromDirectory, ...names]) : names
    fileTroubles = troubles
  }

  for (const published of await publishedPolicies(store, organisation)) {
    const loaded = await loadPolicy(published.text, { name: published.name, origin: 'store' })
    if ('policy' in loaded) put({ ...published, policy: loaded.policy })
    else unreadable.set(published.name, loaded.problems)
  }
  await inTurn(reload)
  for (const [name, problems] of unreadable) {
    log(`policy '${name}' is published but cannot be read: ${told(problems)}`)
  }

  return {
    inForce() {
      if (unreadable.size === 0) return inForce
      const names = [...unreadable.keys()].join(', ')
      // Deciding without it could open a gate that it closes.
      throw new Refusal(
        'unavailable',
        `Published policies cannot be read by this version: ${names}. Publish them again.`,
      )
    },
    entries: () => sorted(entries),
    troubles: () => [
      ...fileTroubles,
      ...inForceTroubles(inForce),
      ...[...unreadable].map(([document, problems]) => ({ document, problems })),
    ],
    isFromDirectory: (name) => fromDirectory.has(name),
    publish: (text, options) => inTurn(() => publish(text, options)),
    reload: () =>
      inTurn(reload).catch((error: unknown) =>
        log(`the policies could not be read again: ${explain(error)}`),
      ),
  }
}

interface Published {
  name: string
  text: string
  publishedAt: string
  sequence: number
  publishedBy: string
}

/** The newest publication of every name, of those that the store itself wrote. */
async function publishedPolicies(store: EventStore, organisation: string): Promise<Published[]> {
  const published: Published[] = []
  let after: string | undefined
  for (;;) {
    const keys = await store.keys(organisation, {
      prefix: 'policy:',
      ...(after === undefined ? {} : { after }),
    })
    if (keys.length === 0) return published
    for (const key of keys) {
      const newest = await newestOf(store, organisation, key)
      if (newest !== undefined) published.push(newest)
    }
    after = keys.at(-1)
  }
}

async function newestOf(
  store: EventStore,
  organisation: string,
  key: string,
): Promise<Published | undefined> {
  const { events } = await store.query({ organisation, keys: [key], types: [POLICY_TYPE], limit: 100 })
  const newest = events.find(
    ({ producer, event }) => producer.kind === STORE_PRINCIPAL.kind && event !== undefined,
  )
  const { name, text, publishedBy } = newest?.event?.subject.content ?? {}
  if (newest === undefined || typeof name !== 'string' || typeof text !== 'string') return undefined
  if (key !== keyOf('policy', name)) return undefined
  const { receivedAt: publishedAt, sequence } = newest
  return {
    name,
    text,
    publishedAt,
    sequence,
    publishedBy: typeof publishedBy === 'string' ? publishedBy : 'store',
  }
}

function unfit(document: string, problems: readonly Problem[]): Refusal {
  return new Refusal('invalid-policy', `The policy ${document} has problems; nothing changed.`, {
    problems: [...problems],
  })
}

function misnamed(policy: Policy, name: string | undefined): Problem[] {
  if (policy.name === MERGED)
    return [{ path: '/metadata/name', message: `'${MERGED}' is what all policies together are called` }]
  if (name === undefined || name === policy.name) return []
  return [{ path: '/metadata/name', message: `is '${policy.name}', but it is to be published as '${name}'` }]
}

function ownerOf(policy: Policy): { owner?: string } {
  return policy.owner === undefined ? {} : { owner: policy.owner }
}

function sorted(entries: ReadonlyMap<string, PolicyEntry>): PolicyEntry[] {
  return [...entries.values()].sort((a, b) => (a.policy.name < b.policy.name ? -1 : 1))
}

/** Every problem on one line, each with its place: `6:13 "7 dogs" is not a duration`. */
export function told(problems: readonly Problem[]): string {
  return problems
    .map(({ line, column, message }) => (line === undefined ? message : `${line}:${column ?? 1} ${message}`))
    .join('; ')
}
