import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { TurnpikeError } from '../errors.ts'

/**
 * The folder of this package (with `examples/`, `gitlab/`, `dist/`), from the sources as well as from the bundle.
 * The script that was started comes first: bundlers write their own idea of `import.meta.url` into a bundle.
 * @throws TurnpikeError NOT_FOUND when only the one file was taken along
 */
export function packageRoot(started: string | undefined = process.argv[1]): string {
  const starts = [started === undefined ? undefined : real(started), fileURLToPath(import.meta.url)]
  for (const start of starts) {
    for (let folder = start; folder !== undefined && folder !== dirname(folder); folder = dirname(folder)) {
      if (isOurs(folder)) return folder
    }
  }
  throw new TurnpikeError(
    'NOT_FOUND',
    'this needs the files around turnpike.js (examples/, gitlab/): run it in a clone or in the npm package',
  )
}

function isOurs(folder: string): boolean {
  const manifest = join(folder, 'package.json')
  if (!existsSync(manifest) || !existsSync(join(folder, 'examples', 'webshop'))) return false
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === 'turnpike'
}

function real(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}
