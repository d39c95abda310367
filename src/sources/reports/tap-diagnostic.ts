/**
 * The YAML block behind a test point of TAP. Only plain members of its first level are looked at, line by line: no
 * tag, anchor or alias means anything here, and a block of any length is read in bounded memory. Pure.
 */
import { MAX_REASON } from './test-text.ts'

export interface TapDiagnostic {
  reason?: string
  milliseconds?: number
  file?: string
  /** `suite` or `test`, of node:test. */
  type?: string
}

export interface OpenDiagnostic {
  /** @returns false when the line is not in the block: it ended, or was never closed */
  take(indent: number, text: string): 'inside' | 'end' | 'outside'
  finished(): TapDiagnostic
}

const WANTED = new Set(['message', 'error', 'stack', 'duration_ms', 'location', 'file', 'type'])

/** @param margin the indentation of its `---` */
export function createDiagnostic(margin: number): OpenDiagnostic {
  const found = new Map<string, string>()
  /** The member whose text goes on over several lines. */
  let long: string | undefined

  function member(text: string): void {
    long = undefined
    const [, name = '', value = ''] = /^([A-Za-z_][\w-]{0,40}):\s*(.*)$/u.exec(text) ?? []
    if (!WANTED.has(name) || found.has(name)) return
    if (/^[|>][+-]?\d?$/u.test(value)) {
      long = name
      found.set(name, '')
    } else found.set(name, scalar(value))
  }

  return {
    take(indent, text) {
      if (text === '') return 'inside'
      if (indent < margin) return 'outside'
      if (indent === margin && text === '...') return 'end'
      if (indent === margin) member(text)
      else if (long !== undefined) {
        const said = found.get(long) ?? ''
        if (said.length < MAX_REASON) found.set(long, said === '' ? text : `${said}\n${text}`)
      }
      return 'inside'
    },
    finished() {
      const message = found.get('message') ?? found.get('error') ?? ''
      const stack = found.get('stack') ?? ''
      const reason = [message, stack].filter((each) => each !== '').join('\n')
      const milliseconds = Number(found.get('duration_ms') ?? Number.NaN)
      const file = found.get('file') ?? found.get('location')?.replace(/(?::\d+){1,2}$/u, '')
      const type = found.get('type')
      return {
        ...(reason === '' ? {} : { reason }),
        ...(milliseconds >= 0 && Number.isFinite(milliseconds)
          ? { milliseconds: Math.round(milliseconds * 1000) / 1000 }
          : {}),
        ...(file === undefined || file === '' ? {} : { file }),
        ...(type === undefined ? {} : { type }),
      }
    },
  }
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t', '"': '"', '\\': '\\', '/': '/' }

function scalar(text: string): string {
  const value = text.trim()
  if (/^'.*'$/u.test(value)) return value.slice(1, -1).replaceAll("''", "'")
  if (/^".*"$/u.test(value))
    return value.slice(1, -1).replace(/\\([nt"\\/])/gu, (_, letter: string) => ESCAPED[letter] ?? '')
  return value
}
