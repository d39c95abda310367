import type { Command, Option } from '../command.ts'
import { ARTIFACT, PLACE, STORE } from './common.ts'

const group = 'Policies'

const ONE_ARTIFACT: Option = { ...ARTIFACT, help: 'the one artifact it is for, by its digest' }
const [ENVIRONMENT] = PLACE as [Option]
const END: readonly Option[] = [
  { name: 'for', value: 'DURATION', help: 'how long it holds, e.g. 14d or 2h' },
  { name: 'until', value: 'TIME', help: 'or when it ends, with its time zone: 2026-12-01T08:00:00Z' },
]
const TICKET: Option = { name: 'ticket', value: 'ID', help: 'what tracks it, e.g. SEC-123 or an address' }
const reason = (help: string): Option => ({ name: 'reason', value: 'TEXT', help })
const KEY: Option = { name: 'key', value: 'TEXT', help: 'your name for it: sent twice under one, it is one' }
const ID = { min: 1, max: 1, what: 'the id' } as const
const UNREACHABLE = '5 the store cannot be reached, or refuses it'
const WHOSE =
  'Whose it is comes from the token alone: the person who started the pipeline, or who is behind the token.'

/** Waivers and overrides. */
export const EXCEPTIONS: readonly Command[] = [
  {
    name: 'waiver request',
    group,
    summary: 'ask for a waiver of a rule, until a date',
    usage: '--rule ID --environment NAME --for DURATION [options]',
    about: [
      'For one artifact (--artifact), a service (--service), or both. It waives nothing until somebody else, whom the ' +
        'policy names (waivers.from), has granted it; and never a rule that is not waivable or could not be judged.',
      WHOSE,
    ],
    options: [
      { name: 'rule', value: 'ID', help: 'the rule' },
      { name: 'policy', value: 'NAME', help: 'its policy, where several have such a rule' },
      ONE_ARTIFACT,
      ...PLACE,
      ...END,
      reason('why'),
      TICKET,
      KEY,
      ...STORE,
    ],
    examples: [
      [
        'one build, for two weeks',
        'turnpike waiver request --rule vulnerabilities --environment production --artifact sha256:… \\\n  --for 14d --ticket SEC-123 --reason "CVE-2026-1234 is not reachable here"',
      ],
    ],
    exits: [UNREACHABLE],
    load: () => import('../commands/waiver-request.ts'),
  },
  {
    name: 'waiver grant',
    group,
    summary: 'grant a waiver that somebody else asked for',
    usage: 'ID [options]',
    about: ['The policy says who may. It may end earlier than was asked for, never later.', WHOSE],
    options: [...END, reason('what to remember'), ...STORE],
    positionals: ID,
    examples: [['shorter than asked for', 'turnpike waiver grant 0198c2f0-… --for 7d']],
    exits: [UNREACHABLE],
    load: () => import('../commands/waiver-grant.ts'),
  },
  {
    name: 'waiver refuse',
    group,
    summary: 'refuse a waiver',
    usage: 'ID --reason TEXT [options]',
    about: ['A waiver that was refused is over; another one can be asked for.'],
    options: [reason('why not'), ...STORE],
    positionals: ID,
    examples: [['', 'turnpike waiver refuse 0198c2f0-… --reason "a fix is out"']],
    exits: [UNREACHABLE],
    load: () => import('../commands/waiver-refuse.ts'),
  },
  {
    name: 'waiver revoke',
    group,
    summary: 'end a waiver that was granted',
    usage: 'ID --reason TEXT [options]',
    about: ['The next decision does without it.'],
    options: [reason('why it ends'), ...STORE],
    positionals: ID,
    examples: [['', 'turnpike waiver revoke 0198c2f0-… --reason "it is reachable after all"']],
    exits: [UNREACHABLE],
    load: () => import('../commands/waiver-revoke.ts'),
  },
  {
    name: 'waiver list',
    group,
    summary: 'list waivers, those in force first',
    usage: '[options]',
    about: ['In force, expiring, pending, expired, revoked, refused, not allowed and unreadable ones.'],
    options: [
      ENVIRONMENT,
      { name: 'state', value: 'STATE', help: 'only in this state, e.g. pending or expiring' },
      ...STORE,
    ],
    examples: [['what waits for an answer', 'turnpike waiver list --state pending']],
    exits: ['5 the store cannot be reached'],
    load: () => import('../commands/waiver-list.ts'),
  },
  {
    name: 'override',
    group,
    summary: 'break the glass: one artifact, one environment, hours',
    usage: '--artifact … --environment NAME --reason TEXT --ticket ID [options]',
    about: [
      'For an emergency. The policy says who may (override.from), for how long, and who else has to confirm it, before ' +
        'it counts or soon after. Rules that are not waivable still hold.',
      'It opens a ticket for its review, and every summary shows it until somebody else has reviewed it.',
      WHOSE,
    ],
    options: [
      ONE_ARTIFACT,
      ...PLACE,
      ...END,
      reason('what is broken, and why this cannot wait; 20 characters at least'),
      TICKET,
      KEY,
      ...STORE,
    ],
    examples: [
      [
        'a fix for an outage',
        'turnpike override --artifact sha256:… --environment production --ticket INC-4711 \\\n  --reason "checkout is down, nobody can pay"',
      ],
    ],
    exits: [UNREACHABLE],
    load: () => import('../commands/override-break.ts'),
  },
  {
    name: 'override confirm',
    group,
    summary: 'confirm an override, as the second person',
    usage: 'ID [options]',
    about: ['Never whoever broke the glass. The policy says who may, and how soon.'],
    options: [reason('what to remember'), ...STORE],
    positionals: ID,
    examples: [['', 'turnpike override confirm 0198c2f0-…']],
    exits: [UNREACHABLE],
    load: () => import('../commands/override-confirm.ts'),
  },
  {
    name: 'override review',
    group,
    summary: 'review an override, and close its ticket',
    usage: 'ID --reason TEXT [options]',
    about: ['Never whoever broke the glass. The policy says who may, and how soon it is due.'],
    options: [reason('what was found'), ...STORE],
    positionals: ID,
    examples: [['', 'turnpike override review 0198c2f0-… --reason "It was needed; a test was added."']],
    exits: [UNREACHABLE],
    load: () => import('../commands/override-review.ts'),
  },
  {
    name: 'override list',
    group,
    summary: 'list overrides, the newest first',
    usage: '[options]',
    about: ['With who confirmed and who reviewed them, or until when somebody has to.'],
    options: [
      ENVIRONMENT,
      {
        name: 'state',
        value: 'STATE',
        help: 'only in this state: in-force, awaiting-second, expired, not-allowed',
      },
      { name: 'review', value: 'STATE', help: 'only with this review: open, overdue, done' },
      ...STORE,
    ],
    examples: [['what has to be reviewed', 'turnpike override list --review overdue']],
    exits: ['5 the store cannot be reached'],
    load: () => import('../commands/override-list.ts'),
  },
]
