/** YAML text → plain value, with the line and column of every place in it. Hostile text is refused, not expanded. */
import { Lexer, LineCounter, isAlias, isMap, isPair, isScalar, isSeq, parseAllDocuments, visit } from 'yaml'
import type { Document, Node } from 'yaml'
import type { Problem } from '../errors.ts'

const MAX_BYTES = 256 * 1024
/** Marks and words of the text. A parser builds a tree of them; this many take it a moment, more take it seconds. */
const MAX_TOKENS = 60_000
/** Brackets and indentation nest at most this deep; a policy needs ten. */
const MAX_DEPTH = 64

export interface Located {
  value: unknown
  /** A problem with its line and column, found by its pointer (or the nearest place above it). */
  readonly locate: (problem: Problem) => Problem
}

/** Never throws: a text that is no single plain YAML document is problems. */
export function readDocument(text: string): Located | { problems: Problem[] } {
  try {
    return parsed(text)
  } catch (error) {
    const why = error instanceof Error ? firstLine(error.message) : 'unreadable'
    return { problems: [{ path: '', message: `is not YAML: ${why}`, line: 1, column: 1 }] }
  }
}

function parsed(text: string): Located | { problems: Problem[] } {
  const whole = (message: string): { problems: Problem[] } => ({
    problems: [{ path: '', message, line: 1, column: 1 }],
  })
  if (Buffer.byteLength(text) > MAX_BYTES) return whole(`the document is larger than ${MAX_BYTES / 1024} KiB`)
  // YAML breaks a line there, the parser does not: it looks through all of them again for each one.
  if (/\r(?!\n)/.test(text)) return whole('has a carriage return that ends no line; use line feeds')
  const deep = tooDeep(text)
  if (deep !== undefined)
    return { problems: [{ path: '', message: `nests deeper than ${MAX_DEPTH}`, line: deep, column: 1 }] }
  if (hasTooMuch(text)) return whole(`has more than ${MAX_TOKENS} words and marks`)
  const lines = new LineCounter()
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    // Checked below: the parser compares every key with every other.
    uniqueKeys: false,
    merge: false,
    version: '1.2',
  }) as Document.Parsed[]
  const document = documents[0]
  if (document === undefined) return whole('the document is empty')
  const problems: Problem[] = document.errors.slice(0, 100).map((error) => {
    const { line, col } = lines.linePos(error.pos[0])
    return { path: '', message: firstLine(error.message), line, column: col }
  })
  if (documents.length > 1) {
    const { line, col } = lines.linePos(documents[1]!.range[0])
    problems.push({
      path: '',
      message: 'holds several documents; each needs a file of its own',
      line,
      column: col,
    })
  }
  problems.push(...unwanted(document, lines))
  if (problems.length > 0) return { problems }
  if (document.contents === null) return whole('the document is empty')
  return {
    value: document.toJS({ maxAliasCount: 0 }) as unknown,
    locate: (problem) => ({ ...problem, ...placeOf(document, problem.path, lines) }),
  }
}

function hasTooMuch(text: string): boolean {
  let tokens = 0
  for (const _ of new Lexer().lex(text)) if (++tokens > MAX_TOKENS) return true
  return false
}

/** Repeated keys, anchors, aliases, tags and keys that are not text: none of them is needed, each has been a way to attack. */
function unwanted(document: Document.Parsed, lines: LineCounter): Problem[] {
  const problems: Problem[] = []
  const complain = (node: { range?: readonly number[] | null }, message: string): void => {
    const { line, col } = lines.linePos(node.range?.[0] ?? 0)
    if (problems.length < 100) problems.push({ path: '', message, line, column: col })
  }
  visit(document, (key, node) => {
    if (isPair(node)) {
      if (!isScalar(node.key) || typeof node.key.value !== 'string')
        complain(node.key as Node, 'a field name must be text (put it in quotes)')
      return undefined
    }
    if (isMap(node)) {
      const seen = new Set<unknown>()
      for (const { key } of node.items) {
        const name = isScalar(key) ? key.value : undefined
        if (name !== undefined && seen.has(name))
          complain(key as Node, `${JSON.stringify(name)} is there twice; keys must be unique`)
        seen.add(name)
      }
    }
    if (isAlias(node)) complain(node, 'aliases (*name) are not allowed; write it out')
    else if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor !== undefined)
      complain(node, 'anchors (&name) are not allowed; write it out')
    if ((isMap(node) || isSeq(node) || isScalar(node)) && key !== 'key' && node.tag !== undefined)
      complain(node, `tags (${node.tag}) are not allowed`)
    return undefined
  })
  return problems
}

function placeOf(
  document: Document.Parsed,
  pointer: string,
  lines: LineCounter,
): { line: number; column: number } {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  let node: unknown = document.contents
  let offset = document.contents?.range[0] ?? 0
  for (const step of steps) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step)
      if (pair === undefined) break
      offset = (pair.key as { range?: readonly number[] | null }).range?.[0] ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      const item = node.items[Number(step)] as Node | undefined
      if (item === undefined) break
      offset = item.range?.[0] ?? offset
      node = item
    } else break
  }
  const { line, col } = lines.linePos(offset)
  return { line, column: col }
}

/** In the order of the document, as a person goes through it. */
export function inPlace(problems: Problem[]): Problem[] {
  return problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0))
}

/** The line at which flow brackets, or `- - -` on one line, or indentation nest too deep for a recursive parser. */
function tooDeep(text: string): number | undefined {
  let depth = 0
  let line = 1
  let quoted: string | undefined
  const indents: number[] = []
  for (const row of text.split('\n')) {
    const indent = row.length - row.trimStart().length
    if (row.trim() !== '' && depth === 0) {
      while (indents.length > 0 && indents.at(-1)! >= indent) indents.pop()
      indents.push(indent)
      const dashes = /^(?:[-?:]\s+)*/u.exec(row.trimStart())![0].split(/\s+/u).length
      if (indents.length + dashes > MAX_DEPTH) return line
    }
    for (const char of row) {
      if (quoted !== undefined) {
        if (char === quoted) quoted = undefined
      } else if (depth > 0 && (char === '"' || char === "'")) quoted = char
      else if (char === '[' || char === '{') depth++
      else if ((char === ']' || char === '}') && depth > 0) depth--
      if (depth > MAX_DEPTH) return line
    }
    line++
  }
  return undefined
}

function firstLine(message: string): string {
  return message
    .split('\n')[0]!
    .replace(/ at line \d+, column \d+:?$/u, '')
    .replace(/:$/u, '')
}
