/**
 * Texts of strangers that an expression walks through again and again: some kilobytes that would keep a job for minutes
 * or hours. The readers run in processes of their own, which are ended when they do not come to an end.
 */
import { describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { TAILS, TEXTS } from './slow-texts.ts'

const READER = fileURLToPath(new URL('slow-texts.ts', import.meta.url))
/** Reading takes a fraction of a second; before, each of these took minutes. */
const PATIENCE = 40_000

function read(name: string): string {
  const { stdout, stderr, signal } = spawnSync(process.execPath, [READER, name], {
    encoding: 'utf8',
    timeout: PATIENCE,
  })
  return signal === null ? stdout + stderr : `ended by ${signal}`
}

describe('a text that is made to be slow to read', () => {
  test.each([...Object.keys(TEXTS), ...Object.keys(TAILS)])(
    'is read all the same: %s',
    (name) => expect(read(name)).toBe('read'),
    2 * PATIENCE,
  )
})
