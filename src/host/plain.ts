/**
 * Text for a log that a forge's runner reads line by line: nothing in it may be taken as a command.
 *
 * GitHub's runner executes a line whose first visible characters are `::`, and the older `##[` anywhere in a line.
 * GitLab's reads `section_start` only after an escape character. Terminals obey ANSI sequences.
 */

/** Longest log line, in UTF-16 units. */
const MAX_LINE = 8192

/** Most lines one call may print. */
const MAX_LINES = 2000

const ANSI = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[@-Z\\-_])/g
const CONTROLS = /(?!\t)[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/gu

/**
 * Text as lines that are safe to print: bounded, no controls, no bidirectional marks, no workflow commands.
 * @param options.colour keeps colours and bold (never concealed text or backgrounds); the rest goes all the same
 */
export function plainLines(text: string, options: { colour?: boolean } = {}): string[] {
  const lines = text.slice(0, MAX_LINE * 64).split(/\r\n|[\n\r\u2028\u2029]/, MAX_LINES + 1)
  const shown = lines
    .slice(0, MAX_LINES)
    .map((line) => (options.colour === true ? colouredLine(line) : plainLine(line)))
  return lines.length > MAX_LINES ? [...shown, '… more lines left out'] : shown
}

/**
 * A text of ours that may hold strangers' strings, whole: no line of it is a command, and nothing but our colours is left
 * of its control characters. JSON stays the same JSON.
 */
export function plainText(text: string): string {
  if (isJson(text)) return text.replace(/#(?=#[a-z]*\[)/gi, '\\u0023')
  return text
    .split(COLOUR)
    .map((piece, index) =>
      index % 2 === 1 ? piece : piece.replace(ANSI, '').replace(CONTROLS_BUT_BREAKS, ''),
    )
    .join('')
    .replace(COMMAND, '$1: ')
    .replace(OLD_COMMAND, '# $1#')
}

/** Does a text look like JSON, or lines of it? */
export function isJson(text: string): boolean {
  return /^\s*[[{]/.test(text)
}

/** The colours that are left are in nobody's way, a runner's neither. */
const COMMAND = /^((?:[^\S\n]|\u001B\[[\d;]*m)*):(?=(?:\u001B\[[\d;]*m)*:)/gm
const OLD_COMMAND = /#((?:\u001B\[[\d;]*m)*)#(?=(?:\u001B\[[\d;]*m|[a-z])*\[)/gi
const CONTROLS_BUT_BREAKS =
  /(?![\t\n])[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/gu

/** One line, safe to print. Line breaks become spaces. */
export function plainLine(text: string): string {
  return stripped(text)
    .replace(/^(\s*):(?=:)/, '$1: ')
    .replace(/##(?=[a-z]*\[)/gi, '# #')
}

/** Foreground colours, bold and dim, and back to normal. */
const COLOUR = /(\u001B\[(?:(?:0|1|2|22|39|3[1-7]|9[0-7])(?:;(?:0|1|2|22|39|3[1-7]|9[0-7])){0,4})?m)/

function colouredLine(line: string): string {
  const pieces = line.split(COLOUR).map((piece, index) => (index % 2 === 1 ? piece : stripped(piece)))
  const shown = pieces.filter((_, index) => index % 2 === 0).join('')
  // Runners look for commands with and without the colours; a line that would be one loses them.
  return plainLine(shown) === shown ? pieces.join('') : plainLine(line)
}

/** One line without controls, colours and marks that turn the writing direction; bounded. */
export function stripped(text: string): string {
  const bounded = text.length > MAX_LINE ? `${text.slice(0, MAX_LINE)}…` : text
  return bounded
    .replace(ANSI, '')
    .replace(/[\r\n\u2028\u2029]+/g, ' ')
    .replace(CONTROLS, '')
}
