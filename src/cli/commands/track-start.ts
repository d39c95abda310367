import { runTrackStart } from '../../actions/track.ts'
import type { Args, Terminal } from '../command.ts'
import { given } from '../given.ts'
import { surroundings } from '../surroundings.ts'

/** `turnpike track start`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const { host, deps, store, token, failures, close } = await surroundings(args, terminal)
  const inputs = {
    failOnError: args.on('fail-on-error'),
    ...given({
      store: store || undefined,
      token,
      environment: args.text('environment'),
      service: args.text('service'),
    }),
  }
  try {
    const code = await terminal.during(`telling ${store || 'nobody'}`, runTrackStart(inputs, host, deps))
    if (terminal.json)
      terminal.print(JSON.stringify({ job: host.facts.job.id, run: host.facts.run.id, failures }))
    return code
  } finally {
    await close()
  }
}
