/**
 * Money as whole cents: fractions of a cent never exist, so sums never drift.
 */

/** @param {number} cents whole cents @returns {string} `€ 12.50` */
export function format(cents) {
  requireCents(cents)
  const sign = cents < 0 ? '-' : ''
  const whole = Math.abs(cents)
  return `${sign}€ ${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`
}

/**
 * Value added tax, rounded half up to the cent.
 * @param {number} cents net price
 * @param {number} percent e.g. 21
 */
export function tax(cents, percent) {
  requireCents(cents)
  return Math.floor((cents * percent + 50) / 100)
}

/**
 * A discount never makes a price negative.
 * @param {number} cents
 * @param {number} percent 0 to 100
 */
export function discount(cents, percent) {
  requireCents(cents)
  if (!(percent >= 0 && percent <= 100)) throw new RangeError(`discount must be 0 to 100 percent, not ${percent}`)
  return cents - Math.floor((cents * percent) / 100)
}

function requireCents(cents) {
  if (!Number.isSafeInteger(cents)) throw new TypeError(`a price is whole cents, not ${cents}`)
}
