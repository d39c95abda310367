exports.full = (n) => (n ? 'full' : 'empty')
