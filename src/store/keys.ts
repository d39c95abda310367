/**
 * What an event is about, as index keys: `artifact:sha256:…`, `environment:production`. Pure.
 *
 * A gate's question is asked with these keys: one that is missing is evidence that is never found. An event that names
 * more artifacts than can be indexed is therefore refused by `admit`, not indexed in part.
 */
import { createHash } from 'node:crypto'
import { bindingOf } from '../cdevents/binding.ts'
import type { CDEvent, LinkEnd } from '../cdevents/event.ts'
import { digestOf, normalisePurl } from '../cdevents/purl.ts'

export type KeyKind =
  | 'artifact'
  | 'purl'
  | 'environment'
  | 'service'
  | 'change'
  | 'commit'
  | 'run'
  | 'chain'
  | 'ticket'
  | 'event'
  | 'link'
  | 'decision'
  | 'target'
  | 'policy'
  | 'lease'
  | 'nonconformity'

/** Keys of one event at most. What does not fit is links: the others are bounded by `MAX_ARTIFACTS`. */
export const MAX_KEYS = 256
/** `bindingOf` reads this many artifacts; `admit` refuses an event that lists more. */
export const MAX_ARTIFACTS = 64
/** Longer keys (in UTF-16 units) are replaced by their hash. */
export const MAX_KEY_LENGTH = 512

/** In place of an id: the leases of an environment that are for all of its services. */
export const WHOLE = 'whole'

/** One key, bounded. `keyOf('environment', 'production')` is `environment:production`. */
export function keyOf(kind: KeyKind, value: string): string {
  return boundKey(`${kind}:${value}`)
}

/**
 * The key of an artifact named by digest or purl. A digest wins over the rest of a purl: it is the identity.
 * @throws TurnpikeError USAGE for text that is neither
 */
export function keyOfArtifact(text: string): string {
  const digest = digestOf(text)
  return digest === undefined ? keyOf('purl', normalisePurl(text)) : keyOf('artifact', digest)
}

/**
 * A key as it is indexed: itself, or `<kind>:~sha256:<hex>` when it is too long or holds a lone surrogate (which UTF-8
 * cannot carry). The store applies it to keys on the way in and in queries, so callers may pass either form.
 */
export function boundKey(key: string): string {
  if (key.length <= MAX_KEY_LENGTH && key.isWellFormed()) return key
  const colon = key.indexOf(':')
  const kind = colon > 0 && colon <= 32 ? key.slice(0, colon) : 'long'
  // UTF-16 bytes, so that two different lone surrogates stay different.
  const hash = createHash('sha256').update(Buffer.from(key, 'utf16le')).digest('hex')
  return `${kind.toWellFormed()}:~sha256:${hash}`
}

/** Every key of an event, links last. At most `MAX_KEYS`. */
export function keysOf(event: CDEvent): string[] {
  const keys = bindingKeys(event)
  for (const end of linkEnds(event)) {
    if (keys.size >= MAX_KEYS) break
    if (typeof end.contextId === 'string') keys.add(keyOf('link', end.contextId))
    if (typeof end.domainId === 'string') keys.add(keyOf('link', end.domainId))
  }
  return [...keys].slice(0, MAX_KEYS)
}

/** Everything but links. */
function bindingKeys(event: CDEvent): Set<string> {
  const keys = new Set<string>()
  const add = (kind: KeyKind, value: unknown) => {
    if (typeof value === 'string' && value !== '') keys.add(keyOf(kind, value))
  }
  const { context, subject } = event
  const content = record(subject.content)
  const of = subjectKind(context.type)

  add('event', context.id)
  add('chain', context.chainId)

  if (of === 'turnpike-gate') {
    // A decision is about its target; it is not evidence about the environment and must not be found as such.
    const request = record(content['request'])
    add('decision', subject.id)
    add('target', request['environment'])
    add('service', request['service'])
    for (const artifact of list(request['artifacts'])) add('artifact', record(artifact)['digest'])
    return keys
  }
  if (of === 'turnpike-policy') {
    add('policy', subject.id)
    return keys
  }

  const binding = bindingOf(event)
  if (of === 'turnpike-lease') {
    add('lease', subject.id)
    // One of a whole environment stands in every service's way, and is found among thousands of theirs.
    if (binding.service === undefined) add('lease', WHOLE)
  }
  if (of === 'turnpike-nonconformity') add('nonconformity', subject.id)
  for (const { digest } of binding.artifacts) add('artifact', digest)
  for (const purl of purlsOf(event, of)) add('purl', purl)
  add('environment', binding.environment)
  add('service', binding.service)
  add('change', binding.change)
  add('commit', binding.commit)
  add('run', binding.run)
  const block = record(record(event.customData)['turnpike'])
  add('run', block['run'])
  if (of === 'ticket') add('ticket', subject.id)
  add('ticket', record(content['ticket'])['id'])
  add('ticket', block['ticket'])
  return keys
}

/** Every package URL an event gives for an artifact, also those without a digest, which are no `ArtifactRef`. */
function purlsOf(event: CDEvent, of: string): string[] {
  const block = record(record(event.customData)['turnpike'])
  const named = of === 'artifact' ? event.subject.id : record(event.subject.content)['artifactId']
  const listed = list(block['artifacts']).slice(0, MAX_ARTIFACTS)
  const purls = [named, ...listed.map((each) => (typeof each === 'string' ? each : record(each)['purl']))]
  return purls.flatMap((purl) =>
    typeof purl === 'string' && purl.startsWith('pkg:') ? [canonical(purl)] : [],
  )
}

/** One spelling for one package; what cannot be read stays findable as it was written. */
function canonical(purl: string): string {
  try {
    return normalisePurl(purl)
  } catch {
    return purl
  }
}

/** `dev.cdevents.service.deployed.0.3.0` → `service`; `dev.cdeventsx.turnpike-gate.evaluated.0.1.0` → `turnpike-gate`. */
function subjectKind(type: string): string {
  return type.split('.', 3)[2] ?? ''
}

function linkEnds(event: CDEvent): LinkEnd[] {
  return list(event.context.links).flatMap((link) => {
    const { from, target } = record(link)
    return [from, target].filter((end) => typeof end === 'object' && end !== null)
  })
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
