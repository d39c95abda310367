/** What a command prints, carried on byte for byte to where it would have gone without us. */
import { spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'

export interface Flow {
  /** The command has ended: resolves when what it printed is passed on to the last byte. */
  finish(): Promise<void>
  stop(): void
}

/** Silence of so many milliseconds after the end: what is in the pipe was read, and somebody else holds it open. */
const SILENCE_MS = 100
/** So long at most, for what goes on printing without a pause. */
const LONGEST_MS = 1_000
/** How often it is looked after. */
const LOOK_MS = 5

/**
 * @param tell is given every piece before it goes on
 */
export function flow(from: Readable, to: Writable, tell: (piece: Uint8Array) => void): Flow {
  let ended = false
  let lastAt = 0
  const carry = (piece: Buffer) => {
    lastAt = performance.now()
    tell(piece)
    return to.write(piece)
  }
  const stop = () => {
    ended = true
    from.destroy()
  }
  // Whoever read our output is gone: the command learns it the way it would without us, by a broken pipe. Until the
  // command has ended, nobody else's idea of what to do then counts.
  const others = to.listeners('error') as ((error: Error) => void)[]
  to.removeAllListeners('error')
  to.on('error', stop)
  const restore = () => {
    to.off('error', stop)
    for (const other of others) to.on('error', other)
  }
  from.on('data', (piece: Buffer) => {
    if (carry(piece)) return
    from.pause()
    to.once('drain', () => from.resume())
  })
  from.once('error', stop)
  from.once('end', () => (ended = true))
  return {
    stop() {
      stop()
      restore()
    },
    async finish() {
      const exitedAt = performance.now()
      lastAt = Math.max(lastAt, exitedAt)
      while (!ended) {
        await new Promise((later) => setTimeout(later, LOOK_MS))
        const at = performance.now()
        const isSilent = at - lastAt > SILENCE_MS && !from.isPaused()
        if (ended || !(isSilent || at - exitedAt > LONGEST_MS)) continue
        handOver(from, to, carry)
        ended = true
      }
      restore()
    },
  }
}

/**
 * A process that the command left behind holds the pipe. `cat` carries on what it prints, as if we were still there:
 * a broken pipe would end it. In one turn of the event loop, so that no byte is read in between and lost.
 */
function handOver(from: Readable, to: Writable, carry: (piece: Buffer) => boolean): void {
  from.removeAllListeners('data')
  from.pause()
  for (let piece = from.read() as Buffer | null; piece !== null; piece = from.read() as Buffer | null)
    carry(piece)
  if (process.platform !== 'win32') {
    const out = to === process.stderr ? 2 : 1
    // A process group of its own: it ends with the pipe, not with the job's shell.
    const rest = spawn('cat', [], { stdio: [from, out, 'ignore'], detached: true })
    // Where there is no `cat`, what was left behind writes to a pipe without a reader.
    rest.once('error', () => undefined)
    rest.unref()
  }
  from.destroy()
}
