/**
 * Hostile files against every reader of reports: tests, scans, SBOMs, coverage, signed statements, runs of OpenTofu.
 *
 *   npm run fuzz -- reports [cases=50000] [seed=1]
 *
 * What must hold of every one: it is read or refused as INVALID_REPORT; every event is valid and no number is below
 * zero; no more tests passed than are there, and what is damaged is no success; it is the same however its bytes come;
 * nothing takes a second of CPU time. Ends 1 with the seed of the first case that breaks this.
 */
import { threadCpuUsage } from 'node:process'
import { fileURLToPath } from 'node:url'
import { createChance, type Chance } from './chance.ts'
import { mutated, NASTY } from './mutate.ts'
import { check, readingOf, type Kind, type Reading } from './report-readings.ts'
import { HOSTILE, SEEDS, type Seed } from './report-seeds.ts'
import { work } from './watch.ts'

const LONGEST_MS = 1000
/** Bytes of a case. */
const MOST = 512 * 1024
/** Put between the others, or in place of them. */
const PIECES = [
  '<',
  '>',
  '&',
  '"',
  "'",
  ']]>',
  '<!--',
  '-->',
  '<![CDATA[',
  '<?',
  '?>',
  '/>',
  '<!DOCTYPE a>',
  '&#x10ffff;',
  '&#0;',
  '&lol;',
  'xmlns:a=""',
  '\n',
  '\r',
  '\t',
  ' ',
  '    ',
  '#',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '---',
  '...',
  '1..0',
  '1..999999999',
  'not ',
  'ok',
  '# SKIP',
  '# TODO',
  'Bail out!',
  '0',
  '-1',
  '1e999',
  '9'.repeat(40),
  'null',
  'true',
  '"__proto__"',
  '\u0000',
  '\ufeff',
  '\ufffd',
  '\u2028',
  '\u202e',
  '\u001b[31m',
  '\\u0000',
  '\\ud800',
  '\\',
  'NaN',
  'end_of_record',
  'SF:a',
  '<text>',
]

export interface ReportTally {
  cases: number
  read: number
  refused: number
  hostile: number
  events: number
  kinds: Record<string, number>
  slowestMs: number
  slowestCase: number
}

/** @throws Error naming the case that broke something */
export async function fuzzReports(
  cases: number,
  seed: number,
  onCase: (nth: number) => void = () => undefined,
): Promise<ReportTally> {
  const tally: ReportTally = {
    cases: 0,
    read: 0,
    refused: 0,
    hostile: 0,
    events: 0,
    kinds: {},
    slowestMs: 0,
    slowestCase: 0,
  }
  for (let nth = 0; nth < cases; nth++) {
    onCase(nth)
    const chance = createChance(seed * 1_000_003 + nth)
    const { kind, bytes } = caseOf(nth, chance, tally)
    const started = threadCpuUsage()
    try {
      await oneCase(kind, bytes, chance, tally)
    } catch (cause) {
      throw new Error(`case ${nth} of seed ${seed} (${kind}): ${(cause as Error).message}`, { cause })
    }
    const { user, system } = threadCpuUsage(started)
    const took = (user + system) / 1000
    if (took > tally.slowestMs) Object.assign(tally, { slowestMs: took, slowestCase: nth })
    if (took > LONGEST_MS)
      throw new Error(`case ${nth} of seed ${seed} (${kind}) took ${Math.round(took)} ms`)
    tally.cases++
  }
  return tally
}

/** The first cases are the seeds as they are. */
export function caseOf(nth: number, chance: Chance, tally?: ReportTally): { kind: Kind; bytes: Buffer } {
  const isHostile = nth < SEEDS.length ? false : nth < SEEDS.length + HOSTILE.length || chance.percent(3)
  const untouched = nth < SEEDS.length + HOSTILE.length
  const seed =
    nth < SEEDS.length
      ? SEEDS[nth]!
      : untouched
        ? HOSTILE[nth - SEEDS.length]!()
        : isHostile
          ? chance.one(HOSTILE)()
          : chance.one(SEEDS)
  if (isHostile && tally !== undefined) tally.hostile++
  // A few files are given as what they are not.
  const kind = !untouched && chance.percent(2) ? chance.one(SEEDS).kind : seed.kind
  return { kind, bytes: untouched ? Buffer.from(seed.text) : damaged(seed, chance) }
}

