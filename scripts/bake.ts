/**
 * Makes the GitLab component project of a release: a copy of `gitlab/` whose components know where this release's CLI
 * is fetched from, and its checksum. `component.version` is null outside the catalog, so it is written in.
 *
 *   node scripts/bake.ts --url https://…/turnpike.js --out FOLDER
 */
import { createHash } from 'node:crypto'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

const ROOT = resolve(import.meta.dirname, '..')
/** The components that run the CLI; `track` is plain sh. */
const COMPONENTS = [
  'emit',
  'evidence',
  'gate',
  'deploy',
  'approve',
  'build-and-test',
  'container-release',
  'cli',
]

const { url, out } = parseArgs({ options: { url: { type: 'string' }, out: { type: 'string' } } }).values
if (url === undefined || !/^https:\/\/[\w./~%+-]+$/.test(url) || out === undefined) {
  throw new Error('usage: node scripts/bake.ts --url https://…/turnpike.js --out FOLDER')
}
const sha256 = createHash('sha256')
  .update(readFileSync(join(ROOT, 'dist', 'turnpike.js')))
  .digest('hex')

rmSync(out, { recursive: true, force: true })
cpSync(join(ROOT, 'gitlab'), out, { recursive: true })
for (const name of COMPONENTS) {
  const file = join(out, 'templates', name, 'template.yml')
  const baked = withDefault(withDefault(readFileSync(file, 'utf8'), 'cli-url', url), 'cli-sha256', sha256)
  writeFileSync(file, baked)
  console.log(`${name}: ${url} (sha256 ${sha256})`)
}

/** Sets the empty default of one input. @throws Error when the template has no such input: a release would be mute */
function withDefault(template: string, input: string, value: string): string {
  const place = new RegExp(`(\\n {4}${input}:\\n(?: {6}.*\\n)*? {6}default: )''`)
  if (!place.test(template)) throw new Error(`the template has no input ${input} with an empty default`)
  return template.replace(place, (_, before: string) => `${before}'${value}'`)
}
