/** The events of a run of tests. Over 300 lines: one table for each promise of docs/evidence.md. */
import { describe, expect, test } from '@jest/globals'
import { bindingOf } from '../../../src/cdevents/binding.ts'

import type { CDEvent } from '../../../src/cdevents/event.ts'
import { describe as describeEvents } from '../../../src/sources/described.ts'
import { outputEvent } from '../../../src/sources/reports/output-event.ts'
import type { CaseResult, TestCase, TestPiece } from '../../../src/sources/reports/report.ts'
import { createTestRun, MAX_CASE_EVENTS, MAX_GROUPS } from '../../../src/sources/reports/test-events.ts'
import { startOf } from '../../../src/sources/reports/test-suite-events.ts'
import { DIGEST, facts, NOW, OTHER, PURL } from '../describing.ts'
import { context, told, toldOf } from './reading.ts'

function piece(result: CaseResult, more: Partial<TestCase> = {}): TestPiece {
  return { is: 'case', case: { suites: ['shop'], name: 'adds', result, ...more } }
}

function pieces(results: string): TestPiece[] {
  const words = { p: 'passed', f: 'failed', e: 'errored', s: 'skipped' } as const
  return [...results].map((letter) => piece(words[letter as keyof typeof words]))
}

const BROKEN: TestPiece = {
  is: 'suite',
  suite: {
    suites: ['shop'],
    claimed: {},
    counted: { total: 0, passed: 0, failed: 0, errored: 0, skipped: 0, flaky: 0 },
    reason: 'no database',
  },
}

describe('the outcome', () => {
  test.each([
    ['p', 'success', '1 passed'],
    ['pps', 'success', '2 of 3 passed, 1 skipped'],
    ['ppf', 'failure', '1 of 3 failed'],
    ['pfes', 'failure', '1 of 4 failed, 1 errored, 1 skipped'],
    ['pe', 'error', '1 of 2 errored'],
    ['ss', 'error', 'all 2 were skipped, so nothing was tested'],
    ['', 'error', 'no test was run'],
  ])('of %j is %s: %s', (results, outcome, reason) => {
    expect(toldOf(pieces(results)).finished.subject.content).toMatchObject({ outcome, reason })
  })

  test('of a suite that went wrong outside of its cases is an error, unless a case failed', () => {
    const { finished, numbers } = toldOf([...pieces('pp'), BROKEN])
    expect(finished.subject.content).toMatchObject({
      outcome: 'error',
      reason: 'all 2 passed; report.xml: no database',
    })
    expect(numbers.failedSuites).toBe(1)
    expect(toldOf([...pieces('pf'), BROKEN]).finished.subject.content.outcome).toBe('failure')
  })

  test('of a file that could not be read is an error, unless a case failed', async () => {
    const good = '<testsuite><testcase name="a"/></testsuite>'
    const run = await told({ 'good.xml': good, 'bad.xml': '<testsuite>', 'worse.xml': '' })
    expect(run.finished.subject.content.outcome).toBe('error')
    expect(run.finished.subject.content.reason).toMatch(
      /^1 passed; bad\.xml: line 1, column 12: it ends inside of <testsuite>; was it cut off\? \(and 1 more\)$/u,
    )
    expect(run.numbers.unreadableFiles).toBe(2)
    const failed = good.replace('/></', '><failure/></testcase></')
    expect((await told({ 'a.xml': failed, 'b.xml': '' })).finished.subject.content.outcome).toBe('failure')
  })

  test('of tests that passed when they were run again is a success that says so', () => {
    const { finished, numbers } = toldOf([piece('passed', { flaky: true }), piece('passed')])
    expect(finished.subject.content.outcome).toBe('success')
    expect(numbers).toMatchObject({ passed: 2, flaky: 1 })
  })

  test('of no file at all is an error', () => {
    expect(toldOf([]).finished.subject.content).toMatchObject({ outcome: 'error', reason: 'no test was run' })
  })
})

