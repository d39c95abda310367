/** Test points of TAP with their subtests → cases and suites. Pure. */
import { TurnpikeError } from '../../errors.ts'
import type { SuiteClaim, TestCase, TestCounts, TestPiece } from './report.ts'
import type { TapDiagnostic } from './tap-diagnostic.ts'
import type { TapLine, TapPoint } from './tap-line.ts'
import { countCase, noTests } from './test-counts.ts'
import { bounded, MAX_NAME, MAX_REASON, MAX_SUITE_NAME, MAX_SUITES } from './test-text.ts'

const MAX_DEPTH = 100
const MAX_NOTES = 20

/** The points of one indentation, between two points of the one outside of it. */
interface Level {
  indent: number
  name: string
  planned?: number
  /** Why the plan is for none. */
  reason?: string
  points: number
  counts: TestCounts
  /** Something in it, or in a level in it, went wrong. */
  wrong: boolean
  bailed?: string
  /** What `# Subtest:` said of the point to come. */
  next?: string
  /** The point whose subtests these are, where it came before them (`ok 1 - name {`). */
  own?: Waiting
}

/** A point that a YAML block may follow, or subtests in braces. `inner` is the level of its subtests. */
interface Waiting {
  point: TapPoint
  level: Level
  suites: string[]
  inner?: Level
  diagnostic?: TapDiagnostic
}

export interface TapLevels {
  take(line: TapLine & { is: 'plan' | 'point' | 'subtest' | 'block' }, indent: number, number: number): void
  /** Whether a YAML block at this indentation belongs to the point before it. */
  awaitsDiagnostic(indent: number): boolean
  diagnosed(diagnostic: TapDiagnostic): void
  bailed(reason: string): void
  end(): void
}

