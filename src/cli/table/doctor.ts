import type { Command } from '../command.ts'
import { ARTIFACT, PLACE, STORE } from './common.ts'

/** What is wrong, and how to mend it: of one job, and of everybody who sends to a store. */
export const DOCTOR: readonly Command[] = [
  {
    name: 'doctor',
    group: 'In a pipeline',
    summary: 'what a job would send, what is missing, how to fix it',
    usage: '[options]',
    about: [
      'In a job: which facts there are and where each comes from, whether the store answers, whom it takes this job for and ' +
        'what it may do, and which artifact events would be bound to. Every problem comes with the lines that mend it.',
      'Nothing is sent but questions. With --send the store judges the events that this job would send, and keeps none.',
    ],
    options: [
      { ...ARTIFACT, help: 'what events would be bound to; auto (the default) looks for what was built' },
      ...PLACE,
      { name: 'send', help: 'let the store judge the events of this job; nothing is kept' },
      ...STORE,
    ],
    examples: [
      ['in the job that does not work', 'turnpike doctor --environment production'],
      ['would the store take our events?', 'turnpike doctor --send'],
    ],
    exits: ['3 something would be refused, or keep a gate closed'],
    load: () => import('../commands/doctor.ts'),
  },
  {
    name: 'conformance',
    group: 'The store',
    summary: 'which producers send invalid, unbound or refused events',
    usage: '[options]',
    about: [
      'Of the newest 100,000 events, by whoever sent them as authenticated. Those with the most to mend come first, with the ' +
        'most common problems and the numbers of events that have them.',
    ],
    options: [
      { name: 'producer', value: 'TEXT', help: 'only those whose id holds this' },
      { name: 'limit', value: 'N', help: 'how many, 1000 at most. Default: 100' },
      ...STORE,
    ],
    examples: [
      ['', 'turnpike conformance'],
      ['one of them', 'turnpike conformance --producer acme/webshop'],
    ],
    exits: ['5 the store cannot be reached, or refuses it'],
    load: () => import('../commands/conformance.ts'),
  },
]
