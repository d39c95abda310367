import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { elementsOf, memberOf } from '../../src/server/json-text.ts'

describe('the text of values inside a document', () => {
  test('is found for any array, however it is spaced', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue({ maxDepth: 4 })),
        fc.constantFrom('', ' ', '\n\t'),
        (values, space) => {
          const text = `${space}[${values.map((value) => space + JSON.stringify(value, null, space) + space).join(',')}]${space}`
          expect(elementsOf(text).map((element) => JSON.parse(element) as unknown)).toEqual(
            JSON.parse(text) as unknown[],
          )
        },
      ),
      { numRuns: 300 },
    )
  })

  test('is found for any member of any object, with the value that JSON.parse gives', () => {
    // Not the name `\`: once JSON.parse of Node 24 has seen it, it reads every escaped name in its place as that one.
    const name = fc
      .oneof(fc.string(), fc.constantFrom('data', '__proto__', '"', '\\\\'))
      .filter((given) => given !== '\\')
    const members = fc.dictionary(name, fc.jsonValue())
    fc.assert(
      fc.property(members, (object) => {
        const text = JSON.stringify(object, null, 1)
        for (const [name, value] of Object.entries(JSON.parse(text) as object)) {
          expect(JSON.parse(memberOf(text, name) ?? '"missing"')).toEqual(value)
        }
        expect(memberOf(text, 'a name that is not there')).toBeUndefined()
      }),
      { numRuns: 300 },
    )
  })

  test('is that of the last one when a name is there twice, as JSON.parse has it', () => {
    expect(memberOf('{"data":1,"d\\u0061ta":{"b":[2]}}', 'data')).toBe('{"b":[2]}')
  })

  test('keeps numbers, escapes and duplicate keys as they were written', () => {
    const elements = ['{"n":12345678901234567890.10,"a":1,"a":2}', '"\\u0041\\/"', '1E400']
    expect(elementsOf(`[ ${elements.join(' ,\n')} ]`)).toEqual(elements)
  })

  test('is found at a depth that recursion would not survive', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000)
    expect(elementsOf(`[${deep},1]`)).toEqual([deep, '1'])
  })
})
