/**
 * Realistic decisions, for tests of reports and for looking at them: every verdict and every mode. Over 300 lines, because
 * the decisions share their findings. Hostile ones are in `hostile-decisions.ts`.
 */
import type {
  Decision,
  EvidenceRef,
  Finding,
  OverrideRef,
  RefusedRef,
  TimelineEntry,
} from '../../src/policy/decision.ts'

const DAY = '2026-11-21'
export const at = (clock: string, day = DAY) => `${day}T${clock}:00Z`
export const DECIDED_AT = at('14:03')
export const DIGEST = 'sha256:9c2f6d0a1b7e4c55aa01de3390f2b8c7716f4d2e8b9a0c1d2e3f405162738941'
const RUN = 'https://github.com/acme/webshop/actions/runs/812/attempts/1'

let sequence = 4100
export function evidence(
  over: Partial<EvidenceRef> & { type: string; says: string; at: string },
): EvidenceRef {
  sequence += 7
  const { at: when, ...rest } = over
  return {
    sequence,
    source: 'https://github.com/acme/webshop',
    id: `0197b2c4-5a10-8c3e-9a44-${sequence.toString(16).padStart(12, '0')}`,
    digest: `sha256:${sequence.toString(16).padStart(4, '0').repeat(16)}`,
    producer: 'token:ci',
    receivedAt: when,
    timestamp: when,
    subject: 'webshop/812',
    ...rest,
  }
}

const tests = evidence({
  type: 'dev.cdevents.testsuiterun.finished.0.3.0',
  says: 'success, 412 tests',
  at: at('13:52'),
  subject: 'unit',
  uri: `${RUN}#summary`,
})
const built = evidence({
  type: 'dev.cdevents.artifact.packaged.0.3.0',
  says: 'packaged from main',
  at: at('13:49'),
  subject: `pkg:oci/webshop@${DIGEST}`,
  uri: RUN,
})
const staged = evidence({
  type: 'dev.cdevents.service.deployed.0.3.0',
  says: 'deployed to staging',
  at: at('10:51'),
  subject: 'webshop',
  source: 'https://gitlab.example.org/ops/deploy',
  producer: 'token:gitlab-ops',
  uri: 'https://gitlab.example.org/ops/deploy/-/jobs/5512',
})
const approval = evidence({
  type: 'dev.cdevents.approval.closed.0.1.0-draft',
  says: 'approved',
  at: at('13:38'),
  subject: 'CHG-2041',
  producer: 'token:change-board',
})
const incident = evidence({
  type: 'dev.cdevents.incident.detected.0.3.0',
  says: 'checkout latency, open',
  at: at('13:40'),
  subject: 'INC-4711',
  source: 'https://alertmanager.example.org/eu-1',
  producer: 'token:alertmanager',
  uri: 'https://status.example.org/incidents/4711',
})
const forked: RefusedRef = {
  ...evidence({
    type: 'dev.cdevents.testsuiterun.finished.0.3.0',
    says: 'success, 412 tests',
    at: at('13:55'),
    subject: 'unit',
    source: 'https://github.com/acme-fork/webshop',
    producer: 'token:fork',
  }),
  reason: 'producer-not-allowed',
  explanation: 'token:fork may not supply testsuiterun.finished; the rule accepts ci',
}

export function finding(
  over: Partial<Finding> & Pick<Finding, 'rule' | 'title' | 'result' | 'required' | 'found'>,
): Finding {
  return {
    policy: 'production',
    kind: 'evidence',
    enforce: 'block',
    reason: over.result === 'pass' ? 'ok' : 'no-evidence',
    controls: [],
    evidence: [],
    refused: [],
    ...over,
  }
}

