/**
 * What it costs to know who sends, and whether they may: the same batches of 100 events over HTTP, in turns, into a
 * store (a) that answers this machine only, (b) with a static token, (c) with a trust document of 50 grants, by pipelines
 * that bring a new OIDC token with every request, (d) the same with one token for all requests of a round.
 *
 *   node bench/authority.ts [rounds=5]
 *
 * Beside the rate stands the store's own processor time, which says the same when the machine has other work. The limit:
 * (c) takes at most 15 % more of it than (a).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { send, startProcess, type Running } from '../test/server/process.ts'
import { startIssuer, type TestIssuer } from '../test/trust/tokens/issuer.ts'
import { bodyAt } from './fixtures.ts'
import { load, post } from './load.ts'

const LIMIT = 1.15
const BATCHES = 60
const BATCH = 100
const CONNECTIONS = 4
const AUDIENCE = 'https://store.example.org'
const SECRET = 'a-secret-of-forty-eight-characters-for-the-bench'
/** So that the events' own times are in the past, and not long past. */
const FIRST = Math.floor((Date.now() - Date.UTC(2026, 0, 1)) / 10_000) - 200_000

const KINDS = ['a: this machine', 'b: static token', 'c: new token each time', 'd: one token'] as const
type Kind = (typeof KINDS)[number]

/** Events a second, and seconds of processor for one. */
interface Taken {
  rate: number
  cpu: number
}

/** Of 50 grants the last one is for this pipeline. */
function documentFor(issuer: TestIssuer): string {
  const grants = Array.from({ length: 50 }, (_, index) => {
    const owner = index === 49 ? '4567' : String(100_000 + index)
    return `  - name: team-${index}
    to: [{ issuer: '${issuer.githubUrl}', repositoryOwnerId: '${owner}' }]
    may:
      write:
        - { types: [build.*, artifact.*, testsuiterun.*, taskrun.*, pipelinerun.*, incident.*], sources: ['https://forge.example/acme/*', own], environments: [ci, staging] }
        - { types: [service.*], sources: ['https://forge.example/acme/*'], environments: [staging, production] }
      ask: { environments: [production, staging] }
      read: true`
  })
  return `apiVersion: turnpike/v1
kind: Trust
metadata: { organisation: default }
clock: { behind: 60d }
issuers:
  ci: { kind: github, url: '${issuer.githubUrl}' }
grants:
${grants.join('\n')}
`
}

async function measure(rounds: number): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'turnpike-authority-'))
  const issuer = await startIssuer()
  const trustFile = join(directory, 'trust.yaml')
  writeFileSync(trustFile, documentFor(issuer))
  const open = (name: string, more: object) =>
    startProcess(join(directory, `${name}.db`), '0', '', JSON.stringify(more))
  const stores: Record<Kind, Running> = {
    'a: this machine': await open('a', {}),
    'b: static token': await open('b', { tokens: [{ name: 'ci', secret: SECRET }] }),
    'c: new token each time': await open('c', { trustFile, publicUrl: AUDIENCE }),
    'd: one token': await open('d', { trustFile, publicUrl: AUDIENCE }),
  }
  const taken: Record<Kind, Taken[]> = {
    'a: this machine': [],
    'b: static token': [],
    'c: new token each time': [],
    'd: one token': [],
  }
  const cpuOf = async (kind: Kind): Promise<number> => {
    const headers = await credentialFor(kind, issuer)
    const { text } = await send(`${stores[kind].url}/metrics`, { headers })
    return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1])
  }
  try {
    for (let round = 0; round <= rounds; round++) {
      // Another one is the first each time: what comes first after a pause is slower.
      const order = KINDS.map((_, index) => KINDS[(index + round) % KINDS.length] as Kind)
      for (const kind of order) {
        const requests = await requestsOf(kind, issuer, FIRST + round * BATCHES * BATCH)
        const before = await cpuOf(kind)
        const { perSecond } = await load({
          port: Number(new URL(stores[kind].url).port),
          connections: CONNECTIONS,
          requests,
        })
        const cpu = ((await cpuOf(kind)) - before) / (BATCHES * BATCH)
        const rate = perSecond * BATCH
        console.error(
          `round ${round}, ${kind}: ${Math.round(rate)} events/s, ${(cpu * 1e6).toFixed(0)} µs each`,
        )
        // The first round warms up.
        if (round > 0) taken[kind].push({ rate, cpu })
      }
    }
  } finally {
    for (const { process, ended } of Object.values(stores)) {
      process.kill('SIGTERM')
      await ended
    }
    await issuer.stop()
    rmSync(directory, { recursive: true })
  }
  report(taken)
}

async function requestsOf(kind: Kind, issuer: TestIssuer, first: number): Promise<string[]> {
  const same = await credentialFor(kind, issuer)
  return Promise.all(
    Array.from({ length: BATCHES }, async (_, batch) => {
      const indexes = Array.from({ length: BATCH }, (_, index) => first + batch * BATCH + index)
      const text = post('/v1/events', `[${indexes.map(bodyAt).join(',')}]`)
      const { authorization } = kind.startsWith('c') ? await credentialFor(kind, issuer) : same
      return authorization === undefined
        ? text
        : text.replace('\r\n\r\n', `\r\nauthorization: ${authorization}\r\n\r\n`)
    }),
  )
}

async function credentialFor(kind: Kind, issuer: TestIssuer): Promise<Record<string, string>> {
  if (kind.startsWith('a')) return {}
  const secret = kind.startsWith('b') ? SECRET : await issuer.githubToken({ aud: AUDIENCE })
  return { authorization: `Bearer ${secret}` }
}

function report(taken: Record<Kind, Taken[]>): void {
  const median = (kind: Kind, of: (one: Taken) => number) => {
    const values = taken[kind].map(of).sort((x, y) => x - y)
    return values[Math.floor(values.length / 2)] ?? NaN
  }
  const [first] = KINDS
  const ratio = (kind: Kind) => median(kind, ({ cpu }) => cpu) / median(first, ({ cpu }) => cpu)
  console.log(`\nbatches of ${BATCH}, median of ${taken[first].length} rounds`)
  for (const kind of KINDS) {
    const rate = Math.round(median(kind, (one) => one.rate)).toLocaleString('en')
    const cpu = (median(kind, (one) => one.cpu) * 1e6).toFixed(1)
    console.log(
      `${kind.padEnd(26)}${rate.padStart(8)} events/s  ${cpu.padStart(7)} µs of processor each  ${ratio(kind).toFixed(3)} × (a)`,
    )
  }
  const cost = ratio('c: new token each time')
  console.log(cost <= LIMIT ? `within ${LIMIT}` : `more than ${LIMIT}`)
}

await measure(Number(process.argv[2]) || 5)
