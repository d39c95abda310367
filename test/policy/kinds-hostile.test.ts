/** Kinds that read what producers write freely: hostile content never breaks a rule, and opens nothing by accident. */
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { GateRequest } from '../../src/policy/decision.ts'
import { createShelf } from '../../src/policy/shelf.ts'
import { ago, ask, DIGEST, eventOf, load, OTHER, policyText, principal } from './scene.ts'

const RULES = `
  - { id: latest, kind: threshold, type: testsuiterun.finished, producer: [ci], value: customData.n, atLeast: 1e9 }
  - { id: sum, kind: threshold, type: service.rolledback, producer: [ci], value: customData.n, of: sum, period: 30d, scope: service, atLeast: 1e9 }
  - { id: average, kind: threshold, type: service.rolledback, producer: [ci], value: customData.n, of: average, period: 30d, scope: environment, atLeast: 1e9 }
  - { id: count, kind: threshold, type: service.rolledback, producer: [ci], of: count, period: 30d, scope: service, match: { customData.n: 1 }, atLeast: 100 }
  - { id: rfc, kind: change, producer: [ci], classes: [standard], states: [never-said] }
  - { id: way-back, kind: rollback-plan, producer: [ci], tested: { type: service.rolledback, environment: nowhere } }
  - { id: calm, kind: absence, openedBy: incident.detected, closedBy: incident.resolved, producer: [ci], grace: 1h, feed: { type: testsuiterun.queued, maxLag: 1m } }`

const path = fc.constantFrom('customData', 'subject')
const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(null, -0, 1e308, '9e99', '__proto__', [[]], { __proto__: null }),
)
const said = fc.record({
  type: fc.constantFrom(
    'testsuiterun.finished',
    'service.rolledback',
    'service.deployed',
    'ticket.updated',
    'ticket.closed',
    'incident.detected',
    'incident.resolved',
  ),
  artifact: fc.constantFrom(DIGEST, OTHER),
  when: fc.constantFrom('1m', '2h', '40d'),
  place: path,
  n: odd,
  record: fc.oneof(odd, fc.record({ class: odd, state: odd, schedule: odd, author: odd })),
  labels: odd,
  ticketType: odd,
})

describe('for hostile content', () => {
  test('a rule concludes, never breaks, and never passes on what it cannot read', async () => {
    const policy = await load(policyText(RULES))
    const request: Partial<GateRequest> = {
      artifacts: [{ digest: DIGEST }],
      environment: 'production',
      service: 'webshop',
      change: { id: 'CHG-1', class: 'emergency', author: 'urn:user:alice' },
    }
    let judged = 0
    await fc.assert(
      fc.asyncProperty(fc.array(said, { maxLength: 6 }), async (list) => {
        const shelf = createShelf()
        for (const { type, artifact, when, place, n, record, labels, ticketType } of list) {
          const isTicket = type.startsWith('ticket.')
          const event = eventOf({
            type,
            artifact,
            when,
            environment: 'production',
            ...(isTicket
              ? {
                  subject: 'CHG-1',
                  content: { uri: 'https://x', ...(type === 'ticket.closed' ? { resolution: 'x' } : {}) },
                }
              : type.startsWith('service.')
                ? { subject: 'webshop' }
                : type.startsWith('incident.')
                  ? { subject: 'INC-1', service: 'webshop' }
                  : { content: { outcome: 'success' } }),
          })
          const custom = event['customData'] as { turnpike: Record<string, unknown> }
          event['customData'] = { ...custom, n, turnpike: { ...custom.turnpike, changeRecord: record } }
          const content = (event['subject'] as { content: Record<string, unknown> }).content
          if (isTicket && place === 'subject') Object.assign(content, { labels, ticketType })
          shelf.put(JSON.parse(JSON.stringify(event)), principal('token:ci'), ago(when))
        }
        const { findings, verdict } = await ask([policy], { shelf, request })
        expect(verdict).not.toBe('allow')
        expect(findings).toHaveLength(7)
        for (const { reason, found } of findings) {
          expect([reason, found]).not.toContain('rule-failed')
          judged++
        }
      }),
      { numRuns: 300, seed: 20261121 },
    )
    expect(judged).toBeGreaterThan(1000)
  })

  test('no two orders in which the store answers give two conclusions', async () => {
    const policy = await load(policyText(RULES))
    const shelf = createShelf()
    for (const n of [1, 2.5, 0.1, 0.2, '3'])
      for (const type of ['service.rolledback', 'testsuiterun.finished'])
        shelf.put(
          eventOf({
            type,
            subject: 'webshop',
            environment: 'production',
            customData: { n },
            ...(type === 'testsuiterun.finished' ? { content: { outcome: 'success' } } : {}),
          }),
          principal('token:ci'),
          ago('1h'),
        )
    const shuffling = {
      ...shelf,
      query: async (query: Parameters<typeof shelf.query>[0]) => {
        const page = await shelf.query(query)
        return { ...page, events: [...page.events].reverse() }
      },
    }
    expect(await ask([policy], { shelf: shuffling })).toEqual(await ask([policy], { shelf }))
  })
})
