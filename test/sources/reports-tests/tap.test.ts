/** TAP, line by line and file by file. Over 300 lines: most of it is tables. */
import { describe, expect, test } from '@jest/globals'
import { readTap } from '../../../src/sources/reports/tap.ts'
import { tapLine } from '../../../src/sources/reports/tap-line.ts'
import { refusalOf, reportOf, told } from './reading.ts'

/** `name result` of each case. */
async function results(text: string): Promise<string[]> {
  const { cases } = await reportOf(text, readTap)
  return cases.map(({ suites, name, result }) => `${[...suites, name].join(' > ')} ${result}`)
}

async function suiteReasons(text: string): Promise<string[]> {
  const { suites } = await reportOf(text, readTap)
  return suites.flatMap(({ reason }) => reason ?? [])
}

describe('a test point', () => {
  test.each([
    ['ok', { ok: true, description: '' }],
    ['ok 1', { ok: true, number: 1, description: '' }],
    ['not ok', { ok: false, description: '' }],
    ['not ok 2 - b', { ok: false, number: 2, description: 'b' }],
    ['ok 3 b c', { ok: true, number: 3, description: 'b c' }],
    ['ok - 3 pigs', { ok: true, description: '3 pigs' }],
    ['ok 4 -b', { ok: true, number: 4, description: '-b' }],
    ['ok 5 - a # SKIP', { ok: true, number: 5, description: 'a', directive: 'skip' }],
    ['ok 5 # skipped: no key', { ok: true, number: 5, description: '', directive: 'skip', reason: 'no key' }],
    [
      'not ok 6 - a # todo later',
      { ok: false, number: 6, description: 'a', directive: 'todo', reason: 'later' },
    ],
    ['ok 7 - a \\# SKIP', { ok: true, number: 7, description: 'a # SKIP' }],
    ['ok 7 - a \\\\ # SKIP', { ok: true, number: 7, description: 'a \\', directive: 'skip' }],
    ['ok 8 - issue #12 is fixed', { ok: true, number: 8, description: 'issue #12 is fixed' }],
    ['ok 8 - C# SKIP', { ok: true, number: 8, description: 'C# SKIP' }],
    ['ok 8 - a # b # SKIP c', { ok: true, number: 8, description: 'a # b', directive: 'skip', reason: 'c' }],
    ['ok 9 - a # time=12.5ms', { ok: true, number: 9, description: 'a', milliseconds: 12.5 }],
    ['ok 9 - a # time=2s', { ok: true, number: 9, description: 'a', milliseconds: 2000 }],
    ['ok 10 - a {', { ok: true, number: 10, description: 'a', block: true }],
    ['ok 11 - a # time=5ms {', { ok: true, number: 11, description: 'a', milliseconds: 5, block: true }],
    ['ok 123456789012 - a', { ok: true, description: '123456789012 - a' }],
  ])('%j', (line, point) => {
    expect(tapLine(line)).toEqual({ is: 'point', ...point })
  })

  test.each([
    'okay',
    'ok-ish',
    'notok',
    'not  ok',
    'oklahoma 1',
    '# ok 1',
    'Ok 1',
    'pragma +strict',
    '1..2..3',
    '2..3',
  ])('is not %j', (line) => {
    expect(tapLine(line)).toEqual({ is: 'other' })
  })
})

