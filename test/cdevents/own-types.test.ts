import { readFileSync, readdirSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { OWN_TYPES } from '../../scripts/own-types.ts'
import { RESERVED_TYPES } from '../../src/trust/type-pattern.ts'

const ROOT = join(import.meta.dirname, '../..')
const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(ROOT, 'src', name), 'utf8'))
  .join('\n')
const full = (type: string) => `dev.cdeventsx.turnpike-${type}`

describe('the table of types of Turnpike itself', () => {
  test('has every type that the sources name', () => {
    const named = [...sources.matchAll(/dev\.cdeventsx\.turnpike-([a-z]+\.[a-z]+)/gu)].map(
      ([, type]) => type!,
    )
    expect(named.length).toBeGreaterThan(10)
    expect(OWN_TYPES.map(({ type }) => type)).toEqual(expect.arrayContaining([...new Set(named)]))
  })

  test('says of each who may write it, as grants have it', () => {
    for (const { type, writer } of OWN_TYPES)
      expect([type, RESERVED_TYPES.test(full(type))]).toEqual([type, writer === 'store'])
  })

  test('leads to pages that are there', () => {
    for (const { page } of OWN_TYPES)
      expect([page, existsSync(join(ROOT, 'docs', `${page}.md`))]).toEqual([page, true])
  })
})
