import { parseJson } from '../../cdevents/parse.ts'
import type { Args, Terminal } from '../command.ts'
import { connect } from '../connection.ts'
import { nonconformityLines, sequenceIn, type Nonconformity } from './nonconformity-say.ts'

/** The most that the store shows at once. */
const LIMIT = '100'

/** `turnpike nonconformity list`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const isAll = args.on('all')
  const [environment, before] = [args.text('environment'), args.text('before')]
  const query = new URLSearchParams({ limit: LIMIT })
  if (environment !== undefined) query.set('environment', environment)
  if (isAll) query.set('state', 'any')
  if (before !== undefined) query.set('before', sequenceIn(before, 'what --before takes'))
  const store = await connect(args, terminal)
  try {
    const text = await terminal.during(`asking ${store.name}`, store.text(`v1/nonconformities?${query}`))
    if (terminal.json) {
      terminal.print(text.trimEnd())
      return 0
    }
    const { nonconformities, next } = parseJson(text) as { nonconformities: Nonconformity[]; next?: string }
    if (nonconformities.length === 0)
      terminal.note(isAll ? 'No nonconformities.' : 'No open nonconformities; --all lists the answered ones.')
    for (const one of nonconformities)
      for (const line of nonconformityLines(one, terminal)) terminal.print(line)
    const last = nonconformities.at(-1)
    if (next !== undefined && last !== undefined)
      terminal.note(`There may be older ones: add --before ${Number(last.sequence)}`)
    return 0
  } finally {
    await store.close()
  }
}
