/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- answers are read freely; start.ts checks their shape against the published document */
import { afterEach, describe, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { start, type Started } from './start.ts'
import { policy, REQUEST, testsPassed } from './sample.ts'

const directories: string[] = []
let server: Started
afterEach(async () => {
  await server.close()
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true })
})

function directoryWith(files: Record<string, string>): string {
  const directory = mkdtempSync(join(tmpdir(), 'turnpike-policies-'))
  directories.push(directory)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text)
  return directory
}

const yaml = { 'content-type': 'application/yaml' }
const put = (name: string, body: string) =>
  server.call('PUT', `/v1/policies/${name}`, { body, headers: yaml })
const names = async () =>
  (await server.call('GET', '/v1/policies')).body.policies.map(({ name }: { name: string }) => name)
const verdict = async () =>
  (await server.call('POST', '/v1/decisions', { body: { request: REQUEST } })).body.verdict

describe('a policy that is put', () => {
  test('is in force when it is answered, and can be read back', async () => {
    server = await start()
    expect(await verdict()).toBe('error')
    const answer = await put('production', policy())
    expect([answer.status, answer.body.name, answer.body.publishedBy]).toEqual([
      201,
      'production',
      'loopback',
    ])
    expect(await verdict()).toBe('deny')
    const read = await server.call('GET', '/v1/policies/production', {
      headers: { accept: 'application/yaml' },
    })
    expect(read.text).toBe(policy())
    expect((await server.call('GET', '/v1/policies/production')).body.text).toBe(policy())
  })

  test('with problems leaves the old one in force and lists them with their lines', async () => {
    server = await start()
    await put('production', policy())
    const answer = await put('production', policy({ extra: '  - { id: x, kind: nonsense }\n  - { id: 7 }' }))
    expect([answer.status, answer.body.type]).toEqual([422, 'urn:turnpike:problem/invalid-policy'])
    expect(answer.body.problems.length).toBeGreaterThan(1)
    expect(answer.body.problems[0].line).toBeGreaterThan(5)
    expect((await server.call('GET', '/v1/policies/production')).body.text).toBe(policy())
  })

  test('under another name than its own is refused', async () => {
    server = await start()
    expect((await put('staging', policy())).status).toBe(422)
    expect(await names()).toEqual([])
  })

  test('unchanged is not published again', async () => {
    server = await start()
    const first = await put('production', policy())
    const again = await put('production', policy())
    expect([again.status, again.body.sequence]).toEqual([200, first.body.sequence])
  })

  test('of more than 256 KiB is refused', async () => {
    server = await start()
    expect((await put('production', `# ${'x'.repeat(256 * 1024)}\n${policy()}`)).status).toBe(413)
  })
})

describe('a directory of policies', () => {
  test('is in force from the start, apart from what does not load', async () => {
    server = await start({
      directory: directoryWith({
        'a.yaml': policy(),
        'b.yml': 'apiVersion: nonsense',
        'notes.txt': 'x',
        'cases.yaml': 'cases: []',
      }),
    })
    const { body } = await server.call('GET', '/v1/policies')
    expect(body.policies.map(({ name }: { name: string }) => name)).toEqual(['production'])
    expect(body.troubles).toMatchObject([{ document: 'b.yml' }])
    expect(server.log.join('\n')).toMatch(/b\.yml is not in force: \d+:\d+ /)
    expect(await verdict()).toBe('deny')
  })

  test('with two files of one name takes the first and tells of the second', async () => {
    server = await start({
      directory: directoryWith({ 'a.yaml': policy(), 'b.yaml': policy({ onMissing: 'wait' }) }),
    })
    const { body } = await server.call('GET', '/v1/policies')
    expect(body.troubles).toMatchObject([{ document: 'b.yaml', problems: [{ path: '/metadata/name' }] }])
    expect((await server.call('GET', '/v1/policies/production')).body.text).toBe(policy())
  })

  test('is read again: a change comes into force, a broken or lost file changes nothing', async () => {
    const directory = directoryWith({ 'a.yaml': policy() })
    server = await start({ directory })
    writeFileSync(join(directory, 'a.yaml'), policy({ onMissing: 'wait' }))
    await server.book.reload()
    expect(await verdict()).toBe('pending')
    writeFileSync(join(directory, 'a.yaml'), ': broken')
    await server.book.reload()
    expect(await verdict()).toBe('pending')
    expect((await server.call('GET', '/v1/policies')).body.troubles).toHaveLength(1)
    expect((await put('production', policy())).status).toBe(409)
    rmSync(join(directory, 'a.yaml'))
    await server.book.reload()
    expect(await verdict()).toBe('pending')
    expect(server.log.join('\n')).toMatch(/it stays in force as published/)
  })

  test('keeps its names to itself', async () => {
    server = await start({ directory: directoryWith({ 'a.yaml': policy() }) })
    expect((await put('production', policy({ onMissing: 'wait' }))).status).toBe(409)
    expect((await put('staging', policy({ name: 'staging', environment: 'staging' }))).status).toBe(201)
    expect(await names()).toEqual(['production', 'staging'])
  })
})

