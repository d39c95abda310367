import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { chainId, eventId } from '../../src/cdevents/identity.ts'

const UUID8 = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const FACTS = {
  source: 'https://github.com/acme/webshop',
  type: 'taskrun.finished',
  run: 'https://github.com/acme/webshop/actions/runs/16543210987/attempts/2',
  attempt: 2,
  subject: 'job-1',
}

describe('the id of an event', () => {
  test('is the same every time, and never changes from release to release', () => {
    expect(eventId(FACTS)).toBe(eventId({ ...FACTS }))
    expect(eventId(FACTS)).toBe('0003da0d-5deb-8fd3-b004-289ac6fb6047')
  })

  test('is another one as soon as anything is different', () => {
    const others = [
      { source: 'x' },
      { type: 'taskrun.started' },
      { run: `${FACTS.run}0` },
      { attempt: 1 },
      { subject: 'job-2' },
      { order: 5 },
    ]
    const ids = others.map((other) => eventId({ ...FACTS, ...other }))
    expect(new Set([eventId(FACTS), ...ids]).size).toBe(others.length + 1)
  })

  test('cannot be made equal by moving text from one field to the next', () => {
    expect(eventId({ ...FACTS, source: 'a', type: 'bc' })).not.toBe(
      eventId({ ...FACTS, source: 'ab', type: 'c' }),
    )
  })

  test('grows with the run: by its own number, or the order given', () => {
    const byRun = [9, 10, 99, 100, 16543210987].map((run) =>
      eventId({ ...FACTS, run: `https://ci/x/runs/${run}/attempts/3` }),
    )
    expect([...byRun].sort()).toEqual(byRun)
    const byTime = [1, 2, 1763733780000, 1763733780001].map((order) => eventId({ ...FACTS, order }))
    expect([...byTime].sort()).toEqual(byTime)
  })

  test('is a UUID of version 8 whatever the facts are', () => {
    const text = fc.string({ unit: 'binary' })
    const facts = fc.record(
      { source: text, type: text, run: text, attempt: fc.integer(), subject: text, order: fc.double() },
      { requiredKeys: ['source', 'type', 'run', 'attempt', 'subject'] },
    )
    fc.assert(fc.property(facts, (given) => expect(eventId(given)).toMatch(UUID8)))
  })
})

describe('the id of a chain', () => {
  test('is one for a commit of a repository, and never changes from release to release', () => {
    expect(chainId('https://github.com/acme/webshop', 'ABCDEF0123')).toBe(
      chainId('https://github.com/acme/webshop', 'abcdef0123'),
    )
    expect(chainId('https://github.com/acme/webshop', 'abcdef0123')).toMatch(UUID8)
    expect(chainId('https://github.com/acme/webshop', 'abcdef0123')).toBe(
      '94e7c269-7d86-8f84-9eb1-31c107c49a6e',
    )
    expect(chainId('a', 'b')).not.toBe(chainId('a', 'c'))
    expect(chainId('a', 'b')).not.toBe(chainId('b', 'b'))
  })
})
