import { randomBytes } from 'node:crypto'
import { EXIT, TurnpikeError } from '../../errors.ts'
import { parseDuration } from '../../policy/duration.ts'
import { readMoment } from '../../policy/reader.ts'
import { LONGEST_TOKEN_MS } from '../../trust/read-credentials.ts'
import { newToken } from '../../trust/static-tokens.ts'
import type { Args, Terminal } from '../command.ts'

/** `turnpike trust token NAME --expires 90d`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const name = args.positionals[0]!
  if (!/^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/.test(name))
    throw new TurnpikeError('USAGE', `"${name}" is not a name (letters, digits, . _ -)`)
  const expires = momentIn(args.text('expires'), Date.parse(terminal.now()))
  const { secret, hash } = newToken(randomBytes(32))
  if (terminal.json) {
    terminal.print(JSON.stringify({ name, secret, hash, expires }))
    return EXIT.allow
  }
  terminal.print(secret)
  const { bold, dim } = terminal.noteColour
  terminal.note(dim('That is the secret. Keep it where its user finds it; nobody can print it again.'))
  terminal.note('')
  terminal.note(bold('For the trust document:'))
  terminal.note('tokens:')
  terminal.note(`  - name: ${name}\n    hash: ${hash}\n    expires: ${expires}`)
  terminal.note('grants:')
  terminal.note(`  - name: ${name}\n    to: { id: 'token:${name}' }\n    may:`)
  terminal.note(
    "      write: { types: [build.*], sources: ['https://ci.example.org/*'] } # what it really needs",
  )
  return EXIT.allow
}

/** The moment it is good until, without the milliseconds. @throws TurnpikeError USAGE */
function momentIn(text: string | undefined, now: number): string {
  const usage = (message: string) => new TurnpikeError('USAGE', message)
  if (text === undefined) throw usage('--expires is missing: how long is it good? At most 366d, such as 90d')
  const duration = parseDuration(text)
  const until = duration === undefined ? dateIn(text) : now + duration
  if (until === undefined)
    throw usage(`--expires: "${text}" is neither a duration such as 90d nor a date such as 2027-03-01`)
  if (until <= now) throw usage(`--expires: ${text} is over`)
  if (until > now + LONGEST_TOKEN_MS) throw usage(`--expires: ${text} is more than 366 days away`)
  return `${new Date(until).toISOString().slice(0, 19)}Z`
}

function dateIn(text: string): number | undefined {
  const moment = readMoment(text, 'Etc/UTC', false)
  return typeof moment === 'number' ? moment : undefined
}
