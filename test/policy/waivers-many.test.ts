/** How many waivers there may be, and how long. */
import { describe, expect, test } from '@jest/globals'
import { createShelf } from '../../src/policy/shelf.ts'
import { putWaiver } from './exceptions-scene.ts'
import { decided } from './waivers-stage.ts'

describe('how many', () => {
  test('ten thousand that were only asked for take nothing from the one that was granted', async () => {
    const shelf = createShelf()
    putWaiver(shelf, { id: 'granted' })
    for (let index = 0; index < 10_000; index++) putWaiver(shelf, { step: 'requested', id: `w${index}` })
    const { verdict, waivers, notices } = await decided({ told: [], shelf })
    expect([verdict, waivers[0]]).toMatchObject(['allow', { id: 'granted', state: 'in-force' }])
    expect(notices).toContainEqual(expect.stringContaining('More than 1000 waivers were asked for'))
  })

  test('ten thousand waivers: none counts, and it is said', async () => {
    const shelf = createShelf()
    for (let index = 0; index < 10_000; index++) putWaiver(shelf, { step: 'refused', id: `w${index}` })
    putWaiver(shelf, { id: 'granted' })
    const decision = await decided({ told: [], shelf })
    expect([decision.verdict, decision.waivers]).toEqual(['deny', []])
    expect(decision.notices).toEqual([expect.stringContaining('more than 1000 events about waivers')])
  })

  test('fifty are listed, those in force first, and it is said how many more there are', async () => {
    const shelf = createShelf()
    for (let index = 0; index < 60; index++) putWaiver(shelf, { step: 'requested', id: `w${index}` })
    putWaiver(shelf, { id: 'granted' })
    const { waivers, notices, verdict } = await decided({ told: [], shelf })
    expect([verdict, waivers.length, waivers[0]!.id]).toEqual(['allow', 50, 'granted'])
    expect(notices).toEqual(['11 more waivers are not listed here.'])
  })

  test('what a stranger wrote is cut to a length', async () => {
    const long = 'x'.repeat(100_000)
    const { waivers } = await decided({ told: [{ id: long, content: { reason: long, ticket: long } }] })
    expect(JSON.stringify(waivers).length).toBeLessThan(2_000)
    expect(waivers[0]!.state).toBe('in-force')
  })
})
