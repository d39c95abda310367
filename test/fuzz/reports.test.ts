import { expect, test } from '@jest/globals'
import { createChance } from './chance.ts'
import { check, readingOf } from './report-readings.ts'
import { HOSTILE, SEEDS } from './report-seeds.ts'
import { caseOf, fuzzReports } from './reports.ts'

/** `npm run fuzz -- reports` does 50,000; these few see to it that it still can. */
test('hostile report files: each is read or refused, the same in any pieces, and every event is valid', async () => {
  const cases = SEEDS.length + HOSTILE.length + 500
  const tally = await fuzzReports(cases, 20261121)
  expect(tally.cases).toBe(cases)
  expect(Object.keys(tally.kinds).sort()).toEqual([
    'coverage',
    'junit',
    'sarif',
    'sbom',
    'statement',
    'tap',
    'tofu',
  ])
  for (const kind of ['read', 'refused'] as const) expect(tally[kind]).toBeGreaterThan(100)
})

test('every report it starts from is read as it is, and gives events', async () => {
  for (const { kind, text } of SEEDS) {
    const reading = await readingOf(kind, bytesOf(Buffer.from(text)))
    expect(reading.refused).toBeUndefined()
    expect(reading.descriptions.length).toBeGreaterThan(0)
  }
})

test('the same seed gives the same case', () => {
  for (const nth of [3, 200, 4711])
    expect(caseOf(nth, createChance(nth))).toEqual(caseOf(nth, createChance(nth)))
})

test('what it must not let pass, it does not', () => {
  const finished = (outcome: string, tests: object) => ({
    descriptions: [
      {
        type: 'testsuiterun.finished',
        subject: 's',
        content: { testSuite: { id: 's' }, outcome, reason: '' },
        customData: { turnpike: { tests } },
      },
    ],
  })
  const told = finished('success', { passed: 2, total: 2 })
  expect(() => check('junit', told, '<testcase/><testcase/>')).not.toThrow()
  expect(() => check('junit', told, '<testcase/>')).toThrow('2 of 2 passed where 1 tests are')
  expect(() => check('junit', { ...told, refused: 'cut off' }, '<testcase/><testcase/>')).toThrow('a success')
  expect(() => check('tap', finished('success', { passed: 0, total: 1 }), 'ok')).toThrow('nothing passed')
  expect(() => check('tap', finished('error', { passed: -1, total: 1 }), 'ok')).toThrow('the number -1')
})

async function* bytesOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
}
