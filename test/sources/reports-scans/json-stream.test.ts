/** JSON as a stream: what is kept, what is refused, and what is bounded. */
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readJson } from '../../../src/sources/reports/json-stream.ts'
import type { Kept, Sketch } from '../../../src/sources/reports/json-stream.ts'
import { bytesOf, jsonBytes, refusalOf } from './reading.ts'

const SKETCH: Sketch = {
  members: {
    name: { text: 5 },
    count: { number: true },
    on: { boolean: true },
    inner: { members: { name: { text: 5 } } },
    list: { items: { text: 5 } },
    loose: { text: 5, loose: true },
  },
}
const read = (text: string, size?: number) => readJson(bytesOf(text, size), SKETCH)

describe('what is kept', () => {
  test.each([
    ['{}', {}],
    ['{"name":"abc","other":{"name":"x"},"count":1.5e2,"on":false}', { name: 'abc', count: 150, on: false }],
    ['{"name":"abcdefgh"}', { name: 'abcde' }],
    ['{"inner":{"name":"a","more":[[{}]]},"list":["a","b"]}', { inner: { name: 'a' }, list: ['a', 'b'] }],
    ['{"name":null,"list":null,"inner":null}', {}],
    ['{"n\\u0061me":"\\u00e4\\ud83d\\ude00"}', { name: 'ä😀' }],
    ['\ufeff {"name" : "ä" } \n', { name: 'ä' }],
    ['{"loose":{"deep":[1]},"name":"a"}', { name: 'a' }],
    ['{"__proto__":{"name":"x"},"constructor":1,"toString":[]}', {}],
  ])('%s', async (text, kept) => {
    for (const size of [1, 2, 3, 7, 1000]) expect(await read(text, size)).toEqual(kept)
  })

  test('items go to whoever asks for each, and are as many as there were', async () => {
    const seen: [Kept, number][] = []
    const sketch: Sketch = {
      members: { list: { items: { number: true }, each: (item, index) => seen.push([item, index]) } },
    }
    expect(await readJson(bytesOf('{"list":[4,null,5]}'), sketch)).toEqual({ list: 3 })
    expect(seen).toEqual([
      [4, 0],
      [undefined, 1],
      [5, 2],
    ])
  })
})

