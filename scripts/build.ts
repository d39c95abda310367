/**
 * Builds `dist/` (the actions and the one-file CLI, committed) and `lib/` (the library, not committed).
 *
 *   node scripts/build.ts [--no-check]
 *
 * TypeScript 7 has no JavaScript API that ncc could use, so `tsc` writes JavaScript and ncc bundles that: unminified,
 * because what people run on their runners they should be able to read, and because it starts faster. The same
 * sources and lock file give the same bytes. `--no-check` skips the types, for whoever checks them elsewhere.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { bundleActions, bundleCli } from './bundle.ts'
import { licensesOf } from './licenses.ts'

const ROOT = resolve(import.meta.dirname, '..')
const BUILD = join(ROOT, 'build')
const DIST = join(ROOT, 'dist')

const check = !process.argv.includes('--no-check')

process.chdir(ROOT)
writeVersion()
rmSync(BUILD, { recursive: true, force: true })
compile('tsconfig.build.json')

const files = new Map<string, string>()
const packages = new Set<string>()
for (const bundle of [await bundleActions(ROOT, BUILD), await bundleCli(ROOT, BUILD)]) {
  // Some packages come with CRLF. In JavaScript the two mean the same; in a checkout only one of them is stable.
  for (const [name, text] of bundle.files) files.set(name, text.replaceAll('\r\n', '\n'))
  for (const folder of bundle.packages) packages.add(folder)
}
files.set('licenses.txt', licensesOf(ROOT, packages))
files.set('package.json', `${JSON.stringify({ type: 'module' })}\n`)
replaceDist(files)

if (existsSync(join(ROOT, 'tsconfig.lib.json'))) {
  rmSync(join(ROOT, 'lib'), { recursive: true, force: true })
  compile('tsconfig.lib.json')
}
for (const [name, text] of [...files].sort(([a], [b]) => a.localeCompare(b, 'en'))) {
  console.log(`dist/${name.padEnd(24)} ${(Buffer.byteLength(text) / 1024).toFixed(1).padStart(9)} KiB`)
}

function compile(project: string): void {
  const options = check ? [] : ['--noCheck']
  execFileSync(process.execPath, [join(ROOT, 'node_modules/.bin/tsc'), '-p', project, ...options], {
    stdio: 'inherit',
  })
}

/** The version is a constant in the source, so that a run from source, a bundle and the library all say the same. */
function writeVersion(): void {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
  const file = join(ROOT, 'src/actions/version.ts')
  const text = readFileSync(file, 'utf8').replace(/VERSION = '[^']*'/, `VERSION = '${version}'`)
  if (text !== readFileSync(file, 'utf8')) writeFileSync(file, text)
}

/** A reader of `dist/` never sees half of it: the new folder takes the old one's place when it is complete. */
function replaceDist(content: ReadonlyMap<string, string>): void {
  const fresh = join(BUILD, 'dist')
  mkdirSync(fresh)
  for (const [name, text] of content) {
    writeFileSync(join(fresh, name), text)
    if (text.startsWith('#!')) chmodSync(join(fresh, name), 0o755)
  }
  rmSync(DIST, { recursive: true, force: true })
  renameSync(fresh, DIST)
}
