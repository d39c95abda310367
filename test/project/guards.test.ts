import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { GUARDS } from '../guards/guards.ts'
import { testFilesOf } from '../guards/names.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')
const TABLE = readFileSync(join(ROOT, 'docs', 'defects.md'), 'utf8')

describe('the guards behind the list of defects', () => {
  test.each(GUARDS.map((guard) => [`${guard.defect}: ${guard.without}`, guard] as const))(
    '%s: is in the sources, once',
    (_, { file, find, replace }) => {
      expect(readFileSync(join(ROOT, file), 'utf8').split(find)).toHaveLength(2)
      expect(replace).not.toBe(find)
    },
  )

  test('every test that docs/defects.md names turns red without one of them', () => {
    const rows = TABLE.split('\n').filter((line) => /^\| [FE]\d+ \|/u.test(line))
    for (const row of rows) {
      const defect = /[FE]\d+/u.exec(row)![0]
      const red = GUARDS.filter((guard) => guard.defect === defect).flatMap((guard) => guard.red)
      const named = [
        ...row
          .split(' | ')
          .at(-1)!
          .matchAll(/`([^`]+)`/gu),
      ].map(([, name]) => name)
      expect([defect, [...new Set(named)].sort()]).toEqual([defect, [...new Set(red)].sort()])
    }
  })

  test('every test it waits for is there', () => {
    for (const { red } of GUARDS) expect(testFilesOf(red, ROOT)).not.toEqual([])
  })
})
