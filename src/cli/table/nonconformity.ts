import type { Command, Option } from '../command.ts'
import { PLACE, STORE } from './common.ts'

const group = 'Policies'
const [ENVIRONMENT] = PLACE as [Option]

/** Deployments that no valid decision stood behind. */
export const NONCONFORMITIES: readonly Command[] = [
  {
    name: 'nonconformity list',
    group,
    summary: 'list what was deployed without a valid decision',
    usage: '[options]',
    about: [
      'The newest first, with the number of the event that raised it. The store raises one itself for every deployment ' +
        'past the gate, and each is open until somebody answers for it.',
    ],
    options: [
      ENVIRONMENT,
      { name: 'all', help: 'those that are answered too. Default: only open ones' },
      {
        name: 'before',
        value: 'SEQUENCE',
        help: 'only those before this number, where there are more than 100',
      },
      ...STORE,
    ],
    examples: [['what is open in production?', 'turnpike nonconformity list --environment production']],
    exits: ['5 the store cannot be reached, or refuses it'],
    load: () => import('../commands/nonconformity-list.ts'),
  },
  {
    name: 'nonconformity answer',
    group,
    summary: 'answer for a deployment without a valid decision',
    usage: 'SEQUENCE --reason TEXT [options]',
    about: [
      'For a person with the right to override for the environment, and never for whoever deployed it. From then on it is ' +
        'open no more. It is answered once: if it was before, that answer is shown and stays.',
      'Whose it is comes from the token alone: the person who started the pipeline, or who is behind the token.',
    ],
    options: [
      {
        name: 'reason',
        value: 'TEXT',
        help: 'what happened, and what follows; 20 characters at least, 1000 at most',
      },
      ...STORE,
    ],
    positionals: { min: 1, max: 1, what: 'the number' },
    examples: [
      [
        '',
        'turnpike nonconformity answer 4121 \\\n  --reason "The pipeline was down; it goes through the gate again from today."',
      ],
    ],
    exits: ['5 the store cannot be reached, or refuses it'],
    load: () => import('../commands/nonconformity-answer.ts'),
  },
]
