/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-argument -- answers are read freely */
/**
 * Two organisations in one process with the same artifacts, environments, policies and ids: nothing of one is ever in an
 * answer to the other, wakes its gates, or counts in its figures.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { setTimeout as sleep } from 'node:timers/promises'
import { CALLS, seed, type Seed } from './calls.ts'
import { HOST, prefixOf, start, type Started } from './scopes.ts'
import { deployed, DIGEST, policy, REQUEST, testsPassed } from './sample.ts'

const NAMES = ['default', 'acme', 'beta'] as const
type Name = (typeof NAMES)[number]
/** Stands in every text that an organisation put in, and nowhere else. */
const markerOf = (name: Name) => `marker${name}marker`
const others = (name: Name) => NAMES.filter((other) => other !== name)

let server: Started
const seeds = {} as Record<Name, Seed>
const call = (name: Name, method: string, path: string, init: { body?: unknown; headers?: object } = {}) =>
  server.call(method, prefixOf(name) + path, {
    ...init,
    headers: { ...server.bearer(name, 'all'), ...init.headers },
  })

/** The same event for each organisation but for a marker in every place where text is free. */
function marked(name: Name, event: object): unknown {
  const text = JSON.stringify(event).replaceAll('ci.example.org', `ci.example.org/${markerOf(name)}`)
  const value = JSON.parse(text)
  value.customData = { ...value.customData, note: markerOf(name) }
  return value
}

beforeAll(async () => {
  server = await start()
  for (const name of NAMES) {
    seeds[name] = await seed(server, name, prefixOf(name))
    const events = [
      testsPassed({ id: 'the-same' }),
      { ...testsPassed({ id: 'invalid' }), subject: { id: 'x' } },
      deployed(`webshop-${markerOf(name)}`, 'staging'),
      deployed('webshop', `place-${markerOf(name)}`),
    ].map((event) => marked(name, event))
    const sent = await call(name, 'POST', '/v1/events', { body: events })
    expect(sent.status).toBe(202)
    const put = await call(name, 'PUT', `/v1/policies/${markerOf(name)}`, {
      body: policy({ name: markerOf(name), environment: 'production', onMissing: 'wait' }),
      headers: { 'content-type': 'application/yaml' },
    })
    expect(put.status).toBe(201)
    const asked = await call(name, 'POST', '/v1/decisions', {
      body: { request: { ...REQUEST, service: markerOf(name) } },
    })
    expect(asked.body.verdict).toBeDefined()
  }
})
afterAll(() => server.close())

/** Every address that answers to reading, with parameters that find as much as possible. */
function readings(name: Name): string[] {
  const own = Object.values(CALLS)
    .filter(({ ok, needs }) => ok === 200 && needs !== 'nothing' && needs !== 'administer')
    .map(({ path }) => path(seeds[name]))
    .filter((path) => !['/v1/stream', '/v1/log/cosignatures'].includes(path))
  return [
    ...own,
    '/v1/events?status=any&limit=1000&order=asc',
    `/v1/events?key=artifact:${DIGEST}`,
    '/v1/events?key=event:the-same',
    `/v1/artifacts/${DIGEST}/timeline?status=any`,
    '/v1/decisions?environment=production',
    '/v1/trust',
    '/v1/stream?after=0',
    // What is the others' by number or by name is not there.
    ...others(name).flatMap((other) => [
      `/v1/events/${seeds[other].sequence}`,
      `/v1/decisions/${seeds[other].decision}`,
      `/v1/policies/${markerOf(other)}`,
      `/v1/environments/place-${markerOf(other)}`,
    ]),
  ]
}

/** The beginning of an answer that may never end. */
async function read(
  name: Name,
  path: string,
  accept = 'application/json',
): Promise<{ status: number; text: string }> {
  const headers = { ...server.bearer(name, 'all'), accept }
  const response = await server.raw('GET', prefixOf(name) + path, { headers })
  if (response.headers.get('content-type') !== 'text/event-stream')
    return { status: response.status, text: await response.text() }
  const reader = response.body!.getReader()
  let text = ''
  for (;;) {
    const next = await Promise.race([reader.read(), sleep(200)])
    if (next?.value === undefined) break
    text += Buffer.from(next.value).toString()
  }
  await reader.cancel()
  return { status: response.status, text }
}

