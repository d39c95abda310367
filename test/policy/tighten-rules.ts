/** Random rules, and random changes of them, for the properties of layers: each field from a few telling values. */
import fc from 'fast-check'

/** A rule as a document has it. */
export type Written = Record<string, unknown>

/** Mostly absent: a rule that asks for everything at once is never passed. */
const maybe = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })
export const from = <T>(...values: T[]) => fc.constantFrom(...values)
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
  producer: {
    types: from<unknown>('testsuiterun.finished', ['testsuiterun.finished', 'artifact.published']),
    from: list('ci', 'ops', 'local'),
    onMissing: maybe(from('deny', 'wait', 'pass')),
  },
  change: {
    classes: maybe(list('standard', 'normal', 'major')),
    states: maybe(list('approved', 'planned')),
    scheduled: maybe(fc.constant(['standard'])),
    ...trusting,
    onMissing,
  },
  'rollback-plan': { first: maybe(from('allow', 'deny')), ...trusting, onMissing },
  anyOf: {
    members: fc.uniqueArray(
      fc.record({
        id: from('a', 'b', 'c'),
        kind: fc.constant('evidence'),
        type: from('testsuiterun.finished', 'artifact.published'),
        producer: list('ci', 'ops'),
        maxAge: from('2h', '8d'),
      }),
      { minLength: 2, maxLength: 3, selector: ({ id }) => id },
    ),
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
    return { earlier: coherent(given(earlier)), later: coherent(given({ ...earlier, ...changed })) }
  })
}

/** Fields of a threshold that go together: most draws would not load. */
function coherent(rule: Written): Written {
  if (rule['kind'] !== 'threshold') return rule
  const {
    of = 'latest',
    value = 'customData.n',
    period = '8d',
    maxAge,
    atLeast,
    atMost,
    onMissing,
    ...rest
  } = rule
  return given({
    ...rest,
    of,
    ...(of === 'count' ? {} : { value }),
    ...(of === 'latest' ? { maxAge } : { period }),
    atMost: atMost ?? (atLeast === undefined ? 3 : undefined),
    atLeast: of === 'count' && (atLeast as number) <= 0 ? undefined : atLeast,
    onMissing: of !== 'count' && onMissing === 'zero' ? 'deny' : onMissing,
  })
}

export function given(fields: Written): Written {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
