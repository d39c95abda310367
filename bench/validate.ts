/**
 * Validations per second beside ajv: compiled at run time, and as standalone code. All judge the same events (one of
 * every type of 0.5.1, as parsed from JSON) with equal verdicts, in alternating rounds of one process; figures are the
 * median round. Run: `node bench/validate.ts`.
 *
 * ajv gets the official schemas and judges the official conformance events, where they are on this machine; else the
 * schemas and examples made from our table, of which a test shows that they say the same.
 */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'
import { eventSchema } from '../src/cdevents/schema.ts'
import { validate } from '../src/cdevents/validate.ts'
import { EVENT_TYPES, describeType } from '../src/cdevents/vocabulary.ts'
import { examples } from '../test/cdevents/examples.ts'
import type { Json } from '../test/cdevents/examples.ts'
import { missing, newAjv, schemasOf, suites } from '../test/cdevents/official.ts'

const ROUNDS = 15
const ROUND_MS = 120

type Judge = (event: { context: { type: string } }) => boolean

const official = missing === undefined
const events = (official ? conformanceEvents() : ownExamples()).map(
  (event) => JSON.parse(JSON.stringify(event)) as { context: { type: string } },
)

const startCompile = performance.now()
const ajv = newAjv({ code: { source: true } })
const ids = new Map<string, string>()
for (const [type, schema] of official ? officialSchemas() : ownSchemas()) {
  ajv.addSchema(schema)
  ids.set(type, String(schema.$id))
}
const compiled = new Map([...ids].map(([type, id]) => [type, ajv.getSchema(id) as ValidateFunction]))
const compileMs = performance.now() - startCompile

const standaloneByType = loadStandalone()
const judges: Record<string, Judge> = {
  'turnpike validate': (event) => validate(event).valid,
  'ajv compiled': (event) => compiled.get(event.context.type)?.(event) === true,
  'ajv standalone': (event) => standaloneByType.get(event.context.type)?.(event) === true,
}

for (const [name, judge] of Object.entries(judges)) {
  if (!events.every(judge)) throw new Error(`${name} refuses a valid event`)
}

const rates = new Map<string, number[]>(Object.keys(judges).map((name) => [name, []]))
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, judge] of Object.entries(judges)) rates.get(name)?.push(rate(judge))
}
const base = median(rates.get('ajv standalone') ?? [])
console.log(
  `${events.length} ${official ? 'official' : 'own'} events of ${compiled.size} types; ajv needs ${Math.round(compileMs)} ms to compile them, turnpike 0`,
)
for (const [name, each] of rates) {
  const middle = median(each)
  const ratio = (middle / base).toFixed(2)
  console.log(
    `${name.padEnd(20)} ${Math.round(middle).toLocaleString('en').padStart(10)} /s   ${ratio} × ajv standalone`,
  )
}

function rate(judge: Judge): number {
  const end = performance.now() + ROUND_MS
  let count = 0
  const start = performance.now()
  while (performance.now() < end) {
    for (const event of events) judge(event)
    count += events.length
  }
  return (count / (performance.now() - start)) * 1000
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function conformanceEvents(): Json[] {
  const suite = suites().find(({ version }) => version === '0.5.1')
  return (suite?.conformance ?? []).map(({ event }) => event).filter(isStandard)
}

function ownExamples(): Json[] {
  return examples(['0.5.1'])
    .map(({ event }) => event)
    .filter(isStandard)
}

function isStandard({ context }: Json): boolean {
  return (context as { type: string }).type.startsWith('dev.cdevents.')
}

function officialSchemas(): [string, Json][] {
  const { links, byType } = schemasOf('0.5.1')
  for (const link of links) ajv.addSchema(link)
  byType.delete('custom')
  return [...byType]
}

function ownSchemas(): [string, Json][] {
  return EVENT_TYPES.flatMap((name) => {
    const row = describeType(name)
    const type = row?.types['0.5.1']
    if (row === undefined || type === undefined) return []
    return [[type, { ...eventSchema(row, '0.5.1'), $id: `urn:bench:${name}` }] as [string, Json]]
  })
}

/** Standalone code as ajv writes it for CommonJS, loaded from a file beside a link to our packages. */
function loadStandalone(): Map<string, ValidateFunction> {
  const exported = Object.fromEntries([...ids.values()].map((id, at) => [`v${at}`, id]))
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-bench-'))
  try {
    symlinkSync(resolve(import.meta.dirname, '../node_modules'), join(folder, 'node_modules'))
    const file = join(folder, 'validators.cjs')
    writeFileSync(file, (standalone as unknown as (ajv: object, ids: object) => string)(ajv, exported))
    const loaded = createRequire(import.meta.url)(file) as Record<string, ValidateFunction>
    return new Map([...ids.keys()].map((type, at) => [type, loaded[`v${at}`] as ValidateFunction]))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
