/** What the store says about itself to Prometheus. Label values come from closed sets, never from strangers. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { Decision } from '../policy/decision.ts'
import type { EventStore } from '../store/store.ts'
import type { ExceptionCounts } from './exceptions/gauges.ts'

export interface Metrics {
  /** One request answered: `route` is the address pattern of the table, or `unmatched`. */
  request(method: string, route: string, status: number, seconds: number): void
  receipts(receipts: readonly { status: string }[]): void
  decision(decision: Decision, seconds: number): void
  /** One was raised by this process. */
  nonconformity(): void
  /** Prometheus text format. */
  text(): Promise<string>
  contentType: string
}

export interface Gauges {
  store: EventStore
  organisation: string
  /** With figures of the process (memory, event loop), which belong to no organisation. */
  tellsOfProcess: boolean
  waits: () => number
  streams: () => number
  policies: () => number
  troubles: () => number
  trustTroubles: () => number
  /** Open ones. */
  nonconformities: () => Promise<number>
  /** Undefined where they are not known now. */
  exceptions: () => Promise<ExceptionCounts | undefined>
}

const REQUEST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
const DECISION_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 10, 60, 600, 3600]

export function createMetrics(gauges: Gauges): Metrics {
  const registry = new Registry()
  const registers = [registry]
  if (gauges.tellsOfProcess) collectDefaultMetrics({ register: registry })

  const requests = new Counter({
    name: 'turnpike_http_requests_total',
    help: 'Requests answered.',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const requestSeconds = new Histogram({
    name: 'turnpike_http_request_duration_seconds',
    help: 'Time from a request to its answer; waiting gates and streams are not in here.',
    labelNames: ['route'],
    buckets: REQUEST_SECONDS,
    registers,
  })
  const events = new Counter({
    name: 'turnpike_events_received_total',
    help: 'Events posted to this process, by what became of them.',
    labelNames: ['status'],
    registers,
  })
  const decisions = new Counter({
    name: 'turnpike_decisions_total',
    help: 'Decisions made by this process.',
    labelNames: ['verdict', 'mode'],
    registers,
  })
  const decisionSeconds = new Histogram({
    name: 'turnpike_decision_duration_seconds',
    help: 'Time from a question to its recorded decision, waiting included.',
    labelNames: ['verdict'],
    buckets: DECISION_SECONDS,
    registers,
  })
  new Gauge({
    name: 'turnpike_events_stored',
    help: 'Events in the store, by status.',
    labelNames: ['status'],
    registers,
    async collect() {
      for (const [status, count] of Object.entries(await gauges.store.counts(gauges.organisation)))
        this.set({ status }, count)
    },
  })
  const nonconformities = new Counter({
    name: 'turnpike_nonconformities_raised_total',
    help: 'Deployments without a valid decision that this process raised.',
    registers,
  })
  new Gauge({
    name: 'turnpike_nonconformities_open',
    help: 'Deployments without a valid decision that nobody has answered for.',
    registers,
    async collect() {
      this.set(await gauges.nonconformities())
    },
  })
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value())
      },
    })
  gauge('turnpike_waits_open', 'Gates that wait for an answer now.', gauges.waits)
  gauge('turnpike_streams_open', 'Readers of the event stream now.', gauges.streams)
  gauge('turnpike_policies', 'Policies in force.', gauges.policies)
  gauge('turnpike_policy_troubles', 'Policy documents that do not load.', gauges.troubles)
  gauge(
    'turnpike_trust_troubles',
    'Problems of the newest trust document; more than 0: a former one is in force.',
    gauges.trustTroubles,
  )
  const counted = (name: string, help: string, value: (counts: ExceptionCounts) => number) =>
    new Gauge({
      name,
      help: `${help} Of the newest 1000 events about them.`,
      registers,
      async collect() {
        const counts = await gauges.exceptions()
        // No figure rather than a wrong one.
        this.set(counts === undefined ? Number.NaN : value(counts))
      },
    })
  counted('turnpike_waivers_in_force', 'Waivers that count now.', (counts) => counts.waiversInForce)
  counted('turnpike_waivers_pending', 'Waivers that nobody has answered.', (counts) => counts.waiversPending)
  counted('turnpike_overrides_in_force', 'Overrides that count now.', (counts) => counts.overridesInForce)
  counted('turnpike_reviews_open', 'Overrides to be reviewed in time.', (counts) => counts.reviewsOpen)
  counted('turnpike_reviews_overdue', 'Overrides whose review is overdue.', (counts) => counts.reviewsOverdue)

  return {
    request(method, route, status, seconds) {
      requests.inc({ method, route, status })
      requestSeconds.observe({ route }, seconds)
    },
    receipts(receipts) {
      for (const { status } of receipts) events.inc({ status })
    },
    decision({ verdict, mode }, seconds) {
      decisions.inc({ verdict, mode })
      decisionSeconds.observe({ verdict }, seconds)
    },
    nonconformity: () => nonconformities.inc(),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
