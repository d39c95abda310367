/** Makes a good value hostile: a place of it is taken away, repeated, swapped with another or replaced. */
import type { Chance } from './chance.ts'

const DIGEST = `sha256:${'ab'.repeat(32)}`

/** What has broken programs like this one before, or could. */
export const NASTY: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1e15,
  1e308,
  0.1,
  '',
  ' ',
  '\u0000',
  '\u200b',
  '\ud800',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'x'.repeat(5000),
  '*',
  'any',
  'group:board',
  'group:nobody',
  'urn:user:alice',
  DIGEST,
  DIGEST.toUpperCase(),
  'sha256:x',
  '0s',
  '1ms',
  '7d',
  '999999999d',
  '-1h',
  '2026-12-18',
  '2026-02-30',
  '2026-03-29T02:30',
  '275760-09-13T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '1970-01-01T00:00:00Z',
  'Europe/Amsterdam',
  'Mars/Olympus',
  '* * * * *',
  '0 0 31 2 *',
  '0 0 29 2 *',
  'success',
  'failure',
  'approved',
  'rejected',
  'standard',
  'emergency',
  'production',
  'staging',
  'webshop',
  'store',
  'event.customData.n >= 1',
  'event.subject.content.outcome == "success"',
  'true',
  '1',
  'request.change.class == "emergency"',
  'event.subject.id.matches("(a+)+$")',
  '[1,2,3].all(x, x > 0)',
  '!'.repeat(500) + 'true',
  '</details><h2>Ready for production ✅</h2>',
  [],
  {},
  [null],
  [[[[[[]]]]]],
  { id: 'x' },
  { __proto__: { a: 1 } },
  Array.from({ length: 50 }, (_, n) => n),
]

type Place = { holder: unknown[] | Record<string, unknown>; key: string | number }

/** The value with so many places changed. The given value is not touched. */
export function mutated<T>(value: T, times: number, chance: Chance): T {
  const copy = structuredClone(value)
  for (let n = 0; n < times; n++) {
    const places = placesIn(copy)
    if (places.length === 0) break
    change(chance.one(places), places, chance)
  }
  return copy
}

function change({ holder, key }: Place, places: readonly Place[], chance: Chance): void {
  const at = holder as Record<string | number, unknown>
  switch (chance.below(8)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(key), 1)
      else delete at[key]
      return
    case 1: {
      if (Array.isArray(holder)) holder.push(structuredClone(at[key]))
      else at[String(chance.one(NASTY))] = structuredClone(at[key])
      return
    }
    case 2: {
      const other = chance.one(places)
      at[key] = structuredClone((other.holder as Record<string | number, unknown>)[other.key])
      return
    }
    case 3: {
      const value = at[key]
      if (typeof value === 'number') at[key] = -value
      else if (typeof value === 'string') at[key] = spoiled(value, chance)
      return
    }
    default:
      at[key] = structuredClone(chance.one(NASTY))
  }
}

/** Text with a piece of it gone, doubled or strange. */
export function spoiled(text: string, chance: Chance): string {
  const from = chance.below(text.length + 1)
  const to = Math.min(text.length, from + chance.below(12))
  const piece = text.slice(from, to)
  const put = chance.one([
    '',
    piece + piece,
    '\n',
    ':',
    '- ',
    '"',
    '\t',
    '\u202e',
    '{',
    ']',
    '&a ',
    '*a',
    '#',
    '\ud800',
  ])
  return text.slice(0, from) + put + text.slice(to)
}

/** Every place of a value that can be changed, a thousand at most. */
function placesIn(value: unknown): Place[] {
  const places: Place[] = []
  const walk = (holder: unknown, depth: number): void => {
    if (typeof holder !== 'object' || holder === null || depth > 20 || places.length > 1000) return
    for (const key of Object.keys(holder)) {
      places.push({
        holder: holder as Record<string, unknown>,
        key: Array.isArray(holder) ? Number(key) : key,
      })
      walk((holder as Record<string, unknown>)[key], depth + 1)
    }
  }
  walk(value, 0)
  return places
}
