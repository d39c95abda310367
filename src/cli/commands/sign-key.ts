import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { keyIdOf, privateKeyIn } from '../../cdevents/signing-key.ts'
import { EXIT, explain, TurnpikeError } from '../../errors.ts'
import type { Args, Terminal } from '../command.ts'
import { warnOfReaders } from '../secret-file.ts'
import { readTextFile } from '../text-file.ts'

/** `turnpike sign key FILE`: the public part goes to standard output, the private one nowhere but into the file. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const [file = ''] = args.positionals
  const name = args.text('name') ?? 'release'
  if (args.on('public')) {
    show(privateKeyIn(readTextFile(file), file), name, terminal)
    await warnOfReaders(file, terminal)
    return EXIT.allow
  }
  const key = make(args.text('kind') ?? 'ed25519')
  await write(file, String(key.export({ type: 'pkcs8', format: 'pem' })))
  show(key, name, terminal)
  terminal.note(`${file} holds the private key. Keep it to yourself; whoever has it signs as ${name}.`)
  return EXIT.allow
}

function make(kind: string): KeyObject {
  if (kind === 'ed25519') return generateKeyPairSync('ed25519').privateKey
  if (kind === 'p256') return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  throw new TurnpikeError('USAGE', `--kind is ed25519 or p256, not ${JSON.stringify(kind)}`)
}

/** The entry of the trust document; whose events it counts on is for whoever pastes it to say. */
function show(key: KeyObject, name: string, terminal: Terminal): void {
  const pem = String(createPublicKey(key).export({ type: 'spki', format: 'pem' }))
  const keyid = keyIdOf(key)
  if (terminal.json) return terminal.print(JSON.stringify({ name, keyid, key: pem }))
  terminal.note(`# ${keyid}`)
  terminal.note('# signers: in the trust document; say under by: whose events it counts on')
  terminal.print(`- name: ${name}`)
  terminal.print('  key: |')
  for (const line of pem.trimEnd().split('\n')) terminal.print(`    ${line}`)
  terminal.print("  by: { id: 'token:…' }")
}

/** Never over a key that is there: a key that is gone cannot be made again. */
async function write(file: string, pem: string): Promise<void> {
  try {
    await writeFile(file, pem, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    const isThere = (error as { code?: unknown }).code === 'EEXIST'
    const why = isThere
      ? 'it is there already; name another file, or show its key with --public'
      : explain(error)
    throw new TurnpikeError('USAGE', `cannot write ${file}: ${why}`, { cause: error })
  }
}
