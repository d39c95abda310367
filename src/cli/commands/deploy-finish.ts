import { rmSync } from 'node:fs'
import { recall } from '../../actions/deploy-memory.ts'
import { runDeployFinish } from '../../actions/deploy-finish.ts'
import { TurnpikeError } from '../../errors.ts'
import type { Args, Terminal } from '../command.ts'
import { given } from '../given.ts'
import { surroundings } from '../surroundings.ts'
import { inFile, STATE } from './deploy-start.ts'

/** `turnpike deploy finish --status STATUS`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const status = args.text('status') ?? terminal.env['CI_JOB_STATUS']
  if (status === undefined)
    throw new TurnpikeError(
      'USAGE',
      '--status is missing: success, failure or cancelled (default: $CI_JOB_STATUS)',
    )
  const path = args.text('state') ?? STATE
  const { host, deps, store, token, failures, close } = await surroundings(args, terminal)
  const remembering = inFile(host, path, (file, text) => deps.writeText(file, text))
  const begun = recall(remembering)
  const inputs = {
    status,
    store,
    artifact: [],
    environment: begun?.environment ?? '',
    policy: [],
    policyFiles: [],
    mode: 'enforce' as const,
    ...given({ token, environmentUrl: args.text('environment-url'), sign: args.text('sign') }),
  }
  try {
    const telling = runDeployFinish(inputs, remembering, deps)
    const code = await terminal.during(`telling ${store || 'nobody'}`, telling)
    // Told once: another deployment of the job begins anew.
    rmSync(path, { force: true })
    if (terminal.json) terminal.print(JSON.stringify({ ...begun, status, failures }))
    return code
  } finally {
    await close()
  }
}
