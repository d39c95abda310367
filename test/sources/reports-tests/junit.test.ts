/** What JUnit files say. Over 300 lines: tables of what every dialect writes, next to each other. */
import { describe, expect, test } from '@jest/globals'
import { millisecondsOf } from '../../../src/sources/reports/junit-case.ts'
import { readJUnit } from '../../../src/sources/reports/junit.ts'
import { oneCase, refusalOf, reportOf, streamed, told } from './reading.ts'

/** One case in one suite. */
function inSuite(inside: string, attributes = ''): string {
  return `<testsuite name="shop" ${attributes}>${inside}</testsuite>`
}

describe('a case', () => {
  test.each([
    ['nothing', '', 'passed', undefined],
    ['output', '<system-out>failed</system-out>', 'passed', undefined],
    ['a failure', '<failure message="1 is not 2"/>', 'failed', '1 is not 2'],
    ['the text of a failure', '<failure type="Assert"> at a.js:1 </failure>', 'failed', 'at a.js:1'],
    ['a message and a text', '<failure message="no">at a.js:1</failure>', 'failed', 'no\nat a.js:1'],
    [
      'a text that has the message',
      '<failure message="no">no\nat a.js:1</failure>',
      'failed',
      'no\nat a.js:1',
    ],
    ['only a type', '<error type="java.lang.Error"/>', 'errored', 'java.lang.Error'],
    ['a failure that says nothing', '<failure/>', 'failed', undefined],
    ['several failures', '<failure message="a"/><failure message="b"/>', 'failed', 'a'],
    ['an error and a failure', '<error message="a"/><failure message="b"/>', 'failed', 'b'],
    ['an error', '<error message="a"/>', 'errored', 'a'],
    ['a warning of PHPUnit', '<warning>is this a test?</warning>', 'errored', 'is this a test?'],
    ['a skip', '<skipped message="later"/>', 'skipped', 'later'],
    ['a skip that says why in its text', '<skipped><![CDATA[later]]></skipped>', 'skipped', 'later'],
    ['a skip of node:test', '<skipped type="skipped" message="true"/>', 'skipped', undefined],
    ['a failure and a skip', '<failure message="a"/><skipped/>', 'failed', 'a'],
    ['a todo that fails', '<skipped type="todo" message="later"/><failure message="a"/>', 'skipped', 'later'],
    ['a failure that came again', '<failure message="a"/><rerunFailure message="b"/>', 'failed', 'a'],
    ['a rerun failure alone', '<rerunFailure message="b"/>', 'failed', 'b'],
    ['an error that came again', '<error message="a"/><rerunError message="b"/>', 'errored', 'a'],
    [
      'a property named like a failure',
      '<properties><property name="failure"/></properties>',
      'passed',
      undefined,
    ],
    [
      'a failure with elements in it',
      '<failure message="a"><stackTrace>b</stackTrace></failure>',
      'failed',
      'a\nb',
    ],
  ])('with %s', async (_, inside, result, reason) => {
    const found = await oneCase(inSuite(`<testcase name="adds" classname="Cart">${inside}</testcase>`))
    expect(found.result).toBe(result)
    expect(found.reason).toBe(reason)
    expect(found.flaky).toBeUndefined()
  })

  test.each(['flakyFailure', 'flakyError'])('with %s passed, and is flaky', async (element) => {
    const found = await oneCase(
      inSuite(
        `<testcase name="a"><${element} message="b"><stackTrace>c</stackTrace></${element}></testcase>`,
      ),
    )
    expect(found).toMatchObject({ result: 'passed', flaky: true })
  })

  test.each([
    ['status="notrun"', 'skipped'],
    ['status="Disabled"', 'skipped'],
    ['status="run" result="suppressed"', 'skipped'],
    ['status="run" result="completed"', 'passed'],
    ['status="pending"', 'skipped'],
    ['status="fail"', 'failed'],
    ['status="broken"', 'errored'],
    ['status="of things"', 'passed'],
  ])('with %s is %s', async (attribute, result) => {
    expect(await oneCase(inSuite(`<testcase name="a" ${attribute}/>`))).toMatchObject({ result })
  })

  test('in a case hides nothing', async () => {
    const { cases } = await reportOf(
      inSuite('<testcase name="outer"><testcase name="inner"><failure/></testcase><skipped/></testcase>'),
    )
    expect(cases.map(({ name, result }) => [name, result])).toEqual([
      ['inner', 'failed'],
      ['outer', 'skipped'],
    ])
  })

  test.each([
    ['name="a"', { name: 'a' }],
    ['name="a" classname="B"', { name: 'a', className: 'B' }],
    ['classname="B"', { name: 'B', className: 'B' }],
    ['', { name: '(no name)' }],
    ['name="" class="B"', { name: 'B', className: 'B' }],
    ['name="a" file="b.js"', { name: 'a', file: 'b.js' }],
    ['name=" a&#10;b&#9;\u001b[31mc\u001b[0m&#0; "', { name: 'a\nb\tc&#0;' }],
    ['name="\u0000\u0008a"', { name: '\ufffd\ufffda' }],
    [`name="${'é'.repeat(1001)}"`, { name: `${'é'.repeat(999)}…` }],
    // Cut between the halves of a pair of surrogates.
    [`name="x${'\u{1F9FE}'.repeat(600)}"`, { name: `x${'\u{1F9FE}'.repeat(499)}…` }],
    ['name="\u202eevil\u2066"', { name: '\u202eevil\u2066' }],
  ])('named by %s', async (attributes, named) => {
    const { cases } = await reportOf(inSuite(`<testcase ${attributes}/>`))
    expect(cases).toEqual([{ suites: ['shop'], result: 'passed', ...named }])
  })

  test('takes its file from the suite that names one', async () => {
    const text = inSuite('<testsuite name="b"><testcase name="c"/></testsuite>', 'file="a.php"')
    expect(await oneCase(text)).toMatchObject({ file: 'a.php', suites: ['shop', 'b'] })
  })
})

