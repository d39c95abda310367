import { describe, expect, test } from '@jest/globals'
import { MAX_TEXT, readObject, readValues } from '../../src/sources/read.ts'

describe('values of a text', () => {
  test.each([
    ['YAML', 'type: a\ncontent:\n  outcome: success\n', [{ type: 'a', content: { outcome: 'success' } }]],
    ['a YAML list', '- type: a\n- type: b\n', [{ type: 'a' }, { type: 'b' }]],
    ['several YAML documents', 'type: a\n---\ntype: b\n---\n', [{ type: 'a' }, { type: 'b' }]],
    ['JSON', '{"type":"a"}', [{ type: 'a' }]],
    ['a JSON list', ' [{"type":"a"},{"type":"b"}] ', [{ type: 'a' }, { type: 'b' }]],
    ['JSON of several lines', '{\n  "type": "a"\n}\n', [{ type: 'a' }]],
    ['one JSON a line', '{"type":"a"}\n\n{"type":"b"}\r\n', [{ type: 'a' }, { type: 'b' }]],
    ['JSON behind a byte order mark', '\uFEFF{"type":"a"}', [{ type: 'a' }]],
    ['dates, which stay texts', 'at: 2026-11-21T10:00:00Z', [{ at: '2026-11-21T10:00:00Z' }]],
    ['no and yes, which stay texts', 'a: no\nb: yes', [{ a: 'no', b: 'yes' }]],
  ])('%s', async (_name, text, values) => {
    expect(await readValues(text, 'x')).toEqual(values)
  })

  test('are problems with line and column when the syntax is broken', async () => {
    await expect(readValues('type: a\ncontent: {outcome: success\n', 'events.yaml')).rejects.toMatchObject({
      code: 'INVALID_EVENT',
      message: expect.stringMatching(/^events\.yaml: line \d+, column \d+: /) as unknown,
      problems: [
        expect.objectContaining({
          line: expect.any(Number) as unknown,
          column: expect.any(Number) as unknown,
        }),
      ],
    })
    await expect(readValues('a: 1\na: 2\n', 'x')).rejects.toThrow(/unique/)
    await expect(readValues('{"type":"a"}\n{"type":\n', 'x')).rejects.toMatchObject({ code: 'INVALID_EVENT' })
  })

  test.each(['', '  \n', '[]', '---\n'])('are told to be missing in %j', async (text) => {
    await expect(readValues(text, 'x')).rejects.toMatchObject({ code: 'INVALID_EVENT' })
  })

  test('are bounded in length and number', async () => {
    await expect(readValues(' '.repeat(MAX_TEXT + 1), 'x')).rejects.toMatchObject({ code: 'TOO_LARGE' })
    await expect(readValues(`[${'1,'.repeat(10_000)}1]`, 'x')).rejects.toMatchObject({ code: 'TOO_LARGE' })
    await expect(readValues('{}\n'.repeat(10_001), 'x')).rejects.toMatchObject({ code: 'TOO_LARGE' })
    expect(await readValues('{}\n'.repeat(10_000), 'x')).toHaveLength(10_000)
  })

  test('do not grow without end from aliases', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `a${level}: &a${level} [${`*a${level - 1},`.repeat(9)}]`,
    )
    const bomb = ['a: &a-1 [x]', ...levels].join('\n')
    await expect(readValues(bomb, 'x')).rejects.toMatchObject({ code: 'INVALID_EVENT' })
  })

  test('do not touch prototypes', async () => {
    const [value] = await readValues('__proto__: { polluted: true }\n', 'x')
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })

  test('nested too deeply are refused, not a crash', async () => {
    await expect(readValues(`${'['.repeat(100_000)}x`, 'x')).rejects.toMatchObject({ code: 'INVALID_EVENT' })
  })
})

describe('an object', () => {
  test('is read from YAML and JSON', async () => {
    expect(await readObject('outcome: success', 'content')).toEqual({ outcome: 'success' })
    expect(await readObject('{"outcome":"success"}', 'content')).toEqual({ outcome: 'success' })
  })

  test.each(['- a', '[1]', 'text', '7', 'null', 'a: 1\n---\nb: 2', ''])('is not %j', async (text) => {
    await expect(readObject(text, 'input content')).rejects.toMatchObject({
      code: 'INVALID_EVENT',
      message: expect.stringContaining('input content') as unknown,
    })
  })
})
