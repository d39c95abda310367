import type { Command } from '../command.ts'
import { ABOUT, ARTIFACT, STORE } from './common.ts'

export const APPROVE: Command = {
  name: 'approve',
  group: 'In a pipeline',
  summary: 'approve artifacts for an environment, or refuse them',
  usage: '--artifact … --environment NAME [options]',
  about: [
    'Whose approval it is comes from the token alone: the person who started the pipeline, where the trust document ' +
      'maps them and lets the pipeline speak for them (`approve: { as: self }`). Everybody else signs in and approves ' +
      "on the decision's page.",
  ],
  options: [
    ARTIFACT,
    ...ABOUT,
    { name: 'reject', help: 'say no instead; it holds until the same person approves' },
    { name: 'request-changes', help: 'ask for changes instead; the same, in a friendlier word' },
    { name: 'defer', help: 'neither: not now. Takes an approval of yours back' },
    { name: 'escalate', help: 'neither: somebody else has to say. It is shown, and counts for nothing' },
    {
      name: 'delegate',
      value: 'URI',
      help: 'let this person answer in your place, where the policy allows delegation',
    },
    { name: 'withdraw', help: 'take your approval back; a rejection is lifted by approving' },
    {
      name: 'say',
      value: 'WORD',
      help: 'the same as one word: approve (default), reject, request-changes, defer, escalate, delegate, withdraw',
    },
    {
      name: 'from',
      value: 'WHERE',
      help: 'inputs (default), or comment: what the comment says that started this job, /turnpike approve production sha256:… why. It must be of the one whom the token of the job names',
    },
    { name: 'comment', value: 'TEXT', help: 'why; 1000 characters at most' },
    {
      name: 'policy',
      value: 'DIGEST',
      many: true,
      help: 'the policy under which it is said: it counts under no other version (with bindPolicy, only so)',
    },
    { name: 'decision', value: 'ID', help: 'the recorded decision that it answers' },
    {
      name: 'key',
      value: 'TEXT',
      help: 'your name for this approval: said twice under one, it is one approval',
    },
    ...STORE,
  ],
  examples: [
    [
      'in a job that a protected environment released',
      'turnpike approve --artifact sha256:… --environment production',
    ],
    [
      'no',
      'turnpike approve --artifact sha256:… --environment production --reject --comment "CHG-481 is open"',
    ],
  ],
  exits: ['5 the store cannot be reached, or refuses it'],
  load: () => import('../commands/approve.ts'),
}
