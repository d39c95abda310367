/** Under what a finding is waived or overridden, and deployments that no decision stood behind, in words. */
import { moment } from './ages.ts'
import { knownProducer, personName, shortDigest } from './names.ts'
import { overrideOf } from './overrides.ts'
import { at, clockAt, code, quote, say, strong } from './said.ts'
import type { Said } from './said.ts'
import { commandSaid } from './statement.ts'
import type { Statement } from './statement.ts'
import { waiverOf } from './waivers.ts'
import type { Decision, Finding, NonconformityRef } from '../policy/decision.ts'

/** Under what a finding is waived or overridden, in a few words; undefined for any other finding. */
export function exceptionOf(finding: Finding, decision: Decision): Said | undefined {
  const waiver = waiverOf(finding, decision)
  if (waiver !== undefined)
    return say`waived until ${clockAt(waiver.until ?? 'no end')} by ${personName(waiver.by ?? 'nobody that is named')}`
  const override = overrideOf(finding, decision)
  if (override !== undefined)
    return say`overridden until ${clockAt(override.until)} by ${personName(override.by)}`
  return finding.result === 'waived' || finding.result === 'overridden'
    ? say`${finding.result} by ${finding.exception ?? 'something that is not recorded'}`
    : undefined
}

/** Deployments that no decision stood behind, the newest first. */
export function nonconformityStatements(decision: Decision): Statement[] {
  return (decision.nonconformities ?? [])
    .toSorted((a, b) => b.sequence - a.sequence)
    .map((one) => ({ tone: 'fail', lines: [nonconformitySaid(one, decision)] }))
}

function nonconformitySaid(one: NonconformityRef, decision: Decision): Said {
  const { artifact, service } = one
  const what =
    service === undefined ? say`An artifact was deployed` : say`Service ${strong(service)} was deployed`
  const which = artifact === undefined ? undefined : say`, ${code(shortDigest(digestIn(artifact)))}`
  const here = decision.request.artifacts.some(({ digest }) => artifact?.includes(digest) === true)
    ? say` (the artifact that is asked about)`
    : undefined
  const number = String(one.sequence)
  // Only a plain number: a record can hold anything there.
  const command = /^[1-9]\d*$/.test(number) ? commandSaid('turnpike nonconformity answer', number) : undefined
  const when = moment(one.at) === undefined ? undefined : say` at ${at(one.at)}`
  return say`${what}${which}${here}${when} by ${strong(knownProducer(decision, one.by))}, and no valid decision stood behind it: ${quote(one.says)}. Open until somebody answers for it${command}; event no. ${one.sequence}, deployment no. ${one.deployment}.`
}

function digestIn(artifact: string): string {
  return /sha256:[0-9a-f]{64}/.exec(artifact)?.[0] ?? artifact
}
