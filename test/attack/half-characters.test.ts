/* eslint-disable @typescript-eslint/no-unsafe-member-access -- answers are read freely */
/**
 * Half of a surrogate pair is in JSON, and not in UTF-8: `\ud800` and `\ud801` become one U+FFFD when they are written.
 * Whoever got one into the log could change it afterwards unseen.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { entryOf } from '../../src/log/entry.ts'
import { readLine, rowLine } from '../../src/log/export.ts'
import { leafHash } from '../../src/log/tree.ts'
import { passed, startScene, type Scene } from './scene.ts'

const row = (body: string) => ({
  index: 0,
  sequence: 1,
  receivedAt: '2026-11-21T12:00:00.000Z',
  producer: { id: 'token:a', kind: 'token' },
  status: 'accepted',
  body,
})
const leafOf = (body: string) =>
  leafHash(entryOf({ ...row(body), producer: '{"id":"token:a","kind":"token"}' }))
const BODIES = ['{"a":"\ud800"}', '{"a":"\ud801"}', '{"a":"\udfff"}', '{"a":"\ufffd"}', '{"a":"\\ud800"}']

describe('the log', () => {
  test('has another leaf for every text, also where UTF-8 has one', () => {
    expect(new Set(BODIES.map((body) => Buffer.from(leafOf(body)).toString('hex'))).size).toBe(BODIES.length)
  })

  test('finds one put for another in an export', () => {
    for (const body of BODIES)
      for (const other of BODIES) {
        const read = readLine(rowLine({ ...row(other), leaf: leafOf(body) }))
        if (read === undefined || !('entry' in read)) throw new Error(`no row: ${JSON.stringify(other)}`)
        expect([body, other, Buffer.from(leafHash(read.entry)).equals(leafOf(body))]).toEqual([
          body,
          other,
          body === other,
        ])
      }
  })
})

describe('over HTTP', () => {
  let store: Scene
  beforeAll(async () => {
    store = await startScene()
  })
  afterAll(() => store.close())

  const half = JSON.stringify(passed({ subject: { id: 'HALF' } })).replace('HALF', '\ud800')
  const envelope = { specversion: '1.0', id: '1', source: 'x', type: 'y', data: half }
  test.each<[string, string, string]>([
    ['as a text that holds the event', JSON.stringify(half), 'application/json'],
    ['as a text in a text', JSON.stringify(JSON.stringify(half)), 'application/json'],
    ['as the data of an envelope', JSON.stringify(envelope), 'application/cloudevents+json'],
    ['in a batch', JSON.stringify([envelope]), 'application/cloudevents-batch+json'],
    ['on a line', `${JSON.stringify(half)}\n`, 'application/x-ndjson'],
  ])('%s, none comes in', async (_, body, type) => {
    const headers = { ...store.as('anything'), 'content-type': type }
    const answer = await store.call('POST', '/v1/events', { headers, body })
    expect([answer.status, answer.body.detail]).toEqual([400, expect.stringContaining('surrogate')])
  })

  test('written as an escape in the event itself, it is kept as that escape', async () => {
    const body = half.replace('\ud800', '\\ud800')
    const answer = await store.call('POST', '/v1/events', { headers: store.as('anything'), body })
    const { sequence } = answer.body.receipts[0] as { sequence: number }
    const kept = await store.call('GET', `/v1/events/${sequence}`, { headers: store.as('reader') })
    expect(kept.text).toContain(`"event":${body}}`)
  })
})
