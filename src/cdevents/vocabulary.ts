/** Which event types there are: names, versions and the TypeScript type of each, all read from the table. */
import type { CDEvent } from './event.ts'
import { VERSIONS } from './kinds.ts'
import type { ContentOf, Fields, Version } from './kinds.ts'
import { ROWS } from './rows.ts'
import type { Row } from './rows.ts'

/** The version events are made in. */
export const CURRENT = '0.5.1' satisfies Version
/** Where the approvals and `domainId` links are. */
export const DRAFT = '0.6.0-draft' satisfies Version

/** Every standard type by its short name: `testsuiterun.finished`. */
export type StandardType = keyof typeof ROWS
/** A custom type in full: `dev.cdeventsx.<tool>-<subject>.<predicate>.<M.m.p>`. */
export type CustomType = `dev.cdeventsx.${string}`
export type EventType = StandardType | CustomType

/** `subject.content` of a type. */
export type ContentOfType<T extends EventType> = T extends StandardType
  ? ContentOf<(typeof ROWS)[T]['content']>
  : Record<string, unknown>

/** An event of one type, exactly. */
export type CDEventOf<T extends EventType> = Omit<CDEvent, 'subject'> & {
  subject: Omit<CDEvent['subject'], 'content'> & { content: ContentOfType<T> }
}

/** One event type. */
export interface TypeRow {
  /** Short name; for custom types the full type without prefix and version, `turnpike-gate.evaluated`. */
  readonly name: string
  readonly subject: string
  readonly predicate: string
  /** What happened, as the end of "emitted when …". */
  readonly when: string
  /** Fields of `subject.content`, as of 0.5.1 or the draft. */
  readonly content: Fields
  /** Full type string in each version of the vocabulary that has it. */
  readonly types: Partial<Readonly<Record<Version, string>>>
  readonly custom: boolean
}

/** The custom type pattern of the official schema: one digit per version part, letters only in subject and predicate. */
export const CUSTOM_TYPE = /^dev\.cdeventsx\.[a-zA-Z0-9]+-[a-zA-Z]+\.[a-zA-Z]+\.[0-9]\.[0-9]\.[0-9]$/u

/** All standard short names, in the order of the table. */
export const EVENT_TYPES = Object.keys(ROWS) as readonly StandardType[]

const byName = new Map<string, TypeRow>()
const byType = new Map<string, TypeRow>()
for (const name of EVENT_TYPES) index(name, ROWS[name])

function index(name: string, row: Row): void {
  const dot = name.indexOf('.')
  const own = row.versions.split(' ')
  const types: Partial<Record<Version, string>> = {}
  const entry: TypeRow = {
    name,
    subject: name.slice(0, dot),
    predicate: name.slice(dot + 1),
    when: row.when,
    content: row.content,
    types,
    custom: false,
  }
  byName.set(name, entry)
  VERSIONS.forEach((version, at) => {
    // A type's own version in the draft is that of 0.5.1 unless the row says otherwise.
    const ownVersion = own[at] ?? own.at(-1) ?? '-'
    if (ownVersion === '-') return
    const type = `dev.cdevents.${name}.${ownVersion}`
    types[version] = type
    byType.set(type, entry)
  })
}

/**
 * The row of an event type.
 * @param type a full type of any version, a full type without its version, a short name, or a custom type
 */
export function describeType(type: string): TypeRow | undefined {
  const known = byType.get(type) ?? byName.get(type)
  if (known !== undefined) return known
  if (type.startsWith('dev.cdevents.')) return byName.get(type.slice('dev.cdevents.'.length))
  return CUSTOM_TYPE.test(type) ? customRow(type) : undefined
}

/**
 * A type as it is searched for, every version of it: `dev.cdevents.service.deployed` for `service.deployed`,
 * `dev.cdeventsx.turnpike-gate.evaluated` for `turnpike-gate.evaluated`. A full type stays as it is.
 * @returns undefined for what is no type
 */
export function searchedType(name: string): string | undefined {
  if (name.startsWith('dev.')) return name
  if (byName.has(name)) return `dev.cdevents.${name}`
  return /^[A-Za-z0-9]+-[A-Za-z0-9]+\.[A-Za-z0-9]+$/.test(name) ? `dev.cdeventsx.${name}` : undefined
}

function customRow(type: string): TypeRow {
  const [subject = '', predicate = ''] = type.slice('dev.cdeventsx.'.length).split('.')
  const when = 'something outside the standard vocabulary happens'
  const types = Object.fromEntries(VERSIONS.map((version) => [version, type]))
  return { name: `${subject}.${predicate}`, subject, predicate, when, content: {}, types, custom: true }
}

/**
 * The full type string of a short name, e.g. `dev.cdevents.build.finished.0.3.0`; a custom type is returned as it is.
 * @param specversion default: that of new events, 0.5.1, or the draft where only that has the type
 * @returns what was given, when that version has no such type
 */
export function typeOf(short: EventType, specversion?: Version): string {
  const types = describeType(short)?.types
  return (specversion === undefined ? (types?.[CURRENT] ?? types?.[DRAFT]) : types?.[specversion]) ?? short
}

/** The version of the vocabulary that new events of a type are made in: 0.5.1 wherever it has the type. */
export function versionFor(row: TypeRow): Version {
  return row.types[CURRENT] === undefined ? DRAFT : CURRENT
}