async function oneCase(kind: Kind, bytes: Buffer, chance: Chance, tally: ReportTally): Promise<void> {
  const whole = await readingOf(
    kind,
    inPieces(bytes, () => bytes.length),
  )
  check(kind, whole, bytes.toString('latin1'))
  // In pieces of a few bytes a large file takes too long.
  const most = bytes.length > 20_000 ? 40_000 : 60
  const split = await readingOf(
    kind,
    inPieces(bytes, () => 1 + chance.below(most)),
  )
  if (said(whole) !== said(split))
    throw new Error(`another reading in pieces:\n${differenceOf(said(whole), said(split))}`)
  tally.kinds[kind] = (tally.kinds[kind] ?? 0) + 1
  tally.events += whole.descriptions.length
  if (whole.refused === undefined) tally.read++
  else tally.refused++
}

/** Of JSON the byte is told only roughly, so that of two mistakes the one or the other is found first. */
function said({ descriptions, refused }: Reading): string {
  return JSON.stringify({ descriptions, refused: refused?.startsWith('byte ') === true ? '' : refused })
}

function differenceOf(one: string, other: string): string {
  let at = 0
  while (one[at] === other[at]) at++
  return [one, other].map((text) => text.slice(Math.max(0, at - 60), at + 120)).join('\n')
}

async function* inPieces(bytes: Buffer, size: () => number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length;) {
    const to = Math.min(bytes.length, at + size())
    yield bytes.subarray(at, to)
    at = to
  }
}

function damaged(seed: Seed, chance: Chance): Buffer {
  let bytes: Buffer = Buffer.from(chance.percent(40) ? withOtherValues(seed, chance) : seed.text)
  for (let times = chance.below(4); times > 0; times--) bytes = spoiledBytes(bytes, chance)
  if (chance.percent(3)) bytes = Buffer.from(`\ufeff${bytes.toString()}`, 'utf16le')
  return bytes.subarray(0, MOST)
}

function withOtherValues({ text, isJson, kind }: Seed, chance: Chance): string {
  if (isJson !== true || text.length > 20_000) return text
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const value = JSON.parse(line) as unknown
      const changed =
        kind === 'statement' ? inStatement(value, chance) : mutated(value, 1 + chance.below(3), chance)
      return JSON.stringify(changed)
    })
    .join('\n')
}

/** Half of the time what is signed is changed, and not what carries it. */
function inStatement(value: unknown, chance: Chance): unknown {
  const { dsseEnvelope: envelope } = value as { dsseEnvelope: { payload: string } }
  if (chance.percent(50)) return mutated(value, 1 + chance.below(2), chance)
  const statement = JSON.parse(Buffer.from(envelope.payload, 'base64').toString()) as unknown
  const payload = Buffer.from(JSON.stringify(mutated(statement, 1 + chance.below(3), chance))).toString(
    'base64',
  )
  return { ...(value as object), dsseEnvelope: { ...envelope, payload } }
}

/** Bits turned round, cut, left out, doubled, repeated, moved here from another file, put in between. */
function spoiledBytes(bytes: Buffer, chance: Chance): Buffer {
  const at = chance.below(bytes.length + 1)
  const to = Math.min(bytes.length, at + 1 + chance.below(chance.percent(20) ? 400 : 30))
  const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)]
  switch (chance.below(8)) {
    case 0: {
      const copy = Buffer.from(bytes)
      for (let bits = 1 + chance.below(4); bits > 0 && copy.length > 0; bits--)
        copy[chance.below(copy.length)]! ^= 1 << chance.below(8)
      return copy
    }
    case 1:
      return Buffer.from(chance.percent(50) ? before : after)
    case 2:
      return Buffer.concat([before, after])
    case 3:
      return Buffer.concat([before, piece, piece, after])
    case 4: {
      const times = Math.min(chance.below(2000), Math.floor(60_000 / Math.max(1, piece.length)))
      return Buffer.concat([before, ...Array.from({ length: times }, () => piece), after])
    }
    case 5: {
      const other = Buffer.from(chance.one(SEEDS).text)
      const from = chance.below(other.length)
      return Buffer.concat([before, other.subarray(from, from + 1 + chance.below(200)), after])
    }
    case 6: {
      const nasty = chance.one(NASTY)
      return Buffer.concat([
        before,
        Buffer.from(typeof nasty === 'string' ? nasty : JSON.stringify(nasty)),
        after,
      ])
    }
    default:
      return Buffer.concat([
        before,
        Buffer.from(chance.one(PIECES)),
        chance.percent(50) ? piece : Buffer.alloc(0),
        after,
      ])
  }
}

await work(fileURLToPath(import.meta.url), fuzzReports)
