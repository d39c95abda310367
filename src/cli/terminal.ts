import { randomUUID } from 'node:crypto'
import { isJson, plainText } from '../host/plain.ts'
import type { Terminal } from './command.ts'
import { paint, wantsColour } from './paint.ts'

/** The real terminal of this process. */
export function createTerminal(json: boolean): Terminal {
  const { stdout, stderr, env } = process
  const noteColour = paint(wantsColour(stderr, env))
  // `turnpike events | head` closes the pipe on us: that is no fault of anybody.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  // File names, pointers and problems come from strangers, too, and a runner obeys what a job prints.
  const note = (line: string) => void stderr.write(`${plainText(line)}\n`)
  let stopping: AbortSignal | undefined
  return {
    print: (line) => void stdout.write(`${plainText(line)}\n`),
    write: (text) =>
      stdout.write(isJson(text) ? plainText(text) : text)
        ? Promise.resolve()
        : new Promise((resolve) => stdout.once('drain', resolve)),
    note,
    json,
    colour: paint(wantsColour(stdout, env) && !json),
    noteColour,
    env,
    stdin: process.stdin,
    now: () => new Date().toISOString(),
    newId: () => randomUUID(),
    stopped: () => (stopping ??= stopSignal()),
    during: (what, work) => during(what, work, (line) => note(noteColour.dim(line))),
  }
}

/** The first signal asks for a graceful stop, the second one ends the process as if nobody listened. */
function stopSignal(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => controller.abort(name))
  }
  return controller.signal
}

async function during<T>(what: string, work: Promise<T>, note: (line: string) => void): Promise<T> {
  const started = performance.now()
  const seconds = () => Math.round((performance.now() - started) / 1000)
  let next = 1
  const timer = setInterval(() => {
    if (seconds() < next) return
    note(`… ${what}${next === 1 ? '' : ` (${seconds()} s)`}`)
    next = next === 1 ? 5 : next * 2
  }, 250)
  timer.unref()
  try {
    return await work
  } finally {
    clearInterval(timer)
  }
}
