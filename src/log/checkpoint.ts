/** Checkpoints (C2SP tlog-checkpoint): which log, how many leaves, and the root over them, as a signed note. */
import { fromBase64, type Verifier } from './keys.ts'
import { openNote, type OpenNote } from './note.ts'
import { HASH_LENGTH, type Hash } from './tree.ts'

export interface Checkpoint {
  /** Which log it is: an address without a scheme, such as `store.example.org/o/acme`. The same as the name of its key. */
  origin: string
  size: number
  root: Hash
}

/** A checkpoint that was signed by a known key of its log. */
export interface OpenCheckpoint extends Checkpoint {
  opened: OpenNote
  /** The note, whole. */
  note: string
}

/** The text of a checkpoint: what is signed. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`
}

/** Reads the text of a checkpoint. Lines below the third say nothing here, but must not be empty. */
export function parseCheckpoint(text: string): Checkpoint | { refused: string } {
  const lines = text.split('\n')
  const [origin = '', size = '', base64 = ''] = lines
  if (lines.length < 4 || lines.pop() !== '' || lines.includes('')) {
    return { refused: 'its text is not three lines: the name of the log, a size, a root' }
  }
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) {
    return { refused: `its second line is not a size: ${JSON.stringify(size.slice(0, 40))}` }
  }
  const root = fromBase64(base64)
  if (root?.length !== HASH_LENGTH) return { refused: 'its third line is not a root: 32 bytes in base64' }
  return { origin, size: Number(size), root }
}

/**
 * Opens a checkpoint of one log. Some key of type `log` whose name is the origin must have signed it; what the keys of
 * witnesses among the verifiers signed is in `opened.verified`, too.
 * @param verifiers the log's keys, all of one name, and those of witnesses
 */
export function openCheckpoint(
  note: string,
  verifiers: readonly Verifier[],
): OpenCheckpoint | { refused: string } {
  const opened = openNote(note, verifiers)
  if ('refused' in opened) return opened
  const checkpoint = parseCheckpoint(opened.text)
  if ('refused' in checkpoint) return checkpoint
  const signers = opened.verified.filter(({ verifier }) => verifier.type === 'log')
  if (signers.length === 0) return { refused: 'witnesses signed it, and no known key of the log itself' }
  // A key may sign for its own log only.
  if (!signers.some(({ name }) => name === checkpoint.origin)) {
    return {
      refused: `it is of the log ${JSON.stringify(checkpoint.origin.slice(0, 100))}, and signed by ${signers[0]?.name}`,
    }
  }
  return { ...checkpoint, opened, note }
}
