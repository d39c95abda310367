/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- answers are read freely */
/** Who a run is, where its token proves it; and who answers for what went past the gate. */
import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { deployed, policy, REQUEST, testsPassed } from './sample.ts'
import { start, type Started } from './scopes.ts'

let server: Started
const P = '/o/acme'
const yaml = { 'content-type': 'application/yaml' }
beforeAll(async () => {
  server = await start()
  const all = server.bearer('acme', 'all')
  const extra = '  - { id: lease, kind: environment, lease: 15m, producer: any }'
  await server.call('PUT', `${P}/v1/policies/production`, {
    body: policy({ extra }),
    headers: { ...all, ...yaml },
  })
  await server.call('POST', `${P}/v1/events`, { body: testsPassed(), headers: all })
})
afterAll(() => server.close())

const call = (path: string, headers: Record<string, string>, body: object = {}) =>
  server.call('POST', `${P}${path}`, { body, headers })
const asRun = (id: string, attempt = '1') =>
  server.pipeline('acme', 'all', { run_id: id, run_attempt: attempt })
const runUrl = (id: string, more = '') => `https://github.com/acme/webshop/actions/runs/${id}${more}`
const ask = async (headers: Record<string, string>, run?: string) =>
  call('/v1/decisions', headers, { request: run === undefined ? REQUEST : { ...REQUEST, run } })

describe('the run of a pipeline', () => {
  test('is what its token proves: it asks in no other’s name, takes no other’s lease and gives none back', async () => {
    const first = await ask(await asRun('501'), runUrl('501', '/attempts/1'))
    expect([first.status, first.body.verdict]).toEqual([200, 'allow'])
    const { lease } = first.body
    // Another run of the same repository, which says that it is the first.
    for (const said of [
      runUrl('501'),
      runUrl('501', '/attempts/1'),
      `${runUrl('501')}/../502`,
      'https://example.org/x',
    ])
      expect([said, (await ask(await asRun('502'), said)).status]).toEqual([said, 403])
    expect((await ask(await asRun('502'))).body.verdict).toBe('pending')
    const release = `/v1/leases/${lease.id}/release`
    const pipeline = async (id: string) => server.pipeline('acme', 'ask', { run_id: id })
    // The same lie with the lease of another run; `ask` may do nothing else.
    expect((await call(release, await pipeline('501'), { run: lease.holder })).status).toBe(404)
    const mine = await ask(await asRun('501', '2'), runUrl('501', '/attempts/2'))
    expect(mine.body.lease).toEqual(lease)
    const given = await call(release, await asRun('501', '2'), {})
    expect([given.status, given.body.state]).toEqual([200, 'released'])
  })

  test('is put into a question that leaves it out, so that its lease is its own again', async () => {
    const first = await ask(await asRun('601'))
    expect([first.body.verdict, first.body.request.run]).toEqual([
      'allow',
      expect.stringMatching(/\/actions\/runs\/601$/),
    ])
    expect((await ask(await asRun('601'))).body.lease).toEqual(first.body.lease)
    expect((await ask(await asRun('602'))).body.verdict).toBe('pending')
  })
})

describe('answering for a nonconformity', () => {
  const REASON = { reason: 'an incident at night, rolled forward by hand' }

  test('takes a person with the right to override there, and happens once', async () => {
    const { body } = await server.call('POST', `${P}/v1/events`, {
      body: deployed('webshop', 'production', { digest: `sha256:${'0'.repeat(64)}` }),
      headers: server.bearer('acme', 'write'),
    })
    const deployment = (body as { receipts: { sequence: number }[] }).receipts[0]!.sequence
    let raised: { sequence: number; deployment: number; state: string }[] = []
    while (!raised.some((one) => one.deployment === deployment)) {
      await setImmediate()
      raised = (
        await server.call('GET', `${P}/v1/nonconformities?state=any`, {
          headers: server.bearer('acme', 'read'),
        })
      ).body.nonconformities
    }
    const { sequence } = raised.find((one) => one.deployment === deployment)!
    const answer = (headers: Record<string, string>, said: object = REASON) =>
      call(`/v1/nonconformities/${sequence}/answer`, headers, said)
    expect((await answer(server.session('acme', 'administer'))).status).toBe(403)
    expect((await answer(server.session('acme', 'read'))).status).toBe(403)
    expect((await answer(server.bearer('acme', 'override'))).status).toBe(403)
    const person = server.session('acme', 'override')
    expect((await answer(person, { reason: 'because' })).status).toBe(422)
    expect((await answer(person, { ...REASON, by: 'urn:user:somebody' })).status).toBe(422)
    const [first, second] = await Promise.all([answer(person), answer(server.session('acme', 'all'))])
    expect([first.status, second.status].sort()).toEqual([200, 201])
    expect(first.body).toEqual(second.body)
    expect(first.body).toMatchObject({ sequence, state: 'answered', answer: { reason: REASON.reason } })
    const { body: open } = await server.call('GET', `${P}/v1/nonconformities`, {
      headers: server.bearer('acme', 'read'),
    })
    expect(open.nonconformities).toEqual([])
  })
})
