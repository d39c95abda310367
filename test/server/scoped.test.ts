/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call -- answers are read freely */
/** What a caller may say and ask within a route: refused events, environments, the person behind a question. */
import { afterEach, describe, expect, test } from '@jest/globals'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { start, trustOf, type Started } from './scopes.ts'
import { policy, REQUEST, testsPassed } from './sample.ts'
import type { TestIssuer } from '../trust/tokens/issuer.ts'

let server: Started
afterEach(() => server.close())

const read = (headers: Record<string, string>, path = '/o/acme/v1/events') =>
  server.call('GET', path, { headers })
const post = (headers: Record<string, string>, body: unknown, query = '') =>
  server.call('POST', `/o/acme/v1/events${query}`, { headers, body })

describe('events', () => {
  const limited = (issuer: TestIssuer) => ({
    acme: trustOf('acme', issuer).replace(
      "may:\n      write: { types: ['*'], sources: ['*'], environments: ['*'] }",
      'may:\n      write: { types: [testsuiterun.*], sources: [own], environments: [ci] }',
    ),
  })
  const own = (event: { context: object }) => ({
    ...event,
    context: { ...event.context, source: `${new URL(server.issuer.githubUrl).origin}/acme/write` },
  })

  test('F18: that may not be sent are refused one by one, with the reason; the others are kept', async () => {
    server = await start({ documents: limited })
    const headers = await server.pipeline('acme', 'write')
    const answer = await post(headers, [own(testsPassed({ id: 'mine' })), testsPassed({ id: 'theirs' })])
    expect(answer.status).toBe(202)
    expect(answer.body.receipts).toMatchObject([
      { status: 'accepted', id: 'mine' },
      { status: 'refused', id: 'theirs', sequence: 0, problems: [{ path: '/context/source' }] },
    ])
    const kept = await read(
      server.bearer('acme', 'read'),
      '/o/acme/v1/events?type=testsuiterun.finished&status=any',
    )
    expect(kept.body.events.map(({ id }: { id: string }) => id)).toEqual(['mine'])
    const metrics = (await read(server.bearer('acme', 'read'), '/o/acme/metrics')).text
    expect(metrics).toMatch(/turnpike_events_received_total\{status="refused"\} 1/)
  })

  test('that all may not be sent are a 403 with every reason, and with ?strict one is enough', async () => {
    server = await start({ documents: limited })
    const headers = await server.pipeline('acme', 'write')
    const none = await post(headers, [testsPassed(), testsPassed()])
    expect([none.status, none.body.problems.map(({ path }: { path: string }) => path)]).toEqual([
      403,
      ['/0/context/source', '/1/context/source'],
    ])
    const strict = await post(headers, [own(testsPassed()), testsPassed()], '?strict')
    expect([strict.status, strict.body.problems.length]).toEqual([403, 1])
    const kept = await read(
      server.bearer('acme', 'read'),
      '/o/acme/v1/events?type=testsuiterun.finished&status=any',
    )
    expect(kept.body.events).toEqual([])
  })
})

describe('a question', () => {
  const ask = (headers: Record<string, string>, request: object) =>
    server.call('POST', '/o/acme/v1/decisions', { headers, body: { request: { ...REQUEST, ...request } } })

  test('for an environment that the caller may not ask about is a 403 that names it', async () => {
    server = await start({
      documents: (issuer: TestIssuer) => ({
        acme: trustOf('acme', issuer).replaceAll(
          "ask: { environments: ['*'] }",
          'ask: { environments: [staging] }',
        ),
      }),
    })
    const headers = server.bearer('acme', 'ask')
    const refused = await ask(headers, { environment: 'production' })
    expect([refused.status, refused.body.detail]).toEqual([
      403,
      expect.stringMatching(/right to ask a gate for 'production'.*token:ask.*may: \{ ask:/),
    ])
    expect((await ask(headers, { environment: 'staging' })).status).toBe(200)
  })

  test('has the person behind the credential as its actor, and nobody else', async () => {
    server = await start()
    const session = server.session('acme', 'ask')
    const own = await ask(session, {})
    expect(own.status).toBe(200)
    const { actor } = own.body.request
    expect(actor).toMatch(/^urn:|#/)
    expect((await ask(session, { actor })).body.request.actor).toBe(actor)
    const other = await ask(session, { actor: 'urn:user:somebody-else' })
    expect([other.status, other.body.detail]).toEqual([
      403,
      expect.stringContaining('urn:user:somebody-else'),
    ])
  })

  test('of a caller with nobody behind it has the actor that it says', async () => {
    server = await start()
    const answer = await ask(server.bearer('acme', 'ask'), { actor: 'urn:user:bob' })
    expect(answer.body.request.actor).toBe('urn:user:bob')
  })
})

test.each(['application/json', 'text/event-stream'])(
  'a gate that waits answers nobody whose right to ask is gone meanwhile (%s)',
  async (accept) => {
    server = await start()
    await server.call('PUT', '/o/acme/v1/policies/production', {
      body: policy({ onMissing: 'wait' }),
      headers: { ...server.bearer('acme', 'all'), 'content-type': 'application/yaml' },
    })
    const answer = server.call('POST', '/o/acme/v1/decisions', {
      headers: { ...server.bearer('acme', 'ask'), accept },
      body: { request: REQUEST, wait: '1m' },
    })
    const metrics = async () => (await read(server.bearer('acme', 'read'), '/o/acme/metrics')).text
    while (!(await metrics()).includes('turnpike_waits_open 1\n')) await sleep(5)
    const text = trustOf('acme', server.issuer).replace(
      "ask: { environments: ['*'] }",
      'ask: { environments: [staging] }',
    )
    writeFileSync(join(server.folder, 'acme', 'trust.yaml'), text)
    await server.process.reload()
    await post(server.bearer('acme', 'write'), testsPassed())
    const { status, text: said } = await answer
    expect([status, said]).toEqual([
      accept === 'application/json' ? 403 : 200,
      expect.stringMatching(/urn:turnpike:problem\/forbidden.*right to ask a gate for 'production'/),
    ])
    const { body } = await read(server.bearer('acme', 'read'), '/o/acme/v1/decisions')
    expect(body.decisions).toEqual([])
  },
)

test('a policy is put in force by who may administer, under their name', async () => {
  server = await start()
  const put = await server.call('PUT', '/o/acme/v1/policies/production', {
    body: policy(),
    headers: { ...(await server.pipeline('acme', 'administer')), 'content-type': 'application/yaml' },
  })
  expect([put.status, put.body.publishedBy]).toEqual([201, `${server.issuer.githubUrl}#repository:1006`])
})
