/**
 * How long `turnpike log verify` takes for an export of a million events, as a process of its own. Beside it, in the same
 * run, what the file costs anybody: reading it through once.
 *
 *   node bench/log-verify.ts [events=1000000]
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { once } from 'node:events'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { canonicalJson } from '../src/cdevents/canonical.ts'
import { formatCheckpoint } from '../src/log/checkpoint.ts'
import { entryOf } from '../src/log/entry.ts'
import { checkpointLine, headerLine, rowLine } from '../src/log/export.ts'
import { newSigner } from '../src/log/keys.ts'
import { signNote } from '../src/log/note.ts'
import { append, emptyFrontier, leafHash, rootOf } from '../src/log/tree.ts'
import { bodyAt, EVENTS_PER_PIPELINE, pipelineOf, receivedAt } from './fixtures.ts'

/** Of the issue: a million events in under a minute. */
const LIMIT_SECONDS = 60
const ORIGIN = 'store.example.org'
const PIECE = 500
/** Loaded before the command: prints its largest memory in KiB at the end. */
const PEAK = encodeURIComponent(
  "process.on('exit', () => process.stdout.write(`peak ${process.resourceUsage().maxRSS}\\n`))",
)

const count = Number(process.argv[2] ?? 1_000_000)
const folder = mkdtempSync(join(tmpdir(), 'turnpike-log-'))
try {
  const file = join(folder, 'log.ndjson')
  const signer = newSigner(ORIGIN, randomBytes(32))
  const bodies = await write(file, signer)
  const megabytes = statSync(file).size / 1e6
  console.log(
    `${count.toLocaleString('en')} events of ${Math.round(bodies / count)} bytes, ${Math.round(megabytes)} MB; ${cpus().length} cores`,
  )
  const read = await seconds(() => readThrough(file))
  console.log(`reading the file          ${read.toFixed(1).padStart(6)} s`)
  const { took, peak, output } = await verify(file, signer.verifier.text)
  console.log(
    `turnpike log verify       ${took.toFixed(1).padStart(6)} s  ${Math.round(megabytes / took)} MB/s  ` +
      `${Math.round(count / took).toLocaleString('en')} events/s  peak ${Math.round(peak)} MB  (limit ${LIMIT_SECONDS} s for a million)`,
  )
  console.log(output.trim())
} finally {
  rmSync(folder, { recursive: true })
}

/** Writes the export as the store would, in pieces; answers with how many bytes the events alone have. */
async function write(file: string, signer: ReturnType<typeof newSigner>): Promise<number> {
  const out = createWriteStream(file)
  const frontier = emptyFrontier()
  let bodies = 0
  const put = async (text: string) => {
    if (!out.write(text)) await once(out, 'drain')
  }
  await put(`${headerLine({ origin: ORIGIN, from: 0, peaks: [], cosigned: [] })}\n`)
  for (let at = 0; at < count; at += PIECE) {
    const lines: string[] = []
    for (let index = at; index < Math.min(count, at + PIECE); index++) {
      const producer = principalOf(index)
      const body = bodyAt(index)
      bodies += Buffer.byteLength(body)
      const row = { index, sequence: index + 1, receivedAt: receivedAt(index), status: 'accepted', body }
      const leaf = leafHash(entryOf({ ...row, producer: canonicalJson(producer) }))
      append(frontier, leaf)
      lines.push(`${rowLine({ ...row, producer, leaf })}\n`)
    }
    await put(lines.join(''))
    if (at % 200_000 === 0 && at > 0) console.error(`${at.toLocaleString('en')} events written`)
  }
  const text = formatCheckpoint({ origin: ORIGIN, size: count, root: rootOf(frontier) })
  await put(`${checkpointLine(signNote(text, [signer], 0))}\n`)
  out.end()
  await once(out, 'close')
  return bodies
}

/** As long as a pipeline's principal is. */
function principalOf(index: number): Record<string, unknown> {
  const { repository, run, commit, number } = pipelineOf(index)
  const issuer = 'https://token.actions.githubusercontent.com'
  return {
    kind: 'oidc',
    id: `${issuer}#repository:${1000 + (number % 40)}`,
    claims: {
      issuer,
      repositoryId: String(1000 + (number % 40)),
      repositoryOwnerId: '4567',
      repository: repository.replace('https://forge.example/', ''),
      workflowRef: 'acme/shop/.github/workflows/release.yml@refs/heads/main',
      jobWorkflowRef: 'acme/pipelines/.github/workflows/deliver.yml@refs/tags/v3',
      ref: 'refs/heads/main',
      runId: run.split('/')[6] ?? String(Math.floor(index / EVENTS_PER_PIPELINE)),
      sha: commit,
    },
  }
}

async function readThrough(file: string): Promise<void> {
  for await (const piece of createReadStream(file, { highWaterMark: 256 * 1024 })) void piece
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

/** The command as its user starts it; its memory is read from the kernel when it ends. */
async function verify(file: string, key: string) {
  const main = resolve(import.meta.dirname, '..', 'src', 'cli', 'main.ts')
  const started = performance.now()
  const child = spawn(process.execPath, [main, 'log', 'verify', file, '--log-key', key], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_NO_WARNINGS: '1', NODE_OPTIONS: `--import=data:text/javascript,${PEAK}` },
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  const [code] = (await once(child, 'close')) as [number]
  const took = (performance.now() - started) / 1000
  if (code !== 0) throw new Error(`log verify ended with ${code}: ${output}`)
  const peak = Number(/peak (\d+)\n/.exec(output)?.[1] ?? 0) / 1024
  return { took, peak, output: output.replace(/peak \d+\n/, '') }
}
