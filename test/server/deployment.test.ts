/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-member-access -- answers are read freely; start.ts checks their shape against the published document */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { create } from '../../src/cdevents/create.ts'
import { deployed, DIGEST, removed, testsPassed } from './sample.ts'
import { start, type Started } from './start.ts'

const [A, B, C] = [DIGEST, `sha256:${'cd'.repeat(32)}`, `sha256:${'ef'.repeat(32)}`] as const

let server: Started
beforeEach(async () => {
  server = await start()
})
afterEach(() => server.close())

const next = async (digest: string | string[], environment = 'production', service = 'web') => {
  const query = new URLSearchParams({ service })
  for (const one of [digest].flat()) query.append('artifact', one)
  return server.call(
    'GET',
    `/v1/environments/${encodeURIComponent(environment)}/deployment?${query.toString()}`,
  )
}
const typeOf = async (digest: string | string[], environment?: string, service?: string) =>
  (await next(digest, environment, service)).body.type
const put = (digest: string, predicate: 'deployed' | 'upgraded' | 'rolledback' = 'deployed') =>
  server.post(deployed('web', 'production', { digest, predicate }))

describe('what a deployment would be', () => {
  test('the first one where nothing of the service runs, whatever else does', async () => {
    await server.post([deployed('api', 'production'), deployed('web', 'staging')])
    expect((await next(A)).body).toMatchObject({ type: 'service.deployed', again: false, service: 'web' })
    expect((await next(A)).body).not.toHaveProperty('running')
  })

  test('an upgrade where another artifact runs', async () => {
    await put(A)
    const { body } = await next(B)
    expect(body).toMatchObject({ type: 'service.upgraded', again: false })
    expect(body.running).toMatchObject({ service: 'web', artifact: { digest: A }, by: 'deployed' })
  })

  test('a way back to what was there before what runs now ever was', async () => {
    await put(A)
    await put(B, 'upgraded')
    await put(C, 'upgraded')
    expect([await typeOf(A), await typeOf(B)]).toEqual(['service.rolledback', 'service.rolledback'])
  })

  test('an upgrade again, when somebody goes forward after a way back', async () => {
    await put(A)
    await put(B, 'upgraded')
    await put(A, 'rolledback')
    expect(await typeOf(B)).toBe('service.upgraded')
    await put(B, 'upgraded')
    expect(await typeOf(A)).toBe('service.rolledback')
  })

  test('the same again is a deployment that changes nothing', async () => {
    await put(A)
    await put(B, 'upgraded')
    expect((await next(B)).body).toMatchObject({ type: 'service.deployed', again: true })
  })

  test('after a removal it is the first one, although it was there before', async () => {
    await put(A)
    await put(B, 'upgraded')
    await server.post(removed('web', 'production'))
    expect((await next(A)).body).toMatchObject({ type: 'service.deployed', again: false })
  })

  test('of several artifacts: all of them, in any order', async () => {
    const event = create(
      'service.deployed',
      {
        source: 'https://ci.example.org/acme/webshop',
        subject: { id: 'web', content: { environment: { id: 'production' }, artifactId: A } },
        customData: { turnpike: { artifacts: [{ digest: A }, { digest: B }] } },
      },
      { id: 'both', now: new Date().toISOString() },
    )
    await server.post(event)
    expect((await next([B, A])).body.again).toBe(true)
    expect([await typeOf(A), await typeOf([A, B, C])]).toEqual(['service.upgraded', 'service.upgraded'])
  })

  test('what was sent and not accepted is no deployment', async () => {
    const valid = deployed('web', 'production')
    await server.post({ ...valid, subject: { ...valid.subject, content: { environment: 7 } } })
    expect(await typeOf(B)).toBe('service.deployed')
  })

  test('takes a package URL for its digest', async () => {
    await put(A)
    expect((await next(`pkg:oci/webshop@${A.replace(':', '%3A')}`)).body.again).toBe(true)
  })
})

describe('the environment', () => {
  const told = (type: 'environment.created' | 'environment.modified' | 'environment.deleted', uri?: string) =>
    create(
      type,
      {
        source: 'https://ci.example.org/acme/webshop',
        subject: { id: 'production', content: uri === undefined ? {} : { uri } },
      },
      { id: crypto.randomUUID(), now: new Date().toISOString() },
    )
  const environment = async () => (await next(A)).body.environment

  test('is not known before anything was told of it, nor by a test that ran for it', async () => {
    await server.post(testsPassed())
    expect(await environment()).toEqual({ id: 'production', known: false })
  })

  test('is known by a deployment, or by its own event; its address is the one that was told last', async () => {
    await put(A)
    expect(await environment()).toEqual({ id: 'production', known: true })
    await server.post([
      told('environment.created', 'https://a.example.org'),
      told('environment.modified', 'https://b.example.org'),
    ])
    expect(await environment()).toEqual({ id: 'production', known: true, uri: 'https://b.example.org' })
  })

  test('is unknown again once it was deleted', async () => {
    await server.post([told('environment.created'), told('environment.deleted')])
    expect((await environment()).known).toBe(false)
  })
})

describe('the question', () => {
  test.each([
    ['/v1/environments/production/deployment?artifact=' + DIGEST, "'service' is missing"],
    ['/v1/environments/production/deployment?service=web', "'artifact' is missing"],
    [
      '/v1/environments/production/deployment?service=web&artifact=webshop:latest',
      "The parameter 'artifact'",
    ],
    ['/v1/environments/production/deployment?service=&artifact=' + DIGEST, "'service' is empty"],
  ])('%s is refused with what is wrong', async (path, said) => {
    const answer = await server.call('GET', path)
    expect([answer.status, answer.body.detail]).toEqual([400, expect.stringContaining(said)])
  })

  test('says which position it was answered at', async () => {
    await put(A)
    expect((await next(A)).body.position).toBe(await server.store.position('default'))
  })
})
