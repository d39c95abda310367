/**
 * JUnit XML → test cases. There is no standard: every tool writes a dialect (docs/evidence.md lists them). Read is
 * what all of them agree on, and what only some say where it changes a result. Cases are counted, never believed:
 * the numbers that a suite claims are only compared. Pure; memory is bounded whatever the size of the file.
 */
import { TurnpikeError } from '../../errors.ts'
import { createJUnitCase, FAULTS } from './junit-case.ts'
import type { OpenCase } from './junit-case.ts'
import { createJUnitSuites } from './junit-suites.ts'
import type { Bytes, TestPiece } from './report.ts'
import { bounded, MAX_REASON } from './test-text.ts'
import { readXml } from './xml.ts'
import type { XmlPiece } from './xml.ts'

const ROOTS = ['testsuites', 'testsuite']

/** @throws TurnpikeError INVALID_REPORT with line and column: no JUnit, hostile or broken XML */
export async function* readJUnit(bytes: Bytes): AsyncGenerator<readonly TestPiece[]> {
  const report = createJUnit()
  for await (const pieces of readXml(bytes)) {
    for (const piece of pieces) report.take(piece)
    const found = report.found.splice(0)
    if (found.length > 0) yield found
  }
}

function createJUnit(): { take(piece: XmlPiece): void; found: TestPiece[] } {
  const found: TestPiece[] = []
  const suites = createJUnitSuites(found)
  /** Cases that are open, innermost last. A case in a case is unheard of, and must not hide what it says. */
  const cases: OpenCase[] = []
  const open: string[] = []
  /** A fault outside of any case, while it is open: what it says. */
  let fault: string | undefined

  function opened(piece: XmlPiece & { is: 'open' }): void {
    const { name, attributes, line } = piece
    if (open.length === 0 && !ROOTS.includes(name))
      throw new TurnpikeError(
        'INVALID_REPORT',
        `line ${line}: the root element is <${bounded(name, 80)}>; JUnit begins with <testsuites> or <testsuite>`,
        { problems: [{ path: '', message: 'not JUnit', line }] },
      )
    open.push(name)
    if (ROOTS.includes(name)) return suites.opened(name, attributes)
    if (name === 'testcase') return void cases.push(createJUnitCase(attributes, suites.place()))
    const inner = cases.at(-1)
    if (inner !== undefined) return inner.opened(name, attributes)
    if (FAULTS.has(name)) fault = attributes.message ?? ''
    if (name === 'skipped') suites.skipped(attributes.message)
  }

  function closed(name: string): void {
    open.pop()
    if (ROOTS.includes(name)) return suites.closed()
    const inner = cases.at(-1)
    if (name === 'testcase' && inner !== undefined) {
      cases.pop()
      const { faults, result } = inner.finished()
      suites.counted(result, faults)
      found.push({ is: 'case', case: result })
      return
    }
    if (inner !== undefined) return inner.closed(name)
    if (fault === undefined || !FAULTS.has(name)) return
    suites.failed(name, fault)
    fault = undefined
  }

  return {
    found,
    take(piece) {
      if (piece.is === 'open') opened(piece)
      else if (piece.is === 'close') closed(piece.name)
      else if (cases.length > 0) cases.at(-1)?.text(piece.text)
      else if (fault !== undefined) fault += piece.text.slice(0, Math.max(0, 4 * MAX_REASON - fault.length))
    },
  }
}
