/**
 * The proof that one event is in a log, as a file to hand on: the event, its audit path, and the signed checkpoint. Whoever
 * knows the log's key can verify it without the store.
 */
import { parseJson } from '../cdevents/parse.ts'
import { openCheckpoint, type OpenCheckpoint } from './checkpoint.ts'
import { base64, hashOf, readLine, type ExportRow } from './export.ts'
import type { Verifier } from './keys.ts'
import { sameHash, verifyInclusion } from './proof.ts'
import { leafHash, type Hash } from './tree.ts'

const PROOF_FORMAT = 'log-proof/1'

export interface ProofFile {
  /** The row's line, as in an export. */
  row: string
  proof: readonly Hash[]
  /** A signed note. */
  checkpoint: string
}

/** The text of the file, one line without its end. */
export function formatProof({ row, proof, checkpoint }: ProofFile): string {
  return JSON.stringify({ turnpike: PROOF_FORMAT, checkpoint, proof: proof.map(base64), row })
}

/** Does a file begin as one of these? */
export function isProofFile(start: string): boolean {
  return start.startsWith(`{"turnpike":"${PROOF_FORMAT}"`)
}

/** What a file shows, or why it shows nothing. @param keys the log's, and those of witnesses */
export function verifyProofFile(
  text: string,
  keys: readonly Verifier[],
): { row: ExportRow; checkpoint: OpenCheckpoint } | { refused: string } {
  const file = readProof(text)
  const read = file === undefined ? undefined : readLine(file.row)
  if (file === undefined || read === undefined || !('row' in read)) {
    return { refused: 'it is no proof of an event (log-proof/1)' }
  }
  const checkpoint = openCheckpoint(file.checkpoint, keys)
  if ('refused' in checkpoint) return { refused: `its checkpoint cannot be believed: ${checkpoint.refused}` }
  const { row, entry } = read
  const leaf = leafHash(entry)
  if (!sameHash(leaf, row.leaf)) return { refused: 'the event does not fit its leaf: it was changed' }
  const { size, root } = checkpoint
  if (!verifyInclusion({ index: row.index, size, leaf, root, proof: file.proof })) {
    return { refused: `its path does not lead from leaf ${row.index} to the signed root of ${size} entries` }
  }
  return { row, checkpoint }
}

function readProof(text: string): ProofFile | undefined {
  let value: unknown
  try {
    value = parseJson(text)
  } catch {
    return undefined
  }
  const { turnpike, checkpoint, proof, row } = (value ?? {}) as Readonly<Record<string, unknown>>
  if (turnpike !== PROOF_FORMAT || typeof checkpoint !== 'string' || typeof row !== 'string') return undefined
  const hashes = Array.isArray(proof) ? proof.map(hashOf) : [undefined]
  return hashes.every((hash) => hash !== undefined) ? { row, proof: hashes, checkpoint } : undefined
}
