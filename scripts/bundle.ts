/** JavaScript that `tsc` wrote → the files of `dist/`, by `@vercel/ncc`. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative, sep } from 'node:path'

export interface Bundle {
  files: Map<string, string>
  /** Folders of the packages that went in, relative to the root: for `licenses.txt`. */
  packages: Set<string>
}

interface NccResult {
  code: string
  assets: Record<string, { source: string | Buffer }>
  stats: { compilation: { modules: Iterable<WebpackModule> } }
}

interface WebpackModule {
  resource?: string
  /** Modules that webpack joined into one scope. */
  modules?: WebpackModule[]
}

type Ncc = (entry: string, options: Record<string, unknown>) => Promise<NccResult>
// ncc has no types and is CommonJS.
const ncc = createRequire(import.meta.url)('@vercel/ncc') as Ncc

/** Entries of `action.yml` files: what `main`, or `post`, names in `dist/`. */
export const ENTRIES = [
  'track',
  'track-post',
  'emit',
  'evidence',
  'gate',
  'deploy',
  'deploy-post',
  'approve',
] as const

/**
 * One shared bundle with its chunks, and a stub for every entry. Measured against one bundle for each entry: emit with its
 * one request takes 2.33 times bare Node here and 2.32 there, and `dist/` would be four times as large.
 */
export async function bundleActions(root: string, build: string): Promise<Bundle> {
  const bundle = await run(root, join(build, 'actions', 'main.js'), 'index.js')
  for (const name of ENTRIES) {
    bundle.files.set(`${name}.js`, `import { main } from './index.js'\n\nawait main('${name}')\n`)
  }
  return bundle
}

/**
 * The CLI as one file, for people who fetch it with curl. `import()` becomes webpack's eager mode: no chunk, and the
 * part is still not evaluated before it is asked for.
 */
export async function bundleCli(root: string, build: string): Promise<Bundle> {
  const copy = join(build, 'one-file')
  for (const folder of readdirSync(build)) {
    if (folder !== 'one-file') cpSync(join(build, folder), join(copy, folder), { recursive: true })
  }
  for (const file of readdirSync(copy, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.js')) continue
    const text = readFileSync(join(copy, file), 'utf8')
    const eager = text.replace(/\bimport\((?=\s*['"`])/g, 'import(/* webpackMode: "eager" */ ')
    if (eager !== text) writeFileSync(join(copy, file), eager)
  }
  const bundle = await run(root, join(copy, 'cli', 'main.js'), 'turnpike.js')
  if (bundle.files.size !== 1) {
    throw new Error(`The CLI must be one file, and is ${[...bundle.files.keys()].join(', ')}`)
  }
  const code = bundle.files.get('turnpike.js') ?? ''
  if (!code.startsWith('#!')) bundle.files.set('turnpike.js', `#!/usr/bin/env node\n${code}`)
  return bundle
}

async function run(root: string, entry: string, filename: string): Promise<Bundle> {
  const { code, assets, stats } = await ncc(entry, {
    filename,
    cache: false,
    minify: false,
    quiet: true,
    target: 'es2022',
    filterAssetBase: root,
  })
  const files = new Map([[filename, code]])
  for (const [name, { source }] of Object.entries(assets)) {
    if (name !== 'package.json') files.set(name, source.toString())
  }
  const packages = new Set<string>()
  for (const module of stats.compilation.modules) addPackages(module, root, packages)
  return { files, packages }
}

function addPackages(module: WebpackModule, root: string, packages: Set<string>): void {
  for (const inner of module.modules ?? []) addPackages(inner, root, packages)
  if (module.resource === undefined) return
  const path = relative(root, module.resource).split(sep)
  const last = path.lastIndexOf('node_modules')
  if (last === -1) return
  const depth = path[last + 1]?.startsWith('@') ? 3 : 2
  packages.add(path.slice(0, last + depth).join('/'))
}
