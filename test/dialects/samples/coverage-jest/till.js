exports.sum = (a, b) => a + b

exports.sign = (n) => {
  if (n > 0) return 1
  return n < 0 ? -1 : 0
}

class Till {
  add(n) {
    this.total = (this.total || 0) + n
  }
  clear() {
    this.total = 0
  }
}

exports.Till = Till
