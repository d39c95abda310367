import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'

const SRC = resolve(import.meta.dirname, '..', '..', 'src')
const ORDER = [
  'cdevents',
  'host',
  'sources',
  'client',
  'log',
  'store',
  'policy',
  'trust',
  'report',
  'server',
  'actions',
  'cli',
]
/** Pure: no I/O, no clock, no surroundings. The exceptions are the files that a folder needs for its edge. */
const PURE = ['cdevents', 'sources', 'log', 'policy', 'trust', 'report', 'store/keys.ts', 'store/admit.ts']
const FORBIDDEN_IN_PURE: [RegExp, string][] = [
  [/from 'node:(?!crypto|buffer)/, 'a node: module other than crypto'],
  [/from '@actions\//, '@actions/*'],
  [/\bfetch\(/, 'fetch'],
  [/\bprocess\./, 'process'],
  [/\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\(|\bperformance\./, 'a clock or chance'],
]

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(join(SRC, file), 'utf8') }))

describe('the import rule', () => {
  test('every folder of src is on the road', () => {
    const folders = new Set(
      files.map(({ file }) => file.split('/')[0] ?? '').filter((name) => !name.endsWith('.ts')),
    )
    expect([...folders].filter((name) => !ORDER.includes(name))).toEqual([])
    expect(files.length).toBeGreaterThan(20)
  })

  test.each(files.map(({ file, text }) => [file, text]))(
    '%s imports only from further up the road',
    (file, text) => {
      const own = ORDER.indexOf(file.split('/')[0] ?? '')
      if (own === -1) return expect(importsOf(text).filter((name) => name.startsWith('.'))).toEqual([])
      const wrong = importsOf(text)
        .filter((name) => name.startsWith('.'))
        .map((name) => relative(SRC, resolve(SRC, file, '..', name)))
        .filter((target) => {
          const folder = target.split('/')[0] ?? ''
          if (target === 'errors.ts') return false
          const other = ORDER.indexOf(folder)
          return other === -1 || other > own
        })
      expect(wrong).toEqual([])
    },
  )

  test.each(
    files
      .filter(({ file }) => PURE.some((pure) => file === pure || file.startsWith(`${pure}/`)))
      .map(({ file, text }) => [file, text]),
  )('%s is pure', (file, text) => {
    const code = withoutComments(text)
    expect(
      FORBIDDEN_IN_PURE.filter(([pattern]) => pattern.test(code)).map(([, what]) => `${file} uses ${what}`),
    ).toEqual([])
  })
})

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*(?:\/\*.*?\*\/\s*)?'([^']+)'/g)].map(
    (match) => match[1] ?? '',
  )
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}
