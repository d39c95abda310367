import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { EXIT, TurnpikeError, explain } from '../../errors.ts'
import { linesOf } from '../../log/lines.ts'
import type { Args, Terminal } from '../command.ts'
import { connect, type Connection } from '../connection.ts'
import { entries } from './log-given.ts'

const MOST_BREAKS = 5

/** How far a copy has come. */
interface Copied {
  rows: number
  /** The index of the row that comes next. */
  next: number
}

/** `turnpike log export FILE`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const [file = ''] = args.positionals
  const from = fromOf(args)
  const store = await connect(args, terminal)
  const out = openOut(file)
  try {
    const rows = await terminal.during(`exporting from ${store.name}`, copy(store, from, out, terminal))
    await out.finish()
    terminal.note(
      `${entries(rows)} in ${file === '-' ? 'all' : file}. Check it: turnpike log verify ${file} --log-key FILE`,
    )
    return EXIT.allow
  } catch (error) {
    await out.discard()
    throw error
  } finally {
    await store.close()
  }
}

/** Copies until the last line; begins again behind the last row when the connection breaks. */
async function copy(store: Connection, from: number, out: Out, terminal: Terminal): Promise<number> {
  const copied: Copied = { rows: 0, next: from }
  for (let breaks = 0; ;) {
    const before = copied.rows
    try {
      await copyOn(store, copied, out)
      return copied.rows
    } catch (error) {
      const isBreak = !(error instanceof TurnpikeError) || error.code === 'STORE_UNREACHABLE'
      // What never began is told at once.
      if (!isBreak || copied.rows === 0) throw error
      breaks = copied.rows > before ? 1 : breaks + 1
      if (breaks > MOST_BREAKS) {
        throw new TurnpikeError(
          'STORE_UNREACHABLE',
          `the export broke off behind leaf ${copied.next - 1} (${explain(error)})`,
        )
      }
      terminal.note(`turnpike: ${explain(error)}; going on behind leaf ${copied.next - 1}`)
      await wait(1000 * 2 ** (breaks - 1))
    }
  }
}

/** One answer of the store, from the row that comes next to the checkpoint. */
async function copyOn(store: Connection, copied: Copied, out: Out): Promise<void> {
  const path = `v1/log/export?from=${copied.next}`
  let isHeader = true
  for await (const lines of linesOf(await store.pieces(path, new AbortController().signal))) {
    const kept: string[] = []
    let isLast = false
    for (const line of lines) {
      if (isHeader) {
        isHeader = false
        if (copied.rows === 0) kept.push(line ?? '')
        continue
      }
      // Not verified here: what the store sent is what the verifier has to see.
      const index = /^\{"index":(\d{1,15}),/.exec(line ?? '')?.[1]
      isLast = line?.startsWith('{"checkpoint":') === true
      if (line === null || (index === undefined && !isLast)) {
        throw new TurnpikeError(
          'STORE_ANSWER',
          `the store sent a line behind leaf ${copied.next - 1} that is no row`,
        )
      }
      kept.push(line)
      if (isLast) break
      copied.rows++
      copied.next = Number(index) + 1
    }
    await out.write(kept.map((line) => `${line}\n`).join(''))
    if (isLast) return
  }
  throw new TurnpikeError('STORE_UNREACHABLE', 'the store ended the export before its last line')
}

interface Out {
  write: (text: string) => Promise<void>
  finish: () => Promise<void>
  discard: () => Promise<void>
}

/** A file gets its name when it is whole. */
function openOut(file: string): Out {
  const part = `${file}.part`
  const stream: NodeJS.WritableStream = file === '-' ? process.stdout : createWriteStream(part)
  let failure: Error | undefined
  stream.on('error', (error: Error) => {
    failure = error
  })
  const check = () => {
    if (failure !== undefined)
      throw new TurnpikeError('USAGE', `${file} cannot be written (${explain(failure)})`)
  }
  return {
    async write(text) {
      check()
      // Rows go out as they are: escaping them for a terminal would break their form.
      if (text !== '' && !stream.write(text))
        await Promise.race([once(stream, 'drain'), once(stream, 'close')])
      check()
    },
    async finish() {
      if (file === '-') return
      await new Promise<void>((done) => stream.end(() => done()))
      check()
      await rename(part, file)
    },
    async discard() {
      if (file === '-') return
      stream.end()
      await rm(part, { force: true })
    },
  }
}

function fromOf(args: Args): number {
  const text = args.text('from') ?? '0'
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new TurnpikeError('USAGE', `--from is the index of a leaf, from 0 on, not ${JSON.stringify(text)}`)
}
