/**
 * How well an event's origin must be known before it supports anything: its sender authenticated, its place in the log
 * fixed, its content signed. Each includes those before it.
 */
import type { StoredEvent } from '../store/store.ts'
import type { Reason } from './believe.ts'

export const LEVELS = ['recorded', 'logged', 'signed'] as const
export type Level = (typeof LEVELS)[number]

/** What a finding says is asked for. */
export const SAY_LEVEL: Readonly<Record<Level, string>> = {
  recorded: 'from an authenticated sender',
  logged: 'logged',
  signed: 'signed',
}

/** Why an event is below a level; undefined when it is not. */
export function belowLevel(stored: StoredEvent, wanted: Level | undefined): Reason | undefined {
  if (wanted === undefined) return undefined
  const { producer, logIndex, signature } = stored
  const low = (explanation: string): Reason => ({ reason: 'level-too-low', explanation })
  if (producer.kind === 'loopback') return low('its sender is not authenticated')
  if (wanted === 'recorded') return undefined
  if (!Number.isSafeInteger(logIndex) || logIndex < 0) return low('it has no place in the log')
  if (wanted === 'logged') return undefined
  if (signature === undefined) return low('it is not signed')
  if (signature.signer === undefined)
    return low('its signature was not verified: no signer was known when it came')
  return undefined
}
