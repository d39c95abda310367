import assert from 'node:assert/strict'
import { test } from 'node:test'
import { discount, format, tax } from '../src/price.js'

test('a price is written with two decimals', () => {
  assert.equal(format(0), '€ 0.00')
  assert.equal(format(1250), '€ 12.50')
  assert.equal(format(-5), '-€ 0.05')
})

test('tax is rounded half up to the cent', () => {
  assert.equal(tax(1000, 21), 210)
  assert.equal(tax(50, 21), 11)
  assert.equal(tax(2, 21), 0)
})

test('a discount never makes a price negative', () => {
  assert.equal(discount(999, 100), 0)
  assert.equal(discount(999, 0), 999)
  assert.throws(() => discount(999, 101), /0 to 100 percent/)
})

test('half a cent is refused', () => {
  assert.throws(() => format(0.5), /whole cents/)
})
