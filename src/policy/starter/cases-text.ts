/** The cases that test a first policy: each rule passes in one and holds back in another. */
import { parseDuration } from '../duration.ts'
import { iso } from '../judge.ts'
import type { Policy } from '../policy.ts'
import { namespaceOf } from '../rules/apart.ts'
import type { Answers } from './answers.ts'
import { claimsOf, excludesRequester, list, quoted, record } from './policy-text.ts'

const OTHER = `sha256:${'00'.repeat(32)}`
const DIGEST = `sha256:${'9c2f0a11'.repeat(8)}`
const ACTOR = 'urn:user:requester'

/**
 * @param policy as the text of `starterPolicy` loads: what its windows mean is known then
 * @param now epoch ms
 */
export function starterCases(answers: Answers, policy: Policy, now: number): string {
  const at = outsideFreezes(policy, now)
  return `${[
    `# Try it: turnpike policy test ${answers.name}.cases.yaml`,
    `policies: [${quoted(`${answers.name}.yaml`)}]`,
    `at: ${iso(at)}`,
    'coverage: all',
    ...producerLines(answers),
    ...peopleLines(answers),
    '',
    'request:',
    `  artifacts: [{ digest: '${DIGEST}' }]`,
    `  environment: ${quoted(environmentOf(answers))}`,
    '  service: webshop',
    `  actor: ${ACTOR}`,
    ...sharedLines(answers),
    '',
    'cases:',
    ...caseLines(answers, policy),
  ]
    .join('\n')
    .trimEnd()}\n`
}

/** Names that cannot be compared with the requester's need somebody to say who they are. */
function peopleLines({ approvers, ...rest }: Answers): string[] {
  if (!excludesRequester({ approvers, ...rest })) return []
  const mapped = approvers.flatMap((person, index) =>
    namespaceOf(person) === namespaceOf(ACTOR)
      ? []
      : [`  - ${list([person, `urn:user:approver-${index + 1}`])}`],
  )
  return mapped.length === 0
    ? []
    : ['', '# Who is who, as people of the trust document has it.', 'people:', ...mapped]
}

/** A name that the first pattern covers. */
function environmentOf({ environments }: Answers): string {
  const [first = 'production'] = environments
  return first === '*' ? 'production' : first.replace(/\*$/u, '1')
}

/** A job of theirs, as the store authenticates it. */
function producerLines(answers: Answers): string[] {
  const [claims = {}] = claimsOf(answers)
  const { id, issuer } = claims
  const ci =
    id === undefined
      ? `{ kind: oidc, id: ${quoted(`${issuer!}#case`)}, claims: ${record(claims)} }`
      : `{ kind: token, id: ${quoted(id)} }`
  return [
    '',
    '# Who sends what, as the store would know them by their credentials.',
    'producers:',
    `  ci: ${ci}`,
    ...(answers.incidents === undefined
      ? []
      : [`  monitoring: { kind: hook, id: ${quoted(`hook:${answers.incidents.hook}`)} }`]),
  ]
}

/** In every case: all that is wanted is there. */
function sharedLines(answers: Answers): string[] {
  const { staging, incidents } = answers
  const events = [
    ...(staging === undefined ? [] : [deployed(staging)]),
    BUILT,
    tested('success', 'ci', '2h', `'${DIGEST}'`),
    ...(incidents === undefined ? [] : [incident(answers, 'resolved', 'INC-1', '5m')]),
    ...approvals(answers),
  ]
  return [
    '',
    '# What is there in every case; a case adds to it. `artifact: this` is the artifact that a case asks about.',
    'events:',
    ...events.map((event) => `  - ${event}`),
  ]
}

const BUILT = `{ type: artifact.packaged, artifact: '${DIGEST}', content: { change: { id: '1' } }, producer: ci, age: 2h }`

function tested(outcome: string, by: string, age: string, artifact = 'this'): string {
  return `{ type: testsuiterun.finished, artifact: ${artifact}, environment: ci, content: { outcome: ${outcome}, testSuite: { id: unit } }, producer: ${by}, age: ${age} }`
}

function approvals({ approvers, quorum }: Answers): string[] {
  return approvers.slice(0, quorum).map((person) => `{ approval: approved, by: ${quoted(person)}, age: 20m }`)
}

function deployed({ environment, soak }: NonNullable<Answers['staging']>): string {
  const age = (parseDuration(soak ?? '') ?? 0) + 3_600_000
  return `{ type: service.deployed, subject: webshop, artifact: this, environment: ${quoted(environment)}, producer: ci, age: ${writtenDuration(age)} }`
}

function writtenDuration(ms: number): string {
  return ms % 3_600_000 === 0 ? `${ms / 3_600_000}h` : `${Math.ceil(ms / 60_000)}m`
}

function incident(answers: Answers, what: 'resolved' | 'detected', id: string, age: string): string {
  const { source } = answers.incidents!
  return `{ type: incident.${what}, subject: ${id}, environment: ${quoted(environmentOf(answers))}, source: ${quoted(source)}, producer: monitoring, age: ${age} }`
}

function caseLines(answers: Answers, policy: Policy): string[] {
  const { staging, incidents, freezes, approvers } = answers
  const [first, last] = [approvers[0], approvers.at(-1)]
  const another = `    request: { artifacts: [{ digest: '${OTHER}' }] }`
  return [
    ...oneCase('allows when everything is there', [], 'allow', {
      'unit-tests': 'pass',
      'built-by-ci': 'pass',
      ...(first !== undefined && { approved: 'pass' }),
    }),
    ...oneCase('a later failure beats an earlier success', [tested('failure', 'ci', '1h')], 'deny', {
      'unit-tests': '{ result: fail, reason: evidence-failed }',
    }),
    ...oneCase(
      'what our CI did not build and test stays out, whoever else says that it is fine',
      [tested('success', "'token:somebody'", '1h')],
      'deny',
      {
        'built-by-ci': '{ result: fail, reason: no-evidence }',
        'unit-tests': '{ result: pending, reason: evidence-refused }',
      },
      [another],
    ),
    ...oneCase(
      'nothing goes where somebody locked',
      [
        `{ type: dev.cdeventsx.turnpike-environment.locked.0.1.0, subject: lock, environment: ${quoted(environmentOf(answers))}, content: { reason: database migration }, producer: ci, age: 1h }`,
      ],
      'deny',
      { 'not-locked': "{ result: fail, found: 'database migration' }" },
    ),
    ...(first === undefined || last === undefined
      ? []
      : [
          ...oneCase(
            'an approval that was taken back is none, and another one is waited for',
            [`{ approval: cancelled, by: ${quoted(first)}, age: 10m }`],
            'pending',
            { approved: 'pending' },
          ),
          ...oneCase(
            'one who says no is enough',
            [`{ approval: rejected, by: ${quoted(last)}, age: 10m }`],
            'deny',
            { approved: '{ result: fail, reason: rejected }' },
          ),
        ]),
    ...(excludesRequester(answers)
      ? oneCase('nobody approves what they ask for', [], 'pending', { approved: 'pending' }, [
          `    request: { actor: ${quoted(first!)} }`,
        ])
      : []),
    ...(staging === undefined
      ? []
      : oneCase(
          `what was taken out of ${plainWord(staging.environment)} goes no further`,
          [
            `{ type: service.removed, subject: webshop, artifact: this, environment: ${quoted(staging.environment)}, producer: ci, age: 30m }`,
          ],
          'deny',
          { staging: 'fail' },
        )),
    ...(incidents === undefined
      ? []
      : oneCase('nothing goes during an incident', [incident(answers, 'detected', 'INC-2', '2m')], 'deny', {
          'no-incident': '{ result: fail, reason: open }',
        })),
    ...(freezes.length === 0
      ? []
      : oneCase('nothing goes in the freeze', [], 'deny', { freeze: '{ result: fail, reason: frozen }' }, [
          `    at: ${iso(firstFreeze(policy))}`,
        ])),
  ]
}

/** A name that needs no quotes in a sentence; else what it is. */
function plainWord(name: string): string {
  return quoted(name) === name ? name : 'the environment before'
}

function oneCase(
  name: string,
  events: readonly string[],
  verdict: string,
  findings: Readonly<Record<string, string>>,
  more: readonly string[] = [],
): string[] {
  return [
    `  - name: ${name}`,
    ...more,
    ...(events.length === 0 ? [] : ['    events:', ...events.map((event) => `      - ${event}`)]),
    '    expect:',
    `      verdict: ${verdict}`,
    `      findings: { ${Object.entries(findings)
      .map(([rule, result]) => `${rule}: ${result}`)
      .join(', ')} }`,
    '',
  ]
}

function freezesOf({ rules }: Policy): { from: number; to: number }[] {
  return rules.flatMap((rule) =>
    rule.kind === 'window' ? rule.deny.flatMap((window) => ('from' in window ? window : [])) : [],
  )
}

/** Now, or the first moment after the freezes that hold now. */
function outsideFreezes(policy: Policy, now: number): number {
  const freezes = freezesOf(policy).sort((a, b) => a.from - b.from)
  const minute = Math.floor(now / 60_000) * 60_000
  return freezes.reduce((at, { from, to }) => (from <= at && at < to ? to : at), minute)
}

function firstFreeze(policy: Policy): number {
  return Math.min(...freezesOf(policy).map(({ from }) => from))
}
