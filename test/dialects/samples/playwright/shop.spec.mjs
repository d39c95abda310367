// What Playwright is asked to run, without a browser. Some of it goes wrong on purpose.
import { expect, test } from '@playwright/test'

test.describe('cart', () => {
  test('adds <two> & "three"', () => {
    expect(2 + 3).toBe(5)
  })
  test('taxes 🧾 with é', () => {
    expect(1.2).toBe(1.21)
  })
  test.skip('is slow', () => {})
  test.fixme('ships to the moon', () => {})
  test('works the second time', () => {
    expect(test.info().retry).toBe(1)
  })
  test('is known to fail', () => {
    test.fail()
    expect(1).toBe(2)
  })
})
