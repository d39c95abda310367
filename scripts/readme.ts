/**
 * Writes the tables of inputs and outputs into the pages of the actions, from their `action.yml`, and those of the inputs of
 * every component into the page of all components, from their templates.
 *
 *   node scripts/readme.ts [--check]
 *
 * Only what stands between `<!-- action.yml -->` and `<!-- /action.yml -->`, or `<!-- inputs: NAME -->` and its end, is
 * replaced. `--check` writes nothing and ends with 1 when a table is old.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { parse, parseAllDocuments } from 'yaml'

interface Component {
  spec: {
    inputs: Record<string, { description: string; default?: string | boolean | number; options?: string[] }>
  }
}

interface Manifest {
  inputs?: Record<string, { description: string; required?: boolean; default?: string }>
  outputs?: Record<string, { description: string }>
}

const ROOT = resolve(import.meta.dirname, '..')
/** Where the tables of an action stand. The root README is the project's; its action has a page of its own. */
const PAGES = [
  { folder: '.', page: 'docs/track.md' },
  { folder: 'actions/emit', page: 'actions/emit/README.md' },
  { folder: 'actions/evidence', page: 'actions/evidence/README.md' },
  { folder: 'actions/gate', page: 'actions/gate/README.md' },
  { folder: 'actions/approve', page: 'actions/approve/README.md' },
  { folder: 'actions/deploy', page: 'actions/deploy/README.md' },
]
const PLACE = /(<!-- action\.yml -->\n)[^]*?(\n<!-- \/action\.yml -->)/

const COMPONENTS = 'gitlab/README.md'

/** @returns the pages that were old */
export function updatePages(write: boolean): string[] {
  return [...updateActions(write), ...updateComponents(write)]
}

function updateActions(write: boolean): string[] {
  return PAGES.filter(({ folder, page }) => {
    const text = readFileSync(join(ROOT, page), 'utf8')
    if (!PLACE.test(text))
      throw new Error(`${page} has no place for its tables: <!-- action.yml --> … <!-- /action.yml -->`)
    const manifest = parse(readFileSync(join(ROOT, folder, 'action.yml'), 'utf8')) as Manifest
    const fresh = text.replace(
      PLACE,
      (_, start: string, end: string) => `${start}${tablesOf(manifest)}${end}`,
    )
    if (fresh === text) return false
    if (write) writeFileSync(join(ROOT, page), fresh)
    return true
  }).map(({ page }) => page)
}

function updateComponents(write: boolean): string[] {
  const text = readFileSync(join(ROOT, COMPONENTS), 'utf8')
  let fresh = text
  for (const name of readdirSync(join(ROOT, 'gitlab/templates')).sort()) {
    const place = new RegExp(`(<!-- inputs: ${name} -->\\n)[^]*?(<!-- /inputs: ${name} -->)`)
    if (!place.test(fresh))
      throw new Error(
        `${COMPONENTS} has no place for the inputs of ${name}: <!-- inputs: ${name} --> … <!-- /inputs: ${name} -->`,
      )
    const [header] = parseAllDocuments(
      readFileSync(join(ROOT, 'gitlab/templates', name, 'template.yml'), 'utf8'),
    )
    const table = inputsOf(header?.toJS() as Component)
    fresh = fresh.replace(place, (_, start: string, end: string) => `${start}${table}\n${end}`)
  }
  if (fresh === text) return []
  if (write) writeFileSync(join(ROOT, COMPONENTS), fresh)
  return [COMPONENTS]
}

function inputsOf({ spec }: Component): string {
  const rows = Object.entries(spec.inputs).map(([name, { description, default: value, options }]) => {
    const allowed = options === undefined ? '' : ` One of ${options.map(code).join(', ')}.`
    const preset = value === undefined ? '**required**' : value === '' ? '' : code(String(value))
    return `| ${code(name)} | ${cell(description)}${allowed} | ${preset} |`
  })
  return ['| input | what it is | default |', '|---|---|---|', ...rows].join('\n')
}

function tablesOf({ inputs = {}, outputs = {} }: Manifest): string {
  const inputRows = Object.entries(inputs).map(([name, { description, required, default: value }]) => {
    const preset = value === undefined ? (required === true ? '**required**' : '') : code(value)
    return `| ${code(name)} | ${cell(description)} | ${preset} |`
  })
  const outputRows = Object.entries(outputs).map(
    ([name, { description }]) => `| ${code(name)} | ${cell(description)} |`,
  )
  return [
    '| input | what it is | default |',
    '|---|---|---|',
    ...inputRows,
    ...(outputRows.length === 0 ? [] : ['', '| output | what it is |', '|---|---|', ...outputRows]),
  ].join('\n')
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``
}

function cell(text: string): string {
  return text.trim().replace(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;')
}

if (import.meta.main) {
  const check = process.argv.includes('--check')
  const old = updatePages(!check)
  for (const page of old) console.log(`${page} ${check ? 'is old: node scripts/readme.ts' : 'written'}`)
  if (check && old.length > 0) process.exitCode = 1
}
