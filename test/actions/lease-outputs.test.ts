import { expect, test } from '@jest/globals'
import { outputsOf } from '../../src/actions/gate.ts'
import type { Decision } from '../../src/policy/decision.ts'

const DECISION = {
  verdict: 'allow',
  id: 'd',
  request: { artifacts: [{ digest: `sha256:${'ab'.repeat(32)}` }], environment: 'production' },
  expiresAt: '2026-11-21T14:15:00.000Z',
  lease: {
    id: 'l',
    environment: 'production',
    fencing: 42,
    holder: 'https://ci.example.org/runs/7',
    until: '2026-11-21T14:15:00.000Z',
  },
} as Decision

test('the lease of an allow and its number are outputs; without an allow, or a lease, they are not set', () => {
  expect(outputsOf(DECISION)).toMatchObject({ lease: 'l', 'fencing-number': '42' })
  const { lease: _, ...unleased } = DECISION
  for (const decision of [{ ...DECISION, verdict: 'pending' } as Decision, unleased])
    expect(Object.keys(outputsOf(decision))).not.toEqual(expect.arrayContaining(['lease']))
  expect(Object.keys(outputsOf(unleased))).not.toContain('fencing-number')
})
