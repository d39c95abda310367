import { distance } from '../cdevents/distance.ts'

/** ` (did you mean "x"?)` when one of the allowed words is close to what was written, else nothing. */
export function nearest(written: unknown, allowed: readonly string[]): string {
  if (typeof written !== 'string' || written.length > 100) return ''
  let best: string | undefined
  let least = Math.max(1, Math.floor(written.length / 3)) + 1
  for (const word of allowed) {
    if (Math.abs(word.length - written.length) >= least) continue
    const steps = distance(written.toLowerCase(), word.toLowerCase())
    if (steps < least) [least, best] = [steps, word]
  }
  return best === undefined ? '' : ` (did you mean "${best}"?)`
}
