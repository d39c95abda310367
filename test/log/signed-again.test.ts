/** Must show 3 of the issue: an end that is rewritten and signed again, and whose signatures count at all. */
import { describe, expect, test } from '@jest/globals'
import { checkpointLine } from '../../src/log/export.ts'
import { newSigner } from '../../src/log/keys.ts'
import { exportOf, LOG, messagesOf, noteOf, ORIGIN, someEvents, textOf, verify, WITNESS } from './exports.ts'

const events = someEvents(40)
const lines = exportOf(events)

describe('who signed', () => {
  test('another key than the known one', async () => {
    const other = newSigner(ORIGIN, new Uint8Array(32).fill(9))
    expect(messagesOf(await verify(textOf(exportOf(events, { signers: [other] }))))).toEqual([
      expect.stringContaining('the checkpoint cannot be believed: no known key signed it'),
    ])
  })

  test('a known key, for another log', async () => {
    const other = exportOf(events, { origin: 'other.example.org' })
    expect(messagesOf(await verify(textOf(other)))).toEqual([
      'the checkpoint cannot be believed: it is of the log "other.example.org", and signed by store.example.org',
    ])
  })

  test('a checkpoint of another log under the header of this one', async () => {
    const name = 'other.example.org'
    const other = newSigner(name, new Uint8Array(32).fill(9))
    const mixed = [...lines.slice(0, -1), checkpointLine(noteOf(events, { signers: [other], origin: name }))]
    const report = await verify(textOf(mixed), { keys: [LOG.verifier, other.verifier] })
    expect(messagesOf(report)).toContain('the checkpoint is of another log, other.example.org')
  })

  test('the old key and the new one, while one takes over from the other', async () => {
    const young = newSigner(ORIGIN, new Uint8Array(32).fill(2))
    const both = textOf(exportOf(events, { signers: [young, LOG] }))
    expect(messagesOf(await verify(both, { keys: [LOG.verifier] }))).toEqual([])
    expect(messagesOf(await verify(both, { keys: [young.verifier] }))).toEqual([])
  })
})

describe('a tail that was rewritten and signed again with the same key', () => {
  const forged = events.map((event, at) => (at >= 30 ? { ...event, body: `{"n": "forged ${at}"}` } : event))
  const text = textOf(exportOf(forged))

  test('holds by itself: the key is the operator’s', async () => {
    expect(messagesOf(await verify(text))).toEqual([])
  })

  test('does not continue a checkpoint that somebody kept', async () => {
    expect(messagesOf(await verify(text, { since: noteOf(events.slice(0, 35)) }))).toEqual([
      'the leaves are not those of the earlier checkpoint of 35 entries: the first difference is among the leaves 0 to 34',
    ])
  })

  test('continues one from before the change, which says what it covers', async () => {
    expect(messagesOf(await verify(text, { since: noteOf(events.slice(0, 30)) }))).toEqual([])
  })

  test('is not what the witness saw', async () => {
    const cosigned = [noteOf(events.slice(0, 35), { witness: WITNESS })]
    const withNote = textOf(exportOf(forged, { cosigned }))
    expect(messagesOf(await verify(withNote, { witnesses: [WITNESS.verifier] }))).toEqual([
      expect.stringContaining('the leaves are not those of a cosigned checkpoint of 35 entries'),
      expect.stringContaining('cosigned none of the checkpoints that the export agrees with'),
    ])
  })

  test('has no cosignature when the operator leaves it out', async () => {
    expect(messagesOf(await verify(text, { witnesses: [WITNESS.verifier] }))).toEqual([
      `witness.example.net (key ${WITNESS.verifier.id}) cosigned none of the checkpoints that the export agrees with`,
    ])
  })

  test('also when it became shorter', async () => {
    const shorter = textOf(exportOf(events.slice(0, 20)))
    expect(messagesOf(await verify(shorter, { since: noteOf(events.slice(0, 35)) }))).toEqual([
      'the earlier checkpoint has 35 entries, the export 20: what came later was removed',
    ])
  })
})

describe('what a witness saw', () => {
  const cosigned = [noteOf(events.slice(0, 12), { witness: WITNESS, seconds: 1_795_000_321 })]

  test('is told with its size and its time', async () => {
    const report = await verify(textOf(exportOf(events, { cosigned })), { witnesses: [WITNESS.verifier] })
    expect(report.findings).toEqual([])
    expect(report.cosigned).toEqual([{ witness: WITNESS.verifier, size: 12, seconds: 1_795_000_321 }])
  })

  test('may be the last checkpoint itself', async () => {
    const report = await verify(textOf(exportOf(events, { witness: WITNESS })), {
      witnesses: [WITNESS.verifier],
    })
    expect(report.cosigned).toMatchObject([{ size: 40 }])
  })

  test('counts only when the log signed it, too', async () => {
    const alone = noteOf(events.slice(0, 12), { signers: [], witness: WITNESS })
    const report = await verify(textOf(exportOf(events, { cosigned: [alone] })), {
      witnesses: [WITNESS.verifier],
    })
    expect(messagesOf(report)[0]).toContain('has a cosigned checkpoint that cannot be believed')
    expect(report.cosigned).toEqual([])
  })
})
