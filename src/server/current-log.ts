/** The log with the witnesses that the trust document in force names. */
import { parseVerifier, type Signer } from '../log/keys.ts'
import type { EventStore } from '../store/store.ts'
import type { Trust } from '../trust/trust.ts'
import { createLog, type Log } from './log.ts'

export interface CurrentLogOptions {
  store: EventStore
  organisation: string
  signers: readonly Signer[]
  trust: () => Trust
  now: () => string
}

/** Opened anew when another document is in force; what was signed is in the store, so nothing is signed twice. */
export function createCurrentLog({ trust, ...options }: CurrentLogOptions): Log {
  let of: Trust | undefined
  let log: Log | undefined
  const current = (): Log => {
    const inForce = trust()
    if (log === undefined || of !== inForce) {
      log = createLog({ ...options, witnesses: inForce.witnesses.map(parseVerifier) })
      of = inForce
    }
    return log
  }
  return {
    keys: () => current().keys(),
    checkpoint: (covering) => current().checkpoint(covering),
    indexOf: (sequence) => current().indexOf(sequence),
    inclusion: (index, size) => current().inclusion(index, size),
    consistency: (from, to) => current().consistency(from, to),
    export: (from, limit) => current().export(from, limit),
    cosigned: (note) => current().cosigned(note),
  }
}
