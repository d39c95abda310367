/**
 * Warnings on a policy that loads: rules that are never judged or can never pass, people and producers that nobody can
 * be, words that mean less than they seem to. None of them keeps a policy from loading.
 */
import { inPlace, readDocument } from '../document.ts'
import type { Policy } from '../policy.ts'
import { escape } from '../shape.ts'
import { placedRules } from './context.ts'
import type { Linting, Warning } from './context.ts'
import { lintEvidence } from './evidence.ts'
import { lintPeople } from './people.ts'
import { lintProducers } from './producers.ts'
import { lintReach } from './reach.ts'
import { lintWhole } from './whole.ts'
import { lintWindows } from './windows.ts'

export interface LintOptions {
  /** Epoch ms: what is over by then. */
  now: number
  /** Other policies that apply with it. */
  beside?: readonly Policy[]
}

/** Every warning, in the order of the document, with line and column. Pure. */
export function lintPolicy(policy: Policy, { now, beside = [] }: LintOptions): Warning[] {
  const warnings: Warning[] = []
  const linting: Linting = {
    policy,
    all: [policy, ...beside],
    now,
    placed: placedRules(policy),
    warn: (lint, message, ...at) =>
      void warnings.push({ lint, message, path: at.map((step) => `/${escape(String(step))}`).join('') }),
  }
  const read = readDocument(policy.text)
  lintWhole(linting)
  lintReach(linting)
  lintPeople(linting)
  lintWindows(linting)
  lintEvidence(linting)
  lintProducers(linting, 'value' in read ? read.value : undefined)
  if ('problems' in read) return warnings
  return inPlace(warnings.map((warning) => read.locate(warning))) as Warning[]
}
