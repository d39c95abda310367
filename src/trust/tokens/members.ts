/** Members that stand twice in a JSON text, which `JSON.parse` does not tell: the last one wins, elsewhere the first. */

const QUOTE = 34
const COLON = 58
const BACKSLASH = 92

/**
 * The first name that is twice in one object, at any depth, however it is escaped; undefined when there is none.
 * @param json text that parsed
 */
export function repeatedMember(json: string): string | undefined {
  // A list has no names; an object has those seen so far.
  const open: (Set<string> | undefined)[] = []
  for (let at = 0; at < json.length; at++) {
    switch (json.charCodeAt(at)) {
      case 123: // {
        open.push(new Set())
        break
      case 91: // [
        open.push(undefined)
        break
      case 125: // }
      case 93: // ]
        open.pop()
        break
      case QUOTE: {
        const end = endOfString(json, at)
        const names = open.at(-1)
        if (names !== undefined && json.charCodeAt(afterSpace(json, end)) === COLON) {
          const name = nameIn(json.slice(at, end))
          if (names.has(name)) return name
          names.add(name)
        }
        at = end - 1
        break
      }
      default:
    }
  }
  return undefined
}

/** Behind the closing quote of the string that begins at `start`. */
function endOfString(json: string, start: number): number {
  let quote = json.indexOf('"', start + 1)
  while (quote !== -1) {
    let before = quote
    while (json.charCodeAt(before - 1) === BACKSLASH) before--
    // An even number of backslashes escape each other.
    if ((quote - before) % 2 === 0) return quote + 1
    quote = json.indexOf('"', quote + 1)
  }
  return json.length
}

function afterSpace(json: string, from: number): number {
  let at = from
  while (json.charCodeAt(at) <= 32) at++
  return at
}

function nameIn(string: string): string {
  return string.includes('\\') ? (JSON.parse(string) as string) : string.slice(1, -1)
}
