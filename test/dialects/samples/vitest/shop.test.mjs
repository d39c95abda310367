// What Vitest is asked to run. Some of it goes wrong on purpose.
import { describe, expect, it } from 'vitest'

describe('cart', () => {
  it('adds <two> & "three"', () => {
    expect(2 + 3).toBe(5)
  })
  it('taxes 🧾 with é', () => {
    expect({ total: 1.2 }).toEqual({ total: 1.21 })
  })
  it('throws', () => {
    throw new TypeError('no \u001b[31mshop\u001b[0m here ]]> \u0000')
  })
  it.skip('is slow', () => undefined)
  it.todo('ships to the moon')
  it.fails('is known to fail', () => {
    expect(1).toBe(2)
  })
  let runs = 0
  it('works the second time', { retry: 2 }, () => {
    runs++
    expect(runs).toBe(2)
  })
  describe('inner', () => {
    it('twice', () => undefined)
    it('twice', () => undefined)
  })
})
