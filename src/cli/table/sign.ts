import type { Command } from '../command.ts'

const group = 'Events'

/** Keys that sign events, and what they signed. */
export const SIGN: readonly Command[] = [
  {
    name: 'sign key',
    group,
    summary: 'make a key that signs events, or show its public part',
    usage: 'FILE [options]',
    about: [
      'The private key goes into FILE, which only you can read, and nowhere else; the public part is printed, as an ' +
        'entry for signers in the trust document. Give the private one to a pipeline as TURNPIKE_SIGNING_KEY.',
    ],
    options: [
      {
        name: 'name',
        value: 'NAME',
        help: 'what the trust document is to call the signer. Default: release',
      },
      { name: 'kind', value: 'KIND', help: 'ed25519 (default), or p256 for ECDSA over P-256' },
      { name: 'public', help: 'show the public part of the key in FILE, and make none' },
    ],
    positionals: { min: 1, max: 1, what: 'the file of the private key' },
    examples: [
      ['make one', 'turnpike sign key release.pem --name release-key'],
      ['sign with it', 'TURNPIKE_SIGNING_KEY_FILE=release.pem turnpike emit --type service.deployed …'],
    ],
    exits: [],
    load: () => import('../commands/sign-key.ts'),
  },
  {
    name: 'verify',
    group,
    summary: 'verify signatures of events, without store or network',
    usage: 'FILE|- [options]',
    about: [
      'FILE holds CloudEvents with dssematerial (one, a list, or one a line), or events as the store answers them. ' +
        'Each event is one line: who signed it and what is covered, or why it does not hold.',
    ],
    options: [
      { name: 'key', value: 'FILE', many: true, help: 'public key (PEM) of somebody whose signature counts' },
      { name: 'trusted-root', value: 'FILE', help: "Sigstore's TrustedRoot as JSON, for keyless signatures" },
      {
        name: 'issuer',
        value: 'URL',
        help: 'who said who signs, as in the certificate; with --trusted-root',
      },
      {
        name: 'identity',
        value: 'URI',
        help: 'who signs, as in the certificate; a * at its end covers what is below; with --trusted-root',
      },
    ],
    positionals: { min: 1, max: 1, what: 'the file of events (- for standard input)' },
    examples: [
      ['with a key', 'turnpike verify events.ndjson --key release.pub'],
      [
        'keyless',
        "turnpike verify event.json --trusted-root trusted_root.json \\\n  --issuer https://token.actions.githubusercontent.com --identity 'https://github.com/acme/*'",
      ],
    ],
    exits: ['3 an event is unsigned, or its signature does not hold'],
    load: () => import('../commands/verify.ts'),
  },
]
