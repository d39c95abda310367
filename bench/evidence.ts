/**
 * What reading reports adds to a job: time for 10 MB of JUnit with 50,000 cases, and memory for 1 GiB.
 *
 *   node bench/evidence.ts [--rounds 9] [--gigabytes 1] [--json]
 *
 * Time: every variant runs once a round, in turn, so that a slow minute is slow for all of them; printed are medians, and
 * ratios as medians of the ratios within each round, to `node -e 0` and to a job with track alone. The store is a server
 * on loopback in this process that answers at once. Memory: the peak of the step's process as the kernel counts it, for a
 * file that is written to a temporary folder and removed afterwards. `--gigabytes 0` leaves the memory out.
 */
import { spawn } from 'node:child_process'
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'

const ROOT = resolve(import.meta.dirname, '..')
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    gigabytes: { type: 'string', default: '1' },
    json: { type: 'boolean' },
  },
})
/** What the design allows the step for a file of any size. */
const MOST_MIB = 256
const CASES = 50_000

const folder = mkdtempSync(join(tmpdir(), 'turnpike-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

let events = 0
const sink = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8').on('data', (text: string) => (body += text))
  request.on('end', () => {
    const value = JSON.parse(body) as { data: { context: object } } | { data: { context: object } }[]
    const list = Array.isArray(value) ? value : [value]
    events += list.length
    const receipts = list.map(({ data }, index) => ({
      status: 'accepted',
      sequence: index + 1,
      problems: [],
      ...data.context,
    }))
    response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ receipts }))
  })
})
await new Promise<void>((done) => sink.listen(0, '127.0.0.1', done))
const url = `http://127.0.0.1:${(sink.address() as AddressInfo).port}`

/** As a tool writes it: one in a hundred failed, and says why in a few lines. */
function caseAt(index: number): string {
  const head = `    <testcase classname="org.example.shop.module${index % 97}.CartTest" file="src/test/java/org/example/shop/CartTest.java" name="case number ${index} of the cart, with a name as long as people write" time="${(index % 1000) / 1000}"`
  if (index % 100 !== 50) return `${head}></testcase>\n`
  return `${head}>\n      <failure message="expected &lt;1&gt; but was &lt;2&gt;" type="AssertionError">${'at org.example.shop.Cart.add(Cart.java:12)\n'.repeat(8)}</failure>\n    </testcase>\n`
}

/** Whole suites of 1,000 cases until there are enough bytes or cases. */
function writeReport(
  path: string,
  most: { cases?: number; bytes?: number },
): { cases: number; bytes: number } {
  const file = openSync(path, 'w')
  let cases = 0
  let bytes = writeSync(file, '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n')
  const log = 'a line of what the tests printed, as it stands in system-out of many reports\n'.repeat(10)
  while (cases < (most.cases ?? Infinity) && bytes < (most.bytes ?? Infinity)) {
    const first = cases
    let text = `  <testsuite name="suite ${first / 1000}" tests="1000">\n`
    for (; cases < first + 1000; cases++) text += caseAt(cases)
    text += `    <system-out><![CDATA[${log}]]></system-out>\n  </testsuite>\n`
    bytes += writeSync(file, text)
  }
  bytes += writeSync(file, '</testsuites>\n')
  closeSync(file)
  return { cases, bytes }
}

const usual = join(folder, 'junit.xml')
const report = writeReport(usual, { cases: CASES })

const inputs = {
  INPUT_STORE: url,
  'INPUT_JOB-STATUS': 'success',
  'INPUT_CHECK-RUN-ID': '77001',
  INPUT_MATRIX: 'null',
  INPUT_ARTIFACT: `sha256:${'ab'.repeat(32)}`,
}
const track = [join(ROOT, 'dist/track.js')]
const post = [join(ROOT, 'dist/track-post.js')]
const evidence = [join(ROOT, 'dist/evidence.js')]
interface Step {
  script: string[]
  env: Record<string, string>
}
const bareNode: Step = { script: ['-e', '0'], env: {} }
const main: Step = { script: track, env: inputs }
const variants: { name: string; steps: Step[] }[] = [
  { name: 'node -e 0', steps: [bareNode] },
  { name: 'track alone (main and post)', steps: [main, { script: post, env: inputs }] },
  {
    name: 'track with the report',
    steps: [main, { script: post, env: { ...inputs, INPUT_JUNIT: 'junit.xml' } }],
  },
  { name: 'evidence', steps: [{ script: evidence, env: { ...inputs, INPUT_JUNIT: 'junit.xml' } }] },
  {
    name: 'evidence, 1,000 cases',
    steps: [{ script: evidence, env: { ...inputs, INPUT_JUNIT: 'small.xml' } }],
  },
  {
    name: `evidence, all ${CASES} cases as events`,
    steps: [{ script: evidence, env: { ...inputs, INPUT_JUNIT: 'junit.xml', INPUT_CASES: 'all' } }],
  },
]
writeReport(join(folder, 'small.xml'), { cases: 1 })

