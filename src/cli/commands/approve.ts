import { ANSWERS, approvalOf, sentenceOf, type Answer, type ApproveInputs } from '../../actions/approve.ts'
import { TurnpikeError } from '../../errors.ts'
import { parseJson } from '../../cdevents/parse.ts'
import type { Args, Terminal } from '../command.ts'
import { connect } from '../connection.ts'
import { isEmbedded } from '../embedded.ts'
import { given } from '../given.ts'
import { surroundings, tokenOf } from '../surroundings.ts'

/** Switches that say something else than yes, and the option that names to whom. */
const SWITCHES = ['reject', 'request-changes', 'defer', 'escalate', 'withdraw'] as const
const WORDS = Object.keys(ANSWERS) as Answer[]

/** `turnpike approve`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const address = args.text('store') ?? terminal.env['TURNPIKE_STORE'] ?? ''
  if (isEmbedded(address))
    throw new TurnpikeError(
      'USAGE',
      `--store ${address} is a file, which knows no people; approve at a store, or write the event with turnpike emit`,
    )
  const inputs = inputsOf(args, address, tokenOf(args, terminal))
  const { host, deps } = await surroundings(args, terminal)
  const said = await approvalOf(inputs, host, deps)
  if ('why' in said) {
    if (terminal.json) terminal.print(JSON.stringify({ status: 'nothing', why: said.why }))
    else terminal.print(`Nothing is approved: ${said.why}.`)
    return 0
  }
  const store = await connect(args, terminal)
  try {
    const body = JSON.stringify({ ...said.approval, ...keyIn(args, terminal, inputs, host.facts.forge) })
    const text = await terminal.during(
      `telling ${store.name}`,
      store.post('v1/approvals', body, 'application/json'),
    )
    if (terminal.json) terminal.print(text)
    else terminal.print(sentenceOf(parseJson(text) as Parameters<typeof sentenceOf>[0]))
    return 0
  } finally {
    await store.close()
  }
}

/** Without a name of the caller's: a job says a thing once, a person at a terminal as often as they say it. */
function keyIn(args: Args, terminal: Terminal, { from }: ApproveInputs, forge: string): { key?: string } {
  const named = args.text('key')
  if (named !== undefined) return { key: named }
  return forge === 'shell' && from === 'inputs' ? { key: terminal.newId() } : {}
}

/** @throws TurnpikeError USAGE */
function inputsOf(args: Args, store: string, token: string | undefined): ApproveInputs {
  const from = args.text('from') ?? 'inputs'
  if (from !== 'inputs' && from !== 'comment')
    throw new TurnpikeError('USAGE', `--from is inputs or comment, not ${JSON.stringify(from)}`)
  if (from === 'inputs' && args.text('environment') === undefined)
    throw new TurnpikeError('USAGE', '--environment NAME is missing: an approval is for one')
  if (from === 'inputs' && args.texts('artifact').length === 0)
    throw new TurnpikeError('USAGE', '--artifact is missing: an approval is for a digest')
  return {
    from,
    store,
    artifact: args.texts('artifact'),
    decision: answerIn(args),
    policies: args.texts('policy'),
    ...given({
      token,
      environment: args.text('environment'),
      delegate: args.text('delegate'),
      service: args.text('service'),
      change: args.text('change'),
      comment: args.text('comment'),
      answers: args.text('decision'),
    }),
  }
}

/** What is said: yes, unless something says something else. @throws TurnpikeError USAGE for two of them */
function answerIn(args: Args): Answer {
  const named = args.text('say') ?? 'approve'
  const word = WORDS.find((one) => one === named)
  if (word === undefined)
    throw new TurnpikeError('USAGE', `--say is one of ${WORDS.join(', ')}, not ${named}`)
  const delegate = args.text('delegate')
  const flags = [
    ...SWITCHES.filter((name) => args.on(name)),
    ...(delegate === undefined ? [] : (['delegate'] as const)),
  ]
  const said = word === 'approve' || flags.some((flag) => flag === word) ? flags : [...flags, word]
  if (said.length > 1)
    throw new TurnpikeError(
      'USAGE',
      `${said.map((name) => `--${name}`).join(' and ')} are two answers; give one`,
    )
  const answer = said[0] ?? word
  if (answer === 'delegate' && delegate === undefined)
    throw new TurnpikeError('USAGE', '--delegate URI is missing: to whom')
  return answer
}
