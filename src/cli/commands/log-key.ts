import { EXIT, TurnpikeError } from '../../errors.ts'
import type { Signer } from '../../log/keys.ts'
import { makeLogKey, readLogKeys, rotateLogKey } from '../../server/log-key.ts'
import type { Args, Terminal } from '../command.ts'
import { warnOfReaders } from '../secret-file.ts'

/** `turnpike log key FILE`: public keys go to standard output, secret ones nowhere but into the file. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const [file = ''] = args.positionals
  const name = args.text('name')
  const asked = [name !== undefined, args.on('rotate'), args.on('public')].filter(Boolean).length
  if (asked !== 1) {
    throw new TurnpikeError(
      'USAGE',
      'say one of: --name NAME to make a key, --rotate to add a new one, --public to show the public part',
    )
  }
  if (name !== undefined) {
    const signer = await makeLogKey(file, withoutScheme(name), kindOf(args))
    show([signer], terminal)
    terminal.note(`${file} holds the secret key. Keep it, and keep it to yourself; it cannot be made again.`)
  } else if (args.on('rotate')) {
    const signers = await rotateLogKey(file)
    show(signers, terminal)
    terminal.note(
      `${file} has a new first key; ${signers.length} keys sign from the next start of the store on. ` +
        'Give the new public key to whoever verifies, and take the last line out when all have it.',
    )
  } else {
    show(await readLogKeys(file), terminal)
    await warnOfReaders(file, terminal)
  }
  return EXIT.allow
}

function show(signers: readonly Signer[], terminal: Terminal): void {
  const keys = signers.map(({ verifier }) => verifier)
  if (terminal.json)
    terminal.print(
      JSON.stringify(keys.map(({ name, id, type, text }) => ({ name, id, kind: type, key: text }))),
    )
  else for (const { text } of keys) terminal.print(text)
}

function kindOf(args: Args): 'log' | 'witness' {
  const kind = args.text('kind') ?? 'log'
  if (kind === 'log' || kind === 'witness') return kind
  throw new TurnpikeError('USAGE', `--kind is log or witness, not ${JSON.stringify(kind)}`)
}

/** `https://store.example.org/` is what people copy; the name is what stands behind it. */
function withoutScheme(name: string): string {
  return name.replace(/^https?:\/\//, '').replace(/\/+$/, '')
}
