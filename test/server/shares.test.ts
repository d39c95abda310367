/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument -- answers are read freely */
/** What one organisation shares with another, through `?organisation=`, and that nothing else can be told. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { start, type Answered, type Scope, type Started } from './scopes.ts'
import { policy, testsPassed } from './sample.ts'

const SHARED = `sha256:${'aa'.repeat(32)}`
const OTHER = `sha256:${'bb'.repeat(32)}`
const BOTH = `sha256:${'cc'.repeat(32)}`
const MOST = `sha256:${'dd'.repeat(32)}`

let server: Started
const call = (name: string, method: string, path: string, body?: unknown, headers = {}) =>
  server.call(method, `/o/${name}${path}`, { body, headers: { ...server.bearer(name, 'all'), ...headers } })
const asBeta = (path: string, scope: Scope = 'read') =>
  server.call('GET', `/o/beta${path}`, { headers: server.bearer('beta', scope) })
const ids = ({ body }: Answered): string[] => body.events.map(({ id }: { id: string }) => id)

const about = (id: string, digest: string, more: object = {}) => {
  const event = testsPassed({ id, digest })
  return { ...event, ...more }
}

const decisions: Record<string, string> = {}
beforeAll(async () => {
  server = await start({
    organisations: ['default', 'acme', 'beta', 'gamma'],
    more: {
      acme: `shares:
  - { with: beta, read: { artifacts: ['${SHARED}', '${MOST}'], types: ['testsuiterun.*'] } }
  - { with: beta, verdicts: { environments: [production] } }
`,
    },
  })
  const both = testsPassed({ id: 'both', digest: SHARED })
  const built = {
    ...testsPassed({ id: 'another-type', digest: SHARED }),
  }
  await call('acme', 'POST', '/v1/events', [
    about('shared-1', SHARED),
    about('other', OTHER),
    { ...both, customData: { turnpike: { artifacts: [{ digest: SHARED }, { digest: BOTH }] } } },
    {
      ...built,
      context: { ...built.context, type: 'dev.cdevents.testcaserun.finished.0.3.0' },
      subject: {
        id: 'case',
        content: { outcome: 'success', environment: { id: 'ci' }, testCase: { id: 'one' } },
      },
    },
    { ...about('invalid', SHARED), subject: { id: 'x' } },
    about('shared-2', SHARED),
  ])
  for (const environment of ['production', 'staging']) {
    await call('acme', 'PUT', `/v1/policies/${environment}`, policy({ name: environment, environment }), {
      'content-type': 'application/yaml',
    })
    const asked = await call('acme', 'POST', '/v1/decisions', {
      request: { artifacts: [{ digest: SHARED }], environment },
    })
    decisions[environment] = asked.body.id
  }
})
afterAll(() => server.close())

describe('events', () => {
  test('of a shared artifact and type are read, and no others', async () => {
    const answer = await asBeta(`/v1/events?organisation=acme&key=artifact:${SHARED}&status=any`)
    expect(ids(answer)).toEqual(['shared-2', 'shared-1'])
    expect(answer.body.next).toBeUndefined()
    const timeline = await asBeta(`/v1/artifacts/${SHARED}/timeline?organisation=acme`)
    expect(ids(timeline)).toEqual(['shared-1', 'shared-2'])
  })

  test('of an artifact that is not shared are none, as if it were not there', async () => {
    const nothing = `sha256:${'00'.repeat(32)}`
    for (const digest of [OTHER, BOTH, nothing])
      expect((await asBeta(`/v1/events?organisation=acme&key=artifact:${digest}`)).body).toEqual({
        events: [],
      })
  })

  test('one by one: what is not shared is told from what is not there by nothing', async () => {
    const own = (await call('acme', 'GET', '/v1/events?status=any&limit=100')).body.events
    for (const { sequence, id } of own) {
      const answer = await asBeta(`/v1/events/${sequence}?organisation=acme`)
      expect([id, answer.status]).toEqual([id, id.startsWith('shared-') ? 200 : 404])
      if (answer.status === 404) {
        const missing = await asBeta('/v1/events/999999?organisation=acme')
        expect(answer.text).toBe(missing.text.replace('999999', String(sequence)))
      }
    }
  })

  test('are asked for by artifact, or not at all', async () => {
    for (const query of ['', '&key=environment:ci', '&type=testsuiterun.finished']) {
      const answer = await asBeta(`/v1/events?organisation=acme${query}`)
      expect([query, answer.status, answer.body.detail]).toEqual([
        query,
        400,
        expect.stringContaining('key=artifact:'),
      ])
    }
  })

  test('take the right to read in one’s own organisation', async () => {
    const path = `/v1/events?organisation=acme&key=artifact:${SHARED}`
    expect((await asBeta(path, 'write')).status).toBe(403)
    expect(
      (await server.call('GET', `/o/beta${path}`, { headers: server.bearer('acme', 'all') })).status,
    ).toBe(401)
  })
})

describe('pages', () => {
  beforeAll(async () => {
    // 2,600 that are not shared (for they are about another artifact too) around five that are.
    const hidden = (count: number) =>
      Array.from({ length: count }, (_, index) => {
        const event = testsPassed({ digest: MOST })
        return {
          ...event,
          context: { ...event.context, id: `hidden-${count}-${index}` },
          customData: { turnpike: { artifacts: [{ digest: MOST }, { digest: OTHER }] } },
        }
      })
    for (const [index, count] of [100, 2300, 100, 100].entries()) {
      await call('acme', 'POST', '/v1/events', [...hidden(count + index), about(`page-${index}`, MOST)])
    }
    await call('acme', 'POST', '/v1/events', about('page-4', MOST))
  })

  const walk = async (path: string): Promise<string[][]> => {
    const pages: string[][] = []
    for (let next: string | undefined = `/o/beta${path}`; next !== undefined;) {
      const answer: Answered = await server.call('GET', next, { headers: server.bearer('beta', 'read') })
      expect(answer.status).toBe(200)
      pages.push(ids(answer))
      next = answer.body.next
    }
    return pages
  }

  test.each(['asc', 'desc'])('lead to everything that is shared, in order %s', async (order) => {
    const pages = await walk(`/v1/events?organisation=acme&key=artifact:${MOST}&limit=2&order=${order}`)
    const all = ['page-0', 'page-1', 'page-2', 'page-3', 'page-4']
    expect(pages.flat()).toEqual(order === 'asc' ? all : all.toReversed())
  })

  test('are full as long as there is more, whatever lies between', async () => {
    const first = await asBeta(`/v1/events?organisation=acme&key=artifact:${MOST}&limit=4`)
    expect(ids(first)).toEqual(['page-4', 'page-3', 'page-2', 'page-1'])
  })

  test('end without a next where only what is not shared follows', async () => {
    const last = await asBeta(
      `/v1/events?organisation=acme&key=artifact:${MOST}&limit=1&order=desc&before=1000000&after=0&until=2000-01-01T00:00:00Z`,
    )
    expect(last.body).toEqual({ events: [] })
    const all = await asBeta(`/v1/artifacts/${MOST}/timeline?organisation=acme&limit=1`)
    // Something shared follows, so there is a next; what it says cannot be read.
    expect(all.body.next).toMatch(/^\/o\/beta\/v1\/artifacts\/[^?]+\?.*cursor=[\w-]{40,}/)
    expect(all.body.next).not.toMatch(/(before|after)=/)
  })

  test('take no cursor that was made up, of another question or another organisation', async () => {
    const { next } = (await asBeta(`/v1/artifacts/${MOST}/timeline?organisation=acme&limit=1`)).body
    const cursor = new URLSearchParams(next.split('?')[1]).get('cursor')!
    const bad = [
      `/v1/artifacts/${MOST}/timeline?organisation=acme&order=desc&cursor=${cursor}`,
      `/v1/artifacts/${MOST}/timeline?organisation=acme&cursor=${'A'.repeat(48)}`,
      `/v1/artifacts/${MOST}/timeline?organisation=acme&cursor=x`,
    ]
    for (const path of bad) expect([path, (await asBeta(path)).status]).toEqual([path, 400])
  })
})

describe('verdicts', () => {
  test('for a shared environment are read in short, and no others', async () => {
    const answer = await asBeta('/v1/decisions?organisation=acme&environment=production')
    expect(answer.body.decisions.map(({ id }: { id: string }) => id)).toEqual([decisions['production']])
    expect((await asBeta('/v1/decisions?organisation=acme&environment=staging')).status).toBe(403)
    expect((await asBeta('/v1/decisions?organisation=acme')).status).toBe(403)
  })

  test('one by one say the verdict and nothing of what it rests on', async () => {
    const id = decisions['production']!
    const answer = await asBeta(`/v1/decisions/${id}?organisation=acme`)
    expect(answer.body).toMatchObject({ id, verdict: 'allow' })
    expect(Object.keys(answer.body)).not.toContain('findings')
    const page = await server.raw('GET', `/o/beta/v1/decisions/${id}?organisation=acme`, {
      headers: { ...server.bearer('beta', 'read'), accept: 'text/html' },
    })
    expect(page.headers.get('content-type')).toBe('application/json')
    expect(await page.text()).not.toContain('findings')
    const hidden = decisions['staging']!
    const refused = await asBeta(`/v1/decisions/${hidden}?organisation=acme`)
    const missing = await asBeta(`/v1/decisions/${hidden.replace(/.$/, 'x')}?organisation=acme`)
    expect([refused.status, missing.status]).toEqual([404, 404])
    expect(refused.text.replace(hidden, '')).toBe(missing.text.replace(hidden.replace(/.$/, 'x'), ''))
  })
})

describe('an organisation that shares nothing', () => {
  const paths = (name: string) => [
    `/v1/events?organisation=${name}&key=artifact:${SHARED}`,
    `/v1/events/1?organisation=${name}`,
    `/v1/artifacts/${SHARED}/timeline?organisation=${name}`,
    `/v1/decisions?organisation=${name}&environment=production`,
    `/v1/decisions/${decisions['production']}?organisation=${name}`,
  ]

  test('cannot be told from one that is not there', async () => {
    for (const [index, path] of paths('gamma').entries()) {
      const there = await asBeta(path)
      const nowhere = await asBeta(paths('nobody')[index]!)
      expect([path, there.status, nowhere.status]).toEqual([path, 403, 403])
      expect(there.text.replaceAll('gamma', 'nobody')).toBe(nowhere.text)
    }
  })

  test('is also the one that shares with somebody else', async () => {
    for (const path of paths('acme')) {
      const answer = await server.call('GET', `/o/gamma${path}`, { headers: server.bearer('gamma', 'all') })
      expect([path, answer.status]).toEqual([path, 403])
    }
  })

  test('is oneself by no other rule than one’s own', async () => {
    const own = await asBeta('/v1/events?organisation=beta')
    expect(own.status).toBe(200)
  })
})

test('no other route takes another organisation', async () => {
  const known = ['listEvents', 'getEvent', 'getTimeline', 'listDecisions', 'getDecision']
  const taking = server.process.routes.filter(({ parameters = [] }) =>
    parameters.some(({ name }) => name === 'organisation'),
  )
  expect(taking.map(({ id }) => id).sort()).toEqual(known.sort())
  expect((await asBeta('/v1/stream?organisation=acme')).status).toBe(400)
  expect((await asBeta('/v1/environments?organisation=acme')).status).toBe(400)
})
