import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from '@jest/globals'
import { ask } from '../../src/client/ask.ts'
import type { AskBody, AskDeps } from '../../src/client/ask.ts'
import { fakeClock } from './clock.ts'

/** A store that plays one scene after the other, on loopback; the last one stays. */
type Scene = (response: ServerResponse, body: AskBody, request: IncomingMessage) => void

let server: Server | undefined
afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((resolve) => (server === undefined ? resolve(0) : server.close(resolve)))
  server = undefined
})

async function stage(...scenes: Scene[]) {
  const bodies: AskBody[] = []
  server = createServer((request, response) => {
    let text = ''
    request.on('data', (piece: Buffer) => (text += piece.toString()))
    request.on('end', () => {
      bodies.push(JSON.parse(text) as AskBody)
      const scene = scenes[Math.min(bodies.length, scenes.length) - 1]
      scene?.(response, bodies.at(-1) as AskBody, request)
    })
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const clock = fakeClock()
  const lines: string[] = []
  const deps: AskDeps = {
    clock,
    budgetMs: 20_000,
    silenceMs: 10_000,
    log: (line) => lines.push(line),
    make: async (body) => ({
      method: 'POST',
      url: new URL(`http://127.0.0.1:${port}/v1/decisions`),
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
      body,
      timeoutMs: 10_000,
      env: {},
    }),
  }
  return { bodies, clock, lines, deps }
}

const QUESTION: AskBody = { request: { environment: 'production' }, mode: 'enforce' }
const ALLOW = { verdict: 'allow', id: 'd-1' }
const PENDING = { verdict: 'pending', id: 'd-0' }

const stream = (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
const message = (event: string, value: unknown) => `event: ${event}\ndata: ${JSON.stringify(value)}\n\n`

const allows: Scene = (response) => {
  stream(response).end(message('decision', ALLOW))
}
const breaksOff: Scene = (response) => {
  stream(response).write(message('pending', PENDING))
  setTimeout(() => response.destroy(), 20)
}

describe('the gate is asked', () => {
  test('over a stream, told of every change, and answered the moment there is a decision', async () => {
    const { deps, bodies } = await stage((response) => {
      stream(response).write(': alive\n\n')
      response.write(message('pending', PENDING))
      setTimeout(() => response.write(`${message('pending', { ...PENDING, n: 2 })}: alive\n\n`), 10)
      // The connection stays open: nobody waits for its end.
      setTimeout(() => response.write(message('decision', ALLOW)), 20)
    })
    const pending: unknown[] = []
    const decision = await ask(
      { ...QUESTION, wait: '15m' },
      { onPending: (each) => pending.push(each) },
      deps,
    )
    expect(decision).toEqual(ALLOW)
    expect(pending).toEqual([PENDING, { ...PENDING, n: 2 }])
    expect(bodies).toEqual([{ ...QUESTION, wait: '900s' }])
  })

  test('and answered in plain JSON', async () => {
    const { deps } = await stage((response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(PENDING))
    })
    expect(await ask(QUESTION, {}, deps)).toEqual(PENDING)
  })

  test('again and again by a store that cannot wait, more and more seldom, until the wait is over', async () => {
    const { deps, bodies, clock } = await stage((response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(PENDING))
    })
    const pending: unknown[] = []
    const options = { onPending: (each: unknown) => pending.push(each) }
    expect(await ask({ ...QUESTION, wait: '1m' }, options, deps)).toEqual(PENDING)
    expect(clock.slept).toEqual([125, 250, 500, 1000, 2000, 4000, 7500, 7500, 7500, 7500, 7500, 7500, 7125])
    expect(pending).toHaveLength(bodies.length - 1)
    expect(bodies.slice(-2).map(({ wait }) => wait)).toEqual(['8s', undefined])
  })

  test('without a wait, which then is not in the question', async () => {
    const { deps, bodies } = await stage(allows)
    expect(await ask(QUESTION, {}, deps)).toEqual(ALLOW)
    expect(bodies).toEqual([QUESTION])
  })

  test('with a wait that only the store can judge', async () => {
    const { deps, bodies } = await stage(allows)
    await ask({ ...QUESTION, wait: 'soon' }, {}, deps)
    expect(bodies[0]?.wait).toBe('soon')
  })
})

describe('a connection that is lost while waiting', () => {
  test('is made again with what is left of the wait', async () => {
    const { deps, bodies, clock } = await stage(
      (response, body, request) => {
        clock.pass(300_000)
        breaksOff(response, body, request)
      },
      (response) => {
        clock.pass(500_000)
        stream(response).end(message('pending', PENDING))
      },
      allows,
    )
    expect(await ask({ ...QUESTION, wait: '15m' }, {}, deps)).toEqual(ALLOW)
    expect(bodies.map(({ wait }) => wait)).toEqual(['900s', '600s', '100s'])
  })

  test('is made again without a wait when that is over: the store has the last word', async () => {
    const { deps, bodies, clock } = await stage((response, body, request) => {
      clock.pass(2_000_000)
      breaksOff(response, body, request)
    }, allows)
    expect(await ask({ ...QUESTION, wait: '15m' }, {}, deps)).toEqual(ALLOW)
    expect(bodies[1]).toEqual(QUESTION)
  })

  test('is dead when it falls silent in the middle', async () => {
    const { deps, lines } = await stage(
      (response) => void stream(response).write(message('pending', PENDING)),
      allows,
    )
    expect(await ask({ ...QUESTION, wait: '15m' }, {}, { ...deps, silenceMs: 50 })).toEqual(ALLOW)
    expect(lines[0]).toContain('no answer')
  })

  test('stays alive by comments alone', async () => {
    const { deps, bodies } = await stage((response) => {
      stream(response)
      const beat = setInterval(() => response.write(': alive\n\n'), 20)
      setTimeout(() => {
        clearInterval(beat)
        response.end(message('decision', ALLOW))
      }, 400)
    })
    expect(await ask({ ...QUESTION, wait: '15m' }, {}, { ...deps, silenceMs: 200 })).toEqual(ALLOW)
    expect(bodies).toHaveLength(1)
  })

  test('is given up when the store stays away', async () => {
    const { deps, clock } = await stage(breaksOff, (response) => void response.destroy())
    await expect(ask({ ...QUESTION, wait: '15m' }, {}, deps)).rejects.toMatchObject({
      code: 'STORE_UNREACHABLE',
    })
    // Five minutes away, of the wait of fifteen.
    const slept = clock.slept.reduce((sum, ms) => sum + ms, 0)
    expect(slept).toBeGreaterThan(280_000)
    expect(slept).toBeLessThanOrEqual(300_000)
  })

  test('is never an allow: a truncated decision is asked for again', async () => {
    const { deps } = await stage(
      (response) => {
        stream(response).end(`event: decision\ndata: ${JSON.stringify(ALLOW)}`)
      },
      (response) => void stream(response).end(message('decision', { verdict: 'deny' })),
    )
    expect(await ask(QUESTION, {}, deps)).toEqual({ verdict: 'deny' })
  })

  test('may be stopped by who waits', async () => {
    const stop = new AbortController()
    const { deps } = await stage((response) => {
      stream(response).write(message('pending', PENDING))
      setTimeout(() => stop.abort(), 20)
    })
    await expect(ask({ ...QUESTION, wait: '15m' }, { signal: stop.signal }, deps)).rejects.toMatchObject({
      code: 'STORE_UNREACHABLE',
      message: 'Stopped while waiting for the decision',
    })
  })

  test('whose answers something holds back until they are complete is asked in short turns', async () => {
    const silent: Scene = () => undefined
    const holds =
      (verdict: string): Scene =>
      (response) =>
        void stream(response).end(message('decision', { verdict }))
    const { deps, bodies } = await stage(silent, holds('pending'), holds('pending'), holds('allow'))
    const pending: unknown[] = []
    const options = { onPending: (each: unknown) => pending.push(each) }
    expect(await ask({ ...QUESTION, wait: '15m' }, options, { ...deps, silenceMs: 2000 })).toEqual({
      verdict: 'allow',
    })
    expect(bodies.map(({ wait }) => wait)).toEqual(['900s', '1s', '1s', '1s'])
    expect(pending).toHaveLength(2)
  })
})

describe('a refusal', () => {
  test('of the question is final and names every problem', async () => {
    const { deps, bodies } = await stage((response) => {
      const problems = [{ path: '/request/environment', message: 'is missing' }]
      response.writeHead(422, { 'content-type': 'application/problem+json' })
      response.end(JSON.stringify({ title: 'Invalid request', problems }))
    })
    await expect(ask({ ...QUESTION, wait: '15m' }, {}, deps)).rejects.toMatchObject({
      code: 'STORE_REFUSED',
      status: 422,
      problems: [{ path: '/request/environment', message: 'is missing' }],
    })
    expect(bodies).toHaveLength(1)
  })

  test('for now is waited out as the store asks', async () => {
    const { deps, clock } = await stage(
      (response) => void response.writeHead(503, { 'retry-after': '2' }).end(),
      (response) => void response.writeHead(429).end(),
      allows,
    )
    expect(await ask(QUESTION, {}, deps)).toEqual(ALLOW)
    expect(clock.slept[0]).toBe(2125)
  })

  test.each([
    [503, ALLOW],
    [422, undefined],
  ])('inside the stream counts as %i does outside', async (status, decision) => {
    const { deps } = await stage((response) => {
      stream(response).write(message('pending', PENDING))
      response.end(message('problem', { status, title: 'No', detail: 'more' }))
    }, allows)
    const asked = ask({ ...QUESTION, wait: '15m' }, {}, deps)
    if (decision === undefined) await expect(asked).rejects.toMatchObject({ code: 'STORE_REFUSED', status })
    else expect(await asked).toEqual(decision)
  })

  test.each(['<html>', '', '{"verdict":'])('to speak JSON (%j) is no decision', async (body) => {
    const { deps } = await stage((response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(body)
    })
    await expect(ask(QUESTION, {}, deps)).rejects.toMatchObject({ code: 'STORE_ANSWER' })
  })

  test('to end a message is cut off', async () => {
    const { deps } = await stage((response) => {
      stream(response)
      const more = () => response.write('data: '.padEnd(65_536, 'x'), (error) => error ?? setImmediate(more))
      more()
    })
    await expect(ask(QUESTION, {}, deps)).rejects.toMatchObject({ code: 'TOO_LARGE' })
  })

  test('to listen at all is told with its cause', async () => {
    const { deps } = await stage(allows)
    const port = (server?.address() as AddressInfo).port
    await new Promise((resolve) => server?.close(resolve))
    server = undefined
    await expect(ask(QUESTION, {}, deps)).rejects.toMatchObject({
      code: 'STORE_UNREACHABLE',
      message: `No answer from http://127.0.0.1:${port}/v1/decisions`,
      cause: { code: 'ECONNREFUSED' },
    })
  })
})

test('a store that always breaks off is given up after the wait and one more budget', async () => {
  const breaksOff: Scene = (response) => void stream(response).end(': hello\n\n')
  for (const wait of [undefined, '5s']) {
    const { deps, clock } = await stage(breaksOff)
    const began = clock.now()
    const asked = ask({ ...QUESTION, ...(wait === undefined ? {} : { wait }) }, {}, deps)
    await expect(asked).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' })
    expect(clock.now() - began).toBeLessThanOrEqual(45_000)
    server?.closeAllConnections()
    server?.close()
  }
})
