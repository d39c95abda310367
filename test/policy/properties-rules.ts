/**
 * A grammar of policies for the properties: rules of all thirteen kinds, in layers, with terms for waivers and overrides.
 * Nearly everything that it writes loads; the properties that use it say how much of it did.
 */
import { createPrivateKey, createPublicKey } from 'node:crypto'
import fc from 'fast-check'
import { loadPolicy } from '../../src/policy/load.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { Keys } from './attestation-scene.ts'
import { from, given, KINDS } from './tighten-rules.ts'
import type { Written } from './tighten-rules.ts'

const DIGESTS = ['ab', 'cd'].map((two) => `sha256:${two.repeat(32)}`)

/** Always the same key, so that the same seed gives the same run. Of tests alone. */
const SEED = '302e020100300506032b657004220420' + '11'.repeat(32)
const privateKey = createPrivateKey({ key: Buffer.from(SEED, 'hex'), format: 'der', type: 'pkcs8' })
export const VERIFIER: Keys = {
  privateKey,
  pem: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }) as string,
}

const maybe = <T>(...values: T[]) => from<T | undefined>(undefined, undefined, ...values)
const onMissing = from('deny', 'wait', 'wait', undefined)
const believed = {
  producer: from<unknown>(['ci'], ['ci', 'ops'], ['ci', 'ops', 'local'], 'any'),
  level: maybe('recorded', 'logged'),
}
const window = from(
  { from: '2026-11-20T00:00Z', to: '2026-11-23T00:00Z' },
  { from: '2026-11-21T15:00Z', to: '2026-11-21T16:00Z' },
  { from: '2026-11-21T00:00Z', to: '2026-11-21T14:10Z' },
  { cron: '0 12 * * *', duration: '1h', timezone: 'Etc/UTC' },
  { cron: '0 12 * * *', duration: '3h', timezone: 'Etc/UTC' },
  { cron: '30 * * * *', duration: '40m', timezone: 'Etc/UTC' },
  { cron: '*/20 * * * *', duration: '30m', timezone: 'Etc/UTC' },
  { cron: '30 2 * * *', duration: '1h', timezone: 'Europe/Amsterdam' },
  { cron: '0 22 * * SAT', duration: '9h', timezone: 'America/New_York' },
)

/** The fields of each kind; those of `tighten-rules.ts`, and more where time or other senders come in. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, fc.Arbitrary<unknown>>>>> = {
  ...KINDS,
  evidence: { ...KINDS['evidence'], ...believed, count: maybe(1, 2), onMissing },
  absence: {
    ...KINDS['absence'],
    ...believed,
    feed: from<unknown>('none', 'none', { type: ['incident.detected', 'incident.resolved'], maxLag: '2h' }),
  },
  approval: { ...KINDS['approval'], ...believed, maxAge: maybe('2h', '8d'), onMissing },
  window: {
    deny: fc.option(fc.array(window, { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 2 }),
    allow: fc.array(window, { minLength: 1, maxLength: 3 }),
    onClosed: from('deny', 'wait', undefined),
  },
  order: {
    environments: from<unknown>(['staging'], ['staging'], ['staging', 'test']),
    oneOf: maybe(true),
    ...believed,
    onMissing,
  },
  soak: { environment: from('staging'), duration: from('5m', '1h', '2h'), ...believed, onMissing },
  environment: {
    ...KINDS['environment'],
    ...believed,
    expect: maybe(...DIGESTS.map((digest) => [digest]), DIGESTS),
    onMissing,
  },
  threshold: { ...KINDS['threshold'], ...believed },
  producer: { ...KINDS['producer'], from: from(['ci'], ['ci', 'ops']) },
  change: {
    classes: maybe(['standard', 'normal'], ['normal', 'major']),
    states: maybe(['approved', 'planned']),
    scheduled: maybe(['normal']),
    ...believed,
    onMissing,
  },
  'rollback-plan': {
    first: maybe('allow', 'deny'),
    tested: maybe<unknown>(
      { type: 'testsuiterun.finished', match: { 'testSuite.id': 'unit' }, maxAge: '2h' },
      { type: 'service.rolledback', maxAge: '8d' },
    ),
    ...believed,
    onMissing,
  },
}

const attestation = fc.oneof(
  fc.record({
    predicate: fc.constant('vsa'),
    attesters: fc.constant(['verifier']),
    verifiers: fc.constant(['https://verifier.example.org/*']),
    resources: fc.constant(['*']),
    levels: fc.constant(['SLSA_BUILD_LEVEL_2']),
    verifiedWithin: maybe('3h', '8d'),
    maxAge: maybe('2h', '8d'),
    producer: maybe(['ci']),
    onMissing,
  }),
  fc.record({
    verdict: from<unknown>(
      { organisation: 'beta', environment: 'staging' },
      { organisation: 'beta', environment: 'staging', maxAge: '2h' },
    ),
    onMissing,
  }),
)

export const ALL_KINDS = [
  ...['evidence', 'anyOf', 'threshold', 'absence', 'producer', 'approval', 'change'],
  ...['window', 'order', 'soak', 'environment', 'attestation', 'rollback-plan'],
] as const

/** Members stand for any kind that may be one. */
const MEMBERS = ALL_KINDS.filter((kind) => kind !== 'anyOf' && kind !== 'producer')

export function fieldsOf(kind: string): fc.Arbitrary<Written> {
  if (kind === 'attestation') return attestation.map((fields) => given({ kind, ...fields }))
  if (kind === 'anyOf')
    return fc
      .array(fc.constantFrom(...MEMBERS).chain(fieldsOf), { minLength: 2, maxLength: 3 })
      .map((all) => ({
        kind,
        members: all.map(({ lease: _, ...member }) => member),
      }))
  return fc.record(FIELDS[kind] ?? {}).map((fields) => coherent(given({ kind, ...fields })))
}

