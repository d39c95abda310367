import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { cpSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { glob } from 'tinyglobby'
import type { Deps } from '../../src/actions/deps.ts'
import { builtBy, filesBefore } from '../../src/cli/fresh-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-fresh-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const at = (name: string) => join(folder, name)
const write = (name: string, text = name) => writeFileSync(at(name), text)
const HOUR = 3600_000
/** As if it was written some time ago. */
const age = (name: string, ms = HOUR) =>
  utimesSync(at(name), new Date(Date.now() - ms), new Date(Date.now() - ms))
const find: Deps['glob'] = async () => ({
  paths: (await glob(['*.xml'], { cwd: folder, absolute: true })).sort(),
  notes: [],
})
const deps = { glob: find, digestFile: async () => 'sha256:x' } as unknown as Deps

async function foundAfter(work: () => void) {
  const fresh = await filesBefore(['*.xml'], find)
  work()
  const { paths, notes } = await fresh.deps(deps).glob(['*.xml'])
  return { names: paths.map((path) => path.slice(folder.length + 1)), notes }
}

describe('files that a command wrote', () => {
  test('are those that are new, or were written anew', async () => {
    for (const name of ['kept.xml', 'rewritten.xml', 'grown.xml']) write(name)
    for (const name of ['kept.xml', 'rewritten.xml', 'grown.xml']) age(name)
    const { names, notes } = await foundAfter(() => {
      write('new.xml')
      write('rewritten.xml')
      write('grown.xml', 'longer than before')
    })
    expect(names).toEqual(['grown.xml', 'new.xml', 'rewritten.xml'])
    expect(notes[0]).toMatch(/^Not written by this command, so left out: .*kept\.xml\.$/)
  })

  test('are not those that it only moved or copied with their time', async () => {
    write('old.txt')
    age('old.txt')
    const { names } = await foundAfter(() => {
      cpSync(at('old.txt'), at('copied.xml'), { preserveTimestamps: true })
      renameSync(at('old.txt'), at('moved.xml'))
    })
    expect(names).toEqual([])
  })

  test('are those that replace another one', async () => {
    write('report.xml')
    age('report.xml')
    const { names } = await foundAfter(() => {
      write('report.part')
      renameSync(at('report.part'), at('report.xml'))
    })
    expect(names).toEqual(['report.xml'])
  })

  test('that were written a moment before it began are not its own', async () => {
    write('just.xml')
    expect((await foundAfter(() => undefined)).names).toEqual([])
  })

  test('alone were built by it', async () => {
    // A moment before, so that only what was seen then tells.
    write('app.xml')
    const fresh = await filesBefore([], find, [at('app.xml'), 'pkg:npm/none', at('none')])
    await expect(builtBy(fresh, deps).digestFile(at('app.xml'))).rejects.toThrow(/did not build it/)
    write('app.xml')
    await expect(builtBy(fresh, deps).digestFile(at('app.xml'))).resolves.toBe('sha256:x')
  })
})
