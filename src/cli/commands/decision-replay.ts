import { parseJson } from '../../cdevents/parse.ts'
import { EXIT, TurnpikeError } from '../../errors.ts'
import type { Replay } from '../../policy/replay.ts'
import { renderReplay } from '../../report/replay.ts'
import type { Args, Terminal } from '../command.ts'
import { connect, type Connection } from '../connection.ts'
import { momentOf, policyTexts } from '../policy-texts.ts'

/** `turnpike decision replay ID`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const at = args.text('at')
  const moment = at === undefined ? undefined : momentOf(at, 'at')
  const policies = await policyTexts(args, terminal)
  const store = await connect(args, terminal)
  try {
    const path = `v1/decisions/${encodeURIComponent(args.positionals[0] ?? '')}/replay`
    const text = await terminal.during(`asking ${store.name}`, ask(store, path, moment, policies))
    const replay = read(text)
    if (terminal.json) terminal.print(text.trimEnd())
    else for (const line of renderReplay(replay, { colour: terminal.colour.on })) terminal.print(line)
    return exitOf(replay)
  } finally {
    await store.close()
  }
}

function ask(
  store: Connection,
  path: string,
  at: string | undefined,
  policies: readonly { name: string; text: string }[],
): Promise<string> {
  if (policies.length === 0)
    return store.text(at === undefined ? path : `${path}?at=${encodeURIComponent(at)}`)
  const body = JSON.stringify({ ...(at === undefined ? {} : { at }), policies })
  return store.post(path, body, 'application/json')
}

function read(text: string): Replay {
  const value = parseJson(text) as Partial<Replay> | null
  if (value?.kind === 'Replay' && Array.isArray(value.differences)) return value as Replay
  throw new TurnpikeError('STORE_ANSWER', "the store's answer is no replay of a decision")
}

/**
 * 0 says that the record holds, whatever its verdict: of a denial as of an allow. So nothing that goes by this code opens
 * for an allow. A what-if never ends 0.
 */
function exitOf({ result }: Replay): number {
  if (result === 'identical') return 0
  return result === 'impossible' ? EXIT.error : EXIT.deny
}
