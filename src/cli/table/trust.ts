import type { Command } from '../command.ts'

const group = 'Trust'

export const TRUST: readonly Command[] = [
  {
    name: 'trust check',
    group,
    summary: 'does a trust document load? Every problem, with lines',
    usage: 'FILE …',
    about: [
      'Prints file:line:column message for every problem of every file, so that editors can jump there. Warnings are ' +
        'what loads, and should be looked at all the same.',
    ],
    options: [],
    positionals: { min: 1, max: Infinity, what: 'a trust document' },
    examples: [['', 'turnpike trust check trust.yaml']],
    exits: [],
    load: () => import('../commands/trust-check.ts'),
  },
  {
    name: 'trust explain',
    group,
    summary: 'who may do what, in plain English',
    usage: 'FILE [options]',
    about: [
      'Without options: every grant, and what nobody may. With --as or --token: what one caller may do.',
      '--as takes claims as `to` of a grant has them, and person, group, source and foreignCode.',
    ],
    options: [
      {
        name: 'as',
        value: 'NAME=VALUE,…',
        help: 'a caller by its claims, e.g. issuer=github,repositoryId=1111',
      },
      {
        name: 'token',
        value: 'CLAIMS.json',
        help: 'a caller by the claims of an identity token: its payload as JSON (- for standard input). Nothing is verified',
      },
    ],
    positionals: { min: 1, max: 1, what: 'a trust document' },
    examples: [
      ['the whole document', 'turnpike trust explain trust.yaml'],
      [
        'what a repository may do',
        "turnpike trust explain trust.yaml --as 'issuer=github,repositoryOwnerId=4567,repository=acme/shop'",
      ],
    ],
    exits: ['3 with --as or --token: no grant applies'],
    load: () => import('../commands/trust-explain.ts'),
  },
  {
    name: 'trust test',
    group,
    summary: 'does a trust document allow and refuse what it should?',
    usage: 'FILE --cases CASES',
    about: [
      'Runs a file of cases: as whom, does what, allowed or refused. Says last which rights of which grants no case ' +
        'shows at work, or held back.',
    ],
    options: [{ name: 'cases', value: 'CASES', many: true, help: 'the file of cases; may be repeated' }],
    positionals: { min: 1, max: 1, what: 'a trust document' },
    examples: [['', 'turnpike trust test trust.yaml --cases trust.cases.yaml']],
    exits: ['3 a case goes otherwise'],
    load: () => import('../commands/trust-test.ts'),
  },
  {
    name: 'trust token',
    group,
    summary: 'make a static token, for what has no identity of its own',
    usage: 'NAME --expires 90d',
    about: [
      'Prints the secret once, to standard output, and the lines for the trust document, which hold its hash only, to ' +
        'standard error. Nobody can print the secret again.',
    ],
    options: [
      {
        name: 'expires',
        value: 'DURATION|DATE',
        help: 'how long it is good, or until when; at most 366 days',
      },
    ],
    positionals: { min: 1, max: 1, what: 'a name for it' },
    examples: [
      ['', 'turnpike trust token legacy-ci --expires 90d'],
      [
        'the secret straight into a file',
        'umask 077; turnpike trust token legacy-ci --expires 90d > legacy-ci.token',
      ],
    ],
    exits: [],
    load: () => import('../commands/trust-token.ts'),
  },
  {
    name: 'trust init',
    group,
    summary: 'print a first trust document for GitHub, GitLab, or both',
    usage: 'ORGANISATION [options]',
    about: [
      'Prints it to standard output. What it grants is little: pipelines report under their own names.',
    ],
    options: [
      { name: 'github', value: 'NUMBER', help: 'the owner on GitHub, by number: gh api orgs/NAME --jq .id' },
      {
        name: 'github-issuer',
        value: 'URL',
        help: 'where it is not github.com: https://HOST/_services/token, or https://token.actions.SUB.ghe.com',
      },
      { name: 'gitlab', value: 'URL', help: 'the GitLab instance, e.g. https://gitlab.com' },
      { name: 'gitlab-group', value: 'NUMBER', help: 'the group there, by the number on its page' },
      { name: 'login', value: 'URL', help: 'the OIDC provider where people sign in' },
      { name: 'client-id', value: 'ID', help: "this store's client there. Default: turnpike" },
      { name: 'owner', value: 'WHO', help: 'whom to ask for a right, e.g. a mail address' },
    ],
    positionals: { min: 1, max: 1, what: 'the name of the organisation' },
    examples: [['', 'turnpike trust init acme --github 4567 --owner platform@example.org > trust.yaml']],
    exits: [],
    load: () => import('../commands/trust-init.ts'),
  },
]
