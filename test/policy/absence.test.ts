import { describe, expect, test } from '@jest/globals'
import { RULE, FEED, incident } from './absence-scene.ts'
import { ago, ask, DIGEST, findingOf, load, policyText, problemsOf, shelfOf } from './scene.ts'
import type { Said } from './scene.ts'

describe('absence', () => {
  test('passes when nothing is open', async () => {
    expect(await findingOf(RULE(), [])).toMatchObject({
      result: 'pass',
      required: 'no open incident',
      found: 'none open',
    })
    expect(
      await findingOf(RULE(), [
        incident('detected', 'INC-1'),
        incident('reported', 'INC-2', { content: { ticketURI: 'https://example.org/t/2' } }),
        incident('resolved', 'INC-2'),
        incident('resolved', 'INC-1'),
      ]),
    ).toMatchObject({ result: 'pass' })
  })

  test('fails while something is open, and names it', async () => {
    const open = incident('detected', 'INC-4711', { content: { description: 'checkout latency' } })
    expect(
      await findingOf(RULE(), [open, incident('detected', 'INC-1'), incident('resolved', 'INC-1')]),
    ).toMatchObject({
      result: 'fail',
      reason: 'open',
      found: 'INC-4711 checkout latency',
      at: ago('23m'),
      by: 'token:ops',
      remediation: 'Close it; incident.resolved of the same subject settles it.',
    })
  })

  test('what is detected again after it was resolved is open', async () => {
    const events = [
      incident('detected', 'INC-1'),
      incident('resolved', 'INC-1'),
      incident('detected', 'INC-1'),
    ]
    expect(await findingOf(RULE(), events)).toMatchObject({ result: 'fail' })
  })

  test('an incident elsewhere does not count, and a stranger closes nothing', async () => {
    expect(
      await findingOf(RULE(), [incident('detected', 'INC-1', { environment: 'staging' })]),
    ).toMatchObject({ result: 'pass' })
    expect(
      await findingOf(RULE(), [
        incident('detected', 'INC-1'),
        incident('resolved', 'INC-1', { by: 'token:fork' }),
      ]),
    ).toMatchObject({ result: 'fail', refused: [{ reason: 'producer-not-allowed' }] })
  })

  test('a closing from the future closes nothing; an opening from the future is open', async () => {
    const later = { timestamp: '2026-11-21T15:00:00.000Z' }
    expect(
      await findingOf(RULE(), [incident('detected', 'INC-1'), incident('resolved', 'INC-1', later)]),
    ).toMatchObject({ result: 'fail' })
    expect(await findingOf(RULE(), [incident('detected', 'INC-1', later)])).toMatchObject({ result: 'fail' })
  })

  test('scope service looks at one service, and needs its name', async () => {
    const one = RULE('\n    scope: service')
    expect(await findingOf(one, [incident('detected', 'INC-1', { service: 'billing' })])).toMatchObject({
      result: 'pass',
    })
    expect(await findingOf(one, [incident('detected', 'INC-1', { service: 'webshop' })])).toMatchObject({
      result: 'fail',
    })
    expect(await findingOf(one, [], { service: undefined })).toMatchObject({
      result: 'error',
      reason: 'service-unknown',
    })
  })

  test('scope artifact: an artifact that was revoked stays revoked', async () => {
    const revoked = `\n  - { id: r, kind: absence, openedBy: artifact.deleted, scope: artifact, producer: [ops], feed: none }`
    expect(await findingOf(revoked, [])).toMatchObject({ result: 'pass', required: 'no open artifact' })
    expect(
      await findingOf(revoked, [
        { type: 'artifact.deleted', artifact: DIGEST, by: 'token:ops', content: { user: 'x' } },
      ]),
    ).toMatchObject({
      result: 'fail',
      remediation: 'Use another artifact.',
    })
  })

  test('match excuses only what says so itself; a condition that cannot be answered is an error', async () => {
    const critical = RULE('\n    match: { customData.severity: critical }')
    const withSeverity = (severity?: string) =>
      incident('detected', 'INC-1', severity === undefined ? {} : { customData: { severity } })
    expect(await findingOf(critical, [withSeverity('low')])).toMatchObject({ result: 'pass' })
    expect(await findingOf(critical, [withSeverity('critical')])).toMatchObject({ result: 'fail' })
    expect(await findingOf(critical, [withSeverity()])).toMatchObject({ result: 'fail' })
    const where = RULE('\n    where: event.customData.severity != "low"')
    expect(await findingOf(where, [withSeverity('low')])).toMatchObject({ result: 'pass' })
    expect(await findingOf(where, [withSeverity()])).toMatchObject({
      result: 'error',
      reason: 'condition-error',
    })
  })

  test('lookback forgets old openings, because the policy says so', async () => {
    const old = incident('detected', 'INC-1', { when: '40d' })
    expect(await findingOf(RULE(), [old])).toMatchObject({ result: 'fail' })
    expect(await findingOf(RULE('\n    lookback: 30d'), [old])).toMatchObject({ result: 'pass' })
  })
})

