import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { canonicalJson, digestOfJson } from '../../src/cdevents/canonical.ts'

describe('canonical JSON', () => {
  test('is that of the example in RFC 8785', () => {
    const value = {
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    }
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  test('sorts keys by UTF-16 code units, as in RFC 8785', () => {
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }
    expect([...canonicalJson(keys).matchAll(/:(\d)/gu)].map(([, number]) => number)).toEqual([...'2467153'])
  })

  test('says the same as JSON, whatever the value, and does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(reversed(value))).toBe(text)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
    )
  })

  test('leaves out what JSON cannot say', () => {
    expect(canonicalJson({ a: undefined, b: () => 1, c: [undefined], d: -0 })).toBe('{"c":[null],"d":0}')
    expect(canonicalJson(undefined)).toBe('null')
  })

  test('is written for a value a hundred thousand levels deep', () => {
    const text = '['.repeat(100_000) + '{"b":1,"a":2}' + ']'.repeat(100_000)
    expect(canonicalJson(JSON.parse(text))).toBe(text.replace('{"b":1,"a":2}', '{"a":2,"b":1}'))
  })

  test('has no word for a number that no double holds, which is not the same as null', () => {
    expect(() => canonicalJson(JSON.parse('{"a":1e999}'))).toThrow(RangeError)
    expect(() => canonicalJson([NaN])).toThrow(RangeError)
  })

  test('keeps a key named __proto__', () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"x":1}}'))).toBe('{"__proto__":{"x":1},"b":1}')
  })

  test('has the digest of its text', () => {
    expect(digestOfJson({})).toBe('sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a')
    expect(digestOfJson({ b: 1, a: 2 })).toBe(digestOfJson({ a: 2, b: 1 }))
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, inner]) => [name, reversed(inner)])
      .reverse(),
  )
}
