/** Random rules, and random changes of them, for the properties of layers: each field from a few telling values. */
import fc from 'fast-check'
import type { Said } from './scene.ts'

/** A rule as a document has it. */
export type Written = Record<string, unknown>

/** Mostly absent: a rule that asks for everything at once is never passed. */
const maybe = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })
const from = <T>(...values: T[]) => fc.constantFrom(...values)
const list = <T>(...values: T[]) => fc.subarray(values, { minLength: 1 })
const onMissing = maybe(from('deny', 'wait'))
const trusting = {
  producer: fc.oneof(list('ci', 'ops', 'local'), fc.constant(['ci', 'ops', 'local']), fc.constant('any')),
  level: maybe(from('recorded', 'logged')),
}
const match = fc
  .record({
    outcome: maybe(fc.constant('success')),
    'testSuite.id': maybe(from<unknown>('unit', 'lint', ['unit', 'lint'])),
    'customData.n': maybe(from<unknown>(1, [0, 1], [1, 2])),
  })
  .map(given)
  .map((entries) => (Object.keys(entries).length === 0 ? undefined : entries))
const where = maybe(from('event.customData.n >= 1', 'event.context.id != ""'))
const window = from(
  { from: '2026-11-20T00:00Z', to: '2026-11-23T00:00Z' },
  { from: '2026-11-21T00:00Z', to: '2026-11-22T00:00Z' },
  { from: '2026-12-21T00:00Z', to: '2026-12-22T00:00Z' },
  { cron: '0 12 * * *', duration: '1h', timezone: 'Etc/UTC' },
  { cron: '0 12 * * *', duration: '3h', timezone: 'Etc/UTC' },
)

/** The fields of each kind that a document may vary. */
export const KINDS: Readonly<Record<string, Readonly<Record<string, fc.Arbitrary<unknown>>>>> = {
  evidence: {
    type: from<unknown>('testsuiterun.finished', ['testsuiterun.finished', 'artifact.published']),
    ...trusting,
    match,
    where,
    count: maybe(from(1, 2, 3)),
    maxAge: maybe(from('30m', '2h', '8d')),
    onMissing,
  },
  absence: {
    openedBy: from<unknown>('incident.detected', ['incident.detected', 'incident.reported']),
    closedBy: from<unknown>('incident.resolved', undefined),
    scope: from('environment', 'service', undefined),
    ...trusting,
    match: maybe(from({ 'customData.n': 1 }, { 'customData.n': [0, 1] })),
    where,
    lookback: maybe(from('1h', '8d')),
    grace: maybe(from('10m', '2h')),
    feed: from<unknown>('none', 'none', { type: 'incident.detected', maxLag: '2h' }),
  },
  approval: {
    quorum: maybe(from(1, 2)),
    from: from<unknown>(
      ['group:board'],
      ['urn:user:alice', 'urn:user:carol'],
      ['group:board', 'urn:user:mallory'],
    ),
    excluding: maybe(list('request.actor', 'change.author')),
    delegation: maybe(fc.boolean()),
    ...trusting,
    maxAge: maybe(from('2h', '8d')),
    onMissing,
  },
  window: {
    deny: maybe(fc.array(window, { minLength: 1, maxLength: 2 })),
    allow: fc.array(window, { minLength: 1, maxLength: 2 }),
    onClosed: maybe(from('deny', 'wait')),
  },
  order: { environments: list('staging', 'test', 'ci'), oneOf: maybe(fc.boolean()), ...trusting, onMissing },
  soak: {
    environment: from('staging', 'staging', 'test'),
    duration: from('5m', '1h', '2h'),
    ...trusting,
    onMissing,
  },
  environment: {
    idle: from('10m', '2h'),
    unlocked: maybe(fc.boolean()),
    expect: maybe(list(`sha256:${'ab'.repeat(32)}`, `sha256:${'cd'.repeat(32)}`)),
    lease: maybe(from('10m', '1h')),
    ...trusting,
    onMissing,
  },
  threshold: {
    type: from<unknown>('testsuiterun.finished', ['testsuiterun.finished', 'artifact.published']),
    ...trusting,
    match,
    where,
    value: from('customData.n', 'customData.n', undefined),
    of: from('latest', 'max', 'min', 'sum', 'average', 'count', undefined),
    atLeast: maybe(from(-1, 0, 1)),
    atMost: maybe(from(1, 2, 3)),
    scope: from('artifact', undefined),
    period: maybe(from('1h', '8d')),
    maxAge: maybe(from('1h', '8d')),
    onMissing: maybe(from('deny', 'wait', 'zero')),
  },
}

const common: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  enforce: from('block', 'block', 'block', 'warn', 'off', undefined),
  when: from<unknown>(
    ...[
      undefined,
      undefined,
      undefined,
      { 'change.class': 'standard' },
      { 'change.class': ['standard', 'normal'] },
    ],
    ...[{ service: 'webshop' }, "request.change.class == 'standard'"],
  ),
  unless: from<unknown>(
    ...[
      undefined,
      undefined,
      undefined,
      { 'change.class': 'standard' },
      { 'change.class': ['standard', 'normal'] },
    ],
    ...[{ service: 'webshop', 'change.class': 'standard' }, "request.change.class == 'standard'"],
  ),
  effectiveFrom: from(undefined, undefined, '2026-11-01', '2026-12-01'),
  effectiveUntil: from(undefined, undefined, '2026-11-20', '2026-12-01'),
  waivable: maybe(fc.boolean()),
}

