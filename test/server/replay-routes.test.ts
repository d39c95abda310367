/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call -- answers are read freely; start.ts checks their shape against the published document */
/** Judging again over HTTP. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { start, type Started } from './start.ts'
import { policy, REQUEST, testsPassed } from './sample.ts'

let server: Started
beforeEach(async () => {
  server = await start()
  await put(policy())
})
afterEach(() => server.close())

const put = (text: string, name = 'production') =>
  server.call('PUT', `/v1/policies/${name}`, { body: text, headers: { 'content-type': 'application/yaml' } })
const ask = async (more: object = {}) =>
  (await server.call('POST', '/v1/decisions', { body: { request: REQUEST, ...more } })).body
const replay = (id: string, query = '') => server.call('GET', `/v1/decisions/${id}/replay${query}`)
const instead = (id: string, body: unknown) => server.call('POST', `/v1/decisions/${id}/replay`, { body })

describe('a decision is judged again', () => {
  test('and is identical, the record and its address apart', async () => {
    await server.post(testsPassed())
    const decision = await ask()
    await server.post(testsPassed({ outcome: 'failure' }))
    const { body, status } = await replay(decision.id)
    expect([status, body.result, body.mode, body.differences]).toEqual([200, 'identical', 'replay', []])
    expect(body.recorded.verdict).toBe('allow')
    expect(body.decision.expiresAt).toBeUndefined()
  })

  test('with files that came along, after the waiting, as recorded at the end', async () => {
    await put(policy({ onMissing: 'wait' }))
    const file = policy({ name: 'team', onMissing: 'wait' }).replace('id: unit-tests', 'id: team-tests')
    const answer = await server.raw('POST', '/v1/decisions', {
      body: { request: REQUEST, wait: '1m', policyFiles: [{ name: 'team.yaml', text: file }] },
      headers: { accept: 'text/event-stream' },
    })
    const pieces = answer.body!.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]()
    const nextDecision = async () => {
      for (let text = ''; ;) {
        text += (await pieces.next()).value ?? ''
        const [, data] = /^data: (.*)\n\n/m.exec(text) ?? []
        if (data !== undefined) return JSON.parse(data)
      }
    }
    const { id } = await nextDecision()
    const early = await replay(id)
    expect([early.status, early.body.detail]).toEqual([
      404,
      expect.stringContaining('is recorded when the waiting ends'),
    ])
    await server.post(testsPassed())
    const decision = await nextDecision()
    expect([decision.id, decision.verdict, decision.files.length]).toEqual([id, 'allow', 1])
    await server.post(testsPassed({ outcome: 'failure' }))
    expect((await replay(id)).body).toMatchObject({ result: 'identical', recorded: { verdict: 'allow' } })
  })

  test('is not there for an id of nothing', async () => {
    expect((await replay('00000000-0000-4000-8000-000000000000')).status).toBe(404)
    expect((await instead('nothing', { at: '2026-01-01T00:00:00Z' })).status).toBe(404)
  })
})

describe('a decision as it would have been', () => {
  test('at another moment', async () => {
    await server.post(testsPassed())
    const { id } = await ask()
    const { body } = await replay(id, '?at=2026-01-01T01:00:00%2B01:00')
    expect(body).toMatchObject({
      result: 'what-if',
      whatIf: { at: '2026-01-01T00:00:00.000Z' },
      recorded: { verdict: 'allow' },
      decision: { verdict: 'deny', mode: 'replay', position: 0, decidedAt: '2026-01-01T00:00:00.000Z' },
    })
    expect((await replay(id, '?at=yesterday')).status).toBe(400)
  })

  test('under another policy, which is kept nowhere', async () => {
    const { id } = await ask()
    const position = await server.store.position('default')
    const { body } = await instead(id, {
      policies: [{ name: 'new.yaml', text: policy({ onMissing: 'wait' }) }],
    })
    expect(body).toMatchObject({ result: 'what-if', decision: { verdict: 'pending', mode: 'replay' } })
    expect(await server.store.position('default')).toBe(position)
    expect((await ask()).verdict).toBe('deny')
  })

  test.each<[string, unknown, string, string]>([
    ['nothing at all', {}, 'invalid-request', ''],
    ['a list', [], 'invalid-request', ''],
    ['a moment that is none', { at: 'now' }, 'invalid-request', '/at'],
    ['a name that is not known', { at: '2026-01-01T00:00:00Z', mode: 'enforce' }, 'invalid-request', '/mode'],
    ['policies that are none', { policies: ['a.yaml'] }, 'invalid-request', '/policies/0'],
    [
      'too many policies',
      { policies: Array(17).fill({ name: 'a', text: '' }) },
      'invalid-request',
      '/policies',
    ],
    [
      'one policy twice',
      { policies: Array(2).fill({ name: 'a', text: policy() }) },
      'invalid-request',
      '/policies/1',
    ],
    [
      'a policy that does not load',
      { policies: [{ name: 'a', text: 'kind: Policy' }] },
      'invalid-policy',
      '',
    ],
  ])('is refused for %s', async (_name, body, type, path) => {
    const { id } = await ask()
    const answer = await instead(id, body)
    expect([answer.status, answer.body.type]).toEqual([422, `urn:turnpike:problem/${type}`])
    if (path !== '') expect(answer.body.problems.map((one: { path: string }) => one.path)).toContain(path)
  })
})

describe('the impact of a policy', () => {
  const impact = (body: object) => server.call('POST', '/v1/policy-impact', { body })
  const SINCE = '2026-01-01T00:00:00Z'

  test('is told part by part, newest first', async () => {
    const ids: string[] = []
    for (let n = 0; n < 5; n++) ids.unshift((await ask()).id)
    const rows: string[] = []
    let before: number | undefined
    let parts = 0
    do {
      const { body } = await impact({
        since: SINCE,
        policies: [{ name: 'new', text: policy({ onMissing: 'wait' }) }],
        limit: 2,
        ...(before === undefined ? {} : { before }),
      })
      rows.push(...body.rows.map(({ id }: { id: string }) => id))
      before = body.next
      parts++
    } while (before !== undefined)
    expect([rows, parts]).toEqual([ids, 3])
  })

  test.each<[string, object, string]>([
    ['no time', { without: ['production'] }, '/since'],
    ['no policy', { since: SINCE }, ''],
    ['names that are none', { since: SINCE, without: 'production' }, '/without'],
    ['a limit that is none', { since: SINCE, without: ['a'], limit: 501 }, '/limit'],
    ['a place that is none', { since: SINCE, without: ['a'], before: -1 }, '/before'],
    ['an environment that is none', { since: SINCE, without: ['a'], environment: 7 }, '/environment'],
    ['a name that is not known', { since: SINCE, without: ['a'], until: SINCE }, '/until'],
  ])('is refused for %s', async (_name, body, path) => {
    const answer = await impact(body)
    expect([answer.status, answer.body.problems.map((one: { path: string }) => one.path)]).toEqual([
      422,
      [path],
    ])
  })

  test('is worked on for one at a time, and not for many who stand in line', async () => {
    await ask()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => impact({ since: SINCE, without: ['production'] })),
    )
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(1)
    expect(new Set(statuses)).toEqual(new Set([200, 429]))
    expect((await impact({ since: SINCE, without: ['production'] })).status).toBe(200)
  })

  test('stops when nobody waits for it', async () => {
    for (let n = 0; n < 3; n++) await ask()
    const gone = new AbortController()
    const body = { since: SINCE, without: ['production'] }
    const answer = server.raw('POST', '/v1/policy-impact', { body, signal: gone.signal })
    gone.abort()
    expect((await answer).status).toBe(499)
  })
})
