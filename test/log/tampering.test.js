/** Must show 3 of the issue, on the text of an export: what an operator, or whoever holds the file, can do to it. */
import { describe, expect, test } from '@jest/globals'
import { checkpointLine, headerLine, rowLine } from '../../src/log/export.js'
import {
  exportOf,
  frontierOf,
  leafOf,
  messagesOf,
  noteOf,
  ORIGIN,
  rowsOf,
  someEvents,
  textOf,
  verify,
  WITNESS,
} from './exports.js'
const events = someEvents(40)
const lines = exportOf(events)
const rows = rowsOf(events)
describe('an export as it was signed', () => {
  test('holds, and says what is in it', async () => {
    const report = await verify(textOf(lines))
    expect(report.findings).toEqual([])
    expect(report).toMatchObject({ origin: ORIGIN, from: 0, rows: 40, firstSequence: 1, lastSequence: 79 })
    expect(report.checkpoint).toMatchObject({ size: 40 })
  })
  test('holds at every size, also of none', async () => {
    for (let size = 0; size <= 40; size++) {
      const report = await verify(textOf(exportOf(events.slice(0, size))))
      expect([size, messagesOf(report)]).toEqual([size, []])
    }
  })
  test('holds from any leaf on', async () => {
    for (let from = 0; from <= 40; from++) {
      const report = await verify(textOf(exportOf(events, { from })))
      expect([from, messagesOf(report), report.rows]).toEqual([from, [], 40 - from])
    }
  })
})
describe('what was done to it is found', () => {
  test('one byte flipped, whichever it is', async () => {
    const few = exportOf(someEvents(3), { cosigned: [noteOf(someEvents(2), { witness: WITNESS })] })
    const bytes = Buffer.from(textOf(few))
    for (let at = 0; at < bytes.length; at++) {
      const flipped = Uint8Array.from(bytes)
      flipped[at] ^= 1
      const { findings } = await verify(flipped, { witnesses: [WITNESS.verifier] })
      expect([at, findings.length > 0]).toEqual([at, true])
    }
  })
  test('one byte of one event: it says which, and that all others are right', async () => {
    const changed = [...lines]
    changed[18] = lines[18].replace('quoted', 'quotes')
    expect((await verify(textOf(changed))).findings).toEqual([
      {
        line: 19,
        index: 17,
        sequence: 35,
        message: 'does not fit its leaf: it was changed after it was kept',
      },
    ])
  })
  test.each([
    ['who sent it', { producer: { kind: 'token', id: 'token:other' } }],
    ['when it came', { receivedAt: '2026-11-21T09:00:00.000Z' }],
    ['whether it counts', { status: 'accepted' }],
    ['its number', { sequence: 6 }],
    ['a signature that was not there', { material: 'AAAA' }],
  ])('%s', async (_, change) => {
    const changed = [...lines]
    changed[4] = rowLine({ ...rows[3], ...change })
    expect(changed[4]).not.toBe(lines[4])
    const [first] = (await verify(textOf(changed))).findings
    expect(first).toMatchObject({
      line: 5,
      index: 3,
      message: expect.stringContaining('does not fit its leaf'),
    })
  })
  test('one dropped, wherever it was', async () => {
    for (let index = 0; index < 40; index++) {
      const { findings } = await verify(textOf(lines.filter((_, at) => at !== index + 1)))
      const where = index === 39 ? 'leaf 39 is missing at the end' : `leaf ${index} is missing before it`
      expect(findings[0]?.message).toBe(where)
    }
  })
  test('several dropped', async () => {
    const { findings } = await verify(textOf(lines.filter((_, at) => at < 11 || at > 13)))
    expect(findings).toEqual([
      { line: 12, index: 13, sequence: 27, message: 'leaves 10 to 12 are missing (3) before it' },
    ])
  })
  test('the end cut off', async () => {
    expect(messagesOf(await verify(textOf(lines.slice(0, 20))))).toEqual([
      'the export breaks off after 19 entries: its last line, the checkpoint, is missing',
    ])
    expect(messagesOf(await verify(textOf(lines).slice(0, 5000)))).toContainEqual(
      expect.stringContaining('breaks off'),
    )
    expect(messagesOf(await verify(''))).toEqual(['the file is empty'])
  })
  test('two lines swapped', async () => {
    const swapped = [...lines]
    ;[swapped[9], swapped[10]] = [lines[10], lines[9]]
    const { findings } = await verify(textOf(swapped))
    expect(findings[0]).toEqual({ line: 10, index: 9, sequence: 19, message: 'leaf 8 is missing before it' })
    expect(findings[1]?.message).toBe('is leaf 8 where leaf 10 was to come: out of order, or twice')
  })
  test('two events swapped between their rows', async () => {
    const swapped = rows.map((row) => ({ ...row }))
    swapped[8].body = rows[9].body
    swapped[9].body = rows[8].body
    const { findings } = await verify(textOf([lines[0], ...swapped.map(rowLine), lines.at(-1)]))
    expect(findings.map(({ index }) => index)).toEqual([8, 9])
  })
  test('two events swapped, and every index and leaf made to fit', async () => {
    const order = [...events]
    ;[order[8], order[9]] = [events[9], events[8]]
    const { findings } = await verify(textOf([...exportOf(order).slice(0, -1), lines.at(-1)]))
    expect(findings[0]).toMatchObject({ index: 9, message: 'has the sequence 17 after 19; sequences grow' })
  })
  test('one event changed, and its leaf made to fit: the range in which it is', async () => {
    const forged = events.map((event, at) => (at === 25 ? { ...event, body: '{"n": "another"}' } : event))
    const cosigned = [10, 20, 30].map((size) => noteOf(events.slice(0, size), { witness: WITNESS }))
    const changed = exportOf(forged, { cosigned })
    changed[changed.length - 1] = checkpointLine(noteOf(events))
    expect(messagesOf(await verify(textOf(changed)))).toEqual([
      'the leaves are not those of a cosigned checkpoint of 30 entries: the first difference is among the leaves 20 to 29',
      'the leaves are not those of the signed checkpoint of 40 entries: the first difference is among the leaves 20 to 39',
    ])
  })
  test('one added', async () => {
    const added = [...exportOf(someEvents(41)).slice(0, -1), lines.at(-1)]
    expect(messagesOf(await verify(textOf(added)))).toEqual([
      'there are rows beyond the 40 entries of the checkpoint',
    ])
  })
  test('a row behind the checkpoint', async () => {
    expect(messagesOf(await verify(textOf([...lines, lines[3]])))).toEqual([
      'comes after the checkpoint, which is the last line',
    ])
  })
  test('the same row in other words, which another reader could take for something else', async () => {
    for (const other of [
      lines[5].replace('"body":', '"body":"{}","body":'),
      lines[5].replace('{"index"', '{ "index"'),
      lines[5].replace('accepted', '\\u0061ccepted'),
      lines[5].replace('"sequence":9', '"sequence":9.0'),
      `${lines[5]}\r`,
      `\uFEFF${lines[5]}`,
    ]) {
      expect(other).not.toBe(lines[5])
      const { findings } = await verify(textOf(lines.map((line, at) => (at === 5 ? other : line))))
      expect(findings[0]).toEqual({
        line: 6,
        message: 'is not a row as an export has it; leaf 4 was to come',
      })
    }
  })
  test('a line that never ends', async () => {
    const endless = 'x'.repeat(17 * 1024 * 1024)
    const { findings } = await verify(textOf([...lines.slice(0, 4), endless, ...lines.slice(5)]))
    expect(findings).toEqual([{ line: 5, message: 'is not a row as an export has it; leaf 3 was to come' }])
  })
  test('everything wrong: the first twenty, and how many more', async () => {
    const changed = lines.map((line) => line.replace('quoted', 'quotes'))
    const report = await verify(textOf(changed))
    expect(report.findings).toHaveLength(20)
    expect(report.more).toBe(20)
    expect(report.findings[0]).toMatchObject({ index: 0 })
  })
})
describe('a part of a log', () => {
  test('with other hashes before it is found', async () => {
    const part = exportOf(events, { from: 13 })
    const { peaks } = frontierOf(someEvents(14).slice(1))
    part[0] = headerLine({ origin: ORIGIN, from: 13, peaks, cosigned: [] })
    expect(messagesOf(await verify(textOf(part)))).toEqual([
      'the leaves are not those of the signed checkpoint of 40 entries: the first difference is among the leaves 0 to 39',
    ])
  })
  test('goes on from the checkpoint where the last export ended', async () => {
    const part = textOf(exportOf(events, { from: 13 }))
    expect(messagesOf(await verify(part, { since: noteOf(events.slice(0, 13)) }))).toEqual([])
    expect(messagesOf(await verify(part, { since: noteOf(events.slice(0, 20)) }))).toEqual([])
  })
  test('says what it cannot compare', async () => {
    const part = textOf(exportOf(events, { from: 13 }))
    expect(messagesOf(await verify(part, { since: noteOf(events.slice(0, 12)) }))).toEqual([
      'the export begins at leaf 13, so the checkpoint of 12 cannot be compared',
    ])
  })
  test('has as many hashes in its header as its beginning has complete subtrees', async () => {
    const part = exportOf(events, { from: 13 })
    part[0] = part[0].replace(/"peaks":\["[^"]+",/, '"peaks":[')
    expect(messagesOf(await verify(textOf(part)))[0]).toBe('is not the header of a log export (log-export/1)')
  })
})
test('a leaf stands for the very bytes of the event', () => {
  const [event] = someEvents(1)
  expect(leafOf({ ...event, body: event.body.replace('\\u0041', 'A') })).not.toEqual(leafOf(event))
})
