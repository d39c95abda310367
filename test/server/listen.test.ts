import { afterEach, describe, expect, test } from '@jest/globals'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { serve, type Served, type ServeOptions } from '../../src/server/listen.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { send, startProcess } from './process.ts'
import { policy, REQUEST, testsPassed } from './sample.ts'

const directories: string[] = []
const log: string[] = []
let served: Served | undefined
afterEach(async () => {
  await served?.close()
  served = undefined
  log.length = 0
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true })
})

function temporary(): string {
  const directory = mkdtempSync(join(tmpdir(), 'turnpike-serve-'))
  directories.push(directory)
  return directory
}
const listen = async (options: Partial<ServeOptions> = {}): Promise<Served> =>
  (served = await serve({
    database: ':memory:',
    host: '127.0.0.1',
    port: 0,
    log: (line) => void log.push(line),
    ...options,
  }))
const putPolicy = (url: string, text: string) =>
  send(`${url}/v1/policies/production`, {
    method: 'PUT',
    body: text,
    headers: { 'content-type': 'application/yaml' },
  })
const ask = (url: string, wait: string) =>
  send(`${url}/v1/decisions`, { method: 'POST', body: JSON.stringify({ request: REQUEST, wait }) })
const waiting = async (url: string) => {
  while (!(await send(`${url}/metrics`)).text.includes('turnpike_waits_open 1\n')) await sleep(5)
}

describe('the secret keys of a store', () => {
  const made = () => log.filter((line) => line.startsWith('made '))

  test('are named when they are made, and made once', async () => {
    const database = join(temporary(), 'events.db')
    await listen({ database, publicUrl: 'https://store.example.org' })
    expect(made()).toEqual([
      `made ${database}.session-key, the secret key of people's sessions`,
      `made ${database}.log-key, the secret key of the log store.example.org: keep a copy of it, apart from the database`,
    ])
    await served?.close()
    log.length = 0
    await listen({ database, publicUrl: 'https://store.example.org' })
    expect(made()).toEqual([])
  })

  test('of the log have the name they were made with; another address is told of', async () => {
    const database = join(temporary(), 'events.db')
    await listen({ database })
    await served?.close()
    log.length = 0
    await listen({ database, publicUrl: 'https://store.example.org' })
    expect(log.filter((line) => line.startsWith('the log is called'))).toEqual([
      expect.stringContaining(
        `localhost/default, as its key in ${database}.log-key is, and not store.example.org.`,
      ),
    ])
  })

  test('of the log are not made by a start that is refused', async () => {
    const database = join(temporary(), 'events.db')
    await expect(listen({ database, host: '0.0.0.0' })).rejects.toThrow('would let anybody')
    expect(existsSync(`${database}.log-key`)).toBe(false)
  })
})

describe('listening', () => {
  test.each(['0.0.0.0', '::', '192.0.2.1', 'store.example.org'])(
    'on %s without tokens is refused with a sentence',
    async (host) => {
      await expect(listen({ host })).rejects.toThrow(
        /let anybody who can connect write evidence.*TURNPIKE_TOKENS/,
      )
    },
  )

  test('beyond loopback with tokens is allowed, with a warning about TLS', async () => {
    const { url } = await listen({ host: '0.0.0.0', tokens: [{ name: 'ci', secret: 'short' }] })
    const at = url.replace('0.0.0.0', '127.0.0.1')
    expect((await send(`${at}/v1/events`)).status).toBe(401)
    expect((await send(`${at}/v1/events`, { headers: { authorization: 'Bearer short' } })).status).toBe(200)
    expect(log.join('\n')).toMatch(/without TLS/)
    expect(log.join('\n')).toMatch(/secret of token 'ci' is short/)
  })

  test('on a port that is taken says so', async () => {
    const { url } = await listen()
    await expect(
      serve({ database: ':memory:', host: '127.0.0.1', port: Number(new URL(url).port), log: () => {} }),
    ).rejects.toThrow(/cannot listen on 127\.0\.0\.1:\d+: something else listens there already/)
  })

  test.each(['store.example.org', 'javascript:alert(1)', 'https://'])(
    'with %s as its public address is refused',
    async (publicUrl) => {
      await expect(listen({ publicUrl })).rejects.toThrow(/public address/)
    },
  )

  test('with a directory of policies that is not there says so', async () => {
    await expect(listen({ policiesDir: join(temporary(), 'none') })).rejects.toThrow(
      /policies in .*none cannot be read/,
    )
  })

  test('on the loopback of IPv6 answers', async () => {
    const { url } = await listen({ host: '::1' }).catch(() => ({ url: undefined }))
    if (url === undefined) return console.log('skipped: this machine has no IPv6')
    expect((await send(`${url}/v1/events`)).status).toBe(200)
  })
})

