import assert from 'node:assert'
import { test } from 'node:test'
import { sign, sum, Till } from './till.mjs'

test('adds', () => {
  assert.equal(sum(1, 2), 3)
  assert.equal(sign(3), 1)
  new Till().add(1)
})
