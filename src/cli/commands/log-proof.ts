/** Proofs out of a store's answers. Whatever it answers is only a claim: who asked verifies it. */
import { parseJson } from '../../cdevents/parse.ts'
import { TurnpikeError } from '../../errors.ts'
import { hashOf } from '../../log/export.ts'
import type { Hash } from '../../log/tree.ts'
import type { Needed } from '../../log/witness.ts'
import type { Connection } from '../connection.ts'

/**
 * A consistency proof; undefined when the store says that it has none.
 * @throws TurnpikeError when the store cannot answer now, or does not answer to this caller
 */
export async function proofFrom(store: Connection, { from, to }: Needed): Promise<Hash[] | undefined> {
  try {
    return hashesIn(await store.text(`v1/log/consistency?from=${from}&to=${to}`))
  } catch (error) {
    const status = error instanceof TurnpikeError ? error.status : undefined
    if (status === 400 || status === 404 || status === 422) return undefined
    throw error
  }
}

/** The member `proof` of an answer. @throws TurnpikeError STORE_ANSWER */
export function hashesIn(answer: string): Hash[] {
  const { proof } = recordIn(answer)
  const hashes = Array.isArray(proof) && proof.length <= 64 ? proof.map(hashOf) : [undefined]
  if (hashes.every((hash) => hash !== undefined)) return hashes
  throw new TurnpikeError('STORE_ANSWER', 'the store answered with something that is no proof')
}

/** @throws TurnpikeError STORE_ANSWER */
export function recordIn(answer: string): Readonly<Record<string, unknown>> {
  try {
    const value = parseJson(answer)
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>
  } catch {
    // Said below.
  }
  throw new TurnpikeError('STORE_ANSWER', 'the store answered with something that is no JSON object')
}
