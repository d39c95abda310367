/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- answers are read freely */
/** What a credential is worth, for how long, and what it costs to present a bad one. */
import { afterEach, describe, expect, test } from '@jest/globals'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { HOST, start, trustOf, type Started } from './scopes.ts'
import { testsPassed } from './sample.ts'
import type { TestIssuer } from '../trust/tokens/issuer.ts'

let server: Started
afterEach(() => server.close())

const read = (headers: Record<string, string>, path = '/o/acme/v1/events') =>
  server.call('GET', path, { headers })
const post = (headers: Record<string, string>, body: unknown, query = '') =>
  server.call('POST', `/o/acme/v1/events${query}`, { headers, body })
const fetches = () => server.issuer.fetches.discovery + server.issuer.fetches.keys

describe('a caller who is not known', () => {
  test('is told which issuers and which audience are expected', async () => {
    server = await start()
    const { status, body, headers } = await read({})
    expect([status, body.detail]).toEqual([
      401,
      `This store wants to know who is asking: send \`Authorization: Bearer <token>\` with an OIDC token of ${server.issuer.githubUrl} for the audience '${HOST}/o/acme', or with one of its own tokens.`,
    ])
    expect(headers.get('www-authenticate')).toBe('Bearer realm="turnpike", Basic realm="turnpike"')
    const posted = await post({}, testsPassed())
    expect(posted.headers.get('www-authenticate')).toBe('Bearer realm="turnpike"')
  })

  test('is told what is wrong with a credential, and never what it was', async () => {
    server = await start()
    const token = await server.pipeline('beta', 'all')
    for (const headers of [
      token,
      { authorization: 'Bearer hunter2-hunter2' },
      { authorization: 'Bearer aaa.bbb.ccc' },
    ]) {
      const answer = await read(headers)
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toMatch(
        /^Bearer realm="turnpike", error="invalid_token", error_description="[^"\\]+", Basic realm="turnpike"$/,
      )
      expect(answer.text).not.toContain(headers.authorization!.split(' ')[1]!)
    }
    expect((await read(token)).body.detail).toContain(`${HOST}/o/acme`)
  })

  test('causes no request to an issuer, whatever is sent', async () => {
    server = await start()
    const stranger = await server.issuer.sign({
      iss: 'https://evil.example',
      aud: `${HOST}/o/acme`,
      iat: 1,
      exp: 2e9,
    })
    const expired = await server.pipeline('acme', 'all', { exp: 1_000_000_000 })
    for (const authorization of [
      'Bearer',
      'Bearer x',
      'Bearer a.b.c',
      `Bearer ${'a'.repeat(20_000)}.b.c`,
      `Bearer ${stranger}`,
      expired['authorization']!,
      'Basic !!!',
      `Basic ${Buffer.from('no colon').toString('base64')}`,
      'Negotiate abc',
    ])
      expect([authorization.slice(0, 40), (await read({ authorization })).status]).toEqual([
        authorization.slice(0, 40),
        401,
      ])
    expect(fetches()).toBe(0)
  })

  test('does not have its body read', async () => {
    server = await start()
    let asked = 0
    const body = new ReadableStream({
      pull(controller) {
        asked++
        controller.enqueue(new Uint8Array(1024))
      },
    })
    const request = new Request(`${HOST}/o/acme/v1/events`, {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { 'content-type': 'application/x-ndjson' },
    } as RequestInit)
    expect((await server.process.fetch(request, {})).status).toBe(401)
    expect(asked).toBeLessThan(3)
  })

  test('cannot keep others out by sending many tokens that take long to verify', async () => {
    server = await start()
    const held: (() => void)[] = []
    server.issuer.answer.keys = (_request, response) => void held.push(() => response.destroy())
    const tokens = await Promise.all(
      Array.from({ length: 210 }, (_, index) => server.pipeline('acme', 'read', { run_id: String(index) })),
    )
    const answers = tokens.map((headers) => read(headers))
    while (held.length === 0) await sleep(5)
    // With a static token nothing has to be asked.
    expect((await read(server.bearer('acme', 'read'))).status).toBe(200)
    held.forEach((release) => release())
    const statuses = (await Promise.all(answers)).map(({ status, headers }) => [
      status,
      headers.get('retry-after'),
    ])
    expect(new Set(statuses.map(String))).toEqual(new Set(['503,5']))
    expect(server.issuer.fetches.keys).toBeLessThan(4)
  })
})

