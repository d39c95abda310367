/** The licence texts of everything that is inside `dist/`. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Manifest {
  name: string
  version: string
  license?: string
}

/**
 * One block a package, by name and version: its name, licence and text.
 * @param folders package folders relative to the root
 * @throws Error for a package that says nothing about its licence
 */
export function licensesOf(root: string, folders: Iterable<string>): string {
  const blocks = new Map<string, string>()
  for (const folder of folders) {
    const { name, version, license } = JSON.parse(
      readFileSync(join(root, folder, 'package.json'), 'utf8'),
    ) as Partial<Manifest>
    // A folder inside a package may have a package.json of its own, only to say its module type.
    if (name === undefined || version === undefined) throw new Error(`${folder} has no name or version`)
    if (license === undefined) throw new Error(`${folder} does not say its licence`)
    blocks.set(`${name}@${version}`, `${name} ${version}\n${license}\n\n${textIn(join(root, folder))}\n`)
  }
  return [...blocks]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, block]) => block)
    .join(`${'-'.repeat(80)}\n`)
}

function textIn(folder: string): string {
  const files = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .sort()
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').replace(/\r\n/g, '\n').trim())
  return texts.length === 0 ? '(the package holds no licence text)' : texts.join('\n\n')
}
