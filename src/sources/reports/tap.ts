/**
 * TAP 13 and 14 → test cases. A test point with subtests is a suite; what counts are the points in it. Where it says
 * `not ok` and nothing in it went wrong, it is a case of its own, that failed. Pure; memory is bounded.
 *
 * | in the file                              | is                                     |
 * | ---------------------------------------- | -------------------------------------- |
 * | `ok`                                     | passed                                 |
 * | `not ok`                                 | failed                                 |
 * | `# SKIP`, `# TODO`, whatever stands before | skipped                              |
 * | no plan, another number of tests than planned, `Bail out!` | an error of the suite |
 */
import { TurnpikeError } from '../../errors.ts'
import { createDiagnostic } from './tap-diagnostic.ts'
import type { OpenDiagnostic } from './tap-diagnostic.ts'
import { tapLine } from './tap-line.ts'
import { createTapLevels } from './tap-levels.ts'
import type { Bytes, TestPiece } from './report.ts'
import { readLines } from './text-lines.ts'

/** Characters of a line that are kept: enough for a name and a reason. */
const MAX_LINE = 16 * 1024

/** @throws TurnpikeError INVALID_REPORT when there is no line of TAP in it, or subtests are over 100 deep */
export async function* readTap(bytes: Bytes): AsyncGenerator<readonly TestPiece[]> {
  const report = createTap()
  for await (const lines of readLines(bytes, MAX_LINE)) {
    try {
      for (const { text, number } of lines) report.take(text, number)
    } catch (error) {
      // What stands before it was read, and may say that a test failed.
      if (report.found.length > 0) yield report.found
      throw error
    }
    const found = report.found.splice(0)
    if (found.length > 0) yield found
  }
  report.end()
  if (report.found.length > 0) yield report.found
}

function createTap(): { take(text: string, number: number): void; end(): void; found: TestPiece[] } {
  const found: TestPiece[] = []
  const levels = createTapLevels(found)
  let diagnostic: OpenDiagnostic | undefined
  let isTap = false
  let bailed = false

  function take(text: string, number: number): void {
    if (bailed) return
    const indent = text.length - text.trimStart().length
    const inner = text.trim()
    if (diagnostic !== undefined) {
      const state = diagnostic.take(indent, inner)
      if (state === 'inside') return
      levels.diagnosed(diagnostic.finished())
      diagnostic = undefined
      if (state === 'end') return
      found.push({ is: 'note', note: `line ${number}: the YAML block before it has no end` })
    }
    const line = tapLine(inner)
    if (line.is === 'other' || inner === '') return
    if (line.is === 'yaml') {
      if (levels.awaitsDiagnostic(indent)) diagnostic = createDiagnostic(indent)
      return
    }
    isTap ||= line.is !== 'subtest' && line.is !== 'block'
    if (line.is === 'bail') {
      bailed = true
      levels.bailed(line.reason)
    } else if (line.is !== 'version') levels.take(line, indent, number)
  }

  return {
    found,
    take,
    end() {
      if (diagnostic !== undefined) levels.diagnosed(diagnostic.finished())
      if (!isTap) {
        const message = 'there is no line of TAP in it: no plan (1..4), no "ok", no "not ok"'
        throw new TurnpikeError('INVALID_REPORT', message, { problems: [{ path: '', message }] })
      }
      levels.end()
    },
  }
}