describe('a verified token', () => {
  test('is asked of its issuer once, however often it comes', async () => {
    server = await start()
    const headers = await server.pipeline('acme', 'read')
    for (let count = 0; count < 20; count++) expect((await read(headers)).status).toBe(200)
    expect(server.issuer.fetches).toEqual({ discovery: 1, keys: 1 })
  })

  test('is worth nothing more once the trust document says so', async () => {
    server = await start()
    const headers = await server.pipeline('acme', 'read')
    expect((await read(headers)).status).toBe(200)
    const text = trustOf('acme', server.issuer).replace("repositoryId: '1002'", "repositoryId: '7'")
    writeFileSync(join(server.folder, 'acme', 'trust.yaml'), text)
    await server.process.reload()
    expect((await read(headers)).status).toBe(403)
    expect((await read(await server.pipeline('acme', 'read'))).status).toBe(403)
  })

  test('is worth nothing more once it has expired', async () => {
    server = await start()
    const now = Math.floor(Date.now() / 1000)
    // The leeway for clocks is a minute: this one ends in a second or two.
    const headers = await server.pipeline('acme', 'read', { exp: now - 58, iat: now - 100, nbf: now - 100 })
    expect((await read(headers)).status).toBe(200)
    let last = 200
    for (let count = 0; count < 60 && last === 200; count++) {
      await sleep(100)
      last = (await read(headers)).status
    }
    expect(last).toBe(401)
  })

  test('of an issuer whose tokens count once is good for one request', async () => {
    server = await start({
      documents: (issuer: TestIssuer) => ({
        acme: trustOf('acme', issuer).replace(
          `url: '${issuer.githubUrl}' }`,
          `url: '${issuer.githubUrl}', once: true }`,
        ),
      }),
    })
    const headers = await server.pipeline('acme', 'read')
    expect((await read(headers)).status).toBe(200)
    expect((await read(headers)).status).toBe(401)
    expect((await read(await server.pipeline('acme', 'read'))).status).toBe(200)
  })

  test('waits for an issuer that is down with a 503, not a 401', async () => {
    server = await start()
    server.issuer.answer.keys = (_request, response) => void response.writeHead(500).end()
    const answer = await read(await server.pipeline('acme', 'read'))
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    expect((await read(server.bearer('acme', 'read'))).status).toBe(200)
  })

  test('is who the event is from, without what is personal', async () => {
    server = await start()
    const sent = await post(await server.pipeline('acme', 'write'), testsPassed())
    const { sequence } = sent.body.receipts[0]
    const kept = await read(server.bearer('acme', 'read'), `/o/acme/v1/events/${sequence}`)
    expect(kept.body.producer).toMatchObject({
      kind: 'oidc',
      id: `${server.issuer.githubUrl}#repository:1000`,
      claims: { repositoryId: '1000', workflowRef: expect.stringContaining('build.yml') },
    })
    expect(kept.text).not.toContain('"alice"')
  })
})

describe('a stream', () => {
  test('ends when another trust document comes into force, so that its reader shows again who it is', async () => {
    server = await start()
    const headers = server.bearer('acme', 'read')
    const response = await server.raw('GET', '/o/acme/v1/stream', { headers })
    const reader = response.body!.getReader()
    const revoked = trustOf('acme', server.issuer).replace("{ id: 'token:read' }", "{ id: 'token:none' }")
    writeFileSync(join(server.folder, 'acme', 'trust.yaml'), revoked)
    await server.process.reload()
    // The document is an event too, which the reader may have seen.
    while (!(await reader.read()).done);
    expect((await server.raw('GET', '/o/acme/v1/stream', { headers })).status).toBe(403)
  })
})
