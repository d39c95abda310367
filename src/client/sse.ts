/** Server-sent events, as they arrive in pieces. Source: WHATWG HTML, "Server-sent events", parsing. */
import { TurnpikeError } from '../errors.ts'

export interface SentEvent {
  /** `message` when the stream names none. */
  event: string
  data: string
}

/** More than any decision, whose record is under 1 MiB. */
const MAX_BUFFER = 4 * 1024 * 1024

/** Feeds text, gets the events that are complete. @throws TurnpikeError TOO_LARGE for an event that does not end */
export function createSseReader(maxBuffer: number = MAX_BUFFER): (text: string) => SentEvent[] {
  let rest = ''
  let started = false
  let name = ''
  let data: string[] = []
  let size = 0

  return (text) => {
    // The two halves of a line end may come in two pieces: a trailing CR waits for what follows it.
    rest += started ? text : text.replace(/^\uFEFF/, '')
    started ||= text !== ''
    const held = rest.endsWith('\r') ? 1 : 0
    const lines = rest.slice(0, rest.length - held).split(/\r\n|\n|\r/)
    rest = (lines.pop() ?? '') + (held === 1 ? '\r' : '')
    const events: SentEvent[] = []
    for (const line of lines) {
      if (line !== '') {
        readLine(line)
        continue
      }
      if (data.length > 0) events.push({ event: name || 'message', data: data.join('\n') })
      name = ''
      data = []
      size = 0
    }
    if (rest.length + size > maxBuffer) {
      throw new TurnpikeError('TOO_LARGE', `A message of the stream is longer than ${maxBuffer} characters`)
    }
    return events
  }

  function readLine(line: string): void {
    const colon = line.indexOf(':')
    if (colon === 0) return
    const field = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') name = value.slice(0, 100)
    if (field === 'data') {
      data.push(value)
      // An empty line is one as well: a million of them is no small message.
      size += value.length + 1
    }
  }
}
