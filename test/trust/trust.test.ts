import { expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { loadTrust } from '../../src/trust/load.ts'

test('the starter loads without a warning', () => {
  const text = readFileSync(new URL('../../examples/trust/starter.yaml', import.meta.url), 'utf8')
  expect(loadTrust(text, { name: 'starter.yaml', now: Date.parse('2026-11-21') })).toMatchObject({
    trust: { organisation: 'acme' },
    warnings: [],
  })
})
