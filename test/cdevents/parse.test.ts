import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseJson } from '../../src/cdevents/parse.ts'

/** Makes JSON.parse of Node 24 take `x` and any escape behind `{"<before>":…` for the name `x\`. */
const poison = (before: string) => void JSON.parse(`{"${before}":1,"x\\\\":2}`)

describe('JSON that strangers wrote', () => {
  test('reads the names that are written, whatever names were parsed before', () => {
    poison('data')
    expect(parseJson('{"data":1,"x\\u0061":2}')).toEqual({ data: 1, xa: 2 })
    expect(parseJson('{"data":1,"x\\u0061" : [{"data":1,"x\\u00e9":"\\u0061"}]}')).toEqual({
      data: 1,
      xa: [{ data: 1, xé: 'a' }],
    })
  })

  test('a name that only an escape can write is read, and nothing else comes out of it', () => {
    const names = [
      '"',
      '\\',
      'x\\',
      '\n',
      '\u0000',
      '\ud800","context":{},"',
      '\ud800\\',
      '\uE000',
      '\uE000\\',
    ]
    for (const name of names) {
      const value = [{ data: 1, [name]: { '"': [name, { __proto: 1 }] }, last: '\uE000\uE000' }]
      const text = JSON.stringify(value)
      poison('data')
      expect(parseJson(text)).toEqual(value)
      expect(parseJson(text.replaceAll('\uE000', '\\uE000'))).toEqual(value)
    }
    expect(parseJson('{"\\ud800":1}')).toEqual({ '\ud800': 1 })
    expect(Object.keys(parseJson('{"__proto__":{"\\"":1},"\\"":2,"\\"":3}') as object)).toEqual([
      '__proto__',
      '"',
    ])
    expect({}).not.toHaveProperty(['"'])
  })

  test('a hundred thousand levels with names that need an escape are read', () => {
    const deep = `${'{"\\"":'.repeat(100_000)}1${'}'.repeat(100_000)}`
    expect(Object.keys(parseJson(deep) as object)).toEqual(['"'])
  })

  test('the last of two members of one name counts, however they are written', () => {
    expect(parseJson('{"outcome":"failure","\\u006futcome":"success"}')).toEqual({ outcome: 'success' })
  })

  test('is JSON.parse for everything else', () => {
    // Names that end in a backslash would teach the reference its defect.
    const name = fc.string({ unit: 'binary' }).filter((text) => !text.endsWith('\\'))
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.dictionary(name, fc.string(), { noNullPrototype: true }),
        (value, names) => {
          const text = JSON.stringify([JSON.stringify(value), names])
          expect(parseJson(text)).toEqual(JSON.parse(text))
        },
      ),
    )
    for (const text of ['', '"', '"\\', '{"\\u0061', '{"\\x":1}', '[1,]', '{"a":1,"\\u0061"', '\\'])
      expect(() => parseJson(text)).toThrow(SyntaxError)
  })
})
