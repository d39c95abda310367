import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readJUnit } from '../../../src/sources/reports/junit.ts'
import { readTap } from '../../../src/sources/reports/tap.ts'
import type { TestReader } from '../../../src/sources/reports/report.ts'
import { reportOf, told, toldOf } from './reading.ts'

const JUNIT =
  '<?xml version="1.0" encoding="UTF-8"?><testsuites tests="3"><testsuite name="a &amp; é" tests="3" failures="1" errors="0" ' +
  'skipped="1" time="1,5" timestamp="2026-11-21T10:00:00"><properties/><testcase name="1" classname="C"/><testcase name="2" time="0.1">' +
  '<failure message="no">at <![CDATA[x]]></failure></testcase><testcase name="3"><skipped type="todo"/><system-out>o</system-out>' +
  '</testcase><error>e</error></testsuite></testsuites>'
const TAP =
  'TAP version 14\n1..4\nok 1 - a\nnot ok 2 - b # TODO c\n  ---\n  message: |-\n    d\n  duration_ms: 1\n  ...\n# Subtest: e\n' +
  '    ok 1 - f # SKIP\n    1..1\nok 3 - e\nok 4 - g {\n    ok 1 - h\n    1..1\n}\nBail out! i\n'

/** Whatever bytes come: a report, or a refusal as INVALID_REPORT (anything else fails the test); all events valid. */
async function survives(read: TestReader, bytes: Uint8Array): Promise<void> {
  const run = await told({ 'a b/ü.xml': bytes }, { cases: 'all', groupBy: 'suite' }, read)
  const { total, passed, failed, errored, skipped } = run.counts
  expect(passed + failed + errored + skipped).toBe(total)
  expect(Math.min(passed, failed, errored, skipped)).toBeGreaterThanOrEqual(0)
  expect(run.cases).toHaveLength(total)
}

test.each([
  ['JUnit', readJUnit, JUNIT],
  ['TAP', readTap, TAP],
] as const)(
  '%s with pieces taken out, put in twice and changed is read or refused, and every event is valid',
  async (_, read, text) => {
    const bytes = new TextEncoder().encode(text)
    const place = fc.nat(bytes.length)
    const change = fc.tuple(place, fc.nat(40), fc.uint8Array({ maxLength: 6 }), place)
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 4 }), fc.boolean(), async (changes, copies) => {
        let mixed = Buffer.from(bytes)
        for (const [at, length, put, from] of changes) {
          const middle = copies ? mixed.subarray(from, from + length) : Buffer.from(put)
          mixed = Buffer.concat([
            mixed.subarray(0, at),
            middle,
            mixed.subarray(Math.min(mixed.length, at + length)),
          ])
        }
        await survives(read, mixed)
      }),
      { numRuns: 400 },
    )
  },
)

test.each([
  ['JUnit', readJUnit],
  ['TAP', readTap],
] as const)('%s of any bytes is read or refused', async (_, read) => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), (bytes) => survives(read, bytes)),
    { numRuns: 300 },
  )
})

test('any names and reasons give valid events with ids of their own', async () => {
  // Lone surrogates, control characters, marks that turn the text around.
  const text = fc.string({
    unit: fc.oneof(
      fc.nat(0xffff).map((code) => String.fromCharCode(code)),
      fc.constant('\ud800'),
    ),
    maxLength: 40,
  })
  const one = fc.record({
    name: text,
    className: text,
    file: text,
    reason: text,
    suites: fc.array(text, { maxLength: 3 }),
  })
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 8 }), (cases) => {
      const run = toldOf(cases.map((each) => ({ is: 'case', case: { ...each, result: 'failed' } })))
      expect(new Set(run.cases.map(({ subject }) => subject.id)).size).toBe(cases.length)
    }),
    { numRuns: 200 },
  )
})

test('what an attribute or a line says is written back into an event as it was', async () => {
  const text = fc.string({ unit: fc.constantFrom(...'<>&"\'é🧾 ab#\\/%'), minLength: 1, maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(text, async (name) => {
      const escaped = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
      const { cases } = await reportOf(`<testsuite><testcase name="${escaped}"/></testsuite>`)
      expect(cases[0]?.name).toBe(name.trim() === '' ? '(no name)' : name.trim())
      const line = `1..1\nok 1 - ${name.replaceAll('\\', '\\\\').replaceAll('#', '\\#')}\n`
      const tap = await reportOf(line, readTap)
      expect(tap.cases[0]?.name).toBe(name.trim() === '' ? 'test 1' : name.trim())
    }),
    { numRuns: 300 },
  )
})
