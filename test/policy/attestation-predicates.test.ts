/** What each predicate must say to pass, and what everything else comes to. Over 300 lines: tables, a row each. */
import { describe, expect, test } from '@jest/globals'
import { reaches } from '../../src/policy/attestation/predicates/levels.ts'
import { attested, found, statement, VSA, VSA_RULE, vsaOf } from './attestation-scene.ts'

type Json = Record<string, unknown>
const PASS = 'pass attested'
const FAILED = 'fail predicate-failed'
const MISSING = 'error field-missing'

/** Of one rule and one statement: result and reason. */
async function says(rule: string, type: string, predicate: unknown, more: Json = {}): Promise<string> {
  const { result, reason } = await found(rule, [attested(statement(type, predicate, more))])
  return `${result} ${reason}`
}

describe('slsa-provenance', () => {
  const V1 = 'https://slsa.dev/provenance/v1'
  const V02 = 'https://slsa.dev/provenance/v0.2'
  const BUILDER = 'https://builder.example.org/build.yml@refs/tags/v1'
  const RULE =
    "predicate: slsa-provenance, attesters: [verifier], builders: ['https://builder.example.org/build.yml@*']"
  const SOURCES = `${RULE}, sources: [{ uri: https://github.com/acme/shop, ref: 'refs/tags/*' }]`
  const v1 = (parameters: Json = {}, change: Json = {}) => ({
    buildDefinition: { buildType: 'https://types.example.org/v1', externalParameters: parameters },
    runDetails: { builder: { id: BUILDER } },
    ...change,
  })
  const v02 = (uri?: string, change: Json = {}) => ({
    builder: { id: BUILDER },
    buildType: 'https://types.example.org/v1',
    ...(uri === undefined ? {} : { invocation: { configSource: { uri } } }),
    ...change,
  })
  const workflow = (repository: string, ref?: string) => ({ workflow: { repository, ref } })

  test.each<[string, string, string, Json, string]>([
    ['v1', RULE, V1, v1(), PASS],
    ['v0.2', RULE, V02, v02(), PASS],
    [
      'another builder',
      RULE,
      V1,
      v1({}, { runDetails: { builder: { id: 'https://evil.example.org' } } }),
      FAILED,
    ],
    ['no builder', RULE, V1, v1({}, { runDetails: {} }), MISSING],
    ['a builder that is a number', RULE, V02, v02(undefined, { builder: { id: 7 } }), MISSING],
    ['v0.2 fields in v1', RULE, V1, v02(), MISSING],
    ['no buildType', RULE, V02, v02(undefined, { buildType: '' }), MISSING],
    ['another buildType', `${RULE}, buildTypes: ['https://other.example.org']`, V1, v1(), FAILED],
    ['the buildType', `${RULE}, buildTypes: ['https://types.example.org/*']`, V1, v1(), PASS],
    [
      'the source of a workflow',
      SOURCES,
      V1,
      v1(workflow('https://github.com/acme/shop', 'refs/tags/v2')),
      PASS,
    ],
    [
      'another repository',
      SOURCES,
      V1,
      v1(workflow('https://github.com/acme/shop-evil', 'refs/tags/v2')),
      FAILED,
    ],
    ['another ref', SOURCES, V1, v1(workflow('https://github.com/acme/shop', 'refs/heads/x')), FAILED],
    ['no ref', SOURCES, V1, v1(workflow('https://github.com/acme/shop')), MISSING],
    ['no source that is known', SOURCES, V1, v1({ repo: 'https://github.com/acme/shop' }), MISSING],
    ['the source in v0.2', SOURCES, V02, v02('git+https://github.com/acme/shop@refs/tags/v2'), PASS],
    ['the source with .git', SOURCES, V02, v02('git+https://github.com/acme/shop.git@refs/tags/v2'), PASS],
    ['another source in v0.2', SOURCES, V02, v02('git+https://github.com/evil/shop@refs/tags/v2'), FAILED],
    [
      'a source as a name and password',
      SOURCES,
      V02,
      v02('https://github.com/acme/shop@evil.example.org/x'),
      FAILED,
    ],
    [
      'two sources, one of them another',
      SOURCES,
      V1,
      v1({
        ...workflow('https://github.com/acme/shop', 'refs/tags/v2'),
        source: 'git+https://github.com/evil/x@refs/tags/v2',
      }),
      FAILED,
    ],
    [
      'a source below a pattern',
      `${RULE}, sources: [{ uri: https://github.com/acme/* }]`,
      V1,
      v1(workflow('https://github.com/acme/shop')),
      PASS,
    ],
    [
      'a source that climbs out',
      `${RULE}, sources: [{ uri: https://github.com/acme/* }]`,
      V1,
      v1(workflow('https://github.com/acme/../evil/x')),
      FAILED,
    ],
    ['a version that is not known', RULE, 'https://slsa.dev/provenance/v3', v1(), 'error unknown-predicate'],
  ])('%s', async (_, rule, type, predicate, answer) => {
    expect(await says(rule, type, predicate)).toBe(answer)
  })
})

