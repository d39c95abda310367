/** What the asker did wrong ends a step in one place, with every problem named. */
import { EXIT, explain, TurnpikeError } from '../errors.ts'
import type { Host } from '../host/host.ts'

/**
 * Runs a step. Only bad input fails it here (delivery trouble is not thrown); anything else is a defect and passes
 * through.
 */
export async function failUsage(host: Host, step: () => Promise<number>): Promise<number> {
  try {
    return await step()
  } catch (error) {
    if (!(error instanceof TurnpikeError)) throw error
    await host.fail(
      `Nothing was sent, because the input is not right.\n${linesOf(error).join('\n')}`,
      EXIT.usage,
    )
    return EXIT.usage
  }
}

/** An error as lines: a problem each; its own message only where that says more than the problems. */
export function linesOf(error: TurnpikeError): string[] {
  const problems = error.problems.map(({ path, message, line, column }) => {
    const place =
      line === undefined ? path : `line ${line}${column === undefined ? '' : `, column ${column}`}`
    const saysWhere = /^(input|artifact) /.test(message)
    return place === '' || saysWhere ? message : `${place}: ${message}`
  })
  return saysMore(error) ? [...explain(error).split('\n'), ...problems] : problems
}

/** Whether a message is more than its problems in a row. */
function saysMore({ message, problems }: TurnpikeError): boolean {
  const rest = problems.reduce(
    (text, problem) => text.replace(`${problem.path}: ${problem.message}`, '').replace(problem.message, ''),
    message,
  )
  return /\w/.test(rest)
}
