/**
 * Decisions with everything that somebody can take on themselves, and what else an organisation's policies bring: layers,
 * leases, attestations, a change that nobody recorded. Over 300 lines, because they are data.
 */
import * as sample from './sample-decisions.ts'
import { DIGEST, at, evidence, finding } from './sample-decisions.ts'
import type { Decision, OverrideRef, WaiverRef } from '../../src/policy/decision.ts'

const ID = '0197b310-7a3c-7d11-8e02-5a2f3b9c4d'
const url = (id: string) => `https://store.example.org/v1/decisions/${id}`
const identified = (n: number) => ({ id: `${ID}${n}`, url: url(`${ID}${n}`) })
const OTHER = `sha256:${'7be1'.repeat(16)}`

const waiver = sample.deny.waivers[0] as WaiverRef
const passes = {
  result: 'pass' as const,
  reason: 'ok',
  remediation: undefined,
}
const boardPasses = {
  ...sample.board,
  ...passes,
  found: '2 of 2 (k.jansen, m.okafor)',
  by: 'urn:user:m.okafor',
  at: at('14:01'),
}
const noIncidentPasses = {
  ...sample.noIncident,
  ...passes,
  found: 'none open, feed 4 min old',
  evidence: [],
  by: undefined,
  at: undefined,
}
const recorded = {
  id: 'https://tracker.example.org/browse/CHG-2041',
  class: 'normal',
  from: 'record',
} as const

/** Everything passes but one check, and that is waived. */
export const waived: Decision = {
  ...sample.allow,
  ...identified(10),
  findings: [
    sample.unitTests,
    sample.ourBuild,
    sample.soaked,
    boardPasses,
    noIncidentPasses,
    sample.vulnerabilities,
    sample.freeze,
  ],
  waivers: [waiver],
  change: recorded,
}

/** The same waiver two days before its end; others are asked for, over, refused, not allowed, revoked, unreadable. */
export const expiring: Decision = {
  ...waived,
  ...identified(11),
  verdict: 'deny',
  summary: '1 of 7 checks fails.',
  expiresAt: undefined,
  findings: waived.findings.map((one) => (one.rule === 'change-board' ? sample.board : one)),
  waivers: [
    {
      ...waiver,
      state: 'expiring',
      until: '2026-11-23T08:00:00Z',
      ticket: 'https://tracker.example.org/browse/SEC-123',
    },
    {
      ...waiver,
      id: '0197b2a0-0d11-7c01-8e02-000000000031',
      state: 'pending',
      rule: 'change-board',
      by: undefined,
      reason: 'Two members of the board are on leave until Monday',
      ticket: 'CHG-2044',
      until: '2026-11-28T00:00:00Z',
      why: 'waits for one of group:risk-owners, not k.jansen',
      sequence: 4160,
    },
    {
      ...waiver,
      id: 'w-expired',
      why: 'it ended at 2026-11-20T18:00:00.000Z',
      state: 'expired',
      rule: 'change-board',
      until: '2026-11-20T18:00:00Z',
      reason: 'Board not staffed in October',
      ticket: 'CHG-1990',
      sequence: 3001,
    },
    {
      ...waiver,
      id: 'w-refused',
      state: 'refused',
      rule: 'no-incident',
      by: undefined,
      reason: 'The incident is about another service',
      why: 'refused by urn:user:m.okafor',
      ticket: 'INC-4711',
      sequence: 4130,
    },
    {
      ...waiver,
      id: 'w-not-allowed',
      state: 'not-allowed',
      rule: 'christmas',
      by: 'urn:user:k.jansen',
      reason: 'Marketing campaign',
      why: 'the rule christmas cannot be waived',
      ticket: 'MKT-7',
      sequence: 4131,
    },
    {
      ...waiver,
      id: 'w-unreadable',
      state: 'unreadable',
      rule: 'known-vulnerabilities',
      by: undefined,
      requestedBy: undefined,
      until: 'next Friday',
      reason: 'CVE-2026-9',
      why: 'until is not a time: "next Friday"',
      ticket: undefined,
      sequence: 4132,
    },
  ],
}

const overrideOpen: OverrideRef = {
  ...sample.overrideInForce,
  rules: ['change-board', 'no-incident'],
  ticket: 'https://tracker.example.org/browse/OPS-9',
}

/** The glass was broken: production is open because of two people, not because of evidence. */
export const overridden: Decision = {
  ...sample.allow,
  ...identified(12),
  summary: 'All 7 checks pass.',
  findings: [
    sample.unitTests,
    sample.ourBuild,
    sample.soaked,
    { ...sample.board, result: 'overridden', exception: overrideOpen.id, dueAt: overrideOpen.until },
    { ...sample.noIncident, result: 'overridden', exception: overrideOpen.id, dueAt: overrideOpen.until },
    { ...sample.vulnerabilities, result: 'pass', found: '0 critical', exception: undefined },
    sample.freeze,
  ],
  overrides: [overrideOpen],
  change: { id: recorded.id, class: 'emergency', from: 'record' },
  lease: {
    id: 'l-42',
    environment: 'production',
    service: 'webshop',
    fencing: 42,
    holder: sample.deny.request.run ?? '',
    until: at('14:18'),
  },
  previous: {
    id: sample.deny.id,
    verdict: 'deny',
    decidedAt: at('13:51'),
    changes: [
      'urn:user:duty.officer broke the glass: Payment outage: the fix must go out before the board can meet.',
      'The class of the change is emergency, it was normal before.',
    ],
  },
}

