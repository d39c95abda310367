import type { Command } from '../command.ts'
import { STORE } from './common.ts'

export const POLICIES: readonly Command[] = [
  {
    name: 'validate',
    group: 'Events',
    summary: 'are these valid CDEvents?',
    usage: 'FILE|-',
    about: [
      'Reads one event, a JSON array or NDJSON of any size; plain or as structured CloudEvents. Prints one JSON verdict ' +
        'per event, one per line: {valid, type, specversion, problems: [{path, message}]}.',
    ],
    options: [],
    positionals: { min: 1, max: 1, what: 'a file (or - for standard input)' },
    examples: [
      ['a file', 'turnpike validate events.ndjson'],
      ['only what is wrong', 'turnpike validate - < events.ndjson | grep \'"valid":false\''],
    ],
    exits: ['3 some are invalid'],
    load: () => import('../commands/validate.ts'),
  },
  {
    name: 'decide',
    group: 'Policies',
    summary: 'the pure decision from files: no store, no network',
    usage: '--policy FILE … --events FILE --request FILE [options]',
    about: [
      'The same function a store runs, on events from a file. They are numbered in the order of the file. Each line is ' +
        'an event, whose producer is then {kind: loopback, id: loopback} and which counts as received at its own ' +
        'timestamp; or {"event": …, "producer": {"kind": "token", "id": "token:ci"}, "receivedAt": "…"}.',
      'Now is the present, unless --at gives another time. Then the decision is a replay: the verdict is printed, but ' +
        'an allow exits 3, because a moved clock never opens a gate.',
    ],
    options: [
      {
        name: 'policy',
        value: 'FILE',
        many: true,
        help: 'policies, baseline first; later ones only add rules',
      },
      { name: 'events', value: 'FILE', help: 'NDJSON (or a JSON array) of events; - for standard input' },
      {
        name: 'request',
        value: 'FILE',
        help: 'JSON or YAML: {artifacts: [{digest}], environment, service?, change?, actor?}',
      },
      { name: 'at', value: 'TIME', help: 'decide as of this time (RFC 3339): a replay' },
    ],
    examples: [
      [
        "try a policy on yesterday's events",
        'turnpike decide --policy production.yaml --events events.ndjson --request request.json',
      ],
    ],
    exits: ['3 deny, and an allow under --at', '4 pending', '5 error'],
    load: () => import('../commands/decide.ts'),
  },
  {
    name: 'policy check',
    group: 'Policies',
    summary: 'does this policy load? Every problem, line and column',
    usage: 'FILE … [--strict]',
    about: [
      'Prints file:line:column message for every problem of every file, so that editors can jump there. Several files ' +
        'are checked together: a later layer must not loosen an earlier one.',
      'Warnings are what loads and hardly can be meant: rules that are never judged or can never pass, producers and ' +
        'approvers that nobody can be, what nothing asks for.',
    ],
    options: [
      { name: 'strict', help: 'warnings fail, too' },
      { name: 'at', value: 'TIME', help: 'look for what is over as of this time (RFC 3339). Default: now' },
    ],
    positionals: { min: 1, max: Infinity, what: 'a policy file' },
    examples: [
      ['', 'turnpike policy check policies/*.yaml'],
      ['all layers of an environment, in CI', 'turnpike policy check --strict baseline.yaml production.yaml'],
    ],
    exits: [],
    load: () => import('../commands/policy-check.ts'),
  },
  {
    name: 'policy test',
    group: 'Policies',
    summary: 'does this policy decide as we say it should?',
    usage: 'FILE … [--junit FILE]',
    about: [
      'Runs files of cases: events, a request, a time, and the verdict and findings to expect. Says last which results ' +
        'of each rule the cases have shown, and what no case shows.',
      'In the file, `coverage: all` demands that every rule passes in a case and blocks in another; `coverage: outcomes` ' +
        'also what is not applicable, waited for, waived and overridden.',
    ],
    options: [{ name: 'junit', value: 'FILE', help: 'write the results as JUnit XML, too' }],
    positionals: { min: 1, max: Infinity, what: 'a file of cases' },
    examples: [
      ['', 'turnpike policy test turnpike/production.cases.yaml'],
      ['for a merge request', 'turnpike policy test turnpike/*.cases.yaml --junit policies.xml'],
    ],
    exits: ['3 a case decides otherwise'],
    load: () => import('../commands/policy-test.ts'),
  },
  {
    name: 'policy explain',
    group: 'Policies',
    summary: 'what do these policies ask together? In plain English',
    usage: '[FILE …] [--environment NAME] [--service NAME] [--store URL] [--yaml]',
    about: [
      'Merges the layers (baseline, environment, service) as a decision does, and says of each rule what it asks for, ' +
        'whose word counts, what happens when it is missing, when it applies, who may make an exception, and which layer ' +
        'says so. Of files, or without any, of what a store has in force for an environment.',
      '--yaml prints the merged policy as one document that decides the same.',
    ],
    options: [
      { name: 'environment', value: 'NAME', help: 'only the policies that govern it; with a store: needed' },
      { name: 'service', value: 'NAME', help: 'only those that govern this service' },
      ...STORE,
      { name: 'yaml', help: 'the merged policy as YAML' },
    ],
    positionals: { min: 0, max: Infinity, what: 'a policy file' },
    examples: [
      ['of files', 'turnpike policy explain baseline.yaml production.yaml webshop.yaml'],
      ['of a store', 'turnpike policy explain --environment production --service webshop'],
    ],
    exits: ['2 the policies do not go together'],
    load: () => import('../commands/policy-explain.ts'),
  },
  {
    name: 'policy init',
    group: 'Policies',
    summary: 'write a first policy and cases that test it, by asking',
    usage: '[FOLDER] [options]',
    about: [
      'Asks what it needs; what is given as an option is not asked. Writes NAME.yaml and NAME.cases.yaml, which pass ' +
        'policy check and policy test, and never writes over a file.',
      'Without a terminal, or with --yes, what is not given is as suggested. Then it needs --github, --gitlab-group or ' +
        '--token: whose pipelines are believed. `-` as a value says: none.',
    ],
    options: [
      { name: 'yes', short: 'y', help: 'ask nothing' },
      { name: 'name', value: 'NAME', help: 'of the policy. Default: production' },
      { name: 'environment', value: 'NAME', many: true, help: 'what it governs. Default: production' },
      { name: 'owner', value: 'WHO', help: 'whom to ask about it, e.g. a mail address' },
      { name: 'github', value: 'NUMBER', help: 'your organisation on GitHub: gh api orgs/NAME --jq .id' },
      { name: 'github-issuer', value: 'URL', help: 'where it is not github.com' },
      { name: 'gitlab-group', value: 'NUMBER', help: 'your group on GitLab, by the number on its page' },
      { name: 'gitlab', value: 'URL', help: 'where it is not https://gitlab.com' },
      { name: 'token', value: 'NAME', help: 'a static token of the trust document, for any other CI' },
      { name: 'approver', value: 'URI', many: true, help: 'who approves, e.g. urn:user:alice' },
      { name: 'quorum', value: 'NUMBER', help: 'how many of them must approve. Default: 1' },
      { name: 'staging', value: 'NAME', help: 'the environment where it must run before' },
      { name: 'soak', value: 'DURATION', help: 'for how long, e.g. 24h' },
      { name: 'freeze', value: 'FROM/TO', many: true, help: 'when nothing goes out: 2026-12-18/2027-01-04' },
      { name: 'timezone', value: 'ZONE', help: 'of the freezes, e.g. Europe/Amsterdam. Default: Etc/UTC' },
      { name: 'incidents', value: 'URI', help: 'the source of your monitoring, which tells of incidents' },
      { name: 'hook', value: 'NAME', help: 'its webhook in the trust document. Default: alerts' },
    ],
    positionals: { min: 0, max: 1, what: 'a folder' },
    examples: [
      ['asking', 'turnpike policy init turnpike'],
      [
        'from a script',
        'turnpike policy init --yes --github 4567 --approver urn:user:alice --staging staging',
      ],
    ],
    exits: [],
    load: () => import('../commands/policy-init.ts'),
  },
]
