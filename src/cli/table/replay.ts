import type { Command } from '../command.ts'
import { STORE } from './common.ts'

const POLICY_HELP =
  'in place of the policy of its name, or beside the others where there is none; may be repeated'

/** Decisions of the past, judged again. */
export const REPLAYS: readonly Command[] = [
  {
    name: 'decision replay',
    group: 'The store',
    summary: 'judge a decision again: is it still what it says?',
    usage: 'ID [options]',
    about: [
      'Judges it at the position, the moment, with the policies and the people of the record, compares the whole, and ' +
        'holds every event that was read against the log. Says identical, or every difference and why.',
      'An audit, never a gate: 0 means that the record holds, for a denial as for an allow. With --at or --policy it ' +
        'says what would have been, and never ends 0.',
    ],
    options: [
      {
        name: 'at',
        value: 'TIME',
        help: 'what-if: at this moment (RFC 3339), with what the store had received by then',
      },
      { name: 'policy', value: 'FILE', many: true, help: `what-if: ${POLICY_HELP}` },
      ...STORE,
    ],
    positionals: { min: 1, max: 1, what: 'the id of the decision' },
    examples: [
      ['', 'turnpike decision replay 01980a3e-…'],
      [
        'under a policy that is not published yet',
        'turnpike decision replay 01980a3e-… --policy production.yaml',
      ],
    ],
    exits: [
      '3 different; any what-if',
      '5 it cannot be judged again (something is gone), or the store cannot be reached',
    ],
    load: () => import('../commands/decision-replay.ts'),
  },
  {
    name: 'policy impact',
    group: 'Policies',
    summary: 'which past decisions would be others under a policy?',
    usage: '--policy FILE … [options]',
    about: [
      'Judges the decisions of a time again, in modes enforce and warn, each at its own position and moment, with the new ' +
        'policy in place of the one of its name as it was then, or beside the others where there was none.',
      'The newest come first. Where there are more decisions than --limit, it says so.',
    ],
    options: [
      { name: 'policy', value: 'FILE', many: true, help: POLICY_HELP },
      {
        name: 'without',
        value: 'NAME',
        many: true,
        help: 'as if this policy had not been there; may be repeated',
      },
      { name: 'since', value: 'DURATION|TIME', help: 'default: 30d' },
      { name: 'environment', value: 'NAME', help: 'only decisions for this environment' },
      { name: 'limit', value: 'N', help: 'how many decisions are judged at most; default 5000' },
      { name: 'markdown', help: 'print a table in Markdown' },
      ...STORE,
    ],
    examples: [
      ['before a policy is published', 'turnpike policy impact --policy production.yaml --since 30d'],
      ['what a policy is there for', 'turnpike policy impact --without christmas --environment production'],
    ],
    exits: ['3 some would have been different', '5 some could not be judged, or the store cannot be reached'],
    load: () => import('../commands/policy-impact.ts'),
  },
]
