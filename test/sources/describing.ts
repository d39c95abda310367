import { expect } from '@jest/globals'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { validate } from '../../src/cdevents/validate.ts'
import { TurnpikeError } from '../../src/errors.ts'
import { githubFacts } from '../../src/host/github.ts'
import { describe } from '../../src/sources/described.ts'
import { GITHUB, PUSH } from '../host/surroundings.ts'

export const NOW = '2026-11-21T10:05:00Z'
export const DIGEST = `sha256:${'a'.repeat(64)}`
export const OTHER = `sha256:${'b'.repeat(64)}`
export const PURL = `pkg:oci/webshop@${DIGEST}`
export const facts = githubFacts(GITHUB, PUSH, { checkRunId: '1' })

/** The one valid event of a description. */
export function one(description: unknown, where = facts): CDEvent {
  const events = describe([description], where, NOW)
  expect(events).toHaveLength(1)
  expect(validate(events[0]).problems).toEqual([])
  return events[0] as CDEvent
}

/** Why descriptions are refused; fails when they are not. */
export function problemsOf(descriptions: unknown[]): { path: string; message: string }[] {
  try {
    describe(descriptions, facts, NOW)
  } catch (error) {
    if (error instanceof TurnpikeError && error.code === 'INVALID_EVENT') return [...error.problems]
    throw error
  }
  throw new Error('nothing was refused')
}
