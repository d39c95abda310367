/** Statements that a Sigstore vouches for, with a Sigstore of one's own; and bundles that are not what they seem. Over 300 lines: tables, a row each. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { loadPolicy } from '../../src/policy/load.ts'
import { startSigstore } from '../trust/signatures/sigstore-world.ts'
import type { SigstoreWorld } from '../trust/signatures/sigstore-world.ts'
import {
  bundle,
  decided,
  found,
  ISSUER,
  policyOf,
  published,
  vsaOf,
  VSA_RULE,
  WORKFLOW,
} from './attestation-scene.ts'
import { problemsOf } from './scene.ts'

type Json = Record<string, unknown>
interface Bundle extends Json {
  mediaType: string
  verificationMaterial: {
    certificate?: { rawBytes: string }
    x509CertificateChain?: { certificates: { rawBytes: string }[] }
    tlogEntries: Json[]
    timestampVerificationData?: unknown
    publicKey?: unknown
  }
  dsseEnvelope: { payloadType: string; payload: string; signatures: { sig: string }[] }
}

let world: SigstoreWorld
let other: SigstoreWorld
let good: Bundle
beforeAll(async () => {
  world = await startSigstore()
  other = await startSigstore()
  good = (await bundle(world, vsaOf())) as Bundle
})
afterAll(() => Promise.all([world.close(), other.close()]))

const head = (change: Json = {}) => ({
  attesters: {
    verifier: {
      sigstore: {
        trustedRoot: world.trustedRoot,
        issuer: ISSUER,
        identity: 'https://github.com/acme/ci/.github/workflows/build.yml@*',
        ...change,
      },
    },
  },
})
const judged = (content: unknown, change: Json = {}) =>
  found(VSA_RULE, [published({ bundle: content })], head(change))
const changed = (change: (copy: Bundle) => void): Bundle => {
  const copy = structuredClone(good)
  change(copy)
  return copy
}

describe('a bundle', () => {
  test('verifies, and says who signed', async () => {
    expect(await judged(good)).toMatchObject({ result: 'pass', by: `verifier (${WORKFLOW})` })
  })

  test('is asked for no network, and verified once however often it is asked about', async () => {
    const before = { ...world.asked }
    await judged(good)
    await judged(good)
    expect(world.asked).toEqual(before)
  })

  test.each<[string, Json, 'pass' | 'fail']>([
    ['the identity in full', { identity: WORKFLOW }, 'pass'],
    ['what is below it', { identity: 'https://github.com/acme/*' }, 'pass'],
    ['the numbers of repository and owner', { repositoryId: '7', repositoryOwnerId: '4567' }, 'pass'],
    ['another repository number', { repositoryId: '8' }, 'fail'],
    ['the ref and the runner', { ref: 'refs/heads/main', runnerEnvironment: 'github-hosted' }, 'pass'],
    ['another ref', { ref: 'refs/heads/try' }, 'fail'],
    ['a ref that begins so', { ref: 'refs/heads' }, 'fail'],
    ['another runner', { runnerEnvironment: 'self-hosted' }, 'fail'],
    ['another owner number', { repositoryOwnerId: '4568' }, 'fail'],
    ['another identity', { identity: `${WORKFLOW}-other` }, 'fail'],
    ['a neighbour of the organisation', { identity: 'https://github.com/acme-evil/*' }, 'fail'],
    ['another issuer', { issuer: 'https://gitlab.example.org' }, 'fail'],
    ['an issuer with a slash more', { issuer: `${ISSUER}/` }, 'fail'],
  ])('where the policy names %s', async (_, change, result) => {
    expect(await judged(good, change)).toMatchObject({
      result,
      reason: result === 'pass' ? 'attested' : 'attester-not-allowed',
    })
  })

  test('of somebody else says in what', async () => {
    const { refused } = await judged(good, {
      ref: 'refs/heads/try',
      repositoryId: '8',
      repositoryOwnerId: '4567',
    })
    expect(refused[0]!.explanation).toBe(
      `signed by ${WORKFLOW} of ${ISSUER}, who is not verifier (repositoryId 7, ref refs/heads/main)`,
    )
  })

  test('whose certificate does not say what is asked for is refused', async () => {
    const bare = await bundle(world, vsaOf(), { ref: '', runner_environment: '' })
    for (const change of [{ ref: 'refs/heads/main' }, { runnerEnvironment: 'github-hosted' }])
      expect((await judged(bare, change)).reason).toBe('attester-not-allowed')
  })

  test('of an identity that another reader could take for another one is nobody’s', async () => {
    const tricky = await bundle(world, vsaOf(), { job_workflow_uri: 'https://github.com/acme/../evil/x.yml' })
    expect((await judged(tricky, { identity: 'https://github.com/acme/*' })).reason).toBe(
      'attester-not-allowed',
    )
  })

  test('of another Sigstore is refused', async () => {
    expect(await judged(await bundle(other, vsaOf()))).toMatchObject({
      result: 'fail',
      reason: 'signature-invalid',
      refused: [{ explanation: expect.stringContaining('Sigstore:') as unknown }],
    })
  })

  test.each<[string, (copy: Bundle) => void, string]>([
    [
      'another payload',
      (b) =>
        (b.dsseEnvelope.payload = Buffer.from(JSON.stringify(vsaOf({ slsaVersion: '1.1' }))).toString(
          'base64',
        )),
      'signature-invalid',
    ],
    [
      'a signature cut short',
      (b) => (b.dsseEnvelope.signatures[0]!.sig = b.dsseEnvelope.signatures[0]!.sig.slice(0, 40)),
      'signature-invalid',
    ],
    [
      'two signatures',
      (b) => b.dsseEnvelope.signatures.push(b.dsseEnvelope.signatures[0]!),
      'unreadable-statement',
    ],
    ['no signature', (b) => (b.dsseEnvelope.signatures = []), 'unreadable-statement'],
    ['no entry of the log', (b) => (b.verificationMaterial.tlogEntries = []), 'signature-invalid'],
    [
      'the same entry twice',
      (b) => b.verificationMaterial.tlogEntries.push(b.verificationMaterial.tlogEntries[0]!),
      'signature-invalid',
    ],
    [
      'a time of the entry moved by a second',
      (b) =>
        (b.verificationMaterial.tlogEntries[0]!['integratedTime'] = String(
          Number(b.verificationMaterial.tlogEntries[0]!['integratedTime']) + 1,
        )),
      'signature-invalid',
    ],
    [
      'the promise of the log taken away',
      (b) => delete b.verificationMaterial.tlogEntries[0]!['inclusionPromise'],
      'signature-invalid',
    ],
    [
      'the body of the entry changed',
      (b) => (b.verificationMaterial.tlogEntries[0]!['canonicalizedBody'] = 'e30='),
      'signature-invalid',
    ],
    [
      'the certificate cut short',
      (b) =>
        (b.verificationMaterial.certificate!.rawBytes = b.verificationMaterial.certificate!.rawBytes.slice(
          0,
          400,
        )),
      'signature-invalid',
    ],
    ['no certificate', (b) => delete b.verificationMaterial.certificate, 'signature-invalid'],
    [
      'a certificate that is no certificate',
      (b) => (b.verificationMaterial.certificate!.rawBytes = 'AAAA'),
      'signature-invalid',
    ],
    [
      'a key where the certificate was',
      (b) => {
        delete b.verificationMaterial.certificate
        b.verificationMaterial.publicKey = { hint: 'x' }
      },
      'signature-invalid',
    ],
    [
      'a key beside the certificate',
      (b) => (b.verificationMaterial.publicKey = { hint: 'x' }),
      'signature-invalid',
    ],
    ['material that is a list', (b) => ((b as Json)['verificationMaterial'] = []), 'unreadable-statement'],
    [
      'entries that are no list',
      (b) => ((b.verificationMaterial as Json)['tlogEntries'] = 7),
      'signature-invalid',
    ],
    ['a media type of nobody', (b) => (b.mediaType = 'application/json'), 'unreadable-statement'],
    [
      'a timestamp that is none',
      (b) =>
        (b.verificationMaterial.timestampVerificationData = {
          rfc3161Timestamps: [{ signedTimestamp: 'AAAA' }],
        }),
      'signature-invalid',
    ],
    ['no envelope', (b) => delete (b as Json)['dsseEnvelope'], 'unreadable-statement'],
  ])('with %s is refused', async (_, change, reason) => {
    expect(await judged(changed(change))).toMatchObject({ result: 'fail', reason })
  })

  test('whose envelope alone is sent has no certificate any more', async () => {
    const finding = await found(VSA_RULE, [published({ envelope: good.dsseEnvelope })], head())
    expect(finding).toMatchObject({ result: 'fail', reason: 'signature-invalid' })
  })

  test('signed after its certificate had expired is refused; that it has expired since is no matter', async () => {
    const late = await startSigstore(undefined, new Date(Date.now() + 60 * 60_000))
    try {
      const event = published({ bundle: await bundle(late, vsaOf()) })
      const trusting = head({ trustedRoot: late.trustedRoot })
      expect(await found(VSA_RULE, [event], trusting)).toMatchObject({
        result: 'fail',
        reason: 'signature-invalid',
      })
    } finally {
      await late.close()
    }
    // The question is asked at another time than the certificate holds for.
    expect((await judged(good)).result).toBe('pass')
  })

  test('of version 0.1 and 0.2 is read as well', async () => {
    const old = (mediaType: string) =>
      changed((copy) => {
        copy.mediaType = mediaType
        copy.verificationMaterial.x509CertificateChain = {
          certificates: [copy.verificationMaterial.certificate!],
        }
        delete copy.verificationMaterial.certificate
      })
    for (const version of ['0.1', '0.2'])
      expect((await judged(old(`application/vnd.dev.sigstore.bundle+json;version=${version}`))).result).toBe(
        'pass',
      )
  })

  test('sent again is no newer than it was; signed again it is', async () => {
    const fails = await bundle(
      world,
      vsaOf({ verificationResult: 'FAILED', timeVerified: '2026-11-21T12:30:00Z' }),
    )
    const events = [published({ bundle: good }), published({ bundle: fails }), published({ bundle: good })]
    expect((await found(VSA_RULE, events, head())).found).toBe('FAILED')
    const again = await bundle(world, vsaOf({ timeVerified: '2026-11-21T13:00:00Z' }))
    expect((await found(VSA_RULE, [...events, published({ bundle: again })], head())).result).toBe('pass')
  })

  test('is as old as the event that brought it, also where the log says a later time', async () => {
    const finding = await found(
      `${VSA_RULE}, maxAge: 7d`,
      [published({ bundle: good }, { when: '8d' })],
      head(),
    )
    expect(finding.reason).toBe('evidence-too-old')
  })
})

describe('a trusted root', () => {
  const rootless = (change: (root: Json) => void) => {
    const root = JSON.parse(world.trustedRoot) as Json
    change(root)
    return JSON.stringify(root)
  }

  test.each<[string, () => string, string]>([
    ['text that is no JSON', () => 'root.json', 'is not the JSON of a Sigstore trusted root'],
    ['JSON that is none', () => '{}', 'names no certificateAuthorities'],
    [
      'one without authorities',
      () => rootless((root) => (root['certificateAuthorities'] = [])),
      'names no certificateAuthorities',
    ],
    [
      'one without log and timestamps',
      () => rootless((root) => (root['tlogs'] = [])),
      'no tlogs and no timestampAuthorities',
    ],
  ])('that is %s is a problem of the policy', async (_, text, problem) => {
    const problems = await problemsOf(policyOf(VSA_RULE, head({ trustedRoot: text() })))
    expect(problems).toEqual([expect.stringContaining(problem)])
  })

  test.each(['*', 'https://github.com/acme*', 'https://github.com*', 'http://', 'build.yml@*'])(
    'with identity %s is a problem of the policy',
    async (identity) => {
      expect(await problemsOf(policyOf(VSA_RULE, head({ identity })))).toHaveLength(1)
    },
  )

  test('that has been replaced takes its statements with it', async () => {
    expect((await judged(good, { trustedRoot: other.trustedRoot })).reason).toBe('signature-invalid')
    expect((await judged(good)).result).toBe('pass')
  })

  test('tells attesters apart across policies, by what they are and not by their names', async () => {
    const attester = async (change: Json) => {
      const loaded = await loadPolicy(policyOf(VSA_RULE, head(change)), { name: 'x', origin: 'store' })
      if ('problems' in loaded) throw new Error('does not load')
      return loaded.policy.attesters!['verifier']!.is
    }
    expect(await attester({})).toBe(await attester({}))
    const all = await Promise.all([
      attester({}),
      attester({ identity: WORKFLOW }),
      attester({ repositoryId: '7' }),
      attester({ trustedRoot: other.trustedRoot }),
    ])
    expect(new Set(all).size).toBe(4)
  })

  test('an erroring attestation never allows', async () => {
    const broken = await bundle(world, vsaOf({ verificationResult: 'MAYBE' }))
    expect((await decided(VSA_RULE, [published({ bundle: broken })], head())).verdict).toBe('error')
  })
})
