import { resolveArtifacts } from '../../actions/artifacts.ts'
import { realDeps } from '../../actions/deps.ts'
import { TurnpikeError } from '../../errors.ts'
import { logText } from '../../report/escape.ts'
import type { Args, Terminal } from '../command.ts'
import { connect } from '../connection.ts'
import { isEmbedded } from '../embedded.ts'
import { given } from '../given.ts'

/** What the store answers, as far as it is shown. */
interface Answer {
  status: string
  sequence: number
  responder: string
  decision: keyof typeof SAID
  environment: string
}

const SAID = { approved: 'approved', rejected: 'rejected', requestChanges: 'asked for changes' } as const

/** `turnpike approve`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const address = args.text('store') ?? terminal.env['TURNPIKE_STORE'] ?? ''
  if (isEmbedded(address))
    throw new TurnpikeError(
      'USAGE',
      `--store ${address} is a file, which knows no people; approve at a store, or write the event with turnpike emit`,
    )
  const body = JSON.stringify(await approvalOf(args, terminal))
  const store = await connect(args, terminal)
  try {
    const text = await terminal.during(
      `telling ${store.name}`,
      store.post('v1/approvals', body, 'application/json'),
    )
    if (terminal.json) terminal.print(text)
    else terminal.print(sentence(JSON.parse(text) as Answer))
    return 0
  } finally {
    await store.close()
  }
}

async function approvalOf(args: Args, terminal: Terminal): Promise<Record<string, unknown>> {
  const environment = args.text('environment')
  if (environment === undefined)
    throw new TurnpikeError('USAGE', '--environment NAME is missing: an approval is for one')
  const artifacts = await resolveArtifacts(args.texts('artifact'), realDeps(terminal.env))
  if (artifacts.length === 0)
    throw new TurnpikeError('USAGE', '--artifact is missing: an approval is for a digest')
  if (args.on('reject') && args.on('request-changes'))
    throw new TurnpikeError('USAGE', '--reject and --request-changes are two answers; give one')
  return {
    artifacts,
    environment,
    decision: args.on('reject') ? 'rejected' : args.on('request-changes') ? 'requestChanges' : 'approved',
    // Without a key of the caller's each call is a statement of its own.
    key: args.text('key') ?? terminal.newId(),
    ...given({
      service: args.text('service'),
      change: args.text('change'),
      comment: args.text('comment'),
      policy: args.text('policy'),
      answers: args.text('decision'),
    }),
  }
}

function sentence({ status, sequence, responder, decision, environment }: Answer): string {
  const who = logText(responder, 200)
  const what = SAID[decision] ?? logText(decision, 60)
  const again = status === 'duplicate' ? ', as it was said before' : ''
  return `${who} ${what} for ${logText(environment, 100)}: event ${sequence}${again}.`
}
