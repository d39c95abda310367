import { describe, expect, test } from '@jest/globals'
import { approved, ticket } from './change-scene.ts'
import { createShelf } from '../../src/policy/shelf.ts'
import {
  ago,
  ask,
  DIGEST,
  eventOf,
  findingOf,
  load,
  policyText,
  principal,
  problemsOf,
  readRepositoryFile,
} from './scene.ts'
import type { Said } from './scene.ts'
import { findingOf as findSigned, signed } from './signed-scene.ts'

const RULE = (more = '') => `  - { id: rfc, kind: change, producer: [ops]${more === '' ? '' : `, ${more}`} }`
const CHG = { change: { id: 'CHG-1' } }
const updated = (record: object | undefined, more: Partial<Said> = {}) => ticket('updated', record, more)

describe('change: the record', () => {
  test('passes on an approved change, and says which it is', async () => {
    expect(await findingOf(RULE(), [updated(approved())], CHG)).toMatchObject({
      result: 'pass',
      reason: 'change-approved',
      required: 'a change on record, approved',
      found: 'CHG-1: normal change, approved',
      at: ago('1h'),
      by: 'token:ops',
      evidence: [{ subject: 'CHG-1' }],
    })
  })

  test('its newest event counts alone, by the order of the store', async () => {
    const events = [updated(approved()), updated(approved({ state: 'in review' }))]
    expect(await findingOf(RULE(), events, CHG)).toMatchObject({
      result: 'fail',
      reason: 'not-approved',
      found: 'CHG-1: normal change, in-review',
      remediation: 'Have the change approved: its state must be approved.',
    })
    expect(await findingOf(RULE(), [...events].reverse(), CHG)).toMatchObject({ result: 'pass' })
    const backdated = updated(approved({ state: 'rejected' }), { timestamp: ago('9d'), when: '1m' })
    expect(await findingOf(RULE(), [updated(approved()), backdated], CHG)).toMatchObject({ result: 'fail' })
    // What the newest event does not say is not known, whatever an older one said.
    expect(await findingOf(RULE(), [updated(approved()), updated(undefined)], CHG)).toMatchObject({
      result: 'fail',
      reason: 'state-unknown',
      found: 'CHG-1: class not known (none stated), counts as major, its state is not stated',
    })
  })

  test('that is not there is a fail, or waited for', async () => {
    expect(await findingOf(RULE(), [], CHG)).toMatchObject({
      result: 'fail',
      reason: 'no-record',
      found: 'no record of a change for CHG-1',
      remediation: 'Register the change, or name the right one in the request.',
    })
    expect(await findingOf(RULE('onMissing: wait'), [], CHG)).toMatchObject({ result: 'pending' })
    expect(await findingOf(RULE('onMissing: wait'), [updated({ class: 'normal' })], CHG)).toMatchObject({
      result: 'pending',
      reason: 'state-unknown',
    })
  })

  test('by a stranger is none', async () => {
    expect(await findingOf(RULE(), [updated(approved(), { by: 'token:ci' })], CHG)).toMatchObject({
      result: 'fail',
      reason: 'evidence-refused',
      refused: [{ reason: 'producer-not-allowed' }],
    })
    const veto = updated(approved({ state: 'rejected' }), { by: 'token:ci' })
    expect(await findingOf(RULE(), [updated(approved()), veto], CHG)).toMatchObject({ result: 'pass' })
  })

  test('of a ticket that is no change does not count', async () => {
    const bug = updated(undefined, { content: { ticketType: 'bug', labels: ['standard'] } })
    expect(await findingOf(RULE('onMissing: wait'), [bug], CHG)).toMatchObject({
      result: 'fail',
      reason: 'not-a-change',
      found: 'a ticket, but not of a change for CHG-1',
    })
  })

  test('of a ticket that only names the change as another one’s does not count', async () => {
    const parasite = updated(approved(), {
      subject: 'CHG-2',
      customData: {},
    })
    const named = {
      ...parasite,
      customData: { turnpike: { changeRecord: approved(), ticket: 'CHG-1' } },
    }
    expect(await findingOf(RULE(), [named], CHG)).toMatchObject({ result: 'fail', reason: 'no-record' })
    expect(await findingOf(RULE(), [updated(approved({ state: 'draft' })), named], CHG)).toMatchObject({
      result: 'fail',
      reason: 'not-approved',
    })
  })

  test('that cannot be used is not replaced by an older one', async () => {
    const future = updated(approved(), { timestamp: '2026-11-21T15:00:00.000Z' })
    expect(await findingOf(RULE(), [updated(approved()), future], CHG)).toMatchObject({
      result: 'fail',
      reason: 'future-timestamp',
    })
    expect(
      await findingOf(
        RULE(),
        [updated(approved(), { id: 'x' }), updated(approved({ state: 'no' }), { id: 'x' })],
        CHG,
      ),
    ).toMatchObject({ result: 'error', reason: 'conflict' })
  })

  test('of two trackers with the same number is nobody’s: an error', async () => {
    const find = async (...sources: (string | undefined)[]) => {
      const shelf = createShelf()
      for (const source of sources) {
        const event = eventOf(updated(approved()))
        if (source !== undefined) (event['subject'] as Record<string, unknown>)['source'] = source
        shelf.put(event, principal('token:ops'), ago('1h'))
      }
      return (await ask([await load(policyText(RULE()))], { shelf, request: CHG })).findings[0]
    }
    const [a, b] = ['https://a.example.org', 'https://b.example.org']
    expect(await find(a, b)).toMatchObject({ result: 'error', reason: 'several-records' })
    expect(await find(a, a)).toMatchObject({ result: 'pass' })
    expect(await find(a, undefined)).toMatchObject({ result: 'pass' })
  })
})

