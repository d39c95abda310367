/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-explicit-any -- answers are read freely; start.ts checks their shape against the published document */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createConformance } from '../../src/server/conformance.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { admit } from '../../src/store/admit.ts'
import { deployed, testsPassed } from './sample.ts'
import { start, type Started } from './start.ts'

let server: Started
beforeEach(async () => {
  server = await start({
    tokens: [
      { name: 'build', secret: 'build-secret-of-length' },
      { name: 'deploy', secret: 'deploy-secret-of-length' },
    ] as never,
  })
})
afterEach(() => server.close())

const as = (name: string) => ({ headers: { authorization: `Bearer ${name}-secret-of-length` } })
const send = (name: string, body: unknown) => server.call('POST', '/v1/events', { ...as(name), body })
const report = async (query = ''): Promise<any> =>
  (await server.call('GET', `/v1/conformance${query}`, as('build'))).body

/** Without what it is about. */
function unbound(event: any): unknown {
  return { ...event, customData: {} }
}

describe('what producers are told about their events', () => {
  test('counts what was accepted, by producer, type and version', async () => {
    await send('build', [testsPassed(), testsPassed()])
    await send('deploy', deployed('webshop', 'staging'))
    const { producers, total, position, after, complete } = await report()
    expect({ total, after, complete }).toEqual({ total: 2, after: 0, complete: true })
    expect(position).toBe(3)
    const build = producers.find((one: any) => one.producer.id === 'token:build')
    expect(build).toMatchObject({
      accepted: 2,
      quarantined: { count: 0, examples: [] },
      unbound: { count: 0 },
      signed: { verified: 0, unverified: 0, none: 2 },
      versions: { '0.5.1': 2 },
      sources: ['https://ci.example.org/acme/webshop'],
      problems: [],
    })
    expect(build.types).toEqual([
      {
        type: 'dev.cdevents.testsuiterun.finished.0.3.0',
        accepted: 2,
        quarantined: 0,
        conflict: 0,
        unbound: 0,
      },
    ])
  })

  test('tells the most common problems of what is invalid, with examples', async () => {
    const { subject, ...rest } = testsPassed() as any
    const broken = (id: string) => ({
      ...rest,
      context: { ...rest.context, id },
      subject: { ...subject, content: { ...subject.content, outcome: 7 } },
    })
    await send('build', ['a', 'b', 'c', 'd'].map(broken))
    const [build] = (await report()).producers
    expect(build.quarantined).toEqual({ count: 4, examples: [4, 3, 2] })
    expect(build.problems[0]).toMatchObject({
      path: '/subject/content/outcome',
      count: 4,
      examples: [4, 3, 2],
    })
    expect(build.types[0]).toMatchObject({ accepted: 0, quarantined: 4 })
  })

  test('names what no gate can count, because it is about no artifact', async () => {
    await send('build', [testsPassed(), unbound(testsPassed())])
    const [build] = (await report()).producers
    expect(build.unbound).toEqual({ count: 1, examples: [2] })
    expect(build.types[0]).toMatchObject({ accepted: 2, unbound: 1 })
  })

  test('names one id with two contents, and a binding that contradicts its event', async () => {
    const one = testsPassed({ id: 'one' })
    await send('build', one)
    await send('build', { ...one, customData: { note: 'other' } })
    const wrong: any = deployed('webshop', 'staging')
    await send('build', { ...wrong, customData: { turnpike: { environment: 'production' } } })
    const [build] = (await report()).producers
    expect(build.conflict).toEqual({ count: 1, examples: [2] })
    expect(build.contradictory).toEqual({ count: 1, examples: [3] })
  })

  test('names what comes late and what is ahead of its time', async () => {
    const now = Date.now()
    const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString()
    await send(
      'build',
      [-30, -90, -24 * 60, 4, 30].map((minutes) => testsPassed({ at: at(minutes) })),
    )
    const [build] = (await report()).producers
    expect(build.late).toMatchObject({ count: 2, examples: [3, 2] })
    expect(build.late.worstSeconds).toBeGreaterThanOrEqual(86_400)
    expect(build.late.worstSeconds).toBeLessThan(86_500)
    expect(build.ahead).toMatchObject({ count: 1, examples: [5] })
  })

  test('counts what was refused, although it is kept nowhere', async () => {
    const reserved: any = testsPassed()
    const verdict = {
      ...reserved,
      context: { ...reserved.context, type: 'dev.cdeventsx.turnpike-gate.evaluated.0.1.0' },
    }
    await server.call('POST', '/v1/events', { ...as('deploy'), body: verdict })
    await send('deploy', [testsPassed(), verdict])
    const [deploy] = (await report()).producers
    expect(deploy).toMatchObject({ accepted: 1, refused: { count: 2, examples: [] } })
    expect(deploy.problems[0]).toMatchObject({ path: '/context/type', count: 2, examples: [] })
  })

  test('goes on from where it was, and puts those with the most to mend first', async () => {
    await send('build', testsPassed())
    expect((await report()).producers.map((one: any) => one.accepted)).toEqual([1])
    await send('build', testsPassed())
    await send('deploy', unbound(testsPassed()))
    const { producers } = await report()
    expect(producers.map((one: any) => [one.producer.id, one.accepted])).toEqual([
      ['token:deploy', 1],
      ['token:build', 2],
    ])
    expect((await report('?producer=token:build')).producers).toHaveLength(1)
    expect((await report('?limit=1')).producers.map((one: any) => one.producer.id)).toEqual(['token:deploy'])
  })

  test('says nothing of the store itself', async () => {
    await server.store.append(
      'default',
      { kind: 'store', id: 'store' },
      [admit(testsPassed())],
      new Date().toISOString(),
    )
    expect((await report()).producers).toEqual([])
  })
})

