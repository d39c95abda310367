/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-argument -- answers are read freely; start.ts checks their shape against the published document */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { start, type Started } from './start.ts'
import { deployed, DIGEST, PURL, removed, testsPassed } from './sample.ts'

let server: Started
beforeEach(async () => {
  server = await start()
})
afterEach(() => server.close())

const ids = (answer: { body: { events: { id: string }[] } }) => answer.body.events.map(({ id }) => id)

describe('events are found', () => {
  test('by every key that is given', async () => {
    const other = `sha256:${'cd'.repeat(32)}`
    await server.post([testsPassed({ id: 'a' }), testsPassed({ id: 'b', digest: other })])
    const found = await server.call('GET', `/v1/events?key=artifact:${other}&key=environment:ci`)
    expect(ids(found)).toEqual(['b'])
    expect(ids(await server.call('GET', `/v1/events?key=artifact:${other}&key=environment:nowhere`))).toEqual(
      [],
    )
  })

  test('by any of the types, with or without a version', async () => {
    await server.post([testsPassed({ id: 'a' }), deployed('web', 'staging'), removed('web', 'staging')])
    const found = await server.call(
      'GET',
      '/v1/events?type=service.deployed&type=dev.cdevents.service.removed&order=asc',
    )
    expect(found.body.events.map(({ type }: { type: string }) => type.split('.')[3])).toEqual([
      'deployed',
      'removed',
    ])
  })

  test('a type that is none is refused: a typo must not look like an empty store', async () => {
    const { status, body } = await server.call('GET', '/v1/events?type=service.deploied')
    expect([status, body.detail]).toEqual([
      400,
      "'service.deploied' is no type of event, such as service.deployed.",
    ])
  })

  test('by source, time of receipt and status', async () => {
    await server.post([testsPassed({ id: 'a' }), { nonsense: true }])
    const count = async (query: string) => ids(await server.call('GET', `/v1/events?${query}`)).length
    expect(await count('source=https://ci.example.org/acme/webshop')).toBe(1)
    expect(await count('source=https://elsewhere.example.org')).toBe(0)
    expect(await count('status=quarantined')).toBe(1)
    expect(await count('status=any')).toBe(2)
    expect(await count('since=2020-01-01T00:00:00%2B02:00')).toBe(1)
    expect(await count('until=2020-01-01T00:00:00Z')).toBe(0)
  })

  test.each(['asc', 'desc'])('on page after page by following `next`, each once (%s)', async (order) => {
    const all = Array.from({ length: 25 }, (_, index) => `event-${String(index).padStart(2, '0')}`)
    await server.post(all.map((id) => testsPassed({ id })))
    const seen: string[] = []
    let next: string | undefined = `/v1/events?key=artifact:${DIGEST}&order=${order}&limit=10`
    while (next !== undefined) {
      const page = await server.call('GET', next)
      seen.push(...ids(page))
      next = page.body.next
    }
    expect(order === 'asc' ? seen : seen.reverse()).toEqual(all)
  })
})

describe('a query is refused when', () => {
  test.each([
    ['a name is misspelt', 'typ=x', /'typ'.*there are key, type/],
    ['a number is none', 'limit=ten', /'limit' is not a whole number/],
    ['a number is out of bounds', 'limit=1001', /'limit' is more than 1000/],
    ['a time has no zone', 'since=2026-11-21T10:00:00', /'since' is not a time/],
    ['a word is not one of those there are', 'order=up', /'order' is not one of asc, desc/],
    ['a single value is given twice', 'order=asc&order=desc', /'order' may be there 1 times/],
    ['there are too many keys', Array(9).fill('key=a:b').join('&'), /'key' may be there 8 times/],
    ['a key is too long', `key=${'x'.repeat(2049)}`, /'key' has more than 2048/],
  ])('%s', async (_name, query, message) => {
    const answer = await server.call('GET', `/v1/events?${query}`)
    expect(answer.status).toBe(400)
    expect(answer.body.detail).toMatch(message)
  })
})

test.each(['0', '999', 'x', '1e3', '-1', '9'.repeat(30), '%00'])('there is no event %s', async (sequence) => {
  expect((await server.call('GET', `/v1/events/${sequence}`)).status).toBe(404)
})

describe("an artifact's timeline", () => {
  test('is the same by digest and by a package URL that holds the digest, the oldest first', async () => {
    await server.post([testsPassed({ id: 'a' }), deployed('web', 'staging')])
    const byDigest = await server.call('GET', `/v1/artifacts/${encodeURIComponent(DIGEST)}/timeline`)
    const byPurl = await server.call('GET', `/v1/artifacts/${encodeURIComponent(PURL)}/timeline`)
    expect(byDigest.body.events.map(({ type }: { type: string }) => type.split('.')[2])).toEqual([
      'testsuiterun',
      'service',
    ])
    expect(byPurl.body).toEqual(byDigest.body)
  })

  test('pages without losing its artifact', async () => {
    await server.post(Array.from({ length: 5 }, () => testsPassed()))
    const first = await server.call('GET', `/v1/artifacts/${encodeURIComponent(PURL)}/timeline?limit=3`)
    expect(first.body.events).toHaveLength(3)
    expect((await server.call('GET', first.body.next)).body.events).toHaveLength(2)
  })

  test('is refused for what is neither digest nor package URL', async () => {
    const answer = await server.call('GET', '/v1/artifacts/webshop%2F2.4.1/timeline')
    expect([answer.status, answer.body.detail]).toEqual([
      400,
      expect.stringContaining("'webshop/2.4.1' is neither"),
    ])
  })
})

describe('what runs where', () => {
  test('follows deployments, upgrades, rollbacks and removals in the order of their receipt', async () => {
    const second = `sha256:${'cd'.repeat(32)}`
    await server.post([
      deployed('web', 'production'),
      deployed('api', 'production'),
      deployed('web', 'staging', { digest: second }),
      deployed('web', 'production', { digest: second, predicate: 'upgraded' }),
      removed('api', 'production'),
    ])
    const { body } = await server.call('GET', '/v1/environments')
    const seen = body.environments.map(
      ({
        id,
        services,
      }: {
        id: string
        services: { service: string; artifact: { digest: string }; by: string }[]
      }) => [id, services.map(({ service, artifact, by }) => [service, artifact.digest, by])],
    )
    expect(seen).toEqual([
      ['production', [['web', second, 'upgraded']]],
      ['staging', [['web', second, 'deployed']]],
    ])
    await server.post(deployed('web', 'production', { predicate: 'rolledback' }))
    const one = await server.call('GET', '/v1/environments/production')
    expect(one.body.services).toMatchObject([
      { service: 'web', artifact: { digest: DIGEST }, by: 'rolledback' },
    ])
  })

  test('does not know an environment that no event has named', async () => {
    expect((await server.call('GET', '/v1/environments/nowhere')).status).toBe(404)
  })

  test('finds an environment whose name has to be encoded', async () => {
    await server.post(deployed('web', 'europe/west 1%'))
    const answer = await server.call('GET', `/v1/environments/${encodeURIComponent('europe/west 1%')}`)
    expect(answer.body.services).toHaveLength(1)
  })

  test('is folded over more events than one page holds', async () => {
    await server.post(Array.from({ length: 1200 }, (_, index) => deployed(`service-${index}`, 'production')))
    expect((await server.call('GET', '/v1/environments/production')).body.services).toHaveLength(1200)
  })
})
