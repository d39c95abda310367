import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createSseReader } from '../../src/client/sse.ts'

test.each([
  ['event: a\ndata: 1\n\n', [{ event: 'a', data: '1' }]],
  ['data: 1\n\n', [{ event: 'message', data: '1' }]],
  ['data:1\ndata:\ndata:  2\n\n', [{ event: 'message', data: '1\n\n 2' }]],
  [': comment\n\ndata: 1\r\n\r\nevent:b\rdata:2\r\r', [{ event: 'message', data: '1' }]],
  ['\uFEFFdata: 1\n\n', [{ event: 'message', data: '1' }]],
  ['event: a\n\ndata: 1\n\n', [{ event: 'message', data: '1' }]],
  ['id: 7\nretry: 10\nwhat: x\ndata\n\n', [{ event: 'message', data: '' }]],
  ['data: 1\n', []],
])('%j is read', (text, events) => {
  expect(createSseReader()(text).slice(0, events.length || 9)).toEqual(events)
})

test('a carriage return at the end waits for its line feed', () => {
  const read = createSseReader()
  expect(read('data: 1\r')).toEqual([])
  expect(read('\n\r')).toEqual([])
  expect(read('\n')).toEqual([{ event: 'message', data: '1' }])
})

test('pieces may end anywhere', () => {
  const text = ': hi\r\n\r\nevent: pending\r\ndata: {"a":\r\ndata: 1}\r\n\r\ndata: last\n\ndata: x\r\r'
  const whole = createSseReader()(`${text}:\n`)
  expect(whole).toHaveLength(3)
  fc.assert(
    fc.property(fc.array(fc.nat(text.length), { maxLength: 20 }), (cuts) => {
      const read = createSseReader()
      const places = [0, ...cuts.toSorted((a, b) => a - b), text.length]
      const events = places.slice(1).flatMap((end, index) => read(text.slice(places[index], end)))
      expect([...events, ...read(':\n')]).toEqual(whole)
    }),
    { numRuns: 300, seed: 20_261_121 },
  )
})

test('a message without end is cut off, in one line or in many', () => {
  expect(() => createSseReader(100)(`data: ${'x'.repeat(200)}`)).toThrow(/longer than 100/)
  const read = createSseReader(100)
  expect(() => {
    for (let index = 0; index < 100; index++) read('data: xxxxx\n')
  }).toThrow(/longer than 100/)
  const empty = createSseReader(100)
  expect(() => {
    for (let index = 0; index < 200; index++) empty('data:\n')
  }).toThrow(/longer than 100/)
  const comments = createSseReader(100)
  for (let index = 0; index < 100; index++) expect(comments(': alive\n\n')).toEqual([])
})
