/** What the commands of the log are given: keys, checkpoints, files. */
import { readFileSync } from 'node:fs'
import { TurnpikeError, explain } from '../../errors.ts'
import { openCheckpoint, type OpenCheckpoint } from '../../log/checkpoint.ts'
import { keyLines, parseSigner, parseVerifier, type KeyType, type Verifier } from '../../log/keys.ts'
import type { Args } from '../command.ts'

/**
 * The keys of an option, each a key or a file of keys. A file of secret keys does, too: its owner need not make another.
 * @throws TurnpikeError USAGE
 */
export function keysGiven(args: Args, option: string, type: KeyType): Verifier[] {
  return args.texts(option).flatMap((given) => {
    const isKey = /\+[0-9a-f]{8}\+/.test(given)
    const lines = isKey ? [given.trim()] : keyLines(readText(given, `--${option}`))
    if (lines.length === 0) throw new TurnpikeError('USAGE', `--${option} ${given} holds no key`)
    return lines.map((line) => checked(keyOf(line, isKey ? '' : `${given}: `), option, type))
  })
}

function keyOf(line: string, place: string): Verifier {
  try {
    return line.startsWith('PRIVATE+KEY+') && place !== '' ? parseSigner(line).verifier : parseVerifier(line)
  } catch (error) {
    throw new TurnpikeError('USAGE', `${place}${explain(error)}`)
  }
}

function checked(key: Verifier, option: string, type: KeyType): Verifier {
  if (key.type === type) return key
  throw new TurnpikeError(
    'USAGE',
    `--${option} wants the key of a ${type}, and ${key.name} (key ${key.id}) is the key of a ${key.type}`,
  )
}

/** The log's keys. @throws TurnpikeError USAGE when there are none: nothing can be believed without */
export function logKeys(args: Args): Verifier[] {
  const keys = keysGiven(args, 'log-key', 'log')
  if (keys.length > 0) return keys
  throw new TurnpikeError(
    'USAGE',
    'whose signature counts? Give --log-key: the public key that the operator of the store told you. The store shows it at /v1/log/keys, but who could change the log could change that, too',
  )
}

/** The checkpoint in the file of an option, believed. @throws TurnpikeError USAGE */
export function checkpointGiven(
  args: Args,
  option: string,
  keys: readonly Verifier[],
): OpenCheckpoint | undefined {
  const file = args.text(option)
  if (file === undefined) return undefined
  const opened = openCheckpoint(readText(file, `--${option}`), keys)
  if (!('refused' in opened)) return opened
  throw new TurnpikeError('USAGE', `--${option} ${file} is no checkpoint to rely on: ${opened.refused}`)
}

function readText(file: string, option: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new TurnpikeError(
      'USAGE',
      `${option} ${file} is no key, and no file that can be read (${explain(error)})`,
    )
  }
}

/** `1 entry`, `1,204 entries`. */
export function entries(count: number): string {
  return count === 1 ? '1 entry' : `${count.toLocaleString('en')} entries`
}

/** With which of the log's keys a checkpoint is signed, for people. */
export function signedBy({ opened }: OpenCheckpoint): string {
  const keys = opened.verified.filter(({ verifier }) => verifier.type === 'log')
  return keys.map(({ name, id }) => `${name} (key ${id})`).join(', ')
}
