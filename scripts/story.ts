/**
 * Tells the story of docs/story through the bundles in dist/, and writes its pages.
 *
 *   npm run build && npm run story
 *
 * A test tells it again and compares: test/story/story.test.ts.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { bookOf } from '../test/story/book.ts'
import { tell } from '../test/story/tell.ts'

const folder = resolve(import.meta.dirname, '..', 'docs', 'story')
const book = bookOf(await tell())
rmSync(folder, { recursive: true, force: true })
for (const [path, text] of book) {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
console.log(`${book.size} pages in docs/story`)
