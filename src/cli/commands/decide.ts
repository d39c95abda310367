import { VERSION } from '../../actions/version.ts'
import { EXIT, TurnpikeError } from '../../errors.ts'
import { decide } from '../../policy/decide.ts'
import type { GateRequest } from '../../policy/decision.ts'
import { gather } from '../../policy/gather.ts'
import { loadPolicy } from '../../policy/load.ts'
import type { Policy } from '../../policy/policy.ts'
import { exitCodeOf } from '../../policy/record.ts'
import { readRequest } from '../../policy/request.ts'
import { requirements } from '../../policy/requirements.ts'
import { renderLog } from '../../report/line.ts'
import type { Args, Terminal } from '../command.ts'
import { readItems } from '../documents.ts'
import { openInput, readInput } from '../input.ts'
import { createMemory, ORGANISATION, type Memory } from '../memory.ts'
import { problemLine } from '../text-file.ts'

/** `turnpike decide`: the pure decision. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const at = momentOf(args.text('at'))
  const now = at ?? terminal.now()
  const policies = await policiesOf(args, terminal)
  if (policies === undefined) return EXIT.usage
  const request = await requestOf(needed(args, 'request'), terminal)
  const memory = await terminal.during('reading the events', eventsOf(needed(args, 'events'), now, terminal))
  const decision = decide(
    policies,
    request,
    await gather(memory, ORGANISATION, requirements(policies, request, now)),
    {
      id: terminal.newId(),
      now,
      organisation: ORGANISATION,
      requester: { kind: 'loopback', id: 'loopback' },
      mode: at === undefined ? 'dry-run' : 'replay',
      evaluator: { name: 'turnpike', version: VERSION },
    },
  )
  if (terminal.json) terminal.print(JSON.stringify(decision))
  else for (const line of renderLog(decision, { colour: terminal.colour.on })) terminal.print(line)
  if (memory.invalid() > 0)
    terminal.note(`${memory.invalid()} of the events are not valid and were not used; see turnpike validate`)
  // A moved clock never opens a gate: an allow that was replayed is no 0.
  return exitCodeOf(decision)
}

async function policiesOf(args: Args, terminal: Terminal): Promise<Policy[] | undefined> {
  const files = args.texts('policy')
  if (files.length === 0) throw new TurnpikeError('USAGE', '--policy FILE is missing')
  const loaded = await Promise.all(
    files.map(async (file) => ({
      file,
      result: await loadPolicy(await readInput(file, terminal), { name: file, origin: 'store' }),
    })),
  )
  const wrong = loaded.flatMap(({ file, result }) =>
    'problems' in result ? result.problems.map((p) => ({ file, p })) : [],
  )
  for (const { file, p } of wrong)
    terminal.note(problemLine(file, p, { ...terminal, colour: terminal.noteColour }))
  if (wrong.length > 0) {
    if (terminal.json)
      terminal.print(
        JSON.stringify({ verdict: 'error', problems: wrong.map(({ file, p }) => ({ file, ...p })) }),
      )
    return undefined
  }
  return loaded.flatMap(({ result }) => ('policy' in result ? [result.policy] : []))
}

/** @throws TurnpikeError USAGE with every problem */
async function requestOf(file: string, terminal: Terminal): Promise<GateRequest> {
  const { parse } = await import('yaml')
  const text = await readInput(file, terminal)
  let value: unknown
  try {
    value = parse(text)
  } catch (cause) {
    throw new TurnpikeError('USAGE', `--request ${file} is neither JSON nor YAML`, { cause })
  }
  const read = readRequest(value)
  if ('request' in read) return read.request
  throw new TurnpikeError('USAGE', `--request ${file} is not a request`, {
    problems: read.problems,
  })
}

async function eventsOf(file: string, now: string, terminal: Terminal): Promise<Memory> {
  const memory = createMemory(now)
  let line = 0
  for await (const item of readItems(await openInput(file, terminal))) {
    line += 1
    // A gate must not be opened by what could not be read.
    if ('broken' in item)
      throw new TurnpikeError('USAGE', `--events ${file}: event ${line} is not JSON (${item.broken})`)
    memory.keep(item.value)
  }
  return memory
}

function momentOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const moment = Date.parse(text)
  if (Number.isNaN(moment) || !/^\d{4}-\d{2}-\d{2}T/.test(text))
    throw new TurnpikeError(
      'USAGE',
      `--at is a time such as 2026-11-21T14:00:00Z, not ${JSON.stringify(text)}`,
    )
  return new Date(moment).toISOString()
}

function needed(args: Args, name: string): string {
  const value = args.text(name)
  if (value === undefined) throw new TurnpikeError('USAGE', `--${name} FILE is missing`)
  return value
}