describe('test-result', () => {
  const TYPE = 'https://in-toto.io/attestation/test-result/v0.1'
  const RULE = 'predicate: test-result, attesters: [verifier]'
  const of = (change: Json = {}) => ({ result: 'PASSED', configuration: [{ name: 'unit' }], ...change })

  test.each<[string, string, Json, string]>([
    ['PASSED', RULE, of(), PASS],
    ['WARNED', RULE, of({ result: 'WARNED' }), FAILED],
    ['FAILED', RULE, of({ result: 'FAILED', failedTests: ['a'] }), FAILED],
    ['PASSED with a failed test', RULE, of({ failedTests: ['a'] }), FAILED],
    ['passed', RULE, of({ result: 'passed' }), 'error unknown-result'],
    ['no result', RULE, of({ result: undefined }), MISSING],
    ['a result that is true', RULE, of({ result: true }), MISSING],
    ['no configuration', RULE, of({ configuration: undefined }), MISSING],
    ['failed tests that are no list', RULE, of({ failedTests: 'none' }), MISSING],
    ['failed tests that are no texts', RULE, of({ failedTests: [{}] }), MISSING],
    ['another configuration', `${RULE}, configurations: [e2e]`, of(), 'fail not-meant'],
    ['a named test that passed', `${RULE}, tests: [a]`, of({ passedTests: ['a', 'b'] }), PASS],
    ['a named test that did not run', `${RULE}, tests: [c]`, of({ passedTests: ['a', 'b'] }), FAILED],
  ])('%s', async (_, rule, predicate, answer) => {
    expect(await says(rule, TYPE, predicate)).toBe(answer)
  })

  test('a newer pass of one run hides no failure of another', async () => {
    const events = [of({ result: 'FAILED', configuration: [{ name: 'e2e' }] }), of()].map((one) =>
      attested(statement(TYPE, one)),
    )
    expect((await found(RULE, events)).result).toBe('fail')
    expect((await found(`${RULE}, configurations: [unit]`, events)).result).toBe('pass')
  })
})

