/** SlsaResult (SLSA v1.2, verification summary): a level of a track implies those below it. */
const LEVEL = /^SLSA_([A-Z0-9_]+)_LEVEL_(\d{1,2})$/u

/** Does one of these say what is wanted, or more? Words that are no level must be there as they are. */
export function reaches(said: readonly string[], wanted: string): boolean {
  if (said.includes(wanted)) return true
  const asked = LEVEL.exec(wanted)
  if (asked === null) return false
  return said.some((one) => {
    const level = LEVEL.exec(one)
    return level !== null && level[1] === asked[1] && Number(level[2]) >= Number(asked[2])
  })
}

/** A track of which two levels are said: "MUST NOT include more than one level per SLSA track". */
export function trackTwice(said: readonly string[]): string | undefined {
  const seen = new Set<string>()
  for (const one of said) {
    const track = /^SLSA_([A-Z0-9_]+)_LEVEL_(?:\d{1,2}|UNEVALUATED)$/u.exec(one)?.[1]
    if (track === undefined) continue
    if (seen.has(track)) return track
    seen.add(track)
  }
  return undefined
}
