/**
 * What OpenTofu and Terraform say of a run, as JSON: the lines of `plan -json`, `apply -json` and `destroy -json`, and the
 * document of `show -json PLAN`. Only numbers, the outcome and the first words of errors are kept: a plan holds every
 * value of the infrastructure, secrets too.
 *
 * Sources: OpenTofu, "Machine-Readable UI" (1.x: `version`, `change_summary`, `apply_*`, `diagnostic`). Pure.
 */
import { parseJson } from '../../cdevents/parse.ts'
import { isObject } from '../../cdevents/object.ts'
import { clipped } from './json-stream-places.ts'
import { refusal } from './refusal.ts'
import type { Bytes } from './report.ts'
import { isPlan, readPlan } from './tofu-plan.ts'
import {
  countAction,
  noChanges,
  planSays,
  said,
  type Changes,
  type TofuRun,
  type TofuStep,
} from './tofu-run.ts'

export interface TofuReader {
  push(bytes: Uint8Array): void
  /** @throws TurnpikeError INVALID_REPORT: nothing of it is a run */
  end(): Promise<TofuRun>
}

/** Characters of a line that are kept; a line of a run has some hundreds. */
const MOST_LINE = 1024 * 1024
/** Of a document that comes piece by piece. */
const MOST_DOCUMENT = 64 * 1024 * 1024
const MOST_TEXT = 500
/** Characters that tell a document from lines. */
const HEAD = 1000

/** A whole file. @throws TurnpikeError INVALID_REPORT */
export async function readTofu(bytes: Bytes): Promise<TofuRun> {
  const pieces = bytes[Symbol.asyncIterator]()
  const decoder = new TextDecoder()
  const head: Uint8Array[] = []
  let text = ''
  let size = 0
  // Enough to tell a document from lines, in whatever pieces it comes; blanks without end are not kept.
  while (text.length < HEAD && size < MOST_LINE) {
    const next = await pieces.next()
    if (next.done === true) break
    head.push(next.value)
    size += next.value.length
    text = (text + decoder.decode(next.value, { stream: true })).trimStart().slice(0, HEAD)
  }
  const whole = async function* (): AsyncGenerator<Uint8Array> {
    yield* head
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) yield next.value
  }
  if (isPlan(text)) return await readPlan(whole())
  const reader = createTofuReader()
  for await (const piece of whole()) reader.push(piece)
  return await reader.end()
}

/** What a command prints, as it prints it. */
export function createTofuReader(): TofuReader {
  const decoder = new TextDecoder()
  const run = newRun()
  let open = ''
  let isLong = false
  let document: Uint8Array[] | undefined
  let size = 0

  const endLine = () => {
    if (isLong) run.unread++
    else if (open.trim() !== '') readLine(run, open)
    open = ''
    isLong = false
  }
  const lines = (text: string) => {
    const parts = text.split('\n')
    for (const [index, part] of parts.entries()) {
      if (open.length + part.length > MOST_LINE) isLong = true
      open = isLong ? '' : open + part
      if (index < parts.length - 1) endLine()
    }
  }
  return {
    push(bytes) {
      if (size === 0 && isPlan(new TextDecoder().decode(bytes.subarray(0, HEAD)))) document = []
      size += bytes.length
      if (document === undefined) lines(decoder.decode(bytes, { stream: true }))
      else if (size <= MOST_DOCUMENT) document.push(bytes.slice())
    },
    async end() {
      if (document !== undefined && size > MOST_DOCUMENT)
        throw refusal(`a plan of more than ${MOST_DOCUMENT / 1024 / 1024} MiB; write it to a file`)
      if (document !== undefined) return await readPlan(each(document))
      lines(decoder.decode())
      endLine()
      return finished(run)
    },
  }
}

async function* each(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces
}

interface Running {
  name: TofuRun['tool']['name'] | undefined
  version: string | undefined
  planned: Changes | undefined
  applied: Changes | undefined
  /** `apply` or `destroy` has begun to change something. */
  isApplying: boolean
  /** Something could not be changed; mostly a diagnostic says what. */
  isErrored: boolean
  /** Changed for certain, should the run break off. */
  done: Changes
  drift: number
  errors: number
  warnings: number
  firstError: string | undefined
  understood: number
  unread: number
}

function newRun(): Running {
  return {
    name: undefined,
    version: undefined,
    planned: undefined,
    applied: undefined,
    isApplying: false,
    isErrored: false,
    done: noChanges(),
    drift: 0,
    errors: 0,
    warnings: 0,
    firstError: undefined,
    understood: 0,
    unread: 0,
  }
}

