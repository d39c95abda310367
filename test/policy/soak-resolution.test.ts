/** What ends an incident for a soak: a resolution that can be used. */
import { expect, test } from '@jest/globals'
import { ahead } from './exceptions-scene.ts'
import { ago, ask, eventOf, load, policyText, principal, shelfOf } from './scene.ts'

const RULE = '- { id: soaked, kind: soak, environment: staging, duration: 1h, producer: [ops] }'
const about = { environment: 'staging', artifact: undefined, by: 'token:ops' }

test.each([
  ['as it should be', (event: Record<string, unknown>) => event, 'soaked'],
  [
    'dated later than now',
    (event: Record<string, unknown>) => {
      ;(event['context'] as { timestamp: string }).timestamp = ahead('1h')
      return event
    },
    'open-incident',
  ],
  [
    'that breaks its schema',
    (event: Record<string, unknown>) => {
      ;(event['subject'] as { content: unknown }).content = 'over'
      return event
    },
    'open-incident',
  ],
])('a resolution %s', async (_, change, reason) => {
  const shelf = shelfOf(
    { type: 'service.deployed', subject: 'webshop', environment: 'staging', by: 'token:ops', when: '9h' },
    { ...about, type: 'incident.detected', subject: 'I1', when: '5h' },
  )
  const resolved = eventOf({ ...about, type: 'incident.resolved', subject: 'I1', when: '3h' })
  shelf.put(change(resolved), principal('token:ops'), ago('3h'))
  const decision = await ask([await load(policyText(RULE))], { shelf })
  expect(decision.findings[0]!.reason).toBe(reason)
})

test.each([
  ['by whoever reported it', 'token:alerts', 'soaked'],
  ['by somebody whom the rule believes', 'token:ops', 'soaked'],
  ['by anybody else', 'token:fork', 'open-incident'],
])('a resolution %s', async (_, by, reason) => {
  const shelf = shelfOf(
    { type: 'service.deployed', subject: 'webshop', environment: 'staging', by: 'token:ops', when: '9h' },
    { ...about, type: 'incident.detected', subject: 'I1', when: '5h', by: 'token:alerts' },
    { ...about, type: 'incident.resolved', subject: 'I1', when: '3h', by },
  )
  const decision = await ask([await load(policyText(RULE))], { shelf })
  expect(decision.findings[0]!.reason).toBe(reason)
})