/** A rule of a kind, and another that differs from it in a field or two. */
export function twoRules(kind: string): fc.Arbitrary<{ earlier: Written; later: Written }> {
  const own = KINDS[kind] ?? {}
  const change = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
    fc.oneof(...Object.entries(fields).map(([field, value]) => value.map((drawn) => ({ [field]: drawn }))))
  const changes = fc.oneof(
    { weight: 4, arbitrary: change(own) },
    { weight: 1, arbitrary: change(common) },
    { weight: 1, arbitrary: fc.tuple(change(own), change(own)).map(([a, b]) => ({ ...a, ...b })) },
  )
  const around = fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.record(common) },
  )
  return fc.tuple(fc.record(own), around, changes).map(([drawn, more, changed]) => {
    const earlier = { id: 'r', kind, ...drawn, ...more }
    return { earlier: given(earlier), later: given({ ...earlier, ...changed }) }
  })
}

export function given(fields: Written): Written {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

const by = fc.constantFrom<Said['by']>(...(['token:ci', 'token:ci', 'token:ops', 'token:fork'] as const), {
  kind: 'loopback',
  id: 'loopback',
})
const AGES = ['9d', '3h', '70m', '20m', '1m']
const when = from(...AGES)
const digest = from(`sha256:${'ab'.repeat(32)}`, `sha256:${'ab'.repeat(32)}`, `sha256:${'cd'.repeat(32)}`)
const customData = from<unknown>({ n: 1 }, { n: 1 }, { n: 0 }, { n: -1 }, { n: 2 }, { n: 'x' }, undefined)

const DRAWN: Readonly<Record<string, fc.Arbitrary<Said>>> = {
  tests: fc
    .record({
      outcome: from('success', 'success', 'success', 'failure', 'cancel'),
      id: from('unit', 'unit', 'lint'),
      customData,
      artifact: digest,
      subject: from('s1', 's2', 's3'),
    })
    .map(({ outcome, id, ...rest }) => ({
      ...given(rest),
      type: 'testsuiterun.finished',
      environment: 'ci',
      content: { outcome, testSuite: { id } },
    })),
  published: fc
    .record({ artifact: digest, customData })
    .map((rest) => ({ ...given(rest), type: 'artifact.published' })),
  votes: fc
    .record({
      who: from('alice', 'bob', 'carol', 'mallory'),
      decision: from('approved', 'approved', 'approved', 'rejected', 'deferred', 'delegate'),
      to: from('alice', 'carol', 'mallory', undefined),
      environment: from('production', 'production', 'staging'),
    })
    .map(({ who, decision, to, environment }) => ({
      type: 'approval.updated',
      subject: `approval-${who}`,
      environment,
      content: { approvalDetailsUrl: 'https://example.org/a', responder: `urn:user:${who}`, decision },
      ...(to === undefined ? {} : { customData: { turnpike: { approval: { delegate: `urn:user:${to}` } } } }),
    })),
  deployments: fc
    .record({
      what: from('deployed', 'deployed', 'upgraded', 'rolledback', 'removed'),
      environment: from('staging', 'staging', 'test', 'production'),
      artifact: digest,
    })
    .map(({ what, artifact, environment }) => ({
      type: `service.${what}`,
      subject: 'webshop',
      environment,
      ...(what === 'removed' ? { artifact: undefined } : { artifact }),
    })),
  incidents: fc
    .record({
      what: from('detected', 'reported', 'resolved', 'resolved'),
      id: from('I1', 'I2'),
      environment: from('production', 'staging'),
      customData,
      service: from('webshop', undefined),
    })
    .map(({ what, id, ...rest }) => ({
      ...given(rest),
      type: `incident.${what}`,
      ...(what === 'reported' ? { content: { ticketURI: 'https://example.org/t' } } : {}),
      subject: id,
      artifact: undefined,
    })),
  locks: from('locked', 'unlocked', 'unlocked').map((what) => ({
    type: `dev.cdeventsx.turnpike-environment.${what}.0.1.0`,
    subject: 'production',
    environment: 'production',
    artifact: undefined,
  })),
  runs: fc
    .record({
      what: from('started', 'finished', 'finished'),
      id: from('https://r.example/1', 'https://r.example/2'),
    })
    .map(({ what, id }) => ({
      type: `taskrun.${what}`,
      subject: id,
      environment: 'production',
      artifact: undefined,
      ...(what === 'finished' ? { content: { outcome: 'success' } } : {}),
    })),
}

/** What is worth saying to each kind. */
const TOPICS: Readonly<Record<string, readonly string[]>> = {
  evidence: ['tests', 'tests', 'published'],
  threshold: ['tests', 'tests', 'published'],
  absence: ['incidents'],
  approval: ['votes'],
  order: ['deployments'],
  soak: ['deployments', 'deployments', 'incidents'],
  environment: ['locks', 'runs', 'deployments'],
  window: ['tests'],
}

/** In the order in which a store would have received them. */
export function eventsFor(kind: string): fc.Arbitrary<Said[]> {
  const drawn = fc.oneof(...(TOPICS[kind] ?? []).map((topic) => DRAWN[topic]!))
  return fc
    .array(
      drawn.chain((said) => fc.record({ by, when }).map((sent) => ({ ...said, ...sent }))),
      { maxLength: 7 },
    )
    .map((events) => events.sort((a, b) => AGES.indexOf(a.when ?? '') - AGES.indexOf(b.when ?? '')))
}
