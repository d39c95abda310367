/** The secret keys of a log: a file beside the database, the newest key first, readable by the store alone. */
import { randomBytes } from 'node:crypto'
import { closeSync, fchmodSync, fstatSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { TurnpikeError } from '../errors.ts'
import { keyLines, newSigner, parseSigner, type Signer } from '../log/keys.ts'

/**
 * Reads the file, or makes it with a new key and mode 600. Several servers over one database are given the same file.
 * @param name of a key that is made: the log's origin, an address without a scheme
 * @throws TurnpikeError USAGE when it cannot be made or read, others may read it, or it holds no log's keys of one name
 */
export function loadLogKeys(file: string, name: string): readonly Signer[] {
  make(file, name)
  const signers = keyLines(readPrivate(file)).map(parseSigner)
  const names = new Set(signers.map(({ verifier }) => verifier.name))
  if (signers.length === 0)
    throw new TurnpikeError('USAGE', `${file} holds no key; turnpike log key makes one`)
  if (names.size > 1)
    throw new TurnpikeError(
      'USAGE',
      `the keys in ${file} have several names (${[...names].join(', ')}); a log has one`,
    )
  if (signers.some(({ verifier }) => verifier.type !== 'log'))
    throw new TurnpikeError('USAGE', `${file} holds a witness's key; the key of a log is needed`)
  return signers
}

/** A key that is gone with the process: for a database that is gone with it. */
export function passingLogKeys(name: string): readonly Signer[] {
  return [newSigner(name, randomBytes(32))]
}

/** Does nothing when the file is there. */
function make(file: string, name: string): void {
  let made: number
  try {
    made = openSync(file, 'wx', 0o600)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return
    throw new TurnpikeError('USAGE', `the log's key ${file} cannot be made`, { cause })
  }
  try {
    fchmodSync(made, 0o600)
    writeSync(made, `${newSigner(name, randomBytes(32)).secret()}\n`)
    // Before anything is signed with it: a checkpoint whose key is lost can never be followed.
    fsyncSync(made)
  } finally {
    closeSync(made)
  }
}

function readPrivate(file: string): string {
  let handle: number
  try {
    handle = openSync(file, 'r')
  } catch (cause) {
    throw new TurnpikeError('USAGE', `the log's key ${file} cannot be read`, { cause })
  }
  try {
    // Of the handle, not of the name: between the two the file could be another one. Windows knows no such bits.
    const mode = process.platform === 'win32' ? 0 : fstatSync(handle).mode & 0o077
    if (mode !== 0)
      throw new TurnpikeError(
        'USAGE',
        `others on this machine may read the log's key ${file}; run: chmod 600 ${file}`,
      )
    return readFileSync(handle, 'utf8')
  } finally {
    closeSync(handle)
  }
}