describe('change: its class', () => {
  const find = (said: Said, more = '', change: object = {}) =>
    findingOf(RULE(more), [said], { change: { id: 'CHG-1', ...change } })

  test.each([
    ['the record', {}, { class: 'emergency' }],
    ['the record, in capitals', {}, { class: ' Emergency ' }],
    ['a label', { labels: ['hotfix', 'Emergency'] }, {}],
    ['a label of classes', { labels: ['change-class:emergency'] }, {}],
    ['the type of the ticket', { ticketType: 'Emergency change' }, {}],
    ['all of them', { ticketType: 'emergency-change', labels: ['emergency'] }, { class: 'emergency' }],
  ])('is read from %s', async (_where, content, record) => {
    const said = updated({ ...record, state: 'approved' }, { content })
    expect(await find(said, 'classes: [emergency]')).toMatchObject({
      result: 'pass',
      required: 'an emergency change on record, approved',
    })
  })

  test.each([
    ['none', {}, {}, 'none stated'],
    ['two', { labels: ['standard', 'normal'] }, {}, 'standard and normal'],
    ['two, in two places', { labels: ['standard'] }, { class: 'emergency' }, 'emergency and standard'],
    ['a word nobody knows', {}, { class: 'trivial' }, 'trivial'],
    [
      'a word nobody knows beside a known one',
      { labels: ['standard', 'change-class:trivial'] },
      {},
      'trivial and standard',
    ],
    ['no text', {}, { class: ['standard'] }, '["standard"]'],
    ['a number', {}, { class: 0 }, '0'],
    ['a property of every object', {}, { class: 'constructor' }, 'constructor'],
  ])('%s counts as major', async (_what, content, record, said) => {
    const event = updated({ ...record, state: 'approved' }, { content })
    expect(await find(event, 'classes: [standard, normal, emergency]')).toMatchObject({
      result: 'fail',
      reason: 'class-not-allowed',
      found: `CHG-1: class not known (${said}), counts as major`,
    })
    expect(await find(event, 'classes: [major]')).toMatchObject({ result: 'pass' })
  })

  test('that is not let through is a fail, whatever its state', async () => {
    expect(await find(updated(approved()), 'classes: [standard]')).toMatchObject({
      result: 'fail',
      reason: 'class-not-allowed',
      remediation: 'Only standard changes may be made here.',
    })
  })

  test('the request cannot make it laxer', async () => {
    const table: [recorded: string, claims: string[]][] = [
      ['standard', ['standard', 'normal', 'major']],
      ['normal', ['normal', 'major']],
      ['major', ['major']],
      ['emergency', ['emergency', 'major']],
      ['unheard of', ['major']],
    ]
    for (const [recorded, accepted] of table)
      for (const claimed of ['standard', 'normal', 'major', 'emergency']) {
        const finding = await find(updated(approved({ class: recorded })), '', { class: claimed })
        expect([recorded, claimed, finding.reason]).toEqual([
          recorded,
          claimed,
          accepted.includes(claimed) ? 'change-approved' : 'class-mismatch',
        ])
      }
    expect(await find(updated(approved()), '', { class: 'emergency' })).toMatchObject({
      result: 'fail',
      found: 'CHG-1: normal change, but the request says emergency',
    })
  })
})

