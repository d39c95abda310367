/** Every threat of docs/threats.md names tests; a name that is no longer there fails here. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'

const ROOT = resolve(import.meta.dirname, '..', '..')
const page = readFileSync(join(ROOT, 'docs', 'threats.md'), 'utf8')
const thought = page.slice(page.indexOf('## What was thought of'), page.indexOf('## Not defended'))
const rows = thought
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| threat '))
  .map((line) => line.split(' | '))

describe('the threats that were thought of', () => {
  test('are all there', () => expect(rows.length).toBeGreaterThan(25))

  test.each(rows.map(([threat = '', , shown = '']) => [threat.replace(/^\| /, ''), shown]))(
    '%s',
    (_, shown) => {
      const named = shown.replace(/ \|$/, '').split(' · ')
      for (const name of named) {
        const [, file = '', title = ''] = /^`([\w/.-]+)`: (.+)$/.exec(name) ?? []
        const path = join(ROOT, 'test', `${file}.test.ts`)
        expect({ name, file: existsSync(path) }).toEqual({ name, file: true })
        expect(readFileSync(path, 'utf8')).toContain(title)
      }
    },
  )
})
