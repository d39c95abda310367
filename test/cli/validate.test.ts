import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { readItems, type Item } from '../../src/cli/documents.ts'
import { turnpike } from './run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'turnpike-validate-'))
afterAll(() => rmSync(folder, { recursive: true }))

const good = {
  context: {
    specversion: '0.5.1',
    id: 'one',
    source: 'https://example.org/shop',
    type: 'dev.cdevents.taskrun.started.0.3.0',
    timestamp: '2026-11-21T12:00:00Z',
  },
  subject: { id: 'task', content: { taskName: 'build' } },
}
const bad = { ...good, context: { ...good.context, id: '' } }
const wrapped = {
  specversion: '1.0',
  id: 'other',
  source: 'x',
  type: good.context.type,
  datacontenttype: 'application/json',
  data: good,
}

async function itemsOf(text: string, size = 7): Promise<Item[]> {
  async function* pieces() {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  const items: Item[] = []
  for await (const item of readItems(pieces())) items.push(item)
  return items
}

const values = (items: Item[]) => items.map((item) => ('value' in item ? item.value : 'broken'))

describe('a file of events', () => {
  test.each([
    ['one object on one line', '{"a":1}', [{ a: 1 }]],
    ['one object over many lines', '{\n  "a": {\n    "b": 1\n  }\n}\n', [{ a: { b: 1 } }]],
    ['an array', '[{"a":1},\n {"a":2}]', [{ a: 1 }, { a: 2 }]],
    ['an array with an object on each line', '[\n{"a":1},\n{"a":2}\n]', [{ a: 1 }, { a: 2 }]],
    ['an empty array', '[]', []],
    ['NDJSON with blank lines and Windows line ends', '{"a":1}\r\n\r\n{"a":2}', [{ a: 1 }, { a: 2 }]],
    ['NDJSON with a broken first line', '{"a":\n{"a":2}\n', ['broken', { a: 2 }]],
    ['NDJSON with a broken line in between', '{"a":1}\nnope\n{"a":3}', [{ a: 1 }, 'broken', { a: 3 }]],
    ['NDJSON with a broken last line', '{"a":1}\n{"a":', [{ a: 1 }, 'broken']],
    ['two broken lines', '{"a":\n{"b":\n', ['broken', 'broken']],
    ['broken JSON over many lines, which is one document', '{\n  "a": 1,\n}', ['broken']],
    ['something else', 'hello\nworld', ['broken', 'broken']],
    ['a byte order mark', '\uFEFF{"a":"é"}', [{ a: 'é' }]],
    ['nothing', ' \n', []],
  ])('is %s', async (_, text, expected) => {
    for (const size of [1, 7, 4096]) expect(values(await itemsOf(text, size))).toEqual(expected)
  })
})

describe('turnpike validate', () => {
  test('prints a verdict per event and line, and ends 0 when all are valid', async () => {
    const { code, stdout } = await turnpike(['validate', '-'], {
      input: `${JSON.stringify(good)}\n${JSON.stringify(wrapped)}\n`,
    })
    const verdict = { valid: true, type: good.context.type, specversion: '0.5.1', problems: [] }
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([verdict, verdict])
    expect(code).toBe(0)
  })

  test('ends 3 when some are invalid, and names each problem by its path', async () => {
    const file = join(folder, 'some.json')
    writeFileSync(file, JSON.stringify([good, bad, 7, null]))
    const { code, stdout } = await turnpike(['validate', file])
    const verdicts = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { valid: boolean; problems: unknown[] })
    expect(verdicts.map(({ valid }) => valid)).toEqual([true, false, false, false])
    expect(verdicts[1]).toMatchObject({
      type: good.context.type,
      problems: [{ path: '/context/id', message: expect.stringContaining('not empty') as unknown }],
    })
    expect(code).toBe(3)
  })

  test('calls a line that is not JSON one invalid event', async () => {
    const { code, stdout } = await turnpike(['validate', '-'], { input: `${JSON.stringify(good)}\n{"x"\n` })
    expect(JSON.parse(stdout.split('\n')[1] ?? '')).toEqual({
      valid: false,
      problems: [{ path: '', message: expect.stringMatching(/^not JSON: /) as unknown }],
    })
    expect(code).toBe(3)
  })

  test.each([
    [['validate', '/nowhere/at/all.json'], 'cannot read /nowhere/at/all.json'],
    [['validate', '/'], '/ is a folder; give a file, or - for standard input'],
    [['validate'], 'a file (or - for standard input) is missing'],
    [['validate', '-'], '- holds no event: nothing was judged'],
  ])('ends 2 on %j', async (args, message) => {
    const { code, stderr } = await turnpike(args)
    expect(stderr).toContain(message)
    expect(code).toBe(2)
  })

  test('streams: a file far larger than one document may be is judged line by line', async () => {
    const line = `${JSON.stringify({ ...good, customData: { text: 'x'.repeat(100_000) } })}\n`
    async function* many() {
      for (let count = 0; count < 400; count++) yield line
    }
    const { code, stdout } = await turnpike(['validate', '-'], {
      input: many(),
      env: { NODE_OPTIONS: '--max-old-space-size=64' },
    })
    expect(code).toBe(0)
    expect(stdout.trimEnd().split('\n')).toHaveLength(400)
  })
})
