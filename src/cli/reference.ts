import type { Command } from './command.ts'
import { signature } from './help.ts'
import { COMMON } from './parse.ts'

/** `docs/cli.md`, made from the command table: `turnpike help --markdown > docs/cli.md`. */
export function reference(commands: readonly Command[]): string {
  return [
    '# The command line',
    '',
    'Made from the command table by `turnpike help --markdown`; a test compares the two.',
    '',
    'One file, `dist/turnpike.js`: `turnpike` is `node dist/turnpike.js` in a clone. Node 20 runs everything but what',
    'opens a database (`serve`, `demo`, and `--store sqlite:FILE`), which needs Node 24: where npm has installed one',
    'beside it (`npm ci` does, for Linux and Windows), it is used by itself.',
    '',
    '| command | what it does |',
    '|---|---|',
    ...commands.map((one) => `| [\`turnpike ${one.name}\`](#${anchor(one.name)}) | ${cell(one.summary)} |`),
    '',
    '| exit code | meaning |',
    '|---|---|',
    '| 0 | allow, or done |',
    '| 1 | a crash: a defect of ours |',
    '| 2 | wrong usage, or a policy or a trust document that does not load |',
    '| 3 | deny; or what was checked does not hold: events, cases, signatures, a log |',
    '| 4 | still pending at the timeout |',
    '| 5 | error: store unreachable, unverifiable, inconsistent |',
    '',
    'Every command knows `--json` (standard output is JSON and nothing else) and `--help`. Colours appear only on a',
    'terminal; `NO_COLOR` and `FORCE_COLOR` are obeyed. What takes more than a second says so on standard error.',
    '',
    '| variable | what it says |',
    '|---|---|',
    '| `TURNPIKE_STORE`, `TURNPIKE_TOKEN` | the store, and a token of its own where the job cannot show who it is |',
    "| `TURNPIKE_ID_TOKEN_FILE`, `TURNPIKE_ID_TOKEN` | without such a token: the CI's own OIDC token for this store, in a file that is read for each request, or as text. On GitHub neither is needed |",
    '| `TURNPIKE_SIGN`, `TURNPIKE_SIGNING_KEY`, `TURNPIKE_SIGNING_KEY_FILE` | whether and how events are signed, and the private key: [signing.md](signing.md) |',
    '| `TURNPIKE_REPOSITORY`, `TURNPIKE_COMMIT`, `TURNPIKE_REF` | outside GitHub and GitLab: what is built. Default: what the CI says ([any-ci.md](any-ci.md)) |',
    '| `TURNPIKE_RUN`, `TURNPIKE_JOB` | outside GitHub and GitLab: the run, the same for all its jobs (default: what the CI says, else each command is a run of its own), and the job. More of them: [any-ci.md](any-ci.md#what-a-person-says-wins) |',
    '| `TURNPIKE_PARENT_RUN` | the address of the run that started this one; on GitLab too |',
    "| `TURNPIKE_NOTE_TOKEN` | in a merge request's pipeline of GitLab: a token that may write notes; the gate writes its decision there |",
    '| `TURNPIKE_ALLOW_PLAIN_HTTP` | `true`: send the token over plain http to another machine, too |',
    ...commands.flatMap(section),
    '',
  ].join('\n')
}

function section(command: Command): string[] {
  const own = command.options.filter((option) => !COMMON.some((common) => common.name === option.name))
  return [
    '',
    `## turnpike ${command.name}`,
    '',
    `\`turnpike ${command.name} ${command.usage}\``.replace(' `', '`'),
    '',
    ...command.about.flatMap((paragraph) => [paragraph, '']),
    ...(own.length === 0 ? [] : ['| option | |', '|---|---|']),
    ...own.map((option) => `| \`${cell(signature(option))}\` | ${cell(option.help)} |`),
    ...(own.length === 0 ? [] : ['']),
    '```sh',
    ...command.examples.flatMap(([what, line]) => (what === '' ? [line] : [`# ${what}`, line])),
    '```',
    ...(command.exits.length === 0
      ? []
      : ['', `Exit codes: ${['0 done', ...command.exits, '2 wrong usage'].sort().join(' · ')}.`]),
  ]
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

function anchor(name: string): string {
  return `turnpike-${name.replaceAll(' ', '-')}`
}
