/** Time: an allow holds until it ends, and what waits changes at no moment before the one that it names. */
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ALL_KINDS } from './properties-rules.ts'
import { createTally, later, runs, scenes, worldOf } from './properties-world.ts'
import { NOW } from './scene.ts'

const DAY = 86_400_000
/** The millisecond before, and some moments on the way: fractions of the time until then. */
const fractions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 4 })

const all = createTally()

test.each([...ALL_KINDS])('%s', async (kind) => {
  const seen = createTally()
  await fc.assert(
    fc.asyncProperty(scenes([kind], 1), fractions, async (scene, on) => {
      const world = await worldOf(scene, scene.sent)
      if (world === undefined) return void seen.add('unloaded')
      const decision = await world.at(NOW)
      const { verdict, expiresAt, dueAt } = decision
      seen.add(verdict)
      if (verdict !== 'allow' && verdict !== 'pending') return
      all.add(verdict)
      if (dueAt !== undefined) all.add(`${verdict} due`)
      const end = verdict === 'allow' ? expiresAt! : (dueAt ?? later(NOW, 400 * DAY))
      const long = Date.parse(end) - Date.parse(NOW)
      if (verdict === 'allow' && long < DAY) seen.add('allow bounded')
      for (const at of [...on.map((part) => Math.floor(part * (long - 1))), long - 1]) {
        if (at < 0) continue
        const again = await world.at(later(NOW, at))
        expect({ after: at, verdict: again.verdict }).toEqual({ after: at, verdict })
      }
    }),
    runs(50),
  )
  if (process.env['TURNPIKE_TALLY'] !== undefined) console.log(kind, seen.all())
  expect(seen.of('unloaded')).toBeLessThan(7)
  expect(seen.of('allow')).toBeGreaterThan(4)
  expect(seen.of('allow bounded')).toBeGreaterThan(0)
})

/** Not every kind waits often. */
test('enough of them wait, some for a moment that is known', () => {
  expect(all.of('pending')).toBeGreaterThan(40)
  expect(all.of('pending due')).toBeGreaterThan(10)
})