describe('events', () => {
  const run = toldOf([
    piece('failed', { reason: '1 is not 2', className: 'Cart', file: 'cart.js', milliseconds: 12 }),
    piece('skipped', { reason: 'later' }),
    piece('errored', { name: 'throws' }),
    piece('passed', { name: 'works', milliseconds: 3.5, flaky: true }),
  ])

  test('begin with the cases, and end with the run: started, finished', () => {
    expect(run.events.map(({ context: { type } }) => type.replace(/^dev\.cdevents\./u, ''))).toEqual([
      'testcaserun.finished.0.3.0',
      'testcaserun.skipped.0.2.0',
      'testcaserun.finished.0.3.0',
      'testcaserun.finished.0.3.0',
      'testsuiterun.started.0.3.0',
      'testsuiterun.finished.0.3.0',
    ])
  })

  test('of cases say how they ended, of which run of tests', () => {
    const suite = `${facts.job.id}#unit`
    expect(run.started.subject.id).toBe(suite)
    const [failed, skipped, errored, passed] = run.cases
    expect(failed?.subject).toEqual({
      id: `${suite}/shop/Cart/adds`,
      content: {
        outcome: 'failure',
        reason: '1 is not 2',
        testCase: { id: 'shop/Cart/adds', name: 'adds' },
        testSuiteRun: { id: suite, source: facts.source },
        environment: { id: 'ci' },
      },
    })
    expect(failed?.customData).toMatchObject({
      turnpike: { test: { suites: ['shop'], className: 'Cart', file: 'cart.js', milliseconds: 12 } },
    })
    expect(skipped?.subject.content).toMatchObject({ reason: 'later' })
    expect(skipped?.subject.content.outcome).toBeUndefined()
    expect(errored?.subject.content.outcome).toBe('error')
    expect(passed?.subject.content.outcome).toBe('success')
    expect(passed?.customData).toMatchObject({ turnpike: { test: { milliseconds: 3.5, flaky: true } } })
  })

  test('of the run are linked, and carry the numbers', () => {
    expect(run.finished.context.links).toEqual([
      { linkType: 'PATH', from: { contextId: run.started.context.id } },
    ])
    expect(run.numbers).toEqual({
      total: 4,
      passed: 1,
      failed: 1,
      errored: 1,
      skipped: 1,
      flaky: 1,
      milliseconds: 15.5,
    })
  })

  test('are all bound to the artifact, the run, the service and the change', () => {
    const where = {
      ...context,
      environment: 'staging',
      service: 'webshop',
      change: 'https://example.org/pull/1',
    }
    for (const event of toldOf(pieces('pf'), {}, where).events) {
      expect(bindingOf(event)).toMatchObject({
        artifacts: [{ digest: DIGEST, purl: PURL }],
        run: facts.run.id,
        service: 'webshop',
        change: 'https://example.org/pull/1',
        environment: 'staging',
      })
      expect(bindingOf(event).inconsistent).toBeUndefined()
    }
    for (const event of toldOf(
      pieces('p'),
      {},
      { ...context, artifacts: [{ digest: DIGEST }, { digest: OTHER }] },
    ).events)
      expect(bindingOf(event).artifacts.map(({ digest }) => digest)).toEqual([DIGEST, OTHER])
  })

  test('have ids that are the same for the same report, and others for another', () => {
    const ids = (all: { events: CDEvent[] }) => all.events.map(({ context: { id } }) => id)
    expect(ids(toldOf(pieces('pf')))).toEqual(ids(toldOf(pieces('pf'))))
    const started = (results: string, where = context) =>
      toldOf(pieces(results), {}, where).started.context.id
    expect(started('pf')).not.toBe(started('pp'))
    expect(started('pf')).not.toBe(started('pf', { ...context, now: '2026-11-21T10:05:01Z' }))
  })

  test.each([
    ['failures', 2],
    ['all', 4],
    ['none', 0],
  ] as const)('of cases: %s', (cases, number) => {
    expect(toldOf(pieces('pfes'), { cases }).cases).toHaveLength(number)
    expect(toldOf(pieces('pfes'), { cases }).numbers.total).toBe(4)
  })
})

