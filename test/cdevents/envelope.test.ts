import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { toStructured, unwrap } from '../../src/cdevents/envelope.ts'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { eventOf } from './arbitrary.ts'
import { exampleOf } from './examples.ts'
import { describeType } from '../../src/cdevents/vocabulary.ts'

const EVENT = exampleOf(describeType('service.deployed')!, '0.5.1') as unknown as CDEvent

test('a structured CloudEvent has the attributes of the CDEvents binding', () => {
  expect(toStructured(EVENT)).toEqual({
    specversion: '1.0',
    id: EVENT.context.id,
    source: EVENT.context.source,
    type: EVENT.context.type,
    subject: EVENT.subject.id,
    time: EVENT.context.timestamp,
    datacontenttype: 'application/json',
    data: EVENT,
  })
})

describe('unwrap finds the CDEvent', () => {
  const envelope = { specversion: '1.0', id: 'random', source: '/x', type: 'y' }
  const text = JSON.stringify(EVENT)
  const javaBytes = [...Buffer.from(text)].map((byte) => (byte > 127 ? byte - 256 : byte)).join(', ')

  test.each<[string, unknown]>([
    ['as it is', EVENT],
    ['in an envelope', { ...envelope, data: EVENT }],
    ['in an envelope, as text', { ...envelope, data: text }],
    ['in an envelope, in base64', { ...envelope, data_base64: Buffer.from(text).toString('base64') }],
    ['in an envelope without id', { specversion: '1.0', type: 'y', source: 'z', data: EVENT }],
    ['in a text that holds the JSON', text],
    ['in a text that holds the JSON of an envelope', JSON.stringify({ ...envelope, data: EVENT })],
    ['in a text in a text', JSON.stringify(JSON.stringify({ ...envelope, data: EVENT }))],
    [
      'in what Java prints',
      `CloudEvent{id='1', source=/x, type='y', data=BytesCloudEventData{value=[${javaBytes}]}, extensions={}}`,
    ],
  ])('%s', (_, value) => {
    expect(unwrap(value)).toEqual(EVENT)
  })

  test('whatever it is', () => {
    fc.assert(
      fc.property(eventOf('0.5.1'), (event) => {
        const given = JSON.parse(JSON.stringify(event)) as CDEvent
        expect(unwrap(toStructured(given))).toBe(given)
        expect(unwrap(JSON.stringify(JSON.stringify(toStructured(given))))).toEqual(given)
      }),
      { numRuns: 300, seed: 20261121 },
    )
  })
})

describe('unwrap gives back what it cannot open', () => {
  test.each<[unknown]>([
    [null],
    [1],
    [[]],
    ['text'],
    ['{not json'],
    ['CloudEvent{data=BytesCloudEventData{value=[1,2'],
    ['CloudEvent{data=BytesCloudEventData{value=[999999,x]}}'],
    [{ specversion: '1.0' }],
    [{ specversion: '1.0', data: 1 }],
    [{ specversion: '1.0', data_base64: '!!' }],
    [{ context: {}, specversion: '1.0', data: {} }],
    [{}],
  ])('%j', (value) => {
    expect(unwrap(value)).toBe(value)
  })

  test('beyond four wrappings', () => {
    let value: unknown = EVENT
    for (let depth = 0; depth < 20; depth++) value = { specversion: '1.0', data: value }
    expect(unwrap(value)).not.toHaveProperty('context')
  })
})
