import assert from 'node:assert/strict'
import { test } from 'node:test'
import { add, emptyCart, remove, totals } from '../src/cart.js'

const kettle = { sku: 'kettle', name: 'Kettle', cents: 3495 }
const teapot = { sku: 'teapot', name: 'Teapot', cents: 2150 }

test('the same item twice is one line', () => {
  const cart = add(add(emptyCart, kettle), kettle, 2)
  assert.equal(cart.lines.length, 1)
  assert.equal(cart.lines[0].quantity, 3)
})

test('taking out what is not there changes nothing', () => {
  assert.deepEqual(remove(add(emptyCart, kettle), 'teapot').lines.length, 1)
})

test('the discount goes off before tax', () => {
  const cart = add(add(emptyCart, kettle), teapot)
  assert.deepEqual(totals(cart, { discountPercent: 10 }), { net: 5081, tax: 1067, total: 6148 })
})

test('an empty cart costs nothing', () => {
  assert.equal(totals(emptyCart).total, 0)
})

test('nobody buys minus one kettle', () => {
  assert.throws(() => add(emptyCart, kettle, -1), /1 or more/)
})
