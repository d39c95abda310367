/** The store as a process of its own, for tests that kill it and for the benchmarks. Prints its address. */
import { serve, type ServeOptions } from '../../src/server/listen.ts'

const [database = ':memory:', port = '0', policiesDir = '', more = '{}'] = process.argv.slice(2)

const served = await serve({
  database,
  host: '127.0.0.1',
  port: Number(port),
  ...(policiesDir === '' ? {} : { policiesDir }),
  ...(JSON.parse(more) as Partial<ServeOptions>),
  log: (line) => console.error(line),
})
console.log(served.url)
process.once('SIGTERM', () => {
  void served.close()
})
