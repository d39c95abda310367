/** JUnit and TAP files → one run of tests, whose cases are told while the files are read. */
import type { Description } from '../sources/description.ts'
import type { TestCase, TestPiece, TestReader } from '../sources/reports/report.ts'
import { createTestRun } from '../sources/reports/test-events.ts'
import type { Outcome } from '../sources/outcome.ts'
import type { Paths, Reading } from './collect.ts'
import { note, type Failure, type SuiteSaid } from './collected.ts'

type TestRun = ReturnType<typeof createTestRun>
type TestKind = 'junit' | 'tap'

/** Cases that wait for the start of their run, which is known when all was read. With more, they go ahead of it. */
const HELD = 1000
/** Cases that are made into events together from then on, while their file is read. */
const PIECE = 100
/** Failures that are shown; events tell all of them. */
const MAX_FAILURES = 20
/** Suites that are shown. */
const MAX_SUITES = 1000

/** Files of one call are one run: that a part of it is missing is part of how it ended. */
export async function collectTests(paths: Paths, reading: Reading): Promise<void> {
  const { asked, context, into } = reading
  const run = createTestRun(context, {
    suite: { id: asked.suite ?? (context.facts.job.name || 'tests') },
    cases: asked.cases,
    groupBy: asked.groupBy,
  })
  const cases = createCases(reading)
  for (const kind of ['junit', 'tap'] as const) {
    for (const path of paths[kind]) await readOne(kind, path, run, cases, reading)
  }
  const ends = run.finish()
  into.counts = { ...run.counts() }
  for (const sentence of run.notes()) note(into, sentence)
  for (const end of ends) noteSuite(end, reading)
  const isStart = ({ type }: Description) => type === 'testsuiterun.started'
  await reading.say([...ends.filter(isStart), ...cases.waiting(), ...ends.filter((end) => !isStart(end))])
}

interface Cases {
  /** Says them, or keeps them for the end. */
  add(descriptions: readonly Description[]): Promise<void>
  /** What was not said. */
  waiting(): readonly Description[]
}

function createCases(reading: Reading): Cases {
  let waiting: Description[] = []
  let most = HELD
  return {
    async add(descriptions) {
      waiting.push(...descriptions)
      if (waiting.length < most) return
      const piece = waiting
      waiting = []
      most = PIECE
      await reading.say(piece)
    },
    waiting: () => waiting,
  }
}

async function readOne(
  kind: TestKind,
  path: string,
  run: TestRun,
  cases: Cases,
  reading: Reading,
): Promise<void> {
  try {
    const opened = await reading.deps.openFile(path)
    for await (const pieces of (await readerOf(kind))(opened.bytes)) {
      const said: Description[] = []
      for (const piece of pieces) {
        notePiece(piece, reading)
        said.push(...run.add(piece, path))
      }
      if (said.length > 0) await cases.add(said)
    }
    await reading.done(kind, reading.fileOf(path, opened))
  } catch (error) {
    // What was read before the mistake is true all the same.
    run.unreadable(path, reading.unreadable(kind, path, error).message)
  }
}

async function readerOf(kind: TestKind): Promise<TestReader> {
  if (kind === 'junit') return (await import('../sources/reports/junit.ts')).readJUnit
  return (await import('../sources/reports/tap.ts')).readTap
}

function notePiece(piece: TestPiece, { into }: Reading): void {
  if (piece.is === 'case' && into.failures.length < MAX_FAILURES) {
    const failure = failureOf(piece.case)
    if (failure !== undefined) into.failures.push(failure)
  }
}

function failureOf({ result, name, className, suites, reason, file }: TestCase): Failure | undefined {
  if (result !== 'failed' && result !== 'errored') return undefined
  const inside = className ?? suites.at(-1)
  const line = lineIn(reason, file)
  return {
    name: inside === undefined || inside === '' || name.startsWith(inside) ? name : `${inside} › ${name}`,
    result,
    ...(reason === undefined ? {} : { reason }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
  }
}

/** Where in the test's own file, as stack traces write it: `src/shop.test.ts:12:5`, `shop.py", line 12`. */
function lineIn(reason: string | undefined, file: string | undefined): number | undefined {
  if (reason === undefined || file === undefined) return undefined
  const name = file.split(/[\\/]/).at(-1) ?? ''
  for (let at = reason.indexOf(name); name !== '' && at !== -1; at = reason.indexOf(name, at + 1)) {
    const match = /^(?::|", line )(\d{1,6})/.exec(reason.slice(at + name.length, at + name.length + 16))
    if (match !== null) return Number(match[1])
  }
  return undefined
}

/** How a suite ended, as its event says it. */
function noteSuite({ type, content = {}, customData = {} }: Description, { into }: Reading): void {
  if (!type.includes('testsuiterun.finished') || into.suites.length >= MAX_SUITES) return
  const { testSuite, outcome, reason } = content as {
    testSuite?: { id?: string; name?: string }
    outcome?: Outcome
    reason?: string
  }
  const { tests } = (customData.turnpike ?? {}) as { tests?: SuiteSaid['tests'] }
  into.suites.push({
    name: testSuite?.name ?? testSuite?.id ?? 'tests',
    outcome: outcome ?? 'error',
    ...(reason === undefined ? {} : { reason }),
    ...(tests === undefined ? {} : { tests }),
  })
}
