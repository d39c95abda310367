/** Lines of a machine-readable run, as OpenTofu writes them. */

export const VERSION = { '@level': 'info', type: 'version', tofu: '1.8.8', ui: '1.2' }

export function summary(operation: string, changes: Record<string, number> = {}): Record<string, unknown> {
  return {
    type: 'change_summary',
    changes: { add: 0, change: 0, remove: 0, import: 0, ...changes, operation },
  }
}

export function applied(action: string): Record<string, unknown> {
  return { type: 'apply_complete', hook: { resource: { addr: 'a.b' }, action, id_value: 'hidden' } }
}

export function diagnostic(severity: string, text: string): Record<string, unknown> {
  return { type: 'diagnostic', diagnostic: { severity, summary: text, detail: 'password=hunter2' } }
}

export function lines(...all: (Record<string, unknown> | string)[]): string {
  return all.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('')
}

/** The text's bytes, so many at a time. */
export async function* bytesOf(text: string, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
