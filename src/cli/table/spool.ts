import type { Command } from '../command.ts'
import { STORE } from './common.ts'

const group = 'In a pipeline'

const SPOOL = {
  name: 'spool',
  value: 'FOLDER',
  help: 'where events wait. Default: $TURNPIKE_SPOOL, else the temporary folder of the job',
}

/** Events that could not be delivered, or came from somebody who may not. */
export const SPOOL_COMMANDS: readonly Command[] = [
  {
    name: 'spool list',
    group,
    summary: 'show events that wait for a store',
    usage: '[options]',
    about: [
      'What a store did not take is kept: under the temporary folder of a GitHub job, which lives as long as the job, or in ' +
        'the folder that TURNPIKE_SPOOL names, on any CI. The next Turnpike step of the same run sends it by itself.',
    ],
    options: [SPOOL],
    examples: [['what is left on this machine?', 'turnpike spool list --spool /var/spool/turnpike']],
    exits: [],
    load: () => import('../commands/spool-list.ts'),
  },
  {
    name: 'spool send',
    group,
    summary: 'send events that wait for a store, or those of a fork',
    usage: '[options] [FILE|FOLDER …]',
    about: [
      'Without files: sends what waits for this store, of whichever run, and forgets what the store has. What is sent is ' +
        'sent as whoever calls this, so the folder must be one that nobody else can write into.',
      'With files: passes on what the jobs of a pull request from a fork handed over (the input spool of the actions), in ' +
        'a workflow that GitHub starts by workflow_run. Only events of that one run are passed on, marked as foreign and ' +
        'bound to no artifact; what is anything else is refused and listed.',
    ],
    options: [
      SPOOL,
      {
        name: 'run',
        value: 'NUMBER',
        help: 'with files: the run they must be of; it is the one that started this workflow, or nothing is sent',
      },
      {
        name: 'format',
        value: 'FORMAT',
        help: 'turnpike (default), or structured, binary, batch for any other receiver of CloudEvents',
      },
      ...STORE,
    ],
    positionals: { min: 0, max: Infinity, what: 'the files' },
    examples: [
      ['the store is back', 'turnpike spool send --spool /var/spool/turnpike'],
      ['what a fork handed over', 'turnpike spool send turnpike-events --run "$RUN"'],
    ],
    exits: ['5 not everything is delivered'],
    load: () => import('../commands/spool-send.ts'),
  },
]
