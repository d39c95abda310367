import { hash } from 'node:crypto'
import {
  appendFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals'
import { openFile } from '../../src/actions/opened-file.ts'

const home = mkdtempSync(join(tmpdir(), 'turnpike-open-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const path = join(home, 'report.xml')
const CONTENT = Buffer.alloc(700_000, 'a report of some length ')
beforeEach(() => writeFileSync(path, CONTENT))

/** Reads a file, and does something after its first piece. */
async function readWith(afterFirst: () => void): Promise<Buffer> {
  const opened = await openFile(path)
  const pieces: Uint8Array[] = []
  for await (const piece of opened.bytes) {
    if (pieces.length === 0) afterFirst()
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

test('a file comes in pieces, with its size and digest at the end', async () => {
  const opened = await openFile(path)
  const pieces: Uint8Array[] = []
  for await (const piece of opened.bytes) {
    expect(opened.read()).toBeUndefined()
    pieces.push(piece)
  }
  expect(pieces.length).toBeGreaterThan(1)
  expect(Buffer.concat(pieces).equals(CONTENT)).toBe(true)
  expect(opened.read()).toEqual({ bytes: 700_000, digest: `sha256:${hash('sha256', CONTENT)}` })
})

test('an empty file is a file', async () => {
  writeFileSync(path, '')
  const opened = await openFile(path)
  for await (const _ of opened.bytes) throw new Error('there is nothing in it')
  expect(opened.read()).toMatchObject({ bytes: 0 })
})

describe('a file that changes while it is read is refused:', () => {
  test.each<[string, () => void]>([
    ['it grows', () => appendFileSync(path, 'more')],
    ['it is cut', () => truncateSync(path, 300_000)],
    [
      'it is written again, with the same size',
      () => {
        writeFileSync(path, CONTENT)
        utimesSync(path, new Date(2e9), new Date(2e12))
      },
    ],
    ['it goes away', () => rmSync(path)],
    [
      'another one takes its place',
      () => {
        writeFileSync(`${path}.new`, CONTENT)
        renameSync(`${path}.new`, path)
      },
    ],
  ])('%s', async (_, change) => {
    await expect(readWith(change)).rejects.toMatchObject({
      code: 'INVALID_REPORT',
      message: expect.stringContaining('changed while it was read'),
    })
  })
})

test('what is no file is told', async () => {
  await expect(openFile(join(home, 'none'))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(openFile(home)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('whoever stops early leaves no file open', async () => {
  const opened = await openFile(path)
  for await (const _ of opened.bytes) break
  expect(opened.read()).toBeUndefined()
  // Windows would refuse this, and a process that keeps files open ends up without any.
  rmSync(path)
})
