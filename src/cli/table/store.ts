import type { Command } from '../command.ts'
import { STORE } from './common.ts'

const group = 'The store'

export const STORES: readonly Command[] = [
  {
    name: 'demo',
    group,
    summary: 'see all of it work, in under a minute, on this machine',
    usage: '[options]',
    about: [
      'Starts a store on loopback, really builds and tests the sample shop as a GitHub job and as a GitLab job, and ' +
        'asks the gate: refused, with the reasons; then the evidence arrives, and it opens. Nothing is canned: break a ' +
        'test in examples/webshop and the verdict changes.',
    ],
    options: [
      {
        name: 'out',
        value: 'FOLDER',
        help: 'where the summary and the page go. Default: turnpike-demo in the temporary folder',
      },
      {
        name: 'sample',
        value: 'FOLDER',
        help: 'another sample to build and test. Default: examples/webshop',
      },
    ],
    examples: [
      ['', 'turnpike demo'],
      ['in a clone of the repository', 'npm ci && npm run demo'],
    ],
    exits: ['3 the gate did not open'],
    needsStore: true,
    load: () => import('../commands/demo.ts'),
  },
  {
    name: 'serve',
    group,
    summary: 'run the store',
    usage: '[options]',
    about: [
      'Keeps events in one file and answers gates over HTTP. Without a trust document and without tokens it listens on loopback only, and says so.',
      'Stops gracefully on SIGTERM and SIGINT: requests under way finish, nothing acknowledged is lost. Reads its trust documents and policies again on SIGHUP, and by itself when they change.',
    ],
    options: [
      { name: 'database', value: 'FILE', help: 'default: turnpike.db; :memory: keeps nothing' },
      { name: 'host', value: 'ADDRESS', help: 'default: 127.0.0.1' },
      { name: 'port', value: 'NUMBER', help: 'default: 8080; 0 takes a free one' },
      {
        name: 'policies',
        value: 'FOLDER',
        help: 'policy files to publish at start; changed ones are published anew',
      },
      {
        name: 'trust',
        value: 'FILE',
        help: 'the trust document: who may say, ask and read what; a changed one is published anew',
      },
      {
        name: 'organisations',
        value: 'FOLDER',
        help: 'a folder for each organisation: trust.yaml, policies/, log-key. Served under /o/NAME',
      },
      {
        name: 'log-key',
        value: 'FILE',
        help: 'the key that signs the log; made when it is not there. Default: beside the database',
      },
      {
        name: 'token-file',
        value: 'FILE',
        help: 'without --trust: lines of name=secret, who may speak. Default: $TURNPIKE_TOKENS (name=secret,name2=secret2)',
      },
      {
        name: 'dev-login',
        help: 'for trying out: invented people sign in on the pages, without a password, on this machine only',
      },
      { name: 'public-url', value: 'URL', help: 'where people reach it, for links in summaries' },
    ],
    examples: [
      ['on this machine', 'turnpike serve --policies policies/'],
      [
        'keyless',
        'turnpike serve --trust trust.yaml --policies policies/ --public-url https://store.example.org',
      ],
      [
        'for a team',
        'turnpike serve --token-file tokens --host 0.0.0.0 --database /var/lib/turnpike/events.db',
      ],
    ],
    exits: ['5 the store cannot start'],
    needsStore: true,
    load: () => import('../commands/serve.ts'),
  },
  {
    name: 'events',
    group,
    summary: 'list what happened, or follow it as it happens',
    usage: '[options]',
    about: [
      'The newest, in the order in which they came. Filters narrow together: each one given must hold.',
    ],
    options: [
      { name: 'type', value: 'TYPE', many: true, help: 'any of these types, e.g. service.deployed' },
      { name: 'artifact', value: 'PURL|DIGEST', help: 'about this artifact' },
      { name: 'environment', value: 'NAME', help: 'about this environment' },
      { name: 'service', value: 'NAME', help: 'about this service' },
      { name: 'change', value: 'URL', help: 'about this change' },
      { name: 'key', value: 'KEY', many: true, help: 'any key of the index, e.g. commit:9c2f…' },
      { name: 'source', value: 'URI', help: 'from this source' },
      { name: 'status', value: 'STATUS', help: 'accepted (default), quarantined, conflict or any' },
      { name: 'since', value: 'TIME', help: 'received at or after (RFC 3339)' },
      { name: 'limit', value: 'N', help: 'how many, at most; default 50' },
      { name: 'follow', help: 'go on with what comes next, until interrupted' },
      ...STORE,
    ],
    examples: [
      ['everything about an artifact', 'turnpike events --artifact sha256:…'],
      ['deploys as they happen', 'turnpike events --type service.deployed --follow'],
    ],
    exits: ['5 the store cannot be reached'],
    load: () => import('../commands/events.ts'),
  },
  {
    name: 'decision',
    group,
    summary: 'show a decision again',
    usage: 'ID [options]',
    about: ['As text for a person, or as the very Markdown, HTML or JSON that was recorded.'],
    options: [
      { name: 'markdown', help: 'print the summary as Markdown' },
      { name: 'html', help: 'print the page' },
      ...STORE,
    ],
    positionals: { min: 1, max: 1, what: 'the id of the decision' },
    examples: [
      ['', 'turnpike decision 01980a3e-…'],
      ['as a page', 'turnpike decision 01980a3e-… --html > decision.html'],
    ],
    exits: ['5 the store cannot be reached, or has no such decision'],
    load: () => import('../commands/decision.ts'),
  },
]
