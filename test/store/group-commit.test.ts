import { describe, expect, test } from '@jest/globals'
import type { Arrival } from '../../src/store/followers.ts'
import { createGroupCommit, type Append, type Writer } from '../../src/store/group-commit.ts'
import { ACME, CI, incoming, NOON } from './events.ts'

const call = (id: string, count = 1): Append => ({
  organisation: ACME,
  producer: CI,
  events: Array.from({ length: count }, (_, n) => incoming(count === 1 ? id : `${id}${n}`)),
  receivedAt: NOON,
})

const sqliteError = (errcode: number) => Object.assign(new Error(`code ${errcode}`), { errcode })

/** A writer that notes what it is told; `fail` may throw at each step. */
function recording(fail: (step: 'begin' | 'keep' | 'commit', ids: string[]) => void = () => {}) {
  const committed: string[][] = []
  let open: string[] = []
  const writer: Writer = {
    begin() {
      open = []
      fail('begin', [])
    },
    keep({ events }) {
      const ids = events.map(({ id }) => id)
      fail('keep', ids)
      open.push(...ids)
      return events.map(({ id, source, type, digest, problems }, n) => ({
        ...{ status: 'accepted', sequence: n + 1, receivedAt: NOON, valid: true },
        ...{ id, source, type, digest, problems },
      }))
    },
    keepCheckpoint: () => {},
    isOvertaken: () => false,
    commit() {
      fail('commit', open)
      committed.push(open)
      return open.map((id): Arrival => ({ organisation: ACME, keys: [id] }))
    },
    rollback: () => void (open = []),
  }
  return { writer, committed }
}

function groupOf(writer: Writer, lockWait = 0, onCommit: (arrivals: Arrival[]) => void = () => {}) {
  return createGroupCommit(writer, { lockWait, onCommit })
}

const outcomes = async (promises: Promise<unknown>[]) =>
  (await Promise.allSettled(promises)).map((result) =>
    result.status === 'fulfilled' ? 'kept' : ((result.reason as { code?: string }).code ?? 'other'),
  )

describe('group commit', () => {
  test('calls of one turn share one commit, later ones the next', async () => {
    const { writer, committed } = recording()
    const group = groupOf(writer)
    await Promise.all(['a', 'b', 'c'].map((id) => group.append(call(id))))
    await group.append(call('d'))
    expect(committed).toEqual([['a', 'b', 'c'], ['d']])
  })

  test('a call resolves after its commit, and followers hear of it after that', async () => {
    const order: string[] = []
    const { writer } = recording((step) => void order.push(step))
    const group = groupOf(writer, 0, (arrivals) => order.push(`heard ${arrivals.length}`))
    await group.append(call('a')).then(() => order.push('resolved'))
    expect(order).toEqual(['begin', 'keep', 'commit', 'heard 1', 'resolved'])
  })

  test('a group is bounded, and a single large call is not split', async () => {
    const { writer, committed } = recording()
    const group = groupOf(writer)
    await Promise.all(
      [call('a', 300), call('b', 300), call('c', 900), call('d')].map((one) => group.append(one)),
    )
    expect(committed.map((ids) => ids.length)).toEqual([300, 300, 900, 1])
  })

  test('one that cannot be kept does not take the others with it', async () => {
    const { writer, committed } = recording((step, ids) => {
      if (step === 'keep' && ids.includes('bad')) throw new TypeError('cannot be bound')
    })
    const group = groupOf(writer)
    const calls = ['a', 'bad', 'b'].map((id) => group.append(call(id)))
    expect(await outcomes(calls)).toEqual(['kept', 'STORE_FAILED', 'kept'])
    expect(committed).toEqual([['a'], ['b']])
  })

  test.each([
    ['full', 13],
    ['read-only', 8],
    ['failing to read or write', 10],
    ['corrupt', 11],
  ])(
    'a database that is %s refuses the whole group at once, and the next group is tried',
    async (_, errcode) => {
      let broken = true
      let begun = 0
      const { writer, committed } = recording((step) => {
        if (step === 'begin') begun++
        if (step === 'commit' && broken) throw sqliteError(errcode)
      })
      const group = groupOf(writer)
      expect(await outcomes(['a', 'b', 'c'].map((id) => group.append(call(id))))).toEqual(
        Array(3).fill('STORE_FAILED'),
      )
      expect(begun).toBe(1)
      broken = false
      expect(await outcomes([group.append(call('a'))])).toEqual(['kept'])
      expect(committed).toEqual([['a']])
    },
  )

  test('waits for a lock that another process holds, letting the event loop live', async () => {
    let refusals = 3
    let turns = 0
    const { writer, committed } = recording((step) => {
      if (step === 'begin' && refusals-- > 0) throw sqliteError(5)
    })
    const group = groupOf(writer, 60_000)
    const timer = setInterval(() => turns++, 1)
    const first = group.append(call('a'))
    await new Promise((resolve) => setImmediate(resolve))
    const second = group.append(call('b'))
    expect(await outcomes([first, second])).toEqual(['kept', 'kept'])
    clearInterval(timer)
    expect(turns).toBeGreaterThan(0)
    expect(committed.flat()).toEqual(['a', 'b'])
  })

  test('gives up on a lock after its time', async () => {
    const { writer } = recording((step) => {
      if (step === 'begin') throw sqliteError(5 | (1 << 8))
    })
    expect(await outcomes([groupOf(writer, 30).append(call('a'))])).toEqual(['STORE_FAILED'])
  })

  test('close waits for everything that was appended before it, also for the lock', async () => {
    let refusals = 2
    const { writer, committed } = recording((step) => {
      if (step === 'begin' && refusals-- > 0) throw sqliteError(5)
    })
    const group = groupOf(writer, 60_000)
    const calls = ['a', 'b'].map((id) => group.append(call(id)))
    await group.close()
    expect(group.closed).toBe(true)
    expect(committed).toEqual([['a', 'b']])
    expect(await outcomes(calls)).toEqual(['kept', 'kept'])
  })
})
