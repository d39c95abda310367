// What Jest is asked to run, and jest-junit to report. Some of it goes wrong on purpose.
describe('cart', () => {
  test('adds <two> & "three"', () => {
    expect(2 + 3).toBe(5)
  })
  test('taxes 🧾 with é', () => {
    expect({ total: 1.2, note: '<b>&amp;</b>' }).toEqual({ total: 1.21, note: ']]>' })
  })
  test('throws', () => {
    throw new TypeError('no \u001b[31mshop\u001b[0m here')
  })
  test.skip('is slow', () => undefined)
  test.todo('ships to the moon')
  describe('inner', () => {
    test('adds <two> & "three"', () => undefined)
    test('twice', () => undefined)
    test('twice', () => undefined)
  })
})
