/**
 * Writes the tables of inputs and outputs into the pages of the actions, from their `action.yml`.
 *
 *   node scripts/readme.ts [--check]
 *
 * Only what stands between `<!-- action.yml -->` and `<!-- /action.yml -->` is replaced. `--check` writes nothing and
 * ends with 1 when a table is old.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { parse } from 'yaml'

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

/** @returns the pages that were old */
export function updatePages(write: boolean): string[] {
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
