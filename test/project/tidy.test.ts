import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@jest/globals'

const ROOT = resolve(import.meta.dirname, '..', '..')
const tracked = existsSync(join(ROOT, '.git'))
  ? execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean)
  : []
const sources = tracked.filter(
  (file) => /^(src|test|scripts|bench)\/.*\.ts$/.test(file) && existsSync(join(ROOT, file)),
)

test('no source file is over 300 lines without a reason in its first lines', () => {
  const long = sources.filter((file) => {
    const lines = readFileSync(join(ROOT, file), 'utf8').split('\n')
    return lines.length > 301 && !/over 300 lines/i.test(lines.slice(0, 12).join('\n'))
  })
  expect(long).toEqual([])
})

test('no exclusive test and no test skipped by hand', () => {
  const wrong = sources
    .filter((file) => file.startsWith('test/') && file !== 'test/project/tidy.test.ts')
    .filter((file) =>
      /\b(it|test|describe)\.(only|todo)\(|\bx(it|describe|test)\(|\bf(it|describe)\(/.test(
        readFileSync(join(ROOT, file), 'utf8'),
      ),
    )
  expect(wrong).toEqual([])
})

test('the composite of versions is one: package, action metadata, changelog', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
  expect(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8')).toContain(`## ${version}`)
})

test('everything that ships in dist is pinned exactly', () => {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  expect(Object.entries(dependencies).filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range))).toEqual([])
})
