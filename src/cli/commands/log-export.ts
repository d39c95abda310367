import { createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { EXIT, TurnpikeError, explain } from '../../errors.ts'
import { readLine } from '../../log/export.ts'
import { linesOf } from '../../log/lines.ts'
import type { Args, Terminal } from '../command.ts'
import { connect, type Connection } from '../connection.ts'
import { entries } from './log-given.ts'

const MOST_BREAKS = 5

/** `turnpike log export FILE`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const [file = ''] = args.positionals
  const from = fromOf(args)
  const store = await connect(args, terminal)
  try {
    const out = openOut(file)
    const rows = await terminal.during(`exporting from ${store.name}`, copy(store, from, out, terminal))
    await out.close()
    terminal.note(
      `${entries(rows)} in ${file === '-' ? 'all' : file}. Check it: turnpike log verify ${file} --log-key FILE`,
    )
    return EXIT.allow
  } finally {
    await store.close()
  }
}

/** Copies lines until the checkpoint, which is the last; begins again behind the last row when the connection breaks. */
async function copy(store: Connection, from: number, out: Out, terminal: Terminal): Promise<number> {
  let rows = 0
  let breaks = 0
  for (;;) {
    const before = rows
    try {
      let first = true
      for await (const lines of linesOf(
        await store.pieces(`v1/log/export?from=${from + rows}`, new AbortController().signal),
      )) {
        const kept: string[] = []
        for (const line of lines) {
          if (line === null)
            throw new TurnpikeError('STORE_ANSWER', 'the store sent a line that is no row of an export')
          if (first) {
            first = false
            if (rows === 0) kept.push(line)
            continue
          }
          kept.push(line)
          if (isLast(line)) {
            await out.write(`${kept.join('\n')}\n`)
            return rows
          }
          rows++
        }
        await out.write(kept.map((line) => `${line}\n`).join(''))
      }
      throw new TurnpikeError('STORE_UNREACHABLE', 'the store ended the export before its last line')
    } catch (error) {
      breaks = rows > before ? 1 : breaks + 1
      const final = error instanceof TurnpikeError && error.code !== 'STORE_UNREACHABLE'
      if (final || breaks > MOST_BREAKS || (rows === 0 && before === 0 && breaks === 1)) throw error
      terminal.note(`turnpike: ${explain(error)}; going on behind leaf ${from + rows - 1}`)
      await wait(1000 * 2 ** (breaks - 1))
    }
  }
}

function isLast(line: string): boolean {
  if (!line.startsWith('{"checkpoint":')) return false
  const read = readLine(line)
  return read !== undefined && 'checkpoint' in read
}

interface Out {
  write: (text: string) => Promise<void>
  close: () => Promise<void>
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
    async close() {
      if (file === '-') return
      await new Promise<void>((done) => stream.end(() => done()))
      check()
      await rename(part, file)
    },
  }
}

function fromOf(args: Args): number {
  const text = args.text('from') ?? '0'
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new TurnpikeError('USAGE', `--from is the index of a leaf, from 0 on, not ${JSON.stringify(text)}`)
}
