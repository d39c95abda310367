/**
 * Several YAML documents of one text, as catalogs have them, each read as a policy document is: bounded, without aliases
 * and tags. A document that does not read leaves the others alone.
 */
import { TurnpikeError } from '../errors.ts'
import { readDocument } from '../policy/document.ts'

const MOST_DOCUMENTS = 100

/** @throws TurnpikeError USAGE when none of them can be read */
export function readDocuments(text: string, where: string): unknown[] {
  const texts = text
    .replace(/^\uFEFF/u, '')
    .split(/^---(?=\s|$)/mu)
    .filter((each) => withoutComments(each) !== '')
  if (texts.length > MOST_DOCUMENTS)
    throw new TurnpikeError('USAGE', `${where} holds more than ${MOST_DOCUMENTS} documents`)
  const read = texts.map(readDocument)
  const values = read.flatMap((each) => ('value' in each ? [each.value] : []))
  const [problem] = read.flatMap((each) => ('problems' in each ? each.problems : []))
  if (values.length === 0)
    throw new TurnpikeError('USAGE', `${where} ${problem?.message ?? 'holds no document'}`)
  return values
}

function withoutComments(text: string): string {
  return text
    .replace(/^[ \t]*#.*$/gmu, '')
    .replace(/^\.\.\.$/gmu, '')
    .trim()
}
