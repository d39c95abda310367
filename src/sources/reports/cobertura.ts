/**
 * Cobertura XML, as Jest, coverage.py, coverlet, gcovr, PHPUnit and Cobertura write it. Pure.
 *
 * Counted are the `line` elements of classes. Those of methods say whether these ran; Istanbul names lines there that are
 * no statements, so they are lines only of a class that has no others. Rates and sums that the file claims are not read.
 * Source: Cobertura's coverage-04.dtd (which is never loaded).
 */
import { withoutDoctype } from './cobertura-doctype.ts'
import type { Lines } from './coverage-lines.ts'
import { quoted, refusal } from './refusal.ts'
import type { Bytes } from './report.ts'
import { readXml } from './xml.ts'

/** Lines of the methods of one class. */
const MOST_METHOD_LINES = 300_000
/** Conditions of one line. */
const MOST_CONDITIONS = 10_000

type Attributes = Readonly<Record<string, string>>

/** @throws TurnpikeError INVALID_REPORT with the line */
export async function readCobertura(bytes: Bytes, lines: Lines): Promise<void> {
  const state: State = { depth: 0, file: undefined, method: undefined, lines }
  for await (const pieces of readXml(withoutDoctype(bytes)))
    for (const piece of pieces) {
      if (piece.is === 'open') {
        if (state.depth === 0 && piece.name !== 'coverage') throw otherRoot(piece.name)
        state.depth++
        begin(state, piece.name, piece.attributes, piece.line)
      } else if (piece.is === 'close') {
        state.depth--
        end(state, piece.name)
      }
    }
}

interface State {
  depth: number
  lines: Lines
  /** Of the class that is open; methods of one name are told apart by their number. */
  file:
    | {
        className: string
        methods: Map<string, number>
        hasLines: boolean
        ofMethods: [Attributes, number][]
      }
    | undefined
  method: { key: string; ran: boolean } | undefined
}

function begin(state: State, name: string, attributes: Attributes, at: number): void {
  switch (name) {
    case 'project':
      if (state.depth === 2)
        throw refusal(`line ${at}: it is a Clover report; have the tool write Cobertura or lcov`)
      return
    case 'class': {
      const { filename, name: className = '' } = attributes
      if (filename === undefined || filename === '') throw refusal(`line ${at}: a class without filename`)
      state.file = { className, methods: new Map(), hasLines: false, ofMethods: [] }
      state.lines.file(filename)
      return
    }
    case 'method': {
      if (state.file === undefined) return
      const { className, methods } = state.file
      const called = `${className} ${attributes['name'] ?? ''} ${attributes['signature'] ?? ''}`
      const times = (methods.get(called) ?? 0) + 1
      methods.set(called, times)
      state.method = { key: `${called} ${times}`, ran: Number(attributes['hits'] ?? 0) > 0 }
      return
    }
    case 'line':
      if (state.file === undefined) throw refusal(`line ${at}: a <line> that is in no class`)
      if (state.method === undefined) {
        state.file.hasLines = true
        line(state, attributes, at)
        return
      }
      if (Number(attributes['hits']) > 0) state.method.ran = true
      if (state.file.ofMethods.push([attributes, at]) > MOST_METHOD_LINES)
        throw refusal(`line ${at}: more than ${MOST_METHOD_LINES} lines in the methods of one class`)
  }
}

function end(state: State, name: string): void {
  if (name === 'class') {
    if (state.file?.hasLines === false)
      for (const [attributes, at] of state.file.ofMethods) line(state, attributes, at)
    state.file = undefined
  }
  if (name !== 'method' || state.method === undefined) return
  state.lines.function(state.method.key, state.method.ran)
  state.method = undefined
}

function line(state: State, attributes: Attributes, at: number): void {
  const { number = '', hits = '' } = attributes
  if (!/^\d{1,9}$/u.test(number)) throw refusal(`line ${at}: <line number=${quoted(number)}> is no line`)
  if (!/^-?\d{1,20}$/u.test(hits)) throw refusal(`line ${at}: <line hits=${quoted(hits)}> is no count`)
  const ran = Number(hits) > 0
  state.lines.line(Number(number), ran)
  const condition = attributes['condition-coverage'] ?? ''
  const [, covered = '', total = ''] = /\((\d{1,9})\/(\d{1,9})\)/u.exec(condition) ?? []
  if (total === '') return
  if (Number(covered) > Number(total) || Number(total) > MOST_CONDITIONS)
    throw refusal(`line ${at}: condition-coverage ${quoted(condition)} cannot be`)
  // Which of them ran is not said: where a line is there twice, the better of its two counts holds.
  for (let each = 0; each < Number(total); each++)
    state.lines.branch(`${number} ${each}`, each < Number(covered))
}

function otherRoot(name: string): Error {
  const hint = name === 'report' ? ' (JaCoCo has its own format; convert it)' : ''
  return refusal(`its root is <${name.slice(0, 80)}>, and Cobertura's is <coverage>${hint}`)
}
