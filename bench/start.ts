/**
 * How long a step of an action takes, beside what no program on this Node can go below.
 *
 *   node bench/start.ts [--rounds 15] [--json]
 *
 * Every variant runs once a round, in turn, so that a slow minute is slow for all of them. Printed are medians of the
 * process's wall time, and the ratio to `node -e 0` as the median of the ratios within each round; beside them the
 * fastest run of each, which a busy machine disturbs least. The sink is a server on loopback in this process that
 * answers at once; what it costs is in the floor, too.
 */
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'

const ROOT = resolve(import.meta.dirname, '..')
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '15' }, json: { type: 'boolean' } },
})
const rounds = Number(values.rounds)
/** What the design asks of the emit step with its one request. */
const TARGET = 2.5

const folder = mkdtempSync(join(tmpdir(), 'turnpike-bench-'))
const sink = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8').on('data', (text: string) => (body += text))
  request.on('end', () => {
    const value = JSON.parse(body === '' ? '[]' : body) as { data?: { context: object } }[]
    const receipts = (Array.isArray(value) ? value : [value]).map(({ data }, index) => ({
      status: 'accepted',
      sequence: index + 1,
      problems: [],
      ...data?.context,
    }))
    response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ receipts }))
  })
})
await new Promise<void>((done) => sink.listen(0, '127.0.0.1', done))
const url = `http://127.0.0.1:${(sink.address() as AddressInfo).port}`

const post = join(folder, 'post.mjs')
writeFileSync(
  post,
  `const http = process.getBuiltinModule('node:http')
const body = JSON.stringify([{ data: { context: { id: 'x', source: 'y' } } }])
const request = http.request(process.argv[2], { method: 'POST', headers: { 'content-length': body.length } }, (answer) => answer.resume())
request.end(body)
`,
)

const inputs = {
  INPUT_STORE: url,
  'INPUT_JOB-STATUS': 'success',
  'INPUT_CHECK-RUN-ID': '77001',
  INPUT_MATRIX: 'null',
}
const emit = {
  ...inputs,
  INPUT_TYPE: 'testsuiterun.finished',
  INPUT_CONTENT: '{"outcome":"success"}',
  INPUT_ARTIFACT: `sha256:${'ab'.repeat(32)}`,
}
const variants: { name: string; script: string[]; env: Record<string, string> }[] = [
  { name: 'node -e 0', script: ['-e', '0'], env: {} },
  { name: 'floor: one POST by node:http', script: [post, url], env: {} },
  { name: 'emit, one POST', script: [join(ROOT, 'dist/emit.js')], env: emit },
  {
    name: 'emit, one POST, a token',
    script: [join(ROOT, 'dist/emit.js')],
    env: { ...emit, INPUT_TOKEN: 'secret-0123456789' },
  },
  {
    name: 'emit, one POST, content as YAML',
    script: [join(ROOT, 'dist/emit.js')],
    env: { ...emit, INPUT_CONTENT: 'outcome: success' },
  },
  { name: 'track main, one POST', script: [join(ROOT, 'dist/track.js')], env: inputs },
  { name: 'track post, one POST', script: [join(ROOT, 'dist/track-post.js')], env: inputs },
]

const times = new Map<string, number[]>(variants.map(({ name }) => [name, []]))
for (let round = -1; round < rounds; round++) {
  for (const variant of variants) {
    const ms = await timeOf(variant)
    // The first round warms the page cache.
    if (round >= 0) times.get(variant.name)?.push(ms)
  }
}
sink.close()
rmSync(folder, { recursive: true, force: true })

const bare = times.get('node -e 0') ?? []
const rows = variants.map(({ name }) => {
  const own = times.get(name) ?? []
  const ratio = median(own.map((ms, round) => ms / (bare[round] ?? NaN)))
  return {
    name,
    ms: median(own),
    ratio,
    fastest: Math.min(...own),
    best: Math.min(...own) / Math.min(...bare),
  }
})
if (values.json === true) console.log(JSON.stringify({ node: process.version, rounds, rows }))
else {
  console.log(`Node ${process.version}, ${rounds} interleaved rounds: medians; in brackets the fastest runs`)
  for (const { name, ms, ratio, fastest, best } of rows) {
    const medians = `${ms.toFixed(1).padStart(7)} ms  ${ratio.toFixed(2)} × bare Node`
    console.log(`${name.padEnd(34)} ${medians}   (${fastest.toFixed(1)} ms, ${best.toFixed(2)} ×)`)
  }
  const reached = rows.find(({ name }) => name === 'emit, one POST')?.ratio ?? NaN
  console.log(
    `target: emit with its one POST ≤ ${TARGET} × bare Node: ${reached <= TARGET ? 'met' : 'missed'}`,
  )
}

async function timeOf({ script, env }: (typeof variants)[number]): Promise<number> {
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
      RUNNER_TEMP: folder,
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
