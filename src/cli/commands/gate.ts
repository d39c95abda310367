import { runGate, type GateInputs } from '../../actions/gate.ts'
import { durationMs } from '../../actions/inputs.ts'
import { TurnpikeError } from '../../errors.ts'
import { speaksActions, type Host } from '../../host/host.ts'
import type { Args, Terminal } from '../command.ts'
import { given } from '../given.ts'
import { surroundings, type Surroundings } from '../surroundings.ts'

/** `turnpike gate`. With --json, the decision and nothing else is on standard output. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  checkGate(args, terminal)
  const around = await surroundings(args, terminal, { stops: true })
  const decisions: unknown[] = []
  const deps = {
    ...around.deps,
    colour: terminal.colour.on,
    client: watched((options) => around.deps.client(options), decisions),
  }
  try {
    const wait = args.text('wait')
    const asking = runGate(gateInputs(args, around), withoutRepeats(around.host), deps)
    const what = wait === undefined ? `asking ${around.store}` : `asking ${around.store}, for up to ${wait}`
    const code = await terminal.during(what, asking)
    if (terminal.json)
      terminal.print(JSON.stringify(decisions.at(-1) ?? { verdict: 'error', failures: around.failures }))
    return code
  } finally {
    await around.close()
  }
}

/** What the options of the gate say; `deploy` has them too. */
export function gateInputs(args: Args, { store, token }: Pick<Surroundings, 'store' | 'token'>): GateInputs {
  return {
    store,
    artifact: args.texts('artifact'),
    environment: args.text('environment') ?? '',
    policy: args.texts('policy'),
    policyFiles: args.texts('policy-file'),
    mode: args.text('mode') === 'warn' ? 'warn' : 'enforce',
    ...given({
      token,
      service: args.text('service'),
      change: args.text('change') ?? 'auto',
      wait: args.text('wait'),
      actor: args.text('actor'),
    }),
    reports: given({
      html: args.text('html'),
      junit: args.text('junit'),
      json: args.text('json-file'),
      markdown: args.text('markdown'),
      annotations: args.text('annotations'),
      dotenv: args.text('dotenv'),
    }),
  }
}

/** A log that has every check needs no annotation of each, nor the verdict again at the end; the rest stays. */
export function withoutRepeats(host: Host): Host {
  if (speaksActions(host.facts)) return host
  const logged = new Set<string>()
  return {
    ...host,
    log: (text, options) => {
      logged.add(text)
      host.log(text, options)
    },
    fail: async (message, exitCode) => {
      // The logged line may be painted.
      if (![...logged].some((line) => line.includes(message))) await host.fail(message, exitCode)
    },
    annotate: async (annotation) => {
      if (annotation.title.startsWith('Turnpike gate')) await host.annotate(annotation)
    },
  }
}

/** @throws TurnpikeError USAGE */
export function checkGate(args: Args, terminal: Terminal): void {
  if (args.text('store') === undefined && !terminal.env['TURNPIKE_STORE'])
    throw new TurnpikeError(
      'USAGE',
      'which store? Give --store URL, or set TURNPIKE_STORE; a gate without a store stays closed',
    )
  const missing = ['artifact', 'environment'].filter((name) => args.texts(name).length === 0)
  if (missing.length > 0)
    throw new TurnpikeError('USAGE', `the gate needs ${missing.map((name) => `--${name}`).join(' and ')}`)
  const mode = args.text('mode') ?? 'enforce'
  if (mode !== 'enforce' && mode !== 'warn')
    throw new TurnpikeError('USAGE', `--mode is enforce or warn, not ${JSON.stringify(mode)}`)
  const wait = args.text('wait')
  if (wait !== undefined && durationMs(wait) === undefined)
    throw new TurnpikeError(
      'USAGE',
      `--wait is a number and s, m or h, such as 15m, up to 24h, not ${JSON.stringify(wait)}`,
    )
}

/** Keeps what the store answered, for --json. */
function watched(
  client: Surroundings['deps']['client'],
  decisions: unknown[],
): Surroundings['deps']['client'] {
  return (options) => {
    const inner = client(options)
    return {
      ...inner,
      async ask(body, askOptions) {
        const answer = await inner.ask(body, askOptions)
        decisions.push(answer)
        return answer
      },
    }
  }
}
