/** Names and reasons out of reports: bounded, and nothing in them that JSON, a database or a log could choke on. Pure. */

/** Characters of a name, and of a reason. */
export const MAX_NAME = 1000
export const MAX_REASON = 2000

/**
 * Characters of the name of a suite, and how many of the suites in each other are kept, from the outermost on. Every
 * case carries them: a few letters in a file must not make a hundred thousand of them in every event.
 */
export const MAX_SUITE_NAME = 300
export const MAX_SUITES = 20

/** Colours and cursor movements, as test tools put them into messages (ECMA-48 CSI and OSC). */
const ESCAPES = /\u001b(?:\[[0-?]{0,32}[ -/]{0,8}[@-~]|\][^\u0007\u001b]{0,200}(?:\u0007|\u001b\\))/gu

/** What PostgreSQL cannot keep (NUL) and no reader needs. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu

/** Most names have none of these. */
const UNCLEAN = /[\u0000-\u001f\u007f-\u009f\ud800-\udfff]|^\s|\s$/u

/**
 * At most so many UTF-16 units, well-formed, without terminal sequences and outer white space; other control
 * characters are U+FFFD. What is cut ends in `…`. Equal texts stay equal.
 */
export function bounded(text: string, most: number): string {
  if (text.length <= most && !UNCLEAN.test(text)) return detached(text)
  // Cut before anything else is done to it: it may be long.
  const cut = text.slice(0, 4 * most)
  const clean = cut
    .replace(ESCAPES, '')
    .replace(/\r\n?/gu, '\n')
    .replace(CONTROLS, '\uFFFD')
    .toWellFormed()
    .trim()
  if (clean.length <= most && cut === text) return detached(clean)
  // The cut may go through a pair of surrogates.
  return detached(`${clean.slice(0, most - 1).replace(/[\ud800-\udbff]$/u, '')}…`)
}

/** A copy: a part of a text keeps the whole piece of the file that it was a part of. */
function detached(text: string): string {
  return Buffer.from(text).toString()
}
