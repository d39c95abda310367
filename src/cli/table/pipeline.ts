import type { Command } from '../command.ts'
import { ABOUT, ARTIFACT, FAIL_ON_ERROR, PLACE, STORE } from './common.ts'
import { REPORTS } from './evidence.ts'

const group = 'In a pipeline'

const NEVER_BREAKS =
  'What cannot be delivered is retried, then reported, but does not fail the build unless --fail-on-error is given. ' +
  'An invalid event always fails, with every problem named, before anything is sent.'

export const PIPELINE: readonly Command[] = [
  {
    name: 'emit',
    group,
    summary: 'say what happened: send an event',
    usage: '--type TYPE [options] | --file FILE',
    about: [
      'Makes a valid CDEvent from a few words and sends it. Who, where, which run and which commit are taken from the ' +
        'pipeline, whichever CI it is, or from a plain shell.',
      NEVER_BREAKS,
    ],
    options: [
      {
        name: 'type',
        value: 'TYPE',
        help: 'e.g. service.deployed, testsuiterun.finished, a full type, or auto for what the event that started the run means',
      },
      {
        name: 'subject',
        value: 'ID',
        help: 'what the event is about. Default: worked out from the type and the run',
      },
      {
        name: 'content',
        value: 'YAML',
        help: 'the fields of the type, as YAML or JSON: \'{"outcome":"success"}\'',
      },
      ARTIFACT,
      ...ABOUT,
      { name: 'links', value: 'YAML', help: 'links to other events, as YAML or JSON' },
      { name: 'custom-data', value: 'YAML', help: 'customData, as YAML or JSON' },
      {
        name: 'file',
        value: 'FILE',
        help: 'one or many events or descriptions: YAML, JSON, a list, or NDJSON; - for stdin',
      },
      {
        name: 'format',
        value: 'FORMAT',
        help: 'turnpike (default), or structured, binary, batch for any other receiver of CloudEvents',
      },
      {
        name: 'sign',
        value: 'HOW',
        help: 'off, key (TURNPIKE_SIGNING_KEY) or keyless (Sigstore); with require nothing is sent unsigned, e.g. "key require". Default: $TURNPIKE_SIGN',
      },
      FAIL_ON_ERROR,
      ...STORE,
    ],
    examples: [
      [
        'the tests passed, for this artifact',
        `turnpike emit --type testsuiterun.finished --artifact dist/webshop.tar \\\n  --content '{"outcome":"success"}'`,
      ],
      [
        'it runs in production now',
        'turnpike emit --type service.deployed --environment production --artifact sha256:…',
      ],
      ['many at once', 'turnpike emit --file events.yaml'],
    ],
    exits: ['5 not delivered (--fail-on-error)'],
    load: () => import('../commands/emit.ts'),
  },
  {
    name: 'track start',
    group,
    summary: 'say that this job started',
    usage: '[options]',
    about: [
      'Sends taskrun.started, and pipelinerun.started (one event for the whole run, whichever jobs send it).',
      'Where the CI is not known, and in a plain shell, set TURNPIKE_RUN for all jobs of a run and TURNPIKE_JOB for each: ' +
        'start and finish find each other by them.',
    ],
    options: [...PLACE, FAIL_ON_ERROR, ...STORE],
    examples: [
      ['first step of a job', 'turnpike track start'],
      ['in a CI without an adapter', 'TURNPIKE_RUN=build-812 TURNPIKE_JOB=build turnpike track start'],
    ],
    exits: ['5 not delivered (--fail-on-error)'],
    load: () => import('../commands/track-start.ts'),
  },
  {
    name: 'track finish',
    group,
    summary: 'say how this job ended',
    usage: '--status STATUS [options]',
    about: [
      'Sends taskrun.finished with the real outcome; with --pipeline-finished also pipelinerun.finished with the outcome of the ' +
        'whole run. Before that it sends what the job left in files of reports, as turnpike evidence does.',
    ],
    options: [
      {
        name: 'status',
        value: 'STATUS',
        help: 'success, failure (failed) or cancelled (canceled); any other word counts as error. Default: $CI_JOB_STATUS',
      },
      {
        name: 'pipeline-finished',
        value: 'JSON',
        help: 'toJSON(needs) of the last job: also finish the run',
      },
      { ...ARTIFACT, help: 'what the job made: a purl with a digest, sha256:…, or a file; may be repeated' },
      ...REPORTS,
      ...PLACE,
      FAIL_ON_ERROR,
      ...STORE,
    ],
    examples: [
      ['last step of a job, run whatever happened', 'turnpike track finish --status failure'],
      [
        'with its tests',
        "turnpike track finish --status success --junit 'reports/*.xml' --artifact dist/webshop.tar",
      ],
    ],
    exits: ['5 not read or not delivered (--fail-on-error)'],
    load: () => import('../commands/track-finish.ts'),
  },
  {
    name: 'run',
    group,
    summary: 'run a command as a task; its start and end become events',
    usage: '[options] -- COMMAND [ARGUMENT …]',
    about: [
      'Runs the command with its own input and output, passes signals on, and ends with its exit code. Before and after ' +
        'it sends taskrun.started and taskrun.finished with the outcome, the exit status, the duration and the last lines ' +
        'of the output, without the secrets that are known. Events that cannot be delivered never change the exit code.',
      'Reports that the command writes are sent like those of turnpike evidence. A file that was there before and was not ' +
        'written anew is left out, and a command that failed has not passed its tests, whatever its reports say.',
    ],
    options: [
      { name: 'name', value: 'NAME', help: 'what the task is called. Default: the command' },
      {
        name: 'type',
        value: 'TYPE',
        help: 'what it is: build (also build.started and build.finished), test (without reports, its exit status is the outcome of the tests), deploy or scan',
      },
      ...REPORTS,
      {
        name: 'tofu-json',
        value: 'GLOB|-',
        many: true,
        help: 'what tofu or terraform plan -json, apply -json or show -json wrote; - when the command prints it',
      },
      { ...ARTIFACT, help: 'what it is about: as for emit, or auto; of a build only files that it wrote' },
      ...ABOUT,
      { name: 'suite', value: 'ID', help: 'the id of the suite of tests. Default: the name of the task' },
      {
        name: 'no-tail',
        help: 'send nothing of what the command prints, and leave it the terminal or pipe that it has',
      },
      ...STORE,
    ],
    positionals: { min: 1, max: Infinity, what: 'the command' },
    examples: [
      ['a deploy script', 'turnpike run --name deploy -- ./deploy.sh production'],
      [
        'tests, with what they report',
        "turnpike run --type test --junit 'reports/*.xml' --artifact dist/webshop.tar -- npm test",
      ],
      [
        'infrastructure',
        'turnpike run --tofu-json - --environment staging -- tofu apply -json -auto-approve',
      ],
    ],
    exits: ["else the command's own (128 + n after signal n, 127 not found)"],
    load: () => import('../commands/run.ts'),
  },
  {
    name: 'gate',
    group,
    summary: 'may this artifact go to this environment now?',
    usage: '--artifact A --environment E [options]',
    about: [
      'Asks the store, prints the verdict with every check, and exits by it, so that the next line of a script only runs ' +
        'when the gate is open. No answer is never a yes.',
      'The policies that the store holds for the environment always apply; --policy names those that must be among ' +
        'them, --policy-file adds rules, and can only tighten.',
      'In a merge request pipeline of GitLab, TURNPIKE_NOTE_TOKEN (a token with the scope api) has the decision written as ' +
        'one note on the merge request, which later runs renew.',
    ],
    options: [
      ARTIFACT,
      ...PLACE,
      {
        name: 'change',
        value: 'URL',
        help: 'the change this is for; auto (the default) takes the pull or merge request of the run',
      },
      { name: 'policy', value: 'NAME', many: true, help: 'a policy in the store that must apply' },
      { name: 'policy-file', value: 'FILE', many: true, help: 'a policy file whose rules apply too' },
      {
        name: 'wait',
        value: 'DURATION',
        help: 'hold on while the answer is pending, e.g. 15m. Default: do not wait',
      },
      { name: 'mode', value: 'MODE', help: 'enforce (default), or warn: show everything, exit 0' },
      { name: 'actor', value: 'URI', help: 'who asks, e.g. urn:user:alice. Default: from the pipeline' },
      { name: 'markdown', value: 'FILE', help: 'write the summary as Markdown' },
      { name: 'html', value: 'FILE', help: 'write the page a release manager reads' },
      { name: 'junit', value: 'FILE', help: 'write JUnit XML, a test case per rule' },
      { name: 'json-file', value: 'FILE', help: 'write the decision' },
      {
        name: 'dotenv',
        value: 'FILE',
        help: 'write TURNPIKE_VERDICT and friends for later jobs (GitLab dotenv)',
      },
      { name: 'annotations', value: 'FILE', help: "write GitLab's annotations report" },
      ...STORE,
    ],
    examples: [
      [
        'before a deploy',
        'turnpike gate --artifact dist/webshop.tar --environment production && ./deploy.sh production',
      ],
      [
        'wait for an approval, keep the page',
        'turnpike gate --artifact sha256:… --environment production --wait 30m --html gate.html',
      ],
      [
        'no server: a local file of events and a policy',
        'turnpike gate --store sqlite:events.db --policy-file turnpike/production.yaml \\\n  --artifact dist/webshop.tar --environment production',
      ],
    ],
    exits: ['3 deny', '4 still pending at the timeout', '5 error'],
    load: () => import('../commands/gate.ts'),
  },
]