describe('vulns', () => {
  const V02 = 'https://in-toto.io/attestation/vulns/v0.2'
  const RULE = 'predicate: vulns, attesters: [verifier], atMost: { critical: 0, high: 1 }'
  const one = (...severity: [string, unknown][]) => ({
    id: 'CVE-1',
    severity: severity.map(([method, score]) => ({ method, score })),
  })
  const of = (result: unknown, change: Json = {}) => ({
    scanner: {
      uri: 'pkg:github/aquasecurity/trivy@1',
      db: { lastUpdate: '2026-11-20T12:00:00Z' },
      result,
    },
    metadata: { scanStartedOn: '2026-11-21T11:00:00Z', scanFinishedOn: '2026-11-21T12:00:00Z' },
    ...change,
  })

  test.each<[string, string, unknown, string]>([
    ['none found', RULE, of([]), PASS],
    ['as many as are accepted', RULE, of([one(['nvd', 'high']), one(['nvd', 'low'])]), PASS],
    ['one too many', RULE, of([one(['nvd', 'high']), one(['nvd', 'HIGH'])]), FAILED],
    ['a critical one', RULE, of([one(['nvd', 'critical'])]), FAILED],
    ['the worst of several methods', RULE, of([one(['nvd', 'low'], ['vendor', 'critical'])]), FAILED],
    ['a CVSS number', RULE, of([one(['cvss_v3', '9.8'])]), FAILED],
    ['a low CVSS number', RULE, of([one(['cvss_v3', 3.1])]), PASS],
    ['what is nothing to mend', RULE, of([one(['nvd', 'info']), one(['nvd', 'none'])]), PASS],
    ['a number of another method beside', RULE, of([one(['epss', '0.9'], ['nvd', 'low'])]), PASS],
    ['a number of another method alone', RULE, of([one(['epss', '0.9'])]), 'error unknown-severity'],
    ['a word that nobody knows', RULE, of([one(['nvd', 'spicy'])]), 'error unknown-severity'],
    ['a word of a prototype', RULE, of([one(['nvd', 'constructor'])]), 'error unknown-severity'],
    ['no severity', RULE, of([{ id: 'CVE-1' }]), 'error unknown-severity'],
    ['no severity, which is accepted', RULE.replace(' }', ', unknown: 1 }'), of([{ id: 'CVE-1' }]), PASS],
    ['a CVSS number out of range', RULE, of([one(['cvss', '11'])]), 'error unknown-severity'],
    ['no result', RULE, of(null), MISSING],
    ['a result that is no list', RULE, of({}), MISSING],
    ['something in the list that is none', RULE, of(['CVE-1']), MISSING],
    ['no scanner', RULE, { metadata: of([]).metadata }, MISSING],
    ['no end of the scan', RULE, of([], { metadata: {} }), MISSING],
    ['another scanner', `${RULE}, scanners: ['pkg:github/anchore/*']`, of([]), 'fail not-meant'],
    ['a fresh database', `${RULE}, databaseAge: 3d`, of([]), PASS],
    ['an old database', `${RULE}, databaseAge: 1d`, of([]), 'fail too-old'],
    [
      'a database without a date',
      `${RULE}, databaseAge: 1d`,
      of([], { scanner: { uri: 'x', result: [] } }),
      MISSING,
    ],
    ['an old scan', `${RULE}, scannedWithin: 1h`, of([]), 'fail too-old'],
    [
      'a scan from the future',
      `${RULE}, scannedWithin: 1h`,
      of([], { metadata: { scanFinishedOn: '2027-01-01T00:00:00Z' } }),
      FAILED,
    ],
  ])('%s', async (_, rule, predicate, answer) => {
    expect(await says(rule, V02, predicate)).toBe(answer)
  })

  test('v0.1 is read in both of its forms', async () => {
    for (const each of [one(['nvd', 'critical']), { vulnerability: one(['nvd', 'critical']) }])
      expect(await says(RULE, 'https://in-toto.io/attestation/vulns/v0.1', of([each]))).toBe(FAILED)
  })
})

