/** JSON Schemas (2020-12) of the event types, written from the same shapes that events are checked against. */
import type { Version } from './kinds.ts'
import { shapeOf } from './shape.ts'
import type { Node, ObjectNode } from './shape.ts'
import { EVENT_TYPES, describeType, versionFor } from './vocabulary.ts'
import type { TypeRow } from './vocabulary.ts'

export type JsonSchema = Record<string, unknown>

const DIALECT = 'https://json-schema.org/draft/2020-12/schema'

/** The schema of one type's events at a version, complete in itself. */
export function eventSchema(row: TypeRow, version: Version = versionFor(row)): JsonSchema {
  const name = row.custom ? 'Custom event' : row.name
  return {
    $schema: DIALECT,
    title: `${name} (CDEvents ${version})`,
    description: `Emitted when ${row.when}.`,
    ...nodeSchema(shapeOf(row, version)),
  }
}

/** The row that stands for all custom types. */
export function customRow(): TypeRow {
  const row = describeType('dev.cdeventsx.tool-subject.predicate.0.1.0')
  if (row === undefined) throw new Error('the custom type pattern does not admit its own example')
  return row
}

/**
 * One schema for any event of 0.5.1 or the draft's approvals: the type chooses the rules, so that an editor tells what
 * is wrong by that type alone.
 * @param file name of a type's own schema file, relative to this one
 */
export function anyEventSchema(file: (name: string) => string): JsonSchema {
  const rules = EVENT_TYPES.map((name) => ({
    if: hasType({ const: typeString(name) }),
    then: { $ref: file(name) },
  }))
  return {
    $schema: DIALECT,
    title: 'CDEvent',
    description: 'Any event of CDEvents 0.5.1, the approvals of the 0.6 draft, or a custom one.',
    type: 'object',
    required: ['context', 'subject'],
    properties: {
      context: {
        type: 'object',
        required: ['type'],
        properties: {
          type: {
            type: 'string',
            anyOf: [{ enum: EVENT_TYPES.map(typeString) }, { pattern: String.raw`^dev\.cdeventsx\.` }],
          },
        },
      },
    },
    allOf: [
      ...rules,
      { if: hasType({ pattern: String.raw`^dev\.cdeventsx\.` }), then: { $ref: file('custom') } },
    ],
  }
}

function typeString(name: string): string {
  const row = describeType(name)
  return (row && row.types[versionFor(row)]) ?? name
}

function hasType(type: JsonSchema): JsonSchema {
  return {
    required: ['context'],
    properties: {
      context: { type: 'object', required: ['type'], properties: { type: { type: 'string', ...type } } },
    },
  }
}

function nodeSchema(node: Node): JsonSchema {
  switch (node.kind) {
    case 'text':
      return { type: 'string', ...filled(node.filled) }
    case 'suggested':
      return { type: 'string', ...filled(node.filled), examples: node.words }
    case 'words':
      return node.words.length === 1 ? { const: node.words[0] } : { type: 'string', enum: node.words }
    case 'uri':
      return { type: 'string', format: 'uri' }
    case 'reference':
      return { type: 'string', format: 'uri-reference', ...filled(node.empty !== true) }
    case 'time':
      return { type: 'string', format: 'date-time' }
    case 'pattern':
      return {
        type: 'string',
        pattern: node.pattern.source,
        ...(node.reference === true && { format: 'uri-reference' }),
      }
    case 'list':
      return { type: 'array', items: { type: 'string' } }
    case 'data':
      return { type: ['object', 'string'], contentEncoding: 'base64' }
    case 'links':
      return { type: 'array', items: linkSchema(node.byType) }
    case 'object':
      return objectSchema(node)
  }
}

/** By linkType, so that one mistake is one message. */
function linkSchema(byType: ReadonlyMap<string, ObjectNode>): JsonSchema {
  return {
    type: 'object',
    required: ['linkType'],
    properties: { linkType: { enum: [...byType.keys()] } },
    allOf: [...byType].map(([linkType, shape]) => ({
      if: { properties: { linkType: { const: linkType } } },
      then: nodeSchema(shape),
    })),
  }
}

function objectSchema(node: ObjectNode): JsonSchema {
  const required = node.members.filter((member) => member.required).map((member) => member.name)
  return {
    type: 'object',
    ...(required.length > 0 && { required }),
    ...(node.some && { anyOf: node.some.map((name) => ({ required: [name] })) }),
    properties: Object.fromEntries(node.members.map((member) => [member.name, nodeSchema(member.node)])),
    ...(!node.open && { additionalProperties: false }),
  }
}

function filled(is: boolean | undefined): JsonSchema {
  return is === true ? { minLength: 1 } : {}
}
