/** The links that travel inside an event (links.md), and the 0.6 draft's domain ids. */
import { TurnpikeError } from '../errors.ts'
import type { EmbeddedLink, LinkEnd } from './event.ts'

type Tags = Record<string, unknown>

/** This event was caused by that one, which it follows on the path of the chain. @param from context id or domain id */
export function path(from: string | LinkEnd, tags?: Tags): EmbeddedLink {
  return { linkType: 'PATH', from: endOf(from), ...(tags && { tags }) }
}

/** This event has to do with that one. @param kind free word, e.g. `ARTIFACT`, `TRIGGER` */
export function relation(kind: string, target: string | LinkEnd, tags?: Tags): EmbeddedLink {
  return { linkType: 'RELATION', linkKind: kind, target: endOf(target), ...(tags && { tags }) }
}

/** The chain ends with this event. @param from the event before */
export function end(from?: string | LinkEnd, tags?: Tags): EmbeddedLink {
  return { linkType: 'END', ...(from !== undefined && { from: endOf(from) }), ...(tags && { tags }) }
}

function endOf(given: string | LinkEnd): LinkEnd {
  if (typeof given !== 'string') return given
  return given.startsWith(DOMAIN) ? { domainId: given } : { contextId: given }
}

const DOMAIN = 'cdevents:v0:'

/** A thing outside of CDEvents: a pull request, a ticket, a deployment. All values are plain, not URL-encoded. */
export interface DomainId {
  /** `github`, `gitlab`, `jira`, …; may be empty. */
  provider?: string
  /** Which installation of it, where there are several. */
  providerId?: string
  /** Owner or organisation. */
  namespace?: string
  /** Groups below it, e.g. `['platform', 'backend']`. */
  groups?: readonly string[]
  /** `pr`, `commit`, `issue`, `branch`, `tag`, `definition.workflow`, `execution`, `artifact`, `environment`, `alert`. */
  type: string
  resourceId: string
}

/**
 * The text of a domain id, `cdevents:v0:github::org:repo:pr:42`.
 * @throws TurnpikeError USAGE when type or resource id is empty
 */
export function domainId(id: DomainId): string {
  if (id.type === '' || id.resourceId === '') {
    throw new TurnpikeError('USAGE', 'a domain id needs a type and a resource id')
  }
  const groups = (id.groups ?? []).map((group) => encodeURIComponent(group.toWellFormed())).join('/')
  const parts = [id.provider, id.providerId, id.namespace].map((part) =>
    encodeURIComponent((part ?? '').toWellFormed()),
  )
  return [
    DOMAIN + parts.join(':'),
    groups,
    encodeURIComponent(id.type.toWellFormed()),
    encodeURIComponent(id.resourceId.toWellFormed()),
  ].join(':')
}

/** Reads the text of a domain id; undefined when it is none. */
export function parseDomainId(text: string): Required<DomainId> | undefined {
  if (!text.startsWith(DOMAIN)) return undefined
  const parts = text.slice(DOMAIN.length).split(':')
  // The resource id is what is left: it may hold colons.
  const resource = parts.slice(5).join(':')
  const [provider = '', providerId = '', namespace = '', groups = '', type = ''] = parts
  if (parts.length < 6 || type === '' || resource === '') return undefined
  if (groups.startsWith('/') || groups.endsWith('/')) return undefined
  try {
    return {
      provider: decodeURIComponent(provider),
      providerId: decodeURIComponent(providerId),
      namespace: decodeURIComponent(namespace),
      groups: groups === '' ? [] : groups.split('/').map(decodeURIComponent),
      type: decodeURIComponent(type),
      resourceId: decodeURIComponent(resource),
    }
  } catch {
    return undefined
  }
}

/** What a link points at: its context id and domain id, where it has them. */
export function linkTarget(link: EmbeddedLink): LinkEnd {
  return (link.linkType === 'RELATION' ? link.target : link.from) ?? {}
}
