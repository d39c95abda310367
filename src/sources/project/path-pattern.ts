/**
 * Does a path fit a pattern with `*`, `?` and `**`? For files that were listed already: a pattern from a stranger's file
 * must neither walk about nor take long, so it is compared step by step, without a regular expression. Pure.
 */

/** `**` is any number of folders, none too. @param path with forward slashes, as `pattern` */
export function fitsPattern(path: string, pattern: string): boolean {
  return fits(path.split('/'), pattern.replace(/^(?:\.\/)+/u, '').split('/'), '**', fitsWord)
}

function fitsWord(word: string, pattern: string): boolean {
  return fits([...word], [...pattern], '*', (letter, mark) => mark === '?' || letter === mark)
}

/** The usual walk with one way back: `any` takes as little as it can, and one part more whenever the rest does not fit. */
function fits(
  parts: readonly string[],
  marks: readonly string[],
  any: string,
  same: (part: string, mark: string) => boolean,
): boolean {
  let [at, mark] = [0, 0]
  let back: { at: number; mark: number } | undefined
  while (at < parts.length) {
    if (marks[mark] === any) back = { at, mark: mark++ }
    else if (mark < marks.length && same(parts[at] ?? '', marks[mark] ?? '')) [at, mark] = [at + 1, mark + 1]
    else if (back === undefined) return false
    else [at, mark] = [++back.at, back.mark + 1]
  }
  return marks.slice(mark).every((rest) => rest === any)
}
