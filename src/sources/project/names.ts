/** Names in files that others made the form of. Pure. */
import { at, clean } from '../../host/clean.ts'

/** A text on one line; `''` for anything else, and for what would have to be cut. */
export function word(value: unknown, most: number): string {
  return typeof value === 'string' && value.length <= most ? clean(value, most) : ''
}

const NAME = /^[A-Za-z0-9](?:[\w./-]{0,198}[A-Za-z0-9])?$/u
const ANNOTATIONS = ['turnpike.dev/service-id', 'cdevents.dev/service-id'] as const

/** The service that some `metadata` names: by an annotation made for that, else by its name. */
export function serviceIn(metadata: unknown): string | undefined {
  const said = [...ANNOTATIONS.map((name) => at(metadata, 'annotations', name)), at(metadata, 'name')]
  return said.map((value) => word(value, 200)).find((name) => NAME.test(name))
}
