/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- answers are read freely */
/** One person who acts as two: what they did with one name, they answer for, grant or confirm with another. */
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { STORE_PRINCIPAL } from '../../src/server/judge.ts'
import { admit } from '../../src/store/admit.ts'
import { deployed } from '../server/sample.ts'
import {
  ask,
  asking,
  breaking,
  call,
  decide,
  exceptionsForAll,
  fresh,
  publish,
  server,
} from '../server/exceptions/stage.ts'

exceptionsForAll()

/** The nonconformity that a deployment raised: its number. */
async function raisedFor(digest: string): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const { body } = await call('read', 'GET', '/v1/nonconformities?environment=production&limit=100')
    const found = body.nonconformities.find((one: { artifact?: string }) => one.artifact === digest)
    if (found !== undefined) return found.sequence
    await sleep(25)
  }
  throw new Error('nothing was raised')
}
const deployedBy = async (actor: string): Promise<number> => {
  const digest = fresh()
  const headers = await server.pipeline('acme', 'write', { actor_id: actor })
  const sent = await server.call('POST', '/o/acme/v1/events', {
    headers,
    body: deployed('webshop', 'production', { digest }),
  })
  expect(sent.status).toBe(202)
  return raisedFor(digest)
}
const reason = 'rolled forward by hand, the incident is over'

describe('what went past the gate', () => {
  test('is not answered for by whoever started the pipeline that deployed it, under another name', async () => {
    const sequence = await deployedBy('98')
    const path = `/v1/nonconformities/${sequence}/answer`
    const { status, body } = await call('override', 'POST', path, { reason })
    expect([status, body.detail]).toEqual([403, expect.stringContaining('does not answer for it')])
    expect((await call('all', 'POST', path, { reason })).status).toBe(201)
  })

  test('nor by somebody of whom nobody knows whether they started it', async () => {
    const sequence = await deployedBy('12345')
    const path = `/v1/nonconformities/${sequence}/answer`
    const unknown = await call({ actor: '777', scope: 'override' }, 'POST', path, { reason })
    // Two numbers of one forge are two people.
    expect(unknown.status).toBe(201)
    const other = await deployedBy('12346')
    const { status, body } = await call('all', 'POST', `/v1/nonconformities/${other}/answer`, { reason })
    expect([status, body.detail]).toEqual([403, expect.stringContaining('nobody knows whether')])
  })
})

describe('somebody who may only ask for waivers', () => {
  test('does not get more of them by asking for all at once', async () => {
    const many = Array.from({ length: 230 }, () =>
      call('ask', 'POST', '/v1/waivers', asking(fresh(), { environment: 'staging' })),
    )
    const answers = await Promise.all(many)
    expect(answers.filter(({ status }) => status === 201).length).toBe(200)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 429]))
  })

  test('cannot ask so often that nothing counts which was granted', async () => {
    const artifact = fresh()
    const id = await ask(artifact)
    expect((await call('waive', 'POST', `/v1/waivers/${id}/grant`, {})).status).toBe(200)
    expect((await decide(artifact)).verdict).toBe('allow')
    // As six people would in a day.
    const asked = (await server.store.query({ organisation: 'acme', keys: [`chain:${id}`], order: 'asc' }))
      .events[0]!
    const flood = Array.from({ length: 1100 }, (_, index) => {
      const event = structuredClone(asked.event!)
      Object.assign(event.context, { id: `flood-${index}`, chainId: `flood-${index}` })
      event.subject.id = `flood-${index}`
      return admit(event)
    })
    for (let at = 0; at < flood.length; at += 100)
      await server.store.append('acme', STORE_PRINCIPAL, flood.slice(at, at + 100), new Date().toISOString())
    const after = await decide(artifact)
    expect([after.verdict, after.waivers[0]]).toMatchObject(['allow', { id, state: 'in-force' }])
    expect(after.notices).toContainEqual(expect.stringContaining('More than 1000 waivers were asked for'))
  })
})

describe('an override that a baseline lets somebody break', () => {
  test('is not reviewed first by whom a later layer names', async () => {
    const witness = 'https://localhost:1#user:person-witness'
    await publish(`apiVersion: turnpike/v1
kind: Policy
metadata: { name: base, layer: baseline }
applies: { environments: [staging] }
override:
  from: [urn:user:oncall]
  second: { from: [urn:user:boss], within: 1h }
  review: { from: ['${witness}'], within: 5d }
rules:
  - { id: always, kind: window, deny: [{ from: 2020-01-01T00:00Z, to: 2020-01-02T00:00Z }] }
`)
    const broken = await call(
      'override',
      'POST',
      '/v1/overrides',
      breaking(fresh(), { environment: 'staging' }),
    )
    expect(broken.status).toBe(201)
    const path = `/v1/overrides/${broken.body.override.id}/review`
    const early = await call('all', 'POST', path, { reason })
    expect([early.status, early.body.detail]).toEqual([
      403,
      expect.stringContaining('not yours to review first'),
    ])
    expect((await call('override', 'POST', path, { reason })).status).toBe(403)
    const first = await call('witness', 'POST', path, { reason })
    expect([first.status, first.body.override?.review.state]).toEqual([200, 'open'])
    expect((await call('all', 'POST', path, { reason })).body.override.review.state).toBe('done')
  })
})
