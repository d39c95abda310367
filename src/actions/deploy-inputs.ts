/** The inputs of the action deploy (`actions/deploy/action.yml`) → one typed record. */
import type { DeployInputs } from './deploy.ts'
import { readGateInputs } from './github-inputs.ts'
import { createInputReader, type Env } from './inputs.ts'

/** All inputs of the gate are inputs of deploy. @throws TurnpikeError USAGE with every problem of the gate's */
export function readDeployInputs(env: Env): DeployInputs {
  const read = createInputReader(env)
  const [environmentUrl, sign, status] = [
    read.text('environment-url'),
    read.text('sign'),
    read.text('job-status'),
  ]
  return {
    ...readGateInputs(env),
    ...(environmentUrl === undefined ? {} : { environmentUrl }),
    ...(sign === undefined ? {} : { sign }),
    status: status ?? '',
  }
}