export const unitTests = finding({
  rule: 'unit-tests',
  title: 'Unit tests',
  result: 'pass',
  required: 'success, at most 7 d old',
  found: 'success, 412 tests',
  at: tests.timestamp,
  by: 'token:ci',
  controls: ['FitSM-1:PR13.4'],
  evidence: [tests],
  refused: [forked],
})
export const ourBuild = finding({
  rule: 'built-by-ci',
  title: 'Built by our CI',
  result: 'pass',
  required: 'packaged by ci from main',
  found: 'packaged from main',
  at: built.timestamp,
  by: 'token:ci',
  controls: ['FitSM-1:PR13.4'],
  evidence: [built],
})
export const soaked = finding({
  rule: 'staging-soak',
  kind: 'soak',
  title: 'Ran in staging',
  result: 'pass',
  required: '1 h without incident',
  found: '3 h 12 min',
  at: staged.timestamp,
  by: 'token:gitlab-ops',
  controls: ['FitSM-1:PR13.6'],
  evidence: [staged],
})
export const board = finding({
  rule: 'change-board',
  kind: 'approval',
  title: 'Change board approval',
  result: 'fail',
  reason: 'quorum-not-reached',
  required: '2 of group:change-board, not the author',
  found: '1 of 2 (k.jansen)',
  at: approval.timestamp,
  by: 'urn:user:k.jansen',
  remediation:
    'One more member of the change board must approve: `turnpike emit approval.closed --artifact sha256:9c2f…`',
  owner: 'change-board@example.org',
  controls: ['FitSM-1:PR12.4'],
  evidence: [approval],
})
export const noIncident = finding({
  rule: 'no-incident',
  kind: 'absence',
  title: 'No open incident in production',
  result: 'fail',
  reason: 'open-incident',
  required: 'none open, feed at most 10 min old',
  found: 'INC-4711 checkout latency, open',
  at: incident.timestamp,
  by: 'token:alertmanager',
  remediation:
    'Passes by itself when the incident is resolved. Runbook: https://runbooks.example.org/open-incident',
  owner: 'team-payments@example.org',
  controls: ['FitSM-1:PR9.2'],
  evidence: [incident],
})
export const vulnerabilities = finding({
  rule: 'known-vulnerabilities',
  title: 'Known vulnerabilities',
  result: 'waived',
  reason: 'waived',
  exception: '0197a9d1-77aa-7c01-8e02-000000000001',
  required: '0 critical',
  found: '1 critical (CVE-2026-1234)',
  at: at('13:53'),
  by: 'token:ci',
  remediation: 'Update libxml2 to 2.14.6.',
  controls: ['FitSM-1:PR6.3'],
})
export const freeze = finding({
  rule: 'christmas',
  kind: 'window',
  title: 'No freeze',
  result: 'pass',
  required: 'outside 18 Dec to 4 Jan',
  found: 'outside',
  controls: ['FitSM-1:PR12.6'],
  dueAt: '2026-12-18T00:00:00Z',
})

export const overrideInForce: OverrideRef = {
  id: '0197b2e0-0d11-7c01-8e02-000000000009',
  state: 'in-force',
  by: 'urn:user:duty.officer',
  second: 'urn:user:m.okafor',
  reason: 'Payment outage: the fix must go out before the board can meet',
  ticket: 'OPS-9',
  until: at('15:00'),
  artifact: DIGEST,
  concerns: true,
  rules: ['change-board'],
  review: { state: 'open', due: '2026-11-26T13:20:00Z', ticket: 'urn:turnpike:review:0197b2e0' },
  sequence: 4140,
}

export const timeline: TimelineEntry[] = [
  {
    at: at('10:02'),
    what: 'change.merged',
    label: 'Merged !381 into main',
    outcome: 'neutral',
    sequence: 4012,
  },
  { at: at('10:09'), what: 'testsuiterun.finished', label: 'Unit tests', outcome: 'success', sequence: 4031 },
  {
    at: at('10:51'),
    what: 'service.deployed',
    label: 'Deployed',
    outcome: 'neutral',
    environment: 'staging',
    sequence: 4055,
  },
  {
    at: at('11:07'),
    what: 'testsuiterun.finished',
    label: 'End-to-end tests',
    outcome: 'failure',
    environment: 'staging',
    sequence: 4060,
  },
  {
    at: at('11:31'),
    what: 'testsuiterun.finished',
    label: 'End-to-end tests',
    outcome: 'success',
    environment: 'staging',
    sequence: 4071,
  },
  {
    at: at('13:38'),
    what: 'approval.closed',
    label: 'Approved by k.jansen',
    outcome: 'success',
    environment: 'production',
    sequence: 4102,
  },
  {
    at: at('13:40'),
    what: 'incident.detected',
    label: 'INC-4711 checkout latency',
    outcome: 'failure',
    environment: 'production',
    sequence: 4109,
  },
  {
    at: at('13:49'),
    what: 'artifact.packaged',
    label: 'Packaged webshop 2.4.1',
    outcome: 'success',
    sequence: 4116,
  },
  {
    at: at('13:52'),
    what: 'testsuiterun.finished',
    label: 'Unit tests, 412 passed',
    outcome: 'success',
    sequence: 4123,
  },
]