describe('vsa', () => {
  test.each<[string, string, Json, string]>([
    ['another verifier', VSA_RULE, { verifier: { id: 'https://evil.example.org' } }, 'fail not-meant'],
    ['no verifier', VSA_RULE, { verifier: {} }, MISSING],
    ['no resourceUri', VSA_RULE, { resourceUri: undefined }, MISSING],
    ['another resource', VSA_RULE.replace("['*']", '[https://other.example.org]'), {}, 'fail not-meant'],
    ['no policy', VSA_RULE, { policy: {} }, MISSING],
    ['FAILED', VSA_RULE, { verificationResult: 'FAILED' }, FAILED],
    ['passed', VSA_RULE, { verificationResult: 'passed' }, 'error unknown-result'],
    ['no result', VSA_RULE, { verificationResult: undefined }, MISSING],
    ['a level below', VSA_RULE, { verifiedLevels: ['SLSA_BUILD_LEVEL_1'] }, FAILED],
    ['a level of another track', VSA_RULE, { verifiedLevels: ['SLSA_SOURCE_LEVEL_3'] }, FAILED],
    ['an unevaluated level', VSA_RULE, { verifiedLevels: ['SLSA_BUILD_LEVEL_UNEVALUATED'] }, FAILED],
    ['no level', VSA_RULE, { verifiedLevels: [] }, FAILED],
    ['levels that are a text', VSA_RULE, { verifiedLevels: 'SLSA_BUILD_LEVEL_3' }, MISSING],
    ['PASSED with a level FAILED', VSA_RULE, { verifiedLevels: ['FAILED', 'SLSA_BUILD_LEVEL_3'] }, FAILED],
    [
      'two levels of a track',
      VSA_RULE,
      { verifiedLevels: ['SLSA_BUILD_LEVEL_3', 'SLSA_BUILD_LEVEL_1'] },
      'error ambiguous-level',
    ],
    ['verified lately', `${VSA_RULE}, verifiedWithin: 3h`, {}, PASS],
    ['verified too long ago', `${VSA_RULE}, verifiedWithin: 1h`, {}, 'fail too-old'],
    ['verified at no time', `${VSA_RULE}, verifiedWithin: 1h`, { timeVerified: undefined }, MISSING],
    [
      'verified in the future',
      `${VSA_RULE}, verifiedWithin: 1h`,
      { timeVerified: '2026-11-21T15:00:00Z' },
      FAILED,
    ],
    [
      'a time without an offset',
      `${VSA_RULE}, verifiedWithin: 3h`,
      { timeVerified: '2026-11-21T12:00:00' },
      MISSING,
    ],
    [
      'the policy',
      `${VSA_RULE}, policies: [{ uri: 'https://verifier.example.org/policy', digest: 'sha256:${'ef'.repeat(32)}' }]`,
      {},
      PASS,
    ],
    [
      'another digest of the policy',
      `${VSA_RULE}, policies: [{ uri: 'https://verifier.example.org/policy', digest: 'sha256:${'00'.repeat(32)}' }]`,
      {},
      FAILED,
    ],
    ['another policy', `${VSA_RULE}, policies: [{ uri: 'https://verifier.example.org/other' }]`, {}, FAILED],
    ['the version of SLSA', `${VSA_RULE}, slsaVersions: ['1.0']`, {}, PASS],
    ['another version of SLSA', `${VSA_RULE}, slsaVersions: ['1.1']`, {}, FAILED],
    ['no version of SLSA', `${VSA_RULE}, slsaVersions: ['1.0']`, { slsaVersion: undefined }, MISSING],
  ])('%s', async (_, rule, change, answer) => {
    const { result, reason } = await found(rule, [attested(vsaOf(change))])
    expect(`${result} ${reason}`).toBe(answer)
  })

  test('fields that nobody knows are ignored, as its parsing rules ask', async () => {
    expect((await found(VSA_RULE, [attested(vsaOf({ 'https://x.example.org/more': 1 }))])).result).toBe(
      'pass',
    )
    expect(Object.keys(VSA)).toContain('verificationResult')
  })

  test('a level implies those below it in its track, and nothing else', () => {
    const said = ['SLSA_BUILD_LEVEL_3', 'CUSTOM']
    for (const wanted of ['SLSA_BUILD_LEVEL_3', 'SLSA_BUILD_LEVEL_2', 'SLSA_BUILD_LEVEL_0', 'CUSTOM'])
      expect([wanted, reaches(said, wanted)]).toEqual([wanted, true])
    for (const wanted of [
      'SLSA_BUILD_LEVEL_4',
      'SLSA_SOURCE_LEVEL_1',
      'CUSTOM_2',
      'SLSA_BUILD_LEVEL_UNEVALUATED',
      '',
    ])
      expect([wanted, reaches(said, wanted)]).toEqual([wanted, false])
  })
})

