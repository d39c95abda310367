/** What was read, in words that the page and the log share. Plain text, unescaped: the exits escape. */
import type { ArtifactRef } from '../cdevents/event.ts'
import { percentOf } from '../sources/reports/coverage-events.ts'
import type { Part } from '../sources/reports/coverage.ts'
import type { Outcome } from '../sources/outcome.ts'
import { outcomeOfAll, problemFiles, type Collected, type ScanSaid, type SuiteSaid } from './collected.ts'

/** An outcome in a word, and the sign that stands beside it (never instead of it). */
export const OUTCOME_WORDS: Readonly<Record<Outcome, { sign: string; word: string }>> = {
  success: { sign: '✅', word: 'success' },
  failure: { sign: '⛔', word: 'failure' },
  cancel: { sign: '➖', word: 'cancelled' },
  error: { sign: '❗', word: 'error' },
}

/** One row of what was read. `outcome` is absent where a document has none. */
export interface Row {
  what: string
  outcome?: Outcome
  says: string
}

/** `Evidence: 40 tests, 2 failed`: what a person wants to know first. */
export function headline(collected: Collected): string {
  const { counts, scans } = collected
  const parts = [
    ...(counts === undefined ? [] : [testsInShort(counts.total, counts.failed + counts.errored)]),
    ...(scans.length === 0
      ? []
      : [
          many(
            scans.reduce((sum, { total }) => sum + total, 0),
            'finding',
          ),
        ]),
    ...(problemFiles(collected).length === 0
      ? []
      : [`${many(problemFiles(collected).length, 'file')} not readable`]),
  ]
  const outcome = outcomeOfAll(collected)
  const read = collected.files.length - problemFiles(collected).length
  const said = parts.length === 0 ? many(read, 'file') : parts.join(', ')
  return outcome === undefined ? said : `${said}: ${OUTCOME_WORDS[outcome].word}`
}

function testsInShort(total: number, failed: number): string {
  if (total === 0) return 'no tests'
  return failed === 0 ? many(total, 'test') : `${many(total, 'test')}, ${failed} failed`
}

/** Failing ones first, so that no cut hides them. */
export function rowsOf(collected: Collected): Row[] {
  const rows = [
    ...collected.suites.map((suite): Row => ({
      what: `tests ${suite.name}`,
      outcome: suite.outcome,
      says: suiteInWords(suite),
    })),
    ...collected.scans.map((scan): Row => ({
      what: `scan ${scan.tool}`,
      outcome: scan.outcome,
      says: scanInWords(scan),
    })),
    ...(collected.statements === 0
      ? []
      : [
          {
            what: 'signed statements',
            says: `${many(collected.statements, 'statement')} sent along, not verified here`,
          },
        ]),
    ...collected.sboms.map(({ format, version, components, path }): Row => ({
      what: `SBOM ${path}`,
      says: `${many(components, 'component')} (${format} ${version})`,
    })),
    ...(collected.coverage === undefined
      ? []
      : [
          {
            what: 'coverage',
            says: coverageInWords(collected.coverage),
          },
        ]),
  ]
  const isBad = ({ outcome }: Row) => (outcome === undefined || outcome === 'success' ? 1 : 0)
  return rows.sort((a, b) => isBad(a) - isBad(b))
}

function coverageInWords({ covered, total }: Part): string {
  return total === 0 ? 'no line was measured' : `${percentOf(covered, total)} % of ${many(total, 'line')}`
}

/** The numbers of a scan that went wrong say nothing: why it did stands first. */
function scanInWords({ outcome, reason, counts, total, suppressed = 0 }: ScanSaid): string {
  const aside = suppressed === 0 ? '' : `, ${suppressed} suppressed`
  const found = `${total === 0 ? 'no findings' : `${many(total, 'finding')}: ${severities(counts)}`}${aside}`
  if (outcome !== 'error' || reason === undefined) return found
  return total === 0 ? reason : `${reason}; ${found}`
}

function suiteInWords({ outcome, tests, reason }: SuiteSaid): string {
  if (tests === undefined) return reason ?? ''
  const { total = 0, milliseconds } = tests
  const parts = (['passed', 'failed', 'errored', 'skipped', 'flaky'] as const)
    .filter((word) => (tests[word] ?? 0) > 0)
    .map((word) => `${tests[word]} ${word}`)
  const time = milliseconds === undefined || milliseconds === 0 ? '' : ` in ${seconds(milliseconds)}`
  const said = total === 0 ? 'no test was run' : `${many(total, 'test')}: ${parts.join(', ')}${time}`
  // What went wrong beside the cases is only in the reason, behind its numbers.
  const [, ...why] = (reason ?? '').split('; ')
  if (outcome !== 'error') return said
  if (total > 0 && tests.skipped === total) why.unshift('so nothing was tested')
  return [said, ...why].join('; ')
}

function severities(counts: Readonly<Record<string, number>>): string {
  return ['critical', 'high', 'medium', 'low', 'info', 'unknown']
    .filter((word) => (counts[word] ?? 0) > 0)
    .map((word) => `${counts[word]} ${word === 'unknown' ? 'of unknown severity' : word}`)
    .join(', ')
}

/** What a gate will count it for. */
export function boundInWords(artifacts: readonly ArtifactRef[]): string {
  if (artifacts.length === 0)
    return 'It is bound to no artifact, so no gate will count it for one: say which with the input artifact.'
  const named = artifacts.slice(0, 3).map(({ purl, digest }) => purl ?? digest)
  const more = artifacts.length > 3 ? ` and ${artifacts.length - 3} more` : ''
  return `Evidence for ${named.join(', ')}${more}.`
}

function seconds(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 120_000) return `${(milliseconds / 1000).toFixed(1)} s`
  return `${Math.round(milliseconds / 60_000)} min`
}

export function many(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
