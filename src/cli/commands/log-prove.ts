import { EXIT, TurnpikeError } from '../../errors.ts'
import { formatProof, verifyProofFile } from '../../log/proof-file.ts'
import type { Args, Terminal } from '../command.ts'
import { connect, type Connection } from '../connection.ts'
import { replaceFile } from '../../server/log-files.ts'
import { keysGiven, logKeys } from './log-given.ts'
import { hashesIn, recordIn } from './log-proof.ts'
import { sayProof } from './log-say.ts'

/** `turnpike log prove SEQUENCE`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const [sequence = ''] = args.positionals
  if (!/^\d{1,15}$/.test(sequence)) {
    throw new TurnpikeError('USAGE', `${JSON.stringify(sequence)} is no number of an event, such as 1204`)
  }
  const keys = logKeys(args)
  const witnesses = keysGiven(args, 'witness', 'witness')
  const store = await connect(args, terminal)
  try {
    const text = await terminal.during(`asking ${store.name}`, fetchProof(store, sequence))
    const proven = verifyProofFile(text, [...keys, ...witnesses])
    const code = sayProof(proven, witnesses, terminal)
    const out = args.text('out')
    if (code === EXIT.allow && out !== undefined) {
      await replaceFile(out, `${text}\n`, 0o644)
      terminal.note(`${out} holds the proof; turnpike log verify ${out} checks it without the store.`)
    }
    return code
  } finally {
    await store.close()
  }
}

/** Path, checkpoint and the event's row, as the file to hand on. */
async function fetchProof(store: Connection, sequence: string): Promise<string> {
  const answer = await store.text(`v1/log/inclusion?sequence=${sequence}`)
  const { index, checkpoint } = recordIn(answer)
  if (typeof index !== 'number' || typeof checkpoint !== 'string') {
    throw new TurnpikeError('STORE_ANSWER', 'the store answered with something that is no proof')
  }
  const page = await store.text(`v1/log/export?from=${index}&limit=1`, 'application/x-ndjson')
  return formatProof({ row: page.split('\n')[1] ?? '', proof: hashesIn(answer), checkpoint })
}
