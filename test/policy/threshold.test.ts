import { describe, expect, test } from '@jest/globals'
import { ago, findingOf, OTHER, policyText, problemsOf, suite } from './scene.ts'
import type { Said } from './scene.ts'

const coverage = (value: unknown, more: Partial<Said> = {}): Said => ({
  ...suite('success'),
  ...(value === undefined ? {} : { customData: { coverage: value } }),
  ...more,
})
const RULE = (more = 'atLeast: 80') =>
  `  - { id: t, kind: threshold, type: testsuiterun.finished, producer: [ci], value: customData.coverage, ${more} }`

describe('threshold: the newest number', () => {
  test('passes on the passing side of the bound, the bound included', async () => {
    expect(await findingOf(RULE(), [coverage(80)])).toMatchObject({
      result: 'pass',
      reason: 'within-bounds',
      required: 'coverage ≥ 80',
      found: 'coverage 80',
      at: ago('1h'),
      by: 'token:ci',
    })
    expect(await findingOf(RULE(), [coverage(79.9)])).toMatchObject({
      result: 'fail',
      reason: 'out-of-bounds',
      found: 'coverage 79.9',
      remediation: 'Bring it up to 80 or more.',
    })
  })
})
