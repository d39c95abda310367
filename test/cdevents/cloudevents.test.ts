import { describe, expect, test } from '@jest/globals'
import { HTTP } from 'cloudevents'
import type { CloudEvent } from 'cloudevents'
import fc from 'fast-check'
import { fromHttp, toBatch, toBinary, toStructuredHttp } from '../../src/cdevents/cloudevents.ts'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { describeType } from '../../src/cdevents/vocabulary.ts'
import { eventOf } from './arbitrary.ts'
import { exampleOf } from './examples.ts'
import type { Json } from './examples.ts'

const EXAMPLE = exampleOf(describeType('service.deployed')!, '0.5.1') as unknown as CDEvent
const EVENT: CDEvent = { ...EXAMPLE, context: { ...EXAMPLE.context, id: 'id-1' } }

describe('binary', () => {
  test('has the attributes in headers and the whole event as the body', () => {
    const { headers, body } = toBinary(EVENT)
    expect(headers).toEqual({
      'content-type': 'application/json',
      'ce-specversion': '1.0',
      'ce-id': EVENT.context.id,
      'ce-source': EVENT.context.source,
      'ce-type': EVENT.context.type,
      'ce-subject': 'some%20text',
      'ce-time': EVENT.context.timestamp,
    })
    expect(JSON.parse(body)).toEqual(EVENT)
  })

  test('puts nothing into a header that could break it', () => {
    const event = { ...EVENT, subject: { ...EVENT.subject, id: 'ü\r\nx-evil: 1 "%' } }
    expect(toBinary(event).headers['ce-subject']).toBe('%C3%BC%0D%0Ax-evil:%201%20%22%25')
  })

  test('keeps the time as it was said, even a leap second', () => {
    for (const timestamp of ['2016-12-31T23:59:60Z', '2026-11-21T14:03:00.123456789+02:00']) {
      const event = { ...EVENT, context: { ...EVENT.context, timestamp } }
      expect(toBinary(event).headers['ce-time']).toBe(timestamp)
      expect(JSON.parse(toStructuredHttp(event).body)).toMatchObject({ time: timestamp })
    }
  })
})

test('other readers of CloudEvents find the same event in all three modes', () => {
  for (const message of [toBinary(EVENT), toStructuredHttp(EVENT)]) {
    const read = HTTP.toEvent(message) as CloudEvent
    expect([read.id, read.source, read.type]).toEqual([
      EVENT.context.id,
      EVENT.context.source,
      EVENT.context.type,
    ])
    expect(read.data).toEqual(EVENT)
  }
  const batch = HTTP.toEvent(toBatch([EVENT, EVENT])) as CloudEvent[]
  expect(batch.map(({ data }) => data)).toEqual([EVENT, EVENT])
})

describe('any event comes back as it was', () => {
  const events = eventOf('0.5.1').map((event) => JSON.parse(JSON.stringify(event)) as CDEvent)
  const runs = { numRuns: 300, seed: 20261121 }

  test('from binary and from structured', () => {
    fc.assert(
      fc.property(events, (event) => {
        expect(fromHttp(toBinary(event))).toEqual([event])
        expect(fromHttp(toStructuredHttp(event))).toEqual([event])
        expect(fromHttp({ ...toBinary(event), body: Buffer.from(toBinary(event).body) })).toEqual([event])
      }),
      runs,
    )
  })

  test('from a batch of any size', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 5 }), (list) =>
        expect(fromHttp(toBatch(list))).toEqual(list),
      ),
      runs,
    )
  })
})

describe('what senders get wrong does not matter', () => {
  const body = JSON.stringify({ ...toBatchItem(), id: 'random', time: 'never' })

  test.each<[string, Record<string, string>, string]>([
    ['another id and time in the envelope', { 'content-type': 'application/cloudevents+json' }, body],
    [
      'no id in the envelope',
      { 'content-type': 'application/cloudevents+json' },
      JSON.stringify({ ...toBatchItem(), id: undefined }),
    ],
    ['another charset', { 'Content-Type': 'application/cloudevents+json;charset=UTF8' }, body],
    ['another id in the headers', { ...toBinary(EVENT).headers, 'ce-id': 'random' }, toBinary(EVENT).body],
    ['headers in capitals', capitals(toBinary(EVENT).headers), toBinary(EVENT).body],
    [
      'a charset in binary',
      { ...toBinary(EVENT).headers, 'content-type': 'application/json; charset=utf-8' },
      toBinary(EVENT).body,
    ],
    [
      'a type in binary that is not known',
      { ...toBinary(EVENT).headers, 'content-type': 'application/cdevents+json' },
      toBinary(EVENT).body,
    ],
    [
      'base64',
      { 'content-type': 'application/cloudevents+json' },
      JSON.stringify({
        ...toBatchItem(),
        data: undefined,
        data_base64: Buffer.from(JSON.stringify(EVENT)).toString('base64'),
      }),
    ],
    [
      'one bad envelope in a batch',
      { 'content-type': 'application/cloudevents-batch+json' },
      JSON.stringify([{ ...toBatchItem(), source: '', type: 1 }]),
    ],
  ])('%s', (_, headers, text) => {
    expect(fromHttp({ headers, body: text })).toEqual([EVENT])
  })
})

describe('what is no CloudEvent is refused', () => {
  test.each<[string, Record<string, string>, string]>([
    ['no headers at all', {}, JSON.stringify(EVENT)],
    ['not JSON', { 'content-type': 'application/cloudevents+json' }, '{'],
    ['no list in a batch', { 'content-type': 'application/cloudevents-batch+json' }, '{}'],
    ['no data', { 'content-type': 'application/cloudevents+json' }, '{"specversion":"1.0","id":"1"}'],
    [
      'other data',
      { 'content-type': 'application/cloudevents+json' },
      '{"specversion":"1.0","data":{"a":1}}',
    ],
    ['an empty body', toBinary(EVENT).headers, ''],
  ])('%s', (_, headers, body) => {
    expect(() => fromHttp({ headers, body })).toThrow(/CloudEvent|not JSON/)
  })
})

function toBatchItem(): Json {
  return JSON.parse(toStructuredHttp(EVENT).body) as Json
}

function capitals(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]))
}
