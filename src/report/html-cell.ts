import { htm } from './escape.ts'
import type { Html, Part } from './escape.ts'

/** A cell with the name it has where the row is a card; empty ones disappear there. */
export function cell(label: string, content: Part<'html'>): Html {
  if (content === undefined || content === '') return htm`<td></td>`
  return htm`<td data-label="${label}"><div>${content}</div></td>`
}
