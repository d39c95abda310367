import { readFileSync } from 'node:fs'
import { parseJson } from '../../cdevents/parse.ts'
import { detectFacts } from '../../host/detect.ts'
import type { Args, Terminal } from '../command.ts'
import { connect } from '../connection.ts'
import { given } from '../given.ts'
import { lineOf, type ShownLease } from './lease-list.ts'

/** `turnpike lease release`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const [id = ''] = args.positionals
  const body = given({
    run: args.text('run') ?? ownRun(terminal),
    reason: args.text('reason'),
  })
  const store = await connect(args, terminal)
  try {
    const path = `v1/leases/${encodeURIComponent(id)}/release`
    const text = await terminal.during(
      `telling ${store.name}`,
      store.post(path, JSON.stringify(body), 'application/json'),
    )
    if (terminal.json) terminal.print(text)
    else terminal.print(lineOf(parseJson(text) as ShownLease, terminal.colour))
    return 0
  } finally {
    await store.close()
  }
}

/** The run this is called in, as the gate names it. In a plain shell every command is a run of its own, so it names none. */
function ownRun({ env }: Terminal): string | undefined {
  const facts = detectFacts(env, (path) => readFileSync(path, 'utf8'))
  const isNamed = facts.forge !== 'shell' || Boolean(env['TURNPIKE_RUN'] ?? env['BUILD_URL'])
  return isNamed ? facts.run.id : undefined
}
