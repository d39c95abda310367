export function sum(a, b) {
  return a + b
}

export function sign(n) {
  if (n > 0) return 1
  if (n < 0) {
    return -1
  }
  return 0
}

export class Till {
  add(n) {
    this.total = (this.total ?? 0) + n
  }
}

export class Purse {
  // Of the same name as the one above: two functions.
  add(n) {
    return n ? 'full' : 'empty'
  }
}
