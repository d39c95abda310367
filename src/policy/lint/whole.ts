/** What is odd about a policy as a whole. */
import type { Applicability, Policy, Rule } from '../policy.ts'
import type { Linting } from './context.ts'

export function lintWhole({ policy, all, placed, warn, now }: Linting): void {
  // Those that govern wherever this one does.
  const together = all.filter((one) => one !== policy && isUnder(policy, one))
  const blocking = policy.rules.filter(({ enforce }) => enforce === 'block')
  if (blocking.length === 0)
    warn(
      'nothing-blocks',
      'no rule blocks: where no other policy has one that does, every decision is an error',
      'rules',
    )
  else if (![policy, ...together].some((one) => one.rules.some((rule) => blocksArtifact(rule))))
    warn(
      'any-artifact',
      'no blocking rule asks for anything about the artifact itself: any digest may go',
      'rules',
    )
  if (policy.changeClass === 'claimed')
    warn('claimed', 'whoever asks may claim to be an emergency', 'changeClass')
  else if (!all.some((one) => one.rules.some((rule) => knowsClass(rule, now))))
    for (const { rule, at, around } of placed) {
      if (around !== undefined) continue
      for (const field of ['when', 'unless'] as const)
        if (asksForClass(rule[field]))
          warn(
            'class-unknown',
            'the class of the change is only known by a blocking rule of kind change (in any layer), and there is none: it counts as major, and takes no rule out of force',
            ...at,
            field,
          )
    }
}

/** Is every environment and service of `policy` one of `other` as well? */
function isUnder({ applies }: Policy, { applies: other }: Policy): boolean {
  const covers = (wide: string, name: string) =>
    wide.endsWith('*') ? name.startsWith(wide.slice(0, -1)) : wide === name
  const services = other.services
  return (
    applies.environments.every((name) => other.environments.some((wide) => covers(wide, name))) &&
    (services === undefined || (applies.services?.every((name) => services.includes(name)) ?? false))
  )
}

function blocksArtifact(rule: Rule): boolean {
  return rule.enforce === 'block' && isAboutArtifact(rule)
}

function knowsClass(rule: Rule, now: number): boolean {
  return (
    rule.kind === 'change' &&
    rule.enforce === 'block' &&
    !(rule.effectiveUntil !== undefined && rule.effectiveUntil <= now)
  )
}

/** Does it ask for something that is bound to the digest? */
function isAboutArtifact(rule: Rule): boolean {
  switch (rule.kind) {
    case 'anyOf':
      return rule.members.every((member) => isAboutArtifact(member))
    case 'threshold':
      return rule.scope === 'artifact'
    case 'evidence':
    case 'approval':
    case 'order':
    case 'soak':
    case 'attestation':
    case 'producer':
      return true
    default:
      return false
  }
}

function asksForClass(what: Applicability | undefined): boolean {
  if (what === undefined) return false
  return 'text' in what
    ? /\brequest\s*\.\s*change\b/u.test(what.text) && what.text.includes('class')
    : what.facts.some(({ path }) => path === 'change.class')
}
