import { unwrap } from '../../cdevents/envelope.ts'
import { validate } from '../../cdevents/validate.ts'
import { EXIT, TurnpikeError, explain, type Problem } from '../../errors.ts'
import type { Args, Terminal } from '../command.ts'
import { readItems, type Item } from '../documents.ts'
import { openInput } from '../input.ts'

interface Verdict {
  valid: boolean
  type?: string
  specversion?: string
  problems: { path: string; message: string }[]
}

/** Writes are gathered up to this many characters. */
const CHUNK = 64 * 1024

/** `turnpike validate FILE|-`: a JSON verdict per event and line. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const path = args.positionals[0] ?? '-'
  const bytes = await openInput(path, terminal)
  const { count, invalid } = await terminal.during(`validating ${path}`, judgeAll(bytes, terminal))
  if (count === 0) throw new TurnpikeError('USAGE', `${path} holds no event: nothing was judged`)
  return invalid === 0 ? EXIT.allow : EXIT.deny
}

async function judgeAll(bytes: AsyncIterable<Uint8Array>, terminal: Terminal) {
  let count = 0
  let invalid = 0
  let waiting = ''
  for await (const item of readItems(bytes)) {
    const verdict = judge(item)
    count += 1
    if (!verdict.valid) invalid += 1
    waiting += `${JSON.stringify(verdict)}\n`
    if (waiting.length > CHUNK) {
      await terminal.write(waiting)
      waiting = ''
    }
  }
  if (waiting !== '') await terminal.write(waiting)
  return { count, invalid }
}

function judge(item: Item): Verdict {
  if ('broken' in item) return { valid: false, problems: [{ path: '', message: `not JSON: ${item.broken}` }] }
  try {
    const { valid, type, specversion, problems } = validate(unwrap(item.value))
    return {
      valid,
      ...(type === undefined ? {} : { type }),
      ...(specversion === undefined ? {} : { specversion }),
      problems: problems.map(({ path, message }: Problem) => ({ path, message })),
    }
  } catch (error) {
    // An envelope that cannot be opened (base64 that is none, data that is no JSON) is an invalid event, not a crash.
    if (error instanceof TurnpikeError)
      return { valid: false, problems: [{ path: '', message: explain(error) }] }
    throw error
  }
}
