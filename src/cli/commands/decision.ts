import { readDecision } from '../../policy/record.ts'
import { TurnpikeError } from '../../errors.ts'
import { renderLog } from '../../report/line.ts'
import type { Args, Terminal } from '../command.ts'
import { connect } from '../connection.ts'

const FORMS = { markdown: 'text/markdown', html: 'text/html' } as const

/** `turnpike decision ID`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const forms = (['markdown', 'html'] as const).filter((form) => args.on(form))
  if (forms.length + (terminal.json ? 1 : 0) > 1)
    throw new TurnpikeError('USAGE', 'only one of --json, --markdown and --html')
  const store = await connect(args, terminal)
  try {
    const path = `v1/decisions/${encodeURIComponent(args.positionals[0] ?? '')}`
    const form = forms[0] === undefined ? 'application/json' : FORMS[forms[0]]
    const text = await terminal.during(`asking ${store.name}`, store.text(path, form))
    if (forms[0] !== undefined) await terminal.write(text)
    else if (terminal.json) terminal.print(text.trimEnd())
    else
      for (const line of renderLog(readDecision(JSON.parse(text)), { colour: terminal.colour.on }))
        terminal.print(line)
    return 0
  } finally {
    await store.close()
  }
}