describe('over a socket', () => {
  test('a name that is not ours is refused', async () => {
    const { url } = await listen()
    expect((await send(`${url}/v1/events`, { headers: { host: 'evil.example' } })).status).toBe(421)
  })

  test('an announced length beyond the bound is refused before it is sent', async () => {
    const { url } = await listen()
    const answer = await new Promise<number>((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': 20 * 1024 * 1024,
        expect: '100-continue',
      }
      const sent = request(`${url}/v1/events`, { method: 'POST', headers }, (response) => {
        resolve(response.statusCode ?? 0)
        sent.destroy()
      })
      sent.on('error', reject)
      sent.flushHeaders()
    })
    expect(answer).toBe(413)
  })

  test('a body that goes on and on is cut off', async () => {
    const { url } = await listen()
    let written = 0
    const status = await new Promise<number>((resolve, reject) => {
      const sent = request(
        `${url}/v1/events`,
        { method: 'POST', headers: { 'content-type': 'application/x-ndjson' } },
        (response) => {
          resolve(response.statusCode ?? 0)
          sent.destroy()
        },
      )
      sent.on('error', (error) => (written > 16 * 1024 * 1024 ? resolve(413) : reject(error)))
      const chunk = Buffer.from(`{"x":"${'x'.repeat(65_000)}"}\n`)
      const more = () => {
        while (!sent.destroyed && written < 80 * 1024 * 1024) {
          written += chunk.length
          if (!sent.write(chunk)) return sent.once('drain', more)
        }
      }
      more()
    })
    expect(status).toBe(413)
    expect(JSON.parse((await send(`${url}/v1/events?status=any`)).text)).toEqual({ events: [] })
  })

  test('a body that breaks off keeps nothing and hurts nobody', async () => {
    const { url } = await listen()
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.write(
      `POST /v1/events HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-ndjson\r\ncontent-length: 100000\r\n\r\n${JSON.stringify(testsPassed())}\n`,
    )
    await sleep(50)
    socket.destroy()
    await sleep(50)
    expect(JSON.parse((await send(`${url}/v1/events?status=any`)).text)).toEqual({ events: [] })
  })

  test.each([
    'GET /v1/events/%ff%zz HTTP/1.1',
    'GET //v1/../../etc/passwd HTTP/1.1',
    'GET * HTTP/1.1',
    'GET http://[ HTTP/1.1',
    'BREW / HTTP/1.1',
  ])('%s gets an answer that is no fault', async (line) => {
    const { url } = await listen()
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.end(`${line}\r\nhost: localhost\r\nconnection: close\r\n\r\n`)
    let answer = ''
    for await (const chunk of socket) answer += String(chunk)
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(log.join('\n')).not.toMatch(/^fault:/m)
  })

  test('a waiting gate whose client hangs up is given up', async () => {
    const { url } = await listen()
    await putPolicy(url, policy({ onMissing: 'wait' }))
    const sent = request(`${url}/v1/decisions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    })
    sent.on('error', () => undefined)
    sent.end(JSON.stringify({ request: REQUEST, wait: '1m' }))
    await waiting(url)
    sent.destroy()
    while (!(await send(`${url}/metrics`)).text.includes('turnpike_waits_open 0\n')) await sleep(5)
    expect(JSON.parse((await send(`${url}/v1/decisions`)).text)).toEqual({ decisions: [] })
  })

  test('the stream begins to flow before there is an event', async () => {
    const { url } = await listen()
    const type = await new Promise((resolve, reject) => {
      const sent = request(`${url}/v1/stream`, (response) => {
        resolve(response.headers['content-type'])
        sent.destroy()
      })
      sent.on('error', reject)
      sent.end()
    })
    expect(type).toBe('text/event-stream')
  })
})

describe('a change in the directory of policies', () => {
  test('comes into force by itself', async () => {
    const policiesDir = temporary()
    const { url } = await listen({ policiesDir })
    writeFileSync(join(policiesDir, 'a.yaml'), policy())
    while ((await send(`${url}/v1/policies/production`)).status !== 200) await sleep(10)
    expect(JSON.parse((await ask(url, '0')).text)).toMatchObject({ verdict: 'deny' })
  })
})

describe('stopping', () => {
  test('answers waiting gates, ends streams, finishes what is under way and keeps what it acknowledged', async () => {
    const database = join(temporary(), 'store.db')
    const { url } = await listen({ database })
    await putPolicy(url, policy({ onMissing: 'wait' }))
    const gate = ask(url, '1m')
    await waiting(url)
    const streamed = send(`${url}/v1/stream`)
    await sleep(50)
    const agent = new Agent({ keepAlive: true })
    let acknowledged = 0
    const posting = Array.from({ length: 4 }, async () => {
      for (;;) {
        const reply = await send(`${url}/v1/events`, {
          method: 'POST',
          body: JSON.stringify(testsPassed({ digest: `sha256:${'cd'.repeat(32)}` })),
          agent,
        }).catch(() => undefined)
        if (reply?.status !== 202) return reply?.status
        acknowledged++
      }
    })
    while (acknowledged < 50) await sleep(5)
    await served!.close()
    for (const status of await Promise.all(posting)) expect([undefined, 503]).toContain(status)
    agent.destroy()
    expect(JSON.parse((await gate).text)).toMatchObject({ verdict: 'pending' })
    expect((await streamed).status).toBe(200)
    const store = openSqliteStore(database)
    // The acknowledged events, the policy and the decision.
    expect((await store.counts('default')).accepted).toBe(acknowledged + 2)
    await store.close()
  })

  test('by SIGTERM ends the process with 0, also with idle connections open', async () => {
    const running = await startProcess(':memory:')
    const agent = new Agent({ keepAlive: true })
    await send(`${running.url}/v1/events`, { agent })
    running.process.kill('SIGTERM')
    expect(await running.ended).toBe(0)
    agent.destroy()
  })

  test('twice is the same as once', async () => {
    const { close } = await listen()
    await Promise.all([close(), close()])
  })
})
