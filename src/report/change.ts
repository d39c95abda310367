/** The change in words: its class, and where the class is known from. A class that nobody recorded is never shown as one. */
import { link, say, strong } from './said.ts'
import type { Said } from './said.ts'
import type { Decision } from '../policy/decision.ts'

/** `normal change 381, recorded as CHG-2041`; undefined where the request names none and no rule looked for one. */
export function changeSaid(decision: Decision): Said | undefined {
  const { change, request } = decision
  if (change === undefined && request.change === undefined) return undefined
  const id = request.change?.id ?? change?.id
  const name = id === undefined ? say`change` : say`change ${link(shortId(id), id)}`
  const record =
    change?.id === undefined || change.id === id ? undefined : say` as ${link(shortId(change.id), change.id)}`
  if (change === undefined) {
    const claimed = request.change?.class
    return claimed === undefined ? name : say`${name}, ${claimed} as claimed`
  }
  if (change.from === 'unknown') return say`${name} ${strong('of unknown class')}, which counts as major`
  return change.from === 'record'
    ? say`${strong(change.class)} ${name}, recorded${record}`
    : say`${name}, ${change.class} as claimed`
}

/** The number of a pull request, merge request or issue, or the key of a ticket; any other id as it is. */
function shortId(id: string): string {
  const number = /\/(?:pull|merge_requests|issues)\/(\d{1,10})$/.exec(id)?.[1]
  const key = /^https?:\/\/[^?#]+\/([A-Z][A-Z0-9]{1,9}-\d{1,10})$/.exec(id)?.[1]
  return number ?? key ?? id
}
