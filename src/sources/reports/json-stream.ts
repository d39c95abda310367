/**
 * JSON of any size in bounded memory. A sketch says which members are wanted; only these are kept, everything else is
 * checked to be JSON and dropped as it comes. What is wanted and there twice, or of another kind than its format says,
 * is refused: it would mean one thing to us and another one to somebody else.
 *
 * Bounds: 256 levels, 4 MiB for one string, 10,000 items in a list that is kept, the length of kept texts as the sketch
 * says. Source: RFC 8259. Pure.
 */
import { TurnpikeError } from '../../errors.ts'
import { createPlaces } from './json-stream-places.ts'
import type { Kept, Sketch } from './json-stream-places.ts'
import { refusal } from './refusal.ts'
import type { Bytes } from './report.ts'

export type { Kept, KeptObject, Sketch } from './json-stream-places.ts'

/** Bytes of one token, or of the white space between two. */
const MOST_TOKEN = 4 * 1024 * 1024
/** How much the tokenizer gets at once: the bound above is looked at in between. */
const SLICE = 256 * 1024

/**
 * What the sketch keeps of one document.
 * @throws TurnpikeError INVALID_REPORT with the byte position: no JSON, cut off, not UTF-8, a wanted member that is
 *   there twice or of another kind, a bound
 */
export async function readJson(bytes: Bytes, sketch: Sketch): Promise<Kept> {
  const { Tokenizer, TokenType } = await import('@streamparser/json')
  const places = createPlaces(sketch, TokenType)
  // Without a buffer it keeps each digit as a text of its own: 300 MiB for a number of 8.
  const tokenizer = new Tokenizer({ numberBufferSize: 64 })
  let written = 0
  let lastToken = 0
  tokenizer.onToken = ({ token, value, offset }) => {
    lastToken = offset
    places.token(token, value, offset)
  }
  for await (const chunk of bytes) {
    for (let from = 0; from < chunk.length; from += SLICE) {
      const slice = chunk.subarray(from, from + SLICE)
      if (written === 0) checkEncoding(slice)
      try {
        tokenizer.write(slice)
      } catch (error) {
        throw told(error, written)
      }
      written += slice.length
      if (written - lastToken > MOST_TOKEN)
        throw refusal(`a string of more than ${MOST_TOKEN / 1024 / 1024} MiB`, lastToken)
    }
  }
  try {
    tokenizer.end()
  } catch (error) {
    throw told(error, written)
  }
  return places.end(written)
}

/** Windows PowerShell writes UTF-16 behind a `>`. */
function checkEncoding(head: Uint8Array): void {
  const [first = 0, second = 0] = head
  if (first + second === 0xff + 0xfe || first === 0 || (second === 0 && head.length > 1))
    throw refusal('it is UTF-16 or UTF-32; JSON is UTF-8 (RFC 8259 §8.1), write it as that', 0)
}

/** The tokenizer's words as ours. What is no complaint about the text is passed on as it is. */
function told(error: unknown, written: number): unknown {
  const { code, message } = error as { code?: unknown; message?: unknown }
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    return refusal(`it is not UTF-8, at this byte or within ${SLICE / 1024} KiB after it`, written)
  if (typeof message !== 'string' || error instanceof TurnpikeError) return error
  const unexpected = /^Unexpected "(.*)" at chunk position .* \(absolute position "(\d+)"\)/su.exec(message)
  if (unexpected !== null)
    return refusal(`not JSON: ${JSON.stringify(unexpected[1])} is not expected here`, Number(unexpected[2]))
  if (message.startsWith('Tokenizer ended in the middle of a token'))
    return refusal('it ends in the middle of a word, a number or a string; was it cut off?', written)
  return error
}