test.each([
  ['0.012', 12],
  ['0', 0],
  ['1', 1000],
  ['.5', undefined],
  ['1.', 1000],
  ['0,012', 12],
  ['1,234', 1234],
  ['1,234.567', 1_234_567],
  ['1.234,567', 1_234_567],
  ['12,345,678.9', 12_345_678_900],
  [' 0.5 ', 500],
  ['1e-05', 0.01],
  ['1.2E-4', 0.12],
  ['-1', undefined],
  ['NaN', undefined],
  ['Infinity', undefined],
  ['1e300', undefined],
  ['', undefined],
  ['soon', undefined],
  ['0.0000001', 0],
])('the time %j is %p milliseconds', (text, milliseconds) => {
  expect(millisecondsOf(text)).toBe(milliseconds)
})

describe('suites', () => {
  test('stand in each other; the root has no name', async () => {
    const { cases, suites } = await reportOf(
      '<testsuites name="jest tests"><testsuite name="a"><testcase name="1"/><testsuite name="b"><testcase name="2"/>' +
        '</testsuite><testcase name="3"/></testsuite><testsuite><testcase name="4"/></testsuite></testsuites>',
    )
    expect(cases.map((each) => [...each.suites, each.name].join(' > '))).toEqual([
      'a > 1',
      'a > b > 2',
      'a > 3',
      '4',
    ])
    expect(suites.map(({ suites: path, counted }) => [path.join(' > '), counted.total])).toEqual([
      ['a > b', 1],
      ['a', 2],
      ['', 1],
      ['', 0],
    ])
  })

  test('tell what they claim', async () => {
    const { suites } = await reportOf(
      inSuite(
        '<testcase name="a"/>',
        'tests="1" failures="0" errors="x" time="1.5" timestamp="2026-11-21T10:00:00"',
      ),
    )
    expect(suites).toEqual([
      {
        suites: ['shop'],
        claimed: { total: 1, failed: 0 },
        counted: { total: 1, passed: 1, failed: 0, errored: 0, skipped: 0, flaky: 0 },
        timestamp: '2026-11-21T10:00:00',
        milliseconds: 1500,
      },
    ])
  })

  test.each([
    [
      'fewer than there are',
      'tests="1"',
      '<testcase name="a"/><testcase name="b"/>',
      'says it has 1 tests, and holds 2',
    ],
    ['more than there are', 'tests="9"', '<testcase name="a"/>', 'says it has 9 tests, and holds 1'],
  ])('that claim %s are noted, and the cases counted', async (_, attributes, inside, note) => {
    const report = await reportOf(inSuite(inside, attributes))
    expect(report.notes.join()).toContain(note)
    expect(report.notes).toHaveLength(1)
  })

  test.each([
    ['the cases of their suites, as PHPUnit does', 'tests="3"'],
    ['their own, as Surefire does', 'tests="1"'],
    ['a suite as one test, as node:test does', 'tests="2"'],
  ])('that count %s agree', async (_, attributes) => {
    const inside =
      '<testcase name="a"/><testsuite name="b"><testcase name="c"/><testcase name="d"/></testsuite>'
    expect((await reportOf(inSuite(inside, attributes))).notes).toEqual([])
  })

  test('that count more failures than there are to be seen went wrong themselves', async () => {
    const { suites } = await reportOf(inSuite('<testcase name="a"/>', 'tests="1" failures="1" errors="1"'))
    expect(suites[0]?.reason).toBe('the suite "shop" counts 1 failures and 1 errors; its cases show 0')
    const run = await told({ 'a.xml': inSuite('<testcase name="a"/>', 'tests="1" failures="1"') })
    expect(run.finished.subject.content.outcome).toBe('error')
  })

  test.each([
    [
      'a todo of node:test that failed',
      '<testcase name="a"><skipped type="todo"/><failure/></testcase>',
      'failures="1"',
    ],
    [
      'every attempt, as Surefire may',
      '<testcase name="a"><failure/><rerunFailure/></testcase>',
      'failures="2"',
    ],
    ['what passed in the end', '<testcase name="a"><flakyError/></testcase>', 'errors="1"'],
    [
      'errors of other suites in it',
      '<testsuite name="b"><testcase name="a"><error/></testcase></testsuite>',
      'errors="1"',
    ],
  ])('that count %s did not', async (_, inside, attributes) => {
    const { suites } = await reportOf(inSuite(inside, attributes))
    expect(suites.flatMap(({ reason }) => reason ?? [])).toEqual([])
  })

  test('that do not count a case as a test, and agree otherwise, did not run it (jest-junit, todo)', async () => {
    const inside = '<testcase name="a"/><testcase name="b"/><testcase name="c"><failure/></testcase>'
    const report = await reportOf(inSuite(inside, 'tests="2" failures="1" errors="0" skipped="0"'))
    expect(report.suites[0]).toMatchObject({
      notRun: 1,
      counted: { total: 3, passed: 1, failed: 1, skipped: 1 },
    })
    expect(report.notes.join()).toContain('does not count 1 of its cases')
    const run = await told({
      'a.xml': inSuite('<testcase name="b"/>', 'tests="0" failures="0" errors="0" skipped="0"'),
    })
    expect(run.counts).toMatchObject({ total: 1, passed: 0, skipped: 1 })
    expect(run.finished.subject.content.outcome).toBe('error')
    // Another number differs, too: the suite cannot count.
    const other = await reportOf(inSuite(inside, 'tests="2" failures="0" errors="0" skipped="0"'))
    expect(other.suites[0]?.notRun).toBeUndefined()
  })

  test.each(['<error message="no database"/>', '<failure>no database</failure>'])(
    'with %s outside of a case went wrong',
    async (element) => {
      const { suites, cases } = await reportOf(inSuite(`${element}<testcase name="a"/>`))
      expect(suites[0]?.reason).toBe('no database')
      expect(cases).toMatchObject([{ name: 'a', result: 'passed' }])
    },
  )

  test('that are skipped as a whole say so', async () => {
    const { notes } = await reportOf(inSuite('<skipped message="closed"/>'))
    expect(notes).toEqual(['the suite "shop" was skipped: closed'])
  })

  test('have at most 20 notes in one file, and one that says so', async () => {
    const { notes } = await reportOf(`<testsuites>${inSuite('', 'tests="1"').repeat(50)}</testsuites>`)
    expect(notes).toHaveLength(21)
    expect(notes.at(-1)).toContain('left out')
  })
})

