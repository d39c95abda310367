// Does not load: no test in it is ever run.
require('./nothing-of-this-name.js')

test('never runs', () => undefined)
