/** What was found that a job may have built. Pure. */
import type { ArtifactRef } from '../../cdevents/event.ts'
import { TurnpikeError } from '../../errors.ts'

/** In the order in which they are looked for: what a tool said itself comes before what is read out of a file. */
export const ORIGINS = [
  'turnpike.yaml',
  'image',
  'GITHUB_ARTIFACTS_LIST',
  'npm package',
  'Python package',
  'Maven package',
  'OCI layout',
  'Go binary',
  'checksums file',
] as const

export type Origin = (typeof ORIGINS)[number]

/** An artifact, and where its digest comes from. */
export interface Candidate {
  artifact: ArtifactRef
  origin: Origin
  /** The file or variable, as a person knows it. */
  where: string
}

/** Random access to a file's bytes; `read` gives fewer bytes at the end of the file only. */
export interface FileBytes {
  readonly size: number
  read(offset: number, length: number): Promise<Uint8Array>
}

/** Raw DEFLATE (RFC 1951) → bytes. @throws for broken data, and for more than `most` bytes */
export type Inflate = (bytes: Uint8Array, most: number) => Uint8Array

/** Why a file is not what its name says; a sentence without its subject. INVALID_REPORT: told, and mostly gone past. */
export function unreadable(why: string, cause?: unknown): TurnpikeError {
  return new TurnpikeError('INVALID_REPORT', why, cause === undefined ? {} : { cause })
}
