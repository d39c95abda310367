/**
 * Where in a JSON document the stream is, and what is kept of it. Keeps its own stack, of a bounded depth. Pure.
 */
import { quoted, refusal } from './refusal.ts'

/**
 * What is wanted of one place. Kinds that are named are kept; `null` is as good as nothing there. Another kind is
 * refused, or passed over where the sketch is `loose`. A sketch may be of several kinds, and may contain itself.
 */
export interface Sketch {
  /** A text, of which so many characters are kept. */
  text?: number
  number?: true
  boolean?: true
  /** An object, and what is wanted of it. */
  members?: Readonly<Record<string, Sketch>>
  /** A list, and what is wanted of each item. At most 10,000 are kept. */
  items?: Sketch
  /** Called for every item as it ends; then none is kept, and the list's own value is how many there were. */
  each?: (item: Kept, index: number) => void
  /** Called for an object as it ends. */
  done?: (value: KeptObject) => void
  loose?: true
}

export type Kept = string | number | boolean | undefined | KeptObject | Kept[]
export interface KeptObject {
  [name: string]: Kept
}

const MOST_DEPTH = 256
/** Of a place that is told. */
const MOST_STEPS = 12
const MOST_ITEMS = 10_000

/** The kinds of token, by the numbers of the tokenizer. */
export interface Marks {
  LEFT_BRACE: number
  RIGHT_BRACE: number
  LEFT_BRACKET: number
  RIGHT_BRACKET: number
  COLON: number
  COMMA: number
  STRING: number
}

type Expected = 'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'comma or end' | 'nothing'

interface Frame {
  isObject: boolean
  /** Undefined: nothing in here is wanted. */
  sketch: Sketch | undefined
  kept: KeptObject | Kept[] | undefined
  /** Of items that have begun. */
  count: number
  /** Of the member that was named last. */
  name: string
}

export interface Places {
  /** @throws TurnpikeError INVALID_REPORT */
  token: (token: number, value: unknown, at: number) => void
  /** What was kept. @throws TurnpikeError INVALID_REPORT when the document has not ended */
  end: (at: number) => Kept
}

