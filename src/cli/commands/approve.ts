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

const SAID = {
  approved: 'approved',
  rejected: 'rejected',
  requestChanges: 'asked for changes',
  escalated: 'escalated the approval',
  deferred: 'deferred the approval',
  delegate: 'delegated the approval',
  cancelled: 'took the approval back',
} as const

/** Switches that say something else than yes. */
const ANSWERS = {
  reject: 'rejected',
  'request-changes': 'requestChanges',
  defer: 'deferred',
  escalate: 'escalated',
  withdraw: 'cancelled',
} as const

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
  return {
    artifacts,
    environment,
    ...answerIn(args),
    ...policiesIn(args),
    // Without a key of the caller's each call is a statement of its own.
    key: args.text('key') ?? terminal.newId(),
    ...given({
      service: args.text('service'),
      change: args.text('change'),
      comment: args.text('comment'),
      answers: args.text('decision'),
    }),
  }
}

function policiesIn(args: Args): { policy?: string | string[] } {
  const [first, ...others] = args.texts('policy')
  return first === undefined ? {} : { policy: others.length === 0 ? first : [first, ...others] }
}

/** What is said: yes, unless one of the switches says something else. @throws TurnpikeError USAGE for two of them */
function answerIn(args: Args): { decision: keyof typeof SAID; delegate?: string } {
  const delegate = args.text('delegate')
  const given = (Object.keys(ANSWERS) as (keyof typeof ANSWERS)[]).filter((name) => args.on(name))
  const flags = [...given, ...(delegate === undefined ? [] : ['delegate'])].map((name) => `--${name}`)
  if (flags.length > 1) throw new TurnpikeError('USAGE', `${flags.join(' and ')} are two answers; give one`)
  if (delegate !== undefined) return { decision: 'delegate', delegate }
  return { decision: given[0] === undefined ? 'approved' : ANSWERS[given[0]] }
}

function sentence({ status, sequence, responder, decision, environment }: Answer): string {
  const who = logText(responder, 200)
  const what = SAID[decision] ?? logText(decision, 60)
  const again = status === 'duplicate' ? ', as it was said before' : ''
  return `${who} ${what} for ${logText(environment, 100)}: event ${sequence}${again}.`
}
