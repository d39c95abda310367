import { writeFileSync } from 'node:fs'
import process from 'node:process'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parse } from 'yaml'
import { policySchema, policyShape } from '../../src/policy/schema.ts'
import { checkShape } from '../../src/policy/shape.ts'
import { changed, comparing, openPlaces, placesIn } from '../published-schema.ts'
import { policyText, readRepositoryFile } from './scene.ts'

const FILE = 'schemas/policy.schema.json'
const shape = policyShape()
const agrees = comparing(policySchema(), (document) => checkShape(shape, document))

/** One document of every kind of rule and every field, to be broken in many ways. */
const FULL = parse(
  policyText(
    `
  - id: evidence
    kind: evidence
    title: Tests
    controls: [PR13.4]
    enforce: warn
    effectiveFrom: 2026-01-01
    effectiveUntil: 2027-01-01
    when: { change.class: [normal, major], service: webshop }
    unless: request.environment == "x"
    waivable: true
    remediation: Run them.
    owner: team
    type: [testsuiterun.finished, testcaserun.finished]
    producer: [ci]
    match: { outcome: success, customData.n: [1, true, x] }
    where: event.subject.id == "x"
    count: 2
    maxAge: 1h30m
    level: signed
    onMissing: wait
  - id: any-of
    kind: anyOf
    members:
      - { id: a, kind: evidence, type: artifact.published, producer: any }
      - { id: b, kind: window, allow: [{ cron: 0 9 * * *, duration: 8h, timezone: Etc/UTC, why: x }] }
      - { id: c, kind: environment, producer: any, unlocked: true, idle: 1h, expect: ['sha256:${'0'.repeat(64)}'] }
  - id: absence
    kind: absence
    openedBy: incident.detected
    closedBy: [incident.resolved]
    scope: service
    producer: [ops]
    lookback: 30d
    grace: 5d
    feed: { source: https://x, type: incident.resolved, maxLag: 10m }
  - { id: approval, kind: approval, quorum: 2, from: ['group:board'], excluding: [change.author], producer: [ops], maxAge: 72h }
  - { id: who, kind: producer, types: [testsuiterun.finished], from: [ci], onMissing: pass }
  - id: provenance
    kind: attestation
    predicate: slsa-provenance
    attesters: [build]
    producer: [ci]
    builders: [https://builder.example.org/*]
    buildTypes: [https://types.example.org/v1]
    sources: [{ uri: https://github.com/acme/shop, ref: refs/heads/main }]
    where: statement.predicate.x == 1
    maxAge: 7d
    onMissing: wait
  - id: scan
    kind: attestation
    predicate: vulns
    attesters: [build]
    atMost: { critical: 0, high: 3, medium: 9, low: 9, unknown: 1 }
    scanners: ['pkg:x*']
    databaseAge: 1d
    scannedWithin: 1d
  - id: tested
    kind: attestation
    predicate: test-result
    attesters: [build]
    configurations: [ci]
    tests: [one]
  - id: summary
    kind: attestation
    predicate: vsa
    attesters: [build]
    verifiers: [https://verifier.example.org]
    resources: ['*']
    levels: [SLSA_BUILD_LEVEL_2]
    properties: [x]
    policies: [{ uri: https://x.example.org, digest: 'sha256:0000000000000000000000000000000000000000000000000000000000000000' }]
    slsaVersions: ['1.0']
    verifiedWithin: 7d
  - { id: theirs, kind: attestation, verdict: { organisation: beta, environment: staging, policies: [p], maxAge: 1d } }
  - { id: window, kind: window, deny: [{ from: 2026-01-01T00:00, to: 2026-01-02T00:00, timezone: Etc/UTC }], onClosed: wait }
  - { id: order, kind: order, environments: [staging], oneOf: true, producer: any }
  - { id: soak, kind: soak, environment: staging, duration: 1h, producer: any }
  - { id: number, kind: threshold, type: testsuiterun.finished, producer: [ci], match: { outcome: success }, where: event.subject.id == "x", value: customData.n, atLeast: 1, atMost: 2.5, scope: service, maxAge: 1d, onMissing: wait }
  - { id: budget, kind: threshold, type: [service.rolledback], producer: [ci], of: count, period: 30d, atMost: 1, level: logged, onMissing: zero }
  - { id: rfc, kind: change, producer: [ops], classes: [standard, normal], states: [approved], scheduled: [normal], level: signed, onMissing: deny }
  - { id: way-back, kind: rollback-plan, producer: [ops], first: allow, tested: { type: service.rolledback, environment: staging, match: { customData.n: 1 }, maxAge: 1d } }
`,
    {
      more: "decisionTtl: 10m\nattesters: { build: { key: x }, ci: { sigstore: { trustedRoot: x, issuer: x, identity: x, repositoryId: '1', repositoryOwnerId: '1', ref: x, runnerEnvironment: x } } }",
      applies: '{ environments: [prod*], services: [webshop] }',
    },
  ),
) as Record<string, unknown>

describe('the published schema', () => {
  test('is what the loader checks by', () => {
    const text = `${JSON.stringify(policySchema(), null, 2)}\n`
    if (process.env['TURNPIKE_UPDATE'] === '1') writeFileSync(new URL(`../../${FILE}`, import.meta.url), text)
    // Out of date? TURNPIKE_UPDATE=1 npm test -- test/policy/schema
    expect(readRepositoryFile(FILE)).toBe(text)
  })

  test('allows no extra keys anywhere', () => {
    expect(openPlaces(policySchema())).toEqual([])
  })

  test('and the loader accept the full document', () => {
    expect(agrees(FULL)).toMatchObject({ schema: true, loader: true })
  })

  test('and the loader agree on packs and on the example', () => {
    for (const file of [
      'policies/starter/production.yaml',
      'policies/slsa/level-3.yaml',
      'examples/webshop/turnpike/production.yaml',
    ])
      expect(agrees(parse(readRepositoryFile(file)))).toMatchObject({ schema: true, loader: true })
  })

  test('and the loader agree on every single change of the full document', () => {
    const changes: ((value: unknown) => unknown)[] = [
      () => undefined,
      () => null,
      () => '',
      () => 'x',
      () => 'any',
      () => '1h',
      () => 0,
      () => 1.5,
      () => 1e9,
      () => true,
      () => [],
      () => ['x'],
      () => [1],
      () => ({}),
      () => ({ x: 1 }),
      () => 'x'.repeat(3000),
      () => Array.from({ length: 1000 }, () => 'x'),
      (value) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? { ...value, extra: 1 }
          : [value, value],
    ]
    let count = 0
    let refused = 0
    for (const path of placesIn(FULL))
      for (const change of changes) {
        const document = changed(FULL, path, change)
        const { schema, loader, why } = agrees(document)
        count++
        if (!loader) refused++
        if (schema !== loader)
          throw new Error(
            `${path.join('/')}: schema ${schema}, loader ${loader}: ${JSON.stringify({ why, change: change.toString() }).slice(0, 2000)}`,
          )
      }
    expect(count).toBeGreaterThan(2000)
    expect(refused).toBeGreaterThan(1000)
  })

  test('and the loader agree on anything', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (document) => {
        const { schema, loader } = agrees(document)
        return schema === loader
      }),
      { numRuns: 300, seed: 20261121 },
    )
  })
})
