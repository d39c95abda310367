import { setTimeout as wait } from 'node:timers/promises'
import { EXIT, TurnpikeError, explain } from '../../errors.ts'
import { openCheckpoint, type OpenCheckpoint } from '../../log/checkpoint.ts'
import { base64 } from '../../log/export.ts'
import type { Signer, Verifier } from '../../log/keys.ts'
import { signatureLine } from '../../log/note.ts'
import type { Hash } from '../../log/tree.ts'
import { judge, neededProof, type Judgement } from '../../log/witness.ts'
import { readLogKeys } from '../../server/log-key.ts'
import type { Args, Terminal } from '../command.ts'
import { connect, type Connection } from '../connection.ts'
import { entries, logKeys, signedBy } from './log-given.ts'
import { openMemory, type Memory } from './log-memory.ts'
import { proofFrom } from './log-proof.ts'

/** A server signs anew when its checkpoint is a second old: whoever is honest shows the newest one by then. */
const STALE_MS = 2000

interface Watch {
  store: Connection
  keys: readonly Verifier[]
  /** All of one name; each cosigns. */
  signers: readonly Signer[]
  memory: Memory
  terminal: Terminal
}

/** `turnpike log watch STORE`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const keys = logKeys(args)
  const signers = await signersOf(args)
  const seconds = intervalOf(args)
  const state = args.text('state')
  if (state === undefined)
    throw new TurnpikeError('USAGE', 'where is remembered what was seen? Give --state FILE')
  const store = await connect(withStore(args), terminal)
  try {
    const memory = await openMemory(state, keys)
    try {
      return await look({ store, keys, signers, memory, terminal }, args.on('once') ? undefined : seconds)
    } finally {
      await memory.release()
    }
  } finally {
    await store.close()
  }
}

/** Once, or every so many seconds until it is stopped or the log is caught. */
async function look(watch: Watch, seconds: number | undefined): Promise<number> {
  if (seconds === undefined) return lookOnce(watch)
  const { terminal } = watch
  const stopped = terminal.stopped()
  while (!stopped.aborted) {
    try {
      const code = await lookOnce(watch)
      if (code !== EXIT.allow) return code
    } catch (error) {
      // A broken connection is no news of the log; what was given wrongly stays wrong.
      if (error instanceof TurnpikeError && error.code === 'USAGE') throw error
      terminal.note(`${terminal.now()}  turnpike: ${explain(error)}; looking again in ${seconds} s`)
    }
    await wait(seconds * 1000, undefined, { signal: stopped }).catch(() => undefined)
  }
  return EXIT.allow
}

/** @param again how often an older checkpoint may still be that of a server a moment behind */
async function lookOnce(watch: Watch, again = 1): Promise<number> {
  const { store, keys, memory, terminal } = watch
  const remembered = await memory.recall()
  const note = await store.text('v1/log/checkpoint', 'text/plain')
  const seen = openCheckpoint(note, keys)
  if ('refused' in seen) {
    return accuse(watch, `the checkpoint cannot be believed: ${seen.refused}`, remembered, note)
  }
  const needed = neededProof(remembered, seen)
  const proof = needed === undefined ? undefined : await proofFrom(store, needed)
  const judged = judge(remembered, seen, proof)
  if ('why' in judged) return accuse(watch, judged.why, remembered, note, { kind: judged.kind, proof })
  if (judged.kind !== 'older') {
    await cosign(watch, seen, judged)
    return EXIT.allow
  }
  if (again > 0) {
    say(
      terminal,
      `${store.name} showed an older checkpoint, of ${entries(seen.size)}; nothing is signed, looking again`,
    )
    await wait(STALE_MS)
    return lookOnce(watch, again - 1)
  }
  const why = `the log had ${remembered?.size} entries and goes on showing ${seen.size}`
  return accuse(watch, why, remembered, note, { kind: 'rollback', proof })
}

/** Remembers, then signs out: never the other way round (C2SP tlog-witness). */
async function cosign(watch: Watch, seen: OpenCheckpoint, judged: Judgement): Promise<void> {
  const { store, signers, memory, terminal } = watch
  const { text, verified } = seen.opened
  const now = Math.floor(Date.parse(terminal.now()) / 1000)
  const own = signers.map((signer) => signatureLine(signer, text, now))
  const cosigned = `${text}\n${verified.map(({ line }) => line).join('')}${own.join('')}`
  await memory.remember(cosigned)
  say(terminal, told(seen, judged))
  if (own.length === 0) return
  try {
    await store.post('v1/log/cosignatures', cosigned, 'text/plain; charset=utf-8')
  } catch (error) {
    // The log was seen and is remembered all the same; a store that does not want the signature is no fork.
    if (!(error instanceof TurnpikeError) || error.code === 'STORE_UNREACHABLE') throw error
    say(terminal, `the cosignature was not taken: ${explain(error)}`)
  }
}

function told(seen: OpenCheckpoint, { kind }: Judgement): string {
  const what = `${entries(seen.size)}, signed by ${signedBy(seen)}`
  if (kind === 'first') return `first look: ${what}; taken as it is`
  return kind === 'same' ? `no change: ${what}` : `grown: ${what}; nothing before was changed`
}

/** Keeps what contradicts itself, for whoever has to be shown. */
async function accuse(
  { store, memory, terminal }: Watch,
  why: string,
  remembered: OpenCheckpoint | undefined,
  seen: string,
  more: { kind: string; proof: readonly Hash[] | undefined } = { kind: 'not-believed', proof: undefined },
): Promise<number> {
  const evidence = {
    why,
    kind: more.kind,
    store: store.name,
    at: terminal.now(),
    remembered: remembered?.note ?? null,
    seen,
    proof: more.proof?.map(base64) ?? null,
  }
  const file = await memory.accuse(evidence)
  if (terminal.json) terminal.print(JSON.stringify({ holds: false, ...evidence, file }))
  else
    terminal.note(
      `${terminal.noteColour.red('turnpike:')} ${store.name}: ${why}. Both checkpoints are kept in ${file}. Nothing was signed.`,
    )
  return EXIT.deny
}

function say(terminal: Terminal, message: string): void {
  if (terminal.json) terminal.print(JSON.stringify({ time: terminal.now(), message }))
  else terminal.print(`${terminal.now().slice(0, 19)}Z  ${message}`)
}

async function signersOf(args: Args): Promise<Signer[]> {
  const file = args.text('key')
  if (file === undefined) return []
  const signers = await readLogKeys(file)
  if (signers[0]?.verifier.type === 'witness') return signers
  throw new TurnpikeError(
    'USAGE',
    `--key ${file} is the key of a log; a witness has its own: turnpike log key FILE --name NAME --kind witness`,
  )
}

/** The store may stand alone, as the thing that is watched. */
function withStore(args: Args): Args {
  const [store] = args.positionals
  return store === undefined
    ? args
    : { ...args, text: (name) => (name === 'store' ? store : args.text(name)) }
}

function intervalOf(args: Args): number {
  const seconds = Number(args.text('interval') ?? 60)
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 86_400) return seconds
  throw new TurnpikeError(
    'USAGE',
    `--interval is a number of seconds from 1 to 86400, not ${JSON.stringify(args.text('interval'))}`,
  )
}