const rounds = Number(values.rounds)
const times = new Map<string, number[]>(variants.map(({ name }) => [name, []]))
const sent = new Map<string, number>()
for (let round = -1; round < rounds; round++) {
  for (const { name, steps } of variants) {
    events = 0
    let ms = 0
    for (const step of steps) ms += await timeOf(step)
    sent.set(name, events)
    // The first round warms the page cache.
    if (round >= 0) times.get(name)?.push(ms)
  }
}
const bare = times.get('node -e 0') ?? []
const alone = times.get('track alone (main and post)') ?? []
const rows = variants.map(({ name }) => {
  const own = times.get(name) ?? []
  return {
    name,
    ms: median(own),
    toBare: median(own.map((ms, round) => ms / (bare[round] ?? NaN))),
    toTrack: median(own.map((ms, round) => ms / (alone[round] ?? NaN))),
    events: sent.get(name) ?? 0,
  }
})

const gigabytes = Number(values.gigabytes)
const memory = gigabytes === 0 ? [] : await memories()
sink.close()

if (values.json === true) console.log(JSON.stringify({ node: process.version, rounds, report, rows, memory }))
else {
  const size = (report.bytes / 1e6).toFixed(1)
  console.log(
    `Node ${process.version}, ${rounds} interleaved rounds, JUnit of ${size} MB and ${report.cases} cases: medians`,
  )
  for (const { name, ms, toBare, toTrack, events: count } of rows)
    console.log(
      `${name.padEnd(40)} ${ms.toFixed(0).padStart(6)} ms  ${toBare.toFixed(2).padStart(6)} × bare Node  ${toTrack.toFixed(2).padStart(6)} × track alone  ${String(count).padStart(6)} events`,
    )
  for (const { name, bytes, mib, seconds, events: count } of memory)
    console.log(
      `${name.padEnd(40)} ${(bytes / 2 ** 30).toFixed(2)} GiB in ${seconds.toFixed(0)} s, ${count} events: peak ${mib.toFixed(0)} MiB, limit ${MOST_MIB}: ${mib <= MOST_MIB ? 'met' : 'missed'}`,
    )
}
if (memory.some(({ mib }) => mib > MOST_MIB)) process.exitCode = 1

interface Peak {
  name: string
  bytes: number
  seconds: number
  mib: number
  events: number
}

async function memories(): Promise<Peak[]> {
  const path = join(folder, 'huge.xml')
  const { bytes } = writeReport(path, { bytes: gigabytes * 2 ** 30 })
  const peaks: Peak[] = []
  for (const [name, more] of [
    ['memory, usual', {}],
    ['memory, every case an event', { INPUT_CASES: 'all' }],
    // Nothing listens there: what is made is kept.
    ['memory, the store does not answer', { INPUT_CASES: 'all', INPUT_STORE: 'http://127.0.0.1:9' }],
  ] as [string, Record<string, string>][]) {
    events = 0
    const started = process.hrtime.bigint()
    const peak = join(folder, 'peak')
    await timeOf({
      // The process says what the kernel counted for it, when it ends.
      script: ['--import', peakProbe(peak), ...evidence],
      env: { ...inputs, INPUT_JUNIT: 'huge.xml', ...more },
    })
    peaks.push({
      name,
      bytes,
      seconds: Number(process.hrtime.bigint() - started) / 1e9,
      mib: Number(readFileSync(peak, 'utf8')) / 1024,
      events,
    })
  }
  if (statSync(path).size !== bytes) throw new Error('the file changed')
  return peaks
}

/** A module that writes `ru_maxrss`, in KiB, at the end of the process. */
function peakProbe(out: string): string {
  const code = `process.on('exit', () => process.getBuiltinModule('node:fs').writeFileSync(${JSON.stringify(out)}, String(process.resourceUsage().maxRSS)))`
  const file = join(folder, 'probe.mjs')
  writeFileSync(file, code)
  return file
}

async function timeOf({ script, env }: Step): Promise<number> {
  const started = process.hrtime.bigint()
  const child = spawn(process.execPath, script, {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_JOB: 'build',
      GITHUB_REPOSITORY: 'acme/webshop',
      GITHUB_RUN_ID: '8120',
      GITHUB_SHA: 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334',
      GITHUB_OUTPUT: join(folder, 'output'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
      ...env,
    },
  })
  const code = await new Promise((done) => child.on('exit', done))
  if (code !== 0) throw new Error(`${script.join(' ')} ended with ${String(code)}`)
  return Number(process.hrtime.bigint() - started) / 1e6
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}
