import { lstatSync, readFileSync } from 'node:fs'
import { runDeployStart, runDeployHandover } from '../../actions/deploy.ts'
import { recall, type RememberingHost } from '../../actions/deploy-memory.ts'
import type { Host } from '../../host/host.ts'
import type { Args, Terminal } from '../command.ts'
import { surroundings } from '../surroundings.ts'
import { deployInputs } from './deploy.ts'
import { checkGate, withoutRepeats } from './gate.ts'

/** Where the beginning leaves for the end what it knows, in the working directory of the job. */
export const STATE = '.turnpike/deploy.json'

/** `turnpike deploy start`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  checkGate(args, terminal)
  const around = await surroundings(args, terminal, { stops: true })
  const { store } = around
  const deps = { ...around.deps, colour: terminal.colour.on }
  const inputs = deployInputs(args, around)
  const host = inFile(withoutRepeats(around.host), args.text('state') ?? STATE, (path, text) =>
    deps.writeText(path, text),
  )
  const begin =
    inputs.reports?.dotenv === undefined
      ? runDeployStart(inputs, host, deps)
      : runDeployHandover(inputs, host, deps, inputs.reports.dotenv)
  try {
    const code = await terminal.during(`asking ${store}`, begin)
    if (terminal.json)
      terminal.print(JSON.stringify({ ...recall(host), outputs: around.outputs, failures: around.failures }))
    return code
  } finally {
    await around.close()
  }
}

/** @param write writes a file whole or not at all */
export function inFile(
  host: Host,
  path: string,
  write: (path: string, text: string) => Promise<void>,
): RememberingHost {
  return {
    ...host,
    saveState: (_, value) => write(path, `${value}\n`),
    state: () => {
      try {
        // A pipe would be waited at for ever.
        return lstatSync(path).isFile() ? readFileSync(path, 'utf8') : ''
      } catch {
        return '' // nothing was begun here
      }
    },
  }
}
