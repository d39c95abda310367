/** A text pasted into JSON must not say a second time what the author has said: the last one would count. */
import { describe, expect, test } from '@jest/globals'
import { readObject, readValues } from '../../src/sources/read.ts'

const PASTED = [
  '{"outcome":"failure","testSuite":{"id":"unit","name":"x"},"outcome":"success","z":{"y":""}}',
  '{"outcome":"failure","out\\u0063ome":"success"}',
  '{"testSuite":{"id":"unit","id":"integration"}}',
  '{"a":[{"b":1},{"b":1,"b":2}]}',
]

describe.each(PASTED)('%s', (text) => {
  test('is refused as an input, a file, and a line of a file', async () => {
    await expect(readObject(text, 'input content')).rejects.toThrow(
      /^input content: the member ".*" is there twice$/,
    )
    await expect(readValues(`[${text}]`, 'events.json')).rejects.toThrow(/is there twice/)
    await expect(readValues(`{"a":1}\n${text}\n`, 'events.ndjson')).rejects.toThrow(
      /line 2, column 1: the member/,
    )
  })
})

test('one name in several objects is fine', async () => {
  expect(await readObject('{"a":{"b":1},"c":{"b":1},"b":[{"b":2}]}', 'input content')).toEqual({
    a: { b: 1 },
    c: { b: 1 },
    b: [{ b: 2 }],
  })
})
