import { EXIT, TurnpikeError } from '../../errors.ts'
import { openCheckpoint, type OpenCheckpoint } from '../../log/checkpoint.ts'
import { judge, neededProof } from '../../log/witness.ts'
import type { Args, Terminal } from '../command.ts'
import { connect, type Connection } from '../connection.ts'
import { checkpointGiven, entries, keysGiven, logKeys, signedBy } from './log-given.ts'
import { proofFrom } from './log-proof.ts'

/** `turnpike log checkpoint`: the note on standard output, what it is worth on standard error. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const keys = args.text('since') === undefined ? keysGiven(args, 'log-key', 'log') : logKeys(args)
  const since = checkpointGiven(args, 'since', keys)
  const store = await connect(args, terminal)
  try {
    const note = await terminal.during(`asking ${store.name}`, store.text('v1/log/checkpoint', 'text/plain'))
    if (keys.length === 0) {
      show(note, terminal)
      terminal.note('Not verified: give --log-key, the public key that the operator told you.')
      return EXIT.allow
    }
    const seen = openCheckpoint(note, keys)
    const wrong =
      'refused' in seen
        ? `the checkpoint cannot be believed: ${seen.refused}`
        : await contradiction(since, seen, store)
    if (wrong !== undefined || 'refused' in seen) {
      terminal.note(`${terminal.noteColour.red('turnpike:')} ${wrong}`)
      return EXIT.deny
    }
    show(note, terminal)
    terminal.note(`${entries(seen.size)}, signed by ${signedBy(seen)}`)
    if (since !== undefined)
      terminal.note(`It continues the checkpoint of ${entries(since.size)}: nothing before it was changed.`)
    return EXIT.allow
  } finally {
    await store.close()
  }
}

async function contradiction(
  since: OpenCheckpoint | undefined,
  seen: OpenCheckpoint,
  store: Connection,
): Promise<string | undefined> {
  const needed = neededProof(since, seen)
  const judged = judge(since, seen, needed === undefined ? undefined : await proofFrom(store, needed))
  if (judged.kind === 'older')
    throw new TurnpikeError(
      'STORE_ANSWER',
      'the store showed an older checkpoint than the one given; ask again',
    )
  return 'why' in judged ? judged.why : undefined
}

function show(note: string, terminal: Terminal): void {
  if (terminal.json) terminal.print(JSON.stringify({ checkpoint: note }))
  else terminal.print(note.replace(/\n$/, ''))
}