export const awaitingSecond: Decision = {
  ...sample.deny,
  ...identified(13),
  overrides: [
    {
      ...overrideOpen,
      state: 'awaiting-second',
      second: undefined,
      secondDue: at('15:00'),
      why: 'it counts once one of group:duty-managers has confirmed it',
      rules: [],
      review: { state: 'open', due: '2026-11-26T13:20:00Z' },
    },
  ],
}

/** An override of another artifact whose review is late: shown in every decision, and here it blocks. */
export const reviewOverdue: Decision = {
  ...sample.deny,
  ...identified(14),
  summary: '1 of 7 checks fails.',
  findings: [
    sample.unitTests,
    sample.ourBuild,
    boardPasses,
    finding({
      rule: 'reviews-done',
      kind: 'absence',
      title: 'No override without review',
      result: 'fail',
      reason: 'open-incident',
      required: 'every override reviewed within 5 d',
      found: 'override of 12 November not reviewed',
      at: '2026-11-12T22:41:00Z',
      by: 'urn:user:duty.officer',
      remediation: 'Review it: `turnpike override review 0197b2e0`.',
      owner: 'service-management@example.org',
      controls: ['FitSM-1:PR12.6'],
    }),
    noIncidentPasses,
    { ...sample.vulnerabilities, result: 'pass', found: '0 critical', exception: undefined },
    sample.freeze,
  ],
  waivers: [],
  disabled: [],
  overrides: [
    {
      ...overrideOpen,
      state: 'expired',
      artifact: OTHER,
      concerns: false,
      rules: [],
      until: '2026-11-13T02:41:00Z',
      review: {
        state: 'overdue',
        due: '2026-11-17T22:41:00Z',
        ticket: 'https://tracker.example.org/browse/REV-31',
      },
    },
  ],
}

export const nonconforming: Decision = {
  ...sample.allow,
  ...identified(15),
  nonconformities: [
    {
      sequence: 4121,
      deployment: 4120,
      at: at('12:17'),
      artifact: OTHER,
      service: 'webshop',
      by: 'token:ops-laptop',
      says: 'service.deployed to production; the last decision for this digest is deny',
    },
    {
      sequence: 3980,
      deployment: 3979,
      at: '2026-11-19T08:02:00Z',
      service: 'billing',
      by: 'token:gitlab-ops',
      says: 'service.upgraded in production; no decision for this digest',
    },
  ],
}

/** Another run deploys to production now. */
export const leaseHeld: Decision = {
  ...sample.allow,
  ...identified(16),
  verdict: 'pending',
  summary: '1 of 7 checks is still waiting.',
  expiresAt: undefined,
  dueAt: at('14:16'),
  findings: [
    ...sample.allow.findings.slice(0, 6),
    finding({
      rule: 'one-at-a-time',
      kind: 'environment',
      title: 'One deployment at a time',
      result: 'pending',
      reason: 'leased',
      required: 'nobody else holds the lease of production',
      found: 'held by https://gitlab.example.org/acme/billing/-/pipelines/9917 until 14:16 UTC, no. 41',
      at: at('14:01'),
      by: 'token:gitlab-ops',
      dueAt: at('14:16'),
      remediation: 'Nothing to do: it passes when that run is done, at 14:16 UTC at the latest.',
      owner: 'ops@example.org',
    }),
  ],
}

/** Baseline, environment and service; the service asks for more than the baseline does. */
export const layered: Decision = {
  ...sample.deny,
  ...identified(17),
  summary: '1 of 5 checks fails.',
  policies: [
    {
      name: 'organisation',
      digest: 'sha256:51aa0f',
      owner: 'security@example.org',
      origin: 'store',
      layer: 'baseline',
      rules: 2,
    },
    {
      name: 'production',
      digest: 'sha256:77b2c1',
      owner: 'platform@example.org',
      origin: 'store',
      layer: 'environment',
      rules: 2,
    },
    {
      name: 'webshop',
      digest: 'sha256:e0d991',
      owner: 'team-payments@example.org',
      origin: 'store',
      layer: 'service',
      rules: 2,
    },
  ],
  trust: 'sha256:9a9a',
  findings: [
    { ...sample.ourBuild, policy: 'organisation', layer: 'baseline' },
    {
      ...sample.unitTests,
      policy: 'webshop',
      layer: 'service',
      tightens: ['organisation/unit-tests'],
      required: 'success, at most 1 d old',
    },
    { ...sample.soaked, layer: 'environment' },
    { ...sample.freeze, layer: 'environment' },
    { ...sample.board, layer: 'service', policy: 'webshop' },
  ],
  waivers: [],
  disabled: [],
  change: recorded,
}

