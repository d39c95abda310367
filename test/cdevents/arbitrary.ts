/** Events for property tests: any type at any version, any subset of its fields, values of each kind. */
import fc from 'fast-check'
import type { Version } from '../../src/cdevents/kinds.ts'
import { shapeOf } from '../../src/cdevents/shape.ts'
import type { Node } from '../../src/cdevents/shape.ts'
import { EVENT_TYPES, describeType } from '../../src/cdevents/vocabulary.ts'
import type { TypeRow } from '../../src/cdevents/vocabulary.ts'
import { CUSTOM } from './examples.ts'
import type { Json } from './examples.ts'

/** Valid events of a version. */
export function eventOf(version: Version): fc.Arbitrary<Json> {
  const rows = [...EVENT_TYPES, CUSTOM].flatMap((name) => {
    const row = describeType(name)
    const there = row?.types[version] !== undefined && !(row.custom && version === '0.3.0')
    return there ? [row] : []
  })
  return fc
    .constantFrom(...rows)
    .chain((row) => valueOf(shapeOf(row, version)).map((event) => named(row, version, event as Json)))
}

function named(row: TypeRow, version: Version, event: Json): Json {
  const { context, subject } = event as { context: Json; subject: Json }
  const old = version === '0.3.0' || version === '0.4.1'
  context[old ? 'version' : 'specversion'] = version
  context.type = row.types[version]
  if (row.custom && old) subject.type = 'mytool-resource'
  return event
}

const filled = fc.string({ minLength: 1, unit: 'grapheme' })
const uri = fc.webUrl({ withQueryParameters: true, withFragments: true })

function valueOf(node: Node): fc.Arbitrary<unknown> {
  switch (node.kind) {
    case 'text':
      return node.filled === true ? filled : fc.string({ unit: 'grapheme' })
    case 'suggested':
      return fc.oneof(fc.constantFrom(...node.words), filled)
    case 'words':
      return fc.constantFrom(...node.words)
    case 'uri':
      return fc.oneof(uri, fc.constantFrom('urn:user:alice', 'pkg:oci/a@sha256:b', 'mailto:a@b.example'))
    case 'reference':
      return fc.oneof(
        uri,
        fc.webPath().filter((path) => path !== ''),
        fc.constantFrom('repo', '#x', '?y'),
      )
    case 'time':
      return fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date('2099-12-31') })
        .map((date) => date.toISOString())
    case 'pattern':
      return fc.constant(node.reference === true ? 'cdevents:v0:github::org:repo:pr:42' : 'replaced')
    case 'list':
      return fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 4 })
    case 'data':
      return fc.oneof(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 }), fc.string())
    case 'links':
      return fc.array(fc.oneof(...[...node.byType.values()].map(valueOf)), { maxLength: 4 })
    case 'object': {
      const fields = Object.fromEntries(node.members.map(({ name, node: inner }) => [name, valueOf(inner)]))
      const duties = new Set([
        ...node.members.filter((member) => member.required).map(({ name }) => name),
        ...(node.some ?? []),
      ])
      return fc.record(fields, { requiredKeys: [...duties], noNullPrototype: true })
    }
  }
}
