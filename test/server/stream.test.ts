/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-explicit-any -- answers are read freely; start.ts checks their shape against the published document */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { start, type CallOptions, type Started } from './start.ts'
import { deployed, DIGEST, testsPassed } from './sample.ts'

let server: Started
beforeEach(async () => {
  server = await start()
})
afterEach(() => server.close())

const open = (query = '', options: CallOptions = {}) => server.raw('GET', `/v1/stream${query}`, options)

/** Reads so many messages, as their ids and what they hold. */
async function read(response: Response, count: number): Promise<{ id: string; data: any }[]> {
  const messages = []
  let text = ''
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  while (messages.length < count) {
    const { done, value } = await reader.read()
    if (done) break
    text += value
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n')
      text = text.slice(end + 2)
      const id = lines.find((line) => line.startsWith('id: '))?.slice(4)
      const data = lines
        .filter((line) => line.startsWith('data: '))
        .map((line) => line.slice(6))
        .join('\n')
      if (id !== undefined) messages.push({ id, data: JSON.parse(data) })
    }
  }
  await reader.cancel()
  return messages
}

describe('the stream', () => {
  test('begins with what comes next', async () => {
    await server.post(testsPassed({ id: 'before' }))
    const response = await open()
    await server.post(testsPassed({ id: 'after' }))
    expect((await read(response, 1)).map(({ data }) => data.id)).toEqual(['after'])
  })

  test('goes on after the event that was seen last, each once and in order', async () => {
    const { body } = await server.post(
      Array.from({ length: 700 }, (_, index) => testsPassed({ id: `event-${index}` })),
    )
    const seen = await read(await open('?after=0'), 300)
    const rest = open('', { headers: { 'last-event-id': seen.at(-1)!.id } })
    await server.post(testsPassed({ id: 'late' }))
    const all = [...seen, ...(await read(await rest, 401))]
    expect(all.map(({ data }) => data.id)).toEqual([
      ...body.receipts.map(({ id }: { id: string }) => id),
      'late',
    ])
    expect(all.every(({ id, data }) => id === String(data.sequence))).toBe(true)
  })

  test('shows what its filters let through', async () => {
    await server.post([
      testsPassed({ id: 'a' }),
      deployed('web', 'staging'),
      deployed('web', 'production'),
      testsPassed({ id: 'b', digest: `sha256:${'cd'.repeat(32)}` }),
    ])
    const types = (await read(await open('?after=0&type=dev.cdevents.service.deployed'), 2)).map(
      ({ data }) => data.type,
    )
    expect(types).toEqual(Array(2).fill(deployed('x', 'y').context.type))
    const keyed = await read(await open(`?after=0&key=environment:ci&key=artifact:${DIGEST}`), 1)
    expect(keyed.map(({ data }) => data.id)).toEqual(['a'])
  })

  test('sends an event that was sent on many lines', async () => {
    const response = await open()
    await server.call('POST', '/v1/events', {
      body: JSON.stringify(testsPassed({ id: 'pretty' }), null, 2),
      headers: { 'content-type': 'application/json' },
    })
    expect((await read(response, 1))[0]?.data.event.context.id).toBe('pretty')
  })

  test('does not show what is quarantined', async () => {
    const response = await open()
    await server.post([{ nonsense: true }, testsPassed({ id: 'good' })])
    expect((await read(response, 1)).map(({ data }) => data.id)).toEqual(['good'])
  })

  test('is read no faster than its reader reads', async () => {
    let asked = 0
    const slow = await start({
      store: {
        ...server.store,
        async *follow(organisation, after, options) {
          for await (const stored of server.store.follow(organisation, after, options)) {
            asked++
            yield stored
          }
        },
      },
    })
    await server.post(Array.from({ length: 500 }, () => testsPassed()))
    const response = await slow.raw('GET', '/v1/stream?after=0')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(asked).toBeLessThan(10)
    await response.body!.cancel()
    await slow.app.close()
  })

  test('is given up when its reader goes away, and ends when the store stops', async () => {
    const first = await open()
    const second = await open()
    const open_ = async () =>
      /turnpike_streams_open (\d+)/.exec((await server.call('GET', '/metrics')).text)?.[1]
    expect(await open_()).toBe('2')
    await first.body!.cancel()
    expect(await open_()).toBe('1')
    await server.app.close()
    expect(await read(second, 1)).toEqual([])
  })

  test('lets go of the store when its reader goes away', async () => {
    let signal: AbortSignal | undefined
    const watched = await start({
      store: {
        ...server.store,
        follow(organisation, after, options) {
          signal = options?.signal
          return server.store.follow(organisation, after, options)
        },
      },
    })
    const response = await watched.raw('GET', '/v1/stream')
    expect(signal?.aborted).toBe(false)
    await response.body!.cancel()
    expect(signal?.aborted).toBe(true)
    await watched.app.close()
  })

  test('is not begun for a HEAD', async () => {
    const response = await server.raw('HEAD', '/v1/stream')
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
    expect((await server.call('GET', '/metrics')).text).toContain('turnpike_streams_open 0\n')
  })

  test('refuses a Last-Event-ID that is none', async () => {
    const answer = await server.call('GET', '/v1/stream', { headers: { 'last-event-id': 'x' } })
    expect(answer.status).toBe(400)
  })
})
