/** What a level does to each kind of rule but evidence: support needs it, an objection does not. */
import { describe, expect, test } from '@jest/globals'
import { OTHER, suite } from './scene.ts'
import type { Said } from './scene.ts'
import { findingOf, signed } from './signed-scene.ts'

describe('other kinds of rules', () => {
  const deployed = (what = 'deployed', artifact?: string): Said => ({
    type: `service.${what}`,
    subject: 'webshop',
    service: 'webshop',
    environment: 'staging',
    content: { environment: { id: 'staging' } },
    ...(artifact === undefined ? {} : { artifact }),
  })
  const approval = (decision: string, who = 'urn:user:alice'): Said => ({
    type: 'approval.updated',
    environment: 'production',
    content: { responder: who, decision },
  })
  const incident = (what: string): Said => ({
    type: `incident.${what}`,
    subject: 'INC-1',
    environment: 'production',
    content: { environment: { id: 'production' } },
  })

  test('order: an unsigned deployment is none, and an unsigned other one unsettles a signed one', async () => {
    const rule = '  - { id: o, kind: order, environments: [staging], producer: [ci], level: signed }'
    expect(await findingOf(rule, [signed(deployed())])).toMatchObject({ result: 'pass' })
    expect(await findingOf(rule, [deployed()])).toMatchObject({ result: 'fail', reason: 'evidence-refused' })
    expect(await findingOf(rule, [signed(deployed()), deployed('upgraded', OTHER)])).toMatchObject({
      result: 'fail',
    })
  })

  test('soak: the same', async () => {
    const rule =
      '  - { id: s, kind: soak, environment: staging, duration: 30m, producer: [ci], level: signed }'
    expect(await findingOf(rule, [signed(deployed())])).toMatchObject({ result: 'pass' })
    expect(await findingOf(rule, [deployed()])).toMatchObject({ result: 'fail' })
  })

  test('soak: an unsigned incident stops the clock, an unsigned end of it does not end it', async () => {
    const rule =
      '  - { id: s, kind: soak, environment: staging, duration: 30m, producer: [ci], level: signed }'
    const there = (what: string): Said => ({
      ...incident(what),
      environment: 'staging',
      content: { environment: { id: 'staging' } },
    })
    const open = [signed(deployed()), there('detected'), there('resolved')]
    expect(await findingOf(rule, open)).toMatchObject({ result: 'fail', reason: 'open-incident' })
    expect(await findingOf(rule, [...open, signed(there('resolved'))])).toMatchObject({ result: 'pass' })
  })

  test('approval: an unsigned yes counts for nothing, an unsigned no is a no', async () => {
    const rule = '  - { id: a, kind: approval, from: [group:board], producer: [ci], level: signed }'
    expect(await findingOf(rule, [signed(approval('approved'))])).toMatchObject({ result: 'pass' })
    expect(await findingOf(rule, [approval('approved')])).toMatchObject({
      result: 'fail',
      refused: [{ reason: 'level-too-low' }],
    })
    const vetoed = [signed(approval('approved')), approval('rejected', 'urn:user:carol')]
    expect(await findingOf(rule, vetoed)).toMatchObject({ result: 'fail', reason: 'rejected' })
  })

  test('absence: an unsigned incident is open, and an unsigned end does not close it', async () => {
    const rule =
      '  - { id: i, kind: absence, openedBy: incident.detected, closedBy: incident.resolved, producer: [ci], feed: none, level: signed }'
    expect(await findingOf(rule, [])).toMatchObject({ result: 'pass' })
    expect(await findingOf(rule, [incident('detected')])).toMatchObject({ result: 'fail', reason: 'open' })
    expect(await findingOf(rule, [signed(incident('detected')), incident('resolved')])).toMatchObject({
      result: 'fail',
    })
    expect(await findingOf(rule, [incident('detected'), signed(incident('resolved'))])).toMatchObject({
      result: 'pass',
    })
  })

  test('absence: an unsigned sign of life is none', async () => {
    const rule =
      '  - { id: i, kind: absence, openedBy: incident.detected, producer: [ci], feed: { type: incident.resolved, maxLag: 2h }, level: signed }'
    expect(await findingOf(rule, [incident('resolved')])).toMatchObject({
      result: 'error',
      reason: 'feed-unknown',
    })
    expect(await findingOf(rule, [signed(incident('resolved'))])).toMatchObject({ result: 'pass' })
  })

  test('environment: an unsigned lock locks, an unsigned unlocking does not unlock, and does not end a run', async () => {
    const lock = (what: string): Said => ({
      type: `dev.cdeventsx.turnpike-environment.${what}.0.1.0`,
      subject: 'production',
      environment: 'production',
      content: {},
    })
    const rule = '  - { id: e, kind: environment, producer: [ci], level: signed, idle: 2h }'
    expect(await findingOf(rule, [lock('locked')])).toMatchObject({ result: 'fail', reason: 'locked' })
    expect(await findingOf(rule, [lock('locked'), lock('unlocked')])).toMatchObject({ result: 'fail' })
    expect(await findingOf(rule, [lock('locked'), signed(lock('unlocked'))])).toMatchObject({
      result: 'pass',
    })
    const run = (what: string): Said => ({
      type: `taskrun.${what}`,
      subject: 'https://example.org/runs/9',
      environment: 'production',
      content: { taskName: 'deploy', ...(what === 'finished' ? { outcome: 'success' } : {}) },
    })
    expect(await findingOf(rule, [run('started'), run('finished')])).toMatchObject({ reason: 'in-flight' })
    expect(await findingOf(rule, [run('started'), signed(run('finished'))])).toMatchObject({ result: 'pass' })
  })

  test('anyOf: each member has its own', async () => {
    const rule = `
  - id: any
    kind: anyOf
    members:
      - { id: one, kind: evidence, type: testsuiterun.finished, producer: [ci], level: signed }
      - { id: two, kind: evidence, type: testcaserun.finished, producer: [ci] }`
    expect(await findingOf(rule, [suite('success')])).toMatchObject({ result: 'fail' })
    expect(await findingOf(rule, [signed(suite('success'))])).toMatchObject({ result: 'pass' })
  })
})
