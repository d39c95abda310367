import type { Command } from '../command.ts'

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
    summary: 'does this policy load? Every problem, with line and column',
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
]