describe('results', () => {
  test('with the plan first, last, and with a version', async () => {
    const expected = ['a passed', 'b failed', 'test 3 passed']
    expect(await results('TAP version 13\n1..3\nok 1 - a\nnot ok 2 - b\nok 3\n')).toEqual(expected)
    expect(await results('ok 1 - a\r\nnot ok 2 - b\r\nok 3\r\n1..3\r\n')).toEqual(expected)
    expect(
      await results('\ufeffTAP version 14\nsome output\nok a\n# note\nnot ok b\npragma +x\nok 3\n1..3'),
    ).toEqual(expected)
  })

  test('a todo that fails is skipped, one that passes too, with a note; a skip is skipped', async () => {
    const report = await reportOf(
      '1..4\nnot ok 1 - a # TODO b\nok 2 - c # TODO\nok 3 - d # SKIP e\nnot ok 4 - f # SKIP\n',
      readTap,
    )
    expect(report.cases.map(({ result, reason }) => [result, reason])).toEqual([
      ['skipped', 'b'],
      ['skipped', 'TODO'],
      ['skipped', 'e'],
      ['skipped', undefined],
    ])
    expect(report.notes).toEqual(['"c" passed, but is marked as TODO: it counts as skipped'])
  })

  test.each([
    ['fewer than planned', '1..3\nok\nok\n', '3 tests were planned, 2 are there'],
    ['more than planned', '1..1\nok\nok\n', '1 tests were planned, 2 are there'],
    ['no plan', 'ok\nok\n', 'there is no plan; was the file cut off after 2 tests?'],
    ['a bail out', '1..3\nok\nBail out! no database\nok\nok\n', 'Bail out! no database'],
    ['a bail out in a subtest', '    ok\n    Bail out!\n', 'Bail out!'],
  ])('%s is an error of the whole', async (_, text, reason) => {
    expect(await suiteReasons(text)).toContain(reason)
    const { finished } = await told({ 'a.tap': text }, {}, readTap)
    expect(finished.subject.content.outcome).toBe('error')
    expect(String(finished.subject.content.reason)).toContain(reason)
  })

  test('nothing after a bail out counts', async () => {
    expect(await results('1..3\nok 1 - a\nBail out!\nnot ok 2 - b\n')).toEqual(['a passed'])
  })

  test('numbers out of order are noted, and no reason to fail', async () => {
    const report = await reportOf('1..3\nok 2 - b\nok 1 - a\nok 3 - c\n', readTap)
    expect(report.notes).toEqual(['line 2: test 2 comes as number 1', 'line 3: test 1 comes as number 2'])
    expect(report.suites.map(({ reason }) => reason)).toEqual([undefined])
  })

  test('a second plan is noted; the first counts', async () => {
    const report = await reportOf('1..1\nok\n1..2\n', readTap)
    expect(report.notes).toEqual(['line 3: a second plan; the first one counts'])
    expect(report.suites[0]?.reason).toBeUndefined()
  })

  test('a plan for nothing is told, and is no success', async () => {
    const report = await reportOf('1..0 # SKIP no database\n', readTap)
    expect(report.notes).toEqual(['line 1: nothing was planned: no database'])
    const { finished } = await told({ 'a.tap': '1..0\n' }, {}, readTap)
    expect(finished.subject.content).toMatchObject({ outcome: 'error', reason: 'no test was run' })
  })
})

