/**
 * lcov tracefiles, as geninfo, node:test, Istanbul (Jest, Vitest, nyc, c8), coverage.py and grcov write them. Pure.
 *
 * Source: geninfo(1), "Tracefile format", lcov 1.x and 2.x. Read are SF, DA, BRDA, FN, FNDA, FNL, FNA; sums that a
 * record claims (LF, LH, BRF, …) are not.
 */
import { TurnpikeError } from '../../errors.ts'
import type { Lines } from './coverage-lines.ts'
import { quoted, refusal } from './refusal.ts'
import type { Bytes } from './report.ts'
import { readLines } from './text-lines.ts'

/** Characters of one line. */
const MOST_LENGTH = 100_000
const WHOLE = /^\d{1,15}$/u
/** `NaN`, `-1` and the like come of tools that count wrongly; they are read as "did not run". */
const COUNT = /^-?\d{1,20}$/u

/** @throws TurnpikeError INVALID_REPORT with the line */
export async function readLcov(bytes: Bytes, lines: Lines): Promise<void> {
  const record = createRecord(lines)
  for await (const group of readLines(bytes, MOST_LENGTH))
    for (const { text, number } of group) {
      if (text.length >= MOST_LENGTH) throw refusal(`line ${number}: longer than ${MOST_LENGTH} characters`)
      try {
        record.line(text)
      } catch (error) {
        throw error instanceof TurnpikeError ? refusal(`line ${number}: ${error.message}`) : error
      }
    }
  record.end()
}

function createRecord(lines: Lines) {
  let records = 0
  let inside = false
  /** How often a name has come: two functions of one name are two. */
  let seen = new Map<string, number>()
  /** Where the functions of lcov 2 begin, by their index. */
  let begins = new Map<string, string>()

  const nth = (kind: string, name: string): string => {
    const key = `${kind}${name}`
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    return `${times} ${name}`
  }

  const readers: Readonly<Record<string, (value: string) => void>> = {
    SF(value) {
      if (inside) throw refusal('SF before the end_of_record of the file before it')
      if (value === '') throw refusal('SF without the name of a file')
      inside = true
      records++
      seen = new Map()
      begins = new Map()
      lines.file(value)
    },
    DA(value) {
      const comma = value.indexOf(',')
      const end = value.indexOf(',', comma + 1)
      const number = value.slice(0, Math.max(0, comma))
      const count = value.slice(comma + 1, end === -1 ? undefined : end)
      if (!WHOLE.test(number) || !isCount(count)) throw notSo('DA:<line>,<count>', value)
      lines.line(Number(number), ran(count))
    },
    BRDA(value) {
      const comma = value.lastIndexOf(',')
      const taken = value.slice(comma + 1)
      if (comma === -1 || !/^\d{1,15},/u.test(value) || (taken !== '-' && !isCount(taken)))
        throw notSo('BRDA:<line>,<block>,<branch>,<taken>', value)
      lines.branch(value.slice(0, comma), taken !== '-' && ran(taken))
    },
    FN(value) {
      const [, name] = /^\d{1,15},(?:\d{1,15},)?(.*)$/su.exec(value) ?? []
      if (name === undefined) throw notSo('FN:<line>,<name>', value)
      lines.function(nth('FN', name), false)
    },
    FNDA(value) {
      const comma = value.indexOf(',')
      if (comma === -1 || !isCount(value.slice(0, comma))) throw notSo('FNDA:<count>,<name>', value)
      lines.function(nth('FNDA', value.slice(comma + 1)), ran(value.slice(0, comma)))
    },
    FNL(value) {
      const [index = '', line = ''] = value.split(',', 2)
      if (!WHOLE.test(index) || !WHOLE.test(line)) throw notSo('FNL:<index>,<line>', value)
      begins.set(index, `at ${line}`)
      lines.function(`at ${line}`, false)
    },
    FNA(value) {
      const [index = '', count = ''] = value.split(',', 2)
      const begin = begins.get(index)
      if (begin === undefined || !isCount(count)) throw notSo('FNA:<index>,<count>,<name>', value)
      lines.function(begin, ran(count))
    },
  }
  const fields = new Map(Object.entries(readers))

  return {
    line(text: string): void {
      if (text === 'end_of_record') {
        if (!inside) throw refusal('end_of_record where no file began')
        inside = false
        return
      }
      const colon = text.indexOf(':')
      const name = colon === -1 ? '' : text.slice(0, colon)
      const read = fields.get(name)
      if (read === undefined) {
        if (/^[A-Z]{2,10}$/u.test(name) || text.trim() === '' || text.startsWith('#')) return
        throw refusal(`${quoted(text)} is no line of lcov; is it an lcov file?`)
      }
      if (!inside && name !== 'SF') throw refusal(`${name} where no file (SF) began`)
      read(text.slice(colon + 1))
    },
    end(): void {
      if (inside) throw refusal('it ends in the middle of a record; was it cut off?')
      if (records === 0) throw refusal('there is no file (SF) in it; is it an lcov file?')
    },
  }
}

function isCount(text: string): boolean {
  return COUNT.test(text) || text === 'NaN'
}

function ran(count: string): boolean {
  return Number(count) > 0
}

function notSo(wanted: string, found: string): Error {
  return refusal(`expected is ${wanted}, found ${quoted(found)}`)
}