describe('cases of one name', () => {
  const ids = (all: TestPiece[]): string[] =>
    toldOf(all).cases.map(({ subject }) => subject.id.split('#unit/')[1] ?? '')

  test('stay distinct', () => {
    expect(ids(pieces('fff'))).toEqual(['shop/adds', 'shop/adds#2', 'shop/adds#3'])
    // One that is called like the second of another.
    expect(new Set(ids([...pieces('ff'), piece('failed', { name: 'adds#2' })])).size).toBe(3)
  })

  test('of another class or suite are others; a class that is named like its suite is not said twice', () => {
    expect(
      ids([
        piece('failed', { className: 'shop' }),
        piece('failed', { className: 'Cart' }),
        piece('failed', { suites: ['a', 'b'], className: 'a.b' }),
        piece('failed', { suites: ['a/b'] }),
        piece('failed', { suites: [] }),
      ]),
    ).toEqual(['shop/adds', 'shop/Cart/adds', 'a/b/adds', 'a%2Fb/adds', 'adds'])
  })

  test('that are strange or long break no id', () => {
    const long = '🧾'.repeat(500)
    const all = ids([
      piece('failed', { name: '\u202e<&>"\' #?/%\u0000' }),
      piece('failed', { name: '\ud800' }),
      piece('failed', { name: `${long}a` }),
      piece('failed', { name: `${long}b` }),
    ])
    expect(all[0]).toBe("shop/%E2%80%AE%3C%26%3E%22'%20%23%3F%2F%25%00")
    expect(all[1]).toBe('shop/%EF%BF%BD')
    for (const id of all.slice(2)) {
      expect(id).toMatch(/^shop\/(?:%F0%9F%A7%BE)+(?:%[0-9A-F]{2}){0,3}~[0-9a-f]{20}$/u)
      expect(id.length).toBeLessThan(330)
    }
    expect(new Set(all).size).toBe(4)
  })
})

describe('groups', () => {
  const files = {
    'unit.xml':
      '<testsuites><testsuite name="a"><testcase name="1"/></testsuite><testsuite name="b"><testcase name="2"><failure/></testcase></testsuite></testsuites>',
    'e2e.xml': '<testsuite name="a"><testsuite name="c"><testcase name="3"/></testsuite></testsuite>',
  }
  const finished = (all: CDEvent[]) =>
    all
      .filter(({ context: { type } }) => type.includes('testsuiterun.finished'))
      .map(({ subject: { content } }) => [
        (content.testSuite as { id: string }).id,
        content.outcome,
        content.reason,
      ])

  test('by file', async () => {
    const run = await told(files, { groupBy: 'file' })
    expect(finished(run.events)).toEqual([
      ['unit/unit.xml', 'failure', '1 of 2 failed'],
      ['unit/e2e.xml', 'success', '1 passed'],
    ])
    expect(run.counts.total).toBe(3)
    expect(run.cases[0]?.subject.id).toBe(`${facts.job.id}#unit%2Funit.xml/a/1`)
  })

  test('by the outermost suite', async () => {
    const run = await told(
      { ...files, 'bad.xml': 'no' },
      { groupBy: 'suite', suite: { id: 'unit', name: 'Unit' } },
    )
    expect(finished(run.events)).toEqual([
      ['unit/a', 'success', 'all 2 passed'],
      ['unit/b', 'failure', '1 of 1 failed'],
      ['unit/(no suite)', 'error', 'no test was run; bad.xml: line 1, column 1: it does not begin like XML'],
    ])
  })

  test('a run of everything is one', async () => {
    expect(finished((await told(files)).events)).toEqual([['unit', 'failure', '1 of 3 failed']])
  })

  test('are at most 1,000; the rest is one more', () => {
    const run = createTestRun(context, { suite: { id: 'unit' }, cases: 'none', groupBy: 'suite' })
    for (let at = 0; at < MAX_GROUPS + 500; at++) run.add(piece('passed', { suites: [`s${at}`] }), 'a.xml')
    const all = run.finish()
    expect(all).toHaveLength(2 * (MAX_GROUPS + 1))
    expect(all.at(-1)?.content).toMatchObject({
      reason: 'all 500 passed',
      testSuite: { id: 'unit/(others)' },
    })
  })
})