describe('dialects', () => {
  test('.NET (JunitXml.TestLogger), as we understand it: it cannot be run here', async () => {
    const report = await reportOf(`<?xml version="1.0" encoding="utf-8"?>
<testsuites>
  <testsuite name="Shop.Tests.dll" tests="5" skipped="1" failures="2" errors="0" time="1.2345678" timestamp="2026-11-21T09:00:00"
    hostname="builder" id="0" package="Shop.Tests.dll">
    <properties />
    <testcase classname="Shop.Tests.CartTests" name="Adds" time="0.0012345" />
    <testcase classname="Shop.Tests.CartTests" name="Names(name: &quot;&lt;two&gt; &amp; 🧾&quot;)" time="0.0000001" />
    <testcase classname="Shop.Tests.CartTests" name="Taxes" time="0.2">
      <failure type="failure" message="Assert.Equal() Failure&#xD;&#xA;Expected: 1.21&#xD;&#xA;Actual:   1.2">   at Shop.Tests.CartTests.Taxes() in /src/CartTests.cs:line 12</failure>
    </testcase>
    <testcase classname="Shop.Tests.CartTests" name="Throws" time="0.1">
      <failure type="failure" message="System.InvalidOperationException : no shop here">   at Shop.Tests.CartTests.Throws()</failure>
    </testcase>
    <testcase classname="Shop.Tests.CartTests" name="Slow" time="0">
      <skipped />
    </testcase>
    <system-out>Test Framework Informational Messages:

[xUnit.net 00:00:00.00]   Skipped</system-out>
    <system-err />
  </testsuite>
</testsuites>`)
    expect(report.cases.map(({ name, result }) => [name, result])).toEqual([
      ['Adds', 'passed'],
      ['Names(name: "<two> & 🧾")', 'passed'],
      ['Taxes', 'failed'],
      ['Throws', 'failed'],
      ['Slow', 'skipped'],
    ])
    expect(report.cases[2]?.reason).toBe(
      'Assert.Equal() Failure\nExpected: 1.21\nActual:   1.2\nat Shop.Tests.CartTests.Taxes() in /src/CartTests.cs:line 12',
    )
    expect(report.notes).toEqual([])
  })

  test('GoogleTest and CTest say in attributes what was not run', async () => {
    const { cases } = await reportOf(
      inSuite(
        '<testcase name="a" status="run" result="completed"/><testcase name="b" status="notrun" result="suppressed"/>' +
          '<testcase name="c" status="run" result="skipped"><skipped message="x.cc:1&#x0A;no"/></testcase>' +
          '<testcase name="d" status="run"><failure message="1"/><failure message="2"/></testcase>',
        'tests="4" failures="1" disabled="1" skipped="1" errors="0"',
      ),
    )
    expect(cases.map(({ result }) => result)).toEqual(['passed', 'skipped', 'skipped', 'failed'])
  })

  test('a byte order mark and an encoding that .NET has wrong', async () => {
    expect(
      await oneCase(`\ufeff<?xml version="1.0" encoding="utf-16"?>${inSuite('<testcase name="é"/>')}`),
    ).toMatchObject({ name: 'é' })
  })
})

