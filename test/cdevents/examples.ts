/** Valid events of every type at every version, made from the shapes themselves, small and with every field. */
import { VERSIONS } from '../../src/cdevents/kinds.ts'
import type { Version } from '../../src/cdevents/kinds.ts'
import { shapeOf } from '../../src/cdevents/shape.ts'
import type { Node } from '../../src/cdevents/shape.ts'
import { EVENT_TYPES, describeType } from '../../src/cdevents/vocabulary.ts'
import type { TypeRow } from '../../src/cdevents/vocabulary.ts'

export type Json = Record<string, unknown>

export interface Example {
  readonly name: string
  readonly version: Version
  readonly row: TypeRow
  readonly event: Json
}

export const CUSTOM = 'dev.cdeventsx.mytool-resource.created.0.1.0'

/** Every type at every version that has it, once with what is required and once with everything. */
export function examples(versions: readonly Version[] = VERSIONS): Example[] {
  const made: Example[] = []
  for (const version of versions) {
    for (const name of [...EVENT_TYPES, CUSTOM]) {
      const row = describeType(name)
      if (row === undefined || row.types[version] === undefined) continue
      if (row.custom && version === '0.3.0') continue
      for (const full of [false, true])
        made.push({ name, version, row, event: exampleOf(row, version, full) })
    }
  }
  return made
}

export function exampleOf(row: TypeRow, version: Version, full = true): Json {
  const event = valueOf(shapeOf(row, version), full) as { context: Json; subject: Json }
  const old = event.context.version !== undefined
  if (old) event.context.version = version
  else event.context.specversion = version
  event.context.type = row.types[version]
  if (row.custom && old) event.subject.type = 'mytool-resource'
  return event
}

function valueOf(node: Node, full: boolean): unknown {
  switch (node.kind) {
    case 'text':
      return 'some text'
    case 'suggested':
    case 'words':
      return node.words.at(-1)
    case 'uri':
      return 'https://example.com/a/path?x=1#y'
    case 'reference':
      return '/relative/reference'
    case 'time':
      return '2026-11-21T14:03:00.123Z'
    case 'pattern':
      return node.reference === true ? 'cdevents:v0:github::org:repo:pr:42' : 'replaced'
    case 'list':
      return ['one', 'two']
    case 'data':
      return { any: ['thing', 1, null] }
    case 'links':
      return [...node.byType.values()].map((shape) => valueOf(shape, true))
    case 'object': {
      const wanted = node.members.filter((member) => member.required || full)
      return Object.fromEntries(wanted.map((member) => [member.name, valueOf(member.node, full)]))
    }
  }
}
