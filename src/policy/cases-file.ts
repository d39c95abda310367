/** A file of cases, as `policy test` and `trust test` read it: right as a whole, or refused with every problem. */
import { TurnpikeError } from '../errors.ts'
import type { Problem } from '../errors.ts'
import { readDocument } from './document.ts'
import { checkShape } from './shape.ts'
import type { RecordShape } from './shape.ts'

/** The value of the file, in the given shape. @throws TurnpikeError USAGE with every problem, its line and column */
export function readCasesFile(text: string, shape: RecordShape): unknown {
  const read = readDocument(text)
  if ('problems' in read) throw unusable('the file of cases cannot be read', read.problems)
  const problems = checkShape(shape, read.value).map(read.locate)
  if (problems.length > 0) throw unusable('the file of cases is not right', problems)
  return read.value
}

/** An error that lists the first ten problems and holds all of them. */
export function unusable(message: string, problems: readonly Problem[] = []): TurnpikeError {
  const first = problems.slice(0, 10).map(({ line, column, path, message: said }) => {
    const place = line === undefined ? path : `${line}:${column}`
    return `${place} ${said}`
  })
  return new TurnpikeError('USAGE', [message, ...first].join('\n  '), { problems })
}
