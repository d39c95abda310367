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
