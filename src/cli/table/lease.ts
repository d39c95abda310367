import type { Command } from '../command.ts'
import { STORE } from './common.ts'

const group = 'In a pipeline'

/** Leases of environments: which there are, and giving one back. */
export const LEASES: readonly Command[] = [
  {
    name: 'lease list',
    group,
    summary: 'show who may deploy where now, and who might before',
    usage: '[options]',
    about: [
      'Where a policy wants a lease, an allow takes the environment (of the service) for a while, and every other run ' +
        'waits. The number of a lease grows with every lease of its environment.',
    ],
    options: [
      { name: 'environment', value: 'NAME', help: 'only of this one' },
      { name: 'limit', value: 'N', help: 'how many, the newest first; 100 at most. Default: 20' },
      ...STORE,
    ],
    examples: [['who holds production?', 'turnpike lease list --environment production']],
    exits: ['5 the store cannot be reached, or refuses it'],
    load: () => import('../commands/lease-list.ts'),
  },
  {
    name: 'lease release',
    group,
    summary: 'give back a lease before its time is over',
    usage: 'ID [options]',
    about: [
      'For the run that holds it, with the credential that it asked the gate with, and for whoever may administer. What ' +
        'was deployed gives its lease back by itself, once a producer whom the policy believes has said so.',
    ],
    options: [
      {
        name: 'run',
        value: 'URL',
        help: 'the run that holds it, where its token does not say so. Default: the run this is called in',
      },
      { name: 'reason', value: 'TEXT', help: 'why; 1000 characters at most' },
      ...STORE,
    ],
    positionals: { min: 1, max: 1, what: "the lease's id" },
    examples: [
      [
        'after the deployment failed',
        'turnpike lease release "$TURNPIKE_LEASE" --reason "the deployment failed"',
      ],
    ],
    exits: ['5 the store cannot be reached, or refuses it'],
    load: () => import('../commands/lease-release.ts'),
  },
]
