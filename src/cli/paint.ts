import type { Paint } from './command.ts'

/**
 * Colours only where a person looks: on a terminal, unless NO_COLOR is set (https://no-color.org), or wherever
 * FORCE_COLOR says so (`0` switches off).
 */
export function wantsColour(
  stream: { isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  const forced = env['FORCE_COLOR']
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false'
  if ((env['NO_COLOR'] ?? '') !== '') return false
  return stream.isTTY === true && env['TERM'] !== 'dumb'
}

export function paint(on: boolean): Paint {
  const style = (open: number, close: number) => (text: string) =>
    on && text !== '' ? `\u001B[${open}m${text}\u001B[${close}m` : text
  return Object.freeze({
    on,
    bold: style(1, 22),
    dim: style(2, 22),
    red: style(31, 39),
    green: style(32, 39),
    yellow: style(33, 39),
    blue: style(36, 39),
  })
}
