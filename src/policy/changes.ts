/** What is different since the last decision, a sentence each. */
import { exceptionChanges } from './changes-exceptions.ts'
import type { Decision, Finding } from './decision.ts'

const WORDS: Readonly<Record<Finding['result'], string>> = {
  pass: 'passes',
  fail: 'fails',
  pending: 'is waiting',
  error: 'cannot be judged',
  waived: 'is waived',
  overridden: 'is overridden',
  'not-applicable': 'does not apply',
  off: 'is off',
}
const MAX_CHANGES = 20

/** Empty when nothing changed. Names are the titles of the rules. */
export function changesSince(previous: Decision, current: Decision): string[] {
  const before = new Map(previous.findings.map((finding) => [nameOf(finding), finding]))
  const changes: string[] = []
  if (digests(previous) !== digests(current)) changes.push('It is about another artifact.')
  for (const { name, digest } of current.policies) {
    const old = previous.policies.find((policy) => policy.name === name)
    if (old === undefined) changes.push(`The policy ${name} is new.`)
    else if (old.digest !== digest) changes.push(`The policy ${name} was changed.`)
  }
  for (const { name } of previous.policies)
    if (!current.policies.some((policy) => policy.name === name))
      changes.push(`The policy ${name} no longer applies.`)
  changes.push(...exceptionChanges(previous, current))
  for (const finding of current.findings) {
    const old = before.get(nameOf(finding))
    before.delete(nameOf(finding))
    if (old === undefined) changes.push(`${finding.title} is a new check and ${WORDS[finding.result]}.`)
    else if (old.result !== finding.result)
      changes.push(
        `${finding.title} ${WORDS[finding.result]}, it ${past(old.result)} before (now: ${finding.found}).`,
      )
    else if (old.found !== finding.found && finding.result !== 'pass')
      changes.push(`${finding.title}: ${old.found} → ${finding.found}.`)
  }
  for (const gone of before.values()) changes.push(`${gone.title} is no longer checked.`)
  const more = changes.length - MAX_CHANGES
  return more > 0 ? [...changes.slice(0, MAX_CHANGES), `And ${more} more.`] : changes
}

function past(result: Finding['result']): string {
  return {
    pass: 'passed',
    fail: 'failed',
    pending: 'was waiting',
    error: 'could not be judged',
    waived: 'was waived',
    overridden: 'was overridden',
    'not-applicable': 'did not apply',
    off: 'was off',
  }[result]
}

function nameOf({ policy, rule }: Finding): string {
  return `${policy}/${rule}`
}

function digests({ request }: Decision): string {
  return request.artifacts
    .map(({ digest }) => digest)
    .sort()
    .join(' ')
}
