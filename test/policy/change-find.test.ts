/** Which record is the one of the change that is asked about. */
import { describe, expect, test } from '@jest/globals'
import { approved, ticket } from './change-scene.ts'
import { DIGEST, findingOf, OTHER } from './scene.ts'
import type { Said } from './scene.ts'

const RULE = (more = '') => `  - { id: rfc, kind: change, producer: [ops]${more === '' ? '' : `, ${more}`} }`
const CHG = { change: { id: 'CHG-1' } }
const updated = (record: object | undefined, more: Partial<Said> = {}) => ticket('updated', record, more)

describe('change: found without its ticket’s name', () => {
  const bound = (record: object, more: Partial<Said> = {}) => updated(record, { artifact: DIGEST, ...more })

  test('by the digest, where the request names no change: exactly one', async () => {
    expect(await findingOf(RULE(), [bound(approved())])).toMatchObject({ result: 'pass' })
    expect(await findingOf(RULE(), [])).toMatchObject({
      result: 'fail',
      reason: 'no-record',
      remediation: 'Name the change in the request, or bind its record to this digest.',
    })
    expect(
      await findingOf(RULE(), [bound(approved()), bound(approved(), { subject: 'CHG-2' })]),
    ).toMatchObject({
      result: 'error',
      reason: 'several-records',
      found: 'several records: CHG-2, CHG-1',
    })
    const incident = bound(approved(), { subject: 'INC-1', content: { ticketType: 'incident' } })
    delete (incident['customData'] as { turnpike?: unknown }).turnpike
    expect(await findingOf(RULE(), [bound(approved()), incident])).toMatchObject({ result: 'pass' })
  })

  test('the record of another digest is none', async () => {
    expect(await findingOf(RULE(), [bound(approved(), { artifact: OTHER })])).toMatchObject({
      reason: 'no-record',
    })
    // A request that names a change is never answered by the record of another.
    expect(await findingOf(RULE(), [bound(approved(), { subject: 'CHG-2' })], CHG)).toMatchObject({
      reason: 'no-record',
    })
  })

  test('every artifact needs its record', async () => {
    const both = { artifacts: [{ digest: DIGEST }, { digest: OTHER }] }
    expect(await findingOf(RULE(), [bound(approved())], both)).toMatchObject({ result: 'fail' })
    expect(
      await findingOf(RULE(), [bound(approved()), bound(approved(), { artifact: OTHER })], both),
    ).toMatchObject({ result: 'pass' })
  })

  test('by the pull request that the ticket is bound to', async () => {
    const pull = 'https://github.com/acme/webshop/pull/812'
    const record = (subject: string) =>
      updated(undefined, {
        subject,
        customData: { turnpike: { change: pull, changeRecord: approved() } },
      })
    const request = { change: { id: pull } }
    const named = (subject: string) => ({
      ...record(subject),
      customData: { turnpike: { change: pull, changeRecord: approved() } },
    })
    expect(await findingOf(RULE(), [named('CHG-1')], request)).toMatchObject({
      result: 'pass',
      found: 'CHG-1: normal change, approved',
    })
    expect(await findingOf(RULE(), [named('CHG-1'), named('CHG-2')], request)).toMatchObject({
      reason: 'several-records',
    })
  })
})

describe('a record that says what it is for', () => {
  const named = (more: object) => findingOf(RULE(), [updated(approved(), more)], CHG)

  test('is no record of anything else, though the request names it', async () => {
    expect(await named({ artifact: OTHER })).toMatchObject({
      result: 'fail',
      reason: 'other-change',
      found: 'CHG-1 is a change of another artifact',
    })
    expect(await named({ environment: 'staging' })).toMatchObject({
      reason: 'other-change',
      found: 'CHG-1 is a change of another environment, staging',
    })
    expect(await named({ artifact: DIGEST, environment: 'production' })).toMatchObject({ result: 'pass' })
  })
})
