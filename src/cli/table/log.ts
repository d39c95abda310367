import type { Command, Option } from '../command.ts'
import { STORE } from './common.ts'

const group = 'The log'

const LOG_KEY: Option = {
  name: 'log-key',
  value: 'KEY|FILE',
  many: true,
  help: "the log's public key (name+id+base64), or a file of them; from the operator, not from the store itself",
}
const WITNESS: Option = {
  name: 'witness',
  value: 'KEY|FILE',
  many: true,
  help: 'public key of a witness that must have cosigned',
}
const SINCE: Option = {
  name: 'since',
  value: 'FILE',
  help: 'a checkpoint kept earlier; the log has to continue it',
}

/** What an organisation's log shows, and to whom. */
export const LOG: readonly Command[] = [
  {
    name: 'log checkpoint',
    group,
    summary: 'show the size of the log and the signed root over it',
    usage: '[options]',
    about: [
      'Keep one now and then, somewhere else than the store: with --since it is the proof that nothing before it was ' +
        'changed or removed.',
    ],
    options: [{ ...LOG_KEY, help: `${LOG_KEY.help}; without it nothing is verified` }, SINCE, ...STORE],
    examples: [
      ['keep one', 'turnpike log checkpoint > checkpoint-2026-11-21.txt'],
      ['a month later', 'turnpike log checkpoint --since checkpoint-2026-11-21.txt --log-key log.pub'],
    ],
    exits: ['3 it cannot be believed, or another past is shown', '5 the store cannot be reached'],
    load: () => import('../commands/log-checkpoint.ts'),
  },
  {
    name: 'log export',
    group,
    summary: 'copy the log to a file that is verified without a store',
    usage: 'FILE|- [options]',
    about: [
      'Every event as it was sent, who sent it, and the signed checkpoint over all of them, a JSON object on each line. ' +
        'A connection that breaks is made again where it broke.',
    ],
    options: [
      {
        name: 'from',
        value: 'INDEX',
        help: 'begin with this leaf, e.g. where the last export ended. Default: 0',
      },
      ...STORE,
    ],
    positionals: { min: 1, max: 1, what: 'the file to write (- is standard output, as it is)' },
    examples: [
      ['', 'turnpike log export log.ndjson'],
      ['compressed', 'turnpike log export - | gzip > log.ndjson.gz'],
    ],
    exits: ['5 the store cannot be reached'],
    load: () => import('../commands/log-export.ts'),
  },
  {
    name: 'log verify',
    group,
    summary: 'check an export, or proof of an event, without the store',
    usage: 'FILE|- --log-key KEY|FILE [options]',
    about: [
      'Every event against its leaf, all leaves against the signed checkpoint. It names what was changed, removed or moved.',
      'An operator who rewrites the end of the log and signs it again with the same key is found with --since, a ' +
        'checkpoint that you kept, or --witness, somebody who kept one for you.',
    ],
    options: [LOG_KEY, WITNESS, SINCE],
    positionals: { min: 1, max: 1, what: 'the export (- is standard input)' },
    examples: [
      ['', 'turnpike log verify log.ndjson --log-key log.pub'],
      [
        'with what others saw',
        'turnpike log verify log.ndjson --log-key log.pub \\\n  --witness beta.pub --since checkpoint-2026-11-21.txt',
      ],
    ],
    exits: ['3 it is not as it was signed'],
    load: () => import('../commands/log-verify.ts'),
  },
  {
    name: 'log prove',
    group,
    summary: 'prove that an event is in the log',
    usage: 'SEQUENCE --log-key KEY|FILE [options]',
    about: [
      'Verifies the path from the event to the signed checkpoint. With --out, event, path and checkpoint go into a file ' +
        'that turnpike log verify checks for whoever gets it.',
    ],
    options: [
      LOG_KEY,
      WITNESS,
      { name: 'out', value: 'FILE', help: 'write the proof, to hand on' },
      ...STORE,
    ],
    positionals: { min: 1, max: 1, what: "the store's number of the event" },
    examples: [['', 'turnpike log prove 1204 --log-key log.pub --out release-proof.json']],
    exits: ['3 it cannot be proven', '5 the store cannot be reached, or has no such event'],
    load: () => import('../commands/log-prove.ts'),
  },
  {
    name: 'log watch',
    group,
    summary: 'be a witness: cosign a log while it only grows',
    usage: 'STORE --state FILE --log-key KEY|FILE [options]',
    about: [
      'Looks at the checkpoint again and again. It remembers the newest in the state file before its signature leaves, ' +
        'and never signs what does not continue it. When the log shows another past, both checkpoints are kept ' +
        'beside the state file and it ends with 3.',
      'The state file is itself a checkpoint, for --since. The first look takes the log as it is; begin with a ' +
        'checkpoint that you trust by copying it there.',
    ],
    options: [
      { name: 'state', value: 'FILE', help: 'what it remembers' },
      {
        name: 'key',
        value: 'FILE',
        help: "the witness's own secret key; without one it watches and signs nothing",
      },
      LOG_KEY,
      { name: 'once', help: 'look once and end' },
      { name: 'interval', value: 'SECONDS', help: 'between two looks; default 60' },
      ...STORE,
    ],
    positionals: { min: 0, max: 1, what: 'the store' },
    examples: [
      ['a key of your own', 'turnpike log key witness.key --name witness.beta.example --kind witness'],
      [
        'from a schedule',
        'turnpike log watch https://store.example.org --state acme.state \\\n  --log-key acme.pub --key witness.key --once',
      ],
    ],
    exits: ['3 the log shows another past, or cannot be believed', '5 the store cannot be reached (--once)'],
    load: () => import('../commands/log-watch.ts'),
  },
  {
    name: 'log key',
    group,
    summary: 'make, change or show the key of a log, or of a witness',
    usage: 'FILE [--name NAME | --rotate | --public]',
    about: [
      'The file is secret, and only its owner may read it. The name is the name of the log, for a witness its own: an ' +
        'address without a scheme.',
      'With --rotate a new key goes before the old ones, and all of them sign. When everybody who verifies knows the new ' +
        'one, take the line of the old one out. The store reads the file when it starts.',
    ],
    options: [
      { name: 'name', value: 'NAME', help: 'make a key of this name, e.g. store.example.org' },
      { name: 'kind', value: 'KIND', help: 'log (default) or witness' },
      { name: 'rotate', help: 'add a new key before those in the file' },
      { name: 'public', help: 'print the public keys, to give to others' },
    ],
    positionals: { min: 1, max: 1, what: 'the file of the key' },
    examples: [
      ['make one', 'turnpike log key log.key --name store.example.org > log.pub'],
      ['change it', 'turnpike log key log.key --rotate > log.pub'],
    ],
    exits: [],
    load: () => import('../commands/log-key.ts'),
  },
]
