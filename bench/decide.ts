/**
 * How long one decision takes: ten rules (evidence with and without a condition, approval, window, soak, absence,
 * environment) over 10, 100 and 1,000 events that they look at. `node bench/decide.ts`. Beside it the limit: reading
 * every one of those events once (its binding and its outcome) without deciding anything.
 */
import process from 'node:process'
import { bindingOf } from '../src/cdevents/binding.ts'
import { decide } from '../src/policy/decide.ts'
import type { GateRequest } from '../src/policy/decision.ts'
import { gather } from '../src/policy/gather.ts'
import { loadPolicy } from '../src/policy/load.ts'
import { requirements } from '../src/policy/requirements.ts'
import { createShelf } from '../src/policy/shelf.ts'
import { valueAt } from '../src/policy/paths.ts'
import type { CDEvent } from '../src/cdevents/event.ts'

const NOW = '2026-11-21T14:00:00.000Z'
const DIGEST = `sha256:${'ab'.repeat(32)}`
const REQUEST: GateRequest = {
  artifacts: [{ digest: DIGEST }],
  environment: 'production',
  service: 'webshop',
  actor: 'urn:user:dave',
}
const CI = { kind: 'token', id: 'token:ci' } as const

const suite = (id: string, more = '') =>
  `  - { id: ${id}, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: ${id} }, maxAge: 7d${more} }`
const policy = (condition: string) => `apiVersion: turnpike/v1
kind: Policy
metadata: { name: bench }
applies: { environments: [production] }
producers: { ci: { id: 'token:ci' } }
rules:
${['unit', 'integration', 'load'].map((id) => suite(id)).join('\n')}
${suite('security', condition)}
  - { id: packaged, kind: evidence, type: artifact.packaged, producer: [ci] }
  - { id: board, kind: approval, from: ['urn:user:alice'], excluding: [request.actor], producer: [ci], maxAge: 72h }
  - { id: freeze, kind: window, deny: [{ from: 2026-12-18T00:00, to: 2027-01-04T08:00, timezone: Europe/Amsterdam }] }
  - { id: soak, kind: soak, environment: staging, duration: 1h, producer: [ci] }
  - { id: calm, kind: absence, openedBy: incident.detected, closedBy: incident.resolved, producer: [ci], feed: none }
  - { id: free, kind: environment, producer: [ci], idle: 1h }
`

function shelfOf(count: number): ReturnType<typeof createShelf> {
  const shelf = createShelf()
  const put = (n: number, type: string, subject: string, content: object, environment: string): void => {
    const event = {
      context: {
        specversion: type.includes('approval') ? '0.6.0-draft' : '0.5.1',
        id: `e-${n}`,
        source: 'https://example.org/acme',
        type,
        timestamp: '2026-11-21T10:00:00Z',
      },
      subject: { id: subject, content },
      customData: { turnpike: { artifacts: [{ digest: DIGEST }], environment } },
    }
    const { problems } = shelf.put(event, CI, '2026-11-21T10:00:00.000Z')
    if (problems.length > 0) throw new Error(JSON.stringify(problems))
  }
  put(
    0,
    'dev.cdevents.artifact.packaged.0.3.0',
    `pkg:oci/webshop@${DIGEST.replace(':', '%3A')}`,
    { change: { id: '1' } },
    'ci',
  )
  put(
    1,
    'dev.cdevents.approval.updated.0.1.0',
    'approval',
    {
      approvalDetailsUrl: 'https://example.org/a',
      resourceTargetUrl: 'https://example.org/r',
      responder: 'urn:user:alice',
      decision: 'approved',
    },
    'production',
  )
  put(
    2,
    'dev.cdevents.service.deployed.0.3.0',
    'webshop',
    { environment: { id: 'staging' }, artifactId: `pkg:oci/webshop@${DIGEST.replace(':', '%3A')}` },
    'staging',
  )
  put(3, 'dev.cdevents.incident.resolved.0.3.0', 'I1', { environment: { id: 'production' } }, 'production')
  for (let n = 4; n < count; n++)
    put(
      n,
      'dev.cdevents.testsuiterun.finished.0.3.0',
      `run-${n}`,
      {
        outcome: 'success',
        environment: { id: 'ci' },
        testSuite: { id: ['unit', 'integration', 'load', 'security'][n % 4]! },
      },
      'ci',
    )
  return shelf
}

/** Median and 99th percentile in µs. */
function measure(work: () => void, rounds: number): { p50: number; p99: number } {
  for (let n = 0; n < Math.min(rounds, 300); n++) work()
  const times: number[] = []
  for (let n = 0; n < rounds; n++) {
    const start = process.hrtime.bigint()
    work()
    times.push(Number(process.hrtime.bigint() - start) / 1000)
  }
  times.sort((a, b) => a - b)
  return { p50: times[Math.floor(times.length / 2)]!, p99: times[Math.floor(times.length * 0.99)]! }
}

async function main(): Promise<void> {
  console.log('one decision of ten rules, µs                                  p50      p99')
  for (const [name, condition] of [
    ['without a condition', ''],
    [
      'one CEL condition',
      `, where: 'event.subject.content.outcome == "success" && event.subject.content.testSuite.id.matches("^sec")'`,
    ],
  ] as const) {
    const loaded = await loadPolicy(policy(condition), { name: 'bench', origin: 'store' })
    if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems))
    for (const count of [10, 100, 1000]) {
      const shelf = shelfOf(count)
      const evidence = await gather(shelf, 'default', requirements([loaded.policy], REQUEST, NOW))
      const options = {
        id: '00000000-0000-4000-8000-000000000000',
        now: NOW,
        organisation: 'default',
        requester: CI,
        mode: 'enforce',
      } as const
      const decision = decide([loaded.policy], REQUEST, evidence, options)
      if (decision.verdict !== 'allow')
        throw new Error(
          `${decision.summary} ${JSON.stringify(decision.findings.filter(({ result }) => result !== 'pass'))}`,
        )
      const rounds = count === 1000 ? 300 : 2000
      print(
        `${name}, ${count} events`,
        measure(() => void decide([loaded.policy], REQUEST, evidence, options), rounds),
      )
      const events = (await shelf.query({ organisation: 'default', limit: count })).events.map(
        ({ event }) => event as CDEvent,
      )
      if (condition === '')
        print(
          `  limit: each of the ${count} events read once`,
          measure(() => events.forEach((event) => [bindingOf(event), valueAt(event, 'outcome')]), rounds),
        )
    }
  }
}

function print(what: string, { p50, p99 }: { p50: number; p99: number }): void {
  console.log(`${what.padEnd(56)} ${p50.toFixed(0).padStart(8)} ${p99.toFixed(0).padStart(8)}`)
}

await main()
