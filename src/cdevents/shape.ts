/** A row of the table at one version of the vocabulary, ready to be checked: names, kinds and duties decided. */
import { FILLED, REFERENCE, TEXT, TIME, URI, formerly, object, required, since, words } from './kinds.ts'
import type { Field, Fields, Kind, Version } from './kinds.ts'
import { SUBJECTS } from './rows.ts'
import { CUSTOM_TYPE } from './vocabulary.ts'
import type { TypeRow } from './vocabulary.ts'

/** A kind with every per-version difference resolved. */
export type Node = Exclude<Kind, { kind: 'object' } | { kind: 'links' }> | ObjectNode | LinksNode

export interface ObjectNode {
  readonly kind: 'object'
  readonly members: readonly Member[]
  readonly names: ReadonlySet<string>
  readonly open: boolean
  readonly some?: readonly string[]
}

export interface Member {
  readonly name: string
  readonly required: boolean
  readonly node: Node
}

export interface LinksNode {
  readonly kind: 'links'
  readonly byType: ReadonlyMap<string, ObjectNode>
}

const DATA = { kind: 'data' } as const
const ANYTHING = { kind: 'object', fields: {}, open: true } as const

/** The draft's form of a domainId; enforced there in the target of RELATION alone. */
const DOMAIN_ID = {
  kind: 'pattern',
  pattern: /^cdevents:v0:[^:]*:[^:]*:[^:]*:([^:/]([^:]*[^:/])?)?:[^:]+:.+$/u,
  form: 'cdevents:v0:<provider>:<provider id>:<namespace>:<groups>:<type>:<resource id>',
  reference: true,
} as const

/** The three links that may travel inside an event. START never does: it is told by the context. */
function linkFields(version: Version): Record<string, Fields> {
  const draft = version === '0.6.0-draft'
  const contextId = FILLED
  // Up to 0.5.1 nothing about a RELATION's target is required.
  const target: Kind = draft
    ? { ...openEnd({ contextId, domainId: DOMAIN_ID }), some: ['contextId', 'domainId'] }
    : openEnd({ contextId })
  const from: Kind = draft
    ? {
        ...openEnd({ contextId, domainId: { kind: 'reference', empty: true } }),
        some: ['contextId', 'domainId'],
      }
    : openEnd({ contextId: required(contextId) })
  return {
    PATH: { linkType: required(words('PATH')), from: required(from), tags: ANYTHING },
    RELATION: {
      linkType: required(words('RELATION')),
      linkKind: required(FILLED),
      target: required(target),
      tags: ANYTHING,
    },
    END: { linkType: required(words('END')), from, tags: ANYTHING },
  }
}

function openEnd(fields: Fields) {
  return { kind: 'object', fields, open: true } as const
}

/** The whole event of a type (or, without a row, of any type) as one object. */
function eventFields(row: TypeRow | undefined, version: Version): Fields {
  const subject = row === undefined ? undefined : SUBJECTS[row.subject]
  const old = version === '0.3.0' || version === '0.4.1'
  const type = row?.types[version]
  return {
    context: required(
      object({
        specversion: formerly({ name: 'version', as: FILLED }, required(FILLED)),
        id: required(FILLED),
        source: required(subject?.loose === true ? FILLED : REFERENCE),
        type: required(
          row?.custom === true
            ? {
                kind: 'pattern',
                pattern: CUSTOM_TYPE,
                form: 'dev.cdeventsx.<tool>-<subject>.<predicate>.<M.m.p>, letters only, one digit per version part',
              }
            : type === undefined
              ? TEXT
              : words(type),
        ),
        timestamp: required(TIME),
        schemaUri: since('0.4.1', URI),
        chainId: since('0.4.1', FILLED),
        links: since('0.4.1', { kind: 'links' }),
      }),
    ),
    subject: required(
      object({
        id: required(FILLED),
        source: subject?.loose === true ? TEXT : REFERENCE,
        ...subjectType(row, old),
        content: required(row === undefined || row.custom ? ANYTHING : object(row.content)),
      }),
    ),
    customData: DATA,
    customDataContentType: TEXT,
  }
}

/** `subject.type`: required up to 0.4.1, refused since, but for `ticket.closed`, where it was forgotten. */
function subjectType(row: TypeRow | undefined, old: boolean): Fields {
  if (row === undefined) return old ? { type: required(FILLED) } : {}
  const named = words(SUBJECTS[row.subject]?.type ?? row.subject)
  if (!old) return row.name === 'ticket.closed' ? { type: named } : {}
  if (!row.custom) return { type: required(named) }
  return {
    type: required({ kind: 'pattern', pattern: /^[a-zA-Z0-9]+-[a-zA-Z]+$/u, form: '<tool>-<subject>' }),
  }
}

/** By version, then by row; custom types share one shape. */
const shapes = new Map<Version, Map<TypeRow | 'custom' | undefined, ObjectNode>>()

/** The shape of a type's events at a version; without a row, what every event has in common. Made once, on first use. */
export function shapeOf(row: TypeRow | undefined, version: Version): ObjectNode {
  const byRow = shapes.get(version) ?? new Map<TypeRow | 'custom' | undefined, ObjectNode>()
  shapes.set(version, byRow)
  const key = row?.custom === true ? 'custom' : row
  const known = byRow.get(key)
  if (known !== undefined) return known
  const made = resolve({ kind: 'object', fields: eventFields(row, version) }, version) as ObjectNode
  byRow.set(key, made)
  return made
}

function resolve(kind: Kind, version: Version): Node {
  if (kind.kind === 'object') {
    const members: Member[] = []
    for (const [name, field] of Object.entries(kind.fields)) {
      if (field.since !== undefined && version < field.since) continue
      members.push(member(name, field, version))
    }
    const names = new Set(members.map((each) => each.name))
    return { kind: 'object', members, names, open: kind.open === true, ...(kind.some && { some: kind.some }) }
  }
  if (kind.kind === 'links') {
    const byType = Object.entries(linkFields(version)).map(
      ([type, fields]) => [type, resolve({ kind: 'object', fields }, version) as ObjectNode] as const,
    )
    return { kind: 'links', byType: new Map(byType) }
  }
  return kind
}

function member(name: string, field: Field, version: Version): Member {
  const old = version === '0.3.0' || version === '0.4.1'
  const before = old ? field.before : undefined
  const kind = before?.as ?? (version === '0.6.0-draft' ? field.draft : undefined) ?? field
  return { name: before?.name ?? name, required: field.required === true, node: resolve(kind, version) }
}
