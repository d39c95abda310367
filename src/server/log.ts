/**
 * The log of one organisation, to be shown: signed checkpoints, proofs, exports, and the cosignatures of witnesses. The
 * store keeps the tree (`StoreLog`).
 */
import { openCheckpoint, type Checkpoint } from '../log/checkpoint.ts'
import { unpackCosignature } from '../log/cosignature.ts'
import { checkpointLine, headerLine, rowLine } from '../log/export.ts'
import type { Signer, Verifier } from '../log/keys.ts'
import { consistencyProof, inclusionProof, rootAt, type HashReader } from '../log/proof.ts'
import { peaksOf, type Hash } from '../log/tree.ts'
import type { EventStore, KeptCheckpoint, LogRow } from '../store/store.ts'
import { createCheckpoints, noKeys, noLeaf } from './log-checkpoints.ts'
import { Refusal } from './problem.ts'

export interface LogOptions {
  store: EventStore
  organisation: string
  /** The log's secret keys, all of one name, which is the name of the log. None: what
   * was signed elsewhere and kept is shown, and nothing is signed. */
  signers: readonly Signer[]
  /** Public keys of the witnesses whose cosignatures are kept. */
  witnesses?: readonly Verifier[]
  /** The moment, RFC 3339. */
  now: () => string
  /** A new checkpoint is signed at most this often. Default 1000. */
  everyMs?: number
}

export interface SignedCheckpoint extends Checkpoint {
  /** The note with the log's signatures, and the cosignatures of exactly this checkpoint. */
  note: string
}

export interface Log {
  /** The log's public keys, the newest first, and those of the witnesses it knows. */
  keys(): { origin: string | null; keys: string[]; witnesses: string[] }
  /**
   * The newest checkpoint. `covering` is a leaf that it has to cover, which may take a second.
   * @throws Refusal not-found without keys, or without that leaf; internal-error when the past is another one
   */
  checkpoint(covering?: number): Promise<SignedCheckpoint>
  /** The index of an event's leaf. @throws Refusal not-found */
  indexOf(sequence: number): Promise<number>
  /** @throws Refusal not-found, bad-request */
  inclusion(index: number, size: number): Promise<{ row: LogRow; root: Hash; proof: Hash[] }>
  /** @throws Refusal bad-request */
  consistency(from: number, to: number): Promise<Hash[]>
  /** The lines of an export, each with its newline, some at a time: the rows from an index on, all or `limit` at most. */
  export(from: number, limit?: number): Promise<AsyncGenerator<string>>
  /**
   * Keeps what witnesses signed under one of this log's checkpoints; answers with their names.
   * @throws Refusal invalid-request when nothing of it can be believed
   */
  cosigned(note: string): Promise<string[]>
}

/** How far ahead the clock of a witness may be. */
const CLOCK_AHEAD_SECONDS = 300
const PAGE = 500