test('a suite needs an id', () => {
  expect(() => createTestRun(context, { suite: { id: ' ' }, cases: 'none', groupBy: 'run' })).toThrow(
    'needs the id',
  )
})

test('single cases become at most 100,000 events; what is left out is counted and said', () => {
  const run = createTestRun(context, { suite: { id: 'unit' }, cases: 'failures', groupBy: 'run' })
  let events = 0
  for (let at = 0; at < MAX_CASE_EVENTS + 7; at++) events += run.add(piece('failed'), 'a.xml').length
  expect(events).toBe(MAX_CASE_EVENTS)
  const [, finished] = run.finish()
  expect(finished?.content?.reason).toBe('100007 of 100007 failed, 7 without an event of their own')
  expect(finished?.customData).toMatchObject({ turnpike: { tests: { failed: 100_007, withoutEvent: 7 } } })
})

test('notes are kept, with the file they are of, at most 20 and how many more', () => {
  const run = createTestRun(context, { suite: { id: 'unit' }, cases: 'failures', groupBy: 'run' })
  for (let at = 0; at < 30; at++) run.add({ is: 'note', note: `n${at}` }, 'a.xml')
  expect(run.notes()).toHaveLength(21)
  expect(run.notes()[0]).toBe('a.xml: n0')
  const [, finished] = run.finish()
  expect(JSON.stringify(finished?.customData)).toContain('and 10 more notes')
})

describe('the moment it began', () => {
  test.each([
    ['none', [], NOW],
    ['the earliest', ['2026-11-21T10:04:00Z', '2026-11-21T10:03:00Z'], '2026-11-21T10:03:00.000Z'],
    ['with a zone', ['2026-11-21T11:03:00+01:00'], '2026-11-21T10:03:00.000Z'],
    ['with a zone without a colon', ['2026-11-21 11:03:00 +0100'], '2026-11-21T10:03:00.000Z'],
    ['without a zone', ['2026-11-21T10:03:00.123456'], '2026-11-21T10:03:00.123Z'],
    ['without seconds', ['2026-11-21T10:03'], '2026-11-21T10:03:00.000Z'],
    ['after now', ['2026-11-21T10:06:00Z'], NOW],
    ['long ago', ['1970-01-01T00:00:00', '2026-10-01T00:00:00Z'], NOW],
    ['nonsense', ['yesterday', '', '2026-13-45T99:99:99Z', '2026-11-21'], NOW],
  ])('%s', (_, timestamps, start) => {
    expect(startOf(timestamps, NOW)).toBe(start)
  })

  test('is the timestamp of the started event; of the finished one it is now', async () => {
    const run = await told({
      'a.xml': '<testsuite timestamp="2026-11-21T10:00:00"><testcase name="a"/></testsuite>',
    })
    expect(run.started.context.timestamp).toBe('2026-11-21T10:00:00.000Z')
    expect(run.finished.context.timestamp).toBe(NOW)
  })
})

describe('a report file', () => {
  const file = { path: 'out/a.xml', bytes: 12, digest: DIGEST }

  test('is an output, where it can be read', () => {
    const uri = 'https://ci.example.org/a.xml'
    const [event] = describeEvents(
      [outputEvent({ ...file, uri }, context, { format: 'application/xml' })],
      facts,
      NOW,
    )
    expect(event?.subject).toEqual({
      id: uri,
      content: { outputType: 'report', format: 'application/xml', uri },
    })
    expect(event?.customData).toMatchObject({ turnpike: { file, artifacts: [{ digest: DIGEST }] } })
  })

  test('is named by its digest where nobody can read it', () => {
    const [event] = describeEvents(
      [outputEvent(file, context, { format: 'text/plain', outputType: 'log' })],
      facts,
      NOW,
    )
    expect(event?.subject).toEqual({
      id: `urn:turnpike:file:${DIGEST}`,
      content: { outputType: 'log', format: 'text/plain' },
    })
  })
})
