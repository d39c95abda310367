/**
 * What a witness decides (C2SP tlog-witness): it remembers the newest checkpoint that it saw of a log, and cosigns
 * another one only when that continues it. Pure: fetching, remembering and signing are the caller's.
 */
import type { Checkpoint } from './checkpoint.ts'
import { sameHash, verifyConsistency } from './proof.ts'
import type { Hash } from './tree.ts'

/** Which proof decides between what is remembered and what was just seen. */
export interface Needed {
  from: number
  to: number
}

export type Judgement =
  /** Nothing was remembered yet: it is taken as it is. */
  | { kind: 'first' }
  /** The same tree. */
  | { kind: 'same' }
  /** It continues what is remembered. */
  | { kind: 'grown' }
  /**
   * A beginning of what is remembered, such as a server that answers with what it signed a moment ago. Not to be cosigned;
   * and a log that goes on showing it has hidden the rest.
   */
  | { kind: 'older' }
  /** A past that was signed is not the past any more, or is not shown to be. `why` is a sentence. */
  | { kind: 'fork' | 'rollback' | 'other-log'; why: string }

/** The proof to ask the log for, or undefined where none is needed. */
export function neededProof(remembered: Checkpoint | undefined, seen: Checkpoint): Needed | undefined {
  if (remembered === undefined || remembered.origin !== seen.origin || remembered.size === seen.size)
    return undefined
  return { from: Math.min(remembered.size, seen.size), to: Math.max(remembered.size, seen.size) }
}

/**
 * Judges a checkpoint whose signature was verified.
 * @param proof what the log answered for `neededProof`; undefined where it had no answer, which speaks against it
 */
export function judge(
  remembered: Checkpoint | undefined,
  seen: Checkpoint,
  proof: readonly Hash[] | undefined,
): Judgement {
  if (remembered === undefined) return { kind: 'first' }
  if (remembered.origin !== seen.origin) {
    return {
      kind: 'other-log',
      why: `the checkpoint is of the log ${seen.origin}, and what is remembered is of ${remembered.origin}`,
    }
  }
  if (remembered.size === seen.size) {
    if (sameHash(remembered.root, seen.root)) return { kind: 'same' }
    return {
      kind: 'fork',
      why: `the log signed two different histories of ${seen.size} entries`,
    }
  }
  const [small, large] = remembered.size < seen.size ? [remembered, seen] : [seen, remembered]
  const roots = { from: small.size, to: large.size, fromRoot: small.root, toRoot: large.root }
  const proven = proof !== undefined && verifyConsistency({ ...roots, proof })
  if (seen.size > remembered.size) {
    if (proven) return { kind: 'grown' }
    return {
      kind: 'fork',
      why: `the log of ${seen.size} entries is not shown to continue the ${remembered.size} that it signed before: what came then was changed or removed`,
    }
  }
  if (proven) return { kind: 'older' }
  return {
    kind: 'rollback',
    why: `the log had ${remembered.size} entries and now shows ${seen.size}: what came in between was removed`,
  }
}
