import { describe, expect, test } from '@jest/globals'
import { explainPolicies } from '../../src/policy/explain/explain.ts'
import { KIND_ORDER } from '../../src/policy/rules/rules.ts'
import { load, policyText } from './scene.ts'

/** Rules of each kind, with what there is to say of them. */
const SAYS: Record<string, [rule: string, sentence: string][]> = {
  evidence: [
    [
      'type: testsuiterun.finished, producer: any, level: signed, count: 2, where: event.customData.n > 1, onMissing: wait',
      '2 different “testsuiterun finished” about this artifact, of which the newest is a pass, where this holds: event.customData.n > 1.',
    ],
  ],
  threshold: [
    [
      'type: testsuiterun.finished, producer: [ci], value: customData.coverage, atLeast: 80, atMost: 100',
      'The number customData.coverage of the newest “testsuiterun finished” about this artifact is 80 or more and 100 or less.',
    ],
    [
      'type: incident.detected, producer: [ci], of: count, atMost: 2, period: 30d, scope: environment',
      'The number of “incident detected” about the environment in the last 30 d is 2 or less.',
    ],
  ],
  absence: [
    [
      'openedBy: incident.detected, closedBy: incident.resolved, producer: [ci], grace: 1h, lookback: 90d, feed: { type: incident.detected, maxLag: 10m }',
      'Nothing is open for longer than 1 h for the environment: opened by “incident detected”, closed by “incident resolved” of the same subject; only those of the last 90 d count.',
    ],
    [
      'openedBy: artifact.deleted, scope: artifact, producer: [ci], feed: none',
      'Nothing is open for this artifact: opened by “artifact deleted”, nothing closes one.',
    ],
  ],
  producer: [
    [
      'types: artifact.packaged, from: [ci, ops]',
      '“artifact packaged” counts, in every rule, only from ci or ops; and one of theirs is there for this artifact.',
    ],
  ],
  approval: [
    [
      "from: ['group:board', urn:user:dave], producer: [ops], delegation: true, bindPolicy: true",
      'One person of the group board or urn:user:dave has approved this artifact for this environment; none of them objects; whom one of them names may vote in their place; each approval names the digest of this policy.',
    ],
  ],
  change: [
    [
      'producer: [ops], classes: [standard, normal], scheduled: [normal]',
      'The change is on record, its class is standard or normal, its state is approved, and for normal changes a schedule covers now.',
    ],
  ],
  window: [
    [
      "allow: [{ cron: '0 9 * * MON-THU', duration: 8h, timezone: Europe/Amsterdam }], onClosed: wait",
      'Now is within 8 h from each 0 9 * * MON-THU (cron, Europe/Amsterdam).',
    ],
  ],
  order: [
    ['environments: [test, staging], producer: [ops]', 'The same artifact runs now in test and staging.'],
  ],
  soak: [
    [
      'environment: staging, duration: 24h, producer: [ops]',
      'The same artifact has run in staging for 1 d without a break, a rollback or an incident.',
    ],
  ],
  environment: [
    [
      'idle: 1h, lease: 15m, producer: [ops]',
      'The environment is not locked, nothing that started there in the last 1 h is still running and no other run holds the environment; whoever is allowed holds it for 15 min.',
    ],
  ],
  'rollback-plan': [
    [
      'producer: [ops], first: allow',
      'It is known which artifact to go back to; a first deployment needs none.',
    ],
  ],
  attestation: [
    [
      'verdict: { organisation: beta, environment: production, policies: [all] }',
      'The gate of the organisation beta has allowed this artifact for its environment production by its policies all.',
    ],
  ],
  anyOf: [
    [
      'members: [{ id: a, kind: order, environments: [test], producer: [ops] }, { id: b, kind: order, environments: [x], producer: [ops] }]',
      'At least one of these 2 holds: A or B.',
    ],
  ],
}

describe('every kind', () => {
  test('has an explanation that is tested here', () => {
    expect(Object.keys(SAYS).sort()).toEqual([...KIND_ORDER].sort())
  })

  test.each(Object.entries(SAYS).flatMap(([kind, rows]) => rows.map((row) => [kind, ...row] as const)))(
    '%s: %s',
    async (kind, rule, sentence) => {
      const policy = await load(policyText(`  - { id: r, kind: ${kind}, ${rule} }`))
      expect(explainPolicies([policy]).rules[0]!.asks).toBe(sentence)
    },
  )
})
