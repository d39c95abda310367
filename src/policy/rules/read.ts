/** The part of a rule that every kind has, and then the kind's own. */
import { readApplicability } from '../applies.ts'
import type { Rule, RuleCommon } from '../policy.ts'
import type { Reader } from '../reader.ts'
import { KINDS } from './rules.ts'

type Raw = Readonly<Record<string, unknown>>

/** A rule; inside `anyOf`, a member, which takes `enforce` from the rule around it. */
export function readRule(raw: Raw, reader: Reader, around?: RuleCommon): Rule {
  const kind = raw['kind'] as Rule['kind']
  const from = momentIn(raw, 'effectiveFrom', reader)
  const until = momentIn(raw, 'effectiveUntil', reader)
  if (from !== undefined && until !== undefined && until <= from)
    reader.problem('effectiveUntil must be later than effectiveFrom', 'effectiveUntil')
  const when = readApplicability(raw, 'when', reader)
  const unless = readApplicability(raw, 'unless', reader)
  const common: RuleCommon = {
    id: raw['id'] as string,
    kind,
    title: (raw['title'] as string | undefined) ?? titleOf(raw['id'] as string),
    controls: (raw['controls'] as string[] | undefined) ?? [],
    enforce: around?.enforce ?? (raw['enforce'] as RuleCommon['enforce'] | undefined) ?? 'block',
    ...(from === undefined ? {} : { effectiveFrom: from }),
    ...(until === undefined ? {} : { effectiveUntil: until }),
    ...(when === undefined ? {} : { when }),
    ...(unless === undefined ? {} : { unless }),
    waivable: (raw['waivable'] as boolean | undefined) ?? false,
    ...(raw['remediation'] === undefined ? {} : { remediation: raw['remediation'] as string }),
    ...(raw['owner'] === undefined ? {} : { owner: raw['owner'] as string }),
  }
  return KINDS[kind].read(raw, common, reader)
}

/** `unit-tests` → `Unit tests`. */
function titleOf(id: string): string {
  const words = id.replace(/[-_.]+/gu, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function momentIn(raw: Raw, field: string, reader: Reader): number | undefined {
  const text = raw[field]
  return typeof text === 'string' ? reader.moment(text, field, 'Etc/UTC') : undefined
}
