/**
 * What an event is about beyond its own fields. Tests, runs and approvals have no artifact in CDEvents; every event we
 * make carries what it is about at `customData.turnpike`, and what typed fields say is read beside it.
 */
import { digestOf, digestsIn } from './digest.ts'
import type { ArtifactRef, Binding, CDEvent } from './event.ts'
import { isObject } from './object.ts'

/** Custom data with the binding in it; other custom data is kept. */
export function bind(
  customData: Record<string, unknown> | undefined,
  binding: Binding,
): Record<string, unknown> {
  return { ...customData, turnpike: { ...blockOf(customData), ...binding } }
}

export interface Bound {
  artifacts: ArtifactRef[]
  environment?: string
  service?: string
  change?: string
  /** Lower case. */
  commit?: string
  run?: string
  /** Set when the event's own fields and its block name different things: such an event is never evidence. */
  inconsistent?: string
}

/** The most artifacts of one event that are looked at. */
const MOST_ARTIFACTS = 64

/** What an event (of the newest shape) is about: typed content first, then `customData.turnpike`. Never throws. */
export function bindingOf(event: CDEvent): Bound {
  const block = blockOf(event.customData)
  const [subject = ''] = event.context.type.replace(/^dev\.cdeventsx?\./u, '').split('.')
  const content: Record<string, unknown> = isObject(event.subject.content) ? event.subject.content : {}
  const named = subject === 'artifact' ? event.subject.id : text(content.artifactId)
  const own = named === undefined ? undefined : refOf(named)
  const listed = artifactsOf(block.artifacts)

  const bound: Bound = { artifacts: merged(own, listed) }
  const typed = {
    environment: subject === 'environment' ? event.subject.id : idOf(content.environment),
    service: subject === 'service' ? event.subject.id : idOf(content.service),
    change: subject === 'change' ? event.subject.id : idOf(content.change),
    commit: undefined,
    run: subject === 'pipelinerun' ? event.subject.id : idOf(content.pipelineRun),
  }
  for (const [name, value] of Object.entries(typed) as [keyof typeof typed, string | undefined][]) {
    const chosen = value ?? text(block[name])
    if (chosen !== undefined) bound[name] = name === 'commit' ? chosen.toLowerCase() : chosen
  }
  const inconsistent =
    ambiguous(named, block.artifacts) ??
    artifactConflict(subject, own, listed) ??
    placeConflict(subject, typed, block)
  if (inconsistent !== undefined) bound.inconsistent = inconsistent
  return bound
}

/** A name with two digests, or a listed artifact whose purl is another one's, could be read as either. */
function ambiguous(named: string | undefined, listed: unknown): string | undefined {
  const names = (Array.isArray(listed) ? listed.slice(0, MOST_ARTIFACTS) : []).map((each: unknown) =>
    isObject(each) ? [each.digest, each.purl] : [each],
  )
  for (const name of [[named], ...names]) {
    const [one, other] = new Set(name.flatMap((part) => digestsIn(text(part) ?? '')))
    if (other !== undefined) return `one name of an artifact holds two digests, ${one ?? ''} and ${other}`
  }
  return undefined
}

/**
 * An event about one artifact must not be passed off as being about another. Artifact events name exactly one; what
 * is deployed or built may have siblings in the block, but must be among them.
 */
function artifactConflict(
  subject: string,
  own: ArtifactRef | undefined,
  listed: readonly ArtifactRef[],
): string | undefined {
  if (own === undefined || listed.length === 0) return undefined
  const other = listed.find((each) => each.digest !== own.digest)
  if (other === undefined) return undefined
  if (subject !== 'artifact' && listed.some((each) => each.digest === own.digest)) return undefined
  return `the event names ${own.digest}, its customData.turnpike.artifacts names ${other.digest}`
}

/** Where something was deployed to is said once. Test runs may well run elsewhere than where they count. */
function placeConflict(
  subject: string,
  typed: { environment: string | undefined; service: string | undefined },
  block: Readonly<Record<string, unknown>>,
): string | undefined {
  if (subject !== 'service' && subject !== 'environment') return undefined
  for (const name of ['environment', 'service'] as const) {
    const said = text(block[name])
    if (typed[name] !== undefined && said !== undefined && said !== typed[name]) {
      return `the event names ${name} "${typed[name]}", its customData.turnpike.${name} names "${said}"`
    }
  }
  return undefined
}

function blockOf(customData: unknown): Record<string, unknown> {
  return isObject(customData) && isObject(customData.turnpike) ? customData.turnpike : {}
}

function artifactsOf(value: unknown): ArtifactRef[] {
  if (!Array.isArray(value)) return []
  return value.slice(0, MOST_ARTIFACTS).flatMap((each: unknown) => {
    if (typeof each === 'string') return refOf(each) ?? []
    if (!isObject(each)) return []
    const digest = digestOf(text(each.digest) ?? '')
    const purl = text(each.purl)
    return digest === undefined ? [] : [purl === undefined ? { digest } : { digest, purl }]
  })
}

function refOf(named: string): ArtifactRef | undefined {
  const digest = digestOf(named)
  if (digest === undefined) return undefined
  return named.startsWith('pkg:') ? { digest, purl: named } : { digest }
}

function merged(own: ArtifactRef | undefined, listed: readonly ArtifactRef[]): ArtifactRef[] {
  const byDigest = new Map<string, ArtifactRef>()
  for (const each of own === undefined ? listed : [own, ...listed]) {
    const known = byDigest.get(each.digest)
    if (known?.purl === undefined) byDigest.set(each.digest, each)
  }
  return [...byDigest.values()]
}

function idOf(value: unknown): string | undefined {
  return isObject(value) ? text(value.id) : undefined
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