const signed = evidence({
  type: 'dev.cdevents.artifact.published.0.3.0',
  says: 'SLSA provenance v1, build level 3',
  at: at('13:50'),
  subject: `pkg:oci/webshop@${DIGEST}`,
  signer: 'sigstore:https://github.com/acme/ci/.github/workflows/build.yml@refs/tags/v4',
  uri: 'https://search.sigstore.example.org/?logIndex=118273',
})

export const attested: Decision = {
  ...sample.deny,
  ...identified(18),
  summary: '1 of 3 checks fails.',
  findings: [
    finding({
      rule: 'provenance',
      kind: 'attestation',
      title: 'Built as SLSA asks',
      result: 'pass',
      required: 'SLSA provenance, build level 3, by acme/ci build.yml at a tag',
      found: 'level 3, acme/ci build.yml at v4',
      at: signed.timestamp,
      by: 'token:ci',
      controls: ['SLSA:BUILD.L3'],
      evidence: [signed],
    }),
    finding({
      rule: 'partner-verdict',
      kind: 'attestation',
      title: 'Accepted by Partner AG',
      result: 'fail',
      reason: 'signer-not-allowed',
      required: 'a verdict of partner.example for production',
      found: 'a statement, signed by somebody else',
      at: at('13:56'),
      by: 'token:partner',
      remediation: 'Ask Partner AG to sign with the identity in the policy.',
      owner: 'partners@example.org',
      refused: [
        {
          ...signed,
          sequence: 4166,
          signer: 'sigstore:someone@partner.example',
          says: 'VSA: PASSED',
          reason: 'signer-not-allowed',
          explanation: 'signed by someone@partner.example; the rule accepts release@partner.example',
        },
      ],
    }),
    sample.unitTests,
  ],
  waivers: [],
  disabled: [],
}

export const changeUnknown: Decision = {
  ...sample.deny,
  ...identified(19),
  summary: '2 of 3 checks fail.',
  change: { class: 'major', from: 'unknown' },
  findings: [
    sample.unitTests,
    finding({
      rule: 'change-recorded',
      kind: 'change',
      title: 'A change is recorded',
      result: 'fail',
      reason: 'no-record',
      required: 'a record of the change, approved, scheduled for now',
      found: 'no record of pull 381',
      remediation:
        'Open a change for https://github.com/acme/webshop/pull/381; until then it counts as major.',
      owner: 'change-manager@example.org',
      controls: ['FitSM-1:PR12.1'],
    }),
    sample.board,
  ],
  waivers: [],
  disabled: [],
}

/** A freeze until January. */
export const frozen: Decision = {
  ...sample.allow,
  ...identified(20),
  verdict: 'deny',
  summary: '1 of 7 checks fails.',
  expiresAt: undefined,
  findings: [
    ...sample.allow.findings.slice(0, 6),
    {
      ...sample.freeze,
      result: 'fail',
      reason: 'frozen',
      found: 'closed (end of year), opens 2027-01-04 08:00 Europe/Amsterdam',
      remediation: 'Wait until 2027-01-04 08:00 Europe/Amsterdam.',
      dueAt: '2027-01-04T07:00:00Z',
    },
  ],
}

export const replayed: Decision = {
  ...sample.deny,
  ...identified(21),
  mode: 'replay',
  replayOf: sample.deny.id,
}

/** A denial with all of it at once. */
export const everything: Decision = {
  ...expiring,
  ...identified(22),
  summary: '2 of 7 checks fail.',
  policies: layered.policies,
  trust: 'sha256:9a9a',
  change: { ...recorded },
  lease: overridden.lease,
  findings: [
    { ...sample.unitTests, layer: 'service', policy: 'webshop', tightens: ['organisation/unit-tests'] },
    { ...sample.ourBuild, layer: 'baseline', policy: 'organisation' },
    { ...sample.soaked, layer: 'environment' },
    { ...sample.board, layer: 'environment' },
    { ...sample.noIncident, layer: 'environment', result: 'overridden', exception: overrideOpen.id },
    { ...sample.vulnerabilities, layer: 'environment' },
    {
      ...sample.freeze,
      layer: 'environment',
      result: 'fail',
      reason: 'frozen',
      dueAt: '2027-01-04T07:00:00Z',
    },
  ],
  disabled: sample.deny.disabled,
  overrides: [
    overrideOpen,
    ...awaitingSecond.overrides,
    ...reviewOverdue.overrides,
    {
      ...overrideOpen,
      id: 'o-not-allowed',
      state: 'not-allowed',
      second: undefined,
      rules: [],
      why: 'the trust document names duty.officer in no group that may',
      review: { state: 'done', by: 'urn:user:s.lindqvist', ticket: 'REV-30' },
    },
  ],
  nonconformities: nonconforming.nonconformities,
  notices: ['Two policies ask for unit tests.'],
  replayOf: sample.deny.id,
}

export const exceptions: Readonly<Record<string, Decision>> = {
  waived,
  expiring,
  overridden,
  awaitingSecond,
  reviewOverdue,
  nonconforming,
  leaseHeld,
  layered,
  attested,
  changeUnknown,
  frozen,
  replayOf: replayed,
  everything,
}
