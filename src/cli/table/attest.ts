import type { Command } from '../command.ts'
import { ABOUT, ARTIFACT, STORE } from './common.ts'

export const ATTEST: Command = {
  name: 'attest',
  group: 'In a pipeline',
  summary: 'send a signed statement (provenance) about an artifact',
  usage: 'FILE|- [--artifact …] [options]',
  about: [
    'FILE holds a Sigstore bundle or a DSSE envelope with an in-toto statement, or several, one a line. Each becomes an ' +
      'event that gates find by the artifact. It is checked that each can be read and is about the artifact; whether ' +
      'its signature holds, and whose it is, is for the policy of the gate to ask (rules of kind attestation).',
  ],
  options: [
    {
      ...ARTIFACT,
      help: `${ARTIFACT.help}. Default: every digest that the statement is about`,
    },
    ...ABOUT,
    ...STORE,
  ],
  positionals: { min: 1, max: 1, what: 'the file of statements (- for standard input)' },
  examples: [
    ['what a builder signed', 'turnpike attest provenance.sigstore.json --artifact dist/webshop.tar'],
    ['everything it is about', 'turnpike attest multiple.intoto.jsonl'],
  ],
  exits: [
    '2 something in FILE is no statement, or an artifact is in none',
    '5 the store cannot be reached, or refuses it',
  ],
  load: () => import('../commands/attest.ts'),
}