export function createPlaces(root: Sketch, marks: Marks): Places {
  const { LEFT_BRACE, RIGHT_BRACE, LEFT_BRACKET, RIGHT_BRACKET, COLON, COMMA, STRING } = marks
  const frames: Frame[] = []
  let depth = 0
  let expected: Expected = 'value'
  let result: Kept

  const wrong = (value: unknown, at: number): never => {
    const wanted =
      expected === 'nothing' ? 'the document ended before' : `expected is ${expected} at ${place()}`
    throw refusal(`not JSON: found ${quoted(value)}, and ${wanted}`, at)
  }

  /** A JSON pointer to the value that is read; of a long one its end. */
  const place = (): string => {
    const steps = frames
      .slice(0, depth)
      .map((frame) => `/${frame.isObject ? shortName(frame.name) : Math.max(0, frame.count - 1)}`)
    return `${steps.length > MOST_STEPS ? '…' : ''}${steps.slice(-MOST_STEPS).join('')}` || '/'
  }

  /** The sketch of the value that begins. */
  const begin = (): Sketch | undefined => {
    if (depth === 0) return root
    const frame = frames[depth - 1]!
    if (frame.isObject) {
      const members = frame.sketch?.members
      return members !== undefined && Object.hasOwn(members, frame.name) ? members[frame.name] : undefined
    }
    frame.count++
    return frame.sketch?.items
  }

  /** A value has ended: it goes to where it belongs. */
  const end = (sketch: Sketch | undefined, value: Kept, at: number): void => {
    if (depth === 0) {
      result = value
      expected = 'nothing'
      return
    }
    expected = 'comma or end'
    const frame = frames[depth - 1]!
    if (frame.sketch === undefined) return
    if (frame.isObject) {
      if (sketch !== undefined && value !== undefined) (frame.kept as KeptObject)[frame.name] = value
    } else if (frame.sketch.each !== undefined) frame.sketch.each(value, frame.count - 1)
    else {
      if (frame.count > MOST_ITEMS)
        throw refusal(`${place()} is in a list of more than ${MOST_ITEMS} items`, at)
      ;(frame.kept as Kept[]).push(value)
    }
  }

  const open = (isObject: boolean, at: number): void => {
    let sketch = begin()
    if (sketch !== undefined && (isObject ? sketch.members : sketch.items) === undefined) {
      if (sketch.loose === undefined) throw mismatch(sketch, isObject ? 'an object' : 'a list', at)
      sketch = undefined
    }
    if (depth === MOST_DEPTH) throw refusal(`nested more than ${MOST_DEPTH} deep`, at)
    const frame = (frames[depth] ??= { isObject, sketch, kept: undefined, count: 0, name: '' })
    frame.isObject = isObject
    frame.sketch = sketch
    frame.kept = sketch === undefined ? undefined : isObject ? {} : []
    frame.count = 0
    depth++
    expected = isObject ? 'name or end' : 'value or end'
  }

  const close = (at: number): void => {
    const { sketch, kept, isObject, count } = frames[--depth]!
    if (sketch === undefined) {
      end(undefined, undefined, at)
      return
    }
    if (isObject) sketch.done?.(kept as KeptObject)
    end(sketch, !isObject && sketch.each !== undefined ? count : kept, at)
  }

  const mismatch = (sketch: Sketch, found: string, at: number): Error =>
    refusal(`${place()} is ${found}, and must be ${kindsOf(sketch)}`, at)

  const scalar = (value: unknown, at: number): void => {
    const sketch = begin()
    if (sketch === undefined || value === null) {
      end(undefined, undefined, at)
      return
    }
    if (typeof value === 'string' && sketch.text !== undefined) {
      end(sketch, clipped(value, sketch.text), at)
      return
    }
    if (
      (typeof value === 'number' && sketch.number !== undefined) ||
      (typeof value === 'boolean' && sketch.boolean !== undefined)
    ) {
      end(sketch, value, at)
      return
    }
    if (sketch.loose === undefined)
      throw mismatch(sketch, `${typeof value === 'string' ? 'text' : typeof value} ${quoted(value)}`, at)
    end(undefined, undefined, at)
  }

  const name = (value: string, at: number): void => {
    const frame = frames[depth - 1]!
    frame.name = value
    expected = 'colon'
    const { sketch } = frame
    if (sketch?.members === undefined || !Object.hasOwn(sketch.members, value)) return
    // Wanted twice: a value of null was not kept, so it is remembered on its own.
    const kept = frame.kept as KeptObject
    if (Object.hasOwn(kept, value)) throw refusal(`${place()} is there twice`, at)
    kept[value] = undefined
  }

  return {
    token(token, value, at) {
      switch (expected) {
        case 'value':
        case 'value or end':
          if (token === STRING) scalar(value, at)
          else if (token === LEFT_BRACE || token === LEFT_BRACKET) open(token === LEFT_BRACE, at)
          else if (typeof value !== 'string') scalar(value, at)
          else if (token === RIGHT_BRACKET && expected === 'value or end') close(at)
          else wrong(value, at)
          return
        case 'name':
        case 'name or end':
          if (token === STRING) name(value as string, at)
          else if (token === RIGHT_BRACE && expected === 'name or end') close(at)
          else wrong(value, at)
          return
        case 'colon':
          if (token !== COLON) wrong(value, at)
          expected = 'value'
          return
        case 'comma or end': {
          const { isObject } = frames[depth - 1]!
          if (token === COMMA) expected = isObject ? 'name' : 'value'
          else if (token === (isObject ? RIGHT_BRACE : RIGHT_BRACKET)) close(at)
          else wrong(value, at)
          return
        }
        default:
          wrong(value, at)
      }
    },
    end(at) {
      if (expected === 'nothing') return result
      throw refusal(
        depth === 0
          ? 'there is no JSON in it'
          : `it ends before its end (was it cut off?): expected is ${expected} at ${place()}`,
        at,
      )
    },
  }
}

/** A copy, as a slice would keep all of the text it was cut from. */
export function clipped(text: string, most: number): string {
  return text.length <= most ? text : Buffer.from(text.slice(0, most), 'utf16le').toString('utf16le')
}

function shortName(name: string): string {
  const short = name.length > 60 ? `${name.slice(0, 59)}…` : name
  return short.replaceAll('~', '~0').replaceAll('/', '~1')
}

function kindsOf({ text, number, boolean, members, items }: Sketch): string {
  return [
    text === undefined ? [] : 'text',
    number === undefined ? [] : 'a number',
    boolean === undefined ? [] : 'true or false',
    members === undefined ? [] : 'an object',
    items === undefined ? [] : 'a list',
  ]
    .flat()
    .join(' or ')
}
