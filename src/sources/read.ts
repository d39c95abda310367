/**
 * Texts that people write: YAML, JSON, several YAML documents, or one JSON a line. Pure. The `yaml` package (28 ms to
 * load and warm) is loaded only for a text that is not JSON.
 */
import { isObject } from '../cdevents/object.ts'
import { parseJson } from '../cdevents/parse.ts'
import { repeatedMember } from '../cdevents/repeated.ts'
import { TurnpikeError } from '../errors.ts'
import type { Problem } from '../errors.ts'

/** Longest text that is read, in UTF-16 units. */
export const MAX_TEXT = 16 * 1024 * 1024

/** Most items of one text. */
const MAX_ITEMS = 10_000

/**
 * The values of a text: one document is one value, a list is its items, lines of JSON are one value each.
 * @param where what the text is, for messages: a file's name or an input's
 * @throws TurnpikeError INVALID_EVENT with every syntax problem, its line and column; TOO_LARGE
 */
export async function readValues(text: string, where: string): Promise<unknown[]> {
  if (text.length > MAX_TEXT) throw tooLarge(`${where} is longer than 16 MiB; split it`)
  const body = text.replace(/^\uFEFF/, '')
  if (body.trim() === '') throw broken(where, [{ path: '', message: 'is empty' }])
  const values = fromJson(body, where) ?? fromLines(body, where) ?? (await fromYaml(body, where))
  const items = values.flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value]))
  if (items.length > MAX_ITEMS)
    throw tooLarge(`${where} holds ${items.length} items; at most ${MAX_ITEMS} are read`)
  if (items.length === 0) throw broken(where, [{ path: '', message: 'holds no event' }])
  return items
}

/**
 * A YAML or JSON object, as an input such as `content` holds one.
 * @throws as `readValues`
 */
export async function readObject(text: string, where: string): Promise<Record<string, unknown>> {
  const values = fromJson(text, where) ?? (await fromYaml(text, where))
  const [value] = values
  if (values.length === 1 && isObject(value)) return value
  throw broken(where, [{ path: '', message: 'must be an object, such as `outcome: success`' }])
}

function fromJson(text: string, where: string): unknown[] | undefined {
  // Two digits or words are YAML to a person and JSON to a parser; either way the value is the same.
  let value: unknown
  try {
    value = parseJson(text)
  } catch {
    return undefined
  }
  refuseRepeated(text, where)
  return [value]
}

/** YAML refuses it by itself. A text pasted into JSON could say a second `outcome`, and the last one would count. */
function refuseRepeated(text: string, where: string, line?: number): void {
  const name = repeatedMember(text)
  if (name === undefined) return
  const message = `the member ${JSON.stringify(name.slice(0, 100))} is there twice`
  throw broken(where, [{ path: '', message, ...(line === undefined ? {} : { line, column: 1 }) }])
}

/** One JSON object a line; `undefined` when the first line is not, an error when a later one is not. */
function fromLines(text: string, where: string): unknown[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length < 2 || !lines[0]?.trim().startsWith('{')) return undefined
  if (lines.length > MAX_ITEMS)
    throw tooLarge(`There are ${lines.length} lines; at most ${MAX_ITEMS} are read`)
  const values: unknown[] = []
  for (const line of lines) {
    try {
      values.push(parseJson(line))
    } catch {
      return undefined
    }
  }
  for (const [index, line] of lines.entries()) refuseRepeated(line, where, index + 1)
  return values
}

async function fromYaml(text: string, where: string): Promise<unknown[]> {
  const { parseAllDocuments } = await import('yaml')
  const documents = parseAllDocuments(text, { prettyErrors: true, uniqueKeys: true, logLevel: 'error' })
  const list = Array.isArray(documents) ? documents : []
  const problems = list.flatMap(({ errors }) =>
    errors.slice(0, 100).map(({ message, linePos }): Problem => ({
      path: '',
      // The library's message goes on with a picture of the place.
      message: message.split(/ at line \d+|\n/)[0] ?? message,
      ...(linePos === undefined ? {} : { line: linePos[0].line, column: linePos[0].col }),
    })),
  )
  if (problems.length > 0) throw broken(where, problems)
  try {
    // Few aliases: a real description needs none, and a thousand of them are an attack.
    return list
      .map((document) => document.toJS({ maxAliasCount: 20 }) as unknown)
      .filter((value) => value !== null)
  } catch (error) {
    throw broken(where, [{ path: '', message: error instanceof Error ? error.message : 'cannot be read' }])
  }
}

function broken(where: string, problems: Problem[]): TurnpikeError {
  const told = problems.map(({ message, line, column }) =>
    line === undefined ? message : `line ${line}, column ${column}: ${message}`,
  )
  return new TurnpikeError('INVALID_EVENT', `${where}: ${told.join('; ')}`, { problems })
}

function tooLarge(message: string): TurnpikeError {
  return new TurnpikeError('TOO_LARGE', message)
}
