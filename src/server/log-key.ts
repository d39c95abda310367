/** The file with the secret keys of a log or a witness: a key on each line, the newest first; nobody else may read it. */
import { randomBytes } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { explain, TurnpikeError } from '../errors.ts'
import { keyLines, newSigner, parseSigner, type KeyType, type Signer } from '../log/keys.ts'
import { createFile, replaceFile } from './log-files.ts'

const OWNER_ONLY = 0o600

/**
 * The keys of a file, all of one name.
 * @throws TurnpikeError USAGE; its message names the file and the line and holds nothing of a key
 */
export async function readLogKeys(file: string): Promise<Signer[]> {
  const lines = keyLines(await read(file))
  const signers = lines.map((line, at) => {
    try {
      return parseSigner(line)
    } catch (error) {
      throw new TurnpikeError('USAGE', `${file}, key ${at + 1}: ${explain(error)}`)
    }
  })
  const [first] = signers
  if (first === undefined)
    throw new TurnpikeError('USAGE', `${file} holds no key; turnpike log key makes one`)
  const other = signers.find(
    ({ verifier }) => verifier.name !== first.verifier.name || verifier.type !== first.verifier.type,
  )
  if (other !== undefined) {
    throw new TurnpikeError(
      'USAGE',
      `${file} holds keys of ${first.verifier.name} and of ${other.verifier.name}; all have to be of one name and kind`,
    )
  }
  return signers
}

/** The keys of a file; a new one, in a new file, when there is none. @throws TurnpikeError USAGE */
export async function openLogKeys(file: string, name: string): Promise<Signer[]> {
  return (await exists(file)) ? readLogKeys(file) : [await makeLogKey(file, name, 'log')]
}

/**
 * Makes a key and writes it into a new file with mode 600.
 * @throws TurnpikeError USAGE for a name that cannot be, and when the file is there already: a key that is gone cannot be
 * made again
 */
export async function makeLogKey(file: string, name: string, type: KeyType): Promise<Signer> {
  const signer = newSigner(name, randomBytes(32), type)
  if (await exists(file)) {
    throw new TurnpikeError(
      'USAGE',
      `${file} is there already. For a second key, which takes over from it, use --rotate; else name another file`,
    )
  }
  await writing(file, createFile(file, textOf([signer]), OWNER_ONLY))
  return signer
}

/**
 * Adds a new first key: from now on both sign, until the old line is taken out.
 * @throws TurnpikeError USAGE
 */
export async function rotateLogKey(file: string): Promise<Signer[]> {
  const old = await readLogKeys(file)
  const { name, type } = (old[0] as Signer).verifier
  const signers = [newSigner(name, randomBytes(32), type), ...old]
  await writing(file, replaceFile(file, textOf(signers), OWNER_ONLY))
  return signers
}

function textOf(signers: readonly Signer[]): string {
  return signers.map((signer) => `${signer.secret()}\n`).join('')
}

async function writing(file: string, written: Promise<void>): Promise<void> {
  try {
    await written
  } catch (error) {
    throw new TurnpikeError('USAGE', `${file} cannot be written (${explain(error)})`, { cause: error })
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file)
    return true
  } catch {
    return false
  }
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new TurnpikeError('USAGE', `${file} cannot be read (${explain(error)})`, { cause: error })
  }
}
