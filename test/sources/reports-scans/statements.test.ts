/** Signed statements from files: what carries them, what they say, and which artifact they are about. */
import { describe, expect, test } from '@jest/globals'
import { statementDescriptions } from '../../../src/sources/reports/statements.ts'
import type { ReportContext } from '../../../src/sources/reports/report.ts'
import { context, DIGEST, eventsOf, HEX, OTHER, refusalOf, typesOf } from './reading.ts'

type Json = Record<string, unknown>

const SLSA = 'https://slsa.dev/provenance/v1'
const TEST_RESULT = 'https://in-toto.io/attestation/test-result/v0.1'
const VULNS = 'https://in-toto.io/attestation/vulns/v0.2'

const statement = (predicateType: string, predicate: unknown, ...digests: string[]) => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject: (digests.length === 0 ? [DIGEST] : digests).map((digest) => ({
    name: 'shop',
    digest: { sha256: digest.slice('sha256:'.length) },
  })),
  predicateType,
  predicate,
})
/** Signed by nobody in particular: nothing is verified here. */
const envelope = (payload: unknown) => ({
  payloadType: 'application/vnd.in-toto+json',
  payload: Buffer.from(JSON.stringify(payload)).toString('base64'),
  signatures: [{ sig: 'c2ln' }],
})
const bundle = (payload: unknown, version = 'application/vnd.dev.sigstore.bundle.v0.3+json') => ({
  mediaType: version,
  verificationMaterial: { certificate: { rawBytes: 'AA==' } },
  dsseEnvelope: envelope(payload),
})
const said = (document: unknown, where: ReportContext = context, options = {}) =>
  statementDescriptions(JSON.stringify(document), 'out/bundle.json', where, options)

