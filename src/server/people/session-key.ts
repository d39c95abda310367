/**
 * The keys that sessions are sealed with: a file beside the database, readable by the store alone. The first line is
 * the key in use, the others still open what they sealed: to rotate, put a new line on top and take the old one out
 * after a session's longest life.
 */
import { chmodSync, closeSync, fstatSync, openSync, readFileSync, writeSync } from 'node:fs'
import { TurnpikeError } from '../../errors.ts'

/** 32 bytes each; the first one seals. */
export type SessionKeys = readonly [Uint8Array, ...Uint8Array[]]

const BYTES = 32
/** Old keys that are still tried; each costs an attempt on a cookie from anybody. */
const MOST = 4

/**
 * Reads the file, or makes it with a new key and mode 600. Several servers over one database are given the same file.
 * @throws TurnpikeError USAGE when others may read it, or a line is no key (`openssl rand -base64 32` makes one)
 */
export function loadSessionKeys(file: string, random: (bytes: number) => Uint8Array): SessionKeys {
  try {
    const made = openSync(file, 'wx', 0o600)
    try {
      writeSync(made, `${Buffer.from(random(BYTES)).toString('base64')}\n`)
      chmodSync(file, 0o600)
    } finally {
      closeSync(made)
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new TurnpikeError('USAGE', `the session key ${file} cannot be made`, { cause })
    }
  }
  return parseSessionKeys(readPrivate(file), file)
}

function readPrivate(file: string): string {
  let handle: number
  try {
    handle = openSync(file, 'r')
  } catch (cause) {
    throw new TurnpikeError('USAGE', `the session key ${file} cannot be read`, { cause })
  }
  try {
    // Of the handle, not of the name: between the two the file could be another one. Windows knows no such bits.
    const mode = process.platform === 'win32' ? 0 : fstatSync(handle).mode & 0o077
    if (mode !== 0) {
      throw new TurnpikeError(
        'USAGE',
        `others on this machine may read the session key ${file}; run: chmod 600 ${file}`,
      )
    }
    return readFileSync(handle, 'utf8')
  } finally {
    closeSync(handle)
  }
}

/** @throws TurnpikeError USAGE naming the line, never its text */
export function parseSessionKeys(text: string, name: string): SessionKeys {
  const lines = text.split('\n').map((line) => line.trim())
  const keys = lines.flatMap((line, index) => {
    if (line === '' || line.startsWith('#')) return []
    const key = Buffer.from(line, 'base64')
    if (key.length !== BYTES || key.toString('base64') !== line) {
      throw new TurnpikeError(
        'USAGE',
        `${name}: line ${index + 1} is not ${BYTES} bytes in base64; openssl rand -base64 ${BYTES} makes a key`,
      )
    }
    return [key]
  })
  const [first, ...others] = keys
  if (first === undefined)
    throw new TurnpikeError('USAGE', `${name} holds no key; openssl rand -base64 ${BYTES} makes one`)
  if (keys.length > MOST)
    throw new TurnpikeError('USAGE', `${name} holds ${keys.length} keys; ${MOST} at most`)
  return [first, ...others]
}