/** A request names what it asks for, and a problem may say it again: that is no leak of what is there. */
function withoutEcho(text: string, path: string): string {
  const named = decodeURIComponent(path)
  return NAMES.map(markerOf).reduce(
    (rest, marker) => (named.includes(marker) ? rest.replaceAll(marker, '') : rest),
    text,
  )
}

describe.each(NAMES)('%s', (name) => {
  test.each(['application/json', 'text/html', 'text/markdown'])(
    'reads its own in %s, and nothing of the others',
    async (accept) => {
      let found = 0
      for (const path of readings(name)) {
        const { text } = await read(name, path, accept)
        if (text.includes(markerOf(name))) found++
        for (const other of others(name)) {
          expect([path, withoutEcho(text, path)]).toEqual([
            path,
            expect.not.stringContaining(markerOf(other)),
          ])
          expect([path, text]).toEqual([path, expect.not.stringContaining(`platform@${other}.`)])
        }
      }
      // The markers are where they should be, so that the test can fail.
      expect(found).toBeGreaterThan(8)
    },
  )

  test('does not find what is the others’ by its number or name', async () => {
    for (const other of others(name)) {
      for (const path of [
        `/v1/events/${seeds[other].sequence}`,
        `/v1/decisions/${seeds[other].decision}`,
        `/v1/policies/${markerOf(other)}`,
        `/v1/environments/place-${markerOf(other)}`,
        `/v1/log/inclusion?sequence=${seeds[other].sequence}`,
      ]) {
        expect([path, (await call(name, 'GET', path)).status]).toEqual([path, 404])
      }
    }
  })

  test('has the same id for itself: an event of another organisation is no duplicate', async () => {
    const events = (await call(name, 'GET', '/v1/events?key=event:the-same')).body.events
    expect(events).toHaveLength(1)
    expect(events[0].event.customData.note).toBe(markerOf(name))
  })
})

test('every link in an answer leads into the organisation that answered', async () => {
  const page = await read('acme', '/', 'text/html')
  const links = [...page.text.matchAll(/href="(\/[^"]*)"/g)].map(([, link]) => link!)
  expect(links.length).toBeGreaterThan(8)
  expect(links.filter((link) => !link.startsWith('/o/acme/'))).toEqual([])
  const first = await call('acme', 'GET', '/v1/events?limit=2')
  expect(first.body.next).toMatch(/^\/o\/acme\/v1\/events\?/)
  const second = await server.call('GET', first.body.next, { headers: server.bearer('acme', 'all') })
  expect(second.body.events).toHaveLength(2)
  const decision = await call('acme', 'POST', '/v1/decisions', { body: { request: REQUEST } })
  expect(decision.body.url).toBe(`${HOST}/o/acme/v1/decisions/${decision.body.id}`)
  expect((await call('acme', 'GET', '/openapi.json')).body.servers).toEqual([{ url: `${HOST}/o/acme` }])
  expect((await call('default', 'GET', '/openapi.json')).body.servers).toEqual([{ url: HOST }])
  const toLogin = await server.raw('GET', '/o/acme/', { headers: { accept: 'text/html' } })
  expect([toLogin.status, toLogin.headers.get('location')]).toEqual([
    303,
    `${HOST}/o/acme/login?to=%2Fo%2Facme%2F`,
  ])
})

