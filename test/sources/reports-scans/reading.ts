/** Reports as texts, given to the readers piece by piece. */
import { expect } from '@jest/globals'
import type { CDEvent } from '../../../src/cdevents/event.ts'
import { validate } from '../../../src/cdevents/validate.ts'
import { TurnpikeError } from '../../../src/errors.ts'
import { describe } from '../../../src/sources/described.ts'
import type { Description } from '../../../src/sources/description.ts'
import type { ReportContext, ReportFile } from '../../../src/sources/reports/report.ts'
import { DIGEST, facts, NOW, PURL } from '../describing.ts'

export { DIGEST, facts, NOW, OTHER, PURL } from '../describing.ts'

export const HEX = DIGEST.slice('sha256:'.length)
export const context: ReportContext = { facts, now: NOW, artifacts: [{ digest: DIGEST, purl: PURL }] }
export const file: ReportFile = { path: 'out/report', bytes: 10, digest: `sha256:${'e'.repeat(64)}` }

export async function* bytesOf(text: string | Uint8Array, size = 11): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text as string)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export function jsonBytes(value: unknown, size?: number): AsyncGenerator<Uint8Array> {
  return bytesOf(JSON.stringify(value), size)
}

/** Why a report is refused; fails when it is not, or for another reason than the file. */
export async function refusalOf(reading: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof reading === 'function' ? reading() : reading)
  } catch (error) {
    if (error instanceof TurnpikeError && error.code === 'INVALID_REPORT') return error.message
    throw error
  }
  throw new Error('it was not refused')
}

/** The events of descriptions, each of them valid. */
export function eventsOf(descriptions: readonly Description[]): CDEvent[] {
  const events = describe(descriptions, facts, NOW)
  for (const event of events) expect(validate(event).problems).toEqual([])
  return events
}

/** `artifact.packaged`, `turnpike-scan.finished`. */
export function typesOf(descriptions: readonly Description[]): string[] {
  return eventsOf(descriptions).map(({ context: { type } }) =>
    type.replace(/^dev\.cdeventsx?\./u, '').replace(/\.\d+\.\d+\.\d+$/u, ''),
  )
}
