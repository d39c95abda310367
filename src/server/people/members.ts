/** What a person sends, as JSON or as a form of a page of ours: the same members. */
import { parseJson } from '../../cdevents/parse.ts'
import { Refusal } from '../problem.ts'
import { CSRF_FIELD } from './csrf.ts'

/** @throws Refusal bad-request */
export function membersOfJson(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    throw new Refusal('bad-request', 'The body is not JSON.')
  }
}

/**
 * A field that was left empty is not there.
 * @param lists fields that may be there several times, and the member that has all of them
 * @returns `back`: where the form wants its browser to go on; not checked
 */
export function membersOfForm(
  text: string,
  lists: Readonly<Record<string, string>> = {},
): { back: string | undefined; value: Record<string, unknown> } {
  const value: Record<string, unknown> = {}
  let back: string | undefined
  for (const [name, given] of new URLSearchParams(text)) {
    const said = given.trim()
    if (name === CSRF_FIELD || said === '') continue
    const list = Object.hasOwn(lists, name) ? lists[name] : undefined
    if (name === 'back') back = said
    else if (list !== undefined) value[list] = [...((value[list] as string[] | undefined) ?? []), said]
    // Twice the same name: no page of ours does that. A list is no text, and refused as such.
    else value[name] = Object.hasOwn(value, name) ? [value[name], said] : said
  }
  return { back, value }
}
