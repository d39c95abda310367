/** A shape as JSON Schema 2020-12, for editors: the same shape that the loader checks by. */
import type { RecordShape, Shape } from './shape.ts'

/**
 * The shape as JSON Schema 2020-12, without `$schema` and `$id`.
 * @param names shapes that are defined once, under `$defs`, and referred to by these names
 */
export function schemaOf(
  shape: Shape,
  names: ReadonlyMap<Shape, string> = new Map(),
): Record<string, unknown> {
  const name = names.get(shape)
  return name === undefined ? written(shape, names) : { $ref: `#/$defs/${name}` }
}

/** The definitions that `schemaOf` refers to. */
export function definitionsOf(names: ReadonlyMap<Shape, string>): Record<string, unknown> {
  return Object.fromEntries([...names].map(([shape, name]) => [name, written(shape, names)]))
}

function written(shape: Shape, names: ReadonlyMap<Shape, string>): Record<string, unknown> {
  const about = shape.about === undefined ? {} : { description: shape.about }
  switch (shape.is) {
    case 'text':
      return {
        ...about,
        type: 'string',
        ...(shape.empty === true ? {} : { minLength: 1 }),
        maxLength: shape.max ?? 1000,
        ...(shape.pattern === undefined ? {} : { pattern: shape.pattern }),
      }
    case 'integer':
    case 'number':
      return { ...about, type: shape.is, minimum: shape.min, maximum: shape.max }
    case 'boolean':
      return { ...about, type: 'boolean' }
    case 'word':
      return { ...about, enum: shape.of }
    case 'list':
      return {
        ...about,
        type: 'array',
        items: schemaOf(shape.of, names),
        ...(shape.min === undefined ? {} : { minItems: shape.min }),
        maxItems: shape.max,
      }
    case 'map':
      return {
        ...about,
        type: 'object',
        propertyNames: { pattern: shape.key },
        additionalProperties: schemaOf(shape.of, names),
        ...(shape.min === undefined ? {} : { minProperties: shape.min }),
        maxProperties: shape.max,
      }
    case 'either':
      return { ...about, anyOf: shape.of.map((option) => schemaOf(option, names)) }
    case 'record':
      return recordSchema(shape, {}, names)
    case 'choice':
      return {
        ...about,
        type: 'object',
        required: [shape.by],
        anyOf: Object.entries(shape.of).map(([word, record]) =>
          recordSchema(record, { [shape.by]: { const: word } }, names),
        ),
      }
  }
}

function recordSchema(
  shape: RecordShape,
  extra: Record<string, unknown>,
  names: ReadonlyMap<Shape, string>,
): Record<string, unknown> {
  const properties: Record<string, unknown> = { ...extra }
  for (const [name, field] of Object.entries(shape.fields)) properties[name] = schemaOf(field, names)
  return {
    ...(shape.about === undefined ? {} : { description: shape.about }),
    type: 'object',
    additionalProperties: shape.open === true,
    required: [...Object.keys(extra), ...shape.required],
    properties,
    ...(shape.someOf === undefined ? {} : { anyOf: shape.someOf.map((name) => ({ required: [name] })) }),
  }
}
