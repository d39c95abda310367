// What node:test is asked to run. Some of it goes wrong on purpose.
import assert from 'node:assert'
import { describe, it } from 'node:test'

describe('cart', () => {
  it('adds <two> & "three" # 1', () => assert.equal(2 + 3, 5))
  it('taxes 🧾 with é', () => assert.equal(1.2, 1.21))
  it('throws', () => {
    throw new TypeError('no \u001b[31mshop\u001b[0m here ]]>')
  })
  it('is slow', { skip: true }, () => undefined)
  it('needs <a> key', { skip: 'there is no "key" here' }, () => undefined)
  it('ships to the moon', { todo: true }, () => undefined)
  it('fails, but that is known', { todo: 'next year' }, () => assert.fail('known'))
  it('runs out of time', { timeout: 20 }, () => new Promise((done) => setTimeout(done, 200)))
  describe('inner', () => {
    it('twice', () => undefined)
    it('twice', () => undefined)
  })
})

it('stands alone', () => undefined)