describe('what it says', () => {
  const PROVENANCE = {
    buildDefinition: { buildType: 'https://acme.example/build' },
    runDetails: {
      builder: { id: 'https://acme.example/builder' },
      metadata: { invocationId: 'https://ci.example/runs/7', finishedOn: '2026-11-21T10:00:00Z' },
    },
  }

  test.each<[string, unknown, string[]]>([
    [
      'provenance in an envelope',
      envelope(statement(SLSA, PROVENANCE)),
      ['build.finished', 'artifact.packaged'],
    ],
    [
      'provenance in a bundle',
      bundle(statement(SLSA, PROVENANCE)),
      ['build.finished', 'artifact.packaged', 'artifact.signed'],
    ],
    [
      'provenance v0.2',
      envelope(statement('https://slsa.dev/provenance/v0.2', { builder: { id: 'b' } })),
      ['build.finished', 'artifact.packaged'],
    ],
    [
      'a signature of cosign',
      bundle(statement('https://sigstore.dev/cosign/sign/v1', {})),
      ['artifact.signed'],
    ],
    ['a test result', bundle(statement(TEST_RESULT, { result: 'PASSED' })), ['testsuiterun.finished']],
    [
      'vulnerabilities',
      bundle(statement(VULNS, { scanner: { result: [] } })),
      ['testsuiterun.finished', 'turnpike-scan.finished'],
    ],
    ['a verification summary', bundle(statement('https://slsa.dev/verification_summary/v1', {})), []],
    ['a predicate nobody knows', bundle(statement('https://acme.example/own', {})), []],
    ['a look-alike of provenance', bundle(statement('https://slsa.dev/provenance/v1x', {})), []],
    [
      'an SBOM',
      bundle(
        statement('https://cyclonedx.org/bom', {
          bomFormat: 'CycloneDX',
          specVersion: '1.6',
          components: [{ type: 'library' }],
        }),
      ),
      ['artifact.packaged', 'turnpike-sbom.published'],
    ],
  ])('%s', async (_, document, types) => {
    expect(typesOf(await said(document))).toEqual(['turnpike-attestation.published', ...types])
  })

  test('a build: who made it, in which run', async () => {
    const [carrier, built] = eventsOf(await said(bundle(statement(SLSA, PROVENANCE))))
    expect(carrier!.subject.content).toHaveProperty('bundle.dsseEnvelope')
    expect(built).toMatchObject({
      subject: { id: 'https://ci.example/runs/7', content: { artifactId: expect.stringContaining(HEX) } },
      customData: {
        turnpike: {
          artifacts: [{ digest: DIGEST }],
          statement: {
            predicateType: SLSA,
            builder: 'https://acme.example/builder',
            finished: '2026-11-21T10:00:00Z',
          },
        },
      },
    })
  })

  test('a signature: the one of the envelope', async () => {
    const signed = eventsOf(await said(bundle(statement('https://sigstore.dev/cosign/sign/v1', {})))).at(-1)
    expect(signed!.subject.content).toEqual({ signature: 'c2ln' })
  })

  test.each<[Json, string, string]>([
    [{ result: 'PASSED', passedTests: ['a'] }, 'success', 'PASSED, 0 of 1 failed'],
    [{ result: 'PASSED', passedTests: ['a'], failedTests: ['b'] }, 'failure', 'PASSED, 1 of 2 failed'],
    [{ result: 'WARNED', warnedTests: ['a'] }, 'failure', 'WARNED, 0 of 1 failed'],
    [{ result: 'FAILED' }, 'failure', 'FAILED'],
    [{ result: 'passed' }, 'error', 'passed'],
    [{ result: true }, 'error', 'no result'],
    [{}, 'error', 'no result'],
  ])('the test result %j is %s', async (predicate, outcome, reason) => {
    const configuration = [{ name: '.github/workflows/ci.yml' }]
    const [, tested] = eventsOf(await said(envelope(statement(TEST_RESULT, { configuration, ...predicate }))))
    expect(tested!.subject.content).toMatchObject({
      outcome,
      reason,
      testSuite: { id: '.github/workflows/ci.yml' },
    })
  })

  const found = (...severities: unknown[]) => ({
    scanner: {
      uri: 'pkg:github/acme/scan@1.2.3',
      version: '1.2.3',
      result: severities.map((severity, at) => ({ id: `CVE-${at}`, severity })),
    },
  })

  test.each<[unknown, string]>([
    [
      [
        { method: 'nvd', score: 'medium' },
        { method: 'CVSS_v3', score: '9.8' },
      ],
      'critical',
    ],
    [[{ method: 'nvd', score: 'Moderate' }], 'medium'],
    [{ method: 'nvd', score: 'negligible' }, 'low'],
    [[{ method: 'CVSS', score: 7 }], 'high'],
    [[{ method: 'own', score: '9.8' }], 'unknown'],
    [[], 'unknown'],
    [undefined, 'unknown'],
  ])('a vulnerability of %j is %s', async (severity, word) => {
    const scan = eventsOf(await said(envelope(statement(VULNS, found(severity))))).at(-1)
    expect(scan!.subject.content).toMatchObject({
      tool: { name: 'pkg:github/acme/scan', version: '1.2.3' },
      counts: { [word]: 1 },
      total: 1,
    })
  })

  test('vulnerabilities fail from the threshold on; no list of them is no scan', async () => {
    const medium = envelope(statement(VULNS, found([{ method: 'nvd', score: 'medium' }])))
    expect((await said(medium))[1]!.content).toMatchObject({ outcome: 'success' })
    expect((await said(medium, context, { failOn: 'medium' }))[1]!.content).toMatchObject({
      outcome: 'failure',
    })
    expect((await said(envelope(statement(VULNS, { scanner: {} }))))[1]!.content).toMatchObject({
      outcome: 'error',
    })
  })
})

describe('which artifact it is about', () => {
  const both = { ...context, artifacts: [{ digest: OTHER }, { digest: DIGEST }] }
  const third = `sha256:${'d'.repeat(64)}`
  const boundTo = async (document: unknown, where: ReportContext) =>
    eventsOf(await said(document, where)).map(({ customData }) =>
      (customData as { turnpike: { artifacts: { digest: string }[] } }).turnpike.artifacts.map(
        ({ digest }) => digest,
      ),
    )

  test('those of the run that are its subjects, and no siblings', async () => {
    const one = envelope(statement(TEST_RESULT, { result: 'PASSED' }, DIGEST, third))
    expect(await boundTo(one, both)).toEqual([[DIGEST], [DIGEST]])
    const two = envelope(statement(SLSA, {}, DIGEST, OTHER))
    expect(await boundTo(two, both)).toEqual([[OTHER, DIGEST], [OTHER, DIGEST], [OTHER], [DIGEST]])
  })

  test('all of its subjects, where the run names none', async () => {
    const document = envelope(statement('https://acme.example/own', {}, DIGEST, OTHER))
    expect(await boundTo(document, { ...context, artifacts: [] })).toEqual([[DIGEST, OTHER]])
  })

  test('another one: refused', async () => {
    expect(await refusalOf(said(envelope(statement(SLSA, {}, OTHER))))).toBe(
      `the statement is about ${OTHER}, and not about ${DIGEST}`,
    )
  })

  test('nothing with a SHA-256 digest: refused', async () => {
    const bare = { ...statement(SLSA, {}), subject: [{ digest: { gitCommit: 'a'.repeat(40) } }] }
    expect(await refusalOf(said(envelope(bare)))).toMatch(/about nothing with a SHA-256 digest/u)
    expect(await refusalOf(said(envelope(bare), { ...context, artifacts: [] }))).toMatch(
      /names 0 SHA-256 digests/u,
    )
  })

  test('an SBOM in it is of another one: refused', async () => {
    const predicate = {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: { component: { version: OTHER } },
    }
    expect(await refusalOf(said(envelope(statement('https://cyclonedx.org/bom', predicate))))).toMatch(
      /SBOM of/u,
    )
  })
})

