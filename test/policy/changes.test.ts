import { describe, expect, test } from '@jest/globals'
import { changesSince } from '../../src/policy/changes.ts'
import type { Decision, OverrideRef, WaiverRef } from '../../src/policy/decision.ts'
import { deny, overrideInForce } from '../report/sample-decisions.ts'

const base: Decision = { ...deny, waivers: [], overrides: [], previous: undefined }
const waiver: WaiverRef = { ...(deny.waivers[0] as WaiverRef), id: 'w1' }
const override: OverrideRef = { ...overrideInForce, id: 'o1' }
const waiting: OverrideRef = { ...override, state: 'awaiting-second', second: undefined }
const lease = { id: 'l7', environment: 'production', fencing: 7, holder: 'run', until: deny.decidedAt }

const with_ = (over: Partial<Decision>): Decision => ({ ...base, ...over })
const found = (before: Partial<Decision>, now: Partial<Decision>) => changesSince(with_(before), with_(now))

describe('what changed since the last decision', () => {
  test('is nothing where nothing did', () => {
    const same = { waivers: [waiver], overrides: [override], lease }
    expect(found(same, structuredClone(same))).toEqual([])
  })

  test.each([
    [
      'an override was granted',
      {},
      { overrides: [override] },
      [
        'duty.officer broke the glass, and the override is in force: Payment outage: the fix must go out before the board can meet.',
      ],
    ],
    [
      'an override was confirmed',
      { overrides: [waiting] },
      { overrides: [override] },
      [
        'The override by duty.officer was confirmed by m.okafor.',
        'The override by duty.officer is in force.',
      ],
    ],
    [
      'a review became overdue',
      { overrides: [override] },
      { overrides: [{ ...override, state: 'expired', review: { state: 'overdue' } }] },
      ['The override by duty.officer is over.', 'The override by duty.officer: its review is overdue.'],
    ],
    [
      'an override was reviewed and is gone',
      { overrides: [override] },
      {},
      ['The override by duty.officer is no longer open.'],
    ],
    [
      'a waiver was asked for',
      {},
      { waivers: [{ ...waiver, state: 'pending' }] },
      ['A waiver of Known vulnerabilities was asked for by k.jansen.'],
    ],
    [
      'a waiver was granted',
      { waivers: [{ ...waiver, state: 'pending' }] },
      { waivers: [waiver] },
      ['A waiver of Known vulnerabilities is in force, granted by s.lindqvist.'],
    ],
    [
      'a waiver comes to its end',
      { waivers: [waiver] },
      { waivers: [{ ...waiver, state: 'expiring' }] },
      ['A waiver of Known vulnerabilities ends soon.'],
    ],
    [
      'the class of the change became known',
      { change: { class: 'major', from: 'unknown' } },
      { change: { class: 'emergency', from: 'record' } },
      ['The class of the change is emergency, it was unknown before.'],
    ],
    ['the lease was acquired', {}, { lease }, ['It holds the lease of production, with fencing number 7.']],
    [
      'something was deployed without a decision',
      {},
      {
        nonconformities: [
          { sequence: 9, deployment: 8, at: deny.decidedAt, service: 'webshop', by: 'x', says: 'y' },
        ],
      },
      ['A deployment of webshop without a valid decision was found.'],
    ],
    [
      'a nonconformity was answered',
      { nonconformities: [{ sequence: 9, deployment: 8, at: deny.decidedAt, by: 'x', says: 'y' }] },
      {},
      ['A deployment without a valid decision was answered for.'],
    ],
    [
      'other names of people count',
      { trust: 'sha256:1' },
      { trust: 'sha256:2' },
      ['The trust document is another one.'],
    ],
  ] as [string, Partial<Decision>, Partial<Decision>, string[]][])(
    'says that %s',
    (_, before, now, changes) => {
      expect(found(before, now)).toEqual(changes)
    },
  )

  test('says exceptions before checks, so that a long list does not hide them', () => {
    const many = Array.from({ length: 60 }, (_, n) => ({
      ...deny.findings[0]!,
      rule: `r${n}`,
      title: `Check ${n}`,
    }))
    const changes = found({}, { overrides: [override], findings: many })
    expect(changes[0]).toMatch(/^duty\.officer broke the glass/)
    expect(changes).toHaveLength(21)
  })

  test('cuts what somebody wrote at a length', () => {
    const [first] = found({}, { overrides: [{ ...override, reason: 'x\n'.repeat(5000) }] })
    expect(first!.length).toBeLessThan(400)
    expect(first).not.toContain('\n')
  })
})
