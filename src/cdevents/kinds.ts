/**
 * The kinds of value a field of an event can have. The table in `rows.ts` is written in them; the checker, the JSON
 * Schemas, the reference page and the TypeScript types are all derived from what is said here.
 */

/** The versions of the vocabulary that are understood. 0.5.0 is read as 0.5.1 (its own schemas admit no event). */
export const VERSIONS = ['0.3.0', '0.4.1', '0.5.1', '0.6.0-draft'] as const
export type Version = (typeof VERSIONS)[number]

export type Kind =
  /** Any string; `filled` = at least one character. */
  | { readonly kind: 'text'; readonly filled?: boolean }
  /** An absolute URI. */
  | { readonly kind: 'uri' }
  /** A URI or a relative reference; at least one character unless `empty`. */
  | { readonly kind: 'reference'; readonly empty?: boolean }
  /** RFC 3339 date and time. */
  | { readonly kind: 'time' }
  /** One of these words. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** These words are usual, any other string is allowed. */
  | { readonly kind: 'suggested'; readonly words: readonly string[]; readonly filled?: boolean }
  /** A string of this form. */
  | {
      readonly kind: 'pattern'
      readonly pattern: RegExp
      readonly form: string
      readonly reference?: boolean
    }
  /** A list of strings. */
  | { readonly kind: 'list' }
  /** `open` = other members are allowed too; `some` = at least one of these members. */
  | {
      readonly kind: 'object'
      readonly fields: Fields
      readonly open?: boolean
      readonly some?: readonly string[]
    }
  /** Custom data: an object, or a string that holds base64. */
  | { readonly kind: 'data' }
  /** A list of embedded links. */
  | { readonly kind: 'links' }

/** A kind in its place: must it be there, since which version, and how it was before 0.5 or is in the draft. */
export type Field = Kind & {
  readonly required?: boolean
  readonly since?: Version
  /** At 0.3 and 0.4.1: another name, another kind, or both. */
  readonly before?: { readonly name?: string; readonly as: Kind }
  /** In 0.6.0-draft. */
  readonly draft?: Kind
}

export interface Fields {
  readonly [name: string]: Field
}

export const TEXT = { kind: 'text' } as const
export const FILLED = { kind: 'text', filled: true } as const
export const URI = { kind: 'uri' } as const
export const REFERENCE = { kind: 'reference' } as const
export const TIME = { kind: 'time' } as const
export const LIST = { kind: 'list' } as const

export function words<const W extends readonly string[]>(...allowed: W) {
  return { kind: 'words', words: allowed } as const
}

export function suggested<const W extends readonly string[]>(...usual: W) {
  return { kind: 'suggested', words: usual } as const
}

export function object<const F extends Fields>(fields: F) {
  return { kind: 'object', fields } as const
}

export function openObject<const F extends Fields>(fields: F) {
  return { kind: 'object', fields, open: true } as const
}

export function required<const K extends Field>(field: K) {
  return { ...field, required: true } as const
}

export function since<const K extends Field>(version: Version, field: K) {
  return { ...field, since: version } as const
}

/** A field that 0.3 and 0.4.1 knew under another name or as another kind. */
export function formerly<const K extends Field>(before: { name?: string; as: Kind }, field: K) {
  return { ...field, before } as const
}

/** The TypeScript type of a field's value. */
export type ValueOf<K> = K extends { kind: 'words'; words: readonly (infer W)[] }
  ? W
  : K extends { kind: 'suggested'; words: readonly (infer W)[] }
    ? W | (string & {})
    : K extends { kind: 'list' }
      ? string[]
      : K extends { kind: 'object'; fields: infer F; open: true }
        ? ContentOf<F> & Record<string, unknown>
        : K extends { kind: 'object'; fields: infer F }
          ? ContentOf<F>
          : string

type Required<F> = { [N in keyof F]: F[N] extends { required: true } ? N : never }[keyof F]

/** The TypeScript type of an object with these fields. */
export type ContentOf<F> = [keyof F] extends [never]
  ? Record<string, never>
  : Flat<{ [N in Required<F>]: ValueOf<F[N]> } & { [N in Exclude<keyof F, Required<F>>]?: ValueOf<F[N]> }>

type Flat<T> = { [N in keyof T]: T[N] }
