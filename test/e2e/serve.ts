/** A real store in a process of its own: `node serve.ts <folder of policies> <tokens as JSON>`; prints its address. */
import process from 'node:process'
import { parseTokens } from '../../src/server/tokens.ts'
import { serve } from '../../src/server/listen.ts'

const [policiesDir, tokens] = process.argv.slice(2)
const served = await serve({
  database: ':memory:',
  host: '127.0.0.1',
  port: 0,
  ...(policiesDir === undefined || policiesDir === '' ? {} : { policiesDir }),
  ...(tokens === undefined ? {} : { tokens: parseTokens(tokens) }),
  log: (line) => process.stderr.write(`${line}\n`),
})
process.stdout.write(`${served.url}\n`)
process.on('SIGTERM', () => void served.close().then(() => process.exit(0)))
