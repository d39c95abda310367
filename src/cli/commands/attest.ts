import { resolveArtifacts } from '../../actions/artifacts.ts'
import { runEmit } from '../../actions/emit.ts'
import { describeAttestations } from '../../sources/attestations.ts'
import type { Args, Terminal } from '../command.ts'
import { given } from '../given.ts'
import { readInput } from '../input.ts'
import { surroundings } from '../surroundings.ts'
import { reportOf } from './emit.ts'

/** `turnpike attest`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const { host, deps, store, token, outputs, failures, close } = await surroundings(args, terminal)
  try {
    const file = args.positionals[0]!
    const artifacts = await resolveArtifacts(args.texts('artifact'), deps)
    const named = new Map(artifacts.map(({ digest, purl }) => [digest, purl ?? digest]))
    const described = JSON.stringify(describeAttestations(await readInput(file, terminal), file, named))
    const inputs = {
      format: 'turnpike' as const,
      artifact: [],
      file,
      failOnError: true,
      ...given({
        store: store || undefined,
        token,
        environment: args.text('environment'),
        service: args.text('service'),
        change: args.text('change'),
      }),
    }
    // What was read is what is sent: standard input is there only once.
    const readText = async () => described
    const code = await terminal.during(
      `telling ${store || 'nobody'}`,
      runEmit(inputs, host, { ...deps, readText }),
    )
    if (terminal.json) terminal.print(JSON.stringify(reportOf(outputs, failures)))
    return code
  } finally {
    await close()
  }
}