/** The log of one organisation; calls throw Refusal for what is not there. */
export function createLog(options: LogOptions): Log {
  const { store, organisation, signers, witnesses = [], now, everyMs = 1000 } = options
  const keys = signers.map(({ verifier }) => verifier)
  const clock = () => Date.parse(now())
  const current = createCheckpoints({ log: store.log, organisation, signers, clock, everyMs })
  const read: HashReader = (places) => store.log.hashes(organisation, places)

  /** What known witnesses signed under one of this log's checkpoints. */
  function signedByWitnesses(note: string) {
    const checkpoint = openCheckpoint(note, [...keys, ...witnesses])
    if ('refused' in checkpoint) return []
    return checkpoint.opened.verified.filter(({ verifier }) => verifier.type === 'witness')
  }

  /** The cosigned checkpoints that are wanted, as far as their witnesses are still known. */
  async function keptByWitnesses(isWanted: (kept: KeptCheckpoint) => boolean) {
    const kept = (await store.log.kept(organisation)).filter((one) => one.witness !== '' && isWanted(one))
    return kept.filter(({ note }) => signedByWitnesses(note).length > 0)
  }

  async function checkpoint(covering?: number): Promise<SignedCheckpoint> {
    const { origin, size, root, note, opened } = await current(covering)
    const same = await keptByWitnesses((kept) => kept.note.startsWith(`${opened.text}\n`))
    const lines = same.flatMap((kept) => signedByWitnesses(kept.note).map(({ line }) => line))
    return { origin, size, root, note: note + [...new Set(lines)].join('') }
  }

  async function* rowLines(from: number, end: number): AsyncGenerator<string> {
    for (let at = from; at < end;) {
      const page = await store.log.rows(organisation, at, Math.min(PAGE, end - at))
      const rows = page.filter(({ index }) => index < end)
      const last = rows.at(-1)
      // Rows that are gone from the database are for the verifier to find; the export goes on.
      if (last === undefined) return
      const leaves = await read(rows.map(({ index }) => ({ level: 0, index })))
      yield rows.map((row, place) => `${lineOf(row, leaves[place] as Hash)}\n`).join('')
      at = last.index + 1
    }
  }

  return {
    checkpoint,
    keys: () => ({
      origin: keys[0]?.name ?? null,
      keys: keys.map(({ text }) => text),
      witnesses: witnesses.map(({ text }) => text),
    }),
    async indexOf(sequence) {
      const stored = await store.get(organisation, sequence)
      if (stored === undefined) throw new Refusal('not-found', `There is no event ${sequence}.`)
      return stored.logIndex
    },
    async inclusion(index, size) {
      const head = await store.log.head(organisation)
      if (size > head.size) throw tooLarge(size, head.size)
      if (index >= size) throw noLeaf(index, size)
      const [row] = await store.log.rows(organisation, index, 1)
      if (row?.index !== index) throw noLeaf(index, size)
      return { row, root: await rootAt(read, size), proof: await inclusionProof(read, index, size) }
    },
    async consistency(from, to) {
      const head = await store.log.head(organisation)
      if (to > head.size) throw tooLarge(to, head.size)
      if (from > to)
        throw new Refusal('bad-request', `'from' is ${from} and 'to' is ${to}; a log only grows.`)
      return consistencyProof(read, from, to)
    },
    async export(from, limit) {
      const { origin, size, note } = await checkpoint()
      if (from > size) throw tooLarge(from, size)
      const cosigned = (await keptByWitnesses((kept) => kept.size <= size)).map((kept) => kept.note)
      const header = headerLine({ origin, from, peaks: await read(peaksOf(0, from)), cosigned })
      const rows = rowLines(from, Math.min(size, from + (limit ?? size)))
      return (async function* () {
        yield `${header}\n`
        yield* rows
        yield `${checkpointLine(note)}\n`
      })()
    },
    async cosigned(note) {
      if (keys.length === 0) throw noKeys()
      const checkpoint = openCheckpoint(note, [...keys, ...witnesses])
      if ('refused' in checkpoint) {
        throw new Refusal('invalid-request', `This is no checkpoint of this log: ${checkpoint.refused}.`)
      }
      const { verified, text } = checkpoint.opened
      const ofWitnesses = verified.filter(({ verifier }) => verifier.type === 'witness')
      if (ofWitnesses.length === 0) throw new Refusal('invalid-request', unknownWitness(witnesses))
      const latest = clock() / 1000 + CLOCK_AHEAD_SECONDS
      const early = ofWitnesses.find(({ bytes }) => (unpackCosignature(bytes)?.seconds ?? Infinity) > latest)
      if (early !== undefined) {
        throw new Refusal('invalid-request', `The cosignature of ${early.name} is from the future.`)
      }
      // The log's own lines and this witness's: whatever else was under it is not kept.
      const own = verified.filter(({ verifier }) => verifier.type === 'log').map(({ line }) => line)
      for (const { verifier, line } of ofWitnesses) {
        const kept = `${text}\n${own.join('')}${line}`
        await store.log.keep(organisation, { witness: verifier.text, size: checkpoint.size, note: kept })
      }
      return ofWitnesses.map(({ name }) => name)
    },
  }
}

function lineOf(row: LogRow, leaf: Hash): string {
  return rowLine({ ...row, producer: { ...row.producer }, leaf })
}

function unknownWitness(witnesses: readonly Verifier[]): string {
  const known = witnesses.map(({ name, id }) => `${name} (key ${id})`).join(', ')
  return `No witness that this store knows signed it. ${known === '' ? 'It knows none' : `It knows ${known}`}.`
}

function tooLarge(asked: number, size: number): Refusal {
  return new Refusal('bad-request', `The log has ${size} entries, not ${asked}.`)
}