describe('change: its author', () => {
  const find = (author: unknown, asked?: string, more = '') =>
    findingOf(RULE(more), [updated(approved({ author }))], {
      change: { id: 'CHG-1', ...(asked === undefined ? {} : { author: asked }) },
    })

  test('must be the one that the request names', async () => {
    expect(await find('urn:user:alice', 'urn:user:alice')).toMatchObject({ result: 'pass' })
    expect(await find('urn:user:alice', 'urn:user:carol')).toMatchObject({
      result: 'fail',
      reason: 'author-mismatch',
      found: 'CHG-1: the record names urn:user:alice as author, the request urn:user:carol',
    })
    expect(await find('urn:user:alice')).toMatchObject({ result: 'pass' })
    expect(await find(undefined, 'urn:user:carol')).toMatchObject({ result: 'pass' })
  })

  test('is one person under all their names, and nobody knows of names that are not written down', async () => {
    expect(await find('urn:user:bob', 'urn:github:user:42')).toMatchObject({ result: 'pass' })
    expect(await find('urn:user:dora', 'urn:github:user:4711')).toMatchObject({
      result: 'fail',
      reason: 'author-mismatch',
      found: expect.stringContaining('nobody knows whether that is the same person'),
    })
  })

  test('that is no text is an error', async () => {
    for (const author of [7, {}, '', ' ', ['urn:user:alice']])
      expect(await find(author, 'urn:user:alice')).toMatchObject({
        result: 'error',
        reason: 'author-unreadable',
      })
  })
})

test('the example of the reference passes', async () => {
  const [, text = ''] = /```json\n(\{\s+"type": "ticket.updated".*?)```/su.exec(
    readRepositoryFile('docs/policies.md'),
  )!
  const said = { artifact: undefined, by: 'token:ops', ...(JSON.parse(text) as Said) }
  expect(await findingOf(RULE('scheduled: [normal]'), [said], { change: { id: 'CHG-4711' } })).toMatchObject({
    result: 'pass',
    found: 'CHG-4711: normal change, approved, scheduled until 2026-11-21 16:00 UTC',
  })
})

describe('change: the text of a rule', () => {
  test.each([
    ['classes: [trivial]', '"trivial" is not allowed'],
    ['classes: []', 'must not be empty'],
    ['classes: [standard], scheduled: [normal]', 'is not one of classes'],
    ['states: [""]', 'must not be empty'],
    ['state: approved', 'is not a known field here'],
  ])('%s: %s', async (more, message) => {
    expect(await problemsOf(policyText(RULE(more)))).toEqual([expect.stringContaining(message)])
  })

  test('a level: an unsigned record supports nothing, and an unsigned later one objects', async () => {
    const rule = RULE('level: signed').replace('[ops]', '[ci]')
    const bound = (record: object) => updated(record, { artifact: DIGEST, by: 'token:ci' })
    expect(await findSigned(rule, [signed(bound(approved()))])).toMatchObject({
      result: 'pass',
      required: 'a change on record, approved, signed',
    })
    expect(await findSigned(rule, [bound(approved())])).toMatchObject({ reason: 'level-too-low' })
    expect(await findSigned(rule, [signed(bound(approved())), bound(approved())])).toMatchObject({
      result: 'fail',
    })
  })
})
