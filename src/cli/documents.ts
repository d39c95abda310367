import { parseJson } from '../cdevents/parse.ts'
import { explain } from '../errors.ts'
import { MAX_DOCUMENT, linesOf } from './input.ts'

/** One JSON value out of a file, or why there is none in its place. */
export type Item = { value: unknown } | { broken: string }

/**
 * The values of a file that is one JSON value, a JSON array (each element), or NDJSON, told apart by how it begins:
 * `[` is an array; a first line that is JSON by itself is NDJSON; anything else is one document, unless a later line
 * turns out to be an object by itself, which shows that the first line is merely broken.
 */
export async function* readItems(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Item> {
  const held: string[] = []
  let size = 0
  let streaming = false
  for await (const line of linesOf(bytes)) {
    if (line.trim() === '') continue
    if (!streaming) {
      const start = held[0] ?? line
      if (
        !start.startsWith('[') &&
        !start.trimStart().startsWith('[') &&
        standsAlone(line, held.length === 0)
      ) {
        streaming = true
        for (const earlier of held.splice(0)) yield parseLine(earlier)
      } else {
        held.push(line)
        size += line.length
        if (size > MAX_DOCUMENT) {
          yield {
            broken: `a JSON document of more than ${MAX_DOCUMENT} characters; use one event per line (NDJSON)`,
          }
          return
        }
        continue
      }
    }
    yield parseLine(line)
  }
  if (held.length > 0) yield* wholeDocument(held)
}

/** Whether a line shows that the file is NDJSON. */
function standsAlone(line: string, first: boolean): boolean {
  const text = line.trim()
  if (first) return !text.startsWith('{') || 'value' in parseLine(text)
  return line.startsWith('{') && line.length > 2 && 'value' in parseLine(text)
}

function* wholeDocument(lines: readonly string[]): Generator<Item> {
  const item = parseLine(lines.join('\n'))
  if ('broken' in item && lines.every((line) => line.startsWith('{') && line.length > 1)) {
    for (const line of lines) yield parseLine(line)
  } else if ('value' in item && Array.isArray(item.value)) {
    for (const value of item.value as unknown[]) yield { value }
  } else yield item
}

function parseLine(text: string): Item {
  try {
    return { value: parseJson(text) }
  } catch (error) {
    return { broken: explain(error).replaceAll(/[\r\n]+/g, ' ') }
  }
}
