/** The official schemas, where they are on this machine, compiled by ajv: the reference for our verdict. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Options, ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Version } from '../../src/cdevents/kinds.ts'
import type { Json } from './examples.ts'

const ROOT = join(import.meta.dirname, '../../../shared/cdevents-spec')
const SUITES = ['0.4.1', '0.5.1', '0.6.0-draft'] as const satisfies readonly Version[]

export interface Suite {
  version: Version
  /** Validators by full type; custom types are under `custom`. */
  byType: ReadonlyMap<string, ValidateFunction>
  /** The conformance events, and the custom one. */
  conformance: { file: string; event: Json }[]
}

/** Why the checks against the official schemas cannot run here, or undefined. */
export const missing = existsSync(ROOT) ? undefined : `the official schemas are not at ${ROOT}`

export function newAjv(options: Options = {}) {
  const ajv = new Ajv2020({ strict: false, logger: false, ...options })
  const add = addFormats as unknown as (ajv: Ajv2020) => void
  add(ajv)
  return ajv
}

/** The schemas of one version as they are published: links first, then every type by its full name. */
export function schemasOf(version: (typeof SUITES)[number]): { links: Json[]; byType: Map<string, Json> } {
  const links = jsonIn(join(ROOT, version, 'schemas/links')).map(({ value }) => value)
  const schemas = jsonIn(join(ROOT, version, 'schemas')).map(({ value }) => value)
  const byType = new Map(schemas.map((schema) => [(typeProperty(schema).enum as [string])[0], schema]))
  byType.set('custom', readJson(join(ROOT, version, 'custom/schema.json')))
  return { links, byType }
}

export function suites(): Suite[] {
  return SUITES.map((version) => {
    const ajv = newAjv()
    const { links, byType } = schemasOf(version)
    for (const link of links) ajv.addSchema(link)
    const compiled = new Map([...byType].map(([type, schema]) => [type, ajv.compile(schema)]))
    const conformance = [
      ...jsonIn(join(ROOT, version, 'conformance')),
      { file: 'custom/conformance.json', value: readJson(join(ROOT, version, 'custom/conformance.json')) },
    ].map(({ file, value }) => ({ file, event: value }))
    return { version, byType: compiled, conformance }
  })
}

/** The domain id vectors of the draft. */
export function domainIdVectors(): {
  valid: { segments: Json; expected: string }[]
  invalid: { input: string }[]
} {
  return readJson(join(ROOT, '0.6.0-draft/conformance/formats/domainid.json')) as never
}

function typeProperty(schema: Json): Json {
  const { properties } = schema as { properties: { context: { properties: { type: Json } } } }
  return properties.context.properties.type
}

function jsonIn(folder: string): { file: string; value: Json }[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return files.map((file) => ({ file, value: readJson(join(folder, file)) }))
}

function readJson(file: string): Json {
  return JSON.parse(readFileSync(file, 'utf8')) as Json
}