describe('a bundle that signs a file', () => {
  const blob = (digest: Buffer, algorithm = 'SHA2_256') => ({
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {},
    messageSignature: { messageDigest: { algorithm, digest: digest.toString('base64') }, signature: 'c2ln' },
  })

  test('says that it was signed, and no more', async () => {
    const [signed, ...more] = eventsOf(await said(blob(Buffer.from(HEX, 'hex'))))
    expect(more).toEqual([])
    expect(signed).toMatchObject({
      context: { type: 'dev.cdevents.artifact.signed.0.3.0' },
      subject: { content: { signature: 'c2ln' } },
      customData: { turnpike: { artifacts: [{ digest: DIGEST }] } },
    })
  })

  test.each<[string, unknown, RegExp]>([
    ['another file', blob(Buffer.from(OTHER.slice(7), 'hex')), /is about sha256:b+, and not about/u],
    ['no digest', blob(Buffer.from('')), /no signature with the SHA-256 digest/u],
    ['another algorithm', blob(Buffer.from(HEX, 'hex'), 'SHA2_512'), /no signature with the SHA-256/u],
    [
      'a statement as well',
      { ...blob(Buffer.from(HEX, 'hex')), dsseEnvelope: envelope({}) },
      /dsseEnvelope and a messageSignature/u,
    ],
  ])('of %s: refused', async (_, document, why) => {
    expect(await refusalOf(said(document))).toMatch(why)
  })
})

describe('a file', () => {
  const lines = (...documents: unknown[]) => documents.map((document) => JSON.stringify(document)).join('\n')

  test('may hold one a line, of every version of the bundle', async () => {
    const own = (version: string) => bundle(statement('https://acme.example/own', {}), version)
    const text = lines(
      own('application/vnd.dev.sigstore.bundle+json;version=0.1'),
      own('application/vnd.dev.sigstore.bundle+json;version=0.2'),
      own('application/vnd.dev.sigstore.bundle.v0.3+json'),
      envelope(statement('https://acme.example/own', {})),
    )
    const descriptions = await statementDescriptions(text, 'out/bundle.json', context)
    expect(typesOf(descriptions)).toEqual(Array(4).fill('turnpike-attestation.published'))
  })

  test.each<[string, string, RegExp]>([
    ['is empty', '', /empty/u],
    ['is no JSON', 'hello', /not JSON/u],
    [
      'has a line that is none',
      `${JSON.stringify(envelope(statement(SLSA, {})))}\n{`,
      /line 2: is not JSON/u,
    ],
    [
      'has a line about another artifact: none of it counts',
      lines(envelope(statement(SLSA, {})), envelope(statement(SLSA, {}, OTHER))),
      /^line 2: the statement is about/u,
    ],
    [
      'has a statement that nobody signed',
      JSON.stringify(statement(SLSA, {})),
      /nobody has signed; sign it/u,
    ],
    ['is another JSON', '{"a":1}', /payloadType/u],
    [
      'is a bundle of a later version',
      JSON.stringify(bundle(statement(SLSA, {}), 'application/vnd.dev.sigstore.bundle.v0.9+json')),
      /v0\.1 to v0\.3/u,
    ],
    [
      'is too large for an event',
      JSON.stringify(envelope(statement(SLSA, { x: 'a'.repeat(800_000) }))),
      /KiB; an event carries 900/u,
    ],
  ])('that %s is refused', async (_, text, why) => {
    expect(await refusalOf(statementDescriptions(text, 'out/bundle.json', context))).toMatch(why)
  })
})
