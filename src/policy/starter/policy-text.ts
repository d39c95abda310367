/** A first policy, as text for `turnpike policy init`. */
import { parseDuration } from '../duration.ts'
import type { Answers } from './answers.ts'

/** Nothing in it is checked: the caller loads it, and shows what is wrong. */
export function starterPolicy(answers: Answers): string {
  const { name, owner, environments, approvers, incidents } = answers
  return `${[
    '# What must be known before an artifact may go to the environments below.',
    `#   turnpike policy check ${name}.yaml         does it load, and can it be meant?`,
    `#   turnpike policy test ${name}.cases.yaml    does it decide as it should?`,
    'apiVersion: turnpike/v1',
    'kind: Policy',
    'metadata:',
    `  name: ${quoted(name)}`,
    ...(owner === undefined ? [] : [`  owner: ${quoted(owner)}`]),
    'applies:',
    `  environments: ${list(environments)}`,
    '',
    '# Who is believed, by what the store authenticated: never by what an event says of itself.',
    'producers:',
    '  ci:',
    ...claimsOf(answers).map((claims) => `    - ${record(claims)}`),
    ...(approvers.length === 0 ? [] : ['  people: { kind: person } # who signed in']),
    ...(incidents === undefined ? [] : [`  monitoring: { id: ${quoted(`hook:${incidents.hook}`)} }`]),
    ...groupLines(answers),
    '',
    'rules:',
    ...ruleLines(answers),
  ]
    .join('\n')
    .trimEnd()}\n`
}

/** What the store authenticates of whoever builds. */
export function claimsOf({ github, gitlab, token }: Answers): Record<string, string>[] {
  return [
    ...(github === undefined ? [] : [{ issuer: github.issuer, repositoryOwnerId: github.ownerId }]),
    ...(gitlab === undefined ? [] : [{ issuer: gitlab.url, namespaceId: gitlab.namespaceId }]),
    ...(token === undefined ? [] : [{ id: `token:${token}` }]),
  ]
}

/** Is there somebody left to approve when one of them asks for the deployment? */
export function excludesRequester({ approvers, quorum }: Answers): boolean {
  return approvers.length > quorum
}

function groupLines({ approvers }: Answers): string[] {
  if (approvers.length === 0) return []
  return [
    '',
    '# An entry is one person: one URI, or the list of all the URIs that person has.',
    'groups:',
    '  approvers:',
    ...approvers.map((person) => `    - ${quoted(person)}`),
  ]
}

function ruleLines(answers: Answers): string[] {
  const { staging, incidents, freezes, timezone, approvers, quorum } = answers
  const soaks = staging?.soak !== undefined
  // Evidence from before it went to staging must not age out while it is there.
  const week = parseDuration('7d')!
  const longer = Math.ceil((parseDuration(staging?.soak ?? '') ?? 0) / 86_400_000) + 7
  return [
    '  - id: unit-tests',
    '    kind: evidence',
    '    title: Unit tests',
    '    type: testsuiterun.finished',
    '    producer: [ci]',
    '    match: { outcome: success }',
    `    maxAge: ${longer * 86_400_000 > week ? longer : 7}d`,
    '    onMissing: wait',
    '    remediation: Run the tests for this very artifact.',
    '',
    '  - id: built-by-ci',
    '    kind: evidence',
    '    title: Built by our CI',
    '    type: artifact.packaged',
    '    producer: [ci]',
    '    remediation: Build it in CI; what was built by hand does not go here.',
    '',
    ...(staging === undefined
      ? []
      : [
          '  - id: staging',
          `    kind: ${soaks ? 'soak' : 'order'}`,
          `    title: ${quoted(`Runs in ${staging.environment}`)}`,
          soaks
            ? `    environment: ${quoted(staging.environment)}`
            : `    environments: ${list([staging.environment])}`,
          ...(soaks ? [`    duration: ${staging.soak!}`] : []),
          '    producer: [ci]',
          '',
        ]),
    ...(incidents === undefined
      ? []
      : [
          '  # Where the feed is silent for longer than maxLag, nobody knows, and the gate waits.',
          '  - id: no-incident',
          '    kind: absence',
          '    title: No open incident',
          '    openedBy: [incident.detected, incident.reported]',
          '    closedBy: incident.resolved',
          '    scope: environment',
          '    producer: [monitoring]',
          `    feed: { source: ${quoted(incidents.source)}, maxLag: 10m }`,
          '',
        ]),
    '  - id: not-locked',
    '    kind: environment',
    '    title: Nobody locked it',
    '    producer: [ci]',
    '',
    ...(freezes.length === 0
      ? []
      : [
          '  - id: freeze',
          '    kind: window',
          '    title: No change freeze',
          '    deny:',
          ...freezes.map(
            ({ from, to }) =>
              `      - { from: ${quoted(from)}, to: ${quoted(to)}, timezone: ${quoted(timezone)}, why: change freeze }`,
          ),
          '',
        ]),
    ...(approvers.length === 0
      ? []
      : [
          '  - id: approved',
          '    kind: approval',
          '    title: Approved',
          `    quorum: ${quorum}`,
          "    from: ['group:approvers']",
          ...(excludesRequester(answers)
            ? [
                '    # Whoever asks cannot approve. Who is who on which forge stands under people of the trust document.',
                '    excluding: [request.actor]',
              ]
            : [
                '    # With one approver more: excluding: [request.actor], so that nobody approves what they ask for.',
              ]),
          '    producer: [people]',
          '    maxAge: 72h',
          '    onMissing: wait',
          '',
        ]),
  ]
}

/** A YAML text, whatever is in it: plain where it is a word, else in the quotes that it needs. */
export function quoted(text: string): string {
  if (
    /^[A-Za-z][A-Za-z0-9._-]*$/u.test(text) &&
    !/^(true|false|null|yes|no|on|off|y|n|nan|inf)$/iu.test(text)
  )
    return text
  if (/^[!-&(-~]+( [!-&(-~]+)*$/u.test(text)) return `'${text}'`
  return JSON.stringify(text).replace(
    /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

export function list(texts: readonly string[]): string {
  return `[${texts.map(quoted).join(', ')}]`
}

export function record(claims: Readonly<Record<string, string>>): string {
  return `{ ${Object.entries(claims)
    .map(([name, value]) => `${name}: ${quoted(value)}`)
    .join(', ')} }`
}
