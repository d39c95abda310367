/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-argument -- answers are read freely; start.ts checks their shape against the published document */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { start, type Started } from './start.ts'
import { DIGEST, policy, PURL, REQUEST, testsPassed } from './sample.ts'

let server: Started
beforeEach(async () => {
  server = await start()
})
afterEach(() => server.close())

const ask = (body: object = { request: REQUEST }) => server.call('POST', '/v1/decisions', { body })
const put = (text: string, name = 'production') =>
  server.call('PUT', `/v1/policies/${name}`, { body: text, headers: { 'content-type': 'application/yaml' } })

describe('a gate that asks', () => {
  test('is refused without evidence, and let through when it is there', async () => {
    await put(policy())
    const refused = await ask()
    expect([refused.status, refused.body.verdict]).toEqual([200, 'deny'])
    await server.post(testsPassed())
    const allowed = await ask()
    expect(allowed.body.verdict).toBe('allow')
    expect(allowed.body.expiresAt > allowed.body.decidedAt).toBe(true)
    expect(allowed.body.url).toBe(`http://localhost:8080/v1/decisions/${allowed.body.id}`)
    expect(allowed.body.previous).toMatchObject({ id: refused.body.id, verdict: 'deny' })
  })

  test('about an environment that no policy governs gets an error, never a pass', async () => {
    expect((await ask()).body.verdict).toBe('error')
  })

  test('is answered only after the decision is kept, as the word of the store', async () => {
    await put(policy())
    const { body } = await ask()
    const kept = await server.call('GET', `/v1/events?key=decision:${body.id}`)
    expect(kept.body.events).toMatchObject([
      {
        type: 'dev.cdeventsx.turnpike-gate.evaluated.0.1.0',
        producer: { kind: 'store', id: 'store' },
        status: 'accepted',
      },
    ])
    expect(kept.body.events[0].event.subject.content.verdict).toBe('deny')
  })

  test('may bring a policy that adds rules, not one that stands in for those of the store', async () => {
    await put(policy())
    await server.post(testsPassed())
    const file = policy({
      name: 'team',
      extra:
        '  - { id: smoke, kind: evidence, type: testcaserun.finished, producer: any, match: { outcome: success } }',
    }).replace('id: unit-tests', 'id: unit-again')
    const { body } = await ask({ request: REQUEST, policyFiles: [{ name: 'team.yaml', text: file }] })
    expect(body.verdict).toBe('deny')
    expect(body.policies.map(({ name, origin }: { name: string; origin: string }) => [name, origin])).toEqual(
      [
        ['production', 'store'],
        ['team', 'file'],
      ],
    )
  })

  test('with a policy that does not load is told every problem', async () => {
    const answer = await ask({ request: REQUEST, policyFiles: [{ name: 'team.yaml', text: 'kind: Policy' }] })
    expect([answer.status, answer.body.type]).toEqual([422, 'urn:turnpike:problem/invalid-policy'])
    expect(answer.body.problems[0].message).toMatch(/^team\.yaml: /)
  })

  test.each<[string, object, string]>([
    ['no request', {}, '/request'],
    ['no artifact', { request: { artifacts: [], environment: 'production' } }, '/request/artifacts'],
    [
      'a digest that is none',
      { request: { ...REQUEST, artifacts: [{ digest: 'latest' }] } },
      '/request/artifacts/0/digest',
    ],
    ['an unknown mode', { request: REQUEST, mode: 'replay' }, '/mode'],
    ['a wait that is no duration', { request: REQUEST, wait: 'long' }, '/wait'],
    ['a wait of days', { request: REQUEST, wait: '2d' }, '/wait'],
    ['a wait that is a number', { request: REQUEST, wait: 60 }, '/wait'],
    ['a name that is not known', { request: REQUEST, policy: 'production' }, '/policy'],
    ['policy files that are none', { request: REQUEST, policyFiles: ['a.yaml'] }, '/policyFiles/0'],
    [
      'too many policy files',
      { request: REQUEST, policyFiles: Array(17).fill({ name: 'a', text: '' }) },
      '/policyFiles',
    ],
  ])('with %s is told where', async (_name, body, path) => {
    const answer = await ask(body)
    expect([answer.status, answer.body.type]).toEqual([422, 'urn:turnpike:problem/invalid-request'])
    expect(answer.body.problems.map((problem: { path: string }) => problem.path)).toContain(path)
    expect(await server.store.position('default')).toBe(0)
  })

  test.each(['[]', 'null', '7', '{'])('with %s is refused', async (text) => {
    const answer = await server.call('POST', '/v1/decisions', {
      body: text,
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(text === '{' ? 400 : 422)
  })
})

describe('a decision is read', () => {
  test('as JSON, as a page without scripts and as Markdown', async () => {
    await put(policy())
    const { body } = await ask()
    const read = (accept: string) => server.call('GET', `/v1/decisions/${body.id}`, { headers: { accept } })
    expect((await read('*/*')).body).toEqual(body)
    const page = await read('text/html,application/xhtml+xml,*/*;q=0.8')
    expect(page.headers.get('content-type')).toMatch(/^text\/html/)
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
    expect(page.text).not.toMatch(/<script/i)
    expect((await read('text/markdown')).text).toContain('production')
  })

  test('only when the store made it', async () => {
    expect((await server.call('GET', '/v1/decisions/00000000-0000-4000-8000-000000000000')).status).toBe(404)
  })

  test('in a list by artifact and environment, the newest first, page by page', async () => {
    await put(policy())
    await put(policy({ name: 'staging', environment: 'staging' }), 'staging')
    const ids: string[] = []
    for (let count = 0; count < 3; count++) ids.unshift((await ask()).body.id)
    await ask({ request: { ...REQUEST, environment: 'staging' } })
    const list = (query: string) => server.call('GET', `/v1/decisions?${query}`)
    const byTarget = await list(`artifact=${DIGEST}&environment=production&limit=2`)
    const rest = await server.call('GET', byTarget.body.next)
    expect([...byTarget.body.decisions, ...rest.body.decisions].map(({ id }: { id: string }) => id)).toEqual(
      ids,
    )
    expect((await list(`artifact=${encodeURIComponent(PURL)}`)).body.decisions).toHaveLength(4)
    expect((await list(`artifact=sha256:${'0'.repeat(64)}`)).body.decisions).toEqual([])
    expect((await list('artifact=nonsense')).status).toBe(400)
  })
})

test('the front page shows what strangers wrote as text', async () => {
  const evil = '<script>alert(1)</script>"onload=x '
  await server.post({
    ...testsPassed(),
    context: { ...testsPassed().context, type: 'dev.cdevents.service.deployed.0.3.0' },
    subject: {
      id: evil,
      content: { environment: { id: evil }, artifactId: `pkg:generic/a%3Cb%3E@1?checksum=${DIGEST}` },
    },
  })
  await put(policy())
  await ask()
  const { status, text, headers } = await server.call('GET', '/')
  expect(status).toBe(200)
  expect(text).toContain('alert(1)')
  expect(text).not.toMatch(/<script/i)
  expect(text).toContain('production')
  expect(text).toMatch(/>\s*1 rule\s*</)
  expect(text).toContain('<code>sha256:abab…abab</code>')
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
})