describe('what is refused', () => {
  test.each([
    ['', /byte 0: there is no JSON/u],
    ['  \n', /there is no JSON/u],
    ['nul', /cut off/u],
    ['{"name":"a', /cut off/u],
    ['{"name":"a"', /ends before its end \(was it cut off\?\): expected is comma or end at \/name/u],
    ['{"list":["a"', /expected is comma or end at \/list\/0/u],
    ['{"name":"a"} {}', /byte 13: not JSON: found "\{", and the document ended before/u],
    ['{"name":"a",}', /found "\}"/u],
    ['{"list":["a",]}', /found "\]"/u],
    ['{"list":["a"}', /found "\}"/u],
    ['{"list":["a" "b"]}', /found "b"/u],
    ['{x:1}', /byte 1: not JSON: "x" is not expected here/u],
    ['{"count":01}', /found 1/u],
    ['{"count":.5}', /not JSON/u],
    ['{"name":"a\nb"}', /not JSON/u],
    ["{'name':1}", /not JSON/u],
    ['{"name":"a","name":"b"}', /byte 12: \/name is there twice/u],
    ['{"name":"a","n\\u0061me":"b"}', /\/name is there twice/u],
    ['{"name":null,"name":"b"}', /\/name is there twice/u],
    ['{"inner":{"name":"a","name":"b"}}', /\/inner\/name is there twice/u],
    ['{"name":1}', /byte 8: \/name is number 1, and must be text/u],
    ['{"inner":[]}', /\/inner is a list, and must be an object/u],
    ['{"list":{}}', /\/list is an object, and must be a list/u],
    ['{"list":["a",["b"]]}', /\/list\/1 is a list, and must be text/u],
    ['[]', /\/ is a list, and must be an object/u],
    ['"x"', /\/ is text "x"/u],
  ])('%s', async (text, why) => {
    for (const size of [1, 3, 1000]) expect(await refusalOf(read(text, size))).toMatch(why)
  })

  test.each([
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]), /not UTF-8/u],
    ['UTF-16, as PowerShell writes it', Buffer.from('\ufeff{}', 'utf16le'), /UTF-16.*UTF-8/u],
    ['UTF-16 without a mark', Buffer.from('{}', 'utf16le'), /UTF-16/u],
  ])('%s', async (_, bytes, why) => {
    expect(await refusalOf(readJson(bytesOf(bytes), SKETCH))).toMatch(why)
  })

  test('depth, also of what nobody wants', async () => {
    const nested = (depth: number) => `{"x":${'['.repeat(depth)}${']'.repeat(depth)}}`
    expect(await read(nested(255), 1000)).toEqual({})
    expect(await refusalOf(read(nested(256), 1000))).toMatch(/nested more than 256 deep/u)
    expect(await refusalOf(read('{"x":'.repeat(100_000), 65_536))).toMatch(/256 deep/u)
  })

  test('deep inside, with a place that is short', async () => {
    const why = await refusalOf(read(`${`{"${'member'.repeat(10)}":`.repeat(250)}1 2`, 1000))
    expect(why).toMatch(/ at ….*member$/u)
    expect(why.length).toBeLessThan(1000)
  })

  test('a string and a gap without end', async () => {
    async function* endless(head: string, piece: string) {
      yield Buffer.from(head)
      const more = Buffer.from(piece.repeat(100_000))
      for (;;) yield more
    }
    for (const [head, piece] of [
      ['{"x":"', 'a'],
      ['{', ' '],
    ] as const)
      expect(await refusalOf(readJson(endless(head, piece), SKETCH))).toMatch(/more than 4 MiB/u)
  })

  test('a list that is kept and has no end', async () => {
    const text = `{"list":[${'"a",'.repeat(10_000)}"a"]}`
    expect(await refusalOf(read(text, 65_536))).toMatch(/more than 10000 items/u)
  })

  test('an error of the file itself stays what it is', async () => {
    async function* broken() {
      yield Buffer.from('{')
      throw Object.assign(new Error('read failed'), { code: 'EIO' })
    }
    await expect(readJson(broken(), SKETCH)).rejects.toMatchObject({ code: 'EIO' })
  })
})

test('whatever JSON.parse refuses is refused, and what it reads is read the same', async () => {
  const anything: Sketch = { text: 100_000, number: true, boolean: true }
  anything.items = anything
  anything.members = Object.fromEntries(['a', 'b', 'c'].map((name) => [name, anything]))
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0)),
      fc.boolean(),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('any')),
    ),
  })).any
  await fc.assert(
    fc.asyncProperty(value, fc.integer({ min: 1, max: 9 }), async (given, size) => {
      const text = JSON.stringify(given)
      expect(await readJson(bytesOf(text, size), anything)).toEqual(JSON.parse(text))
    }),
    { numRuns: 200 },
  )
  await fc.assert(
    fc.asyncProperty(
      value,
      fc.nat(),
      fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '\\', '1'),
      async (given, at, mark) => {
        const text = JSON.stringify(given)
        const changed = text.slice(0, at % text.length) + mark + text.slice((at % text.length) + 1)
        const isJson = (() => {
          try {
            JSON.parse(changed)
            return true
          } catch {
            return false
          }
        })()
        const isRead = await readJson(bytesOf(changed), anything).then(
          () => true,
          () => false,
        )
        // What says a name twice is JSON, and is refused here.
        if (!isJson) expect(isRead).toBe(false)
      },
    ),
    { numRuns: 300 },
  )
})

test('a wanted text is a copy, and not a part of a larger one', async () => {
  const kept = (await readJson(jsonBytes({ name: 'x'.repeat(5000) }, 100), SKETCH)) as { name: string }
  expect(kept.name).toBe('xxxxx')
})
