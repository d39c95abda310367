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

test('everything that ships, or makes what ships, is pinned exactly', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  ) as Record<string, Record<string, string>>
  const all = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
  expect(all.length).toBeGreaterThan(20)
  expect(all.filter(([, range]) => !/^(npm:@?[\w./-]+@)?\d+\.\d+\.\d+$/.test(range))).toEqual([])
})

test('whoever installs the library gets no more than it imports', () => {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  const imported = sources
    .filter((file) => file.startsWith('src/cdevents/'))
    .flatMap((file) => [
      ...readFileSync(join(ROOT, file), 'utf8').matchAll(/^[^*]* from '((?:@[\w-]+\/)?[a-z][\w-]*)/gm),
    ])
    .map((match) => match[1] ?? '')
    .filter((name) => name !== 'node')
  // ajv-formats asks for ajv, as its peer.
  expect(Object.keys(dependencies).sort()).toEqual([...new Set([...imported, 'ajv'])].sort())
})
