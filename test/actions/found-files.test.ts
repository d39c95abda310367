import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { findFiles } from '../../src/actions/found-files.ts'

const home = realpathSync(mkdtempSync(join(tmpdir(), 'turnpike-found-')))
const cwd = join(home, 'work')

function file(path: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true })
  writeFileSync(join(home, path), 'x')
}

beforeAll(() => {
  for (const path of [
    'work/reports/a.xml',
    'work/reports/b.xml',
    'work/reports/deep/c.xml',
    'work/reports/with [1] brackets.xml',
    'work/reports/Ünïcode sp ace.xml',
    'work/.hidden/h.xml',
    'work/node_modules/x/n.xml',
    'work/lib/node_modules/y/n.xml',
    'outside/o.xml',
  ])
    file(path)
  symlinkSync(join(home, 'outside/o.xml'), join(cwd, 'reports/link-out.xml'))
  symlinkSync(join(home, 'outside'), join(cwd, 'folder-out'))
  symlinkSync(join(cwd, 'reports/a.xml'), join(cwd, 'link-in.xml'))
  symlinkSync(join(home, 'nowhere'), join(cwd, 'reports/dead.xml'))
  symlinkSync(cwd, join(cwd, 'reports/round'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

const find = async (...patterns: string[]) => (await findFiles(patterns, { cwd })).paths

describe('patterns', () => {
  test.each<[string, string[], string[]]>([
    ['a path', ['reports/a.xml'], ['reports/a.xml']],
    ['a path with ./', ['./reports/a.xml'], ['reports/a.xml']],
    ['a whole path', [join(cwd, 'reports/a.xml')], ['reports/a.xml']],
    [
      'a path that reads like a pattern',
      ['reports/with [1] brackets.xml'],
      ['reports/with [1] brackets.xml'],
    ],
    ['a pattern', ['reports/[ab].xml'], ['reports/a.xml', 'reports/b.xml']],
    [
      'several, each file once and sorted',
      ['reports/b.xml', 'reports/[ab].xml'],
      ['reports/a.xml', 'reports/b.xml'],
    ],
    ['what is taken out again', ['reports/*.xml', '!reports/[bwÜ]*.xml'], ['reports/a.xml']],
    ['a path that is taken out again', ['reports/a.xml', '!reports/a.xml'], []],
    ['? for a space', ['reports/Ünïcode?sp?ace.xml'], ['reports/Ünïcode sp ace.xml']],
    ['what is not there', ['reports/none.xml', 'none/**/*.xml'], []],
    ['nothing', [''], []],
  ])('%s', async (_, patterns, paths) => {
    expect(await find(...patterns)).toEqual(paths)
  })

  test('find neither dotfolders nor node_modules, unless they name them', async () => {
    const all = await find('**/*.xml')
    expect(all).toContain('reports/deep/c.xml')
    expect(all.filter((path) => /hidden|node_modules/.test(path))).toEqual([])
    expect(await find('.hidden/**/*.xml')).toEqual(['.hidden/h.xml'])
    expect(await find('node_modules/**/*.xml')).toEqual(['node_modules/x/n.xml'])
  })

  test('have a backslash for a separator on Windows only', async () => {
    expect((await findFiles(['reports\\a.xml'], { cwd, windows: true })).paths).toEqual(['reports/a.xml'])
    expect(await find('reports\\a.xml')).toEqual([])
  })

  test('that name a folder are told what to write', async () => {
    const { paths, notes } = await findFiles(['reports/'], { cwd })
    expect(paths).toEqual([])
    expect(notes).toEqual([expect.stringContaining('reports/**/*.xml')])
  })
})

describe('a symbolic link', () => {
  test('is not followed while a folder is searched, so none can lead out or around', async () => {
    const all = await find('**/*.xml')
    expect(all.filter((path) => /link|dead|round|folder-out/.test(path))).toEqual([])
  })

  test.each(['reports/link-out.xml', 'folder-out/o.xml', 'folder-out/*.xml', './folder-out/*.xml'])(
    'that leads out of the working directory is not read, also where it is named: %s',
    async (pattern) => {
      const { paths, notes } = await findFiles([pattern], { cwd })
      expect(paths).toEqual([])
      expect(notes).toEqual([expect.stringContaining('leads out of the working directory')])
    },
  )

  test('to a file inside may be named', async () => {
    expect(await find('link-in.xml')).toEqual(['link-in.xml'])
  })

  test('to nowhere is no file', async () => {
    expect(await find('reports/dead.xml')).toEqual([])
  })
})

test('a place outside may be named, because the author of the pipeline chose it', async () => {
  expect(await find('../outside/*.xml')).toEqual(['../outside/o.xml'])
  expect(await find(`${home}/outside/*.xml`)).toEqual([expect.stringMatching(/outside\/o\.xml$/)])
})

test('more files than any build has are not all read, and that is told', async () => {
  const many = join(home, 'many')
  mkdirSync(many)
  for (let index = 0; index <= 10_000; index++) writeFileSync(join(many, `${index}.xml`), '')
  const { paths, notes } = await findFiles(['*.xml'], { cwd: many })
  expect(paths).toHaveLength(10_000)
  expect(notes).toEqual([expect.stringMatching(/^10001 files are found; the first 10000/)])
})
