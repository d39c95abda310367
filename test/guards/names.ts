/** Where the tests that docs/defects.md names are. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDERS = [
  'policy',
  'e2e',
  'server',
  'cli',
  'report',
  'attack',
  'sources',
  'actions',
  'client',
  'gitlab',
]

/** Files with tests of these names. @throws Error for a name that no file has */
export function testFilesOf(names: readonly string[], root: string): string[] {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, 'test', folder), { recursive: true })
      .map((file) => `test/${folder}/${String(file)}`)
      .filter((file) => file.endsWith('.test.ts')),
  )
  const texts = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))
  const found = names.map((name) => {
    const file = files.find((each) => texts.get(each)?.includes(`'${name}'`))
    if (file === undefined) throw new Error(`no test is called '${name}'`)
    return file
  })
  return [...new Set(found)]
}
