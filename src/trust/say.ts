/** What grants mean, in words: for refusals and explanations. */
import { sayDuration } from '../policy/duration.ts'
import { quote } from '../policy/shape.ts'
import type { Approving, Environments, Grant, Recipient, Writing } from './document.ts'
import type { Identity } from './identity.ts'
import type { Judging } from './objections.ts'
import { sayTypes } from './type-pattern.ts'

const LONGEST_LIST = 8

/** Words with commas between them, the first eight, each of at most 200 characters. */
export function sayList(words: readonly string[]): string {
  const shown = words
    .slice(0, LONGEST_LIST)
    .map((word) => (word.length > 200 ? `${word.slice(0, 199)}…` : word))
  const more = words.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}

/** A grant by its name. */
export function sayGrant(name: string): string {
  return `grant ${quote(name)}`
}

/** Whom to turn to, as the last sentence of a refusal. */
export function sayAsk(owner: string | undefined): string {
  return owner === undefined
    ? 'Whoever keeps the trust document can grant it'
    : `${owner} keeps the trust document and can grant it`
}

/** The caller, by what is immutable about it and by the names that people know. */
export function sayKnownAs({ principal, foreignCode }: Identity): string {
  const name =
    principal.claims?.['repository'] ??
    principal.claims?.['jobProjectPath'] ??
    principal.claims?.['projectPath']
  const known = name === undefined ? principal.id : `${principal.id} (${name})`
  return foreignCode === true ? `${known}, which runs a fork's code` : known
}

/** Environments, as the end of a phrase. */
export function sayEnvironments(environments: Environments): string {
  return environments.includes('*') ? 'every environment' : sayList(environments)
}

/** `known as …; may: …`: the end of a refusal. */
export function describe({ identity, grants, clock }: Judging): string {
  const who = `Known as ${sayKnownAs(identity)}`
  if (grants.length === 0) return `${who}; no grant applies.`
  const time = clock === undefined ? '' : ` Events may be ${sayDuration(clock.behind)} old at most.`
  return `${who}; ${grants.map((grant) => `${sayGrant(grant.name)} allows: ${sayMay(grant).join('; ')}`).join('. ')}.${time}`
}

/** Everything a grant allows, a phrase each. */
export function sayMay(grant: Grant): string[] {
  const where = (verb: string, environments: Environments | undefined): string[] =>
    environments === undefined ? [] : [`${verb} for ${sayEnvironments(environments)}`]
  return [
    ...grant.write.map(sayWriting),
    ...where('ask the gate', grant.ask),
    ...(grant.read ? ['read everything'] : []),
    ...grant.approve.map(sayApproving),
    ...where('waive rules', grant.waive),
    ...where('override a verdict', grant.override),
    ...(grant.administer ? ['change policies'] : []),
    ...(grant.witness ? ['read and cosign the log'] : []),
  ]
}

function sayWriting({ types, sources, environments }: Writing): string {
  const about = environments.length === 0 ? 'naming no environment' : `about ${sayEnvironments(environments)}`
  return `send ${sayTypes(types)} from ${saySources(sources)}, ${about}`
}

function sayApproving({ as, sources, environments }: Approving): string {
  const whom = as.includes('*')
    ? 'anybody'
    : sayList(as.map((one) => (one === 'self' ? 'the person behind it' : one)))
  return `approve as ${whom} for ${sayEnvironments(environments)}, from ${saySources(sources)}`
}

function saySources(sources: readonly string[]): string {
  if (sources.includes('*')) return 'any source'
  return sayList(sources.map((source) => (source === 'own' ? 'its own source' : source)))
}

/** Who is meant, in words. */
export function sayRecipient(
  { claims, person, group }: Recipient,
  issuerNames: ReadonlyMap<string, string>,
): string {
  const parts = Object.entries(claims).map(([claim, value]) => {
    if (claim === 'issuer') return `tokens of ${issuerNames.get(value) ?? value}`
    if (claim === 'kind') return `kind ${value}`
    return claim === 'id' ? value : `${claim} ${value}`
  })
  if (person !== undefined) parts.push(parts.length === 0 ? `${person}, signed in` : `run by ${person}`)
  if (group !== undefined) parts.push(`whoever is in the group ${group}`)
  return parts.join(', ')
}