describe('the feed behind it', () => {
  const find = async (events: readonly Said[]) => {
    const decision = await ask([await load(policyText(RULE('', FEED)))], { shelf: shelfOf(...events) })
    return { decision, finding: decision.findings[0]! }
  }

  test('when it is fresh, nothing open is good news, for as long as it is fresh', async () => {
    const { decision, finding } = await find([incident('resolved', 'INC-0', { when: '4m' })])
    expect(finding).toMatchObject({
      result: 'pass',
      required: 'no open incident, feed ≤ 10 min old',
      found: 'none open, feed spoke 4 min ago',
    })
    expect(decision.watermarks).toEqual([{ feed: 'https://alerts.example.org', lastSeen: ago('4m') }])
    expect(Date.parse(decision.expiresAt!) - Date.parse(decision.decidedAt)).toBe(6 * 60_000 + 1)
  })

  test('when it is late, the rule is pending: its next word settles it', async () => {
    const { decision, finding } = await find([incident('resolved', 'INC-0', { when: '11m' })])
    expect(decision.verdict).toBe('pending')
    expect(finding).toMatchObject({
      reason: 'feed-late',
      found: 'the feed https://alerts.example.org last spoke 11 min ago',
    })
  })

  test('F2: when it never spoke, the rule is an error: nobody ever looked', async () => {
    const { decision, finding } = await find([])
    expect(decision.verdict).toBe('error')
    expect(finding).toMatchObject({
      reason: 'feed-unknown',
      found: 'the feed https://alerts.example.org never spoke',
    })
    expect(decision.watermarks).toEqual([{ feed: 'https://alerts.example.org' }])
  })

  test('a stranger cannot keep it alive', async () => {
    const { finding } = await find([incident('resolved', 'INC-0', { when: '4m', by: 'token:fork' })])
    expect(finding).toMatchObject({ result: 'error', reason: 'feed-unknown' })
  })

  test('something open is known whatever the feed does', async () => {
    const { finding } = await find([incident('detected', 'INC-1', { when: '40m' })])
    expect(finding).toMatchObject({ result: 'fail', reason: 'open' })
  })

  test('a feed needs a source or a type, and a lag', async () => {
    expect(await problemsOf(policyText(RULE('', '{ maxLag: 10m }')))).toEqual([
      expect.stringContaining('at least one of source, type'),
    ])
    expect(await problemsOf(policyText(RULE('', '{ source: x }')))).toEqual([
      expect.stringContaining('maxLag is missing'),
    ])
    expect(await problemsOf(policyText(RULE('', '{ type: incident.detectd, maxLag: 1m }')))).toEqual([
      expect.stringContaining('did you mean'),
    ])
    expect(await problemsOf(policyText(RULE('', 'no')))).toEqual([
      expect.stringContaining('is not allowed; allowed: none'),
    ])
  })
})
