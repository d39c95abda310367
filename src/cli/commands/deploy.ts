import { appendFileSync } from 'node:fs'
import { runDeployFinish } from '../../actions/deploy-finish.ts'
import { recall, type RememberingHost } from '../../actions/deploy-memory.ts'
import { permitOf, runDeployStart, type DeployInputs } from '../../actions/deploy.ts'
import { EXIT } from '../../errors.ts'
import type { Args, Terminal } from '../command.ts'
import { execute, type Ending } from '../execute.ts'
import { given } from '../given.ts'
import { surroundings, type Surroundings } from '../surroundings.ts'
import { checkGate, gateInputs, withoutRepeats } from './gate.ts'

/** `turnpike deploy … -- COMMAND`: the gate, the command, and what became of it. Its exit code is ours. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  checkGate(args, terminal)
  // Standard output belongs to the command.
  const around = await surroundings(args, { ...terminal, json: true }, { stops: true })
  const host = remembering(withoutRepeats(around.host))
  const inputs = deployInputs(args, around)
  const deps = { ...around.deps, colour: terminal.noteColour.on }
  try {
    const code = await terminal.during(`asking ${around.store}`, runDeployStart(inputs, host, deps))
    const ending = code === EXIT.allow ? await runCommand(args, host, terminal) : undefined
    const teller = { ...host, summary: writer(args.text('markdown'), host) }
    await tell(around, terminal, runDeployFinish({ ...inputs, ...endOf(ending) }, teller, deps))
    return ending?.code ?? code
  } finally {
    await around.close()
  }
}

/** @throws TurnpikeError USAGE */
export function deployInputs(args: Args, around: Pick<Surroundings, 'store' | 'token'>): DeployInputs {
  return {
    ...gateInputs(args, around),
    status: '',
    ...given({ environmentUrl: args.text('environment-url'), sign: args.text('sign') }),
  }
}

/** Keeps what the beginning leaves for the end in this process. */
function remembering(host: Surroundings['host']): RememberingHost {
  const kept = new Map<string, string>()
  return {
    ...host,
    saveState: async (name, value) => void kept.set(name, value),
    state: (name) => kept.get(name) ?? '',
  }
}

/** What became of it stands below the decision, in the file of --markdown too: "ready" alone says nothing of the end. */
function writer(path: string | undefined, host: RememberingHost): RememberingHost['summary'] {
  return async (markdown) => {
    await host.summary(markdown)
    if (path !== undefined) appendFileSync(path, `\n${markdown}`)
  }
}

async function runCommand(args: Args, host: RememberingHost, terminal: Terminal): Promise<Ending> {
  const asked = {
    code: EXIT.error,
    outcome: 'cancel',
    errors: 'stopped before it began',
    asked: true,
  } as const
  if (terminal.stopped().aborted) return asked
  const [file = '', ...rest] = args.positionals
  return await execute(file, rest, { env: { ...terminal.env, ...permitIn(host) }, note: terminal.note })
}

/** Only after an allow; a permit of somewhere else is never handed on. */
function permitIn(host: RememberingHost): Record<string, string | undefined> {
  const begun = recall(host)
  const digests = begun?.artifacts.map(({ digest }) => digest).join(' ')
  const allowed = begun?.allowed === true
  return {
    TURNPIKE_PERMIT: allowed ? permitOf(begun) : undefined,
    TURNPIKE_ARTIFACT_DIGEST: digests === '' ? undefined : digests,
    TURNPIKE_FENCING_NUMBER: allowed ? begun.lease?.fencing.toString() : undefined,
  }
}

const STATUS = { success: 'success', failure: 'failure', cancel: 'cancelled', error: 'error' } as const

function endOf(ending: Ending | undefined): Pick<DeployInputs, 'status' | 'errors' | 'seen'> {
  if (ending === undefined) return { status: 'failure' }
  return {
    status: STATUS[ending.outcome],
    seen: true,
    ...(ending.errors === '' ? {} : { errors: ending.errors }),
  }
}

/** The command's exit code is kept, whatever becomes of the events. */
async function tell(around: Surroundings, terminal: Terminal, telling: Promise<unknown>): Promise<void> {
  try {
    await terminal.during(`telling ${around.store}`, telling)
  } catch (error) {
    terminal.note(`turnpike: ${String(error)}`)
  }
}