describe('figures', () => {
  const figure = async (name: Name, pattern: RegExp) =>
    Number(pattern.exec((await call(name, 'GET', '/metrics')).text)?.[1] ?? 0)
  const kept = /turnpike_events_stored\{status="accepted"\} (\d+)/
  const received = /turnpike_events_received_total\{status="accepted"\} (\d+)/
  const requests = /http_requests_total\{method="POST",route="\/v1\/events",status="202"\} (\d+)/

  test('of one count what that one did', async () => {
    const before = [
      await figure('beta', kept),
      await figure('beta', received),
      await figure('beta', requests),
    ]
    const own = [await figure('acme', kept), await figure('acme', received), await figure('acme', requests)]
    await call('acme', 'POST', '/v1/events', { body: [testsPassed(), testsPassed()] })
    expect([
      await figure('acme', kept),
      await figure('acme', received),
      await figure('acme', requests),
    ]).toEqual([own[0]! + 2, own[1]! + 2, own[2]! + 1])
    expect([
      await figure('beta', kept),
      await figure('beta', received),
      await figure('beta', requests),
    ]).toEqual(before)
  })

  test('of the process are told by the default organisation alone', async () => {
    expect((await call('default', 'GET', '/metrics')).text).toMatch(/process_resident_memory_bytes/)
    expect((await call('acme', 'GET', '/metrics')).text).not.toMatch(/process_|nodejs_/)
  })
})

describe('a gate that waits', () => {
  const FRESH = `sha256:${'ef'.repeat(32)}`
  const asking = (name: Name, wait: string) =>
    call(name, 'POST', '/v1/decisions', {
      body: { request: { artifacts: [{ digest: FRESH }], environment: 'production' }, wait },
    })
  const waiting = async (name: Name, count: number) => {
    while (!(await call(name, 'GET', '/metrics')).text.includes(`turnpike_waits_open ${count}\n`))
      await sleep(5)
  }

  test('is neither woken nor satisfied by an event of another organisation', async () => {
    for (const name of ['acme', 'beta'] as const) {
      // In place of the one that denies at once.
      await call(name, 'PUT', '/v1/policies/production', {
        body: policy({ onMissing: 'wait' }),
        headers: { 'content-type': 'application/yaml' },
      })
    }
    const ofAcme = asking('acme', '30s')
    const ofBeta = asking('beta', '30s')
    await waiting('acme', 1)
    await waiting('beta', 1)
    await call('acme', 'POST', '/v1/events', { body: testsPassed({ digest: FRESH }) })
    expect((await ofAcme).body.verdict).toBe('allow')
    expect((await asking('beta', '0')).body.verdict).toBe('pending')
    await waiting('beta', 1)
    await call('beta', 'POST', '/v1/events', { body: testsPassed({ digest: FRESH }) })
    expect((await ofBeta).body.verdict).toBe('allow')
  })
})

test('a stream tells what its own organisation takes in, and nothing else', async () => {
  const response = await server.raw('GET', '/o/beta/v1/stream', { headers: server.bearer('beta', 'all') })
  const reader = response.body!.getReader()
  await call('acme', 'POST', '/v1/events', { body: marked('acme', testsPassed()) })
  await call('beta', 'POST', '/v1/events', { body: marked('beta', testsPassed()) })
  const text = Buffer.from((await reader.read()).value!).toString()
  expect(text).toContain(markerOf('beta'))
  expect(text).not.toContain(markerOf('acme'))
  await reader.cancel()
})

test('many requests at once do not get mixed up', async () => {
  const asked = Array.from({ length: 300 }, (_, index) => {
    const name = NAMES[index % NAMES.length]!
    const paths = readings(name).filter((path) => !path.startsWith('/v1/stream'))
    return { name, path: paths[index % paths.length]!, post: index % 5 === 0 }
  })
  await Promise.all(
    asked.map(async ({ name, path, post }) => {
      const body = marked(name, testsPassed())
      const text = post
        ? (await call(name, 'POST', '/v1/events', { body })).text
        : (await read(name, path)).text
      for (const other of others(name))
        expect([path, withoutEcho(text, path)]).toEqual([path, expect.not.stringContaining(markerOf(other))])
    }),
  )
})

test('each has a log of its own, of the size of what it kept', async () => {
  const sizes = await Promise.all(
    NAMES.map(async (name) => {
      const [origin, size] = (await call(name, 'GET', '/v1/log/checkpoint')).text.split('\n')
      expect(origin).toBe(`store.example.org/${name}`)
      const { accepted, quarantined, conflict } = await server.store.counts(name)
      return [Number(size) <= accepted + quarantined + conflict, Number(size) > 5]
    }),
  )
  expect(sizes).toEqual(NAMES.map(() => [true, true]))
})
