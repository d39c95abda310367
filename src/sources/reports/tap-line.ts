/** One line of TAP → what it is (TAP 14 specification; 13 has less). Pure. */
import { millisecondsOf } from './junit-case.ts'

export type TapLine =
  | { is: 'version'; version: string }
  | { is: 'plan'; total: number; reason?: string }
  | TapPoint
  | { is: 'bail'; reason: string }
  /** `# Subtest: name` */
  | { is: 'subtest'; name: string }
  | { is: 'yaml' }
  /** `{` and `}` around subtests that come behind their point, as node-tap writes them. */
  | { is: 'block'; opens: boolean }
  /** A comment, a pragma, output of the program under test. */
  | { is: 'other' }

export interface TapPoint {
  is: 'point'
  ok: boolean
  number?: number
  description: string
  directive?: 'skip' | 'todo'
  reason?: string
  milliseconds?: number
  /** Ends in `{`: its subtests may follow. */
  block?: true
}

/** @param text without its indentation */
export function tapLine(text: string): TapLine {
  if (text === '---' || /^---\s/u.test(text)) return { is: 'yaml' }
  if (text === '{' || text === '}') return { is: 'block', opens: text === '{' }
  const point = /^(not )?ok(?![^\s#])[ \t]*/u.exec(text)
  if (point !== null) return pointOf(point[1] === undefined, text.slice(point[0].length))
  const plan = /^1\.\.(\d{1,9})(?![\d.])\s*(?:#\s*(.*))?$/u.exec(text)
  if (plan !== null) {
    const reason = plan[2]?.replace(/^skip\S*\s*/iu, '').trim() ?? ''
    return { is: 'plan', total: Number(plan[1]), ...(reason === '' ? {} : { reason }) }
  }
  const bail = /^Bail out!\s*(.*)$/iu.exec(text)
  if (bail !== null) return { is: 'bail', reason: bail[1] ?? '' }
  const version = /^TAP version (\d{1,4})\s*$/iu.exec(text)
  if (version !== null) return { is: 'version', version: version[1] ?? '' }
  const subtest = /^# Subtest(?::\s*(.*))?$/u.exec(text)
  return subtest === null ? { is: 'other' } : { is: 'subtest', name: unescaped(subtest[1] ?? '') }
}

function pointOf(ok: boolean, rest: string): TapPoint {
  const number = /^(\d{1,9})(?!\d)(?=\s|$|#|-)[ \t]*/u.exec(rest)
  const described = number === null ? rest : rest.slice(number[0].length)
  const { description, directive, reason, milliseconds } = parted(described.replace(/^-(?:\s+|$)/u, ''))
  return {
    is: 'point',
    ok,
    ...(number === null ? {} : { number: Number(number[1]) }),
    description: unescaped(description)
      .replace(/(?<!\s)\s*\{$/u, '')
      .trim(),
    ...(directive === undefined ? {} : { directive }),
    ...(reason === undefined || reason === '' ? {} : { reason }),
    ...(milliseconds === undefined ? {} : { milliseconds }),
    ...(rest.endsWith('{') ? { block: true } : {}),
  }
}

/** A `#` is a mark when it is not escaped and a word follows that is known; others belong to the description. */
function parted(text: string): Omit<TapPoint, 'is' | 'ok' | 'number'> {
  for (const mark of text.matchAll(/(?<=^|\s)#\s*(?:(skip|todo)\S*|time=([\d.]+)(ms|s)?)\s*/giu)) {
    const description = text.slice(0, mark.index)
    if (mark[2] !== undefined) {
      const time = millisecondsOf(mark[2])
      const milliseconds = time === undefined || mark[3] === 's' ? time : time / 1000
      return { description, ...(milliseconds === undefined ? {} : { milliseconds }) }
    }
    const reason = unescaped(text.slice(mark.index + mark[0].length))
      .replace(/(?<!\s)\s*#\s*time=[^\s#]+\s*\{?$/u, '')
      .trim()
    return { description, directive: mark[1]?.toLowerCase() === 'skip' ? 'skip' : 'todo', reason }
  }
  return { description: text }
}

/** `\#` and `\\`. */
function unescaped(text: string): string {
  return text.replace(/\\([\\#])/gu, '$1')
}