describe('subtests', () => {
  test('count; what they stand in does not', async () => {
    const text =
      '# Subtest: a\n    ok 1 - b\n    # Subtest: c\n        ok 1 - d\n        1..1\n    ok 2 - c\n    1..2\nok 1 - a\n1..1\n'
    expect(await results(text)).toEqual(['a > b passed', 'a > c > d passed'])
    expect(await suiteReasons(text)).toEqual([])
  })

  test('may be named inside, as before TAP 14, or not at all', async () => {
    expect(await results('    # Subtest: a\n    ok 1 - b\n    1..1\nok 1 - a\n1..1\n')).toEqual([
      'a > b passed',
    ])
    expect(await results('ok 1 - x\n    ok 1 - b\n    1..1\nok 2 - a\n1..2\n')).toEqual([
      'x passed',
      'subtest 2 > b passed',
    ])
  })

  test('that fail are told once', async () => {
    expect(await results('# Subtest: a\n    not ok 1 - b\n    1..1\nnot ok 1 - a\n1..1\n')).toEqual([
      'a > b failed',
    ])
  })

  test('whose own point says not ok, though nothing in them went wrong: it failed itself', async () => {
    expect(await results('# Subtest: a\n    ok 1 - b\n    1..1\nnot ok 1 - a\n1..1\n')).toEqual([
      'a > b passed',
      'a failed',
    ])
  })

  test('without a test in them were not run', async () => {
    expect(
      await results(
        '# Subtest: a\n    1..0 # SKIP closed\nok 1 # skip closed\n# Subtest: c\n    1..0\nok 2 - c\n1..2\n',
      ),
    ).toEqual(['a skipped', 'c skipped'])
  })

  test('that are fewer than planned are an error, whatever their point says', async () => {
    const text = '# Subtest: a\n    1..3\n    ok 1 - b\nok 1 - a\n1..1\n'
    expect(await suiteReasons(text)).toEqual(['3 tests were planned, 1 are there'])
  })

  test('whose own point never comes count', async () => {
    const text = '# Subtest: a\n    not ok 1 - b\n    1..1\n'
    expect(await results(text)).toEqual(['a > b failed'])
    expect(await suiteReasons(text)).toEqual(['there is no plan; was the file cut off after 0 tests?'])
  })

  test('two of them after each other are two', async () => {
    const text =
      '# Subtest: a\n    ok 1 - b\n    1..1\nok 1 - a\n# Subtest: c\n    not ok 1 - b\n    1..1\nnot ok 2 - c\n1..2\n'
    expect(await results(text)).toEqual(['a > b passed', 'c > b failed'])
    expect(await suiteReasons(text)).toEqual([])
  })

  test('a suite without tests of node:test is no case', async () => {
    const text = "1..2\nok 1 - a\n  ---\n  duration_ms: 1\n  type: 'suite'\n  ...\nok 2 - b\n"
    expect(await results(text)).toEqual(['b passed'])
  })

  test('may come behind their point in braces, as node-tap writes them', async () => {
    const text =
      'ok 1 - a # time=5ms {\n    ok 1 - b\n    not ok 2 - c\n    1..2\n}\n\nok 2 - d {\n    ok 1 - e {\n        ok 1 - f\n        1..1\n    }\n' +
      '    1..1\n}\nnot ok 3 - g\n  ---\n  message: no\n  ...\n{\n    ok 1 - h\n    1..1\n}\nok 4 - i {\nok 5 - j\n1..5\n'
    expect(await results(text)).toEqual([
      'a > b passed',
      'a > c failed',
      'd > e > f passed',
      'g > h passed',
      'g failed',
      'i passed',
      'j passed',
    ])
    expect(await suiteReasons(text)).toEqual([])
  })

  test('in braces that never end count', async () => {
    expect(await results('ok 1 - a {\n    not ok 1 - b\n    1..1\nok 2 - c\n1..2\n')).toEqual([
      'a > b failed',
      'c passed',
    ])
  })

  test('over 100 deep are refused', async () => {
    const lines = Array.from({ length: 102 }, (_, depth) => `${' '.repeat(4 * depth)}ok`)
    expect((await refusalOf(lines.join('\n'), readTap)).message).toBe(
      'line 102: subtests stand more than 100 deep in each other',
    )
  })
})