test('after a restart without a directory the policies that were published are in force', async () => {
  const store = openSqliteStore(':memory:')
  const first = await start({ store, directory: directoryWith({ 'a.yaml': policy() }) })
  await first.app.close()
  server = await start({ store })
  expect(await names()).toEqual(['production'])
  expect(await verdict()).toBe('deny')
})

test('a published policy that cannot be read stops decisions instead of opening gates', async () => {
  server = await start()
  const store = {
    ...server.store,
    keys: async () => ['policy:production'],
    query: async () => ({
      events: [
        {
          sequence: 1,
          receivedAt: new Date().toISOString(),
          producer: { kind: 'store', id: 'store' },
          event: {
            context: {},
            subject: { id: 'production', content: { name: 'production', text: 'kind: Later' } },
          },
        },
      ],
    }),
  }
  let asked = false
  const broken = await start({
    store: { ...store, keys: async () => (asked ? [] : ((asked = true), ['policy:production'])) } as never,
  })
  const answer = await broken.call('POST', '/v1/decisions', { body: { request: REQUEST } })
  expect([answer.status, answer.body.detail]).toEqual([503, expect.stringContaining('production')])
  expect((await broken.call('GET', '/readyz')).status).toBe(503)
  await broken.app.close()
})

test('a policy that somebody posts as an event is not in force', async () => {
  server = await start()
  const event = testsPassed()
  const forged = {
    context: { ...event.context, type: 'dev.cdeventsx.turnpike-policy.published.0.1.0' },
    subject: { id: 'production', content: { name: 'production', text: policy({ onMissing: 'wait' }) } },
  }
  expect((await server.post(forged)).status).toBe(403)
  // Even one that was written into the database by other means: only the store's own word counts.
  const { admit } = await import('../../src/store/admit.ts')
  await server.store.append(
    'default',
    { kind: 'token', id: 'token:ci' },
    [admit(forged)],
    new Date().toISOString(),
  )
  await server.app.close()
  const again = await start({ store: server.store })
  expect((await again.call('GET', '/v1/policies')).body.policies).toEqual([])
  await again.app.close()
})

