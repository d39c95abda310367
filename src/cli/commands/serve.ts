import process from 'node:process'
import { VERSION } from '../../actions/version.ts'
import { TurnpikeError } from '../../errors.ts'
import { parseTokens } from '../../server/tokens.ts'
import { serve, type ServeOptions } from '../../server/listen.ts'
import type { Args, Terminal } from '../command.ts'
import { given } from '../given.ts'
import { readTextFile } from '../text-file.ts'

/** `turnpike serve`: runs until it is asked to stop. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const { colour } = terminal
  const log = (message: string) => {
    if (terminal.json) terminal.print(JSON.stringify({ time: terminal.now(), message }))
    else terminal.note(`${terminal.now()}  ${message}`)
  }
  const options = optionsOf(args, terminal)
  const served = await terminal.during('starting the store', serve({ ...options, version: VERSION, log }))
  if (terminal.json)
    terminal.print(JSON.stringify({ time: terminal.now(), message: 'listening', url: served.url }))
  else {
    const who = whoMay(options)
    terminal.print(`Turnpike ${VERSION} listens on ${colour.bold(served.url)} (${who})`)
    terminal.print(`Events are kept in ${options.database}. Stop with Ctrl-C.`)
    if (options.publicUrl !== undefined) {
      const address = options.publicUrl.replace(/\/+$/, '')
      terminal.print(colour.dim(`Its address and audience: TURNPIKE_STORE=${address}`))
    } else if (options.trustFile === undefined)
      terminal.print(colour.dim(`In another terminal: TURNPIKE_STORE=${served.url} turnpike events`))
  }
  const stopped = terminal.stopped()
  const reload = () => {
    log('reading the trust documents and policies again (SIGHUP)')
    void served.reload()
  }
  process.on('SIGHUP', reload)
  await untilStopped(stopped)
  process.off('SIGHUP', reload)
  log(`stopping (${String(stopped.reason)}): what is under way finishes`)
  await served.close()
  log('stopped')
  return 0
}

/** @throws TurnpikeError USAGE */
function optionsOf(args: Args, terminal: Terminal): Omit<ServeOptions, 'log'> {
  const port = Number(args.text('port') ?? 8080)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new TurnpikeError(
      'USAGE',
      `--port is a number from 0 to 65535, not ${JSON.stringify(args.text('port'))}`,
    )
  const file = args.text('token-file')
  const tokens =
    file === undefined ? terminal.env['TURNPIKE_TOKENS'] : readTextFile(file, `--token-file ${file}`)
  return {
    database: args.text('database') ?? 'turnpike.db',
    host: args.text('host') ?? '127.0.0.1',
    port,
    tokens: parseTokens(tokens ?? ''),
    ...given({
      trustFile: args.text('trust'),
      policiesDir: args.text('policies'),
      organisationsDir: args.text('organisations'),
      logKey: args.text('log-key'),
      publicUrl: args.text('public-url'),
    }),
    devLogin: args.on('dev-login'),
    env: terminal.env,
  }
}

function whoMay({ trustFile, tokens = [] }: Pick<ServeOptions, 'trustFile' | 'tokens'>): string {
  if (trustFile !== undefined) return `who may speak: ${trustFile} says`
  if (tokens.length > 0) return `who may speak: ${tokens.map(({ name }) => name).join(', ')}`
  return 'no trust document and no tokens: this machine only'
}

function untilStopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