describe('diagnostics', () => {
  const yaml = (...lines: string[]): string =>
    `1..1\nnot ok 1 - a\n  ---\n${lines.map((line) => `  ${line}\n`).join('')}  ...\n`

  test.each([
    ['a message', yaml('message: no'), { reason: 'no' }],
    ['a quoted one', yaml("message: 'it''s'"), { reason: "it's" }],
    ['a double quoted one', yaml('error: "a\\"b\\nc"'), { reason: 'a"b\nc' }],
    ['a long one', yaml('message: |-', '  a', '  b', 'severity: fail'), { reason: 'a\nb' }],
    ['a stack', yaml('error: no', 'stack: |-', '  at a.js:1:2'), { reason: 'no\nat a.js:1:2' }],
    ['a duration', yaml('duration_ms: 12.3456'), { milliseconds: 12.346 }],
    ['a wrong duration', yaml('duration_ms: soon'), {}],
    ['a place', yaml("location: '/a/b.mjs:2:59'"), { file: '/a/b.mjs' }],
    [
      'tags, anchors and aliases',
      yaml('message: !!js/function "function () {}"', 'x: &a [*a, *a]'),
      { reason: '!!js/function "function () {}"' },
    ],
    ['members in members', yaml('data:', '  message: inner', 'message: outer'), { reason: 'outer' }],
    ['nothing', yaml(), {}],
  ])('with %s', async (_, text, expected) => {
    const { cases } = await reportOf(text, readTap)
    expect(cases).toEqual([{ suites: [], name: 'a', result: 'failed', ...expected }])
  })

  test('that look like test points are none', async () => {
    expect(
      await results(
        '1..2\nnot ok 1 - a\n  ---\n  message: |-\n    not ok 2 - x\n  ok 2 - y\n  ...\nok 2 - b\n',
      ),
    ).toEqual(['a failed', 'b passed'])
  })

  test('that never end hide no test', async () => {
    const report = await reportOf('1..2\nok 1 - a\n  ---\n  message: x\nnot ok 2 - b\n', readTap)
    expect(report.cases.map(({ result }) => result)).toEqual(['passed', 'failed'])
    expect(report.notes).toEqual(['line 5: the YAML block before it has no end'])
  })

  test('of any length are read in bounded memory', async () => {
    async function* long(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('1..1\nnot ok 1 - a\n  ---\n  message: |-\n')
      for (let at = 0; at < 2000; at++) yield Buffer.from(`    ${'x'.repeat(10_000)}\n`)
      yield Buffer.from(`  ...\n# ${'y'.repeat(10_000_000)}\n`)
    }
    const found = []
    for await (const pieces of readTap(long())) found.push(...pieces)
    expect(found).toHaveLength(2)
    const [first] = found
    expect(first?.is === 'case' && first.case.reason?.length).toBe(2000)
  })
})

describe('what is no TAP', () => {
  test.each([
    ['nothing', ''],
    ['text', 'all tests passed\n'],
    ['JUnit', '<testsuites/>'],
    ['JSON', '{"ok": true}'],
    ['JSON on several lines', '{\n  "ok": true\n}\n'],
    ['comments', '# Subtest: a\n# tests 4\n'],
    ['a zip', 'PK\u0003\u0004\u0000\u0000'],
  ])('is refused: %s', async (_, text) => {
    expect((await refusalOf(text, readTap)).message).toContain('no line of TAP')
  })

  test('UTF-16 with a mark is read, as PowerShell writes it', async () => {
    const bytes = Buffer.from('\ufeff1..1\r\nok 1 - é\r\n', 'utf16le')
    expect((await reportOf(bytes, readTap)).cases).toMatchObject([{ name: 'é', result: 'passed' }])
  })
})

test('a failure that stands before what is refused was told', async () => {
  const deep = Array.from({ length: 102 }, (_, depth) => `${' '.repeat(4 * depth)}ok`).join('\n')
  const run = await told({ 'a.tap': `1..2\nnot ok 1 - a\nok 2 - b\n${deep}\n` }, {}, readTap)
  expect(run.counts.failed).toBe(1)
  expect(run.finished.subject.content.outcome).toBe('failure')
})

test('a report is the same however its bytes come', async () => {
  const text =
    'TAP version 14\r\n# Subtest: é 🧾\r\n    not ok 1 - \\# a # TODO b\r\n      ---\r\n      duration_ms: 1.5\r\n      ...\r\n' +
    '    ok 2 - c\r\n    1..2\r\nok 1 - é 🧾\r\n1..1'
  const whole = await reportOf(text, readTap)
  expect(whole.cases).toMatchObject([
    { suites: ['é 🧾'], name: '# a', result: 'skipped', milliseconds: 1.5 },
    { suites: ['é 🧾'], name: 'c', result: 'passed' },
  ])
  for (const size of [1, 2, 3, 7]) expect(await reportOf(text, readTap, size)).toEqual(whole)
})