describe('layers', () => {
  const layered = (name: string, layer: string, maxAge: string, more = '') => `apiVersion: turnpike/v1
kind: Policy
metadata: { name: ${name}, layer: ${layer} }
applies: { environments: [production] }
rules:
  - id: unit-tests
    kind: evidence
    type: testsuiterun.finished
    producer: any
    maxAge: ${maxAge}
${more}`
  const baseline = (maxAge: string) => layered('acme', 'baseline', maxAge)
  const service = (maxAge: string) => layered('webshop', 'service', maxAge)

  test('a policy that loosens an earlier layer is refused, with its place', async () => {
    server = await start()
    expect((await put('acme', baseline('7d'))).status).toBe(201)
    const answer = await put('webshop', service('8d'))
    expect([answer.status, answer.body.problems]).toEqual([
      422,
      [
        {
          path: '/rules/0/maxAge',
          line: 10,
          column: 5,
          message: expect.stringContaining('loosens the rule unit-tests of acme (layer baseline)'),
        },
      ],
    ])
    expect(await names()).toEqual(['acme'])
    expect((await put('webshop', service('1d'))).status).toBe(201)
    expect((await server.call('GET', '/v1/policies/webshop')).body.layer).toBe('service')
  })

  test('a baseline that would make a later layer a loosening is refused, with both names', async () => {
    server = await start()
    await put('acme', baseline('7d'))
    await put('webshop', service('6d'))
    const answer = await put('acme', baseline('5d'))
    expect(answer.status).toBe(422)
    expect(answer.body.problems).toMatchObject([{ path: '/rules/0/maxAge', line: 10 }])
    expect(answer.body.problems[0].message).toMatch(
      /webshop \(layer service\) loosens the rule unit-tests of acme/,
    )
    expect((await server.call('GET', '/v1/policies/acme')).body.text).toBe(baseline('7d'))
    // The other way round it goes.
    await put('webshop', service('5d'))
    expect((await put('acme', baseline('5d'))).status).toBe(200)
  })

  test('files of a directory that are changed together come into force together', async () => {
    const directory = directoryWith({ 'a.yaml': baseline('7d'), 'b.yaml': service('6d') })
    server = await start({ directory })
    writeFileSync(join(directory, 'a.yaml'), baseline('5d'))
    writeFileSync(join(directory, 'b.yaml'), service('4d'))
    await server.book.reload()
    expect((await server.call('GET', '/v1/policies')).body.troubles).toEqual([])
    expect((await server.call('GET', '/v1/policies/acme')).body.text).toBe(baseline('5d'))
  })

  test('of a directory the layer that loosens stays out, and so does a baseline that one in force would loosen', async () => {
    const directory = directoryWith({ 'a.yaml': baseline('7d'), 'b.yaml': service('8d') })
    server = await start({ directory })
    expect(await names()).toEqual(['acme'])
    const troubles = async () => (await server.call('GET', '/v1/policies')).body.troubles
    expect(await troubles()).toMatchObject([{ document: 'b.yaml', problems: [{ line: 10, column: 5 }] }])
    writeFileSync(join(directory, 'b.yaml'), service('6d'))
    await server.book.reload()
    expect(await names()).toEqual(['acme', 'webshop'])
    writeFileSync(join(directory, 'a.yaml'), baseline('5d'))
    await server.book.reload()
    expect(await troubles()).toMatchObject([{ document: 'a.yaml' }])
    expect((await server.call('GET', '/v1/policies/acme')).body.text).toBe(baseline('7d'))
    // Nothing is refused for what is as it was.
    await server.book.reload()
    expect(await troubles()).toHaveLength(1)
  })

  test('a file that comes with a request tightens, and cannot loosen', async () => {
    server = await start()
    await put('acme', baseline('7d'))
    const ask = async (text: string) =>
      (
        await server.call('POST', '/v1/decisions', {
          body: { request: REQUEST, policyFiles: [{ name: 'webshop.yaml', text }] },
        })
      ).body
    const tightened = await ask(service('1d'))
    expect(tightened.findings).toMatchObject([
      { policy: 'webshop', layer: 'file', tightens: ['acme/unit-tests'], result: 'fail' },
    ])
    expect(
      tightened.policies.map(({ name, layer }: { name: string; layer: string }) => [name, layer]),
    ).toEqual([
      ['acme', 'baseline'],
      ['webshop', 'file'],
    ])
    const loosened = await ask(service('8d'))
    expect(loosened.verdict).toBe('error')
    expect(loosened.summary).toMatch(
      /^The policy webshop \(line 10, column 5\) loosens the rule unit-tests of acme/,
    )
  })

  test('together are explained as JSON, text, Markdown and YAML', async () => {
    server = await start()
    await put('acme', layered('acme', 'baseline', '7d', '    title: "<b>*Tests*"\n'))
    await put('webshop', service('1d'))
    const get = (accept: string, query = '?environment=production&service=webshop') =>
      server.call('GET', `/v1/policies/merged${query}`, { headers: { accept } })
    const { body } = await get('application/json')
    expect(body.rules).toMatchObject([{ id: 'unit-tests', layer: 'service', tightens: ['acme/unit-tests'] }])
    expect((await get('text/plain')).text).toContain('in place of, acme/unit-tests')
    expect((await get('text/markdown')).text).toContain('### 1. Unit tests')
    const yaml = await get('application/yaml')
    expect(yaml.headers.get('content-type')).toBe('application/yaml')
    expect(yaml.text).toContain('maxAge: 1d')
    expect((await get('application/json', '')).status).toBe(400)
    expect((await get('application/json', '?environment=nowhere')).body.problems).toHaveLength(1)
    // That address is all of them together, so none may be called so.
    await expect(
      server.book.publish(layered('merged', 'service', '1d'), { document: 'merged', by: 'store' }),
    ).rejects.toThrow('has problems')
  })

  test('in Markdown nothing that a policy is called is markup', async () => {
    server = await start()
    await put('acme', layered('acme', 'baseline', '7d', '    title: "<b>*Tests*| @all"\n'))
    const { text } = await server.call('GET', '/v1/policies/merged?environment=production', {
      headers: { accept: 'text/markdown' },
    })
    expect(text).not.toMatch(/<b>|\*Tests\*|@all/)
  })
})