describe('what is no JUnit', () => {
  test.each([
    ['another XML', '<html><body/></html>', 'the root element is <html>; JUnit begins with'],
    ['a summary of Failsafe', '<failsafe-summary/>', 'failsafe-summary'],
    ['Cobertura', '<coverage/>', '<coverage>'],
    ['HTML', '<!DOCTYPE html><html/>', 'DOCTYPE'],
    ['TAP', 'TAP version 14\n1..1\nok 1\n', 'does not begin like XML'],
    ['nothing', '', 'no element'],
    ['a file that is cut off', '<testsuites><testsuite><testcase name="a"/>', 'ends inside of <testsuite>'],
  ])('is refused: %s', async (_, text, why) => {
    expect((await refusalOf(text)).message).toContain(why)
  })

  test('what was read before the mistake was told', async () => {
    const names: string[] = []
    const run = await told({
      'a.xml': `${'<testsuite>'}${'<testcase name="a"><failure/></testcase>'.repeat(2000)}<b`,
    })
    for (const { subject } of run.cases) names.push((subject.content.testCase as { name: string }).name)
    expect(names.length).toBeGreaterThan(1000)
    expect(run.finished.subject.content.outcome).toBe('failure')
    expect(run.numbers.unreadableFiles).toBe(1)
  })
})

test('a failure that stands before the mistake, however near to it, was told', async () => {
  const text = '<testsuite><testcase name="a"><failure message="no"/></testcase><b c=1/></testsuite>'
  for (const size of [1, 40, undefined]) {
    const pieces: string[] = []
    const reading = (async () => {
      for await (const found of readJUnit(streamed(text, size)))
        for (const piece of found) if (piece.is === 'case') pieces.push(piece.case.result)
    })()
    await expect(reading).rejects.toMatchObject({ code: 'INVALID_REPORT' })
    expect(pieces).toEqual(['failed'])
  }
})

test('a long reason is the same however its bytes come', async () => {
  const long = `${' '.repeat(1500)}${'why '.repeat(800)}`
  for (const text of [`<testcase name="a"><failure>${long}</failure></testcase>`, `<error>${long}</error>`]) {
    const whole = await reportOf(inSuite(text))
    const reason = whole.cases[0]?.reason ?? whole.suites[0]?.reason ?? ''
    expect(reason).toHaveLength(2000)
    expect(reason).toMatch(/^why .*…$/u)
    for (const size of [1, 7, 1000]) expect(await reportOf(inSuite(text), undefined, size)).toEqual(whole)
  }
})

test('a report is the same however its bytes come', async () => {
  const text = inSuite(
    '<testcase name="&lt;é 🧾" classname="B"><failure message="a&#10;b">at <![CDATA[x ]]> y</failure></testcase>' +
      '<testcase name="b"><system-out>]]&gt;</system-out></testcase><error>suite</error>',
  )
  const whole = await reportOf(text)
  expect(whole.cases).toMatchObject([
    { name: '<é 🧾', reason: 'a\nb\nat x  y' },
    { name: 'b', result: 'passed' },
  ])
  for (const size of [1, 2, 3, 7, 50]) expect(await reportOf(text, undefined, size)).toEqual(whole)
})

test('of suites in each other 20 names are kept, of 300 characters each', async () => {
  const deep = `${`<testsuite name="${'s'.repeat(500)}">`.repeat(60)}<testcase name="a"/>${'</testsuite>'.repeat(60)}`
  const { cases } = await reportOf(deep)
  expect(cases).toHaveLength(1)
  expect(cases[0]?.suites).toHaveLength(20)
  expect(cases[0]?.suites[0]).toHaveLength(300)
})
