/** Members that stand twice in a JSON text, which `JSON.parse` does not tell: the last one wins, elsewhere the first. */

/**
 * The first name that is twice in one object, at any depth, however it is escaped; undefined when there is none.
 * @param json text that parsed
 */
export function repeatedMember(json: string): string | undefined {
  // A list has no names; an object has those seen so far.
  const open: (Set<string> | undefined)[] = []
  for (let at = 0; at < json.length; at++) {
    switch (json[at]) {
      case '{':
        open.push(new Set())
        break
      case '[':
        open.push(undefined)
        break
      case '}':
      case ']':
        open.pop()
        break
      case '"': {
        const end = endOfString(json, at)
        const names = open.at(-1)
        if (names !== undefined && isFollowedByColon(json, end)) {
          const name = JSON.parse(json.slice(at, end)) as string
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
  let at = start + 1
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1
  return at + 1
}

function isFollowedByColon(json: string, from: number): boolean {
  let at = from
  while (/\s/.test(json[at] ?? '')) at++
  return json[at] === ':'
}
