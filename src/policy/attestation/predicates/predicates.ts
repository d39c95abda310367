/** The closed set of predicates. */
import type { PredicateName } from '../../policy.ts'
import type { Predicate } from './predicate.ts'
import { provenance } from './provenance.ts'
import { svr } from './svr.ts'
import { testResult } from './test-result.ts'
import { vsa } from './vsa.ts'
import { vulns } from './vulns.ts'

type Any = Predicate<Readonly<Record<string, unknown>>>

export const PREDICATES = {
  'slsa-provenance': provenance,
  'test-result': testResult,
  vulns,
  vsa,
  svr,
} as unknown as Readonly<Record<PredicateName, Any>>

export const PREDICATE_NAMES = Object.keys(PREDICATES) as readonly PredicateName[]
