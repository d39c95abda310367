/** in-toto vulns v0.1 and v0.2: what a scanner found, counted by severity. What has none is an error. */
import { isObject } from '../../../cdevents/object.ts'
import { severityOf, vulnerabilityIn } from '../../../sources/reports/statements-vulns.ts'
import type { Judged, Predicate } from './predicate.ts'
import {
  at,
  failed,
  isOneOf,
  lacking,
  notWithin,
  patterns,
  sayPatterns,
  sayWithin,
  textAt,
  timeAt,
  untilOf,
} from './predicate.ts'
import { duration } from '../../fields.ts'

const SEVERITIES = ['critical', 'high', 'medium', 'low', 'unknown'] as const
type Severity = (typeof SEVERITIES)[number]

interface Conditions {
  atMost: Readonly<Partial<Record<Severity, number>>>
  scanners: readonly string[]
  databaseAge?: number
  scannedWithin?: number
}

export const vulns: Predicate<Conditions> = {
  types: [
    'https://in-toto.io/attestation/vulns',
    'https://in-toto.io/attestation/vulns/v0.1',
    'https://in-toto.io/attestation/vulns/v0.2',
  ],
  family: 'https://in-toto.io/attestation/vulns',
  fields: {
    atMost: {
      is: 'record',
      required: ['critical'],
      fields: Object.fromEntries(
        SEVERITIES.map((severity) => [severity, { is: 'integer', min: 0, max: 1_000_000 }]),
      ),
      about:
        'How many of each severity are accepted. One that is not named is not limited; unknown: those without a severity that can be read, default 0.',
    },
    scanners: patterns('Whose scans are meant: scanner.uri.'),
    databaseAge: {
      ...duration,
      about: 'How old the database of vulnerabilities may be (scanner.db.lastUpdate), e.g. 3d.',
    },
    scannedWithin: { ...duration, about: 'How long ago the scan may have ended, e.g. 7d.' },
  },
  required: ['atMost'],
  read(raw, reader) {
    const atMost = raw['atMost'] as Conditions['atMost']
    // Three of the high ones at most, and any number of critical ones, is nobody's meaning.
    const named = SEVERITIES.slice(0, 4).map((severity) => atMost[severity] !== undefined)
    SEVERITIES.slice(1, 4).forEach((severity, index) => {
      if (named[index + 1] && named.slice(0, index + 1).includes(false))
        reader.problem(`limits ${severity} and not what is worse`, 'atMost', severity)
    })
    const databaseAge = reader.duration(raw, 'databaseAge')
    const scannedWithin = reader.duration(raw, 'scannedWithin')
    return {
      atMost: { unknown: 0, ...atMost },
      scanners: (raw['scanners'] ?? []) as string[],
      ...(databaseAge === undefined ? {} : { databaseAge }),
      ...(scannedWithin === undefined ? {} : { scannedWithin }),
    }
  },
  says: ({ atMost, scanners, databaseAge, scannedWithin }) =>
    [
      `vulnerabilities: ${sayCounts(atMost)} at most`,
      scanners.length === 0 ? '' : `, by ${sayPatterns(scanners)}`,
      sayWithin('scanned', scannedWithin),
      sayWithin('its database updated', databaseAge),
    ].join(''),
  thing(predicate, { scanners }) {
    const scanner = textAt(predicate, 'scanner', 'uri')
    if (scanner === undefined) return ''
    if (scanners.length > 0 && !isOneOf(scanner, scanners)) return undefined
    // Whatever version of it scanned last.
    return scanner.replace(/@[^/]*$/u, '')
  },
  judge({ predicate }, { atMost, databaseAge, scannedWithin }, now) {
    const what = 'scan'
    if (textAt(predicate, 'scanner', 'uri') === undefined) return lacking('scanner.uri', what)
    const finished = timeAt(predicate, 'metadata', 'scanFinishedOn')
    if (finished === undefined) return lacking('metadata.scanFinishedOn', what)
    const updated = timeAt(predicate, 'scanner', 'db', 'lastUpdate')
    const late =
      notWithin(finished, scannedWithin, { what: 'end of the scan', predicate: what, now }) ??
      notWithin(updated, databaseAge, { what: 'scanner.db.lastUpdate', predicate: what, now })
    if (late !== undefined) return late
    const counts = countsIn(at(predicate, 'scanner', 'result'))
    if (counts === undefined) return lacking('scanner.result', what)
    const over = SEVERITIES.filter((severity) => counts[severity] > (atMost[severity] ?? Infinity))
    if (over.includes('unknown')) return unknownSeverity(counts.unknown)
    if (over.length > 0)
      return failed(
        over.map((severity) => `${counts[severity]} ${severity}`).join(', '),
        `Mend what is vulnerable; accepted are ${sayCounts(atMost)} at most.`,
      )
    return {
      result: 'pass',
      says: sayCounts(counts, true),
      ...untilOf([finished, scannedWithin], [updated, databaseAge]),
    }
  },
  statedAt: (predicate) => timeAt(predicate, 'metadata', 'scanFinishedOn'),
}

function unknownSeverity(count: number): Judged {
  return {
    result: 'error',
    reason: 'unknown-severity',
    found: `${count} vulnerabilities without a severity that can be read`,
    remediation: 'Have the scanner write one of critical, high, medium, low, or limit unknown in the policy.',
  }
}

/** Undefined when it is no list of vulnerabilities. What is nothing to mend (`none`, `info`) is not counted. */
function countsIn(result: unknown): Record<Severity, number> | undefined {
  if (!Array.isArray(result)) return undefined
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0, unknown: 0 }
  for (const each of result as unknown[]) {
    const one = vulnerabilityIn(each)
    if (!isObject(one) || textAt(one, 'id') === undefined) return undefined
    counts[severityOf(each)]++
  }
  return counts
}

function sayCounts(counts: Conditions['atMost'], all = false): string {
  const said = SEVERITIES.filter(
    (severity) => counts[severity] !== undefined && (severity !== 'unknown' || counts.unknown! > 0),
  ).map((severity) => `${counts[severity]} ${severity}`)
  return all && said.length === 0 ? 'none' : said.join(', ')
}
