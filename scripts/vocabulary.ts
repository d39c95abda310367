/**
 * Writes what is made from the table of event types: JSON Schemas for editors (`schemas/cdevents/`) and the reference
 * page (`docs/cdevents.md`). With `--check` it writes nothing and fails when one of them is not what it should be.
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { anyEventSchema, customRow, eventSchema } from '../src/cdevents/schema.ts'
import { EVENT_TYPES, describeType } from '../src/cdevents/vocabulary.ts'
import { referencePage } from './vocabulary-page.ts'

const ROOT = join(import.meta.dirname, '..')
const SCHEMAS = 'schemas/cdevents'

/** Every generated file: its path in the repository and its text. */
export function generated(): Map<string, string> {
  const files = new Map<string, string>()
  for (const name of EVENT_TYPES) {
    const row = describeType(name)
    if (row !== undefined) files.set(schemaFile(name), json(eventSchema(row)))
  }
  files.set(schemaFile('custom'), json(eventSchema(customRow(), '0.5.1')))
  files.set(schemaFile('event'), json(anyEventSchema((name) => `${name}.json`)))
  files.set('docs/cdevents.md', referencePage())
  return files
}

/** Paths of generated files that are missing, different, or should not be there. */
export function stale(): string[] {
  const files = generated()
  const different = [...files].filter(([path, text]) => read(path) !== text).map(([path]) => path)
  const extra = list(SCHEMAS).filter((path) => !files.has(path))
  return [...different, ...extra]
}

function write(): void {
  rmSync(join(ROOT, SCHEMAS), { recursive: true, force: true })
  for (const [path, text] of generated()) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true })
    writeFileSync(join(ROOT, path), text)
  }
}

function schemaFile(name: string): string {
  return `${SCHEMAS}/${name}.json`
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

function read(path: string): string | undefined {
  try {
    return readFileSync(join(ROOT, path), 'utf8')
  } catch {
    return undefined
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(join(ROOT, folder)).map((file) => `${folder}/${file}`)
  } catch {
    return []
  }
}

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const paths = stale()
    for (const path of paths) console.error(`${path} is stale; run node scripts/vocabulary.ts`)
    process.exitCode = paths.length === 0 ? 0 : 1
  } else {
    write()
    console.log(`${generated().size} files written`)
  }
}
