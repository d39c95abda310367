import { expect, test } from '@jest/globals'
import { fuzz } from './decide.ts'

/** `npm run fuzz` does 200,000; these few see to it that it still can. */
test('hostile policies, requests and events: nothing throws or hangs, and no error is allowed', async () => {
  const tally = await fuzz(1500, 20261121)
  expect(tally.cases).toBe(1500)
  expect(Object.keys(tally.verdicts).sort()).toEqual(['allow', 'deny', 'error', 'pending'])
  for (const kind of ['hostilePolicies', 'hostileRequests', 'hostileEvents', 'loaded'] as const)
    expect(tally[kind]).toBeGreaterThan(300)
})