/** Fields that go together: most draws would not load. */
function coherent(rule: Written): Written {
  if (rule['kind'] === 'change' && !((rule['classes'] ?? ['normal']) as string[]).includes('normal'))
    return given({ ...rule, scheduled: undefined })
  if (rule['kind'] === 'absence' && rule['grace'] === '2h' && rule['lookback'] === '1h')
    return given({ ...rule, grace: undefined })
  if (rule['kind'] === 'evidence') return matching(rule)
  if (rule['kind'] !== 'threshold') return rule
  const { of = 'latest', value = 'customData.n', period = '8d', maxAge, ...rest } = rule
  const { atLeast, atMost, onMissing, ...more } = rest
  const low = of === 'count' && (atLeast as number) <= 0 ? undefined : atLeast
  return given({
    ...matching(more),
    of,
    ...(of === 'count' ? {} : { value }),
    ...(of === 'latest' ? { maxAge } : { period }),
    atMost: atMost ?? (low === undefined ? 3 : undefined),
    atLeast: low,
    onMissing: of !== 'count' && onMissing === 'zero' ? 'deny' : onMissing,
  })
}

/** A publication has neither a suite nor an outcome to ask for. */
function matching(rule: Written): Written {
  if (!Array.isArray(rule['type'])) return rule
  const { 'customData.n': n } = (rule['match'] ?? {}) as Record<string, unknown>
  return given({ ...rule, match: n === undefined ? undefined : { 'customData.n': n } })
}

/** What every rule may have, mostly absent. */
const around = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.record({
      enforce: from('block', 'warn', 'off', undefined),
      when: maybe<unknown>({ 'change.class': ['normal', 'major'] }, { service: 'webshop' }),
      unless: maybe<unknown>({ 'change.class': 'normal' }, "request.change.class == 'standard'"),
      effectiveFrom: maybe('2026-11-01', '2026-11-21T14:30:00Z'),
      effectiveUntil: maybe('2026-11-20', '2026-11-21T15:10:00Z'),
    }),
  },
)

export function ruleOf(kind: string): fc.Arbitrary<Written> {
  return fc
    .tuple(fieldsOf(kind), around, from<unknown>(true, true, undefined))
    .map(([fields, more, waivable]) =>
      given({ ...fields, ...effective(more), waivable, ...(leases(fields) ? { enforce: 'block' } : {}) }),
    )
}

/** It does not end before it begins. */
function effective(more: Written): Written {
  const { effectiveFrom, effectiveUntil } = more as Record<string, string | undefined>
  return effectiveFrom === undefined || effectiveUntil === undefined || effectiveFrom < effectiveUntil
    ? more
    : { ...more, effectiveUntil: undefined }
}

function leases(fields: Written): boolean {
  return fields['lease'] !== undefined
}

export interface PolicyOf {
  layer: string
  rules: readonly Written[]
  ttl?: string
  within?: string
  changeClass?: string
}

export const HEAD = {
  producers: {
    ci: { id: 'token:ci' },
    ops: { id: 'token:ops' },
    local: { id: 'loopback' },
  },
  groups: { board: ['urn:user:alice', ['urn:user:bob', 'urn:github:user:42'], 'urn:user:carol'] },
  attesters: { verifier: { key: VERIFIER.pem } },
}

/** The document. JSON is YAML. */
export function textOf({ layer, rules, ttl = '24h', within = '1h', changeClass }: PolicyOf): string {
  return JSON.stringify({
    apiVersion: 'turnpike/v1',
    kind: 'Policy',
    metadata: { name: layer, layer: layer.split('-')[0] },
    applies: { environments: ['production'] },
    ...HEAD,
    decisionTtl: ttl,
    ...(changeClass === undefined ? {} : { changeClass }),
    waivers: { from: ['group:board'], maxDuration: '30d' },
    override: {
      from: ['urn:user:alice', 'urn:user:dave'],
      second: { from: ['group:board'], within },
      review: { from: ['group:board'], within: '5d' },
    },
    rules: rules.map((rule, index) => named(`${layer}-${index}`, rule)),
  })
}

/** Members have ids of their own in the whole policy. */
function named(id: string, rule: Written): Written {
  const members = rule['members'] as Written[] | undefined
  return given({ id, ...rule, members: members?.map((member, at) => ({ ...member, id: `${id}-m${at}` })) })
}

const known = new Map<string, Policy | undefined>()

/** Undefined: it does not load. */
export async function loaded(written: PolicyOf): Promise<Policy | undefined> {
  const text = textOf(written)
  if (!known.has(text)) {
    const read = await loadPolicy(text, { name: written.layer, origin: 'store' })
    known.set(text, 'policy' in read ? read.policy : undefined)
  }
  return known.get(text)
}

/** One policy with rules of these kinds, or several in layers. */
export function policiesOf(kinds: readonly string[]): fc.Arbitrary<PolicyOf[]> {
  const rules = fc.tuple(...kinds.map(ruleOf))
  return fc
    .record({
      rules,
      ttl: from('24h', '24h', '15m'),
      within: from('before', '1h'),
      layers: from(['service'], ['service'], ['baseline', 'service'], ['service', 'service-b']),
    })
    .map(({ rules, ttl, within, layers }) =>
      layers
        .map((layer, at) => ({
          layer,
          ttl,
          within,
          rules: rules.filter((_, index) => index % layers.length === at),
        }))
        .filter((policy) => policy.rules.length > 0),
    )
}
