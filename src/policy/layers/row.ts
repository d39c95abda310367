/** What the tables of fields are made of: see stricter.ts. */
import { LEVELS } from '../level.ts'
import type { Policy, RuleCommon, Trusting } from '../policy.ts'
import { compareBelieved } from './believed.ts'
import { ranked } from './compared.ts'
import type { Compared } from './compared.ts'

/** Two rules of one id, each with its policy. */
export interface Pair<R> {
  later: { rule: R; policy: Policy }
  earlier: { rule: R; policy: Policy }
}

/** How one field is compared. `as`: what it is called in the document, where that differs. */
export interface Row<R, V> {
  readonly compare: (later: V, earlier: V, pair: Pair<R>) => Compared
  readonly as?: string
}

export type Table<R, Done = RuleCommon> = {
  readonly [F in Exclude<keyof R, keyof Done>]-?: Row<R, R[F]>
}

/** The policies of two rules. */
export const policies = <R>({ later, earlier }: Pair<R>) => ({ later: later.policy, earlier: earlier.policy })

/** Waits are no allows; but whoever said that missing is a no meant it. */
export const missing = ranked(['wait', 'deny'] as const)

/**
 * Whom a rule believes. The level may rise for kinds whose unusable events still object (see believe.ts): what is below
 * it stays in the list, and is no support.
 */
export function trusting<R extends Trusting>(): Table<R, Omit<R, 'producer' | 'level'>> {
  return {
    producer: {
      compare: (later: Trusting['producer'], earlier: Trusting['producer'], pair: Pair<R>) =>
        compareBelieved(later, earlier, policies(pair)),
    },
    level: { compare: ranked([undefined, ...LEVELS] as string[]) },
  } as unknown as Table<R, Omit<R, 'producer' | 'level'>>
}
