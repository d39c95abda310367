/** A plain shell: everything goes to the log, which is standard output unless the caller says otherwise. */
import type { Facts, Host } from './host.ts'
import type { HostIo } from './io.ts'
import { plainLine, plainLines } from './plain.ts'

const COLOURS = { error: 31, warning: 33, notice: 36 } as const

/** `outputs`: whether `name=value` lines are printed; the CLI's `--json` says the same better. */
export function createTerminalHost(
  facts: Facts,
  io: Pick<HostIo, 'print' | 'setExitCode'>,
  options: { colour?: boolean; outputs?: boolean } = {},
): Host {
  const paint = (level: keyof typeof COLOURS, text: string) =>
    options.colour === true ? `\u001B[${COLOURS[level]};1m${plainLine(text)}\u001B[0m` : plainLine(text)
  const log: Host['log'] = (text, options) => {
    for (const line of plainLines(text, options)) io.print(`${line}\n`)
  }
  return {
    facts,
    async output(name, value) {
      if (options.outputs === true) log(`${name}=${value}`)
    },
    // A page of Markdown is for a browser; the caller prints the log form.
    async summary() {},
    async annotate({ level, title, message }) {
      io.print(`${paint(level, title)}\n`)
      log(message)
    },
    log,
    async secret() {},
    async fail(message, exitCode) {
      const [first = '', ...more] = plainLines(message)
      io.print(`${paint('error', first)}\n`)
      for (const line of more) io.print(`${line}\n`)
      io.setExitCode(exitCode)
    },
  }
}
