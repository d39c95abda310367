/**
 * A real store over a file, on a port of its own: `node serve-file.ts <folder> <port> <tokens>`, prints its address.
 * The folder holds the database and the policies.
 */
import { join } from 'node:path'
import process from 'node:process'
import { serve } from '../../src/server/listen.ts'
import { parseTokens } from '../../src/server/tokens.ts'

const [folder = '', port = '0', tokens = ''] = process.argv.slice(2)
const served = await serve({
  database: join(folder, 'store.db'),
  policiesDir: join(folder, 'policies'),
  host: '127.0.0.1',
  port: Number(port),
  tokens: parseTokens(tokens),
  log: (line) => process.stderr.write(`${line}\n`),
})
process.stdout.write(`${served.url}\n`)
