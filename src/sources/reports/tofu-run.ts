/** What is known of a run of OpenTofu or Terraform, whichever way it was told. Pure. */

export interface Changes {
  add: number
  change: number
  remove: number
  import: number
}

/** A plan or an apply, as far as it was told. */
export interface TofuStep {
  /** `error`: it is not known how it ended, because what tells it is not there. */
  outcome: 'success' | 'failure' | 'error'
  changes: Changes
  /** In words. */
  reason: string
}

export interface TofuRun {
  /** A plan as a document is the same of both. */
  tool: { name: 'OpenTofu' | 'Terraform' | 'OpenTofu or Terraform'; version?: string }
  planned?: TofuStep
  applied?: TofuStep
  /** Resources that were found to differ from what was known. */
  drift: number
  errors: number
  warnings: number
  /** Lines that are no line of a machine-readable run: a wrapper's words, or too long. */
  unread: number
}

export function noChanges(): Changes {
  return { add: 0, change: 0, remove: 0, import: 0 }
}

/** In the words of `change.actions`. */
export function countAction(changes: Changes, action: unknown): void {
  if (action === 'create') changes.add++
  else if (action === 'update') changes.change++
  else if (action === 'delete') changes.remove++
}

/** `2 to add, 1 to destroy`. */
export function planSays(changes: Changes): string {
  return said(changes, ['to add', 'to change', 'to destroy', 'to import'])
}

export function said({ add, change, remove, import: imported }: Changes, words: readonly string[]): string {
  const parts = [add, change, remove, imported].flatMap((count, index) =>
    count > 0 ? [`${count} ${words[index] ?? ''}`] : [],
  )
  return parts.length === 0 ? 'no changes' : parts.join(', ')
}
