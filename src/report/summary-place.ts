import { gfm, mdCode, mdLink } from './escape.ts'
import type { Markdown } from './escape.ts'
import { hostOf } from './words.ts'
import type { Decision } from '../policy/decision.ts'

/** Where to read what was left out of the summary. */
export function elsewhere(decision: Decision): Markdown {
  if (hostOf(decision.url) === undefined)
    return gfm`the decision ${mdCode(decision.id, 60)} in the store has all of it`
  return gfm`${mdLink('the full decision', decision.url)} has all of it`
}
