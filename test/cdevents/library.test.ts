/** The library as somebody else uses it: built, imported by its package name, under their own TypeScript. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
const TSC6 = join(ROOT, 'node_modules/typescript/bin/tsc6')
const TSC7 = join(ROOT, 'node_modules/@typescript/native/bin/tsc')
const USE = `
import { EVENT_TYPES, create, upgrade, validate } from 'turnpike/cdevents'
import type { CDEventOf } from 'turnpike/cdevents'
const stamp = { id: '1', now: '2026-11-21T14:03:00Z' }
const content = { outcome: 'success', environment: { id: 'ci' } } as const
const event = create('testsuiterun.finished', { source: 'https://ci.example', subject: { id: 'x', content } }, stamp)
const outcome: 'success' | 'failure' | 'cancel' | 'error' = event.subject.content.outcome
const same: CDEventOf<'testsuiterun.finished'> = event
const verdict = validate(upgrade(same))
const told: string[] = verdict.valid ? [verdict.type] : verdict.problems.map((problem) => problem.path)
console.log(EVENT_TYPES.length, outcome, told.join())
`
const WRONG = `
import { create } from 'turnpike/cdevents'
create('testsuiterun.finished', { source: 'x', subject: { id: 'x', content: { outcome: 'pass', environment: { id: 'ci' } } } }, { id: '1', now: '' })
create('build.queued', { source: 'x', subject: { id: 'x', content: { outcome: 'success' } } }, { id: '1', now: '' })
`

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-library-'))
  const modules = join(folder, 'node_modules')
  const own = join(modules, 'turnpike')
  mkdirSync(own, { recursive: true })
  execFileSync(process.execPath, [TSC7, '-p', join(ROOT, 'tsconfig.lib.json'), '--outDir', join(own, 'lib')])
  cpSync(join(ROOT, 'package.json'), join(own, 'package.json'))
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (/^(?:ajv|ajv-formats|fast-.*|json-schema-.*|require-from-string)$/u.test(name)) {
      symlinkSync(join(ROOT, 'node_modules', name), join(modules, name))
    }
  }
  writeFileSync(join(folder, 'use.mts'), USE)
  writeFileSync(join(folder, 'wrong.mts'), WRONG)
  const compilerOptions = {
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    target: 'es2022',
    types: [],
  }
  const write = (name: string, more: object, file: string) =>
    writeFileSync(
      join(folder, name),
      JSON.stringify({ compilerOptions: { ...compilerOptions, ...more }, files: [file] }),
    )
  write('node.json', { module: 'nodenext' }, 'use.mts')
  write('bundler.json', { module: 'esnext', moduleResolution: 'bundler' }, 'use.mts')
  write('wrong.json', { module: 'nodenext' }, 'wrong.mts')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a consumer', () => {
  test('runs it under the Node that runs this, with nothing but its own package', () => {
    const script = USE.replace(/import type.*\n/u, '')
      .replaceAll(/: (?:'success'.*?'error'|CDEventOf<'testsuiterun\.finished'>|string\[\])(?= =)/gu, '')
      .replace(' as const', '')
    writeFileSync(join(folder, 'use.mjs'), script)
    const told = execFileSync(process.execPath, [join(folder, 'use.mjs')], { encoding: 'utf8' })
    expect(told.trim()).toBe('48 success dev.cdevents.testsuiterun.finished.0.3.0')
  })

  test.each([
    [TSC6, 'node.json'],
    [TSC7, 'node.json'],
    [TSC7, 'bundler.json'],
  ])('checks its types with %s and %s', (tsc, project) => {
    expect(compile(tsc, project)).toBe('')
  })

  test('is told of a wrong word and a wrong field by the compiler', () => {
    const errors = compile(TSC7, 'wrong.json')
      .split('\n')
      .filter((line) => line.startsWith('wrong.mts'))
    expect(errors).toHaveLength(2)
    expect(errors[0]).toMatch('"pass"')
  })
})

function compile(tsc: string, project: string): string {
  return spawnSync(process.execPath, [tsc, '-p', project], { cwd: folder, encoding: 'utf8' }).stdout
}
