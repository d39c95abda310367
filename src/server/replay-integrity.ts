/**
 * Is what a decision rests on still what it was? Every event that was read is held against the log: the tree commits to
 * its bytes, its sender and the moment it came. Whoever changes a row has to change the tree too, and then its
 * checkpoints no longer hold (`turnpike log verify`).
 */
import { canonicalJson, digestOfJson } from '../cdevents/canonical.ts'
import { parseJson } from '../cdevents/parse.ts'
import { entryOf } from '../log/entry.ts'
import { leafHash } from '../log/tree.ts'
import { shortType } from '../policy/paths.ts'
import type { Decision, EvidenceRef } from '../policy/decision.ts'
import type { Evidence } from '../policy/gather.ts'
import type { Cause } from '../policy/replay.ts'
import { clip } from '../policy/say.ts'
import type { EventStore, StoredEvent } from '../store/store.ts'

/** As many as one question of the log takes. */
const AT_A_TIME = 1000

/** Events that are not as they were kept, and events that the record names and that are gone. */
export async function alterations(
  store: EventStore,
  recorded: Decision,
  evidence: Evidence,
): Promise<Cause[]> {
  const read = new Map<number, StoredEvent>()
  for (const { events } of evidence.answers.values()) for (const one of events) read.set(one.sequence, one)
  const causes: Cause[] = []
  for (const ref of refsOf(recorded)) {
    const now = read.get(ref.sequence) ?? (await store.get(recorded.organisation, ref.sequence))
    if (now === undefined) causes.push(gone(ref))
    else {
      if (now.digest !== ref.digest)
        causes.push(altered(now, `its digest was ${ref.digest}, is ${now.digest}`))
      read.set(now.sequence, now)
    }
  }
  const told = new Set(causes.map(({ sequence }) => sequence))
  const others = await unlikeTheLog(store, [...read.values()])
  return [...causes, ...others.filter(({ sequence }) => !told.has(sequence))]
}

/** Events whose row is not what the log has committed to. */
export async function unlikeTheLog(store: EventStore, events: readonly StoredEvent[]): Promise<Cause[]> {
  const causes: Cause[] = []
  for (const [organisation, own] of Map.groupBy(events, (one) => one.organisation))
    for (let from = 0; from < own.length; from += AT_A_TIME) {
      const some = own.slice(from, from + AT_A_TIME)
      const leaves = await leavesOf(store, organisation, some)
      for (const [index, stored] of some.entries()) {
        const leaf = leaves[index]
        if (leaf === undefined) causes.push(altered(stored, 'the log has no leaf for it'))
        else if (!leafOf(stored).equals(leaf))
          causes.push(altered(stored, 'the log has committed to another content'))
        else if (contentDigest(stored) !== stored.digest)
          causes.push(altered(stored, 'the digest beside it is not that of its content'))
      }
    }
  return causes
}

/** One by one where one is lost, so that it is told which. */
async function leavesOf(
  store: EventStore,
  organisation: string,
  events: readonly StoredEvent[],
): Promise<(Uint8Array | undefined)[]> {
  const places = events.map(({ logIndex }) => ({ level: 0, index: logIndex }))
  try {
    return await store.log.hashes(organisation, places)
  } catch {
    return Promise.all(
      places.map((place) =>
        store.log.hashes(organisation, [place]).then(
          ([leaf]) => leaf,
          () => undefined,
        ),
      ),
    )
  }
}

function leafOf({ signature, producer, ...stored }: StoredEvent): Buffer {
  const entry = entryOf({ ...stored, producer: canonicalJson(producer), material: signature?.material })
  return Buffer.from(leafHash(entry))
}

function contentDigest({ body }: StoredEvent): string {
  try {
    return digestOfJson(parseJson(body))
  } catch {
    return ''
  }
}

function refsOf({ findings }: Decision): EvidenceRef[] {
  const all = findings.flatMap((finding) => [finding, ...(finding.members ?? [])])
  const refs = all.flatMap(({ evidence, refused }) => [...evidence, ...refused])
  return [...new Map(refs.map((ref) => [ref.sequence, ref])).values()]
}

function gone({ sequence, type, subject }: EvidenceRef): Cause {
  const says = `Event #${sequence} (${clip(shortType(type), 80)} of ${clip(subject, 80)}) is in the record and no longer in the store.`
  return { what: 'evidence-missing', sequence, says }
}

function altered({ sequence, type, subject }: StoredEvent, why: string): Cause {
  const says = `Event #${sequence} (${clip(shortType(type), 80)} of ${clip(subject, 80)}) was altered after it was kept: ${why}.`
  return { what: 'evidence-altered', sequence, says }
}
