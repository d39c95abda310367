/**
 * What a CDEvent looks like on the wire, loosely typed: the shape every version shares. The exact content of each
 * type is inferred from the table in `vocabulary.ts` (see `CDEventOf` there).
 */

/** A reference to another subject: closed, `id` required (CDEvents 0.5.1 schemas). */
export interface Reference {
  id: string
  source?: string
}

/** One end of a link. `domainId` is of the 0.6 draft only. */
export interface LinkEnd {
  contextId?: string
  domainId?: string
}

/** A link that travels inside an event (links.md: START is never embedded). */
export type EmbeddedLink =
  | { linkType: 'PATH'; from: LinkEnd; tags?: Record<string, unknown> }
  | { linkType: 'RELATION'; linkKind: string; target: LinkEnd; tags?: Record<string, unknown> }
  | { linkType: 'END'; from?: LinkEnd; tags?: Record<string, unknown> }

export interface Context {
  /** `0.5.1`, or `0.6.0-draft` for approvals and domainId links. */
  specversion: string
  /** Unique within `source`. */
  id: string
  /** URI-reference of who says so; self-declared, never trusted. */
  source: string
  /** `dev.cdevents.<subject>.<predicate>.<M.m.p>` or `dev.cdeventsx.<tool>-<subject>.<predicate>.<M.m.p>`. */
  type: string
  /** RFC 3339; self-declared, never trusted for order. */
  timestamp: string
  schemaUri?: string
  chainId?: string
  links?: EmbeddedLink[]
}

/** An event of the newest supported shape (0.5.1, or the 0.6 draft where only that has the type). */
export interface CDEvent {
  context: Context
  subject: {
    id: string
    source?: string
    content: Record<string, unknown>
  }
  customData?: Record<string, unknown> | string
  customDataContentType?: string
}

/** One artifact: identified by its digest, named by its purl. */
export interface ArtifactRef {
  /** `sha256:<64 lower-case hex>`. */
  digest: string
  /** Normalised package URL. */
  purl?: string
}

/**
 * What Turnpike adds to every event it emits, at `customData.turnpike`: the binding of events that have no field for
 * it (tests, runs, approvals have no artifact in CDEvents).
 */
export interface Binding {
  artifacts?: ArtifactRef[]
  environment?: string
  service?: string
  change?: string
  /** Full commit hash, lower-case hex. */
  commit?: string
  /** The run's URL with its attempt. */
  run?: string
  /** Anything else an emitter wants to carry. */
  [key: string]: unknown
}
