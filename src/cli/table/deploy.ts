import type { Command, Option } from '../command.ts'
import { STORE } from './common.ts'
import { PIPELINE } from './pipeline.ts'

const group = 'In a pipeline'

const SIGN: Option = {
  name: 'sign',
  value: 'HOW',
  help: 'who signs the events: off, key or keyless, with require if wanted. Default: $TURNPIKE_SIGN',
}
const ENVIRONMENT_URL: Option = {
  name: 'environment-url',
  value: 'URL',
  help: 'where the environment can be looked at',
}
const STATE: Option = {
  name: 'state',
  value: 'FILE',
  help: 'where start leaves for finish what it knows. Default: .turnpike/deploy.json',
}

/** All options of the gate. */
const GATE: readonly Option[] = (PIPELINE.find(({ name }) => name === 'gate')?.options ?? []).filter(
  ({ name }) => !STORE.some((one) => one.name === name) && name !== 'dotenv',
)

const WHAT =
  'Asks the gate, which takes the lease of the environment where a policy wants one. Afterwards it tells what became ' +
  'of it: service.deployed, service.upgraded or service.rolledback, whichever it was by the state of the ' +
  'environment; environment.created or environment.modified; taskrun.finished. Then it gives the lease back.'

/** A deployment behind the gate, in one command or in two. */
export const DEPLOYS: readonly Command[] = [
  {
    name: 'deploy',
    group,
    summary: 'ask the gate, run a command, tell what came of it',
    usage: '--artifact A --environment E [options] -- COMMAND [ARGUMENT …]',
    about: [
      WHAT,
      'The command is not run unless the gate opens. It finds TURNPIKE_PERMIT (JSON), TURNPIKE_ARTIFACT_DIGEST and ' +
        'TURNPIKE_FENCING_NUMBER in its environment, has its own input and output, gets the signals, and its exit code ' +
        'is kept.',
    ],
    options: [...GATE, ENVIRONMENT_URL, SIGN, ...STORE],
    positionals: { min: 1, max: Infinity, what: 'the command that deploys' },
    examples: [
      [
        'a script that deploys',
        'turnpike deploy --artifact sha256:… --environment production --service webshop -- ./deploy.sh',
      ],
    ],
    exits: ['3 deny', '4 still pending at the timeout', '5 error', "else the command's own"],
    load: () => import('../commands/deploy.ts'),
  },
  {
    name: 'deploy start',
    group,
    summary: 'ask the gate before the steps of a job that deploy',
    usage: '--artifact A --environment E [options]',
    about: [
      WHAT,
      'For a job whose steps deploy; deploy finish tells the rest. With --dotenv another job deploys: what it needs is ' +
        'written there, and that job tells of it (the GitLab component deploy does).',
    ],
    options: [
      ...GATE,
      {
        name: 'dotenv',
        value: 'FILE',
        help: 'another job deploys: write what it needs, as variables (GitLab dotenv)',
      },
      STATE,
      SIGN,
      ...STORE,
    ],
    examples: [
      [
        'before the steps that deploy',
        'turnpike deploy start --artifact sha256:… --environment production --service webshop',
      ],
    ],
    exits: ['3 deny', '4 still pending at the timeout', '5 error'],
    load: () => import('../commands/deploy-start.ts'),
  },
  {
    name: 'deploy finish',
    group,
    summary: 'tell what became of the deployment that start began',
    usage: '--status STATUS [options]',
    about: ['Sends what became of it, and gives the lease back. What cannot be delivered breaks nothing.'],
    options: [
      {
        name: 'status',
        value: 'STATUS',
        help: 'success, failure (failed) or cancelled (canceled); any other word counts as error. Default: $CI_JOB_STATUS',
      },
      STATE,
      ENVIRONMENT_URL,
      SIGN,
      ...STORE,
    ],
    examples: [['after them, whatever happened', 'turnpike deploy finish --status success']],
    exits: ['5 nothing may be sent unsigned, and it could not be signed'],
    load: () => import('../commands/deploy-finish.ts'),
  },
]