function readLine(run: Running, text: string): void {
  const said = objectIn(text)
  const type = said?.type
  if (said === undefined || typeof type !== 'string') {
    run.unread++
    return
  }
  run.understood++
  if (type === 'version') {
    run.name = typeof said.tofu === 'string' ? 'OpenTofu' : 'Terraform'
    run.version = textOf(said.tofu) ?? textOf(said.terraform)
  } else if (type === 'resource_drift') run.drift++
  else if (type === 'change_summary') readSummary(run, said.changes)
  else if (type === 'diagnostic') readDiagnostic(run, said.diagnostic)
  else if (type === 'apply_start') run.isApplying = true
  else if (type === 'apply_errored') run.isApplying = run.isErrored = true
  else if (type === 'apply_complete') {
    run.isApplying = true
    countAction(run.done, isObject(said.hook) ? said.hook.action : undefined)
  }
}

function readSummary(run: Running, value: unknown): void {
  if (!isObject(value)) return
  const { add, change, remove } = value
  // What is not told is not nothing: only imports are newer than the others.
  if (!isCount(add) || !isCount(change) || !isCount(remove)) return
  const changes = { add, change, remove, import: isCount(value.import) ? value.import : 0 }
  // Of two runs in one stream, the second does not hide what the first would destroy.
  if (value.operation === 'plan') run.planned = together(run.planned, changes)
  else if (value.operation === 'apply' || value.operation === 'destroy')
    run.applied = together(run.applied, changes)
}

function together(before: Changes | undefined, changes: Changes): Changes {
  if (before === undefined) return changes
  return {
    add: before.add + changes.add,
    change: before.change + changes.change,
    remove: before.remove + changes.remove,
    import: before.import + changes.import,
  }
}

function readDiagnostic(run: Running, value: unknown): void {
  if (!isObject(value)) return
  if (value.severity === 'warning') run.warnings++
  if (value.severity !== 'error') return
  run.errors++
  // The summary is the tool's own sentence; the detail may quote values.
  run.firstError ??= textOf(value.summary)
}

function finished(run: Running): TofuRun {
  if (run.understood === 0)
    throw refusal(
      'nothing in it is a line of a run; give what `tofu plan -json`, `apply -json` or `show -json` prints',
    )
  const isApplied = run.isApplying || run.applied !== undefined
  const planned = plannedOf(run, isApplied)
  return {
    tool: {
      name: run.name ?? 'OpenTofu or Terraform',
      ...(run.version === undefined ? {} : { version: run.version }),
    },
    ...(planned === undefined ? {} : { planned }),
    ...(isApplied ? { applied: appliedOf(run) } : {}),
    drift: run.drift,
    errors: run.errors,
    warnings: run.warnings,
    unread: run.unread,
  }
}

/** Undefined for the apply of a plan that was made before: it tells nothing of planning. */
function plannedOf(run: Running, isApplied: boolean): TofuStep | undefined {
  const { planned: changes } = run
  if (changes !== undefined) {
    // Once something is applied, what goes wrong goes wrong in applying.
    if (run.errors > 0 && !isApplied) return { outcome: 'failure', changes, reason: wentWrong(run) }
    return { outcome: 'success', changes, reason: planSays(changes) }
  }
  if (isApplied) return undefined
  if (run.errors > 0) return { outcome: 'failure', changes: noChanges(), reason: wentWrong(run) }
  return { outcome: 'error', changes: noChanges(), reason: 'it ends before it says what it would change' }
}

function appliedOf(run: Running): TofuStep {
  const changes = run.applied ?? run.done
  if (run.errors > 0 || run.isErrored) return { outcome: 'failure', changes, reason: wentWrong(run) }
  if (run.applied === undefined)
    return { outcome: 'error', changes, reason: 'it ends before it says what it changed' }
  return { outcome: 'success', changes, reason: said(changes, ['added', 'changed', 'destroyed', 'imported']) }
}

function wentWrong({ errors, firstError }: Running): string {
  return `${firstError ?? 'an error'}${errors > 1 ? ` (and ${errors - 1} more)` : ''}`
}

function objectIn(text: string): Record<string, unknown> | undefined {
  if (!text.trimStart().startsWith('{')) return undefined
  try {
    const value: unknown = parseJson(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** At most 2^32 of a summary, so that no sum of them is no count any more. */
function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 2 ** 32
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? clipped(value, MOST_TEXT) : undefined
}
