/** One thing that was looked at. */
export interface Check {
  /** A closed set, for `--json`. */
  id: string
  /** `problem`: something would be refused, or keep a gate closed. */
  state: 'ok' | 'note' | 'warning' | 'problem'
  /** One sentence; may hold strangers' text. */
  says: string
  /** What mends it: a sentence. */
  todo?: string
  /** Lines to paste, whole. */
  paste?: readonly string[]
}

export function ok(id: string, says: string): Check {
  return { id, state: 'ok', says }
}

export function noted(id: string, says: string, todo?: string): Check {
  return { id, state: 'note', says, ...(todo === undefined ? {} : { todo }) }
}

export function warning(id: string, says: string, todo: string, paste?: readonly string[]): Check {
  return { id, state: 'warning', says, todo, ...(paste === undefined ? {} : { paste }) }
}

export function problem(id: string, says: string, todo: string, paste?: readonly string[]): Check {
  return { id, state: 'problem', says, todo, ...(paste === undefined ? {} : { paste }) }
}