/** Two of seven checks fail: the page of the design. */
export const deny: Decision = {
  apiVersion: 'turnpike/v1',
  kind: 'Decision',
  id: '0197b2f0-7a3c-7d11-8e02-5a2f3b9c4d10',
  verdict: 'deny',
  mode: 'enforce',
  summary: '2 of 7 checks fail.',
  organisation: 'default',
  request: {
    artifacts: [
      {
        digest: DIGEST,
        purl: `pkg:oci/webshop@${DIGEST}?repository_url=registry.example.org/acme&tag=2.4.1`,
      },
    ],
    environment: 'production',
    service: 'webshop',
    change: {
      id: 'https://github.com/acme/webshop/pull/381',
      class: 'normal',
      author: 'urn:github:user:1042',
    },
    actor: 'urn:github:user:1042',
    run: RUN,
  },
  requester: { kind: 'token', id: 'token:ci' },
  policies: [
    { name: 'production', digest: 'sha256:51aa0f', owner: 'platform@example.org', origin: 'store', rules: 7 },
  ],
  evaluator: { name: 'turnpike', version: '0.1.0' },
  position: 4171,
  watermarks: [{ feed: 'incident.* from alertmanager', lastSeen: at('13:59') }],
  decidedAt: DECIDED_AT,
  findings: [unitTests, ourBuild, soaked, board, noIncident, vulnerabilities, freeze],
  disabled: [
    {
      rule: 'licence-scan',
      policy: 'production',
      why: 'enforce: off since 2026-11-02, scanner being replaced',
    },
  ],
  notices: [],
  waivers: [
    {
      id: '0197a9d1-77aa-7c01-8e02-000000000001',
      state: 'in-force',
      rule: 'known-vulnerabilities',
      policy: 'production',
      by: 'urn:user:s.lindqvist',
      requestedBy: 'urn:user:k.jansen',
      until: '2026-12-01T00:00:00Z',
      reason: 'CVE-2026-1234 is not reachable: the parser is not used',
      ticket: 'SEC-123',
      scope: 'service webshop',
      sequence: 3702,
    },
  ],
  overrides: [],
  previous: {
    id: '0197b2e5-1111-7d11-8e02-5a2f3b9c4d10',
    verdict: 'deny',
    decidedAt: at('13:51'),
    changes: ['Change board approval: 0 of 2 became 1 of 2', 'Unit tests: no evidence became passed'],
  },
  timeline,
  url: 'https://store.example.org/v1/decisions/0197b2f0-7a3c-7d11-8e02-5a2f3b9c4d10',
}

/** Everything is there. */
export const allow: Decision = {
  ...deny,
  id: '0197b2ff-7a3c-7d11-8e02-5a2f3b9c4d11',
  verdict: 'allow',
  summary: 'All 7 checks pass.',
  findings: [
    unitTests,
    ourBuild,
    soaked,
    {
      ...board,
      result: 'pass',
      reason: 'ok',
      found: '2 of 2 (k.jansen, m.okafor)',
      remediation: undefined,
      by: 'urn:user:m.okafor',
      at: at('14:01'),
    },
    {
      ...noIncident,
      result: 'pass',
      reason: 'ok',
      found: 'none open, feed 4 min old',
      remediation: undefined,
      evidence: [],
      by: undefined,
      at: undefined,
    },
    { ...vulnerabilities, result: 'pass', reason: 'ok', found: '0 critical', remediation: undefined },
    freeze,
  ],
  waivers: [],
  disabled: [],
  expiresAt: at('14:18'),
  previous: {
    id: deny.id,
    verdict: 'deny',
    decidedAt: at('13:51'),
    changes: ['Change board approval: 1 of 2 became 2 of 2', 'INC-4711 was resolved'],
  },
  timeline: [
    ...timeline,
    {
      at: at('13:58'),
      what: 'incident.resolved',
      label: 'INC-4711 resolved',
      outcome: 'success',
      environment: 'production',
      sequence: 4150,
    },
    {
      at: at('14:01'),
      what: 'approval.closed',
      label: 'Approved by m.okafor',
      outcome: 'success',
      environment: 'production',
      sequence: 4160,
    },
  ],
  url: 'https://store.example.org/v1/decisions/0197b2ff-7a3c-7d11-8e02-5a2f3b9c4d11',
}

