/** What a recorded decision was judged from, out of the store: its policies with the people of then. */
import type { Decision } from '../policy/decision.ts'
import type { Policy } from '../policy/policy.ts'
import type { Cause } from '../policy/replay.ts'
import type { EventStore } from '../store/store.ts'
import { keyOf } from '../store/keys.ts'
import type { Person } from '../trust/document.ts'
import { DECISION_TYPE, decisionOf } from './judge.ts'
import { withNames } from './known-as.ts'
import type { Found, Texts } from './replay-texts.ts'

export interface OfThen {
  /** Of the store by name, then the files as they were given. */
  policies: readonly Policy[]
  people: readonly Person[]
  causes: Cause[]
}

/** What `decide` says when it was its own fault; then it names no policies, and all that were published count. */
const COULD_NOT = /^The request could not be judged: /u

/**
 * The policies of a record, all names of everybody in them. Those that did not apply are no part of a record; they count
 * only where the request asked for them by name.
 * @param except policies of the store that are not wanted: others stand in for them
 */
export async function policiesOfThen(
  texts: Texts,
  recorded: Decision,
  except: ReadonlySet<string> = NONE,
): Promise<OfThen> {
  const causes: Cause[] = []
  const keep = <T>(one: Found<T>): T[] => {
    if ('found' in one) return [one.found]
    causes.push(one.cause)
    return []
  }
  const stored = recorded.policies.filter(({ origin }) => origin === 'store')
  const more = await alsoAsked(texts, recorded)
  const policies: Policy[] = []
  for (const { name, digest } of [...stored, ...more].filter((one) => !except.has(one.name)))
    policies.push(...keep(await texts.policy({ name, digest, origin: 'store' })))
  for (const digest of filesOf(recorded)) policies.push(...keep(await texts.file(digest)))
  const people = recorded.trust === undefined ? [] : (keep(await texts.people(recorded.trust))[0] ?? NOBODY)
  return { policies: withNames(policies, people), people, causes }
}

const NOBODY: readonly Person[] = []
const NONE: ReadonlySet<string> = new Set()

/** In their order; records of earlier versions name only those that apply. */
function filesOf({ files, policies }: Decision): readonly string[] {
  return files ?? policies.filter(({ origin }) => origin === 'file').map(({ digest }) => digest)
}

/** Policies beside those of the record that the judging knew of. */
async function alsoAsked(texts: Texts, recorded: Decision): Promise<{ name: string; digest: string }[]> {
  const { policies, position, request, summary } = recorded
  if (policies.length === 0 && COULD_NOT.test(summary)) return texts.allPublishedAt(position)
  const named = (request.policies ?? []).filter((name) => !policies.some((policy) => policy.name === name))
  const found = await Promise.all([...new Set(named)].map((name) => texts.publishedAt(name, position)))
  return found.filter((one) => one !== undefined)
}

/** The decision that another one names as the one before. */
export async function previousOf(
  store: EventStore,
  recorded: Decision,
): Promise<{ previous?: Decision; causes: Cause[] }> {
  const { previous, organisation } = recorded
  if (previous === undefined) return { causes: [] }
  const { events } = await store.query({
    organisation,
    keys: [keyOf('decision', previous.id)],
    types: [DECISION_TYPE],
    limit: 1,
  })
  const [stored] = events
  const found = stored === undefined ? undefined : readable(() => decisionOf(stored))
  if (found !== undefined) return { previous: found, causes: [] }
  const says = `The decision before, ${previous.id}, is not in the store or cannot be read: what changed since then cannot be told again.`
  return { causes: [{ what: 'previous-missing', says }] }
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