describe('a dry sending', () => {
  test('says what would become of each event, and keeps and counts nothing', async () => {
    const valid: any = testsPassed()
    const invalid = { ...valid, context: { ...valid.context, id: 'other' }, subject: { id: 7, content: {} } }
    const reserved = {
      ...valid,
      context: { ...valid.context, type: 'dev.cdeventsx.turnpike-gate.evaluated.0.1.0' },
    }
    const answer = await server.call('POST', '/v1/events?dry', {
      ...as('build'),
      body: [valid, invalid, reserved],
    })
    expect(answer.status).toBe(200)
    expect(answer.body.receipts.map((one: any) => [one.status, one.sequence, one.valid])).toEqual([
      ['accepted', 0, true],
      ['quarantined', 0, false],
      ['refused', 0, false],
    ])
    expect((await server.call('GET', '/v1/events?status=any', as('build'))).body.events).toEqual([])
    expect((await report()).producers).toEqual([])
  })

  test('answers too where all of it is refused', async () => {
    const valid: any = testsPassed()
    const body = {
      ...valid,
      context: { ...valid.context, type: 'dev.cdeventsx.turnpike-gate.evaluated.0.1.0' },
    }
    const answer = await server.call('POST', '/v1/events?dry=true', { ...as('build'), body })
    expect(answer.status).toBe(200)
    expect(answer.body.receipts[0].problems[0].path).toBe('/context/type')
  })
})

describe('the fold', () => {
  const now = () => '2026-11-21T12:00:00.000Z'
  const from = (id: string) => ({ kind: 'token', id }) as const

  test('looks at no more than its window, and says where it begins', async () => {
    const store = openSqliteStore(':memory:')
    const conformance = createConformance({ store, organisation: 'o', now, window: 10 })
    const keep = (count: number) =>
      store.append(
        'o',
        from('token:a'),
        Array.from({ length: count }, () => admit(testsPassed())),
        now(),
      )
    await keep(25)
    expect(await conformance.report()).toMatchObject({ after: 15, position: 25 })
    expect((await conformance.report()).records[0]?.accepted).toBe(10)
    await keep(3)
    expect((await conformance.report()).records[0]?.accepted).toBe(13)
    conformance.refused(from('token:a'), [], now())
    await keep(11)
    const again = await conformance.report()
    expect(again.after).toBe(29)
    expect(again.records[0]).toMatchObject({ accepted: 10, refused: { count: 1 } })
    await store.close()
  })

  test('stays small whatever a producer sends', async () => {
    const store = openSqliteStore(':memory:')
    const conformance = createConformance({ store, organisation: 'o', now })
    const strange = Array.from({ length: 600 }, (_, index) =>
      admit({
        context: {
          id: `e${index}`,
          source: `urn:s:${index}:${'x'.repeat(2000)}`,
          type: `dev.no.type.${index}`,
          specversion: `v${index}`,
          timestamp: now(),
        },
        subject: { id: 's', [`odd${index}`]: 1, content: {} },
      }),
    )
    await store.append('o', from('token:a'), strange, now())
    const [record] = (await conformance.report()).records
    expect(record?.quarantined.count).toBe(600)
    expect(record?.types.size).toBeLessThanOrEqual(201)
    expect(record?.problems.size).toBeLessThanOrEqual(50)
    expect(record?.otherProblems).toBeGreaterThan(0)
    expect(record?.versions.size).toBeLessThanOrEqual(21)
    expect(record?.sources.size).toBe(20)
    expect(record?.moreSources).toBe(true)
    for (const source of record?.sources ?? []) expect(source.length).toBeLessThanOrEqual(300)
    await store.close()
  })

  test('keeps count of many producers and says when there are more', async () => {
    const store = openSqliteStore(':memory:')
    const conformance = createConformance({ store, organisation: 'o', now })
    for (let index = 0; index <= 2000; index++) conformance.refused(from(`token:${index}`), [], now())
    const { complete, records } = await conformance.report()
    expect(complete).toBe(false)
    expect(records).toHaveLength(2000)
    await store.close()
  })
})
