import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { loadPolicy } from '../../src/policy/load.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { watchDeployments, type NonconformityWatch } from '../../src/server/nonconformity-watch.ts'
import { admit } from '../../src/store/admit.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { EventStore } from '../../src/store/store.ts'
import { deployed, DIGEST, policy } from './sample.ts'

const OTHER = `sha256:${'cd'.repeat(32)}`
const RAISED = 'dev.cdeventsx.turnpike-nonconformity.raised'

describe('the watch', () => {
  let store: EventStore
  let policies: Policy[]
  const watches: NonconformityWatch[] = []
  const NOON = Date.parse('2026-11-21T12:00:00Z')
  let clock = NOON
  const now = () => new Date(clock).toISOString()
  const raised = async () =>
    (await store.query({ organisation: 'default', types: [RAISED], status: 'any', limit: 1000 })).events
  const watching = (given: Partial<EventStore> = {}, onRaised = () => {}) => {
    const watch = watchDeployments({
      store: { ...store, ...given },
      organisation: 'default',
      inForce: () => policies,
      now,
      onRaised,
      log: () => {},
    })
    watches.push(watch)
    return watch
  }
  const deploy = async (digest = DIGEST) => {
    const [receipt] = await store.append(
      'default',
      { kind: 'token', id: 'token:ci' },
      [admit(deployed('webshop', 'production', { digest }))],
      now(),
    )
    return receipt!.sequence
  }
  beforeEach(async () => {
    clock = NOON
    store = openSqliteStore(':memory:')
    const loaded = await loadPolicy(policy(), { name: 'production', origin: 'store' })
    if (!('policy' in loaded)) throw new Error('the policy does not load')
    policies = [loaded.policy]
  })
  afterEach(async () => {
    for (const watch of watches.splice(0)) await watch.close()
    await store.close()
  })

  test('catches up with what came while nobody watched, and raises each once, however many watch', async () => {
    const sequences = [await deploy(), await deploy(OTHER), await deploy()]
    const two = [watching(), watching()]
    for (const watch of two) await watch.caughtUp()
    const events = await raised()
    expect(events.map(({ subject }) => subject).sort()).toEqual(
      sequences.map((sequence) => `urn:turnpike:nonconformity:${sequence}`),
    )
    expect(events.map(({ status }) => status)).toEqual(Array(3).fill('accepted'))
  })

  test('never goes past one: when the store fails it tries again, and goes on from there', async () => {
    await deploy()
    let failures = 2
    const watch = watching({
      append: async (...given) => {
        if (failures-- > 0) throw new Error('the disk is full')
        return store.append(...given)
      },
    })
    await watch.caughtUp()
    expect(await raised()).toHaveLength(1)
  }, 20_000)

  test('waits where the policies are not known, rather than let one pass', async () => {
    await deploy()
    let known = false
    const watch = watchDeployments({
      store,
      organisation: 'default',
      inForce() {
        if (known) return policies
        known = true
        throw new Error('a published policy cannot be read')
      },
      now,
      onRaised: () => {},
      log: () => {},
    })
    watches.push(watch)
    await watch.caughtUp()
    expect(await raised()).toHaveLength(1)
  }, 20_000)

  test('goes on from where the last one wrote down that it was', async () => {
    await deploy()
    const first = watching()
    await first.caughtUp()
    await first.close()
    const later = await deploy(OTHER)
    const looked: string[] = []
    const watch = watching({
      query: (query) => {
        looked.push(...(query.keys ?? []))
        return store.query(query)
      },
    })
    await watch.caughtUp()
    expect(looked).toContain(`artifact:${OTHER}`)
    expect(looked).not.toContain(`artifact:${DIGEST}`)
    expect((await raised()).map(({ subject }) => subject)).toContain(`urn:turnpike:nonconformity:${later}`)
  })

  test('a store that never wrote it down begins a day back', async () => {
    await deploy()
    clock += 25 * 3_600_000
    const later = await deploy(OTHER)
    const watch = watching()
    await watch.caughtUp()
    expect((await raised()).map(({ subject }) => subject)).toEqual([`urn:turnpike:nonconformity:${later}`])
  })
})
