/** A published JSON schema beside the loader that checks the same documents: both must say the same of every one. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Problem } from '../src/errors.ts'

export type Path = readonly (string | number)[]

/** What both say of a document. */
export function comparing(schema: object, check: (document: unknown) => readonly Problem[]) {
  const validate = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(schema)
  return (document: unknown): { schema: boolean; loader: boolean; why: unknown } => {
    const problems = check(document)
    return {
      schema: validate(document),
      loader: problems.length === 0,
      why: { problems, errors: validate.errors?.slice(0, 3) },
    }
  }
}

/** Where a schema takes keys that it does not name. */
export function openPlaces(node: unknown, path = ''): string[] {
  if (typeof node !== 'object' || node === null) return []
  const { type, properties, additionalProperties } = node as Record<string, unknown>
  const isOpen = type === 'object' && properties !== undefined && additionalProperties !== false
  return [
    ...(isOpen ? [path] : []),
    ...Object.entries(node).flatMap(([key, value]) => openPlaces(value, `${path}/${key}`)),
  ]
}

/** Every place of a document, as its steps. */
export function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const entries = Array.isArray(value)
    ? value.map((item: unknown, index) => [index, item] as const)
    : Object.entries(value)
  return [path, ...entries.flatMap(([step, item]) => placesIn(item, [...path, step]))]
}

/** The document with another value at one place; taken out where the change gives undefined. */
export function changed(document: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  const copy = { root: structuredClone(document) } as Record<string | number, unknown>
  let parent: Record<string | number, unknown> = copy
  const steps: Path = ['root', ...path]
  for (const step of steps.slice(0, -1)) parent = parent[step] as Record<string | number, unknown>
  const last = steps.at(-1)!
  const value = change(parent[last])
  if (value === undefined) {
    if (Array.isArray(parent)) parent.splice(Number(last), 1)
    else delete parent[last]
  } else parent[last] = value
  return copy['root']
}