/** One check waits for evidence, one for time; several artifacts, an anyOf, a check that does not apply. */
export const pending: Decision = {
  ...deny,
  id: '0197b301-7a3c-7d11-8e02-5a2f3b9c4d12',
  verdict: 'pending',
  summary: 'Waiting for 2 of 4 checks.',
  request: {
    ...deny.request,
    artifacts: [
      ...deny.request.artifacts,
      {
        digest: `sha256:${'7be1'.repeat(16)}`,
        purl: `pkg:oci/webshop-worker@sha256%3A${'7be1'.repeat(16)}?tag=2.4.1`,
      },
      { digest: `sha256:${'03fd'.repeat(16)}` },
    ],
  },
  dueAt: at('14:51'),
  findings: [
    unitTests,
    {
      ...soaked,
      result: 'pending',
      reason: 'soaking',
      required: '4 h without incident',
      found: '3 h 12 min so far',
      remediation: 'Nothing to do: it passes at 14:51 UTC if staging stays quiet.',
      dueAt: at('14:51'),
      owner: 'ops@example.org',
    },
    finding({
      rule: 'reviewed',
      kind: 'anyOf',
      title: 'Tested end to end, or approved without',
      result: 'pending',
      reason: 'no-evidence',
      required: 'one of 2',
      found: 'none yet',
      remediation: 'Run the end-to-end tests in staging, or ask the release manager.',
      owner: 'qa@example.org',
      controls: ['FitSM-1:PR13.5'],
      members: [
        finding({
          rule: 'e2e',
          title: 'End-to-end tests',
          result: 'pending',
          required: 'success, at most 1 d old',
          found: 'nothing yet',
        }),
        finding({
          rule: 'signed-off',
          kind: 'approval',
          title: 'Release manager approval',
          result: 'fail',
          reason: 'no-approval',
          required: '1 of group:release',
          found: 'none',
          remediation: 'Ask the release manager.',
        }),
      ],
    }),
    finding({
      rule: 'db-review',
      kind: 'approval',
      title: 'Database review',
      result: 'not-applicable',
      reason: 'condition',
      required: '1 of group:dba',
      found: 'change touches no schema',
    }),
    finding({
      rule: 'docs',
      title: 'Release notes',
      result: 'fail',
      enforce: 'warn',
      required: 'a note for 2.4.1',
      found: 'none',
      remediation: 'Write docs/releases/2.4.1.md.',
    }),
  ],
  waivers: [],
  disabled: [],
  previous: undefined,
}

/** No policy governs the environment: an error, with nothing judged. */
export const unmanaged: Decision = {
  ...deny,
  id: '0197b302-7a3c-7d11-8e02-5a2f3b9c4d13',
  verdict: 'error',
  summary: 'No policy governs prod-eu: nothing was judged.',
  request: { artifacts: deny.request.artifacts, environment: 'prod-eu' },
  policies: [],
  findings: [],
  waivers: [],
  disabled: [],
  watermarks: [],
  notices: [
    'No policy in the store governs the environment prod-eu. Policies in force govern: production, staging.',
  ],
  previous: undefined,
  timeline: timeline.slice(0, 3),
  url: undefined,
}

/** A rule could not be judged. */
export const errored: Decision = {
  ...deny,
  id: '0197b303-7a3c-7d11-8e02-5a2f3b9c4d14',
  verdict: 'error',
  summary: '1 of 3 checks cannot be judged.',
  findings: [
    unitTests,
    finding({
      rule: 'coverage',
      title: 'Coverage',
      result: 'error',
      reason: 'field-absent',
      required: 'customData.coverage >= 80',
      found: 'the event has no customData.coverage',
      remediation: 'Have the test job send customData.coverage, or correct the rule.',
      owner: 'platform@example.org',
      evidence: [tests],
    }),
    freeze,
  ],
  waivers: [],
  overrides: [overrideInForce],
}

export const warned: Decision = { ...deny, id: '0197b304-7a3c-7d11-8e02-5a2f3b9c4d15', mode: 'warn' }
export const dryRun: Decision = { ...allow, id: '0197b305-7a3c-7d11-8e02-5a2f3b9c4d16', mode: 'dry-run' }
export const replayed: Decision = { ...deny, id: '0197b306-7a3c-7d11-8e02-5a2f3b9c4d17', mode: 'replay' }

/** Two hundred checks, every third failing, each with long words. */
export const large: Decision = {
  ...deny,
  id: '0197b307-7a3c-7d11-8e02-5a2f3b9c4d18',
  summary: '67 of 200 checks fail.',
  findings: Array.from({ length: 200 }, (_, n) =>
    finding({
      rule: `check-${n}`,
      title: `Check ${n} of the service catalogue`,
      result: n % 3 === 0 ? 'fail' : 'pass',
      required: `evidence number ${n}, at most 7 d old, from a producer that the policy names`,
      found: n % 3 === 0 ? 'nothing' : `success, ${n} tests`,
      at: at('12:00'),
      by: 'token:ci',
      controls: [`FitSM-1:PR${n % 14}.1`],
      remediation: n % 3 === 0 ? `Send the evidence number ${n} from the pipeline that owns it.` : undefined,
      owner: 'team@example.org',
      evidence: [{ ...tests, sequence: 5000 + n, id: `event-${n}` }],
    }),
  ),
  timeline: Array.from({ length: 300 }, (_, n) => ({
    at: new Date(Date.parse(DECIDED_AT) - (300 - n) * 173_000).toISOString(),
    what: 'testsuiterun.finished',
    label: `Suite ${n}`,
    outcome: n % 7 === 0 ? ('failure' as const) : ('success' as const),
  })),
}

export const samples: Readonly<Record<string, Decision>> = {
  deny,
  allow,
  pending,
  unmanaged,
  errored,
  warned,
  dryRun,
  replayed,
  large,
}