describe('svr', () => {
  const V01 = 'https://in-toto.io/attestation/svr/v0.1'
  const V02 = 'https://in-toto.io/attestation/svr/v0.2'
  const RULE =
    "predicate: svr, attesters: [verifier], verifiers: ['https://verifier.example.org/*'], properties: [ORG_TESTED]"
  const of = (change: Json = {}) => ({
    verifier: { id: 'https://verifier.example.org/v2', policies: [] },
    timeCreated: '2026-11-21T12:00:00Z',
    properties: ['ORG_TESTED', 'SLSA_BUILD_LEVEL_3'],
    ...change,
  })
  const bare = { verifier: { id: 'https://verifier.example.org/v2' } }

  test.each<[string, string, string, Json, string]>([
    ['v0.1', RULE, V01, of(bare), PASS],
    ['v0.2', RULE, V02, of(), PASS],
    ['v0.2 without its list of policies', RULE, V02, of(bare), MISSING],
    ['a property that is not there', RULE, V02, of({ properties: ['OTHER'] }), FAILED],
    [
      'a level that implies the one that is needed',
      RULE.replace('ORG_TESTED', 'SLSA_BUILD_LEVEL_2'),
      V02,
      of(),
      PASS,
    ],
    ['properties that are a text', RULE, V02, of({ properties: 'ORG_TESTED' }), MISSING],
    ['no time', RULE, V02, of({ timeCreated: undefined }), MISSING],
    [
      'another verifier',
      RULE,
      V02,
      of({ verifier: { id: 'https://evil.example.org', policies: [] } }),
      'fail not-meant',
    ],
    ['no verifier', RULE, V02, of({ verifier: { policies: [] } }), MISSING],
    ['too old', `${RULE}, verifiedWithin: 1h`, V02, of(), 'fail too-old'],
    ['other policies', `${RULE}, policies: [{ uri: 'https://x' }]`, V02, of(), FAILED],
    [
      'the policy',
      `${RULE}, policies: [{ uri: 'https://x' }]`,
      V02,
      of({ verifier: { ...bare.verifier, policies: [{ uri: 'https://x' }] } }),
      PASS,
    ],
    [
      'a version that is not known',
      RULE,
      'https://in-toto.io/attestation/svr/v9',
      of(),
      'error unknown-predicate',
    ],
  ])('%s', async (_, rule, type, predicate, answer) => {
    expect(await says(rule, type, predicate)).toBe(answer)
  })
})

describe('what is required says all that the rule asks for', () => {
  test.each([
    [
      "predicate: slsa-provenance, attesters: [verifier], builders: ['https://b*'], buildTypes: ['https://t'], sources: [{ uri: https://s, ref: main }]",
      'SLSA provenance by https://b* (https://t) from https://s at main, signed by verifier',
    ],
    [
      "predicate: vsa, attesters: [verifier], verifiers: ['https://v'], resources: ['https://r'], levels: [SLSA_BUILD_LEVEL_3], policies: [{ uri: https://p }], slsaVersions: ['1.1', '1.2'], verifiedWithin: 30d",
      'verified by https://v as https://r: SLSA_BUILD_LEVEL_3, under https://p, by SLSA 1.1 or 1.2, timeVerified at most 30 d ago, signed by verifier',
    ],
    [
      "predicate: svr, attesters: [verifier], verifiers: ['https://v'], properties: [TESTED], policies: [{ uri: https://p }], verifiedWithin: 1d",
      'verified by https://v: TESTED, under https://p, timeCreated at most 1 d ago, signed by verifier',
    ],
    [
      "predicate: vulns, attesters: [verifier], atMost: { critical: 0 }, scanners: ['pkg:x*'], scannedWithin: 7d, databaseAge: 1d",
      'vulnerabilities: 0 critical at most, by pkg:x*, scanned at most 7 d ago, its database updated at most 1 d ago, signed by verifier',
    ],
  ])('%s', async (rule, required) => {
    expect((await found(rule, [])).required).toBe(required)
  })
})
