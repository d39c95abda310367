/** Shapes that several parts of a trust document share, and short ways to write one down. */
import { policyShape } from '../policy/schema.ts'
import type { RecordShape, Shape } from '../policy/shape.ts'
import { name } from '../policy/fields.ts'

export const NAME = '^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$'
export const named = (about?: string): Shape => ({
  is: 'text',
  max: 64,
  pattern: NAME,
  says: 'a name (letters, digits, . _ -)',
  ...(about === undefined ? {} : { about }),
})
export const text = (max: number, about?: string): Shape => ({
  is: 'text',
  max,
  ...(about === undefined ? {} : { about }),
})
export const yes = (about: string): Shape => ({ is: 'boolean', about })
export const oneOrMore = (of: Shape, max: number, about: string): Shape => ({
  is: 'either',
  of: [of, { is: 'list', of, min: 1, max }],
  about,
})
export const list = (of: Shape, max: number, about: string, min = 1): Shape => ({
  is: 'list',
  of,
  min,
  max,
  about,
})
export const record = (
  fields: Readonly<Record<string, Shape>>,
  required: readonly string[],
  about?: string,
): RecordShape => ({ is: 'record', fields, required, ...(about === undefined ? {} : { about }) })

export const url: Shape = {
  is: 'text',
  max: 1000,
  pattern: '^https?://[^\\s/?#@\\\\]+(/[^\\s?#\\\\]*)?$',
  says: 'a URL such as https://gitlab.example.org',
}
export const secret: Shape = {
  is: 'text',
  max: 500,
  pattern: '^(env:[A-Za-z_][A-Za-z0-9_]*|file:\\S.*)$',
  says: 'env:NAME or file:PATH; a secret itself must not be in the document',
  about: 'Where the secret is: env:NAME or file:PATH.',
}
export const environments = list(name, 100, 'Names of environments; a trailing * matches any end.')
/** The very shape of `producers` in policies: one alternative, or several. */
export const claims = (policyShape().fields['producers'] as Extract<Shape, { is: 'map' }>).of
export const types = oneOrMore(
  text(200),
  100,
  'Types of events: testsuiterun.finished, build.*, dev.cdeventsx.<tool>-<subject>.<predicate>, or *.',
)
export const sources = oneOrMore(
  text(1000),
  100,
  'Where events may come from: own (what the token proves), or URIs; a * only behind a boundary. Default own.',
)
