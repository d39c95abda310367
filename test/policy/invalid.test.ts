import { describe, expect, test } from '@jest/globals'
import type { Finding } from '../../src/policy/decision.ts'
import { ago, ask, eventOf, load, policyText, principal, shelfOf, suite } from './scene.ts'
import type { Said } from './scene.ts'

/** An event; `broken` are members of its content that make its schema refuse it, while it can be read. */
type Maybe = Said & { broken?: Record<string, unknown> }

function made({ broken, ...said }: Maybe): Record<string, unknown> {
  const event = eventOf(said)
  if (broken === undefined) return event
  const subject = event['subject'] as { content: object }
  return { ...event, subject: { ...subject, unheardOf: true, content: { ...subject.content, ...broken } } }
}

/** The finding of a rule, after these events. */
async function find(rule: string, events: readonly Maybe[]): Promise<Finding | undefined> {
  const shelf = shelfOf()
  for (const said of events) {
    const stored = shelf.put(made(said), principal(said.by), ago(said.when ?? '1h'))
    expect(stored.status).toBe(said.broken === undefined ? 'accepted' : 'quarantined')
  }
  return (await ask([await load(policyText(rule))], { shelf })).findings[0]
}

describe('an invalid event of a believed producer', () => {
  const unit = `
  - { id: a, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { outcome: success, testSuite.id: unit } }`

  test('supports nothing, and no older success takes the place of what it may have said', async () => {
    for (const outcome of ['failure', 'success'])
      expect(await find(unit, [suite('success'), { ...suite(outcome), broken: {} }])).toMatchObject({
        result: 'fail',
        reason: 'invalid',
        refused: [{ reason: 'invalid' }],
      })
  })

  test('is answered by the next valid one, also where it does not say which run it is about', async () => {
    const nameless = (): Maybe => ({ ...suite('failure'), broken: { testSuite: {}, outcome: undefined } })
    expect(await find(unit, [{ ...suite('failure'), broken: {} }, suite('success')])).toMatchObject({
      result: 'pass',
    })
    expect(await find(unit, [suite('success'), nameless()])).toMatchObject({
      result: 'fail',
      reason: 'invalid',
    })
    expect(await find(unit, [nameless(), suite('success')])).toMatchObject({ result: 'pass' })
  })

  test('is nothing to a rule about another run, or to one that does not believe its producer', async () => {
    const other = { ...suite('failure', 'lint'), broken: {} }
    const stranger = { ...suite('failure'), by: 'token:fork', broken: {} }
    expect(await find(unit, [suite('success'), other, stranger])).toMatchObject({ result: 'pass' })
  })

  test('opens an incident, and closes none', async () => {
    const rule = `
  - { id: a, kind: absence, openedBy: incident.detected, closedBy: incident.resolved, producer: [ops], feed: none }`
    const incident = (type: string): Said => ({
      type: `incident.${type}`,
      subject: 'inc-1',
      environment: 'production',
      by: 'token:ops',
    })
    const opened = { ...incident('detected'), broken: {} }
    expect(await find(rule, [opened])).toMatchObject({ result: 'fail', reason: 'open' })
    expect(await find(rule, [opened, { ...incident('resolved'), broken: {} }])).toMatchObject({
      result: 'fail',
    })
    expect(await find(rule, [opened, incident('resolved')])).toMatchObject({ result: 'pass' })
  })

  test('vetoes, and takes an earlier approval of the same person back', async () => {
    const rule = `
  - { id: a, kind: approval, from: ['group:board'], producer: [ci] }`
    const vote = (decision: string): Said => ({
      type: 'approval.updated',
      subject: 'approval-1',
      environment: 'production',
      content: { decision, responder: 'urn:user:alice' },
    })
    expect(await find(rule, [vote('approved')])).toMatchObject({ result: 'pass' })
    expect(await find(rule, [vote('approved'), { ...vote('rejected'), broken: {} }])).toMatchObject({
      result: 'fail',
      reason: 'rejected',
    })
    for (const broken of [{}, { decision: 'whatever' }, { decision: undefined }])
      expect(await find(rule, [vote('approved'), { ...vote('approved'), broken }])).toMatchObject({
        result: 'fail',
        reason: 'approval-refused',
      })
  })
})
