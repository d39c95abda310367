/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call -- answers are read freely */
/** Somebody with a small right who keeps everybody's gate shut, or the whole store busy: what it costs, and who pays. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { compile } from '../../src/policy/condition.ts'
import { decide } from '../../src/policy/decide.ts'
import { gather, MOST_CHARACTERS } from '../../src/policy/gather.ts'
import type { Requirement } from '../../src/policy/requirements.ts'
import type { StoredEvent } from '../../src/store/store.ts'
import { start, type Started } from '../server/scopes.ts'
import { deployed, testsPassed } from '../server/sample.ts'

const DIGEST = `sha256:${'ab'.repeat(32)}`
const REQUEST = { artifacts: [{ digest: DIGEST }], environment: 'production' }

let server: Started
beforeAll(async () => {
  server = await start({ organisations: ['default'] })
})
afterAll(() => server.close())

const fileOf = (rules: string) =>
  `apiVersion: turnpike/v1\nkind: Policy\nmetadata: { name: mine }\napplies: { environments: ['*'] }\nrules:\n${rules}\n`
const many = (count: number, of = 'r') =>
  Array.from(
    { length: count },
    (_, index) => `  - { id: ${of}${index}, kind: evidence, type: build.finished, producer: any }`,
  ).join('\n')

describe('policies that come with a question', () => {
  const ask = (texts: string[]) =>
    server.call('POST', '/v1/decisions', {
      headers: server.bearer('default', 'ask'),
      body: { request: REQUEST, policyFiles: texts.map((text, index) => ({ name: `${index}.yaml`, text })) },
    })

  test('may not have more rules than the store can judge in a moment, members of anyOf included', async () => {
    expect((await ask([fileOf(many(200))])).status).toBe(200)
    const members = many(20, 'm').replaceAll(/^ {2}/gm, '      ')
    const tooMany = [
      [fileOf(many(150)), fileOf(many(51)).replace('mine', 'other')],
      [fileOf(`${many(180)}\n  - id: any\n    kind: anyOf\n    members:\n${members}`)],
    ]
    for (const texts of tooMany) {
      const { status, body } = await ask(texts)
      expect([status, body.detail]).toEqual([422, expect.stringMatching(/have 201 rules.*200 at most/)])
    }
  })

  test('nor where decisions are judged again with them', async () => {
    const policies = ['one', 'two'].map((name) => ({
      name,
      text: fileOf(many(name === 'one' ? 150 : 51)).replace('mine', name),
    }))
    const since = new Date(Date.now() - 60_000).toISOString()
    const headers = server.bearer('default', 'read')
    const impact = await server.call('POST', '/v1/policy-impact', { headers, body: { policies, since } })
    expect([impact.status, impact.body.detail]).toEqual([422, expect.stringContaining('have 201 rules')])
  })
})

test('what is read for one decision is bounded as a whole, and what is left out is never taken for nothing', async () => {
  const body = 'x'.repeat(2 ** 20)
  let asked = 0
  const store = {
    position: () => Promise.resolve(1000),
    query: () => {
      asked++
      const events = Array.from({ length: 16 }, (_, sequence) => ({ sequence, body })) as StoredEvent[]
      return Promise.resolve({ events })
    },
  }
  const needs = Array.from({ length: 100 }, (_, index) => ({
    key: `${index}`,
    query: { types: [`dev.cdeventsx.a-b.c${index}`] },
  })) as Requirement[]
  const { answers } = await gather(store, 'default', needs)
  expect(asked).toBeLessThanOrEqual(MOST_CHARACTERS / (16 * body.length) + 1)
  expect([...answers.values()].filter(({ complete }) => !complete).length).toBe(100 - asked)
  // What several rules ask for is there once.
  expect(answers.get('1')!.events[0]).toBe(answers.get('0')!.events[0])
})

describe('conditions that walk through lists', () => {
  const condition = compile("event.customData.list.exists(x, x == 'none')", ['dev.cdevents.build.finished'])
  const event = { customData: { list: Array.from({ length: 1000 }, (_, index) => `item ${index}`) } }
  const holds = (request: object) =>
    'holds' in condition ? condition.holds({ event, request, now: 0 }) : condition

  test('are an error beyond a bound in one decision, and begin anew in the next', () => {
    const request = {}
    const answers = Array.from({ length: 1100 }, () => holds(request))
    expect(answers[0]).toBe(false)
    expect(answers.at(-1)).toMatchObject({ ruleError: expect.stringContaining('walk through more than') })
    expect(holds({})).toBe(false)
  })

  test('cost one decision what they cost the next, however often one question is asked', async () => {
    const text = fileOf(
      Array.from(
        { length: 3 },
        (_, index) =>
          `  - { id: w${index}, kind: evidence, type: testsuiterun.finished, producer: any, where: "event.customData.list.size() == 1000 && !event.customData.list.exists(x, x == 'none')" }`,
      ).join('\n'),
    )
    const { loadPolicy } = await import('../../src/policy/load.ts')
    const { requirements } = await import('../../src/policy/requirements.ts')
    const loaded = await loadPolicy(text, { name: 'mine', origin: 'store' })
    if (!('policy' in loaded)) throw new Error(JSON.stringify(loaded.problems))
    for (let count = 0; count < 3; count++) {
      const passed = testsPassed()
      const sent = await server.call('POST', '/v1/events', {
        headers: server.bearer('default', 'write'),
        body: { ...passed, customData: { ...(passed.customData as object), ...event.customData } },
      })
      expect(sent.status).toBe(202)
    }
    const now = new Date().toISOString()
    const evidence = await gather(server.store, 'default', requirements([loaded.policy], REQUEST, now))
    const options = {
      id: crypto.randomUUID(),
      now,
      organisation: 'default',
      requester: { kind: 'token' as const, id: 'x' },
      mode: 'enforce' as const,
    }
    const verdicts = Array.from(
      { length: 150 },
      () => decide([loaded.policy], REQUEST, evidence, options).verdict,
    )
    expect([...new Set(verdicts)]).toEqual(['allow'])
  })
})

test('a deployment past the gate is not hidden among many: it is said that there are more', async () => {
  const headers = server.bearer('default', 'administer')
  const yaml = { ...headers, 'content-type': 'application/yaml' }
  const body = fileOf(many(1)).replace("['*']", '[flooded]')
  expect((await server.call('PUT', '/v1/policies/mine', { headers: yaml, body })).status).toBe(201)
  const flood = Array.from({ length: 30 }, () => deployed('shop', 'flooded'))
  await server.call('POST', '/v1/events', { headers: server.bearer('default', 'write'), body: flood })
  for (let tries = 0; ; tries++) {
    const { body: decision } = await server.call('POST', '/v1/decisions', {
      headers: server.bearer('default', 'ask'),
      body: { request: { ...REQUEST, environment: 'flooded' }, mode: 'dry-run' },
    })
    const said = decision.notices.find((notice: string) => notice.startsWith('10 more deployments'))
    if (said !== undefined) return expect(decision.nonconformities.length).toBe(20)
    expect(tries).toBeLessThan(200)
    await sleep(25)
  }
})
