import { discount, tax } from './price.js'

/** An empty cart. Carts are values: every change gives a new one. */
export const emptyCart = Object.freeze({ lines: Object.freeze([]) })

/** Adds an item; the same item twice is one line with a larger quantity. */
export function add(cart, item, quantity = 1) {
  if (!Number.isInteger(quantity) || quantity < 1) throw new RangeError(`quantity must be 1 or more, not ${quantity}`)
  const known = cart.lines.some((line) => line.item.sku === item.sku)
  const lines = known
    ? cart.lines.map((line) =>
        line.item.sku === item.sku ? { ...line, quantity: line.quantity + quantity } : line,
      )
    : [...cart.lines, { item, quantity }]
  return Object.freeze({ lines: Object.freeze(lines) })
}

/** Takes a line out; taking out what is not there changes nothing. */
export function remove(cart, sku) {
  return Object.freeze({ lines: Object.freeze(cart.lines.filter((line) => line.item.sku !== sku)) })
}

/**
 * What there is to pay, in cents: the discount goes off the net price, tax comes on top.
 * @returns {{ net: number, tax: number, total: number }}
 */
export function totals(cart, { discountPercent = 0, taxPercent = 21 } = {}) {
  const gross = cart.lines.reduce((sum, line) => sum + line.item.cents * line.quantity, 0)
  const net = discount(gross, discountPercent)
  const vat = tax(net, taxPercent)
  return { net, tax: vat, total: net + vat }
}
