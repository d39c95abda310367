import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { decide } from '../../src/policy/decide.ts'
import type { GateRequest } from '../../src/policy/decision.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { readRequest } from '../../src/policy/request.ts'
import { requirements } from '../../src/policy/requirements.ts'
import type { StoredEvent } from '../../src/store/store.ts'
import { ask, DIGEST, ID, load, NOW, policyText, principal, REQUEST } from './scene.ts'

/** Every kind that reads events. */
const RULES = `
  - { id: unit, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit }, maxAge: 2h }
  - { id: cover, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit }, where: event.customData.n >= 1 }
  - { id: board, kind: approval, from: ['group:board'], producer: [ops] }
  - { id: order, kind: order, environments: [staging], producer: [ops] }
  - { id: soak, kind: soak, environment: staging, duration: 1h, producer: [ops] }
  - { id: calm, kind: absence, openedBy: incident.detected, closedBy: incident.resolved, producer: [ops], feed: none }
  - { id: free, kind: environment, producer: [ops], idle: 1h }
  - id: either
    kind: anyOf
    members:
      - { id: m1, kind: evidence, type: artifact.published, producer: [ci] }
      - { id: m2, kind: evidence, type: artifact.packaged, producer: [ci] }`

const policy = load(policyText(RULES))

describe('for hostile input', () => {
  const anyEvent = fc.record({ context: fc.jsonValue(), subject: fc.jsonValue(), customData: fc.jsonValue() })
  const anyStored = fc.record({
    sequence: fc.integer(),
    receivedAt: fc.oneof(fc.string(), fc.constant(NOW)),
    timestamp: fc.oneof(fc.string(), fc.constant(NOW)),
    status: fc.constantFrom('accepted', 'quarantined', 'conflict'),
    type: fc.constantFrom(
      'dev.cdevents.testsuiterun.finished.0.3.0',
      'dev.cdevents.approval.updated.0.1.0',
      'dev.cdevents.service.deployed.0.3.0',
      '',
    ),
    event: fc.option(anyEvent, { nil: undefined }),
  })

  test('decide never throws, and what it cannot understand never opens a gate', async () => {
    const loaded: Policy[] = [await policy]
    fc.assert(
      fc.property(fc.array(anyStored, { maxLength: 5 }), (events) => {
        const stored = events.map((event) => ({
          organisation: 'default',
          producer: principal('token:ci'),
          digest: '',
          problems: [],
          source: 's',
          id: 'i',
          subject: '',
          body: '',
          ...event,
        })) as unknown as StoredEvent[]
        const asked = requirements(loaded, REQUEST, NOW)
        const answers = new Map(asked.map(({ key }) => [key, { events: stored, complete: true }]))
        const decision = decide(
          loaded,
          REQUEST,
          { position: 1, answers },
          { id: ID, now: NOW, organisation: 'default', requester: principal(undefined), mode: 'enforce' },
        )
        expect(decision.verdict).not.toBe('allow')
      }),
      { numRuns: 300, seed: 20261121 },
    )
  })

  test('decide never throws on a request that was never read', async () => {
    const loaded: Policy[] = [await policy]
    fc.assert(
      fc.property(fc.jsonValue(), (request) => {
        const decision = decide(
          loaded,
          request as unknown as GateRequest,
          { position: 0, answers: new Map() },
          { id: ID, now: NOW, organisation: 'default', requester: principal(undefined), mode: 'enforce' },
        )
        expect(decision.verdict).toBe('error')
      }),
      { numRuns: 200, seed: 20261121 },
    )
  })

  test('a request is read or refused, never an exception; what was read can be judged', async () => {
    const loaded = await policy
    const almost = fc.record(
      {
        artifacts: fc.array(
          fc.record(
            { digest: fc.constantFrom(DIGEST, DIGEST.toUpperCase(), 'sha256:x'), purl: fc.string() },
            { requiredKeys: ['digest'] },
          ),
        ),
        environment: fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'production')),
        service: fc.string(),
        change: fc.record({ id: fc.string(), class: fc.constantFrom('normal', 'x') }),
        extra: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), almost), async (value) => {
        const read = readRequest(value)
        if ('problems' in read) expect(read.problems.length).toBeGreaterThan(0)
        else expect((await ask([loaded], { request: read.request })).verdict).not.toBe('allow')
      }),
      { numRuns: 300, seed: 20261121 },
    )
  })
})
