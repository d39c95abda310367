/**
 * Keeps a page below a number of bytes by leaving out whole rows of the least important sections, and saying so.
 * (GitHub drops a summary above 1 MiB as a whole, so that one byte too many hides everything.)
 */

/** A part of the page whose rows can be left out from the end. */
export interface Section {
  /** Lower is kept first; the page's order is the order of the list. */
  importance: number
  opening: string
  rows: readonly string[]
  closing: string
  /** What stands there instead of `n` rows that were left out; must not get longer than for all rows. */
  leftOut: (n: number) => string
}

/** A section without rows: it stays whole. */
export function fixed(text: string): Section {
  return { importance: 0, opening: text, rows: [], closing: '', leftOut: () => '' }
}

export function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}

/**
 * The sections as one text of at most `budget` UTF-8 bytes. Rows are given out by importance; a section from which rows
 * were cut ends with its `leftOut` line. Openings, closings and those lines are reserved first, so that a cut is never
 * silent: `budget` must be large enough for them (the renderers see to that).
 */
export function withinBudget(sections: readonly Section[], budget: number): string {
  let left = budget
  for (const section of sections) left -= bytes(section.opening) + bytes(section.closing)
  const reserved = sections.map((section) =>
    section.rows.length === 0 ? 0 : bytes(section.leftOut(section.rows.length)),
  )
  for (const size of reserved) left -= size
  const kept = new Map<Section, number>()
  for (const section of sections.toSorted((a, b) => a.importance - b.importance)) {
    const { taken, used } = take(section, left + (reserved[sections.indexOf(section)] ?? 0))
    kept.set(section, taken)
    left -= used - (reserved[sections.indexOf(section)] ?? 0)
  }
  return sections
    .map((section) => {
      const taken = kept.get(section) ?? 0
      const missing = section.rows.length - taken
      return `${section.opening}${section.rows.slice(0, taken).join('')}${missing > 0 ? section.leftOut(missing) : ''}${section.closing}`
    })
    .join('')
}

/** As many rows as fit into `space`, which includes the room for the `leftOut` line. */
function take(section: Section, space: number): { taken: number; used: number } {
  const sizes = section.rows.map(bytes)
  const all = sizes.reduce((sum, size) => sum + size, 0)
  if (all <= space) return { taken: section.rows.length, used: all }
  let used = bytes(section.leftOut(section.rows.length))
  let taken = 0
  for (const size of sizes) {
    if (used + size > space) break
    used += size
    taken++
  }
  return { taken, used }
}
