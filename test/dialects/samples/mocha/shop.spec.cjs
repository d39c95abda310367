// What Mocha is asked to run; Cypress reports the same way. Some of it goes wrong on purpose.
const assert = require('node:assert')

describe('cart', () => {
  it('adds <two> & "three"', () => assert.equal(2 + 3, 5))
  it('taxes 🧾 with é', () => assert.equal(1.2, 1.21))
  it('throws', () => {
    throw new TypeError('no \u001b[31mshop\u001b[0m here ]]> \u0008')
  })
  it.skip('is slow', () => undefined)
  it('ships to the moon')
  it('twice', () => undefined)
  it('twice', () => undefined)
  describe('inner', () => {
    before(() => {
      throw new Error('there is no database')
    })
    it('never runs', () => undefined)
  })
})
