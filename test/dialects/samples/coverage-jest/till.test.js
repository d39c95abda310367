const { full } = require('./purse')
const { sign, sum, Till } = require('./till')

test('adds', () => {
  expect(sum(1, 2)).toBe(3)
  expect(sign(1)).toBe(1)
  expect(full(1)).toBe('full')
  new Till().add(2)
})
