/** Signing the checkpoints of one organisation's log: lazily, never twice in a second, never against what was signed. */
import { setTimeout as wait } from 'node:timers/promises'
import { formatCheckpoint, openCheckpoint, parseCheckpoint, type OpenCheckpoint } from '../log/checkpoint.ts'
import type { Signer } from '../log/keys.ts'
import { parseNote, signNote } from '../log/note.ts'
import { rootAt, sameHash } from '../log/proof.ts'
import type { Hash } from '../log/tree.ts'
import type { StoreLog } from '../store/store.ts'
import { Refusal } from './problem.ts'

export interface CheckpointOptions {
  log: StoreLog
  organisation: string
  /** All of one name, which is the name of the log. Each signs every checkpoint. */
  signers: readonly Signer[]
  /** Milliseconds since 1970. */
  clock: () => number
  everyMs: number
}

/**
 * Answers with the newest checkpoint, signed anew when the last one is `everyMs` old and the tree has grown.
 * `covering` is a leaf that it has to cover: worth waiting for; -1 is none.
 *
 * The newest one that was signed is kept in the store's database, so that a store that is started again, and several over
 * one database, do not contradict each other: a checkpoint is kept before anybody sees it, and before the next one is
 * signed the tree has to have the root that was signed, at its size.
 */
export function createCheckpoints(
  options: CheckpointOptions,
): (covering?: number) => Promise<OpenCheckpoint> {
  const { log, organisation, signers, clock, everyMs } = options
  const origin = signers[0]?.verifier.name
  const keys = signers.map(({ verifier }) => verifier)
  let newest: { checkpoint: OpenCheckpoint; at: number } | undefined
  let signing: Promise<OpenCheckpoint> | undefined

  async function sign(): Promise<OpenCheckpoint> {
    const at = clock()
    if (origin === undefined) return remember(await signedElsewhere(), at)
    // In this order: the head that is read second has at least the size of what was kept.
    const before = await lastSigned()
    const head = await log.head(organisation)
    if (before !== undefined) {
      await refuseAnotherPast(before, head)
      const byAll = keys.every((key) => before.opened.verified.some(({ verifier }) => verifier === key))
      if (before.size === head.size && byAll) return remember(before, at)
    }
    const note = signNote(formatCheckpoint({ origin, ...head }), signers, Math.floor(at / 1000))
    const signed = openCheckpoint(note, keys)
    if ('refused' in signed) throw new Error(`a checkpoint just signed does not open: ${signed.refused}`)
    await log.keep(organisation, { witness: '', size: head.size, note })
    return remember(signed, at)
  }

  function remember(checkpoint: OpenCheckpoint, at: number): OpenCheckpoint {
    newest = { checkpoint, at }
    return checkpoint
  }

  async function lastSigned(): Promise<OpenCheckpoint | undefined> {
    const note = await keptNote()
    if (note === undefined) return undefined
    const opened = openCheckpoint(note, keys)
    // Signed by keys that this store no longer has: nobody who knows only the present ones believes it.
    return 'refused' in opened ? undefined : opened
  }

  /** Without keys, such as in somebody's copy of the database: what was signed where the keys are. Not verified here. */
  async function signedElsewhere(): Promise<OpenCheckpoint> {
    const note = (await keptNote()) ?? ''
    const parsed = parseNote(note)
    const checkpoint = 'refused' in parsed ? parsed : parseCheckpoint(parsed.text)
    if ('refused' in parsed || 'refused' in checkpoint) throw noKeys()
    return { ...checkpoint, note, opened: { text: parsed.text, verified: [], others: parsed.signatures } }
  }

  const keptNote = async () => (await log.kept(organisation)).find(({ witness }) => witness === '')?.note

  /** @throws Refusal internal-error: two signed checkpoints that contradict each other are what a witness looks for */
  async function refuseAnotherPast(
    before: OpenCheckpoint,
    head: { size: number; root: Hash },
  ): Promise<void> {
    const read = (places: readonly { level: number; index: number }[]) => log.hashes(organisation, places)
    const root =
      head.size > before.size
        ? await rootAt(read, before.size)
        : head.size === before.size
          ? head.root
          : undefined
    if (root !== undefined && sameHash(root, before.root)) return
    throw new Refusal(
      'internal-error',
      `This store signs nothing: its log of ${head.size} entries does not continue the ${before.size} that it signed before. The database was altered, or is an old copy.`,
    )
  }

  return async (covering = -1) => {
    for (;;) {
      const age = newest === undefined ? Infinity : clock() - newest.at
      // A clock that was set back must not make this one the last for ever.
      if (newest !== undefined && age >= 0 && age < everyMs) {
        if (newest.checkpoint.size > covering) return newest.checkpoint
        await wait(everyMs - age)
      }
      // One at a time: whoever asks meanwhile gets the same one.
      const signed = await (signing ??= sign().finally(() => (signing = undefined)))
      if (signed.size > covering) return signed
      const { size } = await log.head(organisation)
      if (covering >= size) throw noLeaf(covering, size)
    }
  }
}

/** Said where there is nothing to sign with and nothing that was signed. */
export function noKeys(): Refusal {
  return new Refusal(
    'not-found',
    'This store has no key for its log, and nothing was signed yet. Its operator makes one with `turnpike log key`.',
  )
}

/** Said of a leaf that is not there (yet). */
export function noLeaf(index: number, size: number): Refusal {
  return new Refusal('not-found', `There is no leaf ${index} among the first ${size} of the log.`)
}
