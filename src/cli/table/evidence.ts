import type { Command, Option } from '../command.ts'
import { ABOUT, ARTIFACT, FAIL_ON_ERROR, STORE } from './common.ts'

/** Files of reports, for whoever reads them. */
export const REPORTS: readonly Option[] = [
  {
    name: 'junit',
    value: 'GLOB',
    many: true,
    help: 'JUnit XML of any tool; may be repeated, as the next five',
  },
  { name: 'tap', value: 'GLOB', many: true, help: 'TAP 13 or 14' },
  { name: 'sarif', value: 'GLOB', many: true, help: 'SARIF 2.1.0 of a linter or scanner' },
  { name: 'sbom', value: 'GLOB', many: true, help: 'CycloneDX or SPDX' },
  {
    name: 'attestation',
    value: 'GLOB',
    many: true,
    help: 'Sigstore bundles, DSSE envelopes, in-toto statements',
  },
  { name: 'coverage', value: 'GLOB', many: true, help: 'lcov or Cobertura XML' },
]

export const EVIDENCE: Command = {
  name: 'evidence',
  group: 'In a pipeline',
  summary: 'send what tests, scans and SBOMs say, from their files',
  usage: '--junit GLOB [options]',
  about: [
    'Reads the files that your tools have written, and sends what they say as events, bound to the artifact. Patterns ' +
      'are for this command, so quote them; !PATTERN takes files out again. Files of any size are read in bounded memory.',
    'How the tests ended does not change the exit code: the gate decides by the events. A file that cannot be read is ' +
      'told and is never a success.',
  ],
  options: [
    ...REPORTS,
    ARTIFACT,
    ...ABOUT,
    { name: 'suite', value: 'ID', help: "the id of the suite of tests, e.g. unit. Default: the job's name" },
    {
      name: 'cases',
      value: 'WHICH',
      help: 'which test cases are events of their own: failures (default), all or none',
    },
    {
      name: 'group-by',
      value: 'WHAT',
      help: 'one suite for the run (default), for each file, or for each outermost suite',
    },
    {
      name: 'fail-on',
      value: 'SEVERITY',
      help: 'the lowest severity that makes a scan fail: critical, high (default), medium, low or none',
    },
    { name: 'uri', value: 'URL', help: 'where people can read the files; {path} in it is the path of each' },
    { name: 'annotate', help: 'name the first ten failures where the forge shows them' },
    {
      name: 'if-no-files-found',
      value: 'WHAT',
      help: 'warn (default), error (exit 5) or ignore; tests without a report are an error unless it is ignore',
    },
    {
      name: 'sign',
      value: 'HOW',
      help: 'who signs the events, as for emit. Default: $TURNPIKE_SIGN',
    },
    { ...FAIL_ON_ERROR, help: 'exit 5 when something could not be read or delivered' },
    ...STORE,
  ],
  examples: [
    [
      'the unit tests of this artifact',
      "turnpike evidence --junit 'reports/**/*.xml' --suite unit --artifact dist/webshop.tar",
    ],
    [
      'all that a build left',
      "turnpike evidence --junit build/junit.xml --sarif 'build/*.sarif' --sbom dist/sbom.cdx.json \\\n  --coverage build/lcov.info --artifact dist/webshop.tar",
    ],
  ],
  exits: ['5 not read or not delivered (--fail-on-error), or no file (--if-no-files-found error)'],
  load: () => import('../commands/evidence.ts'),
}