export function createTapLevels(found: TestPiece[]): TapLevels {
  const levels: Level[] = [levelOf(0, '')]
  /** The last point. */
  let waiting: Waiting | undefined
  /** The point before it, whose braces the next level stands in. */
  let own: Waiting | undefined
  let notes = 0

  function note(text: string): void {
    if (++notes <= MAX_NOTES) found.push({ is: 'note', note: bounded(text, MAX_REASON) })
  }

  function suitesTo(level: Level): string[] {
    return levels
      .slice(1, levels.indexOf(level) + 1)
      .map(({ name }) => name)
      .slice(0, MAX_SUITES)
  }

  /** The level of an indentation; a deeper one than the innermost is new. */
  function levelAt(indent: number, number: number): Level {
    for (;;) {
      const inner = levels.at(-1) as Level
      if (indent === inner.indent || (levels.length === 1 && indent < inner.indent + 2)) return inner
      if (indent < inner.indent) {
        // Subtests whose own point never came.
        closed(inner)
        continue
      }
      if (levels.length > MAX_DEPTH)
        throw new TurnpikeError(
          'INVALID_REPORT',
          `line ${number}: subtests stand more than ${MAX_DEPTH} deep in each other`,
          {
            problems: [{ path: '', message: 'too deep', line: number }],
          },
        )
      const name = own?.point.description ?? inner.next ?? `subtest ${inner.points + 1}`
      const level = levelOf(indent, bounded(name, MAX_SUITE_NAME))
      if (own !== undefined) level.own = own
      own = undefined
      delete inner.next
      levels.push(level)
      return level
    }
  }

  /** Takes the innermost level away and tells of it. */
  function closed(level: Level): void {
    const suites = suitesTo(level)
    levels.pop()
    const reason = wrongIn(level)
    if (reason !== undefined) level.wrong = true
    const outer = levels.at(-1)
    if (outer !== undefined) outer.wrong ||= level.wrong
    const suite: SuiteClaim = {
      suites,
      claimed: level.planned === undefined ? {} : { total: level.planned },
      counted: level.counts,
      ...(reason === undefined ? {} : { reason: bounded(reason, MAX_REASON) }),
    }
    found.push({ is: 'suite', suite })
    if (level.own === undefined) return
    waiting = { ...level.own, inner: level }
    settle()
  }

  function settle(): void {
    if (waiting === undefined) return
    const { point, level, suites, diagnostic = {}, inner } = waiting
    waiting = undefined
    const isSuite = inner !== undefined && inner.points > 0
    // A suite without tests, of node:test.
    if (!isSuite && diagnostic.type === 'suite' && point.ok && point.directive === undefined) return
    if (isSuite && (point.ok || point.directive !== undefined || inner.wrong)) return
    const result = resultOf(point, inner)
    countCase(level.counts, result)
    level.wrong ||= result.result === 'failed'
    found.push({ is: 'case', case: withPlace(result, suites, diagnostic) })
  }

  function resultOf(point: TapPoint, inner: Level | undefined): TestCase {
    const { ok, directive, reason, milliseconds, description } = point
    const given = description === '' ? (inner?.name ?? `test ${point.number ?? ''}`.trim()) : description
    const name = bounded(given, MAX_NAME)
    const common = { suites: [], name, ...(milliseconds === undefined ? {} : { milliseconds }) }
    if (directive === 'todo' && ok)
      note(`${JSON.stringify(bounded(name, 200))} passed, but is marked as TODO: it counts as skipped`)
    const why = reason ?? (directive === 'todo' ? 'TODO' : undefined)
    if (directive !== undefined)
      return {
        ...common,
        result: 'skipped',
        ...(why === undefined ? {} : { reason: bounded(why, MAX_REASON) }),
      }
    if (ok && inner !== undefined)
      return {
        ...common,
        result: 'skipped',
        reason: bounded(inner.reason ?? 'there was no test in it', MAX_REASON),
      }
    return { ...common, result: ok ? 'passed' : 'failed' }
  }

  return {
    take(line, indent, number) {
      if (line.is === 'block') return braced(line.opens, indent)
      if (waiting?.point.block === true && indent > waiting.level.indent + 1) {
        own = waiting
        waiting = undefined
      } else settle()
      if (line.is === 'subtest') {
        const inner = levels.at(-1) as Level
        const level = indent > inner.indent && inner.next === undefined ? undefined : levelAt(indent, number)
        // Before TAP 14 the comment stood inside of what it names.
        if (level === undefined) {
          inner.next = line.name
          levelAt(indent, number)
        } else level.next = line.name
        return
      }
      if (line.is === 'plan') return planned(levelAt(indent, number), line, number)
      const inner = innerOf(indent)
      const level = levelAt(indent, number)
      delete level.next
      level.points++
      if (line.number !== undefined && line.number !== level.points)
        note(`line ${number}: test ${line.number} comes as number ${level.points}`)
      waiting = { point: line, level, suites: suitesTo(level), ...(inner === undefined ? {} : { inner }) }
    },
    awaitsDiagnostic: (indent) =>
      waiting !== undefined && waiting.diagnostic === undefined && indent > waiting.level.indent,
    diagnosed(diagnostic) {
      if (waiting !== undefined) waiting.diagnostic = diagnostic
    },
    bailed(reason) {
      settle()
      // Said once, of the whole; that plans are not kept to is no news then.
      for (const level of levels) level.planned = level.points
      levels.slice(0, 1).forEach((level) => (level.bailed = reason))
    },
    end() {
      settle()
      while (levels.length > 0) closed(levels.at(-1) as Level)
    },
  }

  /** The level that ends with a point of this indentation: its subtests. */
  function innerOf(indent: number): Level | undefined {
    while (levels.length > 2 && (levels.at(-2) as Level).indent > indent) closed(levels.at(-1) as Level)
    const inner = levels.at(-1) as Level
    if (levels.length < 2 || inner.indent <= indent) return undefined
    closed(inner)
    return inner.own === undefined ? inner : undefined
  }

  function braced(opens: boolean, indent: number): void {
    if (opens && waiting?.level.indent === indent) waiting.point = { ...waiting.point, block: true }
    const inner = levels.find((level) => level.own?.level.indent === indent)
    if (opens || inner === undefined) return
    settle()
    while (levels.includes(inner)) closed(levels.at(-1) as Level)
  }

  function planned(
    level: Level,
    { total, reason }: { total: number; reason?: string },
    number: number,
  ): void {
    if (level.planned === undefined) level.planned = total
    else note(`line ${number}: a second plan; the first one counts`)
    if (reason !== undefined) level.reason = reason
    if (total === 0) note(`line ${number}: nothing was planned${reason === undefined ? '' : `: ${reason}`}`)
  }
}

function wrongIn({ bailed, planned, points }: Level): string | undefined {
  if (bailed !== undefined) return `Bail out!${bailed === '' ? '' : ` ${bailed}`}`
  if (planned === undefined) return `there is no plan; was the file cut off after ${points} tests?`
  if (planned !== points) return `${planned} tests were planned, ${points} are there`
  return undefined
}

function withPlace(
  test: TestCase,
  suites: string[],
  { reason, milliseconds, file }: TapDiagnostic,
): TestCase {
  const why = test.reason ?? (test.result === 'passed' ? undefined : reason)
  return {
    ...test,
    suites,
    ...(why === undefined ? {} : { reason: bounded(why, MAX_REASON) }),
    ...(milliseconds === undefined ? {} : { milliseconds }),
    ...(file === undefined ? {} : { file: bounded(file, MAX_NAME) }),
  }
}

function levelOf(indent: number, name: string): Level {
  return { indent, name: name === '' ? '(no name)' : name, points: 0, counts: noTests(), wrong: false }
}
